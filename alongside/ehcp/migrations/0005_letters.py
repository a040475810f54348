"""Letters of a case, and a partnership's own wordings of them."""

import django.db.models.deletion
from django.db import migrations, models

import alongside.ehcp.models.letters
import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0012_shared_by_work"),
        ("ehcp", "0004_recipients"),
        ("partnerships", "0003_leaving"),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.ehcp.models.letters.new_letter_ref)),
                ("code", models.TextField(help_text="Code of the letter")),
                ("strand", models.TextField()),
                (
                    "status",
                    models.TextField(
                        choices=[("draft", "Being written"), ("sent", "Sent"), ("dropped", "Not sent")], default="draft"
                    ),
                ),
                ("addressed_to", models.TextField(blank=True, default="")),
                ("subject", models.TextField()),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("sent_on", models.DateField(null=True)),
                (
                    "disclosure_ref",
                    models.TextField(blank=True, default="", help_text="Its line in the sharing ledger"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ehcp.case",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="children.child",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.areapartnership",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ehcp.step",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "ehcp_letter",
                "abstract": False,
                "indexes": [models.Index(fields=["partnership", "case"], name="ehcp_letter_of_case")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="ehcp_letter_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="ehcp_letter_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="ehcp_letter_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(field="case", name="ehcp_letter_case", to="ehcp_case"),
                    alongside.partnerships.wall.SamePartnership(field="step", name="ehcp_letter_step", to="ehcp_step"),
                    alongside.partnerships.wall.SamePartnership(
                        field="written_by", name="ehcp_letter_written_by", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="sent_by", name="ehcp_letter_sent_by", to="partnerships_membership"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draft")),
                        fields=("partnership", "step", "code"),
                        name="ehcp_letter_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("sent_by__isnull", False),
                                ("sent_on__isnull", False),
                                ("status", "sent"),
                                models.Q(("disclosure_ref", ""), _negated=True),
                                models.Q(("addressed_to", ""), _negated=True),
                            ),
                            models.Q(
                                ("disclosure_ref", ""),
                                ("sent_by__isnull", True),
                                ("sent_on__isnull", True),
                                ("status__in", ["draft", "dropped"]),
                            ),
                            _connector="OR",
                        ),
                        name="ehcp_letter_sent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("code", models.TextField()),
                ("subject", models.TextField()),
                ("text", models.TextField()),
                ("set_at", models.DateTimeField()),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.areapartnership",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "ehcp_wording",
                "abstract": False,
                "indexes": [models.Index(fields=["partnership", "code", "-id"], name="ehcp_wording_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="ehcp_wording_own"),
                    alongside.partnerships.wall.SamePartnership(
                        field="set_by", name="ehcp_wording_set_by", to="partnerships_membership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", ""), _negated=True), models.Q(("text", ""), _negated=True)
                        ),
                        name="ehcp_wording_whole",
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("ehcp_letter", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("ehcp_wording")),
    ]

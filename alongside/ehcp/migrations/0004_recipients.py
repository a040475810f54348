"""To whom the final plan of a detained child has to go, and that it went."""

import django.db.models.deletion
from django.db import migrations, models

import alongside.ehcp.models
import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0012_shared_by_work"),
        ("ehcp", "0003_requests"),
        ("partnerships", "0003_leaving"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recipient",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.ehcp.models.new_recipient_ref)),
                (
                    "code",
                    models.TextField(
                        choices=[
                            ("appropriate", "The parent, or the young person"),
                            ("in_charge", "The person in charge of where the child is held"),
                            ("youth_justice", "The youth justice service"),
                            ("setting", "The school or college that is named"),
                            ("home_health", "The health commissioning body at home"),
                            ("detained_health", "The health commissioner for detained persons"),
                        ]
                    ),
                ),
                (
                    "status",
                    models.TextField(
                        choices=[("waiting", "To be sent"), ("sent", "Sent"), ("stood_down", "Not needed")],
                        default="waiting",
                    ),
                ),
                ("due_on", models.DateField(help_text="The day on which the plan was made final")),
                ("sent_on", models.DateField(null=True)),
                ("note", models.TextField(blank=True, default="", help_text="Why it is not needed")),
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
                    "disclosure",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="children.disclosure",
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
                    "step",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ehcp.step",
                    ),
                ),
            ],
            options={
                "db_table": "ehcp_recipient",
                "abstract": False,
                "indexes": [models.Index(fields=["partnership", "case"], name="ehcp_recipient_of_case")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="ehcp_recipient_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="ehcp_recipient_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="ehcp_recipient_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="case", name="ehcp_recipient_case", to="ehcp_case"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="step", name="ehcp_recipient_step", to="ehcp_step"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="disclosure", name="ehcp_recipient_disclosure", to="children_disclosure"
                    ),
                    models.UniqueConstraint(fields=("partnership", "step", "code"), name="ehcp_recipient_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disclosure__isnull", False), ("sent_on__isnull", False), ("status", "sent")),
                            models.Q(
                                models.Q(("status", "sent"), _negated=True),
                                ("disclosure__isnull", True),
                                ("sent_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ehcp_recipient_sent_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "stood_down"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="ehcp_recipient_why_not",
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("ehcp_recipient", child="child_id")),
    ]

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import alongside.justice.models.outcomes
import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0010_withdrawal"),
        ("justice", "0001_detention"),
        ("partnerships", "0003_leaving"),
    ]

    operations = [
        migrations.CreateModel(
            name="LookBack",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.justice.models.outcomes.new_look_back_ref)),
                ("kind", models.TextField(choices=[("first_entry", "First entry"), ("custody", "Custody")])),
                ("about", models.TextField(help_text="Reference of the outcome or the detention")),
                ("happened_on", models.DateField()),
                ("due_on", models.DateField()),
                ("status", models.TextField(choices=[("waiting", "To do"), ("done", "Done")], default="waiting")),
                (
                    "findings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, help_text="Codes of rules.FINDINGS", size=None
                    ),
                ),
                ("learnt", models.TextField(blank=True, default="")),
                ("done_on", models.DateField(null=True)),
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
                    "done_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
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
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.team",
                    ),
                ),
            ],
            options={
                "db_table": "justice_look_back",
                "abstract": False,
                "indexes": [models.Index(fields=["partnership", "status", "due_on"], name="justice_look_back_waiting")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="justice_lookback_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="justice_lookback_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="justice_look_back_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="team", name="justice_look_back_team", to="partnerships_team"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="done_by", name="justice_look_back_done_by", to="partnerships_membership"
                    ),
                    models.UniqueConstraint(fields=("partnership", "about"), name="justice_look_back_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_by__isnull", False),
                                ("done_on__isnull", False),
                                ("status", "done"),
                                models.Q(("findings", []), _negated=True),
                            ),
                            models.Q(("done_on__isnull", True), ("findings", []), ("status", "waiting")),
                            _connector="OR",
                        ),
                        name="justice_look_back_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.justice.models.outcomes.new_outcome_ref)),
                ("code", models.TextField(help_text="Code of rules.OUTCOME_KINDS")),
                ("given_on", models.DateField()),
                (
                    "status",
                    models.TextField(
                        choices=[("stands", "Stands"), ("withdrawn", "Wrong, or changed on appeal")], default="stands"
                    ),
                ),
                ("withdrawn_why", models.TextField(blank=True, default="")),
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
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "justice_outcome",
                "abstract": False,
                "indexes": [models.Index(fields=["partnership", "child", "given_on"], name="justice_outcome_of_child")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="justice_outcome_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="justice_outcome_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="justice_outcome_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="recorded_by", name="justice_outcome_recorded_by", to="partnerships_membership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="justice_outcome_withdrawn_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("justice_outcome", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("justice_look_back", child="child_id")),
    ]

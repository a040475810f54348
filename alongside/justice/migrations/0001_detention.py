import django.db.models.deletion
from django.db import migrations, models

import alongside.justice.models
import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("children", "0007_network"),
        ("deadlines", "0001_deadlines"),
        ("partnerships", "0002_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Detention",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.justice.models.new_detention_ref)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("remand_detention", "Remand to youth detention accommodation"),
                            ("remand_authority", "Remand to local authority accommodation"),
                            ("sentence", "Custodial sentence, or recall to custody"),
                        ]
                    ),
                ),
                (
                    "status",
                    models.TextField(
                        choices=[("held", "Held now"), ("ended", "Ended"), ("withdrawn", "Entered in error")],
                        default="held",
                    ),
                ),
                ("detained_at", models.DateTimeField(help_text="When the court decided, or the child was taken in")),
                (
                    "learnt_at",
                    models.DateTimeField(
                        help_text="When the youth justice service learnt of it: what is told runs from it"
                    ),
                ),
                ("home_authority", models.TextField()),
                ("home_is_here", models.BooleanField(help_text="Whether its SEND team works in this partnership")),
                (
                    "ehc_plan",
                    models.TextField(
                        choices=[
                            ("unknown", "Not known yet"),
                            ("none", "No EHC plan"),
                            ("assessing", "Being assessed for one"),
                            ("plan", "Has an EHC plan"),
                        ],
                        default="unknown",
                    ),
                ),
                (
                    "plan_reviewed_on",
                    models.DateField(help_text="The last review or monitoring meeting that is known", null=True),
                ),
                ("send_told_at", models.DateTimeField(null=True)),
                ("release_expected_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                (
                    "ending",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("released", "Released"),
                            ("to_authority", "To local authority accommodation"),
                            ("adult", "Moved to the adult estate"),
                            ("detained", "Detained: remanded to custody or sentenced"),
                        ],
                        default="",
                    ),
                ),
                ("withdrawn_why", models.TextField(blank=True, default="")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "entered_by",
                    models.ForeignKey(
                        db_constraint=False,
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
            ],
            options={
                "db_table": "justice_detention",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.justice.models.new_stay_ref)),
                ("place", models.TextField(help_text="Code of rules.ESTABLISHMENTS, or another")),
                ("name", models.TextField(help_text="The name of the place as it stood on the day")),
                ("host_authority", models.TextField()),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
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
                    "detention",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="justice.detention",
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
            ],
            options={
                "db_table": "justice_stay",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.justice.models.new_hand_over_ref)),
                ("code", models.TextField(help_text="Code of rules.HAND_OVERS")),
                (
                    "status",
                    models.TextField(
                        choices=[("waiting", "To do"), ("done", "Done"), ("stood_down", "No longer needed")],
                        default="waiting",
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True, default="")),
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
                    "clock",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.clock",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="justice.detention",
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
                    "stay",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="justice.stay",
                    ),
                ),
            ],
            options={
                "db_table": "justice_hand_over",
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="detention",
            index=models.Index(fields=["partnership", "child", "-detained_at"], name="justice_detention_of_child"),
        ),
        migrations.AddIndex(
            model_name="detention",
            index=models.Index(fields=["partnership", "status", "detained_at"], name="justice_detention_held"),
        ),
        migrations.AddConstraint(
            model_name="detention",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="justice_detention_own"),
        ),
        migrations.AddConstraint(
            model_name="detention",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="justice_detention_ref"),
        ),
        migrations.AddConstraint(
            model_name="detention",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="justice_detention_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="detention",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="entered_by", name="justice_detention_entered_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="detention",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "held")),
                fields=("partnership", "child"),
                name="justice_detention_one_now",
            ),
        ),
        migrations.AddConstraint(
            model_name="detention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", False), ("status", "ended"), models.Q(("ending", ""), _negated=True)),
                    models.Q(models.Q(("status", "ended"), _negated=True), ("ended_on__isnull", True), ("ending", "")),
                    _connector="OR",
                ),
                name="justice_detention_ended_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="detention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "withdrawn"), _negated=True),
                    models.Q(("withdrawn_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="justice_detention_withdrawn_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="detention",
            constraint=models.CheckConstraint(
                condition=models.Q(("learnt_at__gte", models.F("detained_at"))), name="justice_detention_learnt_after"
            ),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(fields=["partnership", "detention", "from_on"], name="justice_stay_of_detention"),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="justice_stay_own"),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="justice_stay_ref"),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="detention", name="justice_stay_detention", to="justice_detention"
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="justice_stay_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_on__isnull", True)),
                fields=("partnership", "detention"),
                name="justice_stay_one_now",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"),
                name="justice_stay_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="justice_stay_named"
            ),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["partnership", "detention", "code"], name="justice_hand_over_of_detention"),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["partnership", "status"], name="justice_hand_over_waiting"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="justice_handover_own"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="justice_handover_ref"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="detention", name="justice_hand_over_detention", to="justice_detention"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="stay", name="justice_hand_over_stay", to="justice_stay"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="justice_hand_over_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="clock", name="justice_hand_over_clock", to="deadlines_clock"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="done_by", name="justice_hand_over_done_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="disclosure", name="justice_hand_over_disclosure", to="children_disclosure"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "waiting")),
                fields=("partnership", "detention", "code"),
                name="justice_hand_over_one_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False), ("status", "done")),
                    models.Q(
                        models.Q(("status", "done"), _negated=True),
                        ("disclosure__isnull", True),
                        ("done_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="justice_hand_over_done",
            ),
        ),
        migrations.RunSQL(*wall.raise_wall("justice_detention", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("justice_stay", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("justice_hand_over", child="child_id")),
    ]

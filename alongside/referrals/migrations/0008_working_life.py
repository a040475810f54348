import django.db.models.deletion
from django.db import migrations, models

import alongside.partnerships.wall
import alongside.referrals.models.life
from alongside.core import wall


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0008_handed_on"),
        ("partnerships", "0003_leaving"),
        ("referrals", "0007_standards"),
    ]

    operations = [
        migrations.AddField(
            model_name="involvement",
            name="paused_until_on",
            field=models.DateField(help_text="Until when it is paused; empty while it goes on", null=True),
        ),
        migrations.AddField(
            model_name="involvement",
            name="resumed_on",
            field=models.DateField(help_text="When it last went on again: our own clocks begin anew", null=True),
        ),
        migrations.AlterField(
            model_name="involvement",
            name="end_reason",
            field=models.TextField(
                blank=True,
                choices=[
                    ("goals_reached", "The child reached what they wanted"),
                    ("planned", "The planned time came to its end"),
                    ("child_chose", "The child or family chose to stop"),
                    ("moved", "The child moved away"),
                    ("other_service", "Another service took over"),
                    ("order_ended", "The order or licence ended"),
                    ("turned_18", "The child turned 18"),
                    ("other", "Another reason"),
                    ("stepped_down", "The child needs less, and somebody else helps"),
                    ("withdrawn", "The child or family took back their agreement"),
                    ("other_area", "Another area took over"),
                ],
                default="",
            ),
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.referrals.models.life.new_absence_ref)),
                (
                    "why",
                    models.TextField(
                        choices=[
                            ("leave", "Annual leave"),
                            ("training", "Training"),
                            ("away", "Away from work"),
                            ("other", "Another reason"),
                        ]
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                (
                    "ended_at",
                    models.DateTimeField(help_text="When it was called off, or the worker came back before", null=True),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "membership",
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
                "db_table": "referrals_absence",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["partnership", "membership", "until_on"], name="referrals_absence_of"),
                    models.Index(fields=["partnership", "cover", "until_on"], name="referrals_absence_cover"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="referrals_absence_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="referrals_absence_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="membership", name="referrals_absence_person", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="cover", name="referrals_absence_covered_by", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="recorded_by", name="referrals_absence_recorded_by", to="partnerships_membership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__gte", models.F("from_on")),
                            models.Q(("cover", models.F("membership")), _negated=True),
                        ),
                        name="referrals_absence_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Goodbye",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.referrals.models.life.new_goodbye_ref)),
                ("changed_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "status",
                    models.TextField(
                        choices=[("due", "To be done"), ("done", "Done"), ("not_possible", "Not possible")],
                        default="due",
                    ),
                ),
                ("goodbye_on", models.DateField(null=True)),
                ("hello_on", models.DateField(null=True)),
                (
                    "told",
                    models.TextField(
                        blank=True, default="", help_text="What the child was told, or why it was not possible"
                    ),
                ),
                ("recorded_at", models.DateTimeField(null=True)),
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
                    "from_worker",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "involvement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="referrals.involvement",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "to_worker",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "referrals_goodbye",
                "abstract": False,
                "indexes": [models.Index(fields=["partnership", "status", "due_on"], name="referrals_goodbye_waits")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="referrals_goodbye_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="referrals_goodbye_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="involvement", name="referrals_goodbye_work", to="referrals_involvement"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="referrals_goodbye_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="from_worker", name="referrals_goodbye_from", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="to_worker", name="referrals_goodbye_to", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="recorded_by", name="referrals_goodbye_recorded_by", to="partnerships_membership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "done"), _negated=True),
                            models.Q(("hello_on__isnull", False), models.Q(("told", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="referrals_goodbye_done_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.referrals.models.life.new_pause_ref)),
                (
                    "reason",
                    models.TextField(
                        choices=[
                            ("away", "The child is away"),
                            ("unwell", "The child is unwell or in hospital"),
                            ("asked", "The child or family asked for a break"),
                            ("elsewhere", "Another service leads for now"),
                            ("other", "Another reason"),
                        ]
                    ),
                ),
                ("continues", models.TextField(help_text="What goes on, and whom the child can ring")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("resumed_on", models.DateField(null=True)),
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
                    "involvement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="referrals.involvement",
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
                    "paused_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "referrals_pause",
                "abstract": False,
                "indexes": [models.Index(fields=["partnership", "involvement", "-id"], name="referrals_pause_latest")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="referrals_pause_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="referrals_pause_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="involvement", name="referrals_pause_work", to="referrals_involvement"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="referrals_pause_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="paused_by", name="referrals_pause_by", to="partnerships_membership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))), name="referrals_pause_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StepDown",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.referrals.models.life.new_step_down_ref)),
                (
                    "to",
                    models.TextField(
                        choices=[
                            ("stream", "Another kind of work of ours"),
                            ("early_help", "Early help"),
                            ("school", "The school or college"),
                            ("voluntary", "A voluntary or community organisation"),
                            ("universal", "Services that are open to everybody"),
                        ]
                    ),
                ),
                ("who", models.TextField(help_text="Who takes over, with a number to ring")),
                ("told_on", models.DateField()),
                ("told", models.TextField(help_text="What the child was told")),
                ("child_words", models.TextField(blank=True, default="")),
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
                    "involvement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="referrals.involvement",
                    ),
                ),
                (
                    "next",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referrals.involvement",
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
                "db_table": "referrals_step_down",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="referrals_stepdown_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="referrals_stepdown_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="involvement", name="referrals_step_down_work", to="referrals_involvement"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="referrals_step_down_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="next", name="referrals_step_down_next", to="referrals_involvement"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="recorded_by", name="referrals_step_down_by", to="partnerships_membership"
                    ),
                    models.UniqueConstraint(fields=("partnership", "involvement"), name="referrals_step_down_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.referrals.models.life.new_transfer_ref)),
                ("reason", models.TextField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("asked", "Waiting for an answer"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answer_by_on", models.DateField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True, default="", help_text="Why not, where it was refused")),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
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
                    "from_worker",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "involvement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="referrals.involvement",
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
                    "to_team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.team",
                    ),
                ),
                (
                    "to_worker",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "referrals_transfer",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["partnership", "status", "answer_by_on"], name="referrals_transfer_waits")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="referrals_transfer_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="referrals_transfer_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="involvement", name="referrals_transfer_work", to="referrals_involvement"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="referrals_transfer_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="from_worker", name="referrals_transfer_from", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="to_team", name="referrals_transfer_team", to="partnerships_team"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="to_worker", name="referrals_transfer_to", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="asked_by", name="referrals_transfer_asked_by", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="answered_by", name="referrals_transfer_answered_by", to="partnerships_membership"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "asked")),
                        fields=("partnership", "involvement"),
                        name="referrals_transfer_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "refused"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="referrals_transfer_refused_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "who",
                    models.TextField(
                        choices=[("child", "The child"), ("carer", "The parent or carer"), ("both", "Both")]
                    ),
                ),
                ("withdrawn_on", models.DateField()),
                ("words", models.TextField(blank=True, default="")),
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
                    "involvement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="referrals.involvement",
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
                "db_table": "referrals_withdrawal",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="referrals_withdrawal_own"),
                    alongside.partnerships.wall.SamePartnership(
                        field="involvement", name="referrals_withdrawal_work", to="referrals_involvement"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="referrals_withdrawal_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="recorded_by", name="referrals_withdrawal_by", to="partnerships_membership"
                    ),
                    models.UniqueConstraint(fields=("partnership", "involvement"), name="referrals_withdrawal_once"),
                ],
            },
        ),
        *(
            migrations.RunSQL(*wall.raise_wall(f"referrals_{table}", child="child_id"))
            for table in ("transfer", "goodbye", "pause", "step_down", "withdrawal")
        ),
        migrations.RunSQL(*wall.raise_wall("referrals_absence")),
    ]

import django.db.models.deletion
from django.db import migrations, models

import alongside.partnerships.wall
import alongside.referrals.models.move
from alongside.core import wall


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0009_documents"),
        ("partnerships", "0003_leaving"),
        ("referrals", "0008_working_life"),
    ]

    operations = [
        migrations.CreateModel(
            name="Move",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.referrals.models.move.new_move_ref)),
                ("kind", models.TextField(choices=[("caretaking", "Caretaking"), ("transfer", "Transfer")])),
                ("to_slug", models.TextField()),
                ("to_name", models.TextField()),
                ("moves_on", models.DateField()),
                ("why", models.TextField()),
                ("sections", models.JSONField(help_text="Codes of the parts that travelled")),
                ("disclosure", models.TextField(help_text="Reference of the line in the sharing ledger")),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("sent", "Waiting for their answer"),
                            ("accepted", "They accepted"),
                            ("refused", "They refused"),
                            ("closed", "Closed"),
                        ],
                        default="sent",
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True, default="")),
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
                    "owner",
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
                "db_table": "referrals_move",
                "abstract": False,
                "indexes": [models.Index(fields=["partnership", "owner", "status"], name="referrals_move_of")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="referrals_move_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="referrals_move_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="referrals_move_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="owner", name="referrals_move_owner", to="partnerships_membership"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "closed"), _negated=True),
                        fields=("partnership", "child"),
                        name="referrals_move_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MovedIn",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.referrals.models.move.new_moved_in_ref)),
                ("kind", models.TextField(choices=[("caretaking", "Caretaking"), ("transfer", "Transfer")])),
                ("from_slug", models.TextField()),
                ("from_name", models.TextField()),
                ("from_ref", models.TextField(help_text="Reference of the move there")),
                ("sender", models.TextField(help_text="Who sent it, with a number to ring")),
                ("moves_on", models.DateField()),
                ("why", models.TextField()),
                ("copy", models.JSONField()),
                ("law", models.TextField(help_text="Under which law it was shared")),
                ("received_at", models.DateTimeField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("waiting", "Waiting for an answer"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                        ],
                        default="waiting",
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True, default="")),
                (
                    "taken_over_at",
                    models.DateTimeField(help_text="When the worker took it into the child's record", null=True),
                ),
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
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.areapartnership",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "db_table": "referrals_moved_in",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["partnership", "status", "received_at"], name="referrals_moved_in_waits")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="referrals_movedin_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="referrals_movedin_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="referral", name="referrals_moved_in_referral", to="referrals_referral"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="answered_by", name="referrals_moved_in_by", to="partnerships_membership"
                    ),
                    models.UniqueConstraint(fields=("partnership", "from_ref"), name="referrals_moved_in_once"),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("referrals_move", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("referrals_moved_in")),
    ]

"""Two records of one child."""

import django.db.models.deletion
from django.db import migrations, models

import alongside.children.models.merging
from alongside.core import wall
from alongside.partnerships.wall import SamePartnership


def _to(model: str, **more: object) -> models.ForeignKey:
    # ``more`` is what each field below gives; the types of a foreign key cannot say that of a dictionary.
    return models.ForeignKey(model, db_constraint=False, related_name="+", **more)  # type: ignore[arg-type]


_SEAL_OTHER = wall.seal_also("children_merge", "other_id")


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0010_withdrawal"),
        ("partnerships", "0001_partnerships"),
    ]

    operations = [
        migrations.AddField(
            "child",
            "joined_to",
            _to("children.child", null=True, on_delete=django.db.models.deletion.PROTECT),
        ),
        migrations.AddConstraint(
            "child", SamePartnership(field="joined_to", to="children_child", name="children_child_joined_to")
        ),
        migrations.AddConstraint(
            "child",
            models.CheckConstraint(
                condition=models.Q(
                    ("joined_to__isnull", True),
                    models.Q(("joined_to", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="children_child_not_joined_to_itself",
            ),
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.merging.new_merge_ref)),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("proposed", "Waits for a second person"),
                            ("joined", "One child"),
                            ("different", "Two children"),
                            ("parted", "Parted again"),
                        ]
                    ),
                ),
                ("why", models.TextField(help_text="Why they are thought to be one child, or two")),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("parted_at", models.DateTimeField(null=True)),
                ("parted_why", models.TextField(blank=True, default="")),
                (
                    "decided_by",
                    _to("partnerships.membership", null=True, on_delete=django.db.models.deletion.PROTECT),
                ),
                ("kept", _to("children.child", on_delete=django.db.models.deletion.CASCADE)),
                ("other", _to("children.child", on_delete=django.db.models.deletion.CASCADE)),
                (
                    "parted_by",
                    _to("partnerships.membership", null=True, on_delete=django.db.models.deletion.PROTECT),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        "partnerships.areapartnership",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                    ),
                ),
                ("proposed_by", _to("partnerships.membership", on_delete=django.db.models.deletion.PROTECT)),
            ],
            options={
                "db_table": "children_merge",
                "abstract": False,
                "indexes": [models.Index(fields=["partnership", "status"], name="children_merge_status")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="children_merge_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="children_merge_ref"),
                    SamePartnership(field="kept", to="children_child", name="children_merge_kept"),
                    SamePartnership(field="other", to="children_child", name="children_merge_other"),
                    SamePartnership(
                        field="proposed_by", to="partnerships_membership", name="children_merge_proposed_by"
                    ),
                    SamePartnership(field="decided_by", to="partnerships_membership", name="children_merge_decided_by"),
                    SamePartnership(field="parted_by", to="partnerships_membership", name="children_merge_parted_by"),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("other")), _negated=True),
                        name="children_merge_two_records",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["proposed", "different"]),
                            models.Q(
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="children_merge_two_people",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["proposed", "joined"])),
                        fields=("partnership", "other"),
                        name="children_merge_once",
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("children_merge", child="kept_id")),
        migrations.RunSQL(*_SEAL_OTHER),
    ]

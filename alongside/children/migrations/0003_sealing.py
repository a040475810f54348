import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

import alongside.children.models.sealing
import alongside.partnerships.wall
from alongside.core import wall

OWN_SEALED = (
    "child_id = ANY ((SELECT ARRAY(SELECT reader.child_id FROM children_sealed_reader reader"
    f" WHERE reader.user_id = {wall.PERSON}))::bigint[])"
)
"""Sealed records of which the person of the context may know."""


def _person(name: str, *, null: bool = False) -> tuple[str, models.ForeignKey]:
    return name, models.ForeignKey(
        db_constraint=False,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="partnerships.membership",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0002_family"),
    ]

    operations = [
        migrations.AddField(
            "sealedreader",
            "child_ref",
            models.TextField(default="", help_text="So that a sealed record can be spoken of without being read"),
        ),
        migrations.RunSQL(
            "UPDATE children_sealed_reader reader SET child_ref = child.ref FROM children_child child"
            " WHERE child.id = reader.child_id",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            *wall.name_readers("children_sealed_reader", whose=f"user_id = {wall.PERSON}", door="sealed")
        ),
        migrations.AddField("concern", *_person("told", null=True)),
        migrations.AddConstraint(
            "concern",
            alongside.partnerships.wall.SamePartnership(
                field="told", name="children_concern_told_person", to="partnerships_membership"
            ),
        ),
        migrations.CreateModel(
            name="SealAsk",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.sealing.new_seal_ask_ref)),
                ("child_id", models.BigIntegerField()),
                ("child_ref", models.TextField()),
                (
                    "wish",
                    models.TextField(
                        choices=[
                            ("unseal", "Open the record again"),
                            ("name_reader", "Let one more person know of it"),
                        ]
                    ),
                ),
                _person("reader", null=True),
                ("reason_digest", models.TextField()),
                _person("asked_by"),
                ("asked_at", models.DateTimeField()),
                ("decide_by_on", models.DateField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("waiting", "Waiting for a second person"),
                            ("agreed", "Agreed and done"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                    ),
                ),
                _person("decided_by", null=True),
                ("decided_at", models.DateTimeField(null=True)),
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
            options={"db_table": "children_seal_ask", "abstract": False},
        ),
        migrations.AddConstraint(
            "sealask",
            models.UniqueConstraint(fields=("partnership", "id"), name="children_sealask_own"),
        ),
        migrations.AddConstraint(
            "sealask",
            models.UniqueConstraint(fields=("partnership", "ref"), name="children_sealask_ref"),
        ),
        migrations.AddConstraint(
            "sealask",
            alongside.partnerships.wall.SamePartnership(
                field="child_id", name="children_seal_ask_child", to="children_child"
            ),
        ),
        *(
            migrations.AddConstraint(
                "sealask",
                alongside.partnerships.wall.SamePartnership(
                    field=field, name=f"children_seal_ask_{field}", to="partnerships_membership"
                ),
            )
            for field in ("reader", "asked_by", "decided_by")
        ),
        migrations.AddConstraint(
            "sealask",
            models.UniqueConstraint(
                condition=Q(("status", "waiting")),
                fields=("partnership", "child_id"),
                name="children_seal_ask_one_waits",
            ),
        ),
        migrations.AddConstraint(
            "sealask",
            models.CheckConstraint(
                condition=~Q(status="agreed") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="children_seal_ask_two_people",
            ),
        ),
        migrations.AddConstraint(
            "sealask",
            models.CheckConstraint(
                condition=Q(wish="unseal", reader__isnull=True) | Q(wish="name_reader", reader__isnull=False),
                name="children_seal_ask_names_whom",
            ),
        ),
        migrations.RunSQL(*wall.raise_wall("children_seal_ask")),
        migrations.RunSQL(*wall.name_readers("children_seal_ask", whose=OWN_SEALED, door="sealed")),
    ]

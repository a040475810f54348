import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import alongside.partnerships.models
from alongside.core import wall
from alongside.partnerships.wall import SamePartnership


def _key(to: str, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        db_constraint=False, null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to
    )


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0002_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Leaving",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.partnerships.models.new_leaving_ref)),
                ("membership", _key("partnerships.membership")),
                ("last_on", models.DateField()),
                ("begun_at", models.DateTimeField()),
                (
                    "status",
                    models.TextField(
                        choices=[("open", "Being handed over"), ("closed", "Everything is with somebody else")],
                        default="open",
                    ),
                ),
                ("closed_by", _key("partnerships.membership", null=True)),
                ("closed_at", models.DateTimeField(null=True)),
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
            options={"db_table": "partnerships_leaving", "abstract": False},
        ),
        migrations.AddIndex(
            "leaving", models.Index(fields=["partnership", "status", "last_on"], name="partnerships_leaving_open")
        ),
        migrations.AddConstraint(
            "leaving", models.UniqueConstraint(fields=("partnership", "id"), name="partnerships_leaving_own")
        ),
        migrations.AddConstraint(
            "leaving", models.UniqueConstraint(fields=("partnership", "ref"), name="partnerships_leaving_ref")
        ),
        migrations.AddConstraint(
            "leaving",
            SamePartnership(field="membership", to="partnerships_membership", name="partnerships_leaving_person"),
        ),
        migrations.AddConstraint(
            "leaving",
            SamePartnership(field="closed_by", to="partnerships_membership", name="partnerships_leaving_closed_by"),
        ),
        migrations.AddConstraint(
            "leaving",
            models.UniqueConstraint(fields=("partnership", "membership"), name="partnerships_leaving_once"),
        ),
        migrations.AddConstraint(
            "leaving",
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_by__isnull=False, closed_at__isnull=False),
                name="partnerships_leaving_closed_whole",
            ),
        ),
        migrations.RunSQL(*wall.raise_wall("partnerships_leaving")),
    ]

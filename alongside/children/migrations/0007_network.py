"""Professionals of other services who work with the child."""

import django.db.models.deletion
from django.db import migrations, models

import alongside.children.models.network
import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0006_voice_strand"),
        ("partnerships", "0001_partnerships"),
    ]

    operations = [
        migrations.CreateModel(
            name="Professional",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.network.new_professional_ref)),
                ("name", models.TextField()),
                ("role", models.TextField()),
                ("agency", models.TextField(blank=True, default="")),
                ("phone", models.TextField(blank=True, default="")),
                ("reason", models.TextField(blank=True, default="")),
                ("from_on", models.DateField(null=True)),
                ("to_on", models.DateField(null=True)),
                ("recorded_by", models.TextField()),
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
            ],
            options={
                "db_table": "children_professional",
                "abstract": False,
                "indexes": [models.Index(fields=["partnership", "child"], name="children_professional_child")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="children_professional_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="children_professional_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="children_professional_of", to="children_child"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("from_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="children_professional_order",
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("children_professional", child="child_id")),
    ]

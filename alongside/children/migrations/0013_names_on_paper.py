"""Whether a partnership's paper on who looked names people."""

import django.db.models.deletion
from django.db import migrations, models

import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0012_shared_by_work"),
        ("partnerships", "0003_leaving"),
    ]

    operations = [
        migrations.CreateModel(
            name="NamesOnPaper",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("names_people", models.BooleanField()),
                ("from_on", models.DateField()),
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
                "db_table": "children_names_on_paper",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="children_namesonpaper_own"),
                    alongside.partnerships.wall.SamePartnership(
                        field="set_by", name="children_names_on_paper_set_by", to="partnerships_membership"
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("children_names_on_paper")),
    ]

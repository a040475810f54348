import django.db.models.deletion
from django.db import migrations, models

from alongside.core import wall


class Migration(migrations.Migration):
    initial = True

    dependencies = [("partnerships", "0001_partnerships")]

    operations = [
        migrations.CreateModel(
            name="ClosedMeasure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("code", models.TextField()),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("version", models.IntegerField(help_text="Version of the definition by which it was counted")),
                (
                    "since_on",
                    models.DateField(
                        help_text="First day with a record, where that lies within the quarter", null=True
                    ),
                ),
                ("closed_at", models.DateTimeField()),
                ("figures", models.JSONField()),
                ("shown", models.JSONField()),
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
                "db_table": "measures_closed_measure",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="measures_closedmeasure_own"),
                    models.UniqueConstraint(
                        fields=("partnership", "first_on", "code"), name="measures_closed_measure_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gt", models.F("first_on"))),
                        name="measures_closed_measure_order",
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("measures_closed_measure")),
    ]

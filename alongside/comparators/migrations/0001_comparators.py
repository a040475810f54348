"""Figures that others published, and rows of theirs that were refused."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PublishedFigure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("measure", models.TextField()),
                ("method", models.TextField()),
                ("area", models.TextField()),
                ("period", models.TextField()),
                ("year", models.IntegerField(null=True)),
                ("rate", models.FloatField()),
                ("count", models.IntegerField(null=True)),
                ("population", models.IntegerField(null=True)),
                ("source_url", models.TextField()),
                ("edition", models.TextField(blank=True, default="")),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "comparators_published_figure",
                "indexes": [
                    models.Index(fields=["measure", "method", "year", "area"], name="comparators_published_find")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "method", "area", "period", "source_url"), name="comparators_published_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rate__gte", 0), ("rate__lt", 100000)),
                        name="comparators_published_is_a_rate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source_url", ""), _negated=True), name="comparators_published_has_source"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RefusedFigure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("measure", models.TextField()),
                ("method", models.TextField()),
                ("area", models.TextField()),
                ("period", models.TextField()),
                ("line", models.IntegerField()),
                ("rate", models.FloatField(null=True)),
                ("source_url", models.TextField()),
                ("why", models.TextField()),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "comparators_refused_figure",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "method", "area", "period", "source_url"), name="comparators_refused_once"
                    )
                ],
            },
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models

from alongside.core import wall
from alongside.partnerships.wall import SamePartnership


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0007_network"),
        ("partnerships", "0003_leaving"),
    ]

    operations = [
        migrations.CreateModel(
            name="HandedOn",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "about",
                    models.TextField(help_text="Reference of the concern, of what was said, or of what was shared"),
                ),
                (
                    "child",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="children.child",
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
                ("handed_at", models.DateTimeField()),
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
            options={"db_table": "children_handed_on", "abstract": False},
        ),
        migrations.AddIndex(
            "handedon", models.Index(fields=["partnership", "membership"], name="children_handed_on_to")
        ),
        migrations.AddConstraint(
            "handedon", models.UniqueConstraint(fields=("partnership", "id"), name="children_handedon_own")
        ),
        migrations.AddConstraint(
            "handedon", SamePartnership(field="child", to="children_child", name="children_handed_on_child")
        ),
        migrations.AddConstraint(
            "handedon",
            SamePartnership(field="membership", to="partnerships_membership", name="children_handed_on_person"),
        ),
        migrations.AddConstraint(
            "handedon",
            models.UniqueConstraint(fields=("partnership", "about"), name="children_handed_on_once"),
        ),
        migrations.RunSQL(*wall.raise_wall("children_handed_on", child="child_id")),
    ]

"""What work shared by itself, once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("children", "0011_merging")]

    operations = [
        migrations.AddField(
            "disclosure",
            "source",
            models.TextField(
                blank=True,
                default="",
                help_text="Reference of the work that shared it by itself; empty when a person did",
            ),
        ),
        migrations.AddConstraint(
            "disclosure",
            models.UniqueConstraint(
                condition=models.Q(("source", ""), _negated=True),
                fields=("partnership", "source", "child", "to_whom"),
                name="children_disclosure_once",
            ),
        ),
    ]

from django.db import migrations, models

WHAT_IT_WAS_ABOUT = """
UPDATE children_voice SET strand = CASE
    WHEN about LIKE 'PD-%' THEN 'justice'
    WHEN about LIKE ANY (ARRAY['P-%', 'RV-%', 'CT-%', 'Y-%']) THEN 'plan'
    ELSE strand END
"""
"""What was said to a panel before this was asked goes where the fewest read it: some panels follow an offence."""


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0005_who_the_child_is"),
    ]

    operations = [
        migrations.AddField(
            "voice",
            "strand",
            models.TextField(default="identity", help_text="What it was about: decides who reads it"),
        ),
        migrations.RunSQL(WHAT_IT_WAS_ABOUT, migrations.RunSQL.noop),
    ]

"""Keep the day of the first contact when the worker changes: a measure counts the days until it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_referrals")]

    operations = [
        migrations.AddField(
            model_name="involvement",
            name="reached_on",
            field=models.DateField(help_text="The first contact of any worker: a change of worker keeps it", null=True),
        ),
        migrations.RunSQL("UPDATE referrals_involvement SET reached_on = first_contact_on", migrations.RunSQL.noop),
    ]

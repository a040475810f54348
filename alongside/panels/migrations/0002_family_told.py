"""Whether a family knows who will read about their child."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("panels", "0001_panels")]

    operations = [
        migrations.AddField(
            "agendaitem",
            "family_told",
            models.TextField(
                choices=[
                    ("told", "Yes, they know who reads about the child"),
                    ("to_tell", "Not yet: the child’s worker tells them"),
                    ("not_told", "No, and there is a reason"),
                ],
                default="to_tell",
            ),
        ),
        migrations.AddField("agendaitem", "family_told_on", models.DateField(null=True)),
        migrations.AddField("agendaitem", "family_not_told_why", models.TextField(blank=True, default="")),
        migrations.AddConstraint(
            "agendaitem",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("family_told", "told"), ("family_told_on__isnull", False)),
                    models.Q(
                        models.Q(("family_told", "told"), _negated=True),
                        ("family_told_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="panels_item_family_told_on",
            ),
        ),
        migrations.AddConstraint(
            "agendaitem",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("family_told", "not_told"), _negated=True),
                    models.Q(("family_not_told_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="panels_item_not_told_why",
            ),
        ),
    ]

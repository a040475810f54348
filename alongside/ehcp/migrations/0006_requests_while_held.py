"""A request for a child who is held goes to the home authority: since when and where it was, and which it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0013_names_on_paper"),
        ("ehcp", "0005_letters"),
        ("partnerships", "0003_leaving"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="request",
            name="ehcp_request_sent",
        ),
        migrations.AddField(
            model_name="request",
            name="held_at",
            field=models.TextField(blank=True, default="", help_text="The place in which the child was held then"),
        ),
        migrations.AddField(
            model_name="request",
            name="held_since",
            field=models.DateField(help_text="Where the child was detained when it was sent: since when", null=True),
        ),
        migrations.AddField(
            model_name="request",
            name="home_authority",
            field=models.TextField(blank=True, default="", help_text="To which it went because of that"),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("sent_at__isnull", False),
                        ("sent_by__isnull", False),
                        ("status", "sent"),
                        models.Q(("case__isnull", False), ("held_since__isnull", False), _connector="OR"),
                        models.Q(("disclosure_ref", ""), _negated=True),
                    ),
                    models.Q(
                        ("case__isnull", True),
                        ("sent_at__isnull", True),
                        ("sent_by__isnull", True),
                        ("status__in", ["draft", "dropped"]),
                    ),
                    _connector="OR",
                ),
                name="ehcp_request_sent",
            ),
        ),
    ]

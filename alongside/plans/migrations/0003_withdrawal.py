"""A contact that was written down wrongly is withdrawn with a reason."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0002_what_an_ehc_plan_changes"),
        ("children", "0010_withdrawal"),
    ]

    operations = [
        migrations.AddField("contact", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.AddField("contact", "withdrawn_by", models.TextField(blank=True, default="")),
        migrations.AddField("contact", "withdrawn_why", models.TextField(blank=True, default="")),
        migrations.AddConstraint(
            "contact",
            models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True), models.Q(("withdrawn_why", ""), _negated=True), _connector="OR"
                ),
                name="plans_contact_withdrawn_why",
            ),
        ),
    ]

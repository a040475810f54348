import django.db.models.deletion
from django.db import migrations, models

from alongside.core import wall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partnerships", "0001_partnerships"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outgoing",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("letter", models.TextField()),
                ("to_address", models.TextField()),
                ("subject", models.TextField()),
                ("body", models.TextField(blank=True)),
                ("about", models.TextField(help_text="The reference of the work that sends it")),
                ("queued_at", models.DateTimeField()),
                ("try_at", models.DateTimeField(help_text="Empty once it was sent or given up", null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "fault",
                    models.TextField(blank=True, default="", help_text="The kind of the last fault, never its text"),
                ),
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
                "db_table": "notifications_outgoing",
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("try_at__isnull", False)),
                        fields=["partnership", "try_at"],
                        name="notifications_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="notifications_outgoing_own"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at__isnull", True), models.Q(("body", ""), ("try_at__isnull", True)), _connector="OR"
                        ),
                        name="notifications_sent_is_empty",
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("notifications_outgoing")),
    ]

"""The telephone on the public page, and answers that a family reads there."""

import django.db.models.deletion
from django.db import migrations, models

import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0003_leaving"),
        ("referrals", "0010_standards_of_the_work"),
    ]

    operations = [
        migrations.AlterField(
            model_name="arrival",
            name="told_how",
            field=models.TextField(
                blank=True,
                choices=[
                    ("phone", "By telephone, in the way that they said is safe"),
                    ("text", "By text message"),
                    ("email", "By email"),
                    ("letter", "By letter"),
                    ("in_person", "In person"),
                    ("page", "On the answer page, where they chose to look"),
                    ("not_safe", "Not told, because no way to reach them was safe or worked"),
                ],
                default="",
            ),
        ),
        migrations.AlterField(
            model_name="reply",
            name="told_how",
            field=models.TextField(
                blank=True,
                choices=[
                    ("phone", "By telephone, in the way that they said is safe"),
                    ("text", "By text message"),
                    ("email", "By email"),
                    ("letter", "By letter"),
                    ("in_person", "In person"),
                    ("page", "On the answer page, where they chose to look"),
                    ("not_safe", "Not told, because no way to reach them was safe or worked"),
                ],
                default="",
                help_text="Empty where they read it in Alongside",
            ),
        ),
        migrations.CreateModel(
            name="PublicContact",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("phone", models.TextField(blank=True, default="", help_text="Empty: the public page shows no number")),
                ("hours", models.TextField(blank=True, default="", help_text="When somebody answers, in words")),
                ("from_on", models.DateField()),
                ("set_at", models.DateTimeField()),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.areapartnership",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "referrals_public_contact",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="referrals_publiccontact_own"),
                    alongside.partnerships.wall.SamePartnership(
                        field="set_by", name="referrals_public_contact_set_by", to="partnerships_membership"
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("referrals_public_contact")),
        migrations.RunSQL(
            *wall.open_door(
                "referrals_public_contact",
                "public_door",
                f"{wall.DOOR} LIKE 'refer:' || partnership_id || ':%'",
            )
        ),
        # Whoever asked reads the answer with what only they know, where they chose to; and leaves a trace of it.
        migrations.RunSQL(
            *wall.open_door(
                "referrals_arrival",
                "public_reading",
                f"{wall.DOOR} = 'read:' || partnership_id || ':' || ref || ':' || to_char(born_on, 'YYYY-MM-DD')"
                " AND 'page' = ANY (ways) AND link_id IS NULL",
            )
        ),
        migrations.RunSQL(
            *wall.open_door(
                "audit_event",
                "public_reading",
                f"{wall.DOOR} LIKE 'read:' || partnership_id || ':%' AND user_ref = 'U-DOOR'"
                " AND action = 'referrals.answer.read'",
                verb="INSERT",
            )
        ),
    ]

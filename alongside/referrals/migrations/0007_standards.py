import django.db.models.deletion
from django.db import migrations, models

import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0002_proposals"),
        ("referrals", "0006_kept_no_longer"),
    ]

    operations = [
        migrations.CreateModel(
            name="StandardChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "code",
                    models.TextField(
                        choices=[
                            ("answer", "Answer whoever asks at the public door within"),
                            ("decide", "Decide on a referral within"),
                            ("ask", "Ask the child and the family within"),
                            ("allocate", "Allocate a worker after their yes within"),
                            ("first_contact", "Make first contact after allocation within"),
                            ("link", "A link for somebody without an account works for"),
                            ("door", "Keep what was answered at the door for"),
                            ("declined", "Keep a referral that nobody took up for"),
                        ]
                    ),
                ),
                ("value", models.PositiveSmallIntegerField()),
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
                "db_table": "referrals_standard_change",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="referrals_standardchange_own"),
                    alongside.partnerships.wall.SamePartnership(
                        field="set_by", name="referrals_standard_set_by", to="partnerships_membership"
                    ),
                    models.CheckConstraint(condition=models.Q(("value__gt", 0)), name="referrals_standard_positive"),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("referrals_standard_change")),
        # By when whoever asks hears from us is promised on the public page.
        migrations.RunSQL(
            *wall.open_door(
                "referrals_standard_change",
                "public_door",
                f"{wall.DOOR} LIKE 'refer:' || partnership_id || ':%'",
            )
        ),
    ]

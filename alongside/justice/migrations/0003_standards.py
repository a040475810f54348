"""A partnership's own numbers for the hand-overs of custody."""

import django.db.models.deletion
from django.db import migrations, models

import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    dependencies = [
        ("justice", "0002_outcomes_and_look_backs"),
        ("partnerships", "0003_leaving"),
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
                            (
                                "custody_tell_authorities_same_day",
                                "The home and the host authority are told that the child is detained, moved or released",
                            ),
                            ("custody_tell_send_same_day", "The SEND team is told where the child is"),
                            ("custody_tell_virtual_school_same_day", "The virtual school is told where the child is"),
                            (
                                "custody_tell_school_same_day",
                                "The school is told that the child is away, to keep the place, and whom to ring",
                            ),
                            ("custody_say_plan_5wd", "The SEND team says whether the child has an EHC plan"),
                            ("custody_provision_10wd", "What the plan gives is arranged where the child is held"),
                            (
                                "custody_eighteen_3m_before",
                                "What happens at 18 is planned: a move to the adult estate ends the duties of the EHC plan",
                            ),
                            (
                                "custody_resettlement_meeting_12w",
                                "A resettlement meeting plans the way home with the child",
                            ),
                            ("custody_home_named_6w", "Where the child will live is agreed"),
                            ("custody_education_agreed_4w", "A place to learn after release is agreed"),
                            ("custody_health_handed_over_2w", "Health at home has what health inside knows"),
                            (
                                "custody_tell_release_same_day",
                                "The home and the host authority, and where the child will live, are told of the release",
                            ),
                            ("custody_tell_school_back_same_day", "The school is told that the child is back"),
                            (
                                "custody_education_offer_5wd",
                                "The child has begun, or has a day to begin, at the place to learn",
                            ),
                            ("custody_review_after_release_4w", "The EHC plan is reviewed after release"),
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
                "db_table": "justice_standard_change",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="justice_standardchange_own"),
                    alongside.partnerships.wall.SamePartnership(
                        field="set_by", name="justice_standard_set_by", to="partnerships_membership"
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("justice_standard_change")),
    ]

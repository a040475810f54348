import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import alongside.partnerships.wall
import alongside.referrals.models.arrival
from alongside.core import wall

AT_THE_DOOR = "('refer:' || partnership_id || ':')"
OWN_ROW = f"{AT_THE_DOOR} || key = {wall.DOOR}"


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_trail"),
        ("children", "0001_children"),
        ("partnerships", "0001_partnerships"),
        ("referrals", "0002_reached_on"),
    ]

    operations = [
        migrations.CreateModel(
            name="DoorCount",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("since", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "referrals_door_count",
            },
        ),
        migrations.AddField(
            model_name="referral",
            name="written_by",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Who wrote it outside, where the front door took it in: name and relation",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="written_for",
            field=models.TextField(blank=True, default="", help_text="Their organisation; empty for a family"),
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.referrals.models.arrival.new_arrival_ref)),
                ("key", models.UUIDField(help_text="Of the form that was sent: the same form twice makes one row")),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("waiting", "New at the door"),
                            ("taken_in", "Taken in as a referral"),
                            ("not_for_us", "Answered, not taken in"),
                            ("withdrawn", "Withdrawn by whoever asked"),
                        ],
                        default="waiting",
                    ),
                ),
                ("received_at", models.DateTimeField()),
                (
                    "received_on",
                    models.DateField(help_text="The day in London on which it was received: rules count from it"),
                ),
                (
                    "sender",
                    models.TextField(
                        choices=[
                            ("self", "The child"),
                            ("carer", "Parent or carer"),
                            ("professional", "Somebody who works with the child"),
                        ]
                    ),
                ),
                (
                    "source",
                    models.TextField(
                        choices=[
                            ("school", "School"),
                            ("social_care", "Children's social care"),
                            ("police", "Police"),
                            ("early_help", "Early help"),
                            ("family", "Child or family"),
                            ("health", "Health"),
                            ("other", "Other"),
                        ]
                    ),
                ),
                ("sender_name", models.TextField(blank=True, default="")),
                ("sender_relation", models.TextField(blank=True, default="")),
                ("organisation", models.TextField(blank=True, default="")),
                ("given_name", models.TextField(blank=True, default="")),
                ("family_name", models.TextField(blank=True, default="")),
                ("preferred_name", models.TextField(blank=True, default="")),
                ("born_on", models.DateField(null=True)),
                ("postcode", models.TextField(blank=True, default="", help_text="Its first half only")),
                ("school_name", models.TextField(blank=True, default="")),
                ("worry", models.TextField(blank=True, default="")),
                ("strengths", models.TextField(blank=True, default="")),
                ("own_words", models.TextField(blank=True, default="")),
                ("hope", models.TextField(blank=True, default="")),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("carer_name", models.TextField(blank=True, default="")),
                ("carer_relation", models.TextField(blank=True, default="")),
                ("carer_phone", models.TextField(blank=True, default="")),
                ("phone", models.TextField(blank=True, default="")),
                ("email", models.TextField(blank=True, default="")),
                (
                    "ways",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "times",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "messages",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("yes", "Yes, and you can say who you are"),
                            ("discreet", "Yes, but only ask me to ring back"),
                            ("no", "No, it is not safe"),
                        ],
                        default="",
                    ),
                ),
                ("safe_note", models.TextField(blank=True, default="")),
                ("language", models.TextField(blank=True, default="")),
                ("needs_interpreter", models.BooleanField(default=False)),
                (
                    "reading",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "travel",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("travel_note", models.TextField(blank=True, default="")),
                (
                    "knows",
                    models.TextField(blank=True, default="", help_text="Whether the child (or the carers) know of it"),
                ),
                (
                    "may_tell",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "not_for_us",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("early_help", "Early help is better placed"),
                            ("other_service", "Another service is better placed"),
                            ("other_area", "The child lives in another area"),
                            ("under_10", "The child is under 10"),
                            ("over_18", "The young person is 18 or over"),
                            ("already", "We work with the child already, and their worker has been told"),
                            ("no_answer", "We could not reach them"),
                            ("changed_mind", "They told us that they changed their mind"),
                            ("not_real", "It is not a real request"),
                        ],
                        default="",
                    ),
                ),
                ("decision_note", models.TextField(blank=True, default="")),
                ("reply", models.TextField(blank=True, default="", help_text="What whoever asked was told")),
                (
                    "told_how",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("phone", "By telephone, in the way that they said is safe"),
                            ("text", "By text message"),
                            ("email", "By email"),
                            ("letter", "By letter"),
                            ("in_person", "In person"),
                            ("not_safe", "Not told, because no way to reach them was safe or worked"),
                        ],
                        default="",
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "child",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="children.child",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "locality",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.locality",
                    ),
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
                (
                    "referral",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referrals.referral",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.agency",
                    ),
                ),
            ],
            options={
                "db_table": "referrals_arrival",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["partnership", "status", "received_on", "id"], name="referrals_arrival_queue")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="referrals_arrival_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="referrals_arrival_ref"),
                    models.UniqueConstraint(fields=("partnership", "key"), name="referrals_arrival_once"),
                    alongside.partnerships.wall.SamePartnership(
                        field="locality", name="referrals_arrival_locality", to="partnerships_locality"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="school", name="referrals_arrival_school", to="partnerships_agency"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="referrals_arrival_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="referral", name="referrals_arrival_referral", to="referrals_referral"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="decided_by", name="referrals_arrival_decided_by", to="partnerships_membership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("referral__isnull", False), ("status", "taken_in")),
                            models.Q(models.Q(("status", "taken_in"), _negated=True), ("child__isnull", True)),
                            _connector="OR",
                        ),
                        name="referrals_arrival_taken_in",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("waiting", "withdrawn")),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="referrals_arrival_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("born_on__isnull", False), ("erased_at__isnull", True)),
                            models.Q(
                                ("born_on__isnull", True),
                                ("carer_name", ""),
                                ("carer_phone", ""),
                                ("email", ""),
                                ("erased_at__isnull", False),
                                ("family_name", ""),
                                ("given_name", ""),
                                ("hope", ""),
                                ("own_words", ""),
                                ("phone", ""),
                                ("preferred_name", ""),
                                ("reply", ""),
                                ("safe_note", ""),
                                ("sender_name", ""),
                                ("strengths", ""),
                                ("worry", ""),
                            ),
                            _connector="OR",
                        ),
                        name="referrals_arrival_erased_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WishToWithdraw",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("arrival_ref", models.TextField()),
                ("born_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
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
                "db_table": "referrals_wish_to_withdraw",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="referrals_wishtowithdraw_own")
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("referrals_arrival", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("referrals_wish_to_withdraw")),
        # The public door: somebody outside writes the one row of their own form, and reads that row's reference back.
        migrations.RunSQL(
            *wall.open_door(
                "referrals_arrival",
                "public_door",
                f"{OWN_ROW} AND status = 'waiting' AND sender IN ('self', 'carer') AND child_id IS NULL"
                " AND referral_id IS NULL AND decided_by_id IS NULL",
                verb="INSERT",
            )
        ),
        migrations.RunSQL(*wall.open_door("referrals_arrival", "public_door_own", OWN_ROW)),
        # A wish to withdraw is written and never read outside: what is looked up is looked up by the worker.
        migrations.RunSQL(
            *wall.open_door("referrals_wish_to_withdraw", "public_door", f"{AT_THE_DOOR} = {wall.DOOR}", verb="INSERT")
        ),
        # And the trail of both, under the one name that stands for whoever is outside.
        migrations.RunSQL(
            *wall.open_door(
                "audit_event",
                "public_door",
                f"{wall.DOOR} LIKE {AT_THE_DOOR} || '%' AND user_ref = 'U-DOOR'"
                " AND action IN ('referrals.arrival.received', 'referrals.arrival.withdrawal_asked')",
                verb="INSERT",
            )
        ),
    ]

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import alongside.partnerships.wall
import alongside.referrals.models
from alongside.core import wall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("children", "0001_children"),
        ("partnerships", "0001_partnerships"),
    ]

    operations = [
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.referrals.models.new_referral_ref)),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("received", "Received"),
                            ("accepted", "Accepted, family not asked yet"),
                            ("agreement_asked", "Family asked, no final answer yet"),
                            ("agreed", "Agreed, to be allocated"),
                            ("refused", "Family chose not to"),
                            ("allocated", "Allocated"),
                            ("declined", "Not taken on"),
                            ("signposted", "Signposted to other help"),
                        ],
                        default="received",
                    ),
                ),
                ("received_at", models.DateTimeField()),
                (
                    "received_on",
                    models.DateField(help_text="The day in London on which it was received: rules count from it"),
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
                ("given_name", models.TextField(blank=True)),
                ("family_name", models.TextField(blank=True)),
                ("preferred_name", models.TextField(blank=True, default="")),
                ("born_on", models.DateField(null=True)),
                ("strengths", models.TextField(blank=True, default="")),
                ("own_words", models.TextField(blank=True, default="")),
                ("concern", models.TextField(blank=True)),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("carer_name", models.TextField(blank=True, default="")),
                ("carer_relation", models.TextField(blank=True, default="")),
                ("carer_phone", models.TextField(blank=True, default="")),
                (
                    "carers_know",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("yes", "Yes, they know"),
                            ("no", "No, not yet"),
                            ("not_safe", "No, it may not be safe to tell them"),
                        ],
                        default="",
                    ),
                ),
                ("matched_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "stream",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("prevention", "Prevention"),
                            ("turnaround", "Turnaround"),
                            ("diversion", "Diversion"),
                            ("court_order", "Court order"),
                            ("remand", "Remand"),
                            ("custody", "Custody"),
                            ("resettlement", "Resettlement"),
                            ("voluntary", "Voluntary support"),
                        ],
                        default="",
                    ),
                ),
                ("is_youth_crime_prevention", models.BooleanField(default=False)),
                ("decision_reason", models.TextField(blank=True, default="")),
                (
                    "otherwise_reason",
                    models.TextField(blank=True, default="", help_text="Why a manager decided against the rules"),
                ),
                (
                    "reply",
                    models.TextField(
                        blank=True, default="", help_text="What the referrer is told besides the standard words"
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(help_text="When the family's last answer was recorded", null=True),
                ),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.agency",
                    ),
                ),
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
                    "matched_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
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
                    "referred_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
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
                (
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.team",
                    ),
                ),
            ],
            options={
                "db_table": "referrals_referral",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Involvement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.referrals.models.new_involvement_ref)),
                ("status", models.TextField(choices=[("open", "Open"), ("ended", "Ended")], default="open")),
                (
                    "stream",
                    models.TextField(
                        choices=[
                            ("prevention", "Prevention"),
                            ("turnaround", "Turnaround"),
                            ("diversion", "Diversion"),
                            ("court_order", "Court order"),
                            ("remand", "Remand"),
                            ("custody", "Custody"),
                            ("resettlement", "Resettlement"),
                            ("voluntary", "Voluntary support"),
                        ]
                    ),
                ),
                ("is_youth_crime_prevention", models.BooleanField(default=False)),
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
                ("opened_on", models.DateField()),
                (
                    "allocated_on",
                    models.DateField(help_text="When the present worker began: first contact is counted from it"),
                ),
                ("first_contact_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                (
                    "end_reason",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("goals_reached", "The child reached what they wanted"),
                            ("planned", "The planned time came to its end"),
                            ("child_chose", "The child or family chose to stop"),
                            ("moved", "The child moved away"),
                            ("other_service", "Another service took over"),
                            ("order_ended", "The order or licence ended"),
                            ("turned_18", "The child turned 18"),
                            ("other", "Another reason"),
                        ],
                        default="",
                    ),
                ),
                ("end_note", models.TextField(blank=True, default="")),
                (
                    "child",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="children.child",
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
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.team",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
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
            ],
            options={
                "db_table": "referrals_involvement",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.referrals.models.new_agreement_ref)),
                ("told_on", models.DateField()),
                (
                    "how",
                    models.TextField(
                        choices=[
                            ("home", "At home"),
                            ("school", "At school or college"),
                            ("office", "At our office"),
                            ("phone", "By telephone"),
                            ("video", "By video call"),
                            ("elsewhere", "Somewhere else that the child chose"),
                        ]
                    ),
                ),
                ("child_answer", models.TextField(choices=[("yes", "Yes"), ("not_yet", "Not yet"), ("no", "No")])),
                (
                    "carer_answer",
                    models.TextField(
                        choices=[
                            ("yes", "Yes"),
                            ("not_yet", "Not yet"),
                            ("no", "No"),
                            ("not_needed", "Not asked, for a reason given below"),
                        ]
                    ),
                ),
                (
                    "carer_reason",
                    models.TextField(blank=True, default="", help_text="Why the parent or carer was not asked"),
                ),
                ("child_words", models.TextField(blank=True, default="")),
                ("recorded_at", models.DateTimeField()),
                (
                    "child",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="children.child",
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
                    "told_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "db_table": "referrals_agreement",
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["partnership", "status", "received_on", "id"], name="referrals_referral_queue"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["partnership", "referred_by"], name="referrals_referral_person"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["partnership", "team"], name="referrals_referral_team"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["partnership", "child"], name="referrals_referral_child"),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="referrals_referral_own"),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="referrals_referral_ref"),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="referred_by", name="referrals_referral_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="agency", name="referrals_referral_agency", to="partnerships_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="team", name="referrals_referral_from_team", to="partnerships_team"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="locality", name="referrals_referral_locality", to="partnerships_locality"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="school", name="referrals_referral_school", to="partnerships_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="referrals_referral_of_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="matched_by", name="referrals_referral_matched_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="decided_by", name="referrals_referral_decided_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ("received", "declined", "signposted")),
                    models.Q(("child__isnull", False), models.Q(("stream", ""), _negated=True)),
                    _connector="OR",
                ),
                name="referrals_referral_matched_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "received"),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="referrals_referral_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("born_on__isnull", False), ("erased_at__isnull", True)),
                    models.Q(
                        ("born_on__isnull", True),
                        ("carer_name", ""),
                        ("carer_phone", ""),
                        ("carer_relation", ""),
                        ("child__isnull", True),
                        ("concern", ""),
                        ("decision_reason", ""),
                        ("family_name", ""),
                        ("given_name", ""),
                        ("own_words", ""),
                        ("preferred_name", ""),
                        ("reply", ""),
                        ("status", "signposted"),
                        ("strengths", ""),
                    ),
                    _connector="OR",
                ),
                name="referrals_referral_erased_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(fields=["partnership", "child", "-opened_on"], name="referrals_inv_of_child"),
        ),
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(fields=["partnership", "worker", "status"], name="referrals_inv_of_worker"),
        ),
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(fields=["partnership", "team", "status"], name="referrals_inv_of_team"),
        ),
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(fields=["partnership", "stream", "status"], name="referrals_inv_in_stream"),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="referrals_involvement_own"),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="referrals_involvement_ref"),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="referrals_inv_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="referral", name="referrals_inv_referral", to="referrals_referral"
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="team", name="referrals_inv_team", to="partnerships_team"
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="worker", name="referrals_inv_worker", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="locality", name="referrals_inv_locality", to="partnerships_locality"
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("referral__isnull", False)),
                fields=("partnership", "referral"),
                name="referrals_inv_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "open")),
                fields=("partnership", "child", "stream"),
                name="referrals_inv_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_on__isnull", True), ("status", "open")),
                    models.Q(
                        ("ended_on__isnull", False), ("status", "ended"), models.Q(("end_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="referrals_inv_ended_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_on__gte", models.F("opened_on")), _connector="OR"
                ),
                name="referrals_inv_order",
            ),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["partnership", "referral", "-id"], name="referrals_agreement_latest"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="referrals_agreement_own"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="referrals_agreement_ref"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="referral", name="referrals_agreement_referral", to="referrals_referral"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="referrals_agreement_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="told_by", name="referrals_agreement_told_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("carer_answer", "not_needed"), _negated=True),
                    models.Q(("carer_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="referrals_agreement_reason",
            ),
        ),
        migrations.RunSQL(*wall.raise_wall("referrals_referral", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("referrals_agreement", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("referrals_involvement", child="child_id")),
    ]

import django.db.models.deletion
from django.db import migrations, models

import alongside.partnerships.wall
import alongside.referrals.models.triage
from alongside.core import wall


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0001_partnerships"),
        ("referrals", "0004_links"),
    ]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="early_help",
            field=models.TextField(
                blank=True,
                choices=[
                    ("not_enough", "It would not be enough by itself"),
                    ("together", "Early help works with the family already, and we join in"),
                    ("not_wanted", "The family does not want it"),
                    ("not_there", "There is none for what this child needs"),
                ],
                default="",
                help_text="Why early help alone is not the answer",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="early_help_why",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="referral",
            name="legal_basis",
            field=models.TextField(
                blank=True,
                choices=[
                    ("referral_order", "Referral order"),
                    ("reparation_order", "Reparation order"),
                    ("yro", "Youth rehabilitation order"),
                    ("other_order", "Another order of a court"),
                    ("remand_bail", "Bail with supervision and support"),
                    ("remand_la", "Remand to local authority accommodation"),
                    ("remand_yda", "Remand to youth detention accommodation"),
                    ("dto", "Detention and training order"),
                    ("section_250", "Detention under section 250"),
                    ("section_254", "Extended sentence of detention"),
                    ("section_259", "Detention at His Majesty’s pleasure"),
                    ("dto_supervision", "Supervision after a detention and training order"),
                    ("licence", "Licence after detention"),
                    ("community_resolution", "Community resolution (outcome 8)"),
                    ("outcome_22", "Outcome 22"),
                    ("youth_caution", "Youth caution"),
                    ("conditional_caution", "Youth conditional caution"),
                ],
                default="",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="legal_on",
            field=models.DateField(help_text="The day of the court's or the police's decision", null=True),
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.referrals.models.triage.new_reply_ref)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("school", "School"),
                            ("social_care", "Children's social care"),
                            ("police", "Police"),
                            ("early_help", "Early help"),
                            ("family", "Child or family"),
                            ("health", "Health"),
                            ("other", "Other"),
                        ],
                        help_text="The kind of referrer for whom it was written",
                    ),
                ),
                ("outcome", models.TextField()),
                ("text", models.TextField()),
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
                        help_text="Empty where they read it in Alongside",
                    ),
                ),
                ("sent_at", models.DateTimeField()),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="referrals.referral",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "referrals_reply",
                "abstract": False,
                "indexes": [models.Index(fields=["partnership", "referral", "-id"], name="referrals_reply_latest")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="referrals_reply_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="referrals_reply_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="referral", name="referrals_reply_referral", to="referrals_referral"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="sent_by", name="referrals_reply_sent_by", to="partnerships_membership"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TurnaroundCheck",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "event",
                    models.TextField(
                        blank=True, default="", help_text="A code of the rules, none, or empty: not known"
                    ),
                ),
                ("event_on", models.DateField(null=True)),
                ("had_turnaround", models.TextField(choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")])),
                ("had_order", models.TextField(choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")])),
                ("looked_after", models.TextField(choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")])),
                ("protection_plan", models.TextField(choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")])),
                ("early_help_lead", models.TextField(choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")])),
                ("said_by", models.TextField(help_text="Who said so, and when")),
                ("checked_at", models.DateTimeField()),
                (
                    "checked_by",
                    models.ForeignKey(
                        db_constraint=False,
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
                "db_table": "referrals_turnaround_check",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["partnership", "referral", "-id"], name="referrals_turnaround_latest")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="referrals_turnaroundcheck_own"),
                    alongside.partnerships.wall.SamePartnership(
                        field="referral", name="referrals_turnaround_referral", to="referrals_referral"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="checked_by", name="referrals_turnaround_by", to="partnerships_membership"
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("referrals_turnaround_check")),
        migrations.RunSQL(*wall.raise_wall("referrals_reply")),
    ]

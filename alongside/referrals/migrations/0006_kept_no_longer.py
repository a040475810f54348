from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0005_who_the_child_is"),
        ("partnerships", "0001_partnerships"),
        ("referrals", "0005_triage"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="referral",
            name="referrals_referral_erased_whole",
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
                        ("status__in", ("declined", "signposted")),
                        ("strengths", ""),
                        ("written_by", ""),
                    ),
                    _connector="OR",
                ),
                name="referrals_referral_erased_whole",
            ),
        ),
    ]

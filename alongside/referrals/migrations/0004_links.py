import django.db.models.deletion
from django.db import migrations, models

import alongside.partnerships.wall
import alongside.referrals.models.link
from alongside.core import wall

DIGEST = f"split_part({wall.DOOR}, ':', 2)"
# Nothing of this is asked unless the door is one of a link; the link itself is seen through its own narrow policy.
OPEN = f"split_part({wall.DOOR}, ':', 1) = 'link'"
LINK = f"(SELECT l.id FROM referrals_link l WHERE {OPEN} AND l.digest = {DIGEST})"
AREA = f"(SELECT l.partnership_id FROM referrals_link l WHERE {OPEN} AND l.digest = {DIGEST})"

AT_THE_DOOR = f"{wall.DOOR} LIKE 'refer:' || partnership_id || ':%'"


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0003_sealing"),
        ("partnerships", "0001_partnerships"),
        ("referrals", "0003_the_door"),
    ]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.referrals.models.link.new_link_ref)),
                ("digest", models.TextField(help_text="SHA-256 of the key in the address, hexadecimal", unique=True)),
                ("name", models.TextField()),
                ("organisation", models.TextField()),
                (
                    "source",
                    models.TextField(
                        choices=[
                            ("school", "School"),
                            ("social_care", "Children's social care"),
                            ("police", "Police"),
                            ("early_help", "Early help"),
                            ("health", "Health"),
                            ("other", "Other"),
                        ]
                    ),
                ),
                ("email", models.TextField()),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
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
                    "revoked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
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
                "db_table": "referrals_link",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="arrival",
            name="link",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="referrals.link",
            ),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(fields=["partnership", "-sent_at"], name="referrals_link_latest"),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="referrals_link_own"),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="referrals_link_ref"),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="sent_by", name="referrals_link_sent_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="revoked_by", name="referrals_link_revoked_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("sent_at"))), name="referrals_link_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                    _connector="OR",
                ),
                name="referrals_link_revoked_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.UniqueConstraint(fields=("partnership", "link"), name="referrals_arrival_one_a_link"),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="link", name="referrals_arrival_link", to="referrals_link"
            ),
        ),
        migrations.RunSQL(*wall.raise_wall("referrals_link")),
        # The door of a link: whoever holds its key sees it, writes one referral by it, and reads that one back.
        migrations.RunSQL(
            *wall.open_door("referrals_link", "by_link", f"{OPEN} AND digest = {DIGEST} AND revoked_at IS NULL")
        ),
        migrations.RunSQL(
            *wall.open_door(
                "referrals_arrival",
                "by_link",
                f"link_id = {LINK} AND {wall.DOOR} = 'link:' || {DIGEST} || ':' || key AND status = 'waiting'"
                " AND sender = 'professional' AND child_id IS NULL AND referral_id IS NULL AND decided_by_id IS NULL",
                verb="INSERT",
            )
        ),
        migrations.RunSQL(*wall.open_door("referrals_arrival", "by_link_own", f"link_id = {LINK}")),
        # What the form chooses from, at either door: names of places and schools, which are no secret. Without a
        # question to another table: half of all statements ask these two.
        migrations.RunSQL(*wall.open_door("partnerships_locality", "public_door", AT_THE_DOOR)),
        migrations.RunSQL(
            *wall.open_door(
                "partnerships_agency",
                "public_door",
                f"{AT_THE_DOOR} AND is_active AND kind IN ('school', 'post_16')",
            )
        ),
        migrations.RunSQL(
            *wall.open_door(
                "audit_event",
                "by_link",
                f"partnership_id = {AREA} AND user_ref = 'U-DOOR' AND action = 'referrals.arrival.received'",
                verb="INSERT",
            )
        ),
    ]

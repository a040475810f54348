import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import alongside.partnerships.models
import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AreaPartnership",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("slug", models.SlugField(unique=True)),
                ("name", models.TextField()),
                ("is_demonstration", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "partnerships_area_partnership",
            },
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.partnerships.models.new_agency_ref)),
                ("name", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("youth_justice", "Youth justice service"),
                            ("send_team", "Local authority SEND team"),
                            ("speech_language", "Speech and language therapy"),
                            ("camhs", "Child and adolescent mental health services"),
                            ("health", "Other health service"),
                            ("welfare", "Welfare and wellbeing"),
                            ("police", "Police"),
                            ("school", "School or alternative provision"),
                            ("post_16", "Post-16 provider"),
                            ("early_help", "Early help"),
                            ("social_care", "Children's social care"),
                            ("probation", "Probation"),
                            ("court", "Court"),
                            ("secure", "Secure establishment"),
                            ("voluntary", "Voluntary or community organisation"),
                            ("board", "Management board"),
                            ("other", "Other"),
                        ]
                    ),
                ),
                ("phone", models.TextField(blank=True, default="")),
                ("is_active", models.BooleanField(default=True)),
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
                "db_table": "partnerships_agency",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Locality",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.partnerships.models.new_locality_ref)),
                ("name", models.TextField()),
                (
                    "postcodes",
                    models.TextField(blank=True, default="", help_text="Outward codes, separated by spaces"),
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
                "db_table": "partnerships_locality",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.partnerships.models.new_membership_ref)),
                ("role", models.TextField()),
                ("specialism", models.TextField(blank=True, default="")),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                ("ended_by", models.TextField(blank=True, default="")),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "partnerships_membership",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NamedContact",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("purpose", models.TextField()),
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
                    "deputy",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "membership",
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
            ],
            options={
                "db_table": "partnerships_named_contact",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.partnerships.models.new_team_ref)),
                ("name", models.TextField()),
                (
                    "duty",
                    models.TextField(
                        choices=[
                            ("front_door", "Front door"),
                            ("prevention", "Prevention"),
                            ("diversion", "Diversion"),
                            ("statutory", "Court orders and resettlement"),
                            ("specialist", "Specialist support"),
                            ("partner", "Partner agency"),
                            ("governance", "Management and governance"),
                        ]
                    ),
                ),
                ("specialism", models.TextField(blank=True, default="")),
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
            ],
            options={
                "db_table": "partnerships_team",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.partnerships.models.new_post_ref)),
                ("title", models.TextField()),
                ("full_time_equivalent", models.DecimalField(decimal_places=2, max_digits=4)),
                ("specialism", models.TextField(blank=True, default="")),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                (
                    "held_by",
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
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.team",
                    ),
                ),
            ],
            options={
                "db_table": "partnerships_post",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                (
                    "membership",
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
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.team",
                    ),
                ),
            ],
            options={
                "db_table": "partnerships_team_member",
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="partnerships_agency_own"),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="partnerships_agency_ref"),
        ),
        migrations.AddConstraint(
            model_name="locality",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="partnerships_locality_own"),
        ),
        migrations.AddConstraint(
            model_name="locality",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="partnerships_locality_ref"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="partnerships_membership_own"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="partnerships_membership_ref"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="agency", name="partnerships_membership_agency", to="partnerships_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="locality", name="partnerships_membership_locality", to="partnerships_locality"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"),
                name="partnerships_membership_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="namedcontact",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="partnerships_namedcontact_own"),
        ),
        migrations.AddConstraint(
            model_name="namedcontact",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="agency", name="partnerships_named_contact_agency", to="partnerships_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="namedcontact",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="membership", name="partnerships_named_contact_person", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="namedcontact",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="deputy", name="partnerships_named_contact_deputy", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="partnerships_team_own"),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="partnerships_team_ref"),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="agency", name="partnerships_team_agency", to="partnerships_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="locality", name="partnerships_team_locality", to="partnerships_locality"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="partnerships_post_own"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="partnerships_post_ref"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="team", name="partnerships_post_team", to="partnerships_team"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="held_by", name="partnerships_post_held_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("full_time_equivalent__gt", 0), ("full_time_equivalent__lte", 40)),
                name="partnerships_post_size",
            ),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="partnerships_teammember_own"),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="team", name="partnerships_team_member_team", to="partnerships_team"
            ),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="membership", name="partnerships_team_member_membership", to="partnerships_membership"
            ),
        ),
        migrations.RunSQL(*wall.raise_wall("partnerships_locality")),
        migrations.RunSQL(*wall.raise_wall("partnerships_agency")),
        migrations.RunSQL(*wall.raise_wall("partnerships_team")),
        migrations.RunSQL(*wall.raise_wall("partnerships_membership")),
        migrations.RunSQL(*wall.raise_wall("partnerships_team_member")),
        migrations.RunSQL(*wall.raise_wall("partnerships_post")),
        migrations.RunSQL(*wall.raise_wall("partnerships_named_contact")),
        # Doors: at sign-in a person sees their own memberships, and the agencies named in them, in every partnership.
        migrations.RunSQL(*wall.open_door("partnerships_membership", "own", f"user_id = {wall.PERSON}")),
        migrations.RunSQL(
            *wall.open_door(
                "partnerships_agency",
                "of_own_membership",
                "id = ANY ((SELECT array_agg(m.agency_id) FROM partnerships_membership m"
                f" WHERE m.user_id = {wall.PERSON})::bigint[])",
            )
        ),
    ]

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import alongside.children.models
import alongside.partnerships.wall
from alongside.core import wall

HIDDEN = """
CREATE FUNCTION alongside_hidden_children() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce(array_agg(named.child_id), ARRAY[]::bigint[])
    FROM (
        SELECT reader.child_id
        FROM children_sealed_reader reader
        WHERE reader.partnership_id = nullif(current_setting('alongside.partnership', true), '')::bigint
        GROUP BY reader.child_id
        HAVING NOT bool_or(
            reader.user_id IS NOT DISTINCT FROM nullif(current_setting('alongside.person', true), '')::bigint
        )
    ) named
$$;
"""
"""Sealed children whom the person of the context may not know of: those with named readers, and not this one.

It runs as the owner, since it must see what it hides, and asks no table that the policy itself guards.
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partnerships", "0001_partnerships"),
    ]

    operations = [
        migrations.CreateModel(
            name="Child",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.new_child_ref)),
                ("given_name", models.TextField()),
                ("family_name", models.TextField()),
                ("preferred_name", models.TextField(blank=True, default="")),
                ("former_names", models.TextField(blank=True, default="")),
                ("pronouns", models.TextField(blank=True, default="")),
                ("born_on", models.DateField()),
                ("ethnicity", models.TextField(blank=True, default="")),
                ("language", models.TextField(blank=True, default="English")),
                ("needs_interpreter", models.BooleanField(default=False)),
                ("strengths", models.TextField(blank=True, default="")),
                ("own_words", models.TextField(blank=True, default="")),
                ("is_sealed", models.BooleanField(default=False)),
                ("sort_name", models.TextField(default="")),
                ("version", models.PositiveIntegerField(default=1)),
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
                "db_table": "children_child",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Carer",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("relation", models.TextField()),
                ("phone", models.TextField(blank=True, default="")),
                ("has_parental_responsibility", models.BooleanField(null=True)),
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
                    "child",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="children.child",
                    ),
                ),
            ],
            options={
                "db_table": "children_carer",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.new_break_glass_ref)),
                ("reason_digest", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("review_due_on", models.DateField()),
                (
                    "outcome",
                    models.TextField(
                        choices=[
                            ("open", "Waiting for review"),
                            ("justified", "Justified"),
                            ("not_justified", "Not justified"),
                        ],
                        default="open",
                    ),
                ),
                ("reviewed_at", models.DateTimeField(null=True)),
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
                    "reviewed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="children.child",
                    ),
                ),
            ],
            options={
                "db_table": "children_break_glass",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.new_concern_ref)),
                ("named", models.TextField(blank=True, default="")),
                (
                    "about",
                    models.TextField(blank=True, default="", help_text="Reference of the page on which it was raised"),
                ),
                ("what", models.TextField()),
                ("raised_at", models.DateTimeField()),
                ("told_whom", models.TextField(blank=True, default="")),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "status",
                    models.TextField(choices=[("open", "Open"), ("closed", "Closed")], default="open"),
                ),
                ("outcome", models.TextField(blank=True, default="")),
                ("closed_at", models.DateTimeField(null=True)),
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
                    "closed_by",
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
                    "raised_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "children_concern",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.new_entry_ref)),
                ("happened_on", models.DateField()),
                ("strand", models.TextField()),
                ("kind", models.TextField()),
                ("text", models.TextField()),
                ("recorded_by", models.TextField()),
                ("source", models.TextField(blank=True, default="")),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.agency",
                    ),
                ),
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
            ],
            options={
                "db_table": "children_entry",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.new_grant_ref)),
                (
                    "reason",
                    models.TextField(
                        choices=[
                            ("allocated", "You are allocated to work with this child"),
                            ("team", "Your team works with this child"),
                            ("front_door", "The front door is deciding what happens next"),
                            ("specialist", "Support from your service was asked for or is given"),
                            ("supervision", "You supervise the work with this child"),
                            ("meeting", "The child is on the agenda of a meeting in which you sit"),
                            ("referrer", "You referred this child"),
                            ("setting", "The child learns at your setting"),
                            ("send", "The child is on your SEND caseload"),
                            ("cover", "You cover for a colleague"),
                            ("safeguarding", "You were told of a safeguarding concern"),
                            ("action", "You have an action to do for this child"),
                            ("break_glass", "You opened this record in an emergency"),
                        ]
                    ),
                ),
                (
                    "strands",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                (
                    "source",
                    models.TextField(help_text="Reference of the work from which the grant arises; it ends with it"),
                ),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                ("given_by", models.TextField()),
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
                    "membership",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.team",
                    ),
                ),
            ],
            options={
                "db_table": "children_grant",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NameToken",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("token", models.TextField()),
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
            ],
            options={
                "db_table": "children_name_token",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SealedReader",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("child_id", models.BigIntegerField()),
                ("user_id", models.BigIntegerField()),
                ("named_by", models.TextField()),
                ("named_at", models.DateTimeField()),
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
                "db_table": "children_sealed_reader",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Voice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.new_voice_ref)),
                (
                    "about",
                    models.TextField(blank=True, default="", help_text="Reference of what it was about"),
                ),
                ("said", models.TextField()),
                ("gathered", models.TextField()),
                ("said_on", models.DateField()),
                ("changed", models.TextField(blank=True, default="")),
                ("told_back_on", models.DateField(null=True)),
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
                    "heard_by",
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
                "db_table": "children_voice",
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(fields=["partnership", "sort_name"], name="children_child_sorted"),
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(fields=["partnership", "born_on"], name="children_child_born"),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="children_child_own"),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="children_child_ref"),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="locality", name="children_child_locality", to="partnerships_locality"
            ),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="school", name="children_child_school", to="partnerships_agency"
            ),
        ),
        migrations.AddIndex(
            model_name="carer",
            index=models.Index(fields=["partnership", "child"], name="children_carer_of_child"),
        ),
        migrations.AddConstraint(
            model_name="carer",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="children_carer_own"),
        ),
        migrations.AddConstraint(
            model_name="carer",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="children_carer_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="children_breakglass_own"),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="children_breakglass_ref"),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="children_break_glass_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="membership", name="children_break_glass_person", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="reviewed_by", name="children_break_glass_reviewer", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_by__isnull", True),
                    models.Q(("reviewed_by", models.F("membership")), _negated=True),
                    _connector="OR",
                ),
                name="children_break_glass_other_reviewer",
            ),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["partnership", "status", "raised_at"], name="children_concern_open"),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="children_concern_own"),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="children_concern_ref"),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="children_concern_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="raised_by", name="children_concern_raised_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="told_by", name="children_concern_told_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="closed_by", name="children_concern_closed_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "closed"), _negated=True),
                    models.Q(("told_at__isnull", False), models.Q(("told_whom", ""), _negated=True)),
                    _connector="OR",
                ),
                name="children_concern_told_before_closed",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["partnership", "child", "-happened_on", "-id"], name="children_entry_of_child"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="children_entry_own"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="children_entry_ref"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="children_entry_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="agency", name="children_entry_agency", to="partnerships_agency"
            ),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(fields=["partnership", "membership", "child"], name="children_grant_of_person"),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(fields=["partnership", "team", "child"], name="children_grant_of_team"),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(fields=["partnership", "source"], name="children_grant_source"),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="children_grant_own"),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="children_grant_ref"),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="children_grant_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="membership", name="children_grant_membership", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="team", name="children_grant_team", to="partnerships_team"
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("membership__isnull", False), ("team__isnull", True)),
                    models.Q(("membership__isnull", True), ("team__isnull", False)),
                    _connector="OR",
                ),
                name="children_grant_one_holder",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_at__isnull", True), ("until_at__gte", models.F("from_at")), _connector="OR"),
                name="children_grant_order",
            ),
        ),
        migrations.AddIndex(
            model_name="nametoken",
            index=models.Index(fields=["partnership", "kind", "token", "child"], name="children_name_token_find"),
        ),
        migrations.AddConstraint(
            model_name="nametoken",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="children_nametoken_own"),
        ),
        migrations.AddConstraint(
            model_name="nametoken",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="children_name_token_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedreader",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="children_sealedreader_own"),
        ),
        migrations.AddConstraint(
            model_name="sealedreader",
            constraint=models.UniqueConstraint(
                fields=("partnership", "child_id", "user_id"), name="children_sealed_reader_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedreader",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child_id", name="children_sealed_reader_child", to="children_child"
            ),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["partnership", "child", "-said_on"], name="children_voice_of_child"),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="children_voice_own"),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="children_voice_ref"),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="children_voice_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="heard_by", name="children_voice_heard_by", to="partnerships_membership"
            ),
        ),
        migrations.RunSQL(HIDDEN, "DROP FUNCTION alongside_hidden_children()"),
        migrations.RunSQL(*wall.raise_wall("children_child", child="id")),
        migrations.RunSQL(*wall.raise_wall("children_name_token", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("children_sealed_reader")),
        migrations.RunSQL(*wall.raise_wall("children_grant", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("children_break_glass", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("children_carer", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("children_entry", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("children_voice", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("children_concern", child="child_id")),
    ]

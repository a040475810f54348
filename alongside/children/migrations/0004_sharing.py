"""What was shared and what was not, consents to share, and copies that somebody asked for."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import alongside.children.models.sharing
import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0003_sealing"),
        ("partnerships", "0001_partnerships"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.sharing.new_consent_ref)),
                (
                    "by",
                    models.TextField(
                        choices=[
                            ("child", "The child"),
                            ("parent", "Somebody with parental responsibility"),
                            ("both", "Both"),
                        ]
                    ),
                ),
                ("by_name", models.TextField(blank=True, default="")),
                ("what", models.TextField()),
                ("strands", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("with_whom", models.TextField()),
                ("purpose", models.TextField()),
                (
                    "understood",
                    models.TextField(help_text="How it was explained, and how we know that they understood"),
                ),
                ("answered_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                (
                    "status",
                    models.TextField(choices=[("given", "Given"), ("refused", "Refused"), ("withdrawn", "Taken back")]),
                ),
                ("withdrawn_on", models.DateField(null=True)),
                ("withdrawn_words", models.TextField(blank=True, default="")),
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
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "with_agency",
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
                "db_table": "children_consent",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["partnership", "child", "-answered_on"], name="children_consent_of_child")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="children_consent_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="children_consent_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="children_consent_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="with_agency", name="children_consent_with", to="partnerships_agency"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="recorded_by", name="children_consent_by", to="partnerships_membership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), ("withdrawn_on__isnull", False)),
                            models.Q(models.Q(("status", "withdrawn"), _negated=True), ("withdrawn_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="children_consent_withdrawn_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gte", models.F("answered_on")), _connector="OR"
                        ),
                        name="children_consent_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.sharing.new_disclosure_ref)),
                ("outcome", models.TextField(choices=[("shared", "Shared"), ("not_shared", "Not shared")])),
                ("what", models.TextField()),
                ("strands", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                (
                    "about",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="References of what was shared",
                        size=None,
                    ),
                ),
                ("to_whom", models.TextField(help_text="Person and organisation, as they were told or not told")),
                ("purpose", models.TextField(help_text="What for; or why not")),
                ("gateway", models.TextField(blank=True, default="")),
                (
                    "law",
                    models.TextField(
                        blank=True, default="", help_text="The provision as the gateway named it on the day"
                    ),
                ),
                (
                    "how",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("here", "In Alongside"),
                            ("spoken", "Spoken, in person or by telephone"),
                            ("secure_email", "Secure e-mail"),
                            ("link", "Link that expires"),
                            ("paper", "On paper"),
                            ("meeting", "At a meeting"),
                        ],
                        default="",
                    ),
                ),
                (
                    "checked",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("checked", "Somebody checked what had to be left out"),
                            ("nothing", "There was nothing to leave out"),
                            ("by_strand", "Alongside left out the parts that the reader may not see"),
                        ],
                        default="",
                    ),
                ),
                ("shared_at", models.DateTimeField()),
                ("expires_on", models.DateField(null=True)),
                ("received_on", models.DateField(null=True)),
                (
                    "told",
                    models.TextField(
                        choices=[
                            ("told", "Told"),
                            ("to_tell", "Still to be told"),
                            ("not_told", "Not told, with a reason"),
                        ]
                    ),
                ),
                ("told_on", models.DateField(null=True)),
                ("not_told_why", models.TextField(blank=True, default="")),
                (
                    "told_to_stop_on",
                    models.DateField(help_text="When consent was taken back: the recipient was told", null=True),
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
                    "controller",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.agency",
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
                    "shared_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "to_agency",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.agency",
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
                "db_table": "children_disclosure",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["partnership", "child", "-shared_at"], name="children_disclosure_of_child"),
                    models.Index(fields=["partnership", "told", "shared_at"], name="children_disclosure_to_tell"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="children_disclosure_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="children_disclosure_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="children_disclosure_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="to_agency", name="children_disclosure_to", to="partnerships_agency"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="controller", name="children_disclosure_controller", to="partnerships_agency"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="shared_by", name="children_disclosure_by", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="told_by", name="children_disclosure_told_by", to="partnerships_membership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "not_shared"), models.Q(("gateway", ""), _negated=True), _connector="OR"
                        ),
                        name="children_disclosure_has_gateway",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told", "told"), ("told_on__isnull", False)),
                            models.Q(models.Q(("told", "told"), _negated=True), ("told_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="children_disclosure_told_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told", "not_told"), _negated=True),
                            models.Q(("not_told_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="children_disclosure_not_told_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubjectAccess",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.sharing.new_subject_access_ref)),
                (
                    "child_ref",
                    models.TextField(help_text="The record, by reference: whoever prepares the copy need not open it"),
                ),
                (
                    "asked_by",
                    models.TextField(
                        choices=[
                            ("child", "The child"),
                            ("parent", "A parent or carer, for the child"),
                            ("other", "Somebody else who may act for the child"),
                        ]
                    ),
                ),
                ("asked_on", models.DateField()),
                (
                    "identity_on",
                    models.DateField(help_text="When it was clear who asks: the clock starts then", null=True),
                ),
                (
                    "may_act",
                    models.TextField(
                        help_text="How we know who asks, and that they understand or may act for the child"
                    ),
                ),
                ("due_on", models.DateField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("preparing", "Being prepared"),
                            ("to_release", "Waiting for a second person"),
                            ("released", "Released"),
                            ("refused", "Refused"),
                        ],
                        default="preparing",
                    ),
                ),
                (
                    "left_out",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="Lines left out, each with its reason after a colon",
                        size=None,
                    ),
                ),
                ("up_to", models.DateTimeField(help_text="The copy tells of everything until this moment")),
                ("released_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(blank=True, default="")),
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
                    "prepared_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "released_by",
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
                "db_table": "children_subject_access",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["partnership", "status", "due_on"], name="children_subject_access_open")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="children_subjectaccess_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="children_subjectaccess_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="prepared_by", name="children_subject_access_by", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="released_by", name="children_subject_access_second", to="partnerships_membership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_by__isnull", True),
                            models.Q(("released_by", models.F("prepared_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="children_subject_access_two_people",
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("children_disclosure", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("children_consent", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("children_subject_access")),
    ]

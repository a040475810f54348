"""Who the child is in national codes, where the child lives, and what social care does for the child."""

import django.db.models.deletion
from django.db import migrations, models

import alongside.children.models.care
import alongside.children.models.places
import alongside.partnerships.wall
from alongside.core import wall

NAMED = (
    "(NOT is_restricted OR child_id = ANY ((SELECT ARRAY(SELECT reader.child_id FROM children_address_reader reader"
    f" WHERE reader.user_id = {wall.PERSON}))::bigint[]))"
)
"""An address that is not restricted, or one of a child for whom the person of the context is named."""


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0004_sharing"),
        ("partnerships", "0001_partnerships"),
    ]

    operations = [
        migrations.AddField(
            model_name="change",
            name="version",
            field=models.PositiveIntegerField(default=0, help_text="The version of the record that the change made"),
        ),
        migrations.AddField(
            model_name="child",
            name="communication",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="child",
            name="ethnic_group",
            field=models.TextField(blank=True, db_default="", default="", help_text="Code of rules.ETHNIC_GROUPS"),
        ),
        migrations.AddField(
            model_name="child",
            name="home_authority",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="child",
            name="host_authority",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="child",
            name="nhs_number",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="child",
            name="religion",
            field=models.TextField(blank=True, db_default="", default="", help_text="Code of rules.RELIGIONS"),
        ),
        migrations.AddField(
            model_name="child",
            name="upn",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AlterField(
            model_name="child",
            name="ethnicity",
            field=models.TextField(blank=True, default="", help_text="As the child or the family describes it"),
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.places.new_address_ref)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("home", "Home"),
                            ("staying", "Staying for a while"),
                            ("placement", "Placed by the local authority"),
                            ("other", "Another address"),
                        ]
                    ),
                ),
                ("lines", models.TextField()),
                ("postcode", models.TextField(blank=True, default="")),
                ("from_on", models.DateField(null=True)),
                ("to_on", models.DateField(null=True)),
                ("is_restricted", models.BooleanField(default=False)),
                ("recorded_by", models.TextField()),
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
                "db_table": "children_address",
                "abstract": False,
                "indexes": [models.Index(fields=["partnership", "child"], name="children_address_of_child")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="children_address_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="children_address_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="children_address_child", to="children_child"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("from_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="children_address_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AddressReader",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("user_id", models.BigIntegerField()),
                ("named_by", models.TextField()),
                ("named_at", models.DateTimeField()),
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
                "db_table": "children_address_reader",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="children_addressreader_own"),
                    models.UniqueConstraint(
                        fields=("partnership", "child", "user_id"), name="children_address_reader_once"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="children_address_reader_child", to="children_child"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CareSpell",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.care.new_care_ref)),
                ("care", models.TextField(help_text="Code of rules.CARE_STATUSES")),
                ("legal", models.TextField(blank=True, default="", help_text="Code of rules.LEGAL_STATUSES")),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                ("told_by", models.TextField(blank=True, default="", help_text="Where this is known from")),
                ("recorded_by", models.TextField()),
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
                "db_table": "children_care_spell",
                "abstract": False,
                "indexes": [models.Index(fields=["partnership", "child", "-from_on"], name="children_care_of_child")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="children_carespell_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="children_carespell_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="children_care_child", to="children_child"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("to_on__isnull", True)),
                        fields=("partnership", "child"),
                        name="children_care_one_now",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="children_care_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("legal", ""), ("care", "looked_after"), _connector="OR"),
                        name="children_care_legal_when_looked_after",
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("children_address", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("children_address_reader", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("children_care_spell", child="child_id")),
        migrations.RunSQL(
            f"CREATE POLICY restricted ON children_address AS RESTRICTIVE USING {NAMED} WITH CHECK {NAMED}",
            "DROP POLICY IF EXISTS restricted ON children_address",
        ),
    ]

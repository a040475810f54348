"""Lists that were uploaded, their lines, and what is remembered of how to read them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import alongside.exchange.models
import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("children", "0012_shared_by_work"),
        ("partnerships", "0003_leaving"),
    ]

    operations = [
        migrations.CreateModel(
            name="EhcList",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.exchange.models.new_list_ref)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("uploaded", "Say what its columns mean"),
                            ("mapped", "Say what its words mean"),
                            ("queued", "Being read"),
                            ("read", "Read"),
                            ("failed", "Could not be read"),
                        ],
                        default="uploaded",
                    ),
                ),
                ("content", models.BinaryField(help_text="The file; nothing once it was read", null=True)),
                (
                    "heads",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "notes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="What of the file was not read",
                        size=None,
                    ),
                ),
                ("columns", models.JSONField(default=dict)),
                ("statuses", models.JSONField(default=dict)),
                ("total", models.PositiveIntegerField(help_text="Lines of the list")),
                ("done", models.PositiveIntegerField(default=0, help_text="Lines that were dealt with")),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("why_failed", models.TextField(blank=True, default="")),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
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
                    "uploaded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "exchange_ehc_list",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ListColumns",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "columns",
                    models.JSONField(default=dict, help_text="Code of what is asked to the head of its column"),
                ),
                ("statuses", models.JSONField(default=dict, help_text="Word of the list to what it means here")),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
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
            ],
            options={
                "db_table": "exchange_list_columns",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ListLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("matched", "About this child"),
                            ("possible", "May be about this child"),
                            ("unknown", "About nobody whom the reader may know of"),
                            ("faulty", "Cannot be used"),
                        ]
                    ),
                ),
                ("key_digest", models.TextField(blank=True, default="")),
                ("value_digest", models.TextField(blank=True, default="")),
                (
                    "said",
                    models.JSONField(
                        default=dict, help_text="What the line says, where it may be about a child known here"
                    ),
                ),
                ("score", models.FloatField(null=True)),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "faults",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("proposal", models.TextField(blank=True, default="", help_text="agrees, differs or begin")),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("begin_on", models.DateField(null=True)),
                (
                    "is_changed",
                    models.BooleanField(default=True, help_text="Whether it says more than the list before"),
                ),
                ("outcome", models.TextField(blank=True, default="", help_text="done, or why it could not be")),
                ("decided_at", models.DateTimeField(null=True)),
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
                    "ehc_list",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="exchange.ehclist",
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
                "db_table": "exchange_list_line",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ListLink",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key_digest", models.TextField()),
                ("is_same", models.BooleanField()),
                ("said_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
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
                (
                    "said_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "exchange_list_link",
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="ehclist",
            index=models.Index(fields=["partnership", "status"], name="exchange_ehc_list_waiting"),
        ),
        migrations.AddConstraint(
            model_name="ehclist",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="exchange_ehclist_own"),
        ),
        migrations.AddConstraint(
            model_name="ehclist",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="exchange_ehclist_ref"),
        ),
        migrations.AddConstraint(
            model_name="ehclist",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="agency", name="exchange_ehc_list_agency", to="partnerships_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="ehclist",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="uploaded_by", name="exchange_ehc_list_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="ehclist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["read", "failed"]), _negated=True),
                    ("content__isnull", True),
                    _connector="OR",
                ),
                name="exchange_ehc_list_file_is_gone",
            ),
        ),
        migrations.AddConstraint(
            model_name="listcolumns",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="exchange_listcolumns_own"),
        ),
        migrations.AddConstraint(
            model_name="listcolumns",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="agency", name="exchange_list_columns_agency", to="partnerships_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="listcolumns",
            constraint=models.UniqueConstraint(fields=("partnership", "agency"), name="exchange_list_columns_once"),
        ),
        migrations.AddIndex(
            model_name="listline",
            index=models.Index(fields=["partnership", "ehc_list", "kind"], name="exchange_list_line_of_list"),
        ),
        migrations.AddConstraint(
            model_name="listline",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="exchange_listline_own"),
        ),
        migrations.AddConstraint(
            model_name="listline",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="ehc_list", name="exchange_list_line_list", to="exchange_ehc_list"
            ),
        ),
        migrations.AddConstraint(
            model_name="listline",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="exchange_list_line_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="listline",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="decided_by", name="exchange_list_line_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="listline",
            constraint=models.UniqueConstraint(
                fields=("partnership", "ehc_list", "number"), name="exchange_list_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="listline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("child__isnull", False), ("kind__in", ["matched", "possible"])),
                    models.Q(("child__isnull", True), ("kind__in", ["unknown", "faulty"]), ("said", {}), ("words", [])),
                    _connector="OR",
                ),
                name="exchange_list_line_of_a_child",
            ),
        ),
        migrations.AddConstraint(
            model_name="listlink",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="exchange_listlink_own"),
        ),
        migrations.AddConstraint(
            model_name="listlink",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="agency", name="exchange_list_link_agency", to="partnerships_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="listlink",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="exchange_list_link_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="listlink",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="said_by", name="exchange_list_link_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="listlink",
            constraint=models.UniqueConstraint(
                fields=("partnership", "agency", "key_digest", "child"), name="exchange_list_link_once"
            ),
        ),
        migrations.RunSQL(*wall.raise_wall("exchange_list_columns")),
        migrations.RunSQL(*wall.raise_wall("exchange_ehc_list")),
        migrations.RunSQL(*wall.raise_wall("exchange_list_line", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("exchange_list_link", child="child_id")),
    ]

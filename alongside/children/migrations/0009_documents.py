"""Files in the child's record."""

import django.db.models.deletion
from django.db import migrations, models

import alongside.children.models.documents
import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0008_handed_on"),
        ("partnerships", "0001_partnerships"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.children.models.documents.new_document_ref)),
                ("strand", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("letter", "Letter or e-mail"),
                            ("report", "Report or advice"),
                            ("assessment", "Assessment"),
                            ("plan", "Plan"),
                            ("minutes", "Notes of a meeting"),
                            ("form", "Form or agreement"),
                            ("own_work", "Something the child made"),
                            ("other", "Something else"),
                        ]
                    ),
                ),
                ("title", models.TextField()),
                ("dated_on", models.DateField(help_text="The day that stands on it")),
                ("file_name", models.TextField(help_text="As it was called where it came from")),
                ("media_type", models.TextField(help_text="Found from the content")),
                ("size", models.PositiveBigIntegerField(help_text="Bytes")),
                ("digest", models.TextField(help_text="SHA-256 of the content")),
                ("is_made_here", models.BooleanField(default=False)),
                ("recorded_by", models.TextField()),
                ("source", models.TextField(blank=True, default="")),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.TextField(blank=True, default="")),
                ("withdrawn_why", models.TextField(blank=True, default="")),
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
                "db_table": "children_document",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["partnership", "child", "-dated_on", "-id"], name="children_document_of_child")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="children_document_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="children_document_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="children_document_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="agency", name="children_document_agency", to="partnerships_agency"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            models.Q(("withdrawn_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="children_document_withdrawn_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("children_document", child="child_id")),
    ]

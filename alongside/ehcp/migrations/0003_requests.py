"""Requests for an EHC needs assessment, put together from the record."""

import django.db.models.deletion
from django.db import migrations, models

import alongside.ehcp.models
import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0012_shared_by_work"),
        ("ehcp", "0002_taking_back"),
        ("partnerships", "0003_leaving"),
    ]

    operations = [
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.ehcp.models.new_request_ref)),
                (
                    "status",
                    models.TextField(
                        choices=[("draft", "Being written"), ("sent", "Sent"), ("dropped", "Not sent")], default="draft"
                    ),
                ),
                ("part_why", models.TextField(blank=True, default="")),
                ("part_strengths", models.TextField(blank=True, default="")),
                ("part_views", models.TextField(blank=True, default="")),
                ("part_family", models.TextField(blank=True, default="")),
                ("part_education", models.TextField(blank=True, default="")),
                ("part_needs", models.TextField(blank=True, default="")),
                ("part_ways", models.TextField(blank=True, default="")),
                ("part_support", models.TextField(blank=True, default="")),
                ("part_plan", models.TextField(blank=True, default="")),
                (
                    "gathered",
                    models.JSONField(
                        default=dict, help_text="Digest of what the record filled in, by code of the part"
                    ),
                ),
                ("gathered_on", models.DateField()),
                ("asked_by", models.TextField(blank=True, default="", help_text="Code of who asks")),
                (
                    "agreement",
                    models.TextField(blank=True, default="", help_text="Code: whether the family knows and agrees"),
                ),
                ("not_told_why", models.TextField(blank=True, default="")),
                (
                    "disclosure_ref",
                    models.TextField(blank=True, default="", help_text="Its line in the sharing ledger"),
                ),
                ("sent_to", models.TextField(blank=True, default="")),
                ("sent_at", models.DateTimeField(null=True)),
                ("written_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ehcp.case",
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
                    "sent_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "ehcp_request",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="ehcp_request_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="ehcp_request_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="ehcp_request_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(field="case", name="ehcp_request_case", to="ehcp_case"),
                    alongside.partnerships.wall.SamePartnership(
                        field="sent_by", name="ehcp_request_sent_by", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="written_by", name="ehcp_request_written_by", to="partnerships_membership"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draft")),
                        fields=("partnership", "child"),
                        name="ehcp_request_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("case__isnull", False),
                                ("sent_at__isnull", False),
                                ("sent_by__isnull", False),
                                ("status", "sent"),
                                models.Q(("disclosure_ref", ""), _negated=True),
                            ),
                            models.Q(
                                ("case__isnull", True),
                                ("sent_at__isnull", True),
                                ("sent_by__isnull", True),
                                ("status__in", ["draft", "dropped"]),
                            ),
                            _connector="OR",
                        ),
                        name="ehcp_request_sent",
                    ),
                ],
            },
        ),
        migrations.RunSQL(*wall.raise_wall("ehcp_request", child="child_id")),
    ]

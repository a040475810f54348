"""Priorities of a partnership, and their reviews."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import alongside.governance.models
import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partnerships", "0003_leaving"),
    ]

    operations = [
        migrations.CreateModel(
            name="Priority",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.governance.models.new_priority_ref)),
                ("title", models.TextField()),
                ("aim", models.TextField(help_text="What will be different for children")),
                ("why", models.TextField(help_text="What led to it")),
                (
                    "level",
                    models.TextField(
                        choices=[
                            ("executive", "Executive board"),
                            ("strategic", "Strategic partnership"),
                            ("operational", "Operational group"),
                        ]
                    ),
                ),
                (
                    "findings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="Codes of justice.rules.FINDINGS that it answers",
                        size=None,
                    ),
                ),
                ("measure", models.TextField(blank=True, default="", help_text="Code of a measure, or empty")),
                ("should", models.TextField(blank=True, choices=[("rise", "Rise"), ("fall", "Fall")], default="")),
                ("set_on", models.DateField()),
                ("review_on", models.DateField(null=True)),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("open", "Being worked on"),
                            ("reached", "Reached"),
                            ("ended", "Ended without being reached"),
                        ],
                        default="open",
                    ),
                ),
                ("ended_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "owner",
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
                    "set_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "governance_priority",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PriorityReview",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("reviewed_on", models.DateField()),
                ("done", models.TextField()),
                ("comes_next", models.TextField(blank=True, default="")),
                (
                    "outcome",
                    models.TextField(
                        choices=[
                            ("open", "Being worked on"),
                            ("reached", "Reached"),
                            ("ended", "Ended without being reached"),
                        ],
                        help_text="How it stood afterwards",
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
                    "priority",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="governance.priority",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "governance_priority_review",
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="priority",
            index=models.Index(fields=["partnership", "status", "review_on"], name="governance_priority_open"),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="governance_priority_own"),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="governance_priority_ref"),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="owner", name="governance_priority_owner", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="set_by", name="governance_priority_set_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("review_on__isnull", False), ("status", "open")),
                    models.Q(
                        models.Q(("status", "open"), _negated=True),
                        ("ended_on__isnull", False),
                        ("review_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="governance_priority_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("measure", ""), ("should", "")),
                    models.Q(models.Q(("measure", ""), _negated=True), models.Q(("should", ""), _negated=True)),
                    _connector="OR",
                ),
                name="governance_priority_should",
            ),
        ),
        migrations.AddIndex(
            model_name="priorityreview",
            index=models.Index(fields=["partnership", "priority", "reviewed_on"], name="governance_review_of"),
        ),
        migrations.AddConstraint(
            model_name="priorityreview",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="governance_priorityreview_own"),
        ),
        migrations.AddConstraint(
            model_name="priorityreview",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="priority", name="governance_review_priority", to="governance_priority"
            ),
        ),
        migrations.AddConstraint(
            model_name="priorityreview",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="reviewed_by", name="governance_review_by", to="partnerships_membership"
            ),
        ),
        migrations.RunSQL(*wall.raise_wall("governance_priority")),
        migrations.RunSQL(*wall.raise_wall("governance_priority_review")),
    ]

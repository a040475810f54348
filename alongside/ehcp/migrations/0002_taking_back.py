"""A step of an EHC case that was entered in error is taken back: what it changed is kept with it."""

import django.db.models.deletion
from django.db import migrations, models

import alongside.partnerships.wall


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0012_shared_by_work"),
        ("ehcp", "0001_cases"),
        ("partnerships", "0003_leaving"),
    ]

    operations = [
        migrations.AddField(
            model_name="matter",
            name="is_taken_back",
            field=models.BooleanField(default=False, help_text="Whether the step that began it was taken back"),
        ),
        migrations.AddField(
            model_name="step",
            name="changed",
            field=models.JSONField(help_text="What stood before it, by what it changed", null=True),
        ),
        migrations.AddField(
            model_name="step",
            name="taken_back_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="step",
            name="taken_back_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnerships.membership",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="taken_back_why",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="taken_back_by", name="ehcp_step_taken_back_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("changed__isnull", False),
                        ("taken_back_at__isnull", False),
                        ("taken_back_by__isnull", False),
                        models.Q(("taken_back_why", ""), _negated=True),
                    ),
                    models.Q(("taken_back_at__isnull", True), ("taken_back_by__isnull", True), ("taken_back_why", "")),
                    _connector="OR",
                ),
                name="ehcp_step_taken_back",
            ),
        ),
    ]

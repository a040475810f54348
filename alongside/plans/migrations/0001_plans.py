import django.db.models.deletion
from django.db import migrations, models

import alongside.partnerships.wall
import alongside.plans.models
from alongside.core import wall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("children", "0001_children"),
        ("partnerships", "0001_partnerships"),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.plans.models.new_plan_ref)),
                ("involvement", models.TextField(help_text="Reference of the involvement in which the plan was begun")),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("draft", "Being written"),
                            ("agreed", "Agreed"),
                            ("reviewed", "Reviewed and carried on"),
                            ("closed", "Ended"),
                        ],
                        default="draft",
                    ),
                ),
                ("strengths", models.TextField(blank=True, default="")),
                ("matters", models.TextField(blank=True, default="", help_text="What matters to the child")),
                ("started_on", models.DateField()),
                ("review_on", models.DateField(null=True)),
                ("agreed_on", models.DateField(null=True)),
                (
                    "agreed_words",
                    models.TextField(blank=True, default="", help_text="What the child said when agreeing"),
                ),
                (
                    "edition",
                    models.PositiveIntegerField(default=1, help_text="Counts changes to what the child agrees to"),
                ),
                ("agreed_edition", models.PositiveIntegerField(null=True)),
                ("given_on", models.DateField(help_text="When the child last got the plain version", null=True)),
                ("closed_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
                "db_table": "plans_plan",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.plans.models.new_goal_ref)),
                ("words", models.TextField(help_text="In the child's own words")),
                ("why", models.TextField(blank=True, default="", help_text="Why it matters to the child")),
                (
                    "status",
                    models.TextField(
                        choices=[("working_on", "Working on it"), ("reached", "Reached"), ("let_go", "Let go")],
                        default="working_on",
                    ),
                ),
                ("status_on", models.DateField()),
                ("position", models.PositiveSmallIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "db_table": "plans_goal",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.plans.models.new_review_ref)),
                ("held_on", models.DateField()),
                ("changed", models.TextField(help_text="What changed since the last time")),
                (
                    "outcome",
                    models.TextField(choices=[("carry_on", "Carry on with the plan"), ("end", "End the plan")]),
                ),
                ("next_review_on", models.DateField(null=True)),
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
                    "held_by",
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
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "db_table": "plans_review",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.plans.models.new_step_ref)),
                ("what", models.TextField()),
                ("named", models.TextField(blank=True, default="")),
                ("due_on", models.DateField()),
                (
                    "status",
                    models.TextField(
                        choices=[("to_do", "To do"), ("done", "Done"), ("not_needed", "Not needed any more")],
                        default="to_do",
                    ),
                ),
                ("done_on", models.DateField(null=True)),
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
                    "goal",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.goal",
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
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.plan",
                    ),
                ),
                (
                    "ticked_by",
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
                "db_table": "plans_step",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.plans.models.new_contact_ref)),
                ("involvement", models.TextField(blank=True, default="")),
                ("strand", models.TextField()),
                ("happened_on", models.DateField()),
                (
                    "with_whom",
                    models.TextField(
                        choices=[
                            ("child", "The child"),
                            ("child_and_family", "The child and a parent or carer"),
                            ("family", "A parent or carer"),
                            ("school", "School, college or training"),
                            ("professional", "Another professional"),
                        ]
                    ),
                ),
                (
                    "how",
                    models.TextField(
                        choices=[
                            ("home", "At home"),
                            ("school", "At school or college"),
                            ("office", "At our office"),
                            ("community", "Out and about"),
                            ("phone", "By phone"),
                            ("video", "By video"),
                            ("message", "By message or letter"),
                        ]
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("planned", "Planned time together"),
                            ("check_in", "A short check-in"),
                            ("support", "A session of support"),
                            ("meeting", "A meeting about the plan"),
                            ("unplanned", "Not planned"),
                        ]
                    ),
                ),
                ("attended", models.TextField(choices=[("yes", "Yes"), ("no", "No"), ("could_not", "They could not")])),
                ("text", models.TextField(blank=True, default="")),
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
                    "made_by",
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
                "db_table": "plans_contact",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["partnership", "child", "-happened_on", "-id"], name="plans_contact_of_child")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="plans_contact_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="plans_contact_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="plans_contact_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="made_by", name="plans_contact_made_by", to="partnerships_membership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("strand__in", ["plan", "health"])), name="plans_contact_strand"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(fields=["partnership", "child", "-id"], name="plans_plan_of_child"),
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(fields=["partnership", "involvement"], name="plans_plan_involvement"),
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(fields=["partnership", "status", "review_on"], name="plans_plan_review"),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="plans_plan_own"),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="plans_plan_ref"),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="plans_plan_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="written_by", name="plans_plan_written_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "closed"), _negated=True),
                fields=("partnership", "child"),
                name="plans_plan_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "closed"]),
                    models.Q(("agreed_on__isnull", False), models.Q(("agreed_words", ""), _negated=True)),
                    _connector="OR",
                ),
                name="plans_plan_agreed_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "closed"]), ("review_on__isnull", False), _connector="OR"),
                name="plans_plan_review_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", False), ("status", "closed")),
                    models.Q(models.Q(("status", "closed"), _negated=True), ("closed_on__isnull", True)),
                    _connector="OR",
                ),
                name="plans_plan_closed_on",
            ),
        ),
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(fields=["partnership", "plan", "position"], name="plans_goal_of_plan"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="plans_goal_own"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="plans_goal_ref"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="plan", name="plans_goal_plan", to="plans_plan"
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="plans_goal_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="plans_goal_in_words"
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["partnership", "plan", "-held_on"], name="plans_review_of_plan"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="plans_review_own"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="plans_review_ref"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="plan", name="plans_review_plan", to="plans_plan"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="plans_review_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="held_by", name="plans_review_held_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("next_review_on__isnull", False), ("outcome", "carry_on")),
                    models.Q(("next_review_on__isnull", True), ("outcome", "end")),
                    _connector="OR",
                ),
                name="plans_review_next_when_carried_on",
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["partnership", "plan", "due_on"], name="plans_step_of_plan"),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["partnership", "membership", "status", "due_on"], name="plans_step_of_person"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="plans_step_own"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="plans_step_ref"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="plan", name="plans_step_plan", to="plans_plan"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="goal", name="plans_step_goal", to="plans_goal"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="plans_step_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="membership", name="plans_step_membership", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="ticked_by", name="plans_step_ticked_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("membership__isnull", False), ("named", "")),
                    models.Q(("membership__isnull", True), models.Q(("named", ""), _negated=True)),
                    _connector="OR",
                ),
                name="plans_step_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on__isnull", False), ("status", "done")),
                    models.Q(models.Q(("status", "done"), _negated=True), ("done_on__isnull", True)),
                    _connector="OR",
                ),
                name="plans_step_done_on",
            ),
        ),
        migrations.RunSQL(*wall.raise_wall("plans_plan", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("plans_goal", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("plans_step", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("plans_contact", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("plans_review", child="child_id")),
    ]

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import alongside.needs.models
import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("children", "0001_children"),
        ("partnerships", "0001_partnerships"),
    ]

    operations = [
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.needs.models.new_need_ref)),
                ("area", models.TextField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("presumed", "Assumed until we know better"),
                            ("raised", "Raised, to be looked into"),
                            ("identified", "Known"),
                            ("ruled_out", "Ruled out by a full assessment"),
                        ]
                    ),
                ),
                ("since", models.DateField(help_text="Since when it has this state")),
                (
                    "raised_at",
                    models.DateTimeField(help_text="When a screen or a person first pointed to it", null=True),
                ),
                ("identified_on", models.DateField(null=True)),
                (
                    "evidence",
                    models.TextField(
                        blank=True, default="", help_text="Reference of the screen, or the assessment in words"
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
                "db_table": "needs_need",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Screen",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.needs.models.new_screen_ref)),
                ("tool", models.TextField()),
                ("tool_version", models.TextField(blank=True, default="")),
                ("named", models.TextField(blank=True, default="", help_text="Name and version of another tool")),
                ("tier", models.PositiveSmallIntegerField()),
                ("source", models.TextField(help_text="Reference of the work from which the offer arose")),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("offered", "Offered"),
                            ("done", "Done"),
                            ("declined", "The child said no"),
                            ("not_needed", "Not needed"),
                        ],
                        default="offered",
                    ),
                ),
                ("offered_on", models.DateField()),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(null=True)),
                (
                    "settled_at",
                    models.DateTimeField(help_text="When the result, or why there is none, was recorded", null=True),
                ),
                ("scores", models.JSONField(default=list)),
                (
                    "raised",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("note", models.TextField(blank=True, default="")),
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
                    "done_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "offered_by",
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
                "db_table": "needs_screen",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Strategy",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.needs.models.new_strategy_ref)),
                ("kind", models.TextField(choices=[("do", "Do this"), ("avoid", "Avoid this")])),
                ("text", models.TextField()),
                ("area", models.TextField(blank=True, default="")),
                (
                    "status",
                    models.TextField(choices=[("current", "Holds now"), ("withdrawn", "Withdrawn")], default="current"),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(help_text="The day on which it was withdrawn", null=True)),
                (
                    "replaces",
                    models.TextField(
                        blank=True, default="", help_text="Reference of the strategy that it took the place of"
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.TextField(blank=True, default="")),
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
                    "withdrawn_by",
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
                "db_table": "needs_strategy",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.needs.models.new_support_ref)),
                ("specialism", models.TextField()),
                ("source", models.TextField(help_text="Reference of the screen or need that raised it")),
                (
                    "why",
                    models.TextField(blank=True, default="", help_text="What the child needs help with, for the team"),
                ),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("unplaced", "No one to give it yet"),
                            ("received", "In the team’s queue"),
                            ("seen", "Seen by the team"),
                            ("accepted", "Accepted"),
                            ("offered", "A first time is offered"),
                            ("started", "Support has begun"),
                            ("declined", "The team said no"),
                            ("ended", "Ended"),
                        ]
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("declined_at", models.DateTimeField(null=True)),
                ("declined_reason", models.TextField(blank=True, default="")),
                ("offered_on", models.DateField(help_text="The day on which a first time was offered", null=True)),
                ("offered_for_on", models.DateField(help_text="The day of the first time that was offered", null=True)),
                ("started_on", models.DateField(help_text="The day of the first support", null=True)),
                ("ended_on", models.DateField(null=True)),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("helped", "It helped"),
                            ("helped_a_little", "It helped a little"),
                            ("no_change", "Nothing changed"),
                            ("not_wanted", "The child or family did not want it"),
                            ("not_needed", "Assessed: no support needed"),
                            ("elsewhere", "Another service gives it"),
                            ("moved", "The child moved away"),
                        ],
                        default="",
                    ),
                ),
                ("outcome_note", models.TextField(blank=True, default="")),
                (
                    "accepted_by",
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
                (
                    "need",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="needs.need",
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
                    "seen_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
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
                "db_table": "needs_support",
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(fields=["partnership", "status", "area"], name="needs_need_by_area"),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="needs_need_own"),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="needs_need_ref"),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="needs_need_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="decided_by", name="needs_need_decided_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(fields=("partnership", "child", "area"), name="needs_need_one_an_area"),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "identified"), _negated=True),
                    models.Q(("decided_by__isnull", False), ("identified_on__isnull", False)),
                    _connector="OR",
                ),
                name="needs_need_identified",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "ruled_out"), _negated=True),
                    models.Q(models.Q(("evidence", ""), _negated=True), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="needs_need_ruled_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "presumed"), _negated=True),
                    models.Q(
                        ("decided_by__isnull", True), ("identified_on__isnull", True), ("raised_at__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="needs_need_presumed",
            ),
        ),
        migrations.AddIndex(
            model_name="screen",
            index=models.Index(fields=["partnership", "child", "-offered_on"], name="needs_screen_of_child"),
        ),
        migrations.AddIndex(
            model_name="screen",
            index=models.Index(fields=["partnership", "status", "due_on"], name="needs_screen_due"),
        ),
        migrations.AddConstraint(
            model_name="screen",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="needs_screen_own"),
        ),
        migrations.AddConstraint(
            model_name="screen",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="needs_screen_ref"),
        ),
        migrations.AddConstraint(
            model_name="screen",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="needs_screen_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="screen",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="offered_by", name="needs_screen_offered_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="screen",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="done_by", name="needs_screen_done_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="screen",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_by__isnull", False), ("done_on__isnull", False), ("status", "done")),
                    models.Q(models.Q(("status", "done"), _negated=True), ("done_on__isnull", True), ("raised", [])),
                    _connector="OR",
                ),
                name="needs_screen_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="screen",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "offered")),
                fields=("partnership", "child", "tool"),
                name="needs_screen_one_offered",
            ),
        ),
        migrations.AddIndex(
            model_name="strategy",
            index=models.Index(fields=["partnership", "child", "status"], name="needs_strategy_of_child"),
        ),
        migrations.AddConstraint(
            model_name="strategy",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="needs_strategy_own"),
        ),
        migrations.AddConstraint(
            model_name="strategy",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="needs_strategy_ref"),
        ),
        migrations.AddConstraint(
            model_name="strategy",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="needs_strategy_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="strategy",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="written_by", name="needs_strategy_written_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="strategy",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="withdrawn_by", name="needs_strategy_withdrawn_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="strategy",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="needs_strategy_in_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="strategy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status", "current"),
                        ("until_on__isnull", True),
                        ("withdrawn_at__isnull", True),
                        ("withdrawn_reason", ""),
                    ),
                    models.Q(
                        ("status", "withdrawn"),
                        ("until_on__isnull", False),
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="needs_strategy_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="strategy",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="needs_strategy_order",
            ),
        ),
        migrations.AddIndex(
            model_name="support",
            index=models.Index(fields=["partnership", "child", "-raised_at"], name="needs_support_of_child"),
        ),
        migrations.AddIndex(
            model_name="support",
            index=models.Index(fields=["partnership", "status", "raised_at"], name="needs_support_waiting"),
        ),
        migrations.AddIndex(
            model_name="support",
            index=models.Index(fields=["partnership", "team", "status"], name="needs_support_of_team"),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="needs_support_own"),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="needs_support_ref"),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="needs_support_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="need", name="needs_support_need", to="needs_need"
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="team", name="needs_support_team", to="partnerships_team"
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="raised_by", name="needs_support_raised_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="seen_by", name="needs_support_seen_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="accepted_by", name="needs_support_accepted_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "unplaced"), ("team__isnull", True)),
                    ("status", "ended"),
                    models.Q(
                        models.Q(("status", "unplaced"), _negated=True),
                        ("received_at__isnull", False),
                        ("team__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="needs_support_placed",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["accepted", "offered", "started"]), _negated=True),
                    models.Q(
                        ("accepted_at__isnull", False), ("accepted_by__isnull", False), ("seen_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="needs_support_accepted",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "started"), _negated=True),
                    models.Q(("offered_on__isnull", False), ("started_on__isnull", False)),
                    _connector="OR",
                ),
                name="needs_support_started",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "declined"), _negated=True),
                    models.Q(("declined_at__isnull", False), models.Q(("declined_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="needs_support_declined",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_on__isnull", False), ("status", "ended"), models.Q(("outcome", ""), _negated=True)
                    ),
                    models.Q(models.Q(("status", "ended"), _negated=True), ("ended_on__isnull", True), ("outcome", "")),
                    _connector="OR",
                ),
                name="needs_support_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("started_on__isnull", True),
                    ("ended_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="needs_support_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "ended"), _negated=True),
                fields=("partnership", "child", "specialism", "need"),
                name="needs_support_one_open",
                nulls_distinct=False,
            ),
        ),
        migrations.RunSQL(*wall.raise_wall("needs_screen", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("needs_need", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("needs_support", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("needs_strategy", child="child_id")),
    ]

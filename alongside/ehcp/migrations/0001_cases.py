"""EHC cases, what runs within them, each step taken, and the words of the plan."""

import django.db.models.deletion
from django.db import migrations, models

import alongside.ehcp.models
import alongside.partnerships.wall
from alongside.core import wall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("children", "0007_network"),
        ("partnerships", "0002_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.ehcp.models.new_case_ref)),
                ("kind", models.TextField(default="ehc_plan", help_text="Code of the kind of plan")),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("considering", "Deciding whether to assess"),
                            ("not_assessed", "There will be no assessment"),
                            ("assessing", "Assessment under way"),
                            ("no_plan", "There will be no plan"),
                            ("drafting", "Draft being written"),
                            ("draft_sent", "Draft with the family"),
                            ("maintained", "Plan in force"),
                            ("ceasing", "Deciding whether the plan ends"),
                            ("to_cease", "Will end when the time to appeal is over"),
                            ("ceased", "Plan ended"),
                            ("withdrawn", "Request withdrawn"),
                            ("moved_away", "Another authority keeps the plan"),
                        ]
                    ),
                ),
                (
                    "regime",
                    models.TextField(
                        choices=[("ordinary", "Ordinary"), ("detained", "For a detained child")], default="ordinary"
                    ),
                ),
                (
                    "opened_how",
                    models.TextField(help_text="Code of how it began: asked, brought to attention, a plan already"),
                ),
                ("asked_by", models.TextField(blank=True, default="", help_text="Code of who asked")),
                (
                    "opened_on",
                    models.DateField(help_text="The day from which the limits of the assessment are counted"),
                ),
                (
                    "setting_name",
                    models.TextField(blank=True, default="", help_text="The school or college that the plan names"),
                ),
                ("final_on", models.DateField(help_text="When a final plan was first sent", null=True)),
                ("reviewed_on", models.DateField(help_text="When the plan was made or last reviewed", null=True)),
                ("ended_on", models.DateField(null=True)),
                ("cease_reason", models.TextField(blank=True, default="", help_text="Code of the SEN2 return")),
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
                    "officer",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "opened_by",
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
                    "setting",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.agency",
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
                "db_table": "ehcp_case",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.ehcp.models.new_edition_ref)),
                ("number", models.PositiveIntegerField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("writing", "Being written"),
                            ("draft", "Draft"),
                            ("final", "Final"),
                            ("replaced", "Replaced by a later one"),
                        ],
                        default="writing",
                    ),
                ),
                ("section_a", models.TextField(blank=True, default="")),
                ("section_b", models.TextField(blank=True, default="")),
                ("section_c", models.TextField(blank=True, default="")),
                ("section_d", models.TextField(blank=True, default="")),
                ("section_e", models.TextField(blank=True, default="")),
                ("section_f", models.TextField(blank=True, default="")),
                ("section_g", models.TextField(blank=True, default="")),
                ("section_h1", models.TextField(blank=True, default="")),
                ("section_h2", models.TextField(blank=True, default="")),
                ("section_i", models.TextField(blank=True, default="")),
                ("section_j", models.TextField(blank=True, default="")),
                ("section_k", models.TextField(blank=True, default="")),
                ("sent_on", models.DateField(null=True)),
                ("written_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
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
                "db_table": "ehcp_edition",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.ehcp.models.new_matter_ref)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("advice", "Advice"),
                            ("consultation", "Consultation with a school or college"),
                            ("review", "Annual review"),
                            ("amendment", "Change without a review"),
                            ("phase_transfer", "Move to the next phase"),
                            ("reassessment", "Reassessment"),
                            ("dispute", "Mediation and appeal"),
                            ("move", "Move to another authority"),
                        ]
                    ),
                ),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("asked", "Asked for"),
                            ("received", "Received"),
                            ("not_given", "Not given"),
                            ("consulted", "Consulted"),
                            ("can_meet", "Can meet the child’s needs"),
                            ("cannot_meet", "Says that it cannot"),
                            ("no_answer", "Did not answer"),
                            ("planned", "Planned"),
                            ("held", "Meeting held"),
                            ("amending", "Plan being amended"),
                            ("kept", "Plan stays as it is"),
                            ("amended", "Plan amended"),
                            ("ending", "Plan to end"),
                            ("called_off", "Called off"),
                            ("named", "Next setting named"),
                            ("under_way", "Under way"),
                            ("refused", "Refused"),
                            ("done", "Done"),
                            ("open", "The family disagrees"),
                            ("mediating", "Mediation"),
                            ("certified", "Certificate given"),
                            ("appealed", "Appeal registered"),
                            ("agreed", "Agreed"),
                            ("ordered", "The Tribunal ordered"),
                            ("dismissed", "Appeal dismissed"),
                            ("dropped", "Not taken further"),
                            ("known", "Plan to be handed over"),
                            ("handed_over", "Handed over"),
                        ]
                    ),
                ),
                (
                    "what",
                    models.TextField(blank=True, default="", help_text="Code: of which adviser, phase or decision"),
                ),
                ("whom", models.TextField(blank=True, default="", help_text="Who was asked, in words")),
                ("opened_on", models.DateField()),
                ("planned_on", models.DateField(help_text="The day of the meeting, or of the move", null=True)),
                ("settled_on", models.DateField(null=True)),
                ("chased_on", models.DateField(help_text="When it was last asked for again", null=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
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
            ],
            options={
                "db_table": "ehcp_matter",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.ehcp.models.new_step_ref)),
                ("code", models.TextField()),
                ("before", models.TextField(blank=True, default="", help_text="The state before it")),
                ("after", models.TextField(help_text="The state after it")),
                ("happened_on", models.DateField()),
                ("note", models.TextField(blank=True, default="")),
                ("taken_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
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
                    "matter",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ehcp.matter",
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
                    "taken_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "ehcp_step",
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["partnership", "status"], name="ehcp_case_by_status"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["partnership", "officer"], name="ehcp_case_of_officer"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["partnership", "child"], name="ehcp_case_of_child"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="ehcp_case_own"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="ehcp_case_ref"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="ehcp_case_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="team", name="ehcp_case_team", to="partnerships_team"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="officer", name="ehcp_case_officer", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="opened_by", name="ehcp_case_opened_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="setting", name="ehcp_case_setting", to="partnerships_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("team__isnull", False), ("officer__isnull", False), _connector="OR"),
                name="ehcp_case_somebody_has_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        ("considering", "assessing", "drafting", "draft_sent", "maintained", "ceasing", "to_cease"),
                    )
                ),
                fields=("partnership", "child"),
                name="ehcp_case_one_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", False), ("status__in", ["ceased", "withdrawn", "moved_away"])),
                    models.Q(
                        models.Q(("status__in", ["ceased", "withdrawn", "moved_away"]), _negated=True),
                        ("ended_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="ehcp_case_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_on__gte", models.F("opened_on")), _connector="OR"
                ),
                name="ehcp_case_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="ehcp_edition_own"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="ehcp_edition_ref"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="ehcp_edition_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="case", name="ehcp_edition_case", to="ehcp_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="written_by", name="ehcp_edition_written_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(fields=("partnership", "case", "number"), name="ehcp_edition_number"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "final")), fields=("partnership", "case"), name="ehcp_edition_one_final"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "writing")),
                fields=("partnership", "case"),
                name="ehcp_edition_one_writing",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_on__isnull", False), ("status__in", ["draft", "final"])),
                    models.Q(("status__in", ["draft", "final"]), _negated=True),
                    _connector="OR",
                ),
                name="ehcp_edition_sent",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["partnership", "case", "kind"], name="ehcp_matter_of_case"),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="ehcp_matter_own"),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="ehcp_matter_ref"),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="ehcp_matter_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="case", name="ehcp_matter_case", to="ehcp_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="agency", name="ehcp_matter_agency", to="partnerships_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("settled_on__isnull", True), ("settled_on__gte", models.F("opened_on")), _connector="OR"
                ),
                name="ehcp_matter_settled_after",
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["partnership", "case", "happened_on"], name="ehcp_step_of_case"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="ehcp_step_own"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="ehcp_step_ref"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="ehcp_step_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=alongside.partnerships.wall.SamePartnership(field="case", name="ehcp_step_case", to="ehcp_case"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="matter", name="ehcp_step_matter", to="ehcp_matter"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="taken_by", name="ehcp_step_taken_by", to="partnerships_membership"
            ),
        ),
        migrations.RunSQL(*wall.raise_wall("ehcp_case", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("ehcp_matter", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("ehcp_step", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("ehcp_edition", child="child_id")),
    ]

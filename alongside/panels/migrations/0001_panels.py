import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import alongside.panels.models.decisions
import alongside.panels.models.meetings
import alongside.panels.models.series
import alongside.partnerships.wall
from alongside.core import wall

STEPS = """
CREATE FUNCTION panels_keep_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> TG_ARGV[0] THEN
            RAISE EXCEPTION '% begins as %, not as %', TG_TABLE_NAME, TG_ARGV[0], NEW.status
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.status <> OLD.status AND NOT (OLD.status || '>' || NEW.status) = ANY (TG_ARGV[1]::text[]) THEN
        RAISE EXCEPTION '% cannot go from % to %', TG_TABLE_NAME, OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER steps BEFORE INSERT OR UPDATE ON panels_meeting FOR EACH ROW EXECUTE FUNCTION panels_keep_steps(
    'planned', '{planned>released,released>held,held>closed}');
CREATE TRIGGER steps BEFORE INSERT OR UPDATE ON panels_agenda_item FOR EACH ROW EXECUTE FUNCTION panels_keep_steps(
    'listed', '{listed>decided,listed>moved,listed>removed}');
CREATE TRIGGER steps BEFORE INSERT OR UPDATE ON panels_action FOR EACH ROW EXECUTE FUNCTION panels_keep_steps(
    'open', '{open>done,open>withdrawn}');
CREATE FUNCTION panels_decide_when_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM panels_agenda_item i JOIN panels_meeting m ON m.id = i.meeting_id
        WHERE i.id = NEW.item_id AND i.partnership_id = NEW.partnership_id AND i.child_id = NEW.child_id
          AND m.status = 'held'
    ) THEN
        RAISE EXCEPTION 'a decision is recorded while its meeting is held' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER held BEFORE INSERT ON panels_decision FOR EACH ROW EXECUTE FUNCTION panels_decide_when_held();
"""
"""No step of a meeting, an item or an action can be left out, whoever writes the row; and no decision before the meeting."""

STEPS_DOWN = """
DROP TRIGGER held ON panels_decision;
DROP FUNCTION panels_decide_when_held();
DROP TRIGGER steps ON panels_action;
DROP TRIGGER steps ON panels_agenda_item;
DROP TRIGGER steps ON panels_meeting;
DROP FUNCTION panels_keep_steps();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("children", "0001_children"),
        ("partnerships", "0001_partnerships"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.panels.models.meetings.new_meeting_ref)),
                ("meets_on", models.DateField()),
                ("begins", models.TimeField()),
                ("place", models.TextField(blank=True, default="")),
                ("quorum", models.PositiveSmallIntegerField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("planned", "Being prepared"),
                            ("released", "Agenda released"),
                            ("held", "Meeting now"),
                            ("closed", "Closed"),
                        ],
                        default="planned",
                    ),
                ),
                ("released_at", models.DateTimeField(null=True)),
                ("held_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "chair",
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
                    "prepared_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "panels_meeting",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.panels.models.meetings.new_item_ref)),
                (
                    "about",
                    models.TextField(blank=True, default="", help_text="Reference of the referral or the involvement"),
                ),
                ("why_here", models.TextField()),
                ("alleged", models.TextField(blank=True, default="")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("listed", "To be decided"),
                            ("decided", "Decided"),
                            ("moved", "Moved to another meeting"),
                            ("removed", "Taken off the agenda"),
                        ],
                        default="listed",
                    ),
                ),
                (
                    "moved_to",
                    models.TextField(blank=True, default="", help_text="Reference of the item at the other meeting"),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
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
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.areapartnership",
                    ),
                ),
                (
                    "presenter",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="panels.meeting",
                    ),
                ),
            ],
            options={
                "db_table": "panels_agenda_item",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.panels.models.series.new_series_ref)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("joint_decision_making", "Joint Decision-Making Panel"),
                            ("restorative_intervention", "Restorative Intervention Panel"),
                            ("sentence_planning", "Sentence Planning Panel"),
                            ("policing_schools", "Policing Schools Panel"),
                        ]
                    ),
                ),
                ("name", models.TextField()),
                ("weekday", models.PositiveSmallIntegerField(help_text="0 is Monday")),
                ("begins", models.TimeField(help_text="London time")),
                ("place", models.TextField(blank=True, default="")),
                (
                    "quorum",
                    models.PositiveSmallIntegerField(help_text="Core agencies that must be there, besides the chair"),
                ),
                ("is_active", models.BooleanField(default=True)),
                (
                    "chair",
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
                    "prepared_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "db_table": "panels_series",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="series",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="panels.series"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="panels_agendaitem_own"),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="panels_series_own"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="panels_meeting_own"),
        ),
        migrations.CreateModel(
            name="SeriesMember",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "part",
                    models.TextField(
                        choices=[("core", "Comes every time"), ("case_by_case", "Comes when a child's case needs it")]
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(default=False, help_text="The panel cannot decide without this agency"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.agency",
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
                    "series",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="panels.series",
                    ),
                ),
            ],
            options={
                "db_table": "panels_series_member",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.panels.models.decisions.new_action_ref)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("other", "Agreed at the meeting"),
                            ("tell_child", "Tell the child what was decided"),
                            ("follow_up", "Follows from the decision"),
                        ],
                        default="other",
                    ),
                ),
                ("what", models.TextField()),
                ("due_on", models.DateField()),
                (
                    "status",
                    models.TextField(
                        choices=[("open", "To do"), ("done", "Done"), ("withdrawn", "No longer needed")], default="open"
                    ),
                ),
                ("outcome", models.TextField(blank=True, default="")),
                ("done_on", models.DateField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        db_constraint=False,
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
                    "ended_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
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
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="panels.agendaitem",
                    ),
                ),
            ],
            options={
                "db_table": "panels_action",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["partnership", "owner", "status", "due_on"], name="panels_action_of_owner"),
                    models.Index(fields=["partnership", "child"], name="panels_action_of_child"),
                    models.Index(fields=["partnership", "item"], name="panels_action_of_item"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="panels_action_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="panels_action_ref"),
                    alongside.partnerships.wall.SamePartnership(
                        field="item", name="panels_action_item", to="panels_agenda_item"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="panels_action_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="owner", name="panels_action_owner", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="added_by", name="panels_action_added_by", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="ended_by", name="panels_action_ended_by", to="partnerships_membership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_by", None), ("status", "open")),
                            models.Q(models.Q(("status", "open"), _negated=True), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="panels_action_ended_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.panels.models.decisions.new_contribution_ref)),
                ("strand", models.TextField()),
                ("going_well", models.TextField()),
                ("worries", models.TextField(blank=True, default="")),
                ("would_help", models.TextField(blank=True, default="")),
                ("given_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
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
                    "given_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="panels.agendaitem",
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
                "db_table": "panels_contribution",
                "abstract": False,
                "indexes": [models.Index(fields=["partnership", "child"], name="panels_contribution_of_child")],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="panels_contribution_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="panels_contribution_ref"),
                    models.UniqueConstraint(fields=("partnership", "item", "agency"), name="panels_contribution_once"),
                    alongside.partnerships.wall.SamePartnership(
                        field="item", name="panels_contribution_item", to="panels_agenda_item"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="panels_contribution_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="agency", name="panels_contribution_agency", to="partnerships_agency"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="given_by", name="panels_contribution_given_by", to="partnerships_membership"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ref", models.TextField(default=alongside.panels.models.decisions.new_decision_ref)),
                ("option", models.TextField()),
                ("reason", models.TextField()),
                (
                    "considered",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="Codes of less intrusive options",
                        size=None,
                    ),
                ),
                ("why_not", models.TextField(blank=True, default="")),
                ("no_view_because", models.TextField(blank=True, default="")),
                ("is_agreed", models.BooleanField(default=True)),
                ("dissent", models.TextField(blank=True, default="")),
                (
                    "agencies_present",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, help_text="References of core agencies", size=None
                    ),
                ),
                ("decided_at", models.DateTimeField()),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="panels.agendaitem",
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
                    "voice",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="children.voice",
                    ),
                ),
            ],
            options={
                "db_table": "panels_decision",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["partnership", "child", "-decided_at"], name="panels_decision_of_child")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="panels_decision_own"),
                    models.UniqueConstraint(fields=("partnership", "ref"), name="panels_decision_ref"),
                    models.UniqueConstraint(fields=("partnership", "item"), name="panels_decision_one_an_item"),
                    alongside.partnerships.wall.SamePartnership(
                        field="item", name="panels_decision_item", to="panels_agenda_item"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="child", name="panels_decision_child", to="children_child"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="decided_by", name="panels_decision_decided_by", to="partnerships_membership"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="panels_decision_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_agreed", True), models.Q(("dissent", ""), _negated=True), _connector="OR"
                        ),
                        name="panels_decision_dissent_is_kept",
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="voice", name="panels_decision_voice", to="children_voice"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("voice__isnull", False), models.Q(("no_view_because", ""), _negated=True), _connector="OR"
                        ),
                        name="panels_decision_child_is_heard",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemGuest",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("invited_at", models.DateTimeField()),
                (
                    "invited_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="panels.agendaitem",
                    ),
                ),
                (
                    "membership",
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
                "db_table": "panels_item_guest",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="panels_itemguest_own"),
                    models.UniqueConstraint(
                        fields=("partnership", "item", "membership"), name="panels_item_guest_once"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="item", name="panels_item_guest_item", to="panels_agenda_item"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="membership", name="panels_item_guest_person", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="invited_by", name="panels_item_guest_invited_by", to="partnerships_membership"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("is_core", models.BooleanField()),
                ("is_required", models.BooleanField(default=False)),
                (
                    "mark",
                    models.TextField(
                        choices=[
                            ("expected", "Not marked yet"),
                            ("present", "Here"),
                            ("sent_contribution", "Not here, sent a contribution"),
                            ("apologies", "Sent apologies"),
                            ("absent", "Not here"),
                        ],
                        default="expected",
                    ),
                ),
                ("marked_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.agency",
                    ),
                ),
                (
                    "marked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
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
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="panels.meeting",
                    ),
                ),
            ],
            options={
                "db_table": "panels_attendance",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "id"), name="panels_attendance_own"),
                    models.UniqueConstraint(fields=("partnership", "meeting", "agency"), name="panels_attendance_once"),
                    alongside.partnerships.wall.SamePartnership(
                        field="meeting", name="panels_attendance_meeting", to="panels_meeting"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="agency", name="panels_attendance_agency", to="partnerships_agency"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="membership", name="panels_attendance_person", to="partnerships_membership"
                    ),
                    alongside.partnerships.wall.SamePartnership(
                        field="marked_by", name="panels_attendance_marked_by", to="partnerships_membership"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="seriesmember",
            constraint=models.UniqueConstraint(fields=("partnership", "id"), name="panels_seriesmember_own"),
        ),
        migrations.AddIndex(
            model_name="agendaitem",
            index=models.Index(fields=["partnership", "meeting", "position"], name="panels_item_in_order"),
        ),
        migrations.AddIndex(
            model_name="agendaitem",
            index=models.Index(fields=["partnership", "child"], name="panels_item_of_child"),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="panels_agendaitem_ref"),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["listed", "decided"])),
                fields=("partnership", "meeting", "child"),
                name="panels_item_child_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="meeting", name="panels_item_meeting", to="panels_meeting"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="child", name="panels_item_child", to="children_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="presenter", name="panels_item_presenter", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="asked_by", name="panels_item_asked_by", to="partnerships_membership"
            ),
        ),
        migrations.AddIndex(
            model_name="series",
            index=models.Index(fields=["partnership", "is_active", "name"], name="panels_series_by_name"),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="panels_series_ref"),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="chair", name="panels_series_chair", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="prepared_by", name="panels_series_prepared_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(condition=models.Q(("weekday__lte", 6)), name="panels_series_weekday"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["partnership", "series", "-meets_on"], name="panels_meeting_of_series"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["partnership", "status", "meets_on"], name="panels_meeting_open"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(fields=("partnership", "ref"), name="panels_meeting_ref"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("partnership", "series", "meets_on"), name="panels_meeting_one_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="series", name="panels_meeting_series", to="panels_series"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="chair", name="panels_meeting_chair", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="prepared_by", name="panels_meeting_prepared_by", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("held_at", None), ("released_at", None), ("status", "planned")),
                    models.Q(
                        ("closed_at", None), ("held_at", None), ("released_at__isnull", False), ("status", "released")
                    ),
                    models.Q(
                        ("closed_at", None),
                        ("held_at__isnull", False),
                        ("released_at__isnull", False),
                        ("status", "held"),
                    ),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("held_at__isnull", False),
                        ("released_at__isnull", False),
                        ("status", "closed"),
                    ),
                    _connector="OR",
                ),
                name="panels_meeting_every_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="seriesmember",
            constraint=models.UniqueConstraint(
                fields=("partnership", "series", "agency"), name="panels_series_member_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="seriesmember",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="series", name="panels_series_member_series", to="panels_series"
            ),
        ),
        migrations.AddConstraint(
            model_name="seriesmember",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="agency", name="panels_series_member_agency", to="partnerships_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="seriesmember",
            constraint=alongside.partnerships.wall.SamePartnership(
                field="membership", name="panels_series_member_person", to="partnerships_membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="seriesmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_required", False), ("part", "core"), _connector="OR"),
                name="panels_series_member_required_is_core",
            ),
        ),
        migrations.RunSQL(STEPS, STEPS_DOWN),
        migrations.RunSQL(*wall.raise_wall("panels_series")),
        migrations.RunSQL(*wall.raise_wall("panels_series_member")),
        migrations.RunSQL(*wall.raise_wall("panels_meeting")),
        migrations.RunSQL(*wall.raise_wall("panels_agenda_item", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("panels_item_guest")),
        migrations.RunSQL(*wall.raise_wall("panels_attendance")),
        migrations.RunSQL(*wall.raise_wall("panels_contribution", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("panels_decision", child="child_id")),
        migrations.RunSQL(*wall.raise_wall("panels_action", child="child_id")),
    ]

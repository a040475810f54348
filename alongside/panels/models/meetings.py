"""One meeting: its agenda, who was asked, who came."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.children.models import Child
from alongside.core import refs
from alongside.core.privacy import IDENTITY, JUSTICE, PLAN, STAFF, SYSTEM, describe
from alongside.panels.models.series import Series
from alongside.partnerships.models import Agency, Membership, PartnershipRow, RefRow
from alongside.partnerships.wall import SamePartnership


def new_meeting_ref() -> str:
    return refs.new(refs.Kind.MEETING)


def new_item_ref() -> str:
    return refs.new(refs.Kind.ITEM)


class Meeting(RefRow):
    """A meeting of a panel: planned, released, held, closed. No step can be left out."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Being prepared"
        RELEASED = "released", "Agenda released"
        HELD = "held", "Meeting now"
        CLOSED = "closed", "Closed"

    ref = models.TextField(default=new_meeting_ref)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    meets_on = models.DateField()
    begins = models.TimeField()
    place = models.TextField(blank=True, default="")
    chair = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    prepared_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    quorum = models.PositiveSmallIntegerField()
    status = models.TextField(choices=Status.choices, default=Status.PLANNED)
    released_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    privacy = describe(
        (
            SYSTEM,
            "id partnership ref created_at series meets_on begins place quorum status released_at held_at closed_at",
        ),
        (STAFF, "chair prepared_by"),
    )

    class Meta(RefRow.Meta):
        db_table = "panels_meeting"
        indexes = [
            models.Index(fields=["partnership", "series", "-meets_on"], name="panels_meeting_of_series"),
            models.Index(fields=["partnership", "status", "meets_on"], name="panels_meeting_open"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "series", "meets_on"], name="panels_meeting_one_a_day"),
            SamePartnership(field="series", to="panels_series", name="panels_meeting_series"),
            SamePartnership(field="chair", to="partnerships_membership", name="panels_meeting_chair"),
            SamePartnership(field="prepared_by", to="partnerships_membership", name="panels_meeting_prepared_by"),
            models.CheckConstraint(
                condition=Q(status="planned", released_at=None, held_at=None, closed_at=None)
                | Q(status="released", released_at__isnull=False, held_at=None, closed_at=None)
                | Q(status="held", released_at__isnull=False, held_at__isnull=False, closed_at=None)
                | Q(
                    status="closed",
                    released_at__isnull=False,
                    held_at__isnull=False,
                    closed_at__isnull=False,
                ),
                name="panels_meeting_every_step",
            ),
        ]


class AgendaItem(RefRow):
    """A child on the agenda of a meeting: why here, who presents, and what it is about."""

    class Status(models.TextChoices):
        LISTED = "listed", "To be decided"
        DECIDED = "decided", "Decided"
        MOVED = "moved", "Moved to another meeting"
        REMOVED = "removed", "Taken off the agenda"

    class FamilyTold(models.TextChoices):
        TOLD = "told", "Yes, they know who reads about the child"
        TO_TELL = "to_tell", "Not yet: the child’s worker tells them"
        NOT_TOLD = "not_told", "No, and there is a reason"

    ref = models.TextField(default=new_item_ref)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    about = models.TextField(blank=True, default="", help_text="Reference of the referral or the involvement")
    why_here = models.TextField()
    alleged = models.TextField(blank=True, default="")
    position = models.PositiveSmallIntegerField()
    presenter = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    status = models.TextField(choices=Status.choices, default=Status.LISTED)
    moved_to = models.TextField(blank=True, default="", help_text="Reference of the item at the other meeting")
    family_told = models.TextField(choices=FamilyTold.choices, default=FamilyTold.TO_TELL)
    family_told_on = models.DateField(null=True)
    family_not_told_why = models.TextField(blank=True, default="")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at meeting child about position status moved_to"),
        (STAFF, "presenter asked_by"),
        (PLAN, "why_here"),
        (IDENTITY, "family_told family_told_on family_not_told_why"),
        (JUSTICE, "alleged"),
    )

    class Meta(RefRow.Meta):
        db_table = "panels_agenda_item"
        indexes = [
            models.Index(fields=["partnership", "meeting", "position"], name="panels_item_in_order"),
            models.Index(fields=["partnership", "child"], name="panels_item_of_child"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["partnership", "meeting", "child"],
                condition=Q(status__in=["listed", "decided"]),
                name="panels_item_child_once",
            ),
            SamePartnership(field="meeting", to="panels_meeting", name="panels_item_meeting"),
            SamePartnership(field="child", to="children_child", name="panels_item_child"),
            SamePartnership(field="presenter", to="partnerships_membership", name="panels_item_presenter"),
            SamePartnership(field="asked_by", to="partnerships_membership", name="panels_item_asked_by"),
            models.CheckConstraint(
                condition=Q(family_told="told", family_told_on__isnull=False)
                | (~Q(family_told="told") & Q(family_told_on__isnull=True)),
                name="panels_item_family_told_on",
            ),
            models.CheckConstraint(
                condition=~Q(family_told="not_told") | ~Q(family_not_told_why=""), name="panels_item_not_told_why"
            ),
        ]


class ItemGuest(PartnershipRow):
    """Somebody who comes for one child only. Reads that child's page, and no other."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    invited_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    invited_at = models.DateTimeField()

    privacy = describe((SYSTEM, "id partnership item invited_at"), (STAFF, "membership invited_by"))

    class Meta(PartnershipRow.Meta):
        db_table = "panels_item_guest"
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "item", "membership"], name="panels_item_guest_once"),
            SamePartnership(field="item", to="panels_agenda_item", name="panels_item_guest_item"),
            SamePartnership(field="membership", to="partnerships_membership", name="panels_item_guest_person"),
            SamePartnership(field="invited_by", to="partnerships_membership", name="panels_item_guest_invited_by"),
        ]


class Attendance(PartnershipRow):
    """An agency at a meeting: expected, there, or not; and whether it was core and required on that day."""

    class Mark(models.TextChoices):
        EXPECTED = "expected", "Not marked yet"
        PRESENT = "present", "Here"
        SENT_CONTRIBUTION = "sent_contribution", "Not here, sent a contribution"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Not here"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    is_core = models.BooleanField()
    is_required = models.BooleanField(default=False)
    mark = models.TextField(choices=Mark.choices, default=Mark.EXPECTED)
    marked_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    marked_at = models.DateTimeField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership meeting agency is_core is_required mark marked_at"),
        (STAFF, "membership marked_by"),
    )

    class Meta(PartnershipRow.Meta):
        db_table = "panels_attendance"
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "meeting", "agency"], name="panels_attendance_once"),
            SamePartnership(field="meeting", to="panels_meeting", name="panels_attendance_meeting"),
            SamePartnership(field="agency", to="partnerships_agency", name="panels_attendance_agency"),
            SamePartnership(field="membership", to="partnerships_membership", name="panels_attendance_person"),
            SamePartnership(field="marked_by", to="partnerships_membership", name="panels_attendance_marked_by"),
        ]

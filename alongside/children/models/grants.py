"""Who may see what of a child, why and until when; and a record opened in an emergency."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from alongside.children.models.child import Child
from alongside.core import refs
from alongside.core.privacy import STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, RefRow, Team
from alongside.partnerships.wall import SamePartnership


def new_grant_ref() -> str:
    return refs.new(refs.Kind.GRANT)


def new_break_glass_ref() -> str:
    return refs.new(refs.Kind.BREAK_GLASS)


class Grant(RefRow):
    """This person or team may see these strands of this child, for this reason, from a moment until a moment."""

    class Reason(models.TextChoices):
        ALLOCATED = "allocated", "You are allocated to work with this child"
        TEAM = "team", "Your team works with this child"
        FRONT_DOOR = "front_door", "The front door is deciding what happens next"
        SPECIALIST = "specialist", "Support from your service was asked for or is given"
        SUPERVISION = "supervision", "You supervise the work with this child"
        MEETING = "meeting", "The child is on the agenda of a meeting in which you sit"
        REFERRER = "referrer", "You referred this child"
        SETTING = "setting", "The child learns at your setting"
        SEND = "send", "The child is on your SEND caseload"
        COVER = "cover", "You cover for a colleague"
        SAFEGUARDING = "safeguarding", "You were told of a safeguarding concern"
        ACTION = "action", "You have an action to do for this child"
        BREAK_GLASS = "break_glass", "You opened this record in an emergency"

    ref = models.TextField(default=new_grant_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    reason = models.TextField(choices=Reason.choices)
    strands = ArrayField(models.TextField())
    source = models.TextField(help_text="Reference of the work from which the grant arises; it ends with it")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    given_by = models.TextField()

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child source"),
        (STAFF, "membership team reason strands from_at until_at given_by"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_grant"
        indexes = [
            models.Index(fields=["partnership", "membership", "child"], name="children_grant_of_person"),
            models.Index(fields=["partnership", "team", "child"], name="children_grant_of_team"),
            models.Index(fields=["partnership", "source"], name="children_grant_source"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_grant_child"),
            SamePartnership(field="membership", to="partnerships_membership", name="children_grant_membership"),
            SamePartnership(field="team", to="partnerships_team", name="children_grant_team"),
            models.CheckConstraint(
                condition=Q(membership__isnull=False, team__isnull=True)
                | Q(membership__isnull=True, team__isnull=False),
                name="children_grant_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")),
                name="children_grant_order",
            ),
        ]


class BreakGlass(RefRow):
    """An emergency opening of one child's record by one person, and its review by somebody else."""

    class Outcome(models.TextChoices):
        OPEN = "open", "Waiting for review"
        JUSTIFIED = "justified", "Justified"
        NOT_JUSTIFIED = "not_justified", "Not justified"

    ref = models.TextField(default=new_break_glass_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    reason_digest = models.TextField()
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()
    review_due_on = models.DateField()
    outcome = models.TextField(choices=Outcome.choices, default=Outcome.OPEN)
    reviewed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    reviewed_at = models.DateTimeField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child"),
        (STAFF, "membership reason_digest opened_at until_at review_due_on outcome reviewed_by reviewed_at"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_break_glass"
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_break_glass_child"),
            SamePartnership(field="membership", to="partnerships_membership", name="children_break_glass_person"),
            SamePartnership(field="reviewed_by", to="partnerships_membership", name="children_break_glass_reviewer"),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("membership")),
                name="children_break_glass_other_reviewer",
            ),
        ]

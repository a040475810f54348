"""A child who may be at risk of harm now."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.children.models.child import Child
from alongside.core import refs
from alongside.core.privacy import SAFEGUARDING, SYSTEM, describe
from alongside.partnerships.models import Membership, RefRow
from alongside.partnerships.wall import SamePartnership


def new_concern_ref() -> str:
    return refs.new(refs.Kind.CONCERN)


class Concern(RefRow):
    """ "This child may be at risk of harm now": who was told in social care, when, by whom.

    Never gated: a concern can be written about a child without a record (``named``), by anyone signed in.
    """

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    ref = models.TextField(default=new_concern_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, null=True, related_name="+", db_constraint=False)
    named = models.TextField(blank=True, default="")
    about = models.TextField(blank=True, default="", help_text="Reference of the page on which it was raised")
    what = models.TextField()
    raised_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    raised_at = models.DateTimeField()
    told_whom = models.TextField(blank=True, default="")
    told = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    status = models.TextField(choices=Status.choices, default=Status.OPEN)
    outcome = models.TextField(blank=True, default="")
    closed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    closed_at = models.DateTimeField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child about raised_by told told_by closed_by status"),
        (SAFEGUARDING, "named what raised_at told_whom told_at outcome closed_at"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_concern"
        indexes = [models.Index(fields=["partnership", "status", "raised_at"], name="children_concern_open")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_concern_child"),
            SamePartnership(field="raised_by", to="partnerships_membership", name="children_concern_raised_by"),
            SamePartnership(field="told", to="partnerships_membership", name="children_concern_told_person"),
            SamePartnership(field="told_by", to="partnerships_membership", name="children_concern_told_by"),
            SamePartnership(field="closed_by", to="partnerships_membership", name="children_concern_closed_by"),
            models.CheckConstraint(
                condition=~Q(status="closed") | (Q(told_at__isnull=False) & ~Q(told_whom="")),
                name="children_concern_told_before_closed",
            ),
        ]

"""Priorities of the partnership, and what was said of each when it was reviewed. No child stands in any of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from alongside.core import refs
from alongside.core.privacy import BOARD, STAFF, SYSTEM, describe
from alongside.governance import rules
from alongside.partnerships.models import Membership, PartnershipRow, RefRow
from alongside.partnerships.wall import SamePartnership


def new_priority_ref() -> str:
    return refs.new(refs.Kind.PRIORITY)


class Priority(RefRow):
    """What the partnership works towards, with why, whose it is, and the figure in which it should show."""

    class Status(models.TextChoices):
        OPEN = "open", "Being worked on"
        REACHED = "reached", "Reached"
        ENDED = "ended", "Ended without being reached"

    ref = models.TextField(default=new_priority_ref)
    title = models.TextField()
    aim = models.TextField(help_text="What will be different for children")
    why = models.TextField(help_text="What led to it")
    level = models.TextField(choices=list(rules.LEVELS.items()))
    findings = ArrayField(models.TextField(), default=list, help_text="Codes of justice.rules.FINDINGS that it answers")
    measure = models.TextField(blank=True, default="", help_text="Code of a measure, or empty")
    should = models.TextField(blank=True, default="", choices=list(rules.WAYS.items()))
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    set_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    set_on = models.DateField()
    review_on = models.DateField(null=True)
    status = models.TextField(choices=Status.choices, default=Status.OPEN)
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at status version"),
        (BOARD, "title aim why level findings measure should set_on review_on ended_on"),
        (STAFF, "owner set_by"),
    )

    class Meta(RefRow.Meta):
        db_table = "governance_priority"
        indexes = [models.Index(fields=["partnership", "status", "review_on"], name="governance_priority_open")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="owner", to="partnerships_membership", name="governance_priority_owner"),
            SamePartnership(field="set_by", to="partnerships_membership", name="governance_priority_set_by"),
            models.CheckConstraint(
                condition=Q(status="open", review_on__isnull=False, ended_on__isnull=True)
                | (~Q(status="open") & Q(review_on__isnull=True, ended_on__isnull=False)),
                name="governance_priority_ended",
            ),
            models.CheckConstraint(
                condition=Q(measure="", should="") | (~Q(measure="") & ~Q(should="")),
                name="governance_priority_should",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PriorityReview(PartnershipRow):
    """What was said of a priority on a day: what was done, what comes next, and whether it goes on. Never changed."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    reviewed_on = models.DateField()
    done = models.TextField()
    comes_next = models.TextField(blank=True, default="")
    outcome = models.TextField(choices=Priority.Status.choices, help_text="How it stood afterwards")
    reviewed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)

    privacy = describe(
        (SYSTEM, "id partnership priority outcome"),
        (BOARD, "reviewed_on done comes_next"),
        (STAFF, "reviewed_by"),
    )

    class Meta(PartnershipRow.Meta):
        db_table = "governance_priority_review"
        indexes = [models.Index(fields=["partnership", "priority", "reviewed_on"], name="governance_review_of")]
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="priority", to="governance_priority", name="governance_review_priority"),
            SamePartnership(field="reviewed_by", to="partnerships_membership", name="governance_review_by"),
        ]

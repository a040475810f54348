"""Letters of a case, and a partnership's own wordings of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.children.models import Child
from alongside.core import refs
from alongside.core.privacy import EDUCATION, IDENTITY, STAFF, SYSTEM, describe
from alongside.ehcp.models.case import Case, Step
from alongside.ehcp.rules import letters as letter_rules
from alongside.partnerships.models import Membership, PartnershipRow, RefRow
from alongside.partnerships.wall import SamePartnership


def new_letter_ref() -> str:
    return refs.new(refs.Kind.EHC_LETTER)


class Wording(PartnershipRow):
    """A partnership's own words for a letter, from a moment. Never changed: a later row holds from then on."""

    code = models.TextField()
    subject = models.TextField()
    text = models.TextField()
    set_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    set_at = models.DateTimeField()

    privacy = describe((SYSTEM, "id partnership code subject text set_at"), (STAFF, "set_by"))

    class Meta(PartnershipRow.Meta):
        db_table = "ehcp_wording"
        indexes = [models.Index(fields=["partnership", "code", "-id"], name="ehcp_wording_newest")]
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="set_by", to="partnerships_membership", name="ehcp_wording_set_by"),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(text=""), name="ehcp_wording_whole"),
        ]


class Letter(RefRow):
    """A letter about a step that was taken: filled in from the case, written by a person, sent. What was sent is never
    altered. ``strand`` is that of the step: where it tells that a child is held, it does not stand with education."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Being written"
        SENT = "sent", "Sent"
        DROPPED = "dropped", "Not sent"

    ref = models.TextField(default=new_letter_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    code = models.TextField(help_text="Code of the letter")
    strand = models.TextField()
    status = models.TextField(choices=Status.choices, default=Status.DRAFT)
    addressed_to = models.TextField(blank=True, default="")
    subject = models.TextField()
    text = models.TextField()
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    written_at = models.DateTimeField()
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    disclosure_ref = models.TextField(blank=True, default="", help_text="Its line in the sharing ledger")
    version = models.PositiveIntegerField(default=1)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child case step code strand version written_at disclosure_ref"),
        (STAFF, "written_by sent_by"),
        (IDENTITY, "addressed_to"),
        (EDUCATION, "status subject text sent_on"),
    )

    class Meta(RefRow.Meta):
        db_table = "ehcp_letter"
        indexes = [models.Index(fields=["partnership", "case"], name="ehcp_letter_of_case")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="ehcp_letter_child"),
            SamePartnership(field="case", to="ehcp_case", name="ehcp_letter_case"),
            SamePartnership(field="step", to="ehcp_step", name="ehcp_letter_step"),
            SamePartnership(field="written_by", to="partnerships_membership", name="ehcp_letter_written_by"),
            SamePartnership(field="sent_by", to="partnerships_membership", name="ehcp_letter_sent_by"),
            models.UniqueConstraint(
                fields=["partnership", "step", "code"], condition=Q(status="draft"), name="ehcp_letter_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(status="sent", sent_on__isnull=False, sent_by__isnull=False)
                & ~Q(disclosure_ref="")
                & ~Q(addressed_to="")
                | Q(status__in=["draft", "dropped"], sent_on__isnull=True, sent_by__isnull=True, disclosure_ref=""),
                name="ehcp_letter_sent",
            ),
        ]

    @property
    def is_draft(self) -> bool:
        """Whether it can still be written and sent."""
        return self.status == self.Status.DRAFT

    @property
    def of_rule(self) -> letter_rules.Letter:
        """Which letter it is, and the law that asks for it."""
        return letter_rules.LETTER[self.code]

"""What is written in a case: the words of the plan, the request that began it, and to whom a final plan has to go."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.children.models import Child, Disclosure
from alongside.core import refs
from alongside.core.privacy import EDUCATION, HEALTH, IDENTITY, PLAN, STAFF, SYSTEM, describe
from alongside.ehcp import rules
from alongside.ehcp.models.case import Case, Step
from alongside.partnerships.models import Membership, RefRow
from alongside.partnerships.wall import SamePartnership


def new_edition_ref() -> str:
    return refs.new(refs.Kind.EHC_EDITION)


def new_request_ref() -> str:
    return refs.new(refs.Kind.EHC_REQUEST)


def new_recipient_ref() -> str:
    # As what a detention starts: here too something is handed over, and confirmed.
    return refs.new(refs.Kind.HAND_OVER)


class Edition(RefRow):
    """The words of the plan, section by section, as they were written, sent as a draft, and made final."""

    class Status(models.TextChoices):
        WRITING = "writing", "Being written"
        DRAFT = "draft", "Draft"
        FINAL = "final", "Final"
        REPLACED = "replaced", "Replaced by a later one"

    ref = models.TextField(default=new_edition_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    number = models.PositiveIntegerField()
    status = models.TextField(choices=Status.choices, default=Status.WRITING)
    section_a = models.TextField(blank=True, default="")
    section_b = models.TextField(blank=True, default="")
    section_c = models.TextField(blank=True, default="")
    section_d = models.TextField(blank=True, default="")
    section_e = models.TextField(blank=True, default="")
    section_f = models.TextField(blank=True, default="")
    section_g = models.TextField(blank=True, default="")
    section_h1 = models.TextField(blank=True, default="")
    section_h2 = models.TextField(blank=True, default="")
    section_i = models.TextField(blank=True, default="")
    section_j = models.TextField(blank=True, default="")
    section_k = models.TextField(blank=True, default="")
    sent_on = models.DateField(null=True)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child case number version written_at"),
        (STAFF, "written_by"),
        (IDENTITY, "section_a"),
        (HEALTH, "section_c section_g"),
        (PLAN, "section_d section_h1 section_h2"),
        (EDUCATION, "status sent_on section_b section_e section_f section_i section_j section_k"),
    )

    class Meta(RefRow.Meta):
        db_table = "ehcp_edition"
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="ehcp_edition_child"),
            SamePartnership(field="case", to="ehcp_case", name="ehcp_edition_case"),
            SamePartnership(field="written_by", to="partnerships_membership", name="ehcp_edition_written_by"),
            models.UniqueConstraint(fields=["partnership", "case", "number"], name="ehcp_edition_number"),
            models.UniqueConstraint(
                fields=["partnership", "case"], condition=Q(status="final"), name="ehcp_edition_one_final"
            ),
            models.UniqueConstraint(
                fields=["partnership", "case"], condition=Q(status="writing"), name="ehcp_edition_one_writing"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "final"], sent_on__isnull=False) | ~Q(status__in=["draft", "final"]),
                name="ehcp_edition_sent",
            ),
        ]


class Request(RefRow):
    """A request for an EHC needs assessment as a paper: put together from the record, edited by a person, sent.

    Each part belongs to a strand. ``gathered`` keeps, by code of the part, a digest of what the record filled in: what
    reads otherwise now was edited. What was sent is never altered.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Being written"
        SENT = "sent", "Sent"
        DROPPED = "dropped", "Not sent"

    ref = models.TextField(default=new_request_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="+", db_constraint=False)
    status = models.TextField(choices=Status.choices, default=Status.DRAFT)
    part_why = models.TextField(blank=True, default="")
    part_strengths = models.TextField(blank=True, default="")
    part_views = models.TextField(blank=True, default="")
    part_family = models.TextField(blank=True, default="")
    part_education = models.TextField(blank=True, default="")
    part_needs = models.TextField(blank=True, default="")
    part_ways = models.TextField(blank=True, default="")
    part_support = models.TextField(blank=True, default="")
    part_plan = models.TextField(blank=True, default="")
    gathered = models.JSONField(default=dict, help_text="Digest of what the record filled in, by code of the part")
    gathered_on = models.DateField()
    asked_by = models.TextField(blank=True, default="", help_text="Code of who asks")
    agreement = models.TextField(blank=True, default="", help_text="Code: whether the family knows and agrees")
    not_told_why = models.TextField(blank=True, default="")
    disclosure_ref = models.TextField(blank=True, default="", help_text="Its line in the sharing ledger")
    held_since = models.DateField(null=True, help_text="Where the child was detained when it was sent: since when")
    held_at = models.TextField(blank=True, default="", help_text="The place in which the child was held then")
    home_authority = models.TextField(blank=True, default="", help_text="To which it went because of that")
    sent_to = models.TextField(blank=True, default="")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child case version written_at sent_at gathered disclosure_ref"),
        (STAFF, "written_by sent_by"),
        (IDENTITY, "part_strengths part_views part_ways"),
        (HEALTH, "part_needs part_support"),
        (PLAN, "part_plan held_since held_at home_authority"),
        (EDUCATION, "status part_why part_family part_education gathered_on asked_by agreement not_told_why sent_to"),
    )

    class Meta(RefRow.Meta):
        db_table = "ehcp_request"
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="ehcp_request_child"),
            SamePartnership(field="case", to="ehcp_case", name="ehcp_request_case"),
            SamePartnership(field="sent_by", to="partnerships_membership", name="ehcp_request_sent_by"),
            SamePartnership(field="written_by", to="partnerships_membership", name="ehcp_request_written_by"),
            models.UniqueConstraint(
                fields=["partnership", "child"], condition=Q(status="draft"), name="ehcp_request_one_draft"
            ),
            # What was sent stands in the ledger, and says who sent it. It began a case, unless it went to the home
            # authority of a detained child, elsewhere.
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False, sent_by__isnull=False)
                & (Q(case__isnull=False) | Q(held_since__isnull=False))
                & ~Q(disclosure_ref="")
                | Q(status__in=["draft", "dropped"], case__isnull=True, sent_at__isnull=True, sent_by__isnull=True),
                name="ehcp_request_sent",
            ),
        ]

    @property
    def is_elsewhere(self) -> bool:
        """Whether it went to an authority whose SEND team does not work here: no case of ours began with it."""
        return self.status == self.Status.SENT and self.case_id is None

    @property
    def is_draft(self) -> bool:
        """Whether it can still be written and sent."""
        return self.status == self.Status.DRAFT


class Recipient(RefRow):
    """Somebody to whom the final plan of a detained child has to go. That it went is a disclosure, with its receipt."""

    class Status(models.TextChoices):
        WAITING = "waiting", "To be sent"
        SENT = "sent", "Sent"
        STOOD_DOWN = "stood_down", "Not needed"

    ref = models.TextField(default=new_recipient_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    code = models.TextField(choices=[(code, each.title) for code, each in rules.RECIPIENTS.items()])
    status = models.TextField(choices=Status.choices, default=Status.WAITING)
    due_on = models.DateField(help_text="The day on which the plan was made final")
    sent_on = models.DateField(null=True)
    disclosure = models.ForeignKey(
        Disclosure, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    note = models.TextField(blank=True, default="", help_text="Why it is not needed")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child case step disclosure"),
        (PLAN, "code status due_on sent_on note"),
    )

    class Meta(RefRow.Meta):
        db_table = "ehcp_recipient"
        indexes = [models.Index(fields=["partnership", "case"], name="ehcp_recipient_of_case")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="ehcp_recipient_child"),
            SamePartnership(field="case", to="ehcp_case", name="ehcp_recipient_case"),
            SamePartnership(field="step", to="ehcp_step", name="ehcp_recipient_step"),
            SamePartnership(field="disclosure", to="children_disclosure", name="ehcp_recipient_disclosure"),
            models.UniqueConstraint(fields=["partnership", "step", "code"], name="ehcp_recipient_once"),
            models.CheckConstraint(
                condition=Q(status="sent", sent_on__isnull=False, disclosure__isnull=False)
                | ~Q(status="sent") & Q(sent_on__isnull=True, disclosure__isnull=True),
                name="ehcp_recipient_sent_whole",
            ),
            models.CheckConstraint(condition=~Q(status="stood_down") | ~Q(note=""), name="ehcp_recipient_why_not"),
        ]

    @property
    def of_rule(self) -> rules.Recipient:
        """Who it is, and why the law sends it to them."""
        return rules.RECIPIENTS[self.code]

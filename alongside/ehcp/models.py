"""An EHC case, what runs within it, each step that was taken, and the words of the plan."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.children.models import Child, Disclosure
from alongside.core import refs
from alongside.core.privacy import EDUCATION, HEALTH, IDENTITY, PLAN, STAFF, SYSTEM, describe
from alongside.ehcp import rules
from alongside.partnerships.models import Agency, Membership, RefRow, Team
from alongside.partnerships.wall import SamePartnership


def new_case_ref() -> str:
    return refs.new(refs.Kind.EHC_CASE)


def new_matter_ref() -> str:
    return refs.new(refs.Kind.EHC_MATTER)


def new_step_ref() -> str:
    return refs.new(refs.Kind.EHC_STEP)


def new_edition_ref() -> str:
    return refs.new(refs.Kind.EHC_EDITION)


def new_request_ref() -> str:
    return refs.new(refs.Kind.EHC_REQUEST)


def new_recipient_ref() -> str:
    # As what a detention starts: here too something is handed over, and confirmed.
    return refs.new(refs.Kind.HAND_OVER)


_OUTCOME = "setting setting_name final_on reviewed_on ended_on cease_reason"


class Case(RefRow):
    """The EHC case of a child with one authority: from a request to the end of the plan. One at a time is live: one
    that was refused stays as it is, can be taken up again after an appeal, and does not stand in the way of a new
    request."""

    ""

    class Status(models.TextChoices):
        CONSIDERING = "considering", "Deciding whether to assess"
        NOT_ASSESSED = "not_assessed", "There will be no assessment"
        ASSESSING = "assessing", "Assessment under way"
        NO_PLAN = "no_plan", "There will be no plan"
        DRAFTING = "drafting", "Draft being written"
        DRAFT_SENT = "draft_sent", "Draft with the family"
        MAINTAINED = "maintained", "Plan in force"
        CEASING = "ceasing", "Deciding whether the plan ends"
        TO_CEASE = "to_cease", "Will end when the time to appeal is over"
        CEASED = "ceased", "Plan ended"
        WITHDRAWN = "withdrawn", "Request withdrawn"
        MOVED_AWAY = "moved_away", "Another authority keeps the plan"

    class Regime(models.TextChoices):
        ORDINARY = "ordinary", "Ordinary"
        DETAINED = "detained", "For a detained child"

    ref = models.TextField(default=new_case_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    kind = models.TextField(default="ehc_plan", help_text="Code of the kind of plan")
    status = models.TextField(choices=Status.choices)
    regime = models.TextField(choices=Regime.choices, default=Regime.ORDINARY)
    opened_how = models.TextField(help_text="Code of how it began: asked, brought to attention, a plan already")
    asked_by = models.TextField(blank=True, default="", help_text="Code of who asked")
    opened_on = models.DateField(help_text="The day from which the limits of the assessment are counted")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    officer = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    setting = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    setting_name = models.TextField(blank=True, default="", help_text="The school or college that the plan names")
    final_on = models.DateField(null=True, help_text="When a final plan was first sent")
    reviewed_on = models.DateField(null=True, help_text="When the plan was made or last reviewed")
    ended_on = models.DateField(null=True)
    cease_reason = models.TextField(blank=True, default="", help_text="Code of the SEN2 return")
    version = models.PositiveIntegerField(default=1)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child version"),
        (STAFF, "team officer opened_by"),
        (EDUCATION, f"kind status regime opened_how asked_by opened_on {_OUTCOME}"),
    )

    class Meta(RefRow.Meta):
        db_table = "ehcp_case"
        indexes = [
            models.Index(fields=["partnership", "status"], name="ehcp_case_by_status"),
            models.Index(fields=["partnership", "officer"], name="ehcp_case_of_officer"),
            models.Index(fields=["partnership", "child"], name="ehcp_case_of_child"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="ehcp_case_child"),
            SamePartnership(field="team", to="partnerships_team", name="ehcp_case_team"),
            SamePartnership(field="officer", to="partnerships_membership", name="ehcp_case_officer"),
            SamePartnership(field="opened_by", to="partnerships_membership", name="ehcp_case_opened_by"),
            SamePartnership(field="setting", to="partnerships_agency", name="ehcp_case_setting"),
            # Nothing waits on nobody.
            models.CheckConstraint(
                condition=Q(team__isnull=False) | Q(officer__isnull=False), name="ehcp_case_somebody_has_it"
            ),
            models.UniqueConstraint(
                fields=["partnership", "child"], condition=Q(status__in=rules.LIVE), name="ehcp_case_one_live"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["ceased", "withdrawn", "moved_away"], ended_on__isnull=False)
                | (~Q(status__in=["ceased", "withdrawn", "moved_away"]) & Q(ended_on__isnull=True)),
                name="ehcp_case_ended",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("opened_on")), name="ehcp_case_ends_after"
            ),
        ]

    @property
    def is_live(self) -> bool:
        """Whether something about it is still to be done: neither refused nor ended."""
        return self.status in rules.LIVE

    @property
    def is_detained(self) -> bool:
        """Whether the rules for detained children hold."""
        return self.regime == self.Regime.DETAINED


class Matter(RefRow):
    """What runs within a case with a life of its own: advice asked for, a consultation, a review, a dispute, a move."""

    class Kind(models.TextChoices):
        ADVICE = "advice", "Advice"
        CONSULTATION = "consultation", "Consultation with a school or college"
        REVIEW = "review", "Annual review"
        AMENDMENT = "amendment", "Change without a review"
        PHASE_TRANSFER = "phase_transfer", "Move to the next phase"
        REASSESSMENT = "reassessment", "Reassessment"
        DISPUTE = "dispute", "Mediation and appeal"
        MOVE = "move", "Move to another authority"

    class Status(models.TextChoices):
        ASKED = "asked", "Asked for"
        RECEIVED = "received", "Received"
        NOT_GIVEN = "not_given", "Not given"
        CONSULTED = "consulted", "Consulted"
        CAN_MEET = "can_meet", "Can meet the child’s needs"
        CANNOT_MEET = "cannot_meet", "Says that it cannot"
        NO_ANSWER = "no_answer", "Did not answer"
        PLANNED = "planned", "Planned"
        HELD = "held", "Meeting held"
        AMENDING = "amending", "Plan being amended"
        KEPT = "kept", "Plan stays as it is"
        AMENDED = "amended", "Plan amended"
        ENDING = "ending", "Plan to end"
        CALLED_OFF = "called_off", "Called off"
        NAMED = "named", "Next setting named"
        UNDER_WAY = "under_way", "Under way"
        REFUSED = "refused", "Refused"
        DONE = "done", "Done"
        OPEN = "open", "The family disagrees"
        MEDIATING = "mediating", "Mediation"
        CERTIFIED = "certified", "Certificate given"
        APPEALED = "appealed", "Appeal registered"
        AGREED = "agreed", "Agreed"
        ORDERED = "ordered", "The Tribunal ordered"
        DISMISSED = "dismissed", "Appeal dismissed"
        DROPPED = "dropped", "Not taken further"
        KNOWN = "known", "Plan to be handed over"
        HANDED_OVER = "handed_over", "Handed over"

    ref = models.TextField(default=new_matter_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    kind = models.TextField(choices=Kind.choices)
    status = models.TextField(choices=Status.choices)
    what = models.TextField(blank=True, default="", help_text="Code: of which adviser, phase or decision")
    whom = models.TextField(blank=True, default="", help_text="Who was asked, in words")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    opened_on = models.DateField()
    planned_on = models.DateField(null=True, help_text="The day of the meeting, or of the move")
    settled_on = models.DateField(null=True)
    chased_on = models.DateField(null=True, help_text="When it was last asked for again")
    is_taken_back = models.BooleanField(default=False, help_text="Whether the step that began it was taken back")
    version = models.PositiveIntegerField(default=1)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child case version"),
        (EDUCATION, "kind status what whom agency opened_on planned_on settled_on chased_on is_taken_back"),
    )

    class Meta(RefRow.Meta):
        db_table = "ehcp_matter"
        indexes = [models.Index(fields=["partnership", "case", "kind"], name="ehcp_matter_of_case")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="ehcp_matter_child"),
            SamePartnership(field="case", to="ehcp_case", name="ehcp_matter_case"),
            SamePartnership(field="agency", to="partnerships_agency", name="ehcp_matter_agency"),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("opened_on")),
                name="ehcp_matter_settled_after",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.settled_on is None

    @property
    def machine(self) -> rules.Machine:
        """Its states and steps."""
        return rules.machine(self.kind)


class Step(RefRow):
    """A step that was taken, on which day and by whom. None is altered; a wrong one is taken back, and stays.

    ``changed`` is what stood before it in all that it changed, so that it can be taken back: columns of the case,
    and by their references matters, clocks and editions (null for what it began). Null for a step of before this was
    kept, which cannot be taken back.
    """

    ref = models.TextField(default=new_step_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, null=True, related_name="+", db_constraint=False)
    code = models.TextField()
    before = models.TextField(blank=True, default="", help_text="The state before it")
    after = models.TextField(help_text="The state after it")
    happened_on = models.DateField()
    note = models.TextField(blank=True, default="")
    taken_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    taken_at = models.DateTimeField()
    changed = models.JSONField(null=True, help_text="What stood before it, by what it changed")
    taken_back_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.TextField(blank=True, default="")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child case matter taken_at taken_back_at"),
        (STAFF, "taken_by taken_back_by"),
        (EDUCATION, "code before after happened_on note changed taken_back_why"),
    )

    class Meta(RefRow.Meta):
        db_table = "ehcp_step"
        indexes = [models.Index(fields=["partnership", "case", "happened_on"], name="ehcp_step_of_case")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="ehcp_step_child"),
            SamePartnership(field="case", to="ehcp_case", name="ehcp_step_case"),
            SamePartnership(field="matter", to="ehcp_matter", name="ehcp_step_matter"),
            SamePartnership(field="taken_by", to="partnerships_membership", name="ehcp_step_taken_by"),
            SamePartnership(field="taken_back_by", to="partnerships_membership", name="ehcp_step_taken_back_by"),
            models.CheckConstraint(
                condition=(
                    Q(taken_back_at__isnull=False, taken_back_by__isnull=False, changed__isnull=False)
                    & ~Q(taken_back_why="")
                )
                | Q(taken_back_at__isnull=True, taken_back_by__isnull=True, taken_back_why=""),
                name="ehcp_step_taken_back",
            ),
        ]


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
        (PLAN, "part_plan"),
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
            # What was sent began a case, stands in the ledger, and says who sent it.
            models.CheckConstraint(
                condition=Q(status="sent", case__isnull=False, sent_at__isnull=False, sent_by__isnull=False)
                & ~Q(disclosure_ref="")
                | Q(status__in=["draft", "dropped"], case__isnull=True, sent_at__isnull=True, sent_by__isnull=True),
                name="ehcp_request_sent",
            ),
        ]

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

"""An EHC case, what runs within it, and each step that was taken."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.children.models import Child
from alongside.core import refs
from alongside.core.privacy import EDUCATION, STAFF, SYSTEM, describe
from alongside.ehcp import rules
from alongside.partnerships.models import Agency, Membership, RefRow, Team
from alongside.partnerships.wall import SamePartnership


def new_case_ref() -> str:
    return refs.new(refs.Kind.EHC_CASE)


def new_matter_ref() -> str:
    return refs.new(refs.Kind.EHC_MATTER)


def new_step_ref() -> str:
    return refs.new(refs.Kind.EHC_STEP)


_OUTCOME = "setting setting_name final_on reviewed_on ended_on cease_reason"


class Case(RefRow):
    """The EHC case of a child with one authority: from a request to the end of the plan. One at a time is live: one
    that was refused stays as it is, can be taken up again after an appeal, and does not stand in the way of a new
    request."""

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

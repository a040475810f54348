"""The child's plan, its goals and steps, and the contacts and reviews that keep it alive."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.children.models import Child, Withdrawable, withdrawn_with_a_reason
from alongside.core import refs
from alongside.core.privacy import EDUCATION, PLAN, STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, RefRow
from alongside.partnerships.wall import SamePartnership


def new_plan_ref() -> str:
    return refs.new(refs.Kind.PLAN)


def new_goal_ref() -> str:
    return refs.new(refs.Kind.GOAL)


def new_step_ref() -> str:
    return refs.new(refs.Kind.STEP)


def new_contact_ref() -> str:
    return refs.new(refs.Kind.CONTACT)


def new_review_ref() -> str:
    return refs.new(refs.Kind.REVIEW)


class Plan(RefRow):
    """A plan with a child. A child has one at a time; it is agreed with the child, and agreed again when it changes."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Being written"
        AGREED = "agreed", "Agreed"
        REVIEWED = "reviewed", "Reviewed and carried on"
        CLOSED = "closed", "Ended"

    ref = models.TextField(default=new_plan_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    involvement = models.TextField(help_text="Reference of the involvement in which the plan was begun")
    status = models.TextField(choices=Status.choices, default=Status.DRAFT)
    strengths = models.TextField(blank=True, default="")
    matters = models.TextField(blank=True, default="", help_text="What matters to the child")
    started_on = models.DateField()
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    review_on = models.DateField(null=True)
    agreed_on = models.DateField(null=True)
    agreed_words = models.TextField(blank=True, default="", help_text="What the child said when agreeing")
    edition = models.PositiveIntegerField(default=1, help_text="Counts changes to what the child agrees to")
    agreed_edition = models.PositiveIntegerField(null=True)
    given_on = models.DateField(null=True, help_text="When the child last got the plain version")
    closed_on = models.DateField(null=True)
    ehc_changes = models.TextField(blank=True, default="", help_text="How the EHC plan changes our work")
    ehc_changes_on = models.DateField(null=True)
    ehc_signed_why = models.TextField(blank=True, default="", help_text="Why a manager signed without it")
    ehc_signed_on = models.DateField(null=True)
    ehc_signed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    version = models.PositiveIntegerField(default=1)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child involvement version edition agreed_edition"),
        (STAFF, "written_by ehc_signed_by"),
        # That there is an EHC plan is education information, wherever it is written.
        (EDUCATION, "ehc_changes ehc_changes_on ehc_signed_why ehc_signed_on"),
        (PLAN, "status strengths matters started_on review_on agreed_on agreed_words given_on closed_on"),
    )

    class Meta(RefRow.Meta):
        db_table = "plans_plan"
        indexes = [
            models.Index(fields=["partnership", "child", "-id"], name="plans_plan_of_child"),
            models.Index(fields=["partnership", "involvement"], name="plans_plan_involvement"),
            models.Index(fields=["partnership", "status", "review_on"], name="plans_plan_review"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="plans_plan_child"),
            SamePartnership(field="written_by", to="partnerships_membership", name="plans_plan_written_by"),
            SamePartnership(field="ehc_signed_by", to="partnerships_membership", name="plans_plan_ehc_signed_by"),
            models.CheckConstraint(
                condition=Q(ehc_changes="", ehc_changes_on__isnull=True)
                | (~Q(ehc_changes="") & Q(ehc_changes_on__isnull=False)),
                name="plans_plan_ehc_changes_on",
            ),
            models.CheckConstraint(
                condition=Q(ehc_signed_why="", ehc_signed_on__isnull=True, ehc_signed_by__isnull=True)
                | (~Q(ehc_signed_why="") & Q(ehc_signed_on__isnull=False, ehc_signed_by__isnull=False)),
                name="plans_plan_ehc_signed",
            ),
            models.UniqueConstraint(
                fields=["partnership", "child"], condition=~Q(status="closed"), name="plans_plan_one_open"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "closed"]) | (Q(agreed_on__isnull=False) & ~Q(agreed_words="")),
                name="plans_plan_agreed_in_words",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "closed"]) | Q(review_on__isnull=False),
                name="plans_plan_review_named",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False)
                | (~Q(status="closed") & Q(closed_on__isnull=True)),
                name="plans_plan_closed_on",
            ),
        ]

    @property
    def is_agreed(self) -> bool:
        """Whether the child has agreed to it, now or before it was reviewed."""
        return self.status in (self.Status.AGREED, self.Status.REVIEWED)

    @property
    def is_changed_since_agreed(self) -> bool:
        """Whether the words or goals are other than those to which the child agreed."""
        return self.is_agreed and self.edition != self.agreed_edition


class Goal(RefRow):
    """What the child wants, in the child's own words."""

    class Status(models.TextChoices):
        WORKING_ON = "working_on", "Working on it"
        REACHED = "reached", "Reached"
        LET_GO = "let_go", "Let go"

    ref = models.TextField(default=new_goal_ref)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    words = models.TextField(help_text="In the child's own words")
    why = models.TextField(blank=True, default="", help_text="Why it matters to the child")
    status = models.TextField(choices=Status.choices, default=Status.WORKING_ON)
    status_on = models.DateField()
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at plan child position version"),
        (PLAN, "words why status status_on"),
    )

    class Meta(RefRow.Meta):
        db_table = "plans_goal"
        indexes = [models.Index(fields=["partnership", "plan", "position"], name="plans_goal_of_plan")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="plan", to="plans_plan", name="plans_goal_plan"),
            SamePartnership(field="child", to="children_child", name="plans_goal_child"),
            models.CheckConstraint(condition=~Q(words=""), name="plans_goal_in_words"),
        ]


class Step(RefRow):
    """What an adult will do, by when: a person of the partnership, or somebody named (a parent, a coach)."""

    class Status(models.TextChoices):
        TO_DO = "to_do", "To do"
        DONE = "done", "Done"
        NOT_NEEDED = "not_needed", "Not needed any more"

    ref = models.TextField(default=new_step_ref)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, null=True, related_name="+", db_constraint=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    what = models.TextField()
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    named = models.TextField(blank=True, default="")
    due_on = models.DateField()
    status = models.TextField(choices=Status.choices, default=Status.TO_DO)
    done_on = models.DateField(null=True)
    ticked_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )

    privacy = describe(
        (SYSTEM, "id partnership ref created_at plan goal child"),
        (STAFF, "membership ticked_by"),
        (PLAN, "what named due_on status done_on"),
    )

    class Meta(RefRow.Meta):
        db_table = "plans_step"
        indexes = [
            models.Index(fields=["partnership", "plan", "due_on"], name="plans_step_of_plan"),
            models.Index(fields=["partnership", "membership", "status", "due_on"], name="plans_step_of_person"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="plan", to="plans_plan", name="plans_step_plan"),
            SamePartnership(field="goal", to="plans_goal", name="plans_step_goal"),
            SamePartnership(field="child", to="children_child", name="plans_step_child"),
            SamePartnership(field="membership", to="partnerships_membership", name="plans_step_membership"),
            SamePartnership(field="ticked_by", to="partnerships_membership", name="plans_step_ticked_by"),
            models.CheckConstraint(
                condition=Q(membership__isnull=False, named="") | (Q(membership__isnull=True) & ~Q(named="")),
                name="plans_step_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(status="done", done_on__isnull=False) | (~Q(status="done") & Q(done_on__isnull=True)),
                name="plans_step_done_on",
            ),
        ]


class Contact(Withdrawable, RefRow):
    """A contact with the child, the family or others for the child; ``strand`` is plan, or health for a clinician's."""

    class With(models.TextChoices):
        CHILD = "child", "The child"
        CHILD_AND_FAMILY = "child_and_family", "The child and a parent or carer"
        FAMILY = "family", "A parent or carer"
        SCHOOL = "school", "School, college or training"
        PROFESSIONAL = "professional", "Another professional"

    class How(models.TextChoices):
        HOME = "home", "At home"
        SCHOOL = "school", "At school or college"
        OFFICE = "office", "At our office"
        COMMUNITY = "community", "Out and about"
        PHONE = "phone", "By phone"
        VIDEO = "video", "By video"
        MESSAGE = "message", "By message or letter"

    class Kind(models.TextChoices):
        PLANNED = "planned", "Planned time together"
        CHECK_IN = "check_in", "A short check-in"
        SUPPORT = "support", "A session of support"
        MEETING = "meeting", "A meeting about the plan"
        UNPLANNED = "unplanned", "Not planned"

    class Attended(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        COULD_NOT = "could_not", "They could not"

    ref = models.TextField(default=new_contact_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    involvement = models.TextField(blank=True, default="")
    strand = models.TextField()
    happened_on = models.DateField()
    with_whom = models.TextField(choices=With.choices)
    how = models.TextField(choices=How.choices)
    kind = models.TextField(choices=Kind.choices)
    attended = models.TextField(choices=Attended.choices)
    text = models.TextField(blank=True, default="")
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child involvement strand withdrawn_at withdrawn_by"),
        (STAFF, "made_by"),
        (PLAN, "happened_on with_whom how kind attended text withdrawn_why"),
    )

    class Meta(RefRow.Meta):
        db_table = "plans_contact"
        indexes = [models.Index(fields=["partnership", "child", "-happened_on", "-id"], name="plans_contact_of_child")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="plans_contact_child"),
            SamePartnership(field="made_by", to="partnerships_membership", name="plans_contact_made_by"),
            models.CheckConstraint(condition=Q(strand__in=["plan", "health"]), name="plans_contact_strand"),
            withdrawn_with_a_reason("plans_contact_withdrawn_why"),
        ]

    @property
    def line(self) -> str:
        """The contact as one line of the chronology."""
        who, where = self.With(self.with_whom).label.lower(), self.How(self.how).label.lower()
        missed = {"no": " They did not come.", "could_not": " They could not come."}.get(self.attended, "")
        return f"{self.Kind(self.kind).label} with {who}, {where}.{missed} {self.text}".strip()


class Review(RefRow):
    """The plan was looked at again with the child: what changed, and when next."""

    class Outcome(models.TextChoices):
        CARRY_ON = "carry_on", "Carry on with the plan"
        END = "end", "End the plan"

    ref = models.TextField(default=new_review_ref)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    held_on = models.DateField()
    changed = models.TextField(help_text="What changed since the last time")
    outcome = models.TextField(choices=Outcome.choices)
    next_review_on = models.DateField(null=True)
    held_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at plan child"),
        (STAFF, "held_by"),
        (PLAN, "held_on changed outcome next_review_on"),
    )

    class Meta(RefRow.Meta):
        db_table = "plans_review"
        indexes = [models.Index(fields=["partnership", "plan", "-held_on"], name="plans_review_of_plan")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="plan", to="plans_plan", name="plans_review_plan"),
            SamePartnership(field="child", to="children_child", name="plans_review_child"),
            SamePartnership(field="held_by", to="partnerships_membership", name="plans_review_held_by"),
            models.CheckConstraint(
                condition=Q(outcome="carry_on", next_review_on__isnull=False)
                | Q(outcome="end", next_review_on__isnull=True),
                name="plans_review_next_when_carried_on",
            ),
        ]

"""A detention from the day the child was held until it ended, where the child was, and what it started."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.children.models import Child, Disclosure
from alongside.core import refs
from alongside.core.privacy import JUSTICE, PLAN, STAFF, SYSTEM, describe
from alongside.justice import rules
from alongside.partnerships.models import Membership, RefRow
from alongside.partnerships.wall import SamePartnership


def new_detention_ref() -> str:
    return refs.new(refs.Kind.DETENTION)


def new_stay_ref() -> str:
    return refs.new(refs.Kind.STAY)


def new_hand_over_ref() -> str:
    return refs.new(refs.Kind.HAND_OVER)


class Detention(RefRow):
    """A spell in which a court holds the child away from home, from a moment until a day.

    That the child is away and where stands in the plan, which the SEND team reads and a school does not; how the court
    came to it stands in justice.
    """

    class Status(models.TextChoices):
        HELD = "held", "Held now"
        ENDED = "ended", "Ended"
        WITHDRAWN = "withdrawn", "Entered in error"

    ref = models.TextField(default=new_detention_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    kind = models.TextField(choices=[(code, kind.title) for code, kind in rules.KINDS.items()])
    status = models.TextField(choices=Status.choices, default=Status.HELD)
    detained_at = models.DateTimeField(help_text="When the court decided, or the child was taken in")
    learnt_at = models.DateTimeField(help_text="When the youth justice service learnt of it: what is told runs from it")
    home_authority = models.TextField()
    home_is_here = models.BooleanField(help_text="Whether its SEND team works in this partnership")
    ehc_plan = models.TextField(choices=list(rules.PLANS.items()), default="unknown")
    plan_reviewed_on = models.DateField(null=True, help_text="The last review or monitoring meeting that is known")
    send_told_at = models.DateTimeField(null=True)
    release_expected_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ending = models.TextField(choices=list(rules.ENDINGS.items()), blank=True, default="")
    withdrawn_why = models.TextField(blank=True, default="")
    entered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    version = models.PositiveIntegerField(default=1)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child status version"),
        (STAFF, "entered_by"),
        (JUSTICE, "kind withdrawn_why"),
        (
            PLAN,
            (
                "detained_at learnt_at home_authority home_is_here ehc_plan plan_reviewed_on send_told_at"
                " release_expected_on ended_on ending"
            ),
        ),
    )

    class Meta(RefRow.Meta):
        db_table = "justice_detention"
        indexes = [
            models.Index(fields=["partnership", "child", "-detained_at"], name="justice_detention_of_child"),
            models.Index(fields=["partnership", "status", "detained_at"], name="justice_detention_held"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="justice_detention_child"),
            SamePartnership(field="entered_by", to="partnerships_membership", name="justice_detention_entered_by"),
            models.UniqueConstraint(
                fields=["partnership", "child"], condition=Q(status="held"), name="justice_detention_one_now"
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_on__isnull=False) & ~Q(ending="")
                | ~Q(status="ended") & Q(ended_on__isnull=True, ending=""),
                name="justice_detention_ended_whole",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(withdrawn_why=""), name="justice_detention_withdrawn_why"
            ),
            models.CheckConstraint(condition=Q(learnt_at__gte=F("detained_at")), name="justice_detention_learnt_after"),
        ]

    @property
    def regime(self) -> rules.Regime:
        """What it sets going: the regime for detained children, or the tasks for a looked after child."""
        return rules.KINDS[self.kind].regime

    @property
    def is_held(self) -> bool:
        """Whether the child is held now."""
        return self.status == self.Status.HELD

    @property
    def has_plan(self) -> bool:
        """Whether it is known that the child has an EHC plan."""
        return self.ehc_plan == "plan"


class Stay(RefRow):
    """A time in one place during a detention. A move ends one and begins the next."""

    ref = models.TextField(default=new_stay_ref)
    detention = models.ForeignKey(Detention, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    place = models.TextField(help_text="Code of rules.ESTABLISHMENTS, or another")
    name = models.TextField(help_text="The name of the place as it stood on the day")
    host_authority = models.TextField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at detention child"), (PLAN, "place name host_authority from_on to_on")
    )

    class Meta(RefRow.Meta):
        db_table = "justice_stay"
        indexes = [models.Index(fields=["partnership", "detention", "from_on"], name="justice_stay_of_detention")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="detention", to="justice_detention", name="justice_stay_detention"),
            SamePartnership(field="child", to="children_child", name="justice_stay_child"),
            models.UniqueConstraint(
                fields=["partnership", "detention"], condition=Q(to_on__isnull=True), name="justice_stay_one_now"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="justice_stay_order"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="justice_stay_named"),
        ]


class HandOver(RefRow):
    """One thing that a detention started, with its clock: due by when, and whose it is. Telling is a disclosure."""

    class Status(models.TextChoices):
        WAITING = "waiting", "To do"
        DONE = "done", "Done"
        STOOD_DOWN = "stood_down", "No longer needed"

    ref = models.TextField(default=new_hand_over_ref)
    detention = models.ForeignKey(Detention, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    code = models.TextField(help_text="Code of rules.HAND_OVERS")
    clock = models.ForeignKey("deadlines.Clock", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    status = models.TextField(choices=Status.choices, default=Status.WAITING)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    note = models.TextField(blank=True, default="")
    disclosure = models.ForeignKey(
        Disclosure, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )

    privacy = describe(
        (SYSTEM, "id partnership ref created_at detention stay child clock disclosure"),
        (STAFF, "done_by"),
        (PLAN, "code status done_at note"),
    )

    class Meta(RefRow.Meta):
        db_table = "justice_hand_over"
        indexes = [
            models.Index(fields=["partnership", "detention", "code"], name="justice_hand_over_of_detention"),
            models.Index(fields=["partnership", "status"], name="justice_hand_over_waiting"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="detention", to="justice_detention", name="justice_hand_over_detention"),
            SamePartnership(field="stay", to="justice_stay", name="justice_hand_over_stay"),
            SamePartnership(field="child", to="children_child", name="justice_hand_over_child"),
            SamePartnership(field="clock", to="deadlines_clock", name="justice_hand_over_clock"),
            SamePartnership(field="done_by", to="partnerships_membership", name="justice_hand_over_done_by"),
            SamePartnership(field="disclosure", to="children_disclosure", name="justice_hand_over_disclosure"),
            models.UniqueConstraint(
                fields=["partnership", "detention", "code"],
                condition=Q(status="waiting"),
                name="justice_hand_over_one_waits",
            ),
            models.CheckConstraint(
                condition=(Q(status="done", done_at__isnull=False, done_by__isnull=False))
                | (~Q(status="done") & Q(done_at__isnull=True, disclosure__isnull=True)),
                name="justice_hand_over_done",
            ),
        ]

    @property
    def of_rule(self) -> rules.HandOver:
        """What it is: its line in the table of hand-overs."""
        return rules.HAND_OVERS[self.code]

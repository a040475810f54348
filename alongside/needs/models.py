"""Screens and what they raised, needs, specialist support with a stamp on every hand-off, and strategies."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from alongside.children.models import Child
from alongside.core import refs
from alongside.core.privacy import HEALTH, IDENTITY, STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, RefRow, Team
from alongside.partnerships.wall import SamePartnership


def new_screen_ref() -> str:
    return refs.new(refs.Kind.SCREEN)


def new_need_ref() -> str:
    return refs.new(refs.Kind.NEED)


def new_support_ref() -> str:
    return refs.new(refs.Kind.SUPPORT)


def new_strategy_ref() -> str:
    return refs.new(refs.Kind.STRATEGY)


class Screen(RefRow):
    """A screen that was offered to a child with a named tool, and its result: scores and areas raised, no questions."""

    class Status(models.TextChoices):
        OFFERED = "offered", "Offered"
        DONE = "done", "Done"
        DECLINED = "declined", "The child said no"
        NOT_NEEDED = "not_needed", "Not needed"

    ref = models.TextField(default=new_screen_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    tool = models.TextField()
    tool_version = models.TextField(blank=True, default="")
    named = models.TextField(blank=True, default="", help_text="Name and version of another tool")
    tier = models.PositiveSmallIntegerField()
    source = models.TextField(help_text="Reference of the work from which the offer arose")
    status = models.TextField(choices=Status.choices, default=Status.OFFERED)
    offered_on = models.DateField()
    due_on = models.DateField()
    offered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    settled_at = models.DateTimeField(null=True, help_text="When the result, or why there is none, was recorded")
    scores = models.JSONField(default=list)
    raised = ArrayField(models.TextField(), default=list)
    note = models.TextField(blank=True, default="")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child source tier status settled_at"),
        (STAFF, "offered_by done_by"),
        (HEALTH, "tool tool_version named offered_on due_on done_on scores raised note"),
    )

    class Meta(RefRow.Meta):
        db_table = "needs_screen"
        indexes = [
            models.Index(fields=["partnership", "child", "-offered_on"], name="needs_screen_of_child"),
            models.Index(fields=["partnership", "status", "due_on"], name="needs_screen_due"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="needs_screen_child"),
            SamePartnership(field="offered_by", to="partnerships_membership", name="needs_screen_offered_by"),
            SamePartnership(field="done_by", to="partnerships_membership", name="needs_screen_done_by"),
            models.CheckConstraint(
                condition=Q(status="done", done_on__isnull=False, done_by__isnull=False)
                | (~Q(status="done") & Q(done_on__isnull=True, raised=[])),
                name="needs_screen_done",
            ),
            models.UniqueConstraint(
                fields=["partnership", "child", "tool"], condition=Q(status="offered"), name="needs_screen_one_offered"
            ),
        ]


class Need(RefRow):
    """An area of a child's life, and how surely we know of a need in it. One row an area; its states follow another.

    A *presumed* need changes how we work with the child. It is never shown, shared or counted as the child's own.
    """

    class Status(models.TextChoices):
        PRESUMED = "presumed", "Assumed until we know better"
        RAISED = "raised", "Raised, to be looked into"
        IDENTIFIED = "identified", "Known"
        RULED_OUT = "ruled_out", "Ruled out by a full assessment"

    ref = models.TextField(default=new_need_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    area = models.TextField()
    status = models.TextField(choices=Status.choices)
    since = models.DateField(help_text="Since when it has this state")
    raised_at = models.DateTimeField(null=True, help_text="When a screen or a person first pointed to it")
    identified_on = models.DateField(null=True)
    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    evidence = models.TextField(blank=True, default="", help_text="Reference of the screen, or the assessment in words")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child"),
        (STAFF, "decided_by"),
        (HEALTH, "area status since raised_at identified_on evidence"),
    )

    class Meta(RefRow.Meta):
        db_table = "needs_need"
        indexes = [models.Index(fields=["partnership", "status", "area"], name="needs_need_by_area")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="needs_need_child"),
            SamePartnership(field="decided_by", to="partnerships_membership", name="needs_need_decided_by"),
            models.UniqueConstraint(fields=["partnership", "child", "area"], name="needs_need_one_an_area"),
            models.CheckConstraint(
                condition=~Q(status="identified") | Q(identified_on__isnull=False, decided_by__isnull=False),
                name="needs_need_identified",
            ),
            # Only a full assessment rules a need out, and it has a name.
            models.CheckConstraint(
                condition=~Q(status="ruled_out") | (~Q(evidence="") & Q(decided_by__isnull=False)),
                name="needs_need_ruled_out",
            ),
            # What we merely assume carries nobody's judgement of this child.
            models.CheckConstraint(
                condition=~Q(status="presumed")
                | Q(raised_at__isnull=True, identified_on__isnull=True, decided_by__isnull=True),
                name="needs_need_presumed",
            ),
        ]


class Support(RefRow):
    """Specialist support for a child: asked for, received by a team, seen, accepted, offered, started, ended.

    ``raised_at`` starts the child's wait; ``received_at`` the team's. Where no team of that specialism exists the
    support is ``unplaced``: it waits in a queue of its own and is never lost.
    """

    class Status(models.TextChoices):
        UNPLACED = "unplaced", "No one to give it yet"
        RECEIVED = "received", "In the team’s queue"
        SEEN = "seen", "Seen by the team"
        ACCEPTED = "accepted", "Accepted"
        OFFERED = "offered", "A first time is offered"
        STARTED = "started", "Support has begun"
        DECLINED = "declined", "The team said no"
        ENDED = "ended", "Ended"

    class Outcome(models.TextChoices):
        HELPED = "helped", "It helped"
        HELPED_A_LITTLE = "helped_a_little", "It helped a little"
        NO_CHANGE = "no_change", "Nothing changed"
        NOT_WANTED = "not_wanted", "The child or family did not want it"
        NOT_NEEDED = "not_needed", "Assessed: no support needed"
        ELSEWHERE = "elsewhere", "Another service gives it"
        MOVED = "moved", "The child moved away"

    ref = models.TextField(default=new_support_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    specialism = models.TextField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    source = models.TextField(help_text="Reference of the screen or need that raised it")
    why = models.TextField(blank=True, default="", help_text="What the child needs help with, for the team")
    status = models.TextField(choices=Status.choices)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    received_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    declined_at = models.DateTimeField(null=True)
    declined_reason = models.TextField(blank=True, default="")
    offered_on = models.DateField(null=True, help_text="The day on which a first time was offered")
    offered_for_on = models.DateField(null=True, help_text="The day of the first time that was offered")
    started_on = models.DateField(null=True, help_text="The day of the first support")
    ended_on = models.DateField(null=True)
    outcome = models.TextField(choices=Outcome.choices, blank=True, default="")
    outcome_note = models.TextField(blank=True, default="")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child need source"),
        (STAFF, "team raised_by received_at seen_at seen_by accepted_at accepted_by"),
        (
            HEALTH,
            (
                "specialism why status raised_at declined_at declined_reason offered_on offered_for_on started_on"
                " ended_on outcome outcome_note"
            ),
        ),
    )

    class Meta(RefRow.Meta):
        db_table = "needs_support"
        indexes = [
            models.Index(fields=["partnership", "child", "-raised_at"], name="needs_support_of_child"),
            models.Index(fields=["partnership", "status", "raised_at"], name="needs_support_waiting"),
            models.Index(fields=["partnership", "team", "status"], name="needs_support_of_team"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="needs_support_child"),
            SamePartnership(field="need", to="needs_need", name="needs_support_need"),
            SamePartnership(field="team", to="partnerships_team", name="needs_support_team"),
            SamePartnership(field="raised_by", to="partnerships_membership", name="needs_support_raised_by"),
            SamePartnership(field="seen_by", to="partnerships_membership", name="needs_support_seen_by"),
            SamePartnership(field="accepted_by", to="partnerships_membership", name="needs_support_accepted_by"),
            models.CheckConstraint(
                condition=Q(status="unplaced", team__isnull=True)
                | Q(status="ended")
                | (~Q(status="unplaced") & Q(team__isnull=False, received_at__isnull=False)),
                name="needs_support_placed",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "offered", "started"])
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, seen_at__isnull=False),
                name="needs_support_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(status="started") | Q(started_on__isnull=False, offered_on__isnull=False),
                name="needs_support_started",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | (Q(declined_at__isnull=False) & ~Q(declined_reason="")),
                name="needs_support_declined",
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_on__isnull=False) & ~Q(outcome="")
                | ~Q(status="ended") & Q(ended_on__isnull=True, outcome=""),
                name="needs_support_ended",
            ),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="needs_support_order",
            ),
            models.UniqueConstraint(
                fields=["partnership", "child", "specialism", "need"],
                condition=~Q(status="ended"),
                name="needs_support_one_open",
                nulls_distinct=False,
            ),
        ]


class Strategy(RefRow):
    """One thing to do, or to avoid, with this child. Never edited: a new one takes the place of a withdrawn one."""

    class Kind(models.TextChoices):
        DO = "do", "Do this"
        AVOID = "avoid", "Avoid this"

    class Status(models.TextChoices):
        CURRENT = "current", "Holds now"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.TextField(default=new_strategy_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    kind = models.TextField(choices=Kind.choices)
    text = models.TextField()
    area = models.TextField(blank=True, default="")
    status = models.TextField(choices=Status.choices, default=Status.CURRENT)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The day on which it was withdrawn")
    replaces = models.TextField(blank=True, default="", help_text="Reference of the strategy that it took the place of")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    withdrawn_reason = models.TextField(blank=True, default="")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child status replaces"),
        (STAFF, "written_by withdrawn_by withdrawn_at"),
        (IDENTITY, "kind text from_on until_on withdrawn_reason"),
        # Which need it answers says more than what to do: it stands in another strand.
        (HEALTH, "area"),
    )

    class Meta(RefRow.Meta):
        db_table = "needs_strategy"
        indexes = [models.Index(fields=["partnership", "child", "status"], name="needs_strategy_of_child")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="needs_strategy_child"),
            SamePartnership(field="written_by", to="partnerships_membership", name="needs_strategy_written_by"),
            SamePartnership(field="withdrawn_by", to="partnerships_membership", name="needs_strategy_withdrawn_by"),
            models.CheckConstraint(condition=~Q(text=""), name="needs_strategy_in_words"),
            models.CheckConstraint(
                condition=Q(status="current", withdrawn_at__isnull=True, withdrawn_reason="", until_on__isnull=True)
                | (Q(status="withdrawn", withdrawn_at__isnull=False, until_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="needs_strategy_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="needs_strategy_order"
            ),
        ]

"""Dates that are kept: clocks with what they were counted from, exceptions beside them, term dates, private feeds."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from alongside.children.models import Child
from alongside.core import clocks, refs
from alongside.core.privacy import EDUCATION, STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, PartnershipRow, RefRow, Team
from alongside.partnerships.wall import SamePartnership


def new_clock_ref() -> str:
    return refs.new(refs.Kind.CLOCK)


def new_claim_ref() -> str:
    return refs.new(refs.Kind.CLAIM)


class Clock(RefRow):
    """A date due: the version of the rule, the start and all else it was counted from, so that it can be counted again.

    ``due_on`` is the day that the law sets, and nothing moves it. What excuses a delay is a ``Claim`` beside it.
    """

    class Status(models.TextChoices):
        RUNNING = "running", "Running"
        MET = "met", "Kept"
        ENDED = "ended", "Ended"

    ref = models.TextField(default=new_clock_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    strand = models.TextField(help_text="Of the rule: who may read the date")
    about = models.TextField(blank=True, default="", help_text="Reference of what it belongs to, such as a plan")
    rule = models.TextField(help_text="Code of the rule")
    rule_version = models.TextField(help_text="Code and first day of the version it was counted by")
    nation = models.TextField(default="england", help_text="Whose bank holidays count")
    term_dates = ArrayField(
        models.BigIntegerField(), default=list, help_text="Row ids of the editions of term dates it was counted by"
    )
    started_on = models.DateField(help_text="The day in London of what started it")
    due_on = models.DateField(help_text="The last day that the law allows")
    also_on = models.DateField(null=True, help_text="A later day that is named or accepted beside it")
    status = models.TextField(choices=Status.choices, default=Status.RUNNING)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    started_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    met_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_why = models.TextField(blank=True, default="")
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    follows_how = models.TextField(blank=True, default="", help_text="Why it took the place of the other")
    version = models.PositiveIntegerField(default=1)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child strand about version rule_version nation term_dates"),
        (STAFF, "owner team started_by"),
        (
            EDUCATION,
            "rule started_on due_on also_on status met_on ended_on ended_why follows follows_how",
        ),
    )

    class Meta(RefRow.Meta):
        db_table = "deadlines_clock"
        indexes = [
            models.Index(fields=["partnership", "child", "due_on"], name="deadlines_clock_of_child"),
            models.Index(fields=["partnership", "owner", "status", "due_on"], name="deadlines_clock_of_owner"),
            models.Index(
                fields=["partnership", "due_on"], condition=Q(status="running"), name="deadlines_clock_running"
            ),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="deadlines_clock_child"),
            SamePartnership(field="owner", to="partnerships_membership", name="deadlines_clock_owner"),
            SamePartnership(field="team", to="partnerships_team", name="deadlines_clock_team"),
            SamePartnership(field="started_by", to="partnerships_membership", name="deadlines_clock_started_by"),
            SamePartnership(field="follows", to="deadlines_clock", name="deadlines_clock_follows"),
            models.CheckConstraint(
                condition=Q(owner__isnull=False, team__isnull=True) | Q(owner__isnull=True, team__isnull=False),
                name="deadlines_clock_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(status="met", met_on__isnull=False) | (~Q(status="met") & Q(met_on__isnull=True)),
                name="deadlines_clock_met_on",
            ),
            models.CheckConstraint(
                condition=(Q(status="ended", ended_on__isnull=False) & ~Q(ended_why=""))
                | (~Q(status="ended") & Q(ended_on__isnull=True)),
                name="deadlines_clock_ended_why",
            ),
            models.CheckConstraint(
                condition=Q(also_on__isnull=True) | Q(also_on__gt=F("due_on")), name="deadlines_clock_also_later"
            ),
            models.CheckConstraint(
                condition=Q(follows__isnull=True, follows_how="") | (Q(follows__isnull=False) & ~Q(follows_how="")),
                name="deadlines_clock_follows_how",
            ),
        ]

    @property
    def is_running(self) -> bool:
        """Whether it still has to be kept."""
        return self.status == self.Status.RUNNING

    @property
    def of_rule(self) -> clocks.Rule:
        """The version of the rule by which it was counted."""
        return clocks.version(self.rule_version)


class Claim(RefRow):
    """An exception claimed for a clock. It stands beside the date and never moves it."""

    ref = models.TextField(default=new_claim_ref)
    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    kind = models.TextField(help_text="Code of the excuse that the rule allows")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    evidence = models.TextField()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    decided_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.TextField(blank=True, default="")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at clock child"),
        (STAFF, "decided_by"),
        (EDUCATION, "kind from_on to_on evidence decided_on withdrawn_on withdrawn_why"),
    )

    class Meta(RefRow.Meta):
        db_table = "deadlines_claim"
        indexes = [models.Index(fields=["partnership", "clock"], name="deadlines_claim_of_clock")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="clock", to="deadlines_clock", name="deadlines_claim_clock"),
            SamePartnership(field="child", to="children_child", name="deadlines_claim_child"),
            SamePartnership(field="decided_by", to="partnerships_membership", name="deadlines_claim_decided_by"),
            models.CheckConstraint(condition=~Q(evidence=""), name="deadlines_claim_has_evidence"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="deadlines_claim_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_why=""), name="deadlines_claim_withdrawn_why"
            ),
        ]


class TermDates(PartnershipRow):
    """The term dates of a school year. Changing them adds an edition, and none is altered: dates were counted by it."""

    school_year = models.PositiveIntegerField(help_text="The year in which it begins: 2026 for 2026/27")
    edition = models.PositiveIntegerField()
    first_days = ArrayField(models.DateField(), help_text="First day of each term, in order")
    last_days = ArrayField(models.DateField(), help_text="Last day of each term, in order")
    closed_days = ArrayField(models.DateField(), default=list, help_text="Days in term on which schools do not meet")
    source = models.TextField(help_text="Where they were published")
    saved_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    saved_at = models.DateTimeField()

    privacy = describe(
        (SYSTEM, "id partnership school_year edition first_days last_days closed_days source saved_at"),
        (STAFF, "saved_by"),
    )

    class Meta(PartnershipRow.Meta):
        db_table = "deadlines_term_dates"
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="saved_by", to="partnerships_membership", name="deadlines_term_dates_saved_by"),
            models.UniqueConstraint(
                fields=["partnership", "school_year", "edition"], name="deadlines_term_dates_edition"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="deadlines_term_dates_has_source"),
        ]


class Feed(PartnershipRow):
    """A private link by which somebody's calendar program reads what is due. Of its secret only the digest is kept."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    digest = models.TextField(unique=True, help_text="SHA-256 of the secret in the link, hexadecimal")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    privacy = describe((SYSTEM, "id partnership digest made_at revoked_at"), (STAFF, "membership"))

    class Meta(PartnershipRow.Meta):
        db_table = "deadlines_feed"
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="membership", to="partnerships_membership", name="deadlines_feed_membership"),
            models.UniqueConstraint(
                fields=["partnership", "membership"],
                condition=Q(revoked_at__isnull=True),
                name="deadlines_feed_one_each",
            ),
        ]


class Watch(PartnershipRow):
    """What the check of one night found: what waits on nobody, and what is late."""

    watched_at = models.DateTimeField()
    ownerless = models.PositiveIntegerField(help_text="Open things that wait on nobody")
    late = models.PositiveIntegerField(help_text="Open things whose day has passed")

    privacy = describe((SYSTEM, "id partnership watched_at ownerless late"))

    class Meta(PartnershipRow.Meta):
        db_table = "deadlines_watch"
        indexes = [models.Index(fields=["partnership", "-watched_at"], name="deadlines_watch_latest")]

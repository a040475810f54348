"""The spell of work that may follow a referral."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from alongside.children.models import Child
from alongside.core import refs
from alongside.core.privacy import IDENTITY, PLAN, STAFF, SYSTEM, describe
from alongside.partnerships.models import Locality, Membership, RefRow, Team
from alongside.partnerships.wall import SamePartnership
from alongside.referrals import rules
from alongside.referrals.models.referral import STREAM_CHOICES, Referral, choices


def new_involvement_ref() -> str:
    return refs.new(refs.Kind.INVOLVEMENT)


class Involvement(RefRow):
    """A spell of work with a child in one stream, by one worker of one team, from a day to a day."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        ENDED = "ended", "Ended"

    ref = models.TextField(default=new_involvement_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    status = models.TextField(choices=Status.choices, default=Status.OPEN)
    stream = models.TextField(choices=STREAM_CHOICES)
    is_youth_crime_prevention = models.BooleanField(default=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    worker = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    source = models.TextField(choices=choices(rules.SOURCES))
    opened_on = models.DateField()
    allocated_on = models.DateField(help_text="When the present worker began: first contact is counted from it")
    first_contact_on = models.DateField(null=True)
    reached_on = models.DateField(null=True, help_text="The first contact of any worker: a change of worker keeps it")
    paused_until_on = models.DateField(null=True, help_text="Until when it is paused; empty while it goes on")
    resumed_on = models.DateField(null=True, help_text="When it last went on again: our own clocks begin anew")
    ended_on = models.DateField(null=True)
    end_reason = models.TextField(choices=choices(rules.END_REASONS), blank=True, default="")
    end_note = models.TextField(blank=True, default="")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child referral"),
        (STAFF, "team worker allocated_on"),
        (IDENTITY, "locality"),
        (
            PLAN,
            (
                "status stream is_youth_crime_prevention source opened_on first_contact_on reached_on"
                " paused_until_on resumed_on ended_on end_reason end_note"
            ),
        ),
    )

    @property
    def counted_from(self) -> dt.date:
        """From when our own clocks of this worker are counted: the day they began, or the day on which it went on."""
        return max(self.allocated_on, self.resumed_on or self.allocated_on)

    class Meta(RefRow.Meta):
        db_table = "referrals_involvement"
        indexes = [
            models.Index(fields=["partnership", "child", "-opened_on"], name="referrals_inv_of_child"),
            models.Index(fields=["partnership", "worker", "status"], name="referrals_inv_of_worker"),
            models.Index(fields=["partnership", "team", "status"], name="referrals_inv_of_team"),
            models.Index(fields=["partnership", "stream", "status"], name="referrals_inv_in_stream"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="referrals_inv_child"),
            SamePartnership(field="referral", to="referrals_referral", name="referrals_inv_referral"),
            SamePartnership(field="team", to="partnerships_team", name="referrals_inv_team"),
            SamePartnership(field="worker", to="partnerships_membership", name="referrals_inv_worker"),
            SamePartnership(field="locality", to="partnerships_locality", name="referrals_inv_locality"),
            models.UniqueConstraint(
                fields=["partnership", "referral"],
                condition=Q(referral__isnull=False),
                name="referrals_inv_once",
            ),
            models.UniqueConstraint(
                fields=["partnership", "child", "stream"],
                condition=Q(status="open"),
                name="referrals_inv_one_open",
            ),
            models.CheckConstraint(
                condition=Q(status="open", ended_on__isnull=True, end_reason="")
                | (Q(status="ended", ended_on__isnull=False) & ~Q(end_reason="")),
                name="referrals_inv_ended_whole",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("opened_on")),
                name="referrals_inv_order",
            ),
        ]

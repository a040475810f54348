"""What somebody outside sent to the door, and what public pages need beside it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from alongside.children.models import Child
from alongside.core import refs
from alongside.core.privacy import IDENTITY, PLAN, STAFF, SYSTEM, describe
from alongside.partnerships.models import Agency, Locality, Membership, PartnershipRow, RefRow
from alongside.partnerships.wall import SamePartnership
from alongside.referrals import rules
from alongside.referrals.models.link import Link
from alongside.referrals.models.referral import Referral, choices

ARRIVAL_CONTENT = (
    "sender_name",
    "sender_relation",
    "organisation",
    "given_name",
    "family_name",
    "preferred_name",
    "postcode",
    "school_name",
    "worry",
    "strengths",
    "own_words",
    "hope",
    "phone",
    "email",
    "safe_note",
    "messages",
    "language",
    "travel_note",
    "knows",
    "carer_name",
    "carer_relation",
    "carer_phone",
    "decision_note",
    "reply",
)
"""Texts that people typed: emptied when what came to the door is erased."""

ARRIVAL_LISTS = ("ways", "times", "reading", "travel", "may_tell", "grounds")


def new_arrival_ref() -> str:
    return refs.new(refs.Kind.ARRIVAL)


class Arrival(RefRow):
    """Somebody outside asks for help for a child: a family on the public page, a professional by a link.

    It is nobody's record: it becomes a referral when a person takes it in, and is erased by rule when nobody does.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "New at the door"
        TAKEN_IN = "taken_in", "Taken in as a referral"
        NOT_FOR_US = "not_for_us", "Answered, not taken in"
        WITHDRAWN = "withdrawn", "Withdrawn by whoever asked"

    ref = models.TextField(default=new_arrival_ref)
    key = models.UUIDField(help_text="Of the form that was sent: the same form twice makes one row")
    status = models.TextField(choices=Status.choices, default=Status.WAITING)
    received_at = models.DateTimeField()
    received_on = models.DateField(help_text="The day in London on which it was received: rules count from it")
    sender = models.TextField(choices=choices(rules.SENDERS))
    source = models.TextField(choices=choices(rules.SOURCES))

    sender_name = models.TextField(blank=True, default="")
    sender_relation = models.TextField(blank=True, default="")
    organisation = models.TextField(blank=True, default="")
    given_name = models.TextField(blank=True, default="")
    family_name = models.TextField(blank=True, default="")
    preferred_name = models.TextField(blank=True, default="")
    born_on = models.DateField(null=True)
    postcode = models.TextField(blank=True, default="", help_text="Its first half only")
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    school_name = models.TextField(blank=True, default="")
    worry = models.TextField(blank=True, default="")
    strengths = models.TextField(blank=True, default="")
    own_words = models.TextField(blank=True, default="")
    hope = models.TextField(blank=True, default="")
    grounds = ArrayField(models.TextField(), default=list)
    carer_name = models.TextField(blank=True, default="")
    carer_relation = models.TextField(blank=True, default="")
    carer_phone = models.TextField(blank=True, default="")

    phone = models.TextField(blank=True, default="")
    email = models.TextField(blank=True, default="")
    ways = ArrayField(models.TextField(), default=list)
    times = ArrayField(models.TextField(), default=list)
    messages = models.TextField(choices=choices(rules.MESSAGES), blank=True, default="")
    safe_note = models.TextField(blank=True, default="")
    language = models.TextField(blank=True, default="")
    needs_interpreter = models.BooleanField(default=False)
    reading = ArrayField(models.TextField(), default=list)
    travel = ArrayField(models.TextField(), default=list)
    travel_note = models.TextField(blank=True, default="")
    knows = models.TextField(blank=True, default="", help_text="Whether the child (or the carers) know of it")
    may_tell = ArrayField(models.TextField(), default=list)

    child = models.ForeignKey(Child, on_delete=models.CASCADE, null=True, related_name="+", db_constraint=False)
    link = models.ForeignKey(Link, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    decided_at = models.DateTimeField(null=True)
    not_for_us = models.TextField(choices=choices(rules.NOT_FOR_US), blank=True, default="")
    decision_note = models.TextField(blank=True, default="")
    reply = models.TextField(blank=True, default="", help_text="What whoever asked was told")
    told_how = models.TextField(choices=choices(rules.HOW_ANSWERED), blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at key status received_at received_on child referral link erased_at"),
        (STAFF, "source decided_by decided_at"),
        (
            IDENTITY,
            (
                "sender sender_name sender_relation organisation given_name family_name preferred_name born_on postcode"
                " locality school school_name strengths own_words hope carer_name carer_relation carer_phone phone"
                " email ways times messages safe_note language needs_interpreter reading travel travel_note knows"
                " may_tell withdrawn_at"
            ),
        ),
        (PLAN, "worry grounds not_for_us decision_note reply told_how"),
    )

    class Meta(RefRow.Meta):
        db_table = "referrals_arrival"
        indexes = [models.Index(fields=["partnership", "status", "received_on", "id"], name="referrals_arrival_queue")]
        constraints = [
            *RefRow.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "key"], name="referrals_arrival_once"),
            # A link is for one referral: whoever sends twice has sent once.
            models.UniqueConstraint(fields=["partnership", "link"], name="referrals_arrival_one_a_link"),
            SamePartnership(field="link", to="referrals_link", name="referrals_arrival_link"),
            SamePartnership(field="locality", to="partnerships_locality", name="referrals_arrival_locality"),
            SamePartnership(field="school", to="partnerships_agency", name="referrals_arrival_school"),
            SamePartnership(field="child", to="children_child", name="referrals_arrival_child"),
            SamePartnership(field="referral", to="referrals_referral", name="referrals_arrival_referral"),
            SamePartnership(field="decided_by", to="partnerships_membership", name="referrals_arrival_decided_by"),
            models.CheckConstraint(
                condition=Q(status="taken_in", referral__isnull=False)
                | (~Q(status="taken_in") & Q(child__isnull=True)),
                name="referrals_arrival_taken_in",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("waiting", "withdrawn"))
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="referrals_arrival_decided",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True, born_on__isnull=False)
                | Q(
                    erased_at__isnull=False,
                    born_on__isnull=True,
                    given_name="",
                    family_name="",
                    preferred_name="",
                    sender_name="",
                    worry="",
                    strengths="",
                    own_words="",
                    hope="",
                    phone="",
                    email="",
                    safe_note="",
                    carer_name="",
                    carer_phone="",
                    reply="",
                ),
                name="referrals_arrival_erased_whole",
            ),
        ]

    @property
    def first_called(self) -> str:
        """The name that the child wants to be called by, as given."""
        return self.preferred_name or self.given_name or "A child"

    @property
    def called(self) -> str:
        """The same with the family name."""
        return f"{self.first_called} {self.family_name}".strip()

    @property
    def from_whom(self) -> str:
        """Who asks, in a few words: name and relation, or name and organisation."""
        if self.sender == "self":
            return f"{self.first_called} themselves"
        more = self.organisation if self.sender == "professional" else self.sender_relation
        return ", ".join(part for part in (self.sender_name, more) if part) or rules.SENDERS[self.sender]


class WishToWithdraw(PartnershipRow):
    """Somebody outside no longer wants what they asked for: what they typed, until the worker has looked it up.

    The public page looks nothing up, so that it can tell nothing: not by its words and not by its time.
    """

    arrival_ref = models.TextField()
    born_on = models.DateField()
    asked_at = models.DateTimeField()

    privacy = describe((SYSTEM, "id partnership asked_at"), (IDENTITY, "arrival_ref born_on"))

    class Meta(PartnershipRow.Meta):
        db_table = "referrals_wish_to_withdraw"


class DoorCount(models.Model):
    """How often something was sent from one address within an hour, under a digest of the address. Global: the limit
    holds over all partnerships and workers."""

    key = models.TextField(primary_key=True)
    since = models.DateTimeField()
    count = models.PositiveIntegerField()

    privacy = describe((SYSTEM, "key since count"))

    class Meta:
        db_table = "referrals_door_count"

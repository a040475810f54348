"""A referral as it was given, and what was decided on it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from alongside.children.models import Child
from alongside.core import refs
from alongside.core.privacy import IDENTITY, JUSTICE, PLAN, STAFF, SYSTEM, describe
from alongside.partnerships.models import Agency, Locality, Membership, RefRow, Team
from alongside.partnerships.wall import SamePartnership
from alongside.referrals import rules


def new_referral_ref() -> str:
    return refs.new(refs.Kind.REFERRAL)


def choices(titles: dict[str, str]) -> list[tuple[str, str]]:
    """Codes and titles of a rule's table, as a field takes them."""
    return list(titles.items())


STREAM_CHOICES = [(stream.code, stream.title) for stream in rules.STREAMS.values()]


class Referral(RefRow):
    """Somebody is concerned about a child and asks the partnership to help.

    It keeps who the child is *as given*: until the front door has matched it there is no record to point at, and what
    the referrer wrote stays the referrer's account after that.
    """

    class Status(models.TextChoices):
        RECEIVED = "received", "Received"
        ACCEPTED = "accepted", "Accepted, family not asked yet"
        AGREEMENT_ASKED = "agreement_asked", "Family asked, no final answer yet"
        AGREED = "agreed", "Agreed, to be allocated"
        REFUSED = "refused", "Family chose not to"
        ALLOCATED = "allocated", "Allocated"
        DECLINED = "declined", "Not taken on"
        SIGNPOSTED = "signposted", "Signposted to other help"

    class CarersKnow(models.TextChoices):
        YES = "yes", "Yes, they know"
        NO = "no", "No, not yet"
        NOT_SAFE = "not_safe", "No, it may not be safe to tell them"

    ref = models.TextField(default=new_referral_ref)
    status = models.TextField(choices=Status.choices, default=Status.RECEIVED)
    received_at = models.DateTimeField()
    received_on = models.DateField(help_text="The day in London on which it was received: rules count from it")
    referred_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    source = models.TextField(choices=choices(rules.SOURCES))

    written_by = models.TextField(
        blank=True, default="", help_text="Who wrote it outside, where the front door took it in: name and relation"
    )
    written_for = models.TextField(blank=True, default="", help_text="Their organisation; empty for a family")

    given_name = models.TextField(blank=True)
    family_name = models.TextField(blank=True)
    preferred_name = models.TextField(blank=True, default="")
    born_on = models.DateField(null=True)
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    strengths = models.TextField(blank=True, default="")
    own_words = models.TextField(blank=True, default="")
    concern = models.TextField(blank=True)
    grounds = ArrayField(models.TextField(), default=list)
    carer_name = models.TextField(blank=True, default="")
    carer_relation = models.TextField(blank=True, default="")
    carer_phone = models.TextField(blank=True, default="")
    carers_know = models.TextField(choices=CarersKnow.choices, blank=True, default="")

    child = models.ForeignKey(Child, on_delete=models.CASCADE, null=True, related_name="+", db_constraint=False)
    matched_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    matched_at = models.DateTimeField(null=True)

    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    decided_at = models.DateTimeField(null=True)
    stream = models.TextField(choices=STREAM_CHOICES, blank=True, default="")
    legal_basis = models.TextField(
        choices=choices({code: basis.title for code, basis in rules.BASES.items()}), blank=True, default=""
    )
    legal_on = models.DateField(null=True, help_text="The day of the court's or the police's decision")
    early_help = models.TextField(
        choices=choices(rules.EARLY_HELP), blank=True, default="", help_text="Why early help alone is not the answer"
    )
    early_help_why = models.TextField(blank=True, default="")
    is_youth_crime_prevention = models.BooleanField(default=False)
    decision_reason = models.TextField(blank=True, default="")
    otherwise_reason = models.TextField(blank=True, default="", help_text="Why a manager decided against the rules")
    reply = models.TextField(blank=True, default="", help_text="What the referrer is told besides the standard words")
    answered_at = models.DateTimeField(null=True, help_text="When the family's last answer was recorded")
    erased_at = models.DateTimeField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at status received_at received_on child erased_at"),
        (STAFF, "referred_by agency team source matched_by matched_at decided_by decided_at answered_at"),
        (
            IDENTITY,
            (
                "given_name family_name preferred_name born_on locality school strengths own_words carer_name"
                " carer_relation carer_phone carers_know written_by written_for"
            ),
        ),
        (
            PLAN,
            (
                "concern grounds stream is_youth_crime_prevention decision_reason otherwise_reason reply early_help"
                " early_help_why"
            ),
        ),
        (JUSTICE, "legal_basis legal_on"),
    )

    class Meta(RefRow.Meta):
        db_table = "referrals_referral"
        indexes = [
            models.Index(fields=["partnership", "status", "received_on", "id"], name="referrals_referral_queue"),
            models.Index(fields=["partnership", "referred_by"], name="referrals_referral_person"),
            models.Index(fields=["partnership", "team"], name="referrals_referral_team"),
            models.Index(fields=["partnership", "child"], name="referrals_referral_child"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="referred_by", to="partnerships_membership", name="referrals_referral_by"),
            SamePartnership(field="agency", to="partnerships_agency", name="referrals_referral_agency"),
            SamePartnership(field="team", to="partnerships_team", name="referrals_referral_from_team"),
            SamePartnership(field="locality", to="partnerships_locality", name="referrals_referral_locality"),
            SamePartnership(field="school", to="partnerships_agency", name="referrals_referral_school"),
            SamePartnership(field="child", to="children_child", name="referrals_referral_of_child"),
            SamePartnership(field="matched_by", to="partnerships_membership", name="referrals_referral_matched_by"),
            SamePartnership(field="decided_by", to="partnerships_membership", name="referrals_referral_decided_by"),
            models.CheckConstraint(
                condition=Q(status__in=("received", "declined", "signposted"))
                | (Q(child__isnull=False) & ~Q(stream="")),
                name="referrals_referral_matched_first",
            ),
            models.CheckConstraint(
                condition=Q(status="received") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="referrals_referral_decided",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True, born_on__isnull=False)
                | Q(
                    status__in=("declined", "signposted"),
                    child__isnull=True,
                    born_on__isnull=True,
                    given_name="",
                    family_name="",
                    preferred_name="",
                    written_by="",
                    concern="",
                    strengths="",
                    own_words="",
                    carer_name="",
                    carer_relation="",
                    carer_phone="",
                    decision_reason="",
                    reply="",
                ),
                name="referrals_referral_erased_whole",
            ),
        ]

    @property
    def first_called(self) -> str:
        """The name that the child wants to be called by, as given; words for it where it was erased."""
        return self.preferred_name or self.given_name or "A child"

    @property
    def called(self) -> str:
        """The same with the family name."""
        return f"{self.first_called} {self.family_name}".strip()

    @property
    def asked_by(self) -> str:
        """Who asked, in the words of a chronology: the agency, or the family."""
        if not self.written_by:
            return self.agency.name
        return self.written_for or "The family"

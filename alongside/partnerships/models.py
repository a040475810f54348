"""Area partnerships and who works in them. Every partnership-owned table of the house builds on ``PartnershipRow``."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.core import refs
from alongside.core.privacy import STAFF, SYSTEM, describe
from alongside.partnerships import saving
from alongside.partnerships.wall import SamePartnership


class AreaPartnership(models.Model):
    """A youth justice area partnership. Global: its name is public, and the wall is built on its id."""

    id = models.BigAutoField(primary_key=True)
    slug = models.SlugField(unique=True)
    name = models.TextField()
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    privacy = describe((SYSTEM, "id slug name is_demonstration created_at"))

    class Meta:
        db_table = "partnerships_area_partnership"

    def __str__(self) -> str:
        return self.name


class PartnershipRow(models.Model):
    """A row that a partnership owns: behind the wall, and a possible target of composite foreign keys."""

    id = models.BigAutoField(primary_key=True)
    partnership = models.ForeignKey(AreaPartnership, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["partnership", "id"], name="%(app_label)s_%(class)s_own"),
        ]

    # Both are Django's places for how one row is written; saving.py says why, and leaves to Django what is not plain.

    def _do_insert(self, *given: Any) -> Any:
        _, using, fields, returning, raw = given
        found = None if raw else saving.insert(self, using, fields, returning)
        return super()._do_insert(*given) if found is None else found  # type: ignore[misc]

    def _do_update(self, *given: Any) -> Any:
        _, using, pk, values, _, _ = given
        done = saving.update(self, using, pk, values) if values else None
        return super()._do_update(*given) if done is None else done


class RefRow(PartnershipRow):
    """A row that people can point at by an opaque reference, unique in the partnership. Subclasses set ``ref``."""

    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(PartnershipRow.Meta):
        abstract = True
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "ref"], name="%(app_label)s_%(class)s_ref"),
        ]


def _new(kind: refs.Kind) -> str:
    return refs.new(kind)


def new_agency_ref() -> str:
    return _new(refs.Kind.AGENCY)


def new_locality_ref() -> str:
    return _new(refs.Kind.LOCALITY)


def new_team_ref() -> str:
    return _new(refs.Kind.TEAM)


def new_post_ref() -> str:
    return _new(refs.Kind.POST)


def new_membership_ref() -> str:
    return _new(refs.Kind.MEMBERSHIP)


def new_proposal_ref() -> str:
    return _new(refs.Kind.PROPOSAL)


def new_leaving_ref() -> str:
    return _new(refs.Kind.LEAVING)


class Locality(RefRow):
    """A part of the area, by which provision is compared (seed H1: consistency over a wide area)."""

    ref = models.TextField(default=new_locality_ref)
    name = models.TextField()
    postcodes = models.TextField(blank=True, default="", help_text="Outward codes, separated by spaces")

    privacy = describe((SYSTEM, "id partnership ref name postcodes created_at"))

    class Meta(RefRow.Meta):
        db_table = "partnerships_locality"

    def __str__(self) -> str:
        return self.name


class Agency(RefRow):
    """An organisation of the partnership."""

    class Kind(models.TextChoices):
        YOUTH_JUSTICE = "youth_justice", "Youth justice service"
        SEND_TEAM = "send_team", "Local authority SEND team"
        SPEECH_LANGUAGE = "speech_language", "Speech and language therapy"
        CAMHS = "camhs", "Child and adolescent mental health services"
        HEALTH = "health", "Other health service"
        WELFARE = "welfare", "Welfare and wellbeing"
        POLICE = "police", "Police"
        SCHOOL = "school", "School or alternative provision"
        POST_16 = "post_16", "Post-16 provider"
        EARLY_HELP = "early_help", "Early help"
        SOCIAL_CARE = "social_care", "Children's social care"
        PROBATION = "probation", "Probation"
        COURT = "court", "Court"
        SECURE = "secure", "Secure establishment"
        VOLUNTARY = "voluntary", "Voluntary or community organisation"
        BOARD = "board", "Management board"
        OTHER = "other", "Other"

    ref = models.TextField(default=new_agency_ref)
    name = models.TextField()
    kind = models.TextField(choices=Kind.choices)
    phone = models.TextField(blank=True, default="")
    is_active = models.BooleanField(default=True)

    privacy = describe((SYSTEM, "id partnership ref name kind phone is_active created_at"))

    class Meta(RefRow.Meta):
        db_table = "partnerships_agency"

    def __str__(self) -> str:
        return self.name


class Team(RefRow):
    """A team of an agency: front door, prevention, court, a specialist service, a school's pastoral team."""

    class Duty(models.TextChoices):
        FRONT_DOOR = "front_door", "Front door"
        PREVENTION = "prevention", "Prevention"
        DIVERSION = "diversion", "Diversion"
        STATUTORY = "statutory", "Court orders and resettlement"
        SPECIALIST = "specialist", "Specialist support"
        PARTNER = "partner", "Partner agency"
        GOVERNANCE = "governance", "Management and governance"

    ref = models.TextField(default=new_team_ref)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    name = models.TextField()
    duty = models.TextField(choices=Duty.choices)
    specialism = models.TextField(blank=True, default="")
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)

    privacy = describe((SYSTEM, "id partnership ref agency name duty specialism locality created_at"))

    class Meta(RefRow.Meta):
        db_table = "partnerships_team"
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="agency", to="partnerships_agency", name="partnerships_team_agency"),
            SamePartnership(field="locality", to="partnerships_locality", name="partnerships_team_locality"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(RefRow):
    """A person works for an agency in a role, from a day to a day (both inclusive; open when ``to_on`` is empty)."""

    ref = models.TextField(default=new_membership_ref)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    role = models.TextField()
    specialism = models.TextField(blank=True, default="")
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    ended_by = models.TextField(blank=True, default="")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at"),
        (STAFF, "user agency role specialism locality from_on to_on ended_by"),
    )

    class Meta(RefRow.Meta):
        db_table = "partnerships_membership"
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="agency", to="partnerships_agency", name="partnerships_membership_agency"),
            SamePartnership(field="locality", to="partnerships_locality", name="partnerships_membership_locality"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="partnerships_membership_order",
            ),
        ]


class TeamMember(PartnershipRow):
    """A membership belongs to a team, from a day to a day (both inclusive)."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    privacy = describe((SYSTEM, "id partnership"), (STAFF, "team membership from_on to_on"))

    class Meta(PartnershipRow.Meta):
        db_table = "partnerships_team_member"
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="team", to="partnerships_team", name="partnerships_team_member_team"),
            SamePartnership(
                field="membership", to="partnerships_membership", name="partnerships_team_member_membership"
            ),
        ]


class Post(RefRow):
    """A post in full-time equivalents, filled or vacant."""

    ref = models.TextField(default=new_post_ref)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    title = models.TextField()
    full_time_equivalent = models.DecimalField(max_digits=4, decimal_places=2)
    specialism = models.TextField(blank=True, default="")
    held_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at"),
        (STAFF, "team title full_time_equivalent specialism held_by from_on to_on"),
    )

    class Meta(RefRow.Meta):
        db_table = "partnerships_post"
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="team", to="partnerships_team", name="partnerships_post_team"),
            SamePartnership(field="held_by", to="partnerships_membership", name="partnerships_post_held_by"),
            models.CheckConstraint(
                condition=Q(full_time_equivalent__gt=0) & Q(full_time_equivalent__lte=40),
                name="partnerships_post_size",
            ),
        ]


class NamedContact(PartnershipRow):
    """Who to ring at an agency for a purpose, with a deputy (seed S2, H2)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    purpose = models.TextField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    deputy = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)

    privacy = describe((SYSTEM, "id partnership"), (STAFF, "agency purpose membership deputy"))

    class Meta(PartnershipRow.Meta):
        db_table = "partnerships_named_contact"
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="agency", to="partnerships_agency", name="partnerships_named_contact_agency"),
            SamePartnership(field="membership", to="partnerships_membership", name="partnerships_named_contact_person"),
            SamePartnership(field="deputy", to="partnerships_membership", name="partnerships_named_contact_deputy"),
        ]


class Proposal(RefRow):
    """A role for somebody, proposed by one person and decided by another. Nobody holds it until it is agreed."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting for a second person"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.TextField(default=new_proposal_ref)
    name = models.TextField()
    email = models.EmailField()
    phone = models.TextField(blank=True, default="")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    role = models.TextField()
    from_on = models.DateField()
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    proposed_at = models.DateTimeField()
    decide_by_on = models.DateField()
    status = models.TextField(choices=Status.choices, default=Status.WAITING)
    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    decided_at = models.DateTimeField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at status"),
        (STAFF, "name email phone agency team role from_on proposed_by proposed_at decide_by_on decided_by decided_at"),
    )

    class Meta(RefRow.Meta):
        db_table = "partnerships_proposal"
        indexes = [models.Index(fields=["partnership", "status", "decide_by_on"], name="partnerships_proposal_waits")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="agency", to="partnerships_agency", name="partnerships_proposal_agency"),
            SamePartnership(field="team", to="partnerships_team", name="partnerships_proposal_team"),
            SamePartnership(field="proposed_by", to="partnerships_membership", name="partnerships_proposal_by"),
            SamePartnership(field="decided_by", to="partnerships_membership", name="partnerships_proposal_decided"),
            models.CheckConstraint(
                condition=~Q(status="agreed") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="partnerships_proposal_two_people",
            ),
        ]


class Leaving(RefRow):
    """Somebody leaves: their access ends after the last day, and this stays open until all that they had is with
    somebody else."""

    class Status(models.TextChoices):
        OPEN = "open", "Being handed over"
        CLOSED = "closed", "Everything is with somebody else"

    ref = models.TextField(default=new_leaving_ref)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    last_on = models.DateField()
    begun_at = models.DateTimeField()
    status = models.TextField(choices=Status.choices, default=Status.OPEN)
    closed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    closed_at = models.DateTimeField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at status"), (STAFF, "membership last_on begun_at closed_by closed_at")
    )

    class Meta(RefRow.Meta):
        db_table = "partnerships_leaving"
        indexes = [models.Index(fields=["partnership", "status", "last_on"], name="partnerships_leaving_open")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="membership", to="partnerships_membership", name="partnerships_leaving_person"),
            SamePartnership(field="closed_by", to="partnerships_membership", name="partnerships_leaving_closed_by"),
            models.UniqueConstraint(fields=["partnership", "membership"], name="partnerships_leaving_once"),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_by__isnull=False, closed_at__isnull=False),
                name="partnerships_leaving_closed_whole",
            ),
        ]

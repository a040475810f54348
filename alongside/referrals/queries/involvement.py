"""Questions about spells of work with a child: who could take it on, what is open, what the child's page shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import RoleCode
from alongside.audit import trail
from alongside.children import access as children
from alongside.children import queries as child_queries
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.partnerships import prepared, wall
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Membership, Team
from alongside.referrals import access, rules
from alongside.referrals.models import Involvement, Referral
from alongside.referrals.queries.life import Happening, happenings
from alongside.referrals.queries.standards import standards

# Whom to allocate


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """Somebody who could be allocated: which team, which locality, how many children now."""

    membership: Membership
    team: Team
    name: str
    locality: str
    is_local: bool
    open_children: int
    posts: Decimal | None = None
    family: int = 0

    @property
    def why(self) -> str:
        """What speaks for or against this worker, as the page lists it."""
        found = [rules.in_words(rules.Candidate(self.key, self.name, self.open_children, self.is_local, self.posts))]
        if self.family:
            found.append("works with this family already")
        found += [fact for fact in (self.locality, self.team.name) if fact]
        return ", ".join(found)

    @property
    def key(self) -> str:
        """The answer of the form: this person in this team."""
        return f"{self.membership.ref}.{self.team.ref}"


@dataclass(frozen=True, slots=True)
class Workers:
    """Who could be allocated, whom we suggest, and why."""

    rows: tuple[WorkerLine, ...]
    suggested: str
    why: str
    locality: str


def workers(
    actor: Actor,
    *,
    stream: str,
    locality_id: int | None,
    now: dt.datetime,
    leave_out: str = "",
    child: Child | None = None,
) -> Workers:
    """Practitioners of the teams that work in the stream: with the children they have open, the posts they hold, and
    whether they work with the child's brothers or sisters. The family's worker and locals come first.

    The number of queries does not depend on how many workers or children there are.
    """
    duties = rules.STREAMS[stream].duties
    places = partnerships.places(actor, calendar.london_date(now), duties=duties, roles=(RoleCode.PRACTITIONER.value,))
    ids = {place.membership_id for place in places}
    load, posts = open_children_of(actor, ids), partnerships.posts_of(actor, calendar.london_date(now), ids)
    family = {} if child is None else child_queries.family_workers(actor, child, now)
    locality = next((row.name for row in partnerships.localities(actor) if row.pk == locality_id), "")
    found: dict[int, WorkerLine] = {}
    # A person of several teams is listed once, in the team whose duty comes first for the stream.
    for place in sorted(places, key=lambda place: duties.index(place.team.duty)):
        person, home = place.membership, place.membership.locality or place.team.locality
        line = WorkerLine(
            membership=person,
            team=place.team,
            name=person.user.name,
            locality=home.name if home else "",
            is_local=home is not None and home.pk == locality_id,
            open_children=load.get(person.pk, 0),
            posts=posts.get(person.pk),
            family=len(family.get(person.pk, ())),
        )
        found.setdefault(person.pk, line)
    rows = sorted(
        (row for row in found.values() if row.membership.ref != leave_out),
        key=lambda row: (-row.family, not row.is_local, row.open_children, row.name),
    )
    candidates = [
        rules.Candidate(row.key, row.name, row.open_children, row.is_local, row.posts, row.family) for row in rows
    ]
    ref, why = rules.suggest(candidates, locality)
    return Workers(tuple(rows), ref, why, locality)


def open_children_of(actor: Actor, membership_ids: Iterable[int]) -> dict[int, int]:
    """How many different children each worker has open. One query; sealed children count for those who may know."""
    rows = (
        wall.own(Involvement.objects.all(), actor)
        .filter(worker_id__in=list(membership_ids), status=Involvement.Status.OPEN)
        .values_list("worker_id")
        .annotate(children=Count("child_id", distinct=True))
    )
    return dict(rows)


# Spells of work


@dataclass(frozen=True, slots=True)
class InvolvementLine:
    """A spell of work with the child, as this reader may know of it."""

    ref: str
    stream: str
    team: str
    worker: str
    opened_on: dt.date
    ended_on: dt.date | None
    end_reason: str
    is_ycp: bool
    is_open: bool
    is_mine: bool
    referral_ref: str
    basis: str
    first_contact_on: dt.date | None
    first_contact_due_on: dt.date
    why_first_contact: dict[str, object]
    paused_until_on: dt.date | None
    is_voluntary: bool
    worker_id: int


def involvements(child: Child, standing: Standing, look: trail.Look) -> tuple[InvolvementLine, ...]:
    """Spells of work with the child, open ones first: for readers of the plan strand.

    Where the stream alone tells that something was alleged, readers without the justice strand see that the youth
    justice service works with the child, and not in which stream. Two queries.
    """
    look.insist(child.ref)
    if not standing.reads(Strand.PLAN):
        return ()
    kept = standards(child.partnership_id)
    spells = _spells(child.partnership_id, child.pk)
    return tuple(_involvement_line(row, standing, look.actor, kept) for row in spells)


@prepared.question
def _spells(partnership_id: int, child_id: int) -> QuerySet[Involvement]:
    return (
        Involvement.objects.filter(partnership_id=partnership_id, child_id=child_id)
        .select_related("team", "worker__user", "referral")
        .order_by("-status", "-opened_on", "-id")
    )


def involvement(row: Involvement, standing: Standing, look: trail.Look) -> InvolvementLine:
    """One spell of work, for the pages that change it."""
    look.insist(standing.child_ref)
    return _involvement_line(row, standing, look.actor, standards(row.partnership_id))


def _involvement_line(row: Involvement, standing: Standing, actor: Actor, kept: rules.Standards) -> InvolvementLine:
    stream = rules.STREAMS[row.stream]
    is_told = not stream.is_justice or standing.reads(Strand.JUSTICE)
    return InvolvementLine(
        ref=row.ref if is_told else "",
        stream=stream.title if is_told else rules.SHOWN_WITHOUT_JUSTICE,
        team=row.team.name if is_told else "",
        worker=row.worker.user.name,
        opened_on=row.opened_on,
        ended_on=row.ended_on,
        end_reason=rules.END_REASONS[row.end_reason] if row.end_reason and is_told else "",
        is_ycp=row.is_youth_crime_prevention,
        is_open=row.status == Involvement.Status.OPEN,
        is_mine=row.worker_id == actor.membership_id,
        referral_ref=row.referral.ref if row.referral and is_told else "",
        basis=_basis(row) if is_told else "",
        first_contact_on=row.first_contact_on,
        first_contact_due_on=kept.due_on(rules.FIRST_CONTACT, row.counted_from),
        why_first_contact=kept.why(rules.FIRST_CONTACT, row.counted_from),
        paused_until_on=row.paused_until_on,
        is_voluntary=stream.needs_agreement,
        worker_id=row.worker_id,
    )


def _basis(row: Involvement) -> str:
    """What the work rests on, and since when, where nobody chooses it."""
    if row.referral is None or row.referral.legal_on is None:
        return ""
    return f"{rules.BASES[row.referral.legal_basis].title}, {calendar.spoken(row.referral.legal_on)}"


@dataclass(frozen=True, slots=True)
class OpenWork:
    """An open spell of work, for the rooms above that begin where it begins."""

    ref: str
    child_id: int
    stream: str
    opened_on: dt.date
    worker_id: int
    team_id: int


_OPEN_WORK = ("ref", "child_id", "stream", "opened_on", "worker_id", "team_id")


@prepared.question
def _open_of_child(partnership_id: int, child_id: int) -> QuerySet[Involvement, Any]:
    rows = Involvement.objects.filter(partnership_id=partnership_id, child_id=child_id)
    return rows.filter(status=Involvement.Status.OPEN).order_by("opened_on", "id").values_list(*_OPEN_WORK)


@prepared.question
def _open_with_mine(actor: Actor, now: dt.datetime) -> QuerySet[Involvement, Any]:
    is_open = wall.own(Involvement.objects.all(), actor).filter(status=Involvement.Status.OPEN)
    mine = is_open.filter(prepared.any_of("child_id", children.held(actor, now)), worker_id=actor.membership_id)
    return is_open.filter(child_id__in=mine.values("child_id")).order_by("opened_on", "id").values_list(*_OPEN_WORK)


@prepared.question
def _open_of_worker(actor: Actor) -> QuerySet[Involvement, Any]:
    rows = wall.own(Involvement.objects.all(), actor).filter(worker_id=actor.membership_id)
    return rows.filter(status=Involvement.Status.OPEN).order_by("opened_on", "id").values_list(*_OPEN_WORK)


def open_involvements(child: Child) -> tuple[OpenWork, ...]:
    """Open work with one child, the oldest first: whether anything may be planned or recorded. Shows nothing."""
    return tuple(OpenWork(*row) for row in _open_of_child(child.partnership_id, child.pk))


def open_involvements_of(actor: Actor) -> tuple[OpenWork, ...]:
    """Open work that is allocated to the actor, the oldest first."""
    return tuple(OpenWork(*row) for row in _open_of_worker(actor))


def mine_without_contact(actor: Actor, child: Child, by: dt.date, now: dt.datetime) -> list[Involvement]:
    """Work of the actor's with the child, begun by a day, in which they have not met yet. For the command that writes
    down that they have."""
    return _mine_without_contact(actor, child.pk, by, now)


@prepared.question
def _mine_without_contact(actor: Actor, child_id: int, by: dt.date, now: dt.datetime) -> QuerySet[Involvement]:
    mine = access.visible_involvements(actor, now).filter(child_id=child_id, worker_id=actor.membership_id)
    return mine.filter(first_contact_on__isnull=True, opened_on__lte=by).order_by("pk")


def open_work_with_mine(actor: Actor, now: dt.datetime) -> tuple[OpenWork, ...]:
    """Open work of anybody with the children with whom the actor has open work and whom the actor may know of, the
    oldest first. Shows nothing."""
    return tuple(OpenWork(*row) for row in _open_with_mine(actor, now))


def involvement_refs(child: Child) -> tuple[str, ...]:
    """References of the child's open work, the oldest first."""
    return tuple(row.ref for row in open_involvements(child))


@dataclass(frozen=True, slots=True)
class ReferrerSaid:
    """What a referrer wrote, as the referrer's account: for a meeting's page about the child."""

    ref: str
    agency: str
    on: dt.date
    concern: str
    grounds: tuple[str, ...]


def referrers_said(child: Child, standing: Standing, look: trail.Look) -> tuple[ReferrerSaid, ...]:
    """What referrers wrote about the child, newest first: for readers of the plan strand. One query."""
    look.insist(child.ref)
    if not standing.reads(Strand.PLAN):
        return ()
    rows = (
        Referral.objects.filter(partnership_id=child.partnership_id, child=child)
        .select_related("agency")
        .order_by("-received_on", "-id")
    )
    return tuple(
        ReferrerSaid(
            row.ref, row.agency.name, row.received_on, row.concern, tuple(rules.GROUNDS[c].title for c in row.grounds)
        )
        for row in rows
    )


# The child's page


@dataclass(frozen=True, slots=True)
class ChildSummary:
    """What the child's page shows of this subject."""

    open: tuple[InvolvementLine, ...]
    ended: tuple[InvolvementLine, ...]
    may_allocate: bool
    reads_plan: bool
    happening: dict[str, Happening]


def child_summary(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> ChildSummary:
    """Spells of work, open and ended, and what happens to them. Five queries at most."""
    rows = involvements(child, standing, look)
    return ChildSummary(
        open=tuple(row for row in rows if row.is_open),
        ended=tuple(row for row in rows if not row.is_open),
        may_allocate=look.actor.may(Permission.ALLOCATE),
        reads_plan=standing.reads(Strand.PLAN),
        happening=happenings(child, {row.ref: row.worker_id for row in rows if row.is_open and row.ref}, now),
    )

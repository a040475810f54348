"""Questions about agencies, teams and people; and the actor of a request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import ROLES, RoleCode, permissions_of
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import YES, Verdict, no
from alongside.core.work import Work
from alongside.partnerships import access, wall
from alongside.partnerships.models import (
    Agency,
    AreaPartnership,
    Leaving,
    Locality,
    Membership,
    Post,
    Proposal,
    Team,
    TeamMember,
)

_ACTOR = """
SELECT u.id, u.ref, u.name, p.id, p.slug, p.name, m.id, m.ref, g.id, g.ref, g.name, g.kind, m.role, m.specialism,
       m.locality_id,
       ARRAY(SELECT t.team_id FROM partnerships_team_member t
             WHERE t.partnership_id = m.partnership_id AND t.membership_id = m.id
               AND t.from_on <= %(today)s AND (t.to_on IS NULL OR t.to_on >= %(today)s) ORDER BY t.team_id)
FROM partnerships_membership m
JOIN accounts_user u ON u.id = m.user_id
JOIN partnerships_area_partnership p ON p.id = m.partnership_id
JOIN partnerships_agency g ON g.id = m.agency_id
WHERE m.id = %(membership)s AND m.user_id = %(user)s AND m.partnership_id = %(partnership)s AND u.is_active
  AND g.is_active AND m.from_on <= %(today)s AND (m.to_on IS NULL OR m.to_on >= %(today)s)
"""


_ACTOR_FIELDS = (
    "user_id",
    "user_ref",
    "name",
    "partnership_id",
    "partnership_slug",
    "partnership_name",
    "membership_id",
    "membership_ref",
    "agency_id",
    "agency_ref",
    "agency_name",
    "agency_kind",
    "role",
    "specialism",
    "locality_id",
    "team_ids",
)


def actor_for(*, user_id: int, membership_id: int, partnership_id: int, today: dt.date) -> Actor | None:
    """The actor of this membership today, or None for a leaver. One query; the context must be set."""
    with connection.cursor() as cursor:
        cursor.execute(
            _ACTOR,
            {"membership": membership_id, "user": user_id, "partnership": partnership_id, "today": today},
        )
        row = cursor.fetchone()
    if row is None:
        return None
    role = RoleCode(row[_ACTOR_FIELDS.index("role")])
    return Actor(
        **dict(zip(_ACTOR_FIELDS, row, strict=True)),
        role_name=ROLES[role].title,
        permissions=permissions_of(role),
    )


@dataclass(frozen=True, slots=True)
class Hat:
    """One membership that a person can act in."""

    membership_id: int
    membership_ref: str
    partnership_id: int
    partnership: str
    agency: str
    role: str
    role_name: str


def hats_of(user_id: int, today: dt.date) -> list[Hat]:
    """Memberships of a person that hold today, in every partnership: through the door for one's own rows."""
    rows = (
        Membership.objects.filter(user_id=user_id, from_on__lte=today)
        .exclude(to_on__lt=today)
        .select_related("partnership", "agency")
        .order_by("partnership__name", "agency__name", "id")
    )
    return [
        Hat(
            row.pk,
            row.ref,
            row.partnership_id,
            row.partnership.name,
            row.agency.name,
            row.role,
            ROLES[RoleCode(row.role)].title,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person in a role, as pages name them."""

    membership_id: int
    ref: str
    name: str
    phone: str
    agency: str
    role: str
    specialism: str
    locality_id: int | None


def colleagues(
    actor: Actor,
    today: dt.date,
    *,
    roles: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    team_id: int | None = None,
    specialism: str = "",
) -> list[Colleague]:
    """People of the partnership who hold a membership today, by name."""
    rows = wall.own(Membership.objects.all(), actor).filter(from_on__lte=today, user__is_active=True)
    rows = rows.exclude(to_on__lt=today).select_related("user", "agency").order_by("user__name", "id")
    if roles:
        rows = rows.filter(role__in=roles)
    if kinds:
        rows = rows.filter(agency__kind__in=kinds)
    if specialism:
        rows = rows.filter(specialism=specialism)
    if team_id is not None:
        rows = rows.filter(id__in=members_of(team_id, today))
    return [
        Colleague(
            row.pk, row.ref, row.user.name, row.user.phone, row.agency.name, row.role, row.specialism, row.locality_id
        )
        for row in rows
    ]


def members_of(team_id: int, today: dt.date) -> list[int]:
    """Membership ids of a team today."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT membership_id FROM partnerships_team_member WHERE team_id = %s AND from_on <= %s"
            " AND (to_on IS NULL OR to_on >= %s) ORDER BY membership_id",
            [team_id, today, today],
        )
        return [row[0] for row in cursor.fetchall()]


def places(actor: Actor, today: dt.date, *, duties: tuple[str, ...], roles: tuple[str, ...]) -> list[TeamMember]:
    """Who works today in teams with these duties, in these roles: a row for each team of a person. One query."""
    return list(
        wall.own(TeamMember.objects.all(), actor)
        .filter(
            team__duty__in=duties,
            from_on__lte=today,
            membership__role__in=roles,
            membership__from_on__lte=today,
            membership__user__is_active=True,
        )
        .exclude(to_on__lt=today)
        .exclude(membership__to_on__lt=today)
        .select_related("team__agency", "team__locality", "membership__user", "membership__locality")
        .order_by("membership__user__name", "membership_id", "team__name", "team_id")
    )


@dataclass(frozen=True, slots=True)
class Present:
    """Who holds open things today: people by membership (name, and whether they still work here), teams with people."""

    names: dict[int, str]
    gone: frozenset[int]
    teams: dict[int, str]
    members: dict[int, frozenset[int]]
    refs: dict[int, str] = field(default_factory=dict)
    """Of people, by membership."""

    @property
    def empty_teams(self) -> frozenset[int]:
        """Teams in which nobody works."""
        return frozenset(team for team in self.teams if not self.members.get(team))

    def lacks(self, membership_id: int | None, team_id: int | None) -> bool:
        """Whether a thing with this owner waits on nobody: no owner, a person who left, or a team without people."""
        if membership_id is not None:
            return membership_id in self.gone or membership_id not in self.names
        return team_id is None or team_id in self.empty_teams


def present(actor: Actor, today: dt.date) -> Present:
    """Who is here to have things. Three queries."""
    people = wall.own(Membership.objects.all(), actor).values_list(
        "id", "ref", "user__name", "user__is_active", "from_on", "to_on"
    )
    names, refs, gone = {}, {}, set()
    for pk, ref, name, is_active, from_on, to_on in people:
        names[pk], refs[pk] = name, ref
        if not is_active or from_on > today or (to_on is not None and to_on < today):
            gone.add(pk)
    members: dict[int, set[int]] = {}
    held = wall.own(TeamMember.objects.all(), actor).filter(from_on__lte=today).exclude(to_on__lt=today)
    for team_id, membership_id in held.values_list("team_id", "membership_id"):
        if membership_id not in gone:
            members.setdefault(team_id, set()).add(membership_id)
    return Present(
        names=names,
        gone=frozenset(gone),
        teams=dict(wall.own(Team.objects.all(), actor).order_by("name", "id").values_list("id", "name")),
        members={team: frozenset(found) for team, found in members.items()},
        refs=refs,
    )


def managed_teams(actor: Actor) -> tuple[int, ...]:
    """Teams whose work the actor sees to: one's own, or, for who belongs to none that works with children, all of the
    agency. One query."""
    rows = wall.own(Team.objects.all(), actor).exclude(duty=Team.Duty.GOVERNANCE).order_by("name", "id")
    own = tuple(rows.filter(id__in=actor.team_ids).values_list("id", flat=True))
    return own or tuple(rows.filter(agency_id=actor.agency_id).values_list("id", flat=True))


def front_door_teams(actor: Actor, today: dt.date) -> tuple[int, ...]:
    """Front-door teams for whose unowned work the actor answers: a manager who belongs to one; where no manager does,
    every manager of its agency. What waits on nobody goes to these. One query; none for who manages no work."""
    if not actor.may(Permission.SEE_TEAM_WORK):
        return ()
    managers = [role.code.value for role in ROLES.values() if Permission.SEE_TEAM_WORK in role.permissions]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.id FROM partnerships_team t WHERE t.partnership_id = %(partnership)s AND t.duty = 'front_door'"
            " AND (t.id = ANY (%(teams)s::bigint[]) OR (t.agency_id = %(agency)s AND NOT EXISTS ("
            "  SELECT FROM partnerships_team_member tm JOIN partnerships_membership m ON m.id = tm.membership_id"
            "  WHERE tm.team_id = t.id AND m.role = ANY (%(managers)s) AND tm.from_on <= %(today)s"
            "  AND coalesce(tm.to_on, %(today)s) >= %(today)s AND m.from_on <= %(today)s"
            "  AND coalesce(m.to_on, %(today)s) >= %(today)s))) ORDER BY t.id",
            {
                "partnership": actor.partnership_id,
                "teams": list(actor.team_ids),
                "agency": actor.agency_id,
                "managers": managers,
                "today": today,
            },
        )
        return tuple(row[0] for row in cursor.fetchall())


def _seen_to(actor: Actor, today: dt.date) -> QuerySet[Membership]:
    """People whose work the actor sees to: those of the teams that the actor manages, and, for managers of the front
    door, those of agencies that manage none of their work here. Three queries, and one where it is asked."""
    rows = wall.own(Membership.objects.all(), actor)
    in_teams = wall.own(TeamMember.objects.all(), actor).filter(team_id__in=managed_teams(actor))
    mine = Q(id__in=in_teams.values("membership_id"))
    if front_door_teams(actor, today):
        managers = [role.code.value for role in ROLES.values() if Permission.SEE_TEAM_WORK in role.permissions]
        here = rows.filter(role__in=managers, from_on__lte=today).exclude(to_on__lt=today)
        mine |= ~Q(agency_id__in=here.values("agency_id"))
    return rows.filter(mine)


def sees_to(actor: Actor, membership: Membership, today: dt.date) -> Verdict:
    """Whether the actor sees to what this person has. Four queries at most."""
    if actor.may(Permission.SEE_TEAM_WORK) and _seen_to(actor, today).filter(pk=membership.pk).exists():
        return YES
    return no("Only this person’s manager sees to what they have. Ask a manager of their team.")


def staying(actor: Actor, today: dt.date, *, besides: Membership) -> list[Membership]:
    """People who work here today and whose last day is not set, by name: they could take something over. One query."""
    rows = wall.own(Membership.objects.all(), actor).filter(from_on__lte=today, user__is_active=True)
    rows = rows.filter(to_on__isnull=True).exclude(user_id=besides.user_id)
    return list(rows.select_related("user", "agency").order_by("user__name", "id"))


def teams_of(actor: Actor, membership_ids: Collection[int], today: dt.date) -> dict[int, dict[int, str]]:
    """Membership to its teams today: row id to name. One query."""
    rows = wall.own(TeamMember.objects.all(), actor).filter(membership_id__in=membership_ids, from_on__lte=today)
    found: dict[int, dict[int, str]] = {}
    for membership_id, team_id, name in (
        rows.exclude(to_on__lt=today).order_by("team__name").values_list("membership_id", "team_id", "team__name")
    ):
        found.setdefault(membership_id, {})[team_id] = name
    return found


def phone_of(actor: Actor) -> str:
    """The number under which the actor is rung at work, or that of their agency; empty where neither is known."""
    row = (
        wall.own(Membership.objects.all(), actor)
        .select_related("user", "agency")
        .filter(pk=actor.membership_id)
        .first()
    )
    return (row.user.phone or row.agency.phone) if row else ""


def leaving_of(actor: Actor, membership: Membership) -> Leaving | None:
    """The last day of somebody who leaves, with whether everything is handed over. One query."""
    return (
        wall.own(Leaving.objects.all(), actor).filter(membership=membership).select_related("closed_by__user").first()
    )


def _leavings(actor: Actor, today: dt.date) -> list[Work]:
    """People whose work the actor is to hand over, the first to leave first. Four queries; one where nobody leaves."""
    if not actor.may(Permission.SEE_TEAM_WORK) or not actor.may(Permission.ALLOCATE):
        return []
    rows = wall.own(Leaving.objects.all(), actor).filter(status=Leaving.Status.OPEN)
    if not rows.exists():
        return []
    mine = rows.filter(membership__in=_seen_to(actor, today)).select_related("membership__user")
    return [_leaving_work(row, today) for row in mine.order_by("last_on", "id")[:20]]


def _leaving_work(row: Leaving, today: dt.date) -> Work:
    has_left = row.last_on < today
    name = row.membership.user.name
    return Work(
        kind="leaving",
        what=f"{name} has left: close their work" if has_left else f"{name} leaves: hand over their work",
        url=f"/people/{row.membership.ref}/work/",
        due_on=row.last_on,
        waiting_since=calendar.london_date(row.begun_at),
        why=f"Their last day {'was' if has_left else 'is'} {calendar.spoken(row.last_on)}.",
        urgent=has_left,
    )


def teams(actor: Actor, *, duty: str = "", specialism: str = "") -> list[Team]:
    """Teams of the partnership by name, narrowed by duty or specialism."""
    rows = wall.own(Team.objects.all(), actor).select_related("agency", "locality").order_by("name", "id")
    if duty:
        rows = rows.filter(duty=duty)
    if specialism:
        rows = rows.filter(specialism=specialism)
    return list(rows)


def agencies(actor: Actor, *, kinds: tuple[str, ...] = ()) -> list[Agency]:
    """Active agencies of the partnership by name."""
    rows = wall.own(Agency.objects.all(), actor).filter(is_active=True).order_by("name", "id")
    return list(rows.filter(kind__in=kinds) if kinds else rows)


def localities(actor: Actor) -> list[Locality]:
    """Localities of the partnership by name."""
    return list(wall.own(Locality.objects.all(), actor).order_by("name", "id"))


def full_time_equivalents(actor: Actor, today: dt.date, *, duty: str) -> Decimal:
    """Posts of teams with this duty that exist today, in full-time equivalents, filled or vacant."""
    rows = wall.own(Post.objects.all(), actor).filter(team__duty=duty, from_on__lte=today).exclude(to_on__lt=today)
    return sum((row.full_time_equivalent for row in rows), Decimal(0))


def posts_of(actor: Actor, today: dt.date, membership_ids: Collection[int]) -> dict[int, Decimal]:
    """Membership to the posts that it holds today, in full-time equivalents; without those who hold none. One query."""
    rows = wall.own(Post.objects.all(), actor).filter(held_by_id__in=membership_ids, from_on__lte=today)
    found: dict[int, Decimal] = {}
    for membership_id, size in rows.exclude(to_on__lt=today).values_list("held_by_id", "full_time_equivalent"):
        if membership_id is not None:
            found[membership_id] = found.get(membership_id, Decimal(0)) + size
    return found


def partnership(slug: str) -> AreaPartnership:
    """The area partnership of this slug. Raises AreaPartnership.DoesNotExist."""
    return AreaPartnership.objects.get(slug=slug)


def areas(slug: str | None = None) -> list[AreaPartnership]:
    """Every area partnership by name, or the one of this slug; empty when there is none."""
    rows = AreaPartnership.objects.order_by("name")
    return list(rows.filter(slug=slug) if slug else rows)


@dataclass(frozen=True, slots=True)
class Invented:
    """A person of the demonstration, as its door lists them."""

    ref: str
    name: str
    agency: str
    role_name: str
    what: str


def invented_people(now: dt.datetime) -> list[tuple[str, list[tuple[str, list[Invented]]]]]:
    """People of each demonstration partnership by role. Enters each partnership in turn: for the demonstration only."""
    today = now.date()
    found = []
    for area in AreaPartnership.objects.filter(is_demonstration=True).order_by("name"):
        wall.enter(area.pk)
        rows = (
            Membership.objects.filter(partnership=area, from_on__lte=today, user__email__endswith=".example")
            .exclude(to_on__lt=today)
            .select_related("user", "agency")
            .order_by("agency__name", "user__name")
        )
        by_role: dict[str, list[Invented]] = {role.title: [] for role in ROLES.values()}
        for row in rows:
            role = ROLES[RoleCode(row.role)]
            by_role[role.title].append(Invented(row.user.ref, row.user.name, row.agency.name, role.title, role.what))
        found.append((area.name, [(title, people) for title, people in by_role.items() if people]))
    wall.enter(None)
    return found


@dataclass(frozen=True, slots=True)
class Person:
    """A row of the list of people."""

    ref: str
    name: str
    email: str
    role_name: str
    teams: str
    from_on: dt.date
    to_on: dt.date | None
    is_self: bool


def people_by_agency(actor: Actor, now: dt.datetime) -> list[tuple[str, list[Person]]]:
    """Everybody who holds or held a role, by agency. Two queries."""
    rows = (
        wall.own(Membership.objects.all(), actor)
        .select_related("user", "agency")
        .order_by("agency__name", "to_on", "user__name", "id")
    )
    teams: dict[int, list[str]] = {}
    for membership_id, name in (
        wall.own(TeamMember.objects.all(), actor).values_list("membership_id", "team__name").order_by("team__name")
    ):
        teams.setdefault(membership_id, []).append(name)
    found: dict[str, list[Person]] = {}
    for row in rows:
        found.setdefault(row.agency.name, []).append(
            Person(
                row.ref,
                row.user.name,
                row.user.email,
                ROLES[RoleCode(row.role)].title,
                ", ".join(teams.get(row.pk, [])),
                row.from_on,
                row.to_on,
                row.user_id == actor.user_id,
            )
        )
    return list(found.items())


def names_of_people(actor: Actor, user_ids: set[int]) -> dict[int, str]:
    """Person to name and agency (the latest role), of people who hold or held a role in the partnership. One query."""
    rows = wall.own(Membership.objects.all(), actor).filter(user_id__in=user_ids).select_related("user", "agency")
    return {row.user_id: f"{row.user.name}, {row.agency.name}" for row in rows.order_by("from_on", "id")}


def membership_or_404(actor: Actor, ref: str) -> Membership:
    """A membership of the actor's partnership, or 404."""
    row = wall.own(Membership.objects.all(), actor).select_related("user", "agency").filter(ref=ref).first()
    if row is None:
        raise Http404
    return row


def names_of_memberships(refs: Collection[str]) -> dict[str, str]:
    """The names of the people who hold these memberships, by reference; of the context's partnership. One query."""
    rows = Membership.objects.filter(ref__in=list(refs)).values_list("ref", "user__name")
    return dict(rows)


def the_clock(area: AreaPartnership) -> Actor:
    """The worker that runs by the clock, as the trail knows it: nobody's permission, one partnership."""
    return Actor(
        user_id=0,
        user_ref="U-SYSTEM",
        name="Scheduled work",
        partnership_id=area.pk,
        partnership_slug=area.slug,
        partnership_name=area.name,
        membership_id=0,
        membership_ref="M-SYSTEM",
        agency_id=0,
        agency_ref="G-SYSTEM",
        agency_name=area.name,
        agency_kind="other",
        role="clock",
        role_name="Scheduled work",
    )


@dataclass(frozen=True, slots=True)
class Proposed:
    """A role that is proposed for somebody, as the second person reads it."""

    ref: str
    name: str
    email: str
    agency: str
    team: str
    role_name: str
    what: str
    from_on: dt.date
    proposed_by: str
    proposed_at: dt.datetime
    decide_by_on: dt.date
    is_new: bool
    is_waiting: bool
    is_own: bool
    status: str
    decided_by: str
    decided_at: dt.datetime | None


def proposals(actor: Actor) -> list[Proposed]:
    """Roles that wait for a second person, the oldest first. Two queries."""
    rows = _proposals(actor).filter(status=Proposal.Status.WAITING).order_by("decide_by_on", "id")
    return _proposed(actor, list(rows))


def proposal_or_404(actor: Actor, ref: str) -> Proposal:
    """A proposal of the actor's partnership, for who sees them; else 404."""
    row = _proposals(actor).filter(ref=ref).first()
    if row is None or not access.may_see_proposals(actor):
        raise Http404
    return row


def proposal_page(actor: Actor, row: Proposal) -> Proposed:
    """One proposal. One query."""
    return _proposed(actor, [row])[0]


def _proposals(actor: Actor) -> QuerySet[Proposal]:
    return wall.own(Proposal.objects.all(), actor).select_related(
        "agency", "team", "proposed_by__user", "decided_by__user"
    )


def _proposed(actor: Actor, rows: list[Proposal]) -> list[Proposed]:
    known = set(
        wall.own(Membership.objects.all(), actor)
        .filter(user__email__in=[row.email for row in rows])
        .values_list("user__email", flat=True)
    )
    return [
        Proposed(
            ref=row.ref,
            name=row.name,
            email=row.email,
            agency=row.agency.name,
            team=row.team.name if row.team else "",
            role_name=ROLES[RoleCode(row.role)].title,
            what=ROLES[RoleCode(row.role)].what,
            from_on=row.from_on,
            proposed_by=row.proposed_by.user.name,
            proposed_at=row.proposed_at,
            decide_by_on=row.decide_by_on,
            is_new=row.email not in known,
            is_waiting=row.status == Proposal.Status.WAITING,
            is_own=row.proposed_by.user_id == actor.user_id,
            status=Proposal.Status(row.status).label,
            decided_by=row.decided_by.user.name if row.decided_by else "",
            decided_at=row.decided_at,
        )
        for row in rows
    ]


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """Roles that wait for this person as the second one, and leavers whose work the person hands over."""
    found = _leavings(actor, calendar.london_date(now))
    if not actor.may(Permission.AGREE_ABOUT_PEOPLE):
        return found
    rows = _proposals(actor).filter(status=Proposal.Status.WAITING).exclude(proposed_by__user_id=actor.user_id)
    return found + [
        Work(
            kind="proposal",
            what=f"Agree to a role, or refuse it: {row.name}, {ROLES[RoleCode(row.role)].title.lower()}",
            url=f"/people/proposed/{row.ref}/",
            due_on=row.decide_by_on,
            waiting_since=calendar.london_date(row.proposed_at),
            why="A role that sees children, or decides who may, takes two people.",
        )
        for row in rows.order_by("decide_by_on", "id")[:50]
    ]


def holder_of(membership_ref: str) -> tuple[int, int] | None:
    """The row ids of a membership and of its person, of the context's partnership; None where there is none."""
    return Membership.objects.filter(ref=membership_ref).values_list("id", "user_id").first()

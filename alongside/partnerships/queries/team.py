"""Teams, agencies, localities and posts, and who belongs to them today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection
from django.db.models import QuerySet

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import ROLES
from alongside.core.actor import Actor
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import (
    Agency,
    Locality,
    Membership,
    Post,
    Team,
    TeamMember,
)


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
    users: dict[int, int] = field(default_factory=dict)
    """The person behind each membership, who may hold several."""

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
        "id", "ref", "user_id", "user__name", "user__is_active", "from_on", "to_on"
    )
    names, refs, users, gone = {}, {}, {}, set()
    for pk, ref, user_id, name, is_active, from_on, to_on in people:
        names[pk], refs[pk], users[pk] = name, ref, user_id
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
        users=users,
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


def teams_of(actor: Actor, membership_ids: Collection[int], today: dt.date) -> dict[int, dict[int, str]]:
    """Membership to its teams today: row id to name. One query."""
    rows = wall.own(TeamMember.objects.all(), actor).filter(membership_id__in=membership_ids, from_on__lte=today)
    found: dict[int, dict[int, str]] = {}
    for membership_id, team_id, name in (
        rows.exclude(to_on__lt=today).order_by("team__name").values_list("membership_id", "team_id", "team__name")
    ):
        found.setdefault(membership_id, {})[team_id] = name
    return found


def teams(actor: Actor, *, duty: str = "", specialism: str = "") -> list[Team]:
    """Teams of the partnership by name, narrowed by duty or specialism."""
    return _teams(actor, duty=duty, specialism=specialism)


@prepared.question
def _teams(actor: Actor, *, duty: str, specialism: str) -> QuerySet[Team]:
    rows = wall.own(Team.objects.all(), actor).select_related("agency", "locality").order_by("name", "id")
    if duty:
        rows = rows.filter(duty=duty)
    if specialism:
        rows = rows.filter(specialism=specialism)
    return rows


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

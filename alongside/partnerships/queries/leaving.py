"""Who leaves, and who sees to it."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import ROLES
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import YES, Verdict, no
from alongside.core.work import Work
from alongside.partnerships import wall
from alongside.partnerships.models import (
    Leaving,
    Membership,
    Team,
    TeamMember,
)
from alongside.partnerships.queries.team import front_door_teams, managed_teams


def _seen_to(actor: Actor, today: dt.date) -> QuerySet[Membership]:
    """People whose work the actor sees to: those of the teams that the actor manages, and, for managers of the front
    door, those of agencies that manage none of their work here, and of their own agency who are in no team that works
    with children: a panel's chair, a head of service. Three queries, and one where it is asked."""
    rows = wall.own(Membership.objects.all(), actor)
    in_teams = wall.own(TeamMember.objects.all(), actor).filter(team_id__in=managed_teams(actor))
    mine = Q(id__in=in_teams.values("membership_id"))
    if front_door_teams(actor, today):
        managers = [role.code.value for role in ROLES.values() if Permission.SEE_TEAM_WORK in role.permissions]
        here = rows.filter(role__in=managers, from_on__lte=today).exclude(to_on__lt=today)
        mine |= ~Q(agency_id__in=here.values("agency_id"))
        working = wall.own(TeamMember.objects.all(), actor).exclude(team__duty=Team.Duty.GOVERNANCE)
        mine |= Q(agency_id=actor.agency_id) & ~Q(id__in=working.values("membership_id"))
    return rows.filter(mine)


def sees_to(actor: Actor, membership: Membership, today: dt.date) -> Verdict:
    """Whether the actor sees to what this person has. Four queries at most."""
    if actor.may(Permission.SEE_TEAM_WORK) and _seen_to(actor, today).filter(pk=membership.pk).exists():
        return YES
    return no("Only this person’s manager sees to what they have. Ask a manager of their team.")


def with_a_last_day(actor: Actor) -> list[Membership]:
    """Roles in the partnership that end or have ended, by the last day. One query."""
    rows = wall.own(Membership.objects.all(), actor).filter(to_on__isnull=False)
    return list(rows.select_related("user").order_by("to_on", "id"))


def leaving_of(actor: Actor, membership: Membership) -> Leaving | None:
    """The last day of somebody who leaves, with whether everything is handed over. One query."""
    return (
        wall.own(Leaving.objects.all(), actor).filter(membership=membership).select_related("closed_by__user").first()
    )


def leavings(actor: Actor, today: dt.date) -> list[Work]:
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

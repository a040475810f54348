"""Roles that wait for a second person; and what waits for somebody because of people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import ROLES, RoleCode
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import Work
from alongside.partnerships import access, wall
from alongside.partnerships.models import (
    Membership,
    Proposal,
)
from alongside.partnerships.queries.leaving import leavings


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
    found = leavings(actor, calendar.london_date(now))
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

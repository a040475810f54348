"""Everybody who works with the child: by the grants of their work, and from other services as typed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.accounts.roles import ROLES
from alongside.audit import trail
from alongside.children.access import Standing
from alongside.children.models import Child, Professional
from alongside.children.queries.record import why_in_short, working_rows
from alongside.children.queries.together import Joined
from alongside.core import calendar
from alongside.partnerships import prepared

_ROLES = {role.code.value: role.title for role in ROLES.values()}


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who works with the child; ``ref`` is set for people typed in, who can be ended."""

    name: str
    role: str
    agency: str
    phone: str
    why: str
    since: dt.date | None
    ref: str = ""
    child_ref: str = ""
    """The record into which they were typed."""


def network(
    child: Child, standing: Standing, look: trail.Look, now: dt.datetime, *, others: Sequence[Joined] = ()
) -> tuple[Contact, ...]:
    """Who works with the child now: the allocated worker first, then by the day since which they do. Two queries, and
    one for each other record: who works with a child here holds what lets them see both, others are typed into one.

    That a specialist or a SEND officer works with a child is told to the readers of those strands only.
    """
    found: dict[tuple[str, str], Contact] = {}
    for row in working_rows(child, standing, look, now):
        since, why = calendar.london_date(row.from_at), why_in_short(row.reason)
        if row.membership is not None:
            user, agency = row.membership.user, row.membership.agency
            contact = Contact(user.name, _ROLES.get(row.membership.role, ""), agency.name, user.phone, why, since)
        elif row.team is not None:
            agency = row.team.agency
            contact = Contact(row.team.name, "Team", agency.name, agency.phone, why, since)
        found.setdefault((contact.name, contact.why), contact)
    today = calendar.london_date(now)
    typed = [*outside(child, look, today), *(line for one in others for line in outside(one.child, one.look, today))]
    return (*found.values(), *typed)


def outside(child: Child, look: trail.Look, today: dt.date) -> tuple[Contact, ...]:
    """People of other services, as typed in, who work with the child now. One query."""
    look.insist(child.ref)
    return tuple(
        Contact(row.name, row.role, row.agency, row.phone, row.reason, row.from_on, row.ref, child.ref)
        for row in _now(child.partnership_id, child.pk, today)
    )


@prepared.question
def _now(partnership_id: int, child_id: int, today: dt.date) -> QuerySet[Professional]:
    rows = _professionals(partnership_id, child_id)
    return rows.filter(Q(to_on__isnull=True) | Q(to_on__gt=today))


def professional_or_404(child: Child, ref: str, look: trail.Look) -> Professional:
    """Somebody of another service who works with this child."""
    look.insist(child.ref)
    found = _professionals(child.partnership_id, child.pk).filter(ref=ref, to_on__isnull=True).first()
    if found is None:
        raise Http404
    return found


def _professionals(partnership_id: int, child_id: int) -> QuerySet[Professional]:
    rows = Professional.objects.filter(partnership_id=partnership_id, child_id=child_id)
    return rows.order_by("from_on", "id")

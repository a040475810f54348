"""Looking back on a first entry or a custody: which agency saw what, and what it offered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.audit import trail
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core.work import Seen
from alongside.justice import queries as justice
from alongside.needs import queries as needs
from alongside.panels import queries as panels
from alongside.referrals import queries as referrals


@dataclass(frozen=True, slots=True)
class Agency:
    """How long before it an agency knew the child, how often it saw something, and how often it offered something."""

    name: str
    first_on: dt.date
    last_on: dt.date
    seen: int
    offered: int


@dataclass(frozen=True, slots=True)
class LookingBack:
    """A look back with all that was seen and offered, in order; agencies are counted until the day it happened."""

    page: justice.LookBackPage
    seen: tuple[Seen, ...]
    agencies: tuple[Agency, ...]


def looking_back(
    page: justice.LookBackPage, child: Child, standing: Standing, look: trail.Look, now: dt.datetime
) -> LookingBack:
    """What each subject saw and offered, in all records of the child: what one agency knew may stand in the other. The
    same number of queries for each record, however much happened."""
    found = [
        one
        for record in (
            children.Joined(child, standing, look),
            *children.joined_records(child, standing, look, now),
        )
        for one in (
            *referrals.seen(record.child, record.standing, record.look),
            *needs.seen(record.child, record.standing, record.look),
            *panels.seen(record.child, record.look, now),
        )
    ]
    seen = tuple(sorted(found, key=lambda one: (one.on, one.agency, one.what)))
    before: dict[str, list[Seen]] = {}
    for one in seen:
        if one.agency and one.on <= page.line.happened_on:
            before.setdefault(one.agency, []).append(one)
    agencies = tuple(
        Agency(
            name,
            of[0].on,
            of[-1].on,
            sum(1 for one in of if not one.is_offer),
            sum(1 for one in of if one.is_offer),
        )
        for name, of in sorted(before.items())
    )
    return LookingBack(page, seen, agencies)

"""What a step changes: pictures of a case before and after it, and what stood before where they differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from django.db.models import QuerySet

from alongside.core.actor import Actor
from alongside.core.clocks import Follows
from alongside.deadlines import queries as dates
from alongside.ehcp.models import Case, Edition, Matter
from alongside.ehcp.rules.changes import Changes, Columns
from alongside.partnerships import prepared

if TYPE_CHECKING:
    from alongside.deadlines.models import Clock

Picture: TypeAlias = dict[str, dict[str, Columns]]

COLUMNS = {
    "case": ("status", "regime", "cease_reason", "setting_id", "setting_name", "final_on", "reviewed_on", "ended_on"),
    "matter": ("status", "chased_on", "settled_on", "planned_on"),
    "clock": ("status", "met_on"),
    "edition": ("status", "sent_on", "section_i"),
}
"""What a step may change in each of these."""


def picture(actor: Actor, case: Case, now: dt.datetime) -> Picture:
    """The case as it stands, with what runs within it, its clocks and its editions. Three queries."""
    matters = _matters(case.partnership_id, case.pk)
    clocks = dates.all_about(actor, case.child, [case.ref, *(matter.ref for matter in matters)], now)
    return {
        "case": {case.ref: _columns(case, "case")},
        "matter": {row.ref: _columns(row, "matter") for row in matters},
        "clock": {ref: _columns(row, "clock") for ref, row in as_one(clocks).items()},
        "edition": {row.ref: _columns(row, "edition") for row in _editions(case.partnership_id, case.pk)},
    }


@prepared.question
def _matters(partnership_id: int, case_id: int) -> QuerySet[Matter]:
    return Matter.objects.filter(partnership_id=partnership_id, case_id=case_id).order_by("pk")


@prepared.question
def _editions(partnership_id: int, case_id: int) -> QuerySet[Edition]:
    return Edition.objects.filter(partnership_id=partnership_id, case_id=case_id).order_by("pk")


_AGAIN = (Follows.CORRECTED.value, Follows.REDATED.value)


def as_one(clocks: Sequence[Clock]) -> dict[str, Clock]:
    """Clocks, the oldest first, by the reference of the first of those that were begun again when a step was taken
    back or a day corrected: the newest stands for them all, so that whoever changed one changed the other."""
    first: dict[int, str] = {}
    found = {}
    for clock in clocks:
        is_again = clock.follows_how in _AGAIN and clock.follows_id in first
        first[clock.pk] = first[clock.follows_id] if is_again and clock.follows_id else clock.ref
        found[first[clock.pk]] = clock
    return found


def _columns(row: object, table: str) -> Columns:
    return {name: _plain(getattr(row, name)) for name in COLUMNS[table]}


def _plain(value: dt.date | str | int | None) -> str | int | None:
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def changed(before: Picture, after: Picture) -> Changes:
    """What stood before the step, of what is different after it."""
    found: Changes = {}
    for table, rows in after.items():
        for ref, columns in rows.items():
            stood = before[table].get(ref)
            if stood is None:
                found.setdefault(table, {})[ref] = None
            elif stood != columns:
                found.setdefault(table, {})[ref] = {name: old for name, old in stood.items() if columns[name] != old}
    return found

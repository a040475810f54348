"""Term dates of the area, and what counting needs of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from alongside.core import clocks
from alongside.core.actor import Actor
from alongside.deadlines import access
from alongside.deadlines.models import TermDates


@dataclass(frozen=True, slots=True)
class Year:
    """A school year as it stands, and how often it was changed."""

    school_year: int
    edition: int
    terms: tuple[tuple[dt.date, dt.date], ...]
    closed: tuple[dt.date, ...]
    source: str
    saved_by: str
    saved_at: dt.datetime

    @property
    def title(self) -> str:
        """ "2026/27"."""
        return f"{self.school_year}/{(self.school_year + 1) % 100:02}"


@dataclass(frozen=True, slots=True)
class School:
    """The area's school days and the editions they come from."""

    days: clocks.SchoolDays
    editions: tuple[int, ...]


def _of_rows(rows: Iterable[TermDates], nation: str) -> clocks.SchoolDays:
    found = list(rows)
    terms = [pair for row in found for pair in zip(row.first_days, row.last_days, strict=True)]
    return clocks.of_terms(terms, [day for row in found for day in row.closed_days], nation)


def school_now(actor: Actor, nation: str = "england") -> School:
    """School days by the newest edition of every year. One query."""
    newest = access.visible_term_dates(actor).order_by("school_year", "-edition").distinct("school_year")
    rows = list(newest)
    return School(_of_rows(rows, nation), tuple(row.pk for row in rows))


def school_of(actor: Actor, editions: Iterable[int], nation: str = "england") -> clocks.SchoolDays:
    """School days by the editions that a date was counted by. One query, none where there are none."""
    wanted = list(editions)
    rows = access.visible_term_dates(actor).filter(pk__in=wanted) if wanted else ()
    return _of_rows(rows, nation)


def years(actor: Actor, *, history: bool = False) -> tuple[Year, ...]:
    """Every school year as it stands, newest first; with ``history`` every edition. One query."""
    rows = access.visible_term_dates(actor).select_related("saved_by__user").order_by("-school_year", "-edition")
    if not history:
        rows = rows.distinct("school_year")
    return tuple(
        Year(
            row.school_year,
            row.edition,
            tuple(zip(row.first_days, row.last_days, strict=True)),
            tuple(row.closed_days),
            row.source,
            row.saved_by.user.name,
            row.saved_at,
        )
        for row in rows
    )

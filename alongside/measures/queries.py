"""Figures: the compiled SQL of a measure, run in the database behind the wall."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.db import connection

from alongside.audit import trail
from alongside.core.actor import Actor
from alongside.measures import access, rules
from alongside.measures.definitions import DEFINITIONS
from alongside.measures.rules import AS_OF, Definition, Figure
from alongside.needs.rules import SPECIALISMS
from alongside.referrals.rules import SOURCES, STREAMS

MEASURE_EXPORTED = trail.sight(
    "measures.figures.exported", "Somebody took figures away as a file.", trail.Verb.DISCLOSURE
)

SQL = Path(__file__).parent / "sql" / "postgres"


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure, answered: for all, and by a split if one was asked for. ``is_suppressed`` when shown to a board."""

    definition: Definition
    first: dt.date | None
    last: dt.date
    by: str
    total: Figure
    parts: tuple[Figure, ...]
    is_suppressed: bool = False


@cache
def _sql(code: str, by: str) -> str:
    name = f"{code}.by_{by}.sql" if by else f"{code}.sql"
    return (SQL / name).read_text(encoding="utf-8")


def measure(
    code: str, *, partnership_id: int, first: dt.date, last: dt.date, by: str = "", is_suppressed: bool = False
) -> Measured:
    """Answer a measure over a period (both days inclusive), or as of its last day. One query, two with a split.

    Raises KeyError for an unknown code and ValueError for a split that the measure does not have. The context of the
    transaction must be the partnership's: another partnership's rows are not there to count.
    """
    definition = DEFINITIONS[code]
    if by and by not in definition.splits:
        raise ValueError(f"{code} can be split by {', '.join(definition.splits)}, not by {by}.")
    days: dict[str, int | dt.date] = {"partnership": partnership_id, "first": first, "last": last}
    total = _figures(definition, "", days)[0]
    parts = _figures(definition, by, days) if by else ()
    if is_suppressed:
        total, parts = rules.suppress(definition.unit, total, parts)
    return Measured(
        definition=definition,
        first=None if definition.when == AS_OF else first,
        last=last,
        by=by,
        total=total,
        parts=tuple(replace(part, by=label(by, part.by)) for part in parts),
        is_suppressed=is_suppressed,
    )


def _figures(definition: Definition, by: str, days: dict[str, int | dt.date]) -> tuple[Figure, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_sql(definition.code, by), days)
        found = cursor.fetchall()
    return tuple(
        Figure(
            by=split,
            value=rules.derived(definition.unit, numerator, denominator, median),
            numerator=numerator,
            denominator=denominator,
            median=median,
            p90=p90,
            n=n,
            waiting=waiting,
            longest=longest,
        )
        for split, numerator, denominator, median, p90, n, waiting, longest in found
    )


def label(by: str, value: str) -> str:
    """A value of a split as people read it; what is not recorded says so."""
    if not value:
        return "No one yet" if by == "agency" else "Not recorded"
    if by == "stream":
        return STREAMS[value].title if value in STREAMS else value
    if by == "source":
        return SOURCES.get(value, value)
    if by == "specialism":
        return SPECIALISMS.get(value, value)
    return value


@dataclass(frozen=True, slots=True)
class ManagersPage:
    """All that the manager's page shows, as of a day and over the quarter before it."""

    last: dt.date
    first: dt.date
    open_by_stream: Measured
    open_by_locality: Measured
    share: Measured
    caseload: Measured
    posts: Measured
    waits: Measured
    referrals: Measured
    screened: Measured
    to_screen: Measured
    attendance: Measured


def managers_page(actor: Actor, *, first: dt.date, last: dt.date) -> ManagersPage:
    """Everything on the manager's page: a fixed number of queries, however many children there are."""

    def ask(code: str, by: str = "") -> Measured:
        return measure(
            code,
            partnership_id=actor.partnership_id,
            first=first,
            last=last,
            by=by,
            is_suppressed=not access.sees_small_counts(actor),
        )

    return ManagersPage(
        last=last,
        first=first,
        open_by_stream=ask("open_children", "stream"),
        open_by_locality=ask("open_children", "locality"),
        share=ask("prevention_share_of_workload", "locality"),
        caseload=ask("prevention_caseload", "locality"),
        posts=ask("prevention_posts_fte"),
        waits=ask("days_need_to_first_support", "specialism"),
        referrals=ask("referrals_by_source", "source"),
        screened=ask("screened_share", "stream"),
        to_screen=ask("days_to_screen"),
        attendance=ask("panel_attendance", "agency"),
    )


HEAD = (
    "Split",
    "Value",
    "Numerator",
    "Denominator",
    "Median",
    "Ninth in ten within",
    "Counted",
    "Still waiting",
    "Longest",
)


def table(measured: Measured) -> list[tuple[str | float | None, ...]]:
    """The figures as rows for a file: all first, then the parts. What is hidden is written "hidden"."""
    return [_row("All", measured.total), *(_row(part.by, part) for part in measured.parts)]


def _row(name: str, figure: Figure) -> tuple[str | float | None, ...]:
    numbers = (
        figure.value,
        figure.numerator,
        figure.denominator,
        figure.median,
        figure.p90,
        figure.n,
        figure.waiting,
        figure.longest,
    )
    return (name, *("hidden" if figure.hidden else rules.rounded(number) for number in numbers))

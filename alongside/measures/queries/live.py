"""Figures as they stand now: the compiled SQL of measures, run in the database behind the wall."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.db import connection

from alongside.justice.rules import FINDINGS
from alongside.measures import rules
from alongside.measures.definitions import DEFINITIONS
from alongside.measures.rules import AS_OF, Answer, Definition, Figure
from alongside.needs.rules import AREAS_BY_CODE, SPECIALISMS
from alongside.panels.rules import TYPES
from alongside.partnerships import queries as partnerships
from alongside.referrals.rules import SOURCES, STREAMS

SQL = Path(__file__).parent.parent / "sql" / "postgres"

OUTCOMES = {"declined": "Not for us", "signposted": "Other help suits the child better"}


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
    return (SQL / name).read_text(encoding="utf-8").partition("\n")[2]


@cache
def _together(wanted: tuple[tuple[str, str], ...]) -> str:
    """The SQL of several measures as one statement: a page asks once, however much it shows."""
    return "\nUNION ALL\n".join(
        f"SELECT {number}, figures.* FROM (\n{_sql(code, by)}\n) AS figures"  # noqa: S608
        for number, (code, by) in enumerate(wanted)
    )


def answers(
    wanted: Mapping[str, Sequence[str]], *, partnership_id: int, first: dt.date, last: dt.date
) -> dict[str, Answer]:
    """Answer measures, each for all and by the splits named, over a period (both days inclusive). One query.

    Parts are named by their codes, ``label`` gives the words. Raises KeyError for an unknown code and ValueError for a
    split that the measure does not have. The context of the transaction must be the partnership's: another
    partnership's rows are not there to count.
    """
    asked: list[tuple[str, str]] = []
    for code, splits in wanted.items():
        for by in splits:
            if by not in DEFINITIONS[code].splits:
                raise ValueError(f"{code} can be split by {', '.join(DEFINITIONS[code].splits)}, not by {by}.")
        asked += [(code, by) for by in ("", *splits)]
    with connection.cursor() as cursor:
        cursor.execute(_together(tuple(asked)), {"partnership": partnership_id, "first": first, "last": last})
        found: dict[int, list[Figure]] = defaultdict(list)
        for number, *row in cursor.fetchall():
            found[number].append(_figure(DEFINITIONS[asked[number][0]].unit, row))
    parts = {asked[number]: tuple(sorted(figures, key=lambda one: one.by)) for number, figures in found.items()}
    return {
        code: Answer(DEFINITIONS[code], parts[code, ""][0], {by: parts.get((code, by), ()) for by in splits})
        for code, splits in wanted.items()
    }


def _figure(unit: str, row: Sequence[object]) -> Figure:
    by, numerator, denominator, median, p90, n, waiting, longest = row
    value = rules.derived(unit, numerator, denominator, median)  # type: ignore[arg-type]
    return Figure(by, value, numerator, denominator, median, p90, n, waiting, longest)  # type: ignore[arg-type]


def measure(
    code: str, *, partnership_id: int, first: dt.date, last: dt.date, by: str = "", is_suppressed: bool = False
) -> Measured:
    """Answer one measure, and by a split if one is named. Raises as ``answers`` does."""
    wanted = {code: (by,) if by else ()}
    answer = answers(wanted, partnership_id=partnership_id, first=first, last=last)[code]
    if is_suppressed:
        (answer,) = rules.released([answer])
    return measured(answer, first=first, last=last, by=by, is_suppressed=is_suppressed)


def measured(answer: Answer, *, first: dt.date, last: dt.date, by: str = "", is_suppressed: bool = False) -> Measured:
    """An answer with the words of one of its splits."""
    definition = answer.definition
    return Measured(
        definition=definition,
        first=None if definition.when == AS_OF else first,
        last=last,
        by=by,
        total=answer.total,
        parts=labelled(by, answer.splits[by]) if by else (),
        is_suppressed=is_suppressed,
    )


def labelled(by: str, parts: Sequence[Figure]) -> tuple[Figure, ...]:
    """The parts of a split under the words that people read, in the order of those words."""
    names = partnerships.names_of_memberships([part.by for part in parts]) if by == "worker" and parts else {}
    named = [replace(part, by=names.get(part.by) or label(by, part.by)) for part in parts]
    return tuple(sorted(named, key=lambda part: (part.by == "Not recorded", part.by.lower())))


def label(by: str, value: str) -> str:
    """A value of a split as people read it; what is not recorded says so."""
    if not value:
        return {"agency": "No one yet", "stream": "Not decided yet"}.get(by, "Not recorded")
    if by == "stream":
        return STREAMS[value].title if value in STREAMS else value
    if by == "area":
        return AREAS_BY_CODE[value].title if value in AREAS_BY_CODE else value
    if by == "finding":
        return FINDINGS[value].title if value in FINDINGS else value
    if by == "panel":
        return TYPES[value].title if value in TYPES else value
    return {"source": SOURCES, "specialism": SPECIALISMS, "outcome": OUTCOMES}.get(by, {}).get(value, value)


def lacking(code: str, what: str, *, partnership_id: int, first: dt.date, last: dt.date) -> list[int]:
    """The row ids of the children whom a measure counts and of whom this is not recorded. One query."""
    name = f"{code}.missing_{what}.sql"
    with connection.cursor() as cursor:
        cursor.execute(
            (SQL / name).read_text(encoding="utf-8"), {"partnership": partnership_id, "first": first, "last": last}
        )
        return [row[0] for row in cursor.fetchall()]

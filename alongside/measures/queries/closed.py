"""Figures of closed quarters: read as they were counted, or as they are shown to those who see no child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import connection

from alongside.measures import rules
from alongside.measures.definitions import DEFINITIONS
from alongside.measures.models import ClosedMeasure
from alongside.measures.queries.live import answers, lacking
from alongside.measures.rules import Answer, Figure, Quarter

_KEPT = tuple(field.name for field in fields(Figure) if field.name != "value")

_FIRST_RECORD = """
SELECT least((SELECT min(received_on) FROM referrals_fact_referral WHERE partnership_id = %(partnership)s),
             (SELECT min(opened_on) FROM referrals_fact_involvement WHERE partnership_id = %(partnership)s))
"""


@dataclass(frozen=True, slots=True)
class Closed:
    """A measure of a closed quarter. ``since`` is set where the partnership's records begin within the quarter."""

    answer: Answer
    quarter: Quarter
    version: int
    closed_at: dt.datetime
    since: dt.date | None

    @property
    def is_of_another_definition(self) -> bool:
        """Whether the definition has changed since it was counted."""
        return self.version != self.answer.definition.version


def closed(
    partnership_id: int, quarters: Sequence[Quarter], *, is_suppressed: bool, codes: Collection[str] = ()
) -> dict[Quarter, dict[str, Closed]]:
    """The measures of these quarters that are closed, by quarter and code; all of them, or those named. One query."""
    column = "shown" if is_suppressed else "figures"
    rows = ClosedMeasure.objects.filter(
        partnership_id=partnership_id, first_on__in=[quarter.first for quarter in quarters]
    )
    if codes:
        rows = rows.filter(code__in=list(codes))
    by_day = {quarter.first: quarter for quarter in quarters}
    found: dict[Quarter, dict[str, Closed]] = {quarter: {} for quarter in quarters}
    for code, first, version, closed_at, since, kept in rows.values_list(
        "code", "first_on", "version", "closed_at", "since_on", column
    ):
        # A measure that is no longer defined stays in its row, and on no page.
        if code in DEFINITIONS:
            quarter = by_day[first]
            found[quarter][code] = Closed(answer_of(code, kept), quarter, version, closed_at, since)
    return found


def quarters_closed(partnership_id: int, quarters: Sequence[Quarter]) -> tuple[Quarter, ...]:
    """Which of the quarters are closed, the oldest first."""
    days = set(
        ClosedMeasure.objects.filter(
            partnership_id=partnership_id, first_on__in=[quarter.first for quarter in quarters]
        ).values_list("first_on", flat=True)
    )
    return tuple(quarter for quarter in quarters if quarter.first in days)


def to_close(partnership_id: int, quarter: Quarter) -> tuple[str, ...]:
    """The measures that are not closed for a quarter yet, in the order of their definitions."""
    done = set(
        ClosedMeasure.objects.filter(partnership_id=partnership_id, first_on=quarter.first).values_list(
            "code", flat=True
        )
    )
    return tuple(code for code in DEFINITIONS if code not in done)


def first_record(partnership_id: int) -> dt.date | None:
    """The first day of which the partnership has a record; None while there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_RECORD, {"partnership": partnership_id})
        (day,) = cursor.fetchone()
    return day if isinstance(day, dt.date) else None


def counted(partnership_id: int, quarter: Quarter, codes: Collection[str]) -> dict[str, Answer]:
    """Count measures for a quarter by all published splits, with whatever is missing."""
    wanted = {code: DEFINITIONS[code].published_splits for code in codes}
    found = answers(wanted, partnership_id=partnership_id, first=quarter.first, last=quarter.last)
    for code, answer in found.items():
        missing = {
            what: len(lacking(code, what, partnership_id=partnership_id, first=quarter.first, last=quarter.last))
            for what in answer.definition.missing
        }
        found[code] = Answer(answer.definition, answer.total, answer.splits, missing)
    return found


# Rows and answers


def kept(answer: Answer) -> dict[str, Any]:
    """An answer as it stands in its row."""
    return {
        "total": _as_kept(answer.total),
        "splits": {split: [_as_kept(part) for part in parts] for split, parts in answer.splits.items()},
        "missing": dict(answer.missing),
    }


def _as_kept(figure: Figure) -> dict[str, Any]:
    held = {name: getattr(figure, name) for name in _KEPT}
    return {name: value for name, value in held.items() if value is not None and value is not False}


def answer_of(code: str, row: Mapping[str, Any]) -> Answer:
    """The answer that stands in a row."""
    definition = DEFINITIONS[code]
    return Answer(
        definition,
        _figure(definition.unit, row["total"]),
        {split: tuple(_figure(definition.unit, part) for part in parts) for split, parts in row["splits"].items()},
        row["missing"],
    )


def _figure(unit: str, part: Mapping[str, Any]) -> Figure:
    numerator, denominator, median = part.get("numerator"), part.get("denominator"), part.get("median")
    is_hidden = part.get("hidden", False)
    return Figure(
        by=part.get("by", ""),
        value=None if is_hidden else rules.derived(unit, numerator, denominator, median),
        numerator=numerator,
        denominator=denominator,
        median=median,
        p90=part.get("p90"),
        n=part.get("n"),
        waiting=part.get("waiting"),
        longest=part.get("longest"),
        hidden=is_hidden,
        waits_hidden=part.get("waits_hidden", False),
    )

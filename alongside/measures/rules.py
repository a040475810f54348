"""What a measure is, and what may be shown of small numbers: pure Python.

A definition says in words what is counted, and builds one table with a row for each thing that counts. Its columns, as
far as they mean something: ``counted`` (an id, where a thing must count once), ``numerator`` (0 or 1, or a size),
``days``, ``waiting`` (days waited so far by what has not ended) and one for each split. One aggregation serves all
measures. It is an Ibis expression, compiled ahead to SQL that is checked in; the application runs the SQL and never
imports Ibis.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

SPLITS = ("locality", "agency", "stream", "specialism", "source")
"""By what a measure can be split. Each measure names those that mean something for it."""

COUNT, SHARE, DAYS, SIZE = "children", "share from 0 to 1", "calendar days", "full-time equivalents"

AS_OF, PERIOD = "as of a day", "over a period"


@dataclass(frozen=True, slots=True)
class Times:
    """The days that a measure asks for, as expressions: ``first`` and ``last`` day of the period, both inclusive.

    A measure as of a day uses ``last``.
    """

    first: Any
    last: Any


@dataclass(frozen=True, slots=True)
class Definition:
    """A measure.

    ``rows`` gets the fact tables by name and the days, and gives the row table; see the module. ``counts`` says on the
    page what is counted and what is not; ``source`` whose definition it is.
    """

    code: str
    title: str
    question: str
    unit: str
    when: str
    numerator: str
    denominator: str
    counts: str
    source: str
    splits: tuple[str, ...]
    facts: tuple[str, ...]
    rows: Callable[[dict[str, Any], Times], Any]
    of: str = "children"
    """What one unit of the denominator is, in the plural."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure for all, or for one value of a split.

    ``n`` is how many things stand behind the figure; ``median`` and ``p90`` are days; ``waiting`` is how many have not
    ended and ``longest`` how many days the longest of them has waited. None is not known; ``hidden`` is small.
    """

    by: str
    value: float | None
    numerator: float | None
    denominator: float | None
    median: float | None
    p90: float | None
    n: int | None
    waiting: int | None
    longest: int | None
    hidden: bool = False


SMALLEST_SHOWN = 6
"""Counts of 1 to 5 are hidden (the rule seen at DfE and in PRISM-R; a setting of ours by default). Zero is shown."""


def derived(unit: str, numerator: float | None, denominator: float | None, median: float | None) -> float | None:
    """The value of a figure: the count, the share, the median or the size. None where nothing can be said."""
    if unit == SHARE:
        return None if not denominator or numerator is None else numerator / denominator
    if unit == DAYS:
        return median
    return numerator


def is_small(count: float | None) -> bool:
    """Whether a count is one that could point at a child."""
    return count is not None and 0 < count < SMALLEST_SHOWN


def suppress(unit: str, total: Figure, parts: Sequence[Figure]) -> tuple[Figure, tuple[Figure, ...]]:
    """What those who may not see children are shown of a measure and its split.

    * A figure is hidden when its count is 1 to 5, or the rest of its share is (19 of 20 tells of the one), or when a
      share or a median stands on fewer than 6. True zeros are shown.
    * Never exactly one gap: with one part hidden, the smallest shown part that is not zero goes too, since the total
      less the shown parts would give the hidden one. The same when the hidden parts together hold fewer than 6.
    * With a hidden figure all is hidden from which it could be recomputed: value, numerator, denominator, median, n.
    """
    shown = [_hide(part) if _needs_hiding(unit, part) else part for part in parts]
    if not _needs_hiding(unit, total):
        while _gap_is_open(parts, shown):
            candidates = [index for index, part in enumerate(shown) if not part.hidden and part.n]
            if not candidates:
                break
            smallest = min(candidates, key=lambda index: (shown[index].n or 0, shown[index].by))
            shown[smallest] = _hide(shown[smallest])
        return total, tuple(shown)
    return _hide(total), tuple(part if _is_zero(part) else _hide(part) for part in parts)


def _needs_hiding(unit: str, figure: Figure) -> bool:
    if unit == SIZE:
        return False
    if unit == SHARE:
        rest = None if figure.denominator is None or figure.numerator is None else figure.denominator - figure.numerator
        return is_small(figure.denominator) or is_small(figure.numerator) or is_small(rest)
    return is_small(figure.n) or is_small(figure.numerator if unit == COUNT else None) or is_small(figure.waiting)


def _gap_is_open(parts: Sequence[Figure], shown: Sequence[Figure]) -> bool:
    hidden = [parts[index] for index, part in enumerate(shown) if part.hidden]
    if not hidden:
        return False
    together = sum(part.n or 0 for part in hidden)
    numerators = sum(part.numerator or 0 for part in hidden)
    return len(hidden) == 1 or is_small(together) or is_small(numerators)


def _is_zero(figure: Figure) -> bool:
    return not figure.n and not figure.numerator and not figure.denominator and not figure.waiting


def _hide(figure: Figure) -> Figure:
    return replace(
        figure,
        value=None,
        numerator=None,
        denominator=None,
        median=None,
        p90=None,
        n=None,
        waiting=None,
        longest=None,
        hidden=True,
    )


def quarter(day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the calendar quarter in which the day lies."""
    first = dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    following = dt.date(first.year + (first.month == 10), (first.month + 2) % 12 + 1, 1)
    return first, following - dt.timedelta(days=1)


def whole_quarters(first: dt.date, last: dt.date, today: dt.date) -> tuple[dt.date, dt.date]:
    """The period widened to whole quarters that have ended, at least one.

    For readers of whom small counts are hidden: two periods that differ by a day would give them what happened on it.
    """
    ended = quarter(today)[0] - dt.timedelta(days=1)
    last = min(quarter(last)[1], ended)
    return min(quarter(first)[0], quarter(last)[0]), last


def rounded(value: float | None, places: int = 4) -> float | None:
    """A figure with so many places, for output; None stays None, and a whole number stays whole."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    number = round(float(value), places)
    return int(number) if number == int(number) else number

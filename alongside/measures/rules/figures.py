"""A figure, what it comes to, and how it spreads over the places of an area."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from alongside.measures.rules.definition import DAYS, LOAD, SHARE


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure for all, or for one value of a split.

    ``n`` is how many things stand behind the figure; ``median`` and ``p90`` are days; ``waiting`` is how many have not
    ended and ``longest`` how many days the longest of them has waited. None is not known. ``hidden`` is small, or would
    give away what is small; ``waits_hidden`` says the same of those who wait.
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
    waits_hidden: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing behind it: a true zero."""
        return not (self.n or self.numerator or self.denominator or self.waiting)


def derived(unit: str, numerator: float | None, denominator: float | None, median: float | None) -> float | None:
    """The value of a figure: the count, the share, the median or the size. None where nothing can be said."""
    if unit in (SHARE, LOAD):
        return None if not denominator or numerator is None else numerator / denominator
    if unit == DAYS:
        return median
    return numerator


def hide(figure: Figure, *, waits: bool = False) -> Figure:
    """The figure without anything from which its count could be recomputed; with ``waits``, only without its waits."""
    if waits:
        return replace(figure, waiting=None, longest=None, waits_hidden=True)
    return replace(figure, value=None, numerator=None, denominator=None, median=None, p90=None, n=None, hidden=True)


def rounded(value: float | None, places: int = 4) -> float | None:
    """A figure with so many places, for output; None stays None, and a whole number stays whole."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    number = round(float(value), places)
    return int(number) if number == int(number) else number


@dataclass(frozen=True, slots=True)
class Spread:
    """How a measure differs between places: an average hides what a child meets who lives in one of them.

    ``lower`` and ``upper`` are the quartiles, None for fewer than four places: the middle half of three says nothing.
    ``places`` is how many are counted, ``left_out`` how many are hidden or have nothing to say.
    """

    lowest: float
    lowest_at: str
    highest: float
    highest_at: str
    lower: float | None
    upper: float | None
    places: int
    left_out: int


def spread(parts: Sequence[Figure]) -> Spread | None:
    """The spread over the parts that have a value and a name; None for fewer than two of them.

    Quartiles are linear between the ordered values, as ``PERCENTILE_CONT`` takes them. It uses what is shown and
    nothing else, so that it gives nothing away.
    """
    known = sorted((part.value, part.by) for part in parts if part.value is not None and part.by)
    if len(known) < 2:
        return None
    values = [value for value, _ in known]
    named = sum(1 for part in parts if part.by)
    return Spread(
        lowest=values[0],
        lowest_at=known[0][1],
        highest=values[-1],
        highest_at=known[-1][1],
        lower=_quantile(values, 0.25) if len(values) >= 4 else None,
        upper=_quantile(values, 0.75) if len(values) >= 4 else None,
        places=len(values),
        left_out=named - len(values),
    )


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)

"""School days of an area: the days of its terms on which schools meet. No Django.

Term dates are set by each local authority and by academies, so they are rows of an area partnership
(``deadlines.models.TermDates``) and arrive here as plain values.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from alongside.core import calendar, holidays

_DAY = dt.timedelta(days=1)

LONGEST_CLOSURE = 28
"""Four weeks: a closure as long lets the authority miss a limit where advice was asked of that school in the window
from one week before it closed to one week before it opened again.
Source: SEND Regulations 2014 (SI 2014/1530), regulations 5(4)(a) and 10(4)(a)."""


def school_year(day: dt.date) -> int:
    """The year in which the school year of a day began: 2026 for 2026/27. It runs from 1 September to 31 August."""
    return day.year if day.month >= 9 else day.year - 1


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """On which days schools meet: in terms, on working days that are not ``closed`` (training days and the like).

    A school year without terms is not known: every working day of it is taken, which makes a limit end no later than it
    truly does, and whoever asks is told (``is_known``).
    """

    terms: tuple[tuple[dt.date, dt.date], ...] = ()
    closed: frozenset[dt.date] = frozenset()
    working: calendar.WorkingDays = field(default_factory=holidays.working_days)

    def is_known(self, day: dt.date) -> bool:
        """Whether the terms of the day's school year are known."""
        year = school_year(day)
        return any(school_year(first) == year for first, _ in self.terms)

    def is_school_day(self, day: dt.date) -> bool:
        """Whether schools meet on a day."""
        if not self.working.is_working(day):
            return False
        if not self.is_known(day):
            return True
        return day not in self.closed and any(first <= day <= last for first, last in self.terms)

    def add(self, start: dt.date, days: int, *, start_counts: bool = False) -> dt.date:
        """The last of a number of school days counted from a start, itself the first where ``start_counts``.

        Raises ValueError for a negative number, or for none that begin with the start.
        """
        if days < 0 or (start_counts and days < 1):
            raise ValueError(
                "School days are counted forward: none or more after a day, one or more beginning with it."
            )
        day, left = start, days
        if start_counts:
            left -= self.is_school_day(day)
        while left:
            day += _DAY
            left -= self.is_school_day(day)
        return day

    def unknown_between(self, start: dt.date, end: dt.date) -> tuple[int, ...]:
        """School years that the days from start to end lie in and whose terms are not known."""
        years = range(school_year(start), school_year(end) + 1)
        return tuple(year for year in years if not self.is_known(dt.date(year, 9, 1)))

    def closures(self) -> tuple[tuple[dt.date, dt.date], ...]:
        """Spans between terms of four weeks or more, first and last day: in practice the summer."""
        ordered = sorted(self.terms)
        gaps = [(last + _DAY, first - _DAY) for (_, last), (first, _) in pairwise(ordered)]
        return tuple((first, last) for first, last in gaps if (last - first).days + 1 >= LONGEST_CLOSURE)


def excusing_window(closure: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """When advice must have been asked of the closed school for the closure to excuse: first and last day.

    From one week before it closed to one week before it opened again. Source: as ``LONGEST_CLOSURE``.
    """
    first, last = closure
    return first - 7 * _DAY, last + _DAY - 7 * _DAY


def of_terms(
    terms: Iterable[tuple[dt.date, dt.date]], closed: Iterable[dt.date], nation: str = "england"
) -> SchoolDays:
    """School days from rows. Raises ValueError where a term ends before it begins, or two overlap."""
    ordered = tuple(sorted(terms))
    for first, last in ordered:
        if last < first:
            raise ValueError(f"A term cannot end on {calendar.spoken(last)}, before it begins.")
    for (_, last), (first, _) in pairwise(ordered):
        if first <= last:
            raise ValueError(f"Two terms overlap on {calendar.spoken(first)}.")
    return SchoolDays(ordered, frozenset(closed), holidays.working_days(nation))

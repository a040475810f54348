"""Quarters: the periods in which figures are closed, kept and compared."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

TREND = 8
"""How many quarters a trend shows: two years, so that each season has one to be compared with."""

GRACE_DAYS = 10
"""Calendar days after the end of a quarter before it is closed, so that what was written up late is in it. Ours."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, by its first and its last day."""

    first: dt.date
    last: dt.date

    @property
    def title(self) -> str:
        """As people read it: "July to September 2026"."""
        return f"{self.first:%B} to {self.last:%B} {self.first.year}"

    @property
    def short(self) -> str:
        """For an axis: "Jul-Sep 26"."""
        return f"{self.first:%b}\u2013{self.last:%b} {self.first:%y}"

    @property
    def code(self) -> str:
        """For an address: "2026-07"."""
        return f"{self.first:%Y-%m}"

    @property
    def before(self) -> Quarter:
        """The quarter before this one."""
        return quarter_of(self.first - dt.timedelta(days=1))

    def closes_on(self, grace_days: int = GRACE_DAYS) -> dt.date:
        """The first day on which it may be closed."""
        return self.last + dt.timedelta(days=1 + grace_days)


def quarter(day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the calendar quarter in which the day lies."""
    first = dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    following = dt.date(first.year + (first.month == 10), (first.month + 2) % 12 + 1, 1)
    return first, following - dt.timedelta(days=1)


def quarter_of(day: dt.date) -> Quarter:
    """The calendar quarter in which the day lies."""
    return Quarter(*quarter(day))


def quarters_until(last: Quarter, number: int = TREND) -> tuple[Quarter, ...]:
    """So many quarters that end with this one, the oldest first."""
    found = [last]
    while len(found) < number:
        found.append(found[-1].before)
    return tuple(reversed(found))


def closed_quarters(today: dt.date, *, number: int = TREND, grace_days: int = GRACE_DAYS) -> tuple[Quarter, ...]:
    """The last quarters that may be closed by now, the oldest first."""
    latest = quarter_of(today).before
    while latest.closes_on(grace_days) > today:
        latest = latest.before
    return quarters_until(latest, number)

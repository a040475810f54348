"""What may follow which state, who is told when something is late, and how far ahead we look. No Django, no clock.

The law's own limits are rules of the subjects above (``core.clocks``). What stands here is ours, and says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from alongside.core import calendar, clocks, holidays, refs

TRANSITIONS = {
    "Clock": {
        "running": frozenset({"met", "ended"}),
        "met": frozenset({"running"}),
        "ended": frozenset(),
    },
}
"""A clock that was said to be kept by mistake runs again; one that ended (another took its place, or it was begun in
error) stays ended."""

_KEPT_AT: dict[str, str] = {}


def keep_at(kind: refs.Kind, view: str) -> None:
    """Say on which page dates about this kind of thing are kept: a view that takes ``child_ref`` and ``ref``.

    A subject above calls it when the application loads, as it registers its rules. What such a date asks is said to be
    done by that page's own command, which writes down more than a day.
    """
    _KEPT_AT[kind.value] = view


def kept_at(about: str) -> str:
    """The view on which a date about this reference is kept; empty where it is kept on its own page."""
    return _KEPT_AT.get(about.partition("-")[0], "")


AFTER_A_DECISION = (clocks.Follows.CONCEDED, clocks.Follows.ORDERED, clocks.Follows.MEDIATED)
"""What can begin new clocks after a limit was kept: the decision that kept it is changed later."""

FORECAST_WEEKS = 12
"""How far the forecast looks ahead, in weeks. Ours: a term, about."""

SOON_DAYS = 14
"""From how many days before its date something is soon. Ours: two weeks is the shortest notice the law asks."""


class Level(StrEnum):
    """Who sees that something is late, besides its owner."""

    OWNER = "owner"
    MANAGER = "manager"
    HEAD = "head"

    @property
    def words(self) -> str:
        """In words, as pages say it."""
        return _LEVELS[self]


_LEVELS = {
    Level.OWNER: "its owner",
    Level.MANAGER: "the team's manager",
    Level.HEAD: "the head of service",
}

MANAGER_AFTER_DAYS = 1
"""From how many days late the team's manager sees it. Ours: a limit of the law that passed is never routine."""

HEAD_AFTER_WORKING_DAYS = 10
"""From how many working days late the head of service sees it. Ours: the manager has had two weeks to mend it."""


def level(due_on: dt.date, today: dt.date) -> Level:
    """Who sees it on a day: its owner, from a day late the manager too, from ten working days the head of service."""
    if (today - due_on).days < MANAGER_AFTER_DAYS:
        return Level.OWNER
    if holidays.working_days().between(due_on, today) < HEAD_AFTER_WORKING_DAYS:
        return Level.MANAGER
    return Level.HEAD


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the forecast, from a Monday to a Sunday."""

    first: dt.date
    last: dt.date


def weeks(today: dt.date, count: int = FORECAST_WEEKS) -> tuple[Week, ...]:
    """This week and those that follow, Mondays to Sundays."""
    monday = today - dt.timedelta(days=today.weekday())
    return tuple(
        Week(monday + dt.timedelta(days=7 * number), monday + dt.timedelta(days=7 * number + 6))
        for number in range(count)
    )


class UnreadableTerms(ValueError):
    """Lines that are no term dates; says which."""


def read_terms(text: str) -> tuple[tuple[dt.date, dt.date], ...]:
    """Terms as they are typed, one a line: "2 September 2026 to 23 October 2026". Raises ``UnreadableTerms``."""
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        first, _, last = line.partition(" to ")
        found.append((_day(first, line), _day(last, line)))
    return tuple(sorted(found))


def read_days(text: str) -> tuple[dt.date, ...]:
    """Days as they are typed, one a line: "2 September 2026". Raises ``UnreadableTerms``."""
    lines = filter(None, (line.strip() for line in text.splitlines()))
    return tuple(sorted({_day(line, line) for line in lines}))


def _day(text: str, line: str) -> dt.date:
    for form in ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise UnreadableTerms(f"“{line}” is not understood. Write a day as {calendar.spoken(dt.date(2026, 9, 2))}.")


def in_school_year(terms: Iterable[tuple[dt.date, dt.date]], year: int) -> bool:
    """Whether all terms lie in the school year that begins in a year, from 1 September to 31 August."""
    begins, ends = dt.date(year, 9, 1), dt.date(year + 1, 8, 31)
    return all(begins <= first and last <= ends for first, last in terms)

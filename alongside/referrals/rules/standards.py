"""The standards of a partnership: by when, and how long. Local practice is a setting; none of these is law.

A change holds for what starts on its day or later: what has begun keeps the date that it was given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from alongside.core import calendar
from alongside.referrals.rules.clocks import ALLOCATE, ANSWER, ASK, DECIDE, FIRST_CONTACT, Clock
from alongside.referrals.rules.life import (
    ANSWER_TRANSFER_WORKING_DAYS,
    GOODBYE_WORKING_DAYS,
    LONGEST_COVER_DAYS,
    LONGEST_PAUSE_DAYS,
)
from alongside.referrals.rules.link import LINK_DAYS
from alongside.referrals.rules.retention import KEPT_AT_THE_DOOR, KEPT_DECLINED


@dataclass(frozen=True, slots=True)
class Standard:
    """One number that a partnership may set, with our default and the least and the most that make sense."""

    code: str
    title: str
    unit: str
    default: int
    lowest: int
    highest: int


_WORKING = "working days"
_DAYS = "days"
_TRANSFER, _GOODBYE = ANSWER_TRANSFER_WORKING_DAYS, GOODBYE_WORKING_DAYS

STANDARDS: dict[str, Standard] = {
    standard.code: standard
    for standard in (
        Standard(ANSWER.code, "Answer whoever asks at the public door within", _WORKING, ANSWER.working_days, 1, 10),
        Standard(DECIDE.code, "Decide on a referral within", _WORKING, DECIDE.working_days, 1, 20),
        Standard(ASK.code, "Ask the child and the family within", _WORKING, ASK.working_days, 1, 20),
        Standard(ALLOCATE.code, "Allocate a worker after their yes within", _WORKING, ALLOCATE.working_days, 1, 20),
        Standard(
            FIRST_CONTACT.code,
            "Make first contact after allocation within",
            _WORKING,
            FIRST_CONTACT.working_days,
            1,
            20,
        ),
        Standard("transfer", "Answer whoever asks you to take work over within", _WORKING, _TRANSFER, 1, 20),
        Standard("goodbye", "A child has met both workers after a change within", _WORKING, _GOODBYE, 1, 30),
        Standard("pause", "Work with a child rests at a time for at most", _DAYS, LONGEST_PAUSE_DAYS, 7, 366),
        Standard("cover", "A colleague covers at a time for at most", _DAYS, LONGEST_COVER_DAYS, 7, 366),
        Standard("link", "A link for somebody without an account works for", _DAYS, LINK_DAYS, 1, 60),
        Standard("door", "Keep what was answered at the door for", _DAYS, KEPT_AT_THE_DOOR.days, 1, 366),
        Standard("declined", "Keep a referral that nobody took up for", _DAYS, KEPT_DECLINED.days, 28, 3660),
    )
}


@dataclass(frozen=True, slots=True)
class Change:
    """A partnership's own number for a standard, from a day."""

    code: str
    value: int
    from_on: dt.date


@dataclass(frozen=True, slots=True)
class Standards:
    """What is in force in a partnership: its own numbers by day, our defaults where it has set none."""

    changes: tuple[Change, ...] = ()

    @classmethod
    def of(cls, changes: Iterable[Change]) -> Standards:
        """The changes in the order of their days; of two on one day the later one given holds."""
        return cls(tuple(sorted(changes, key=lambda change: change.from_on)))

    def change(self, code: str, on: dt.date) -> Change | None:
        """The partnership's own number on that day, or None where our default holds."""
        found = None
        for change in self.changes:
            if change.code == code and change.from_on <= on:
                found = change
        return found

    def value(self, code: str, on: dt.date) -> int:
        """The number in force on that day, in the standard's unit."""
        change = self.change(code, on)
        return STANDARDS[code].default if change is None else change.value

    def clock(self, clock: Clock, start: dt.date) -> Clock:
        """The clock as it runs for what starts on that day."""
        change = self.change(clock.code, start)
        if change is None:
            return clock
        own, ours = _within(change.value), _within(clock.working_days)
        source = (
            f"Set by the partnership from {calendar.spoken(change.from_on)}. The default of Alongside is"
            f" {clock.working_days}; none of it is law."
        )
        return replace(clock, working_days=change.value, rule=clock.rule.replace(ours, own), source=source)

    def due_on(self, clock: Clock, start: dt.date) -> dt.date:
        """The last day in time for what starts on that day."""
        return self.clock(clock, start).due_on(start)

    def why(self, clock: Clock, start: dt.date) -> dict[str, object]:
        """The parts of "why this date?" for what starts on that day."""
        return self.clock(clock, start).why(start)


def _within(days: int) -> str:
    return f"within {days} working {'day' if days == 1 else 'days'}"

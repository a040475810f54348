"""By when custody is handed over, both ways: what a partnership may set, with our default, and what the law fixes.

A change holds for what begins on its day or later: what has begun keeps the date that it was given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from alongside.core import clocks
from alongside.ehcp.rules import CLOCKS as _OF_PLANS
from alongside.justice.rules.clocks import CLOCKS as _OF_JUSTICE
from alongside.justice.rules.hand_overs import HAND_OVERS

_RULES = {rule.code: rule for rule in (*_OF_PLANS, *_OF_JUSTICE)}

_HIGHEST = {
    clocks.Unit.DAYS: 10,
    clocks.Unit.WORKING_DAYS: 20,
    clocks.Unit.WEEKS: 26,
    clocks.Unit.MONTHS: 12,
}
"""The most that makes sense, by unit: ours, against slips of the keyboard."""


@dataclass(frozen=True, slots=True)
class Standard:
    """One number that a partnership may set: of the rule of that code, in its unit. 0 working days: the same day."""

    code: str
    title: str
    unit: str
    default: int
    lowest: int
    highest: int
    words: str
    """How the rule says it: "within 5 working days of the release"."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A hand-over whose length is set by law or by guidance: no partnership changes it."""

    code: str
    title: str
    words: str
    basis: str
    source: clocks.Source
    doubt: str


def _default(rule: clocks.Rule) -> tuple[int, str]:
    """Our number and its unit. Same day is 0 working days."""
    counting = rule.counting
    if counting.unit is clocks.Unit.DAYS and counting.amount == 0:
        return 0, clocks.Unit.WORKING_DAYS.value
    return counting.amount, counting.unit.value


def _standard(rule: clocks.Rule) -> Standard:
    default, unit = _default(rule)
    lowest = 0 if unit == clocks.Unit.WORKING_DAYS else 1
    highest = _HIGHEST[clocks.Unit(unit)]
    return Standard(rule.code, rule.title, unit, default, lowest, highest, f"{rule.wording} {rule.event}")


_USED = tuple(dict.fromkeys(thing.rule for thing in HAND_OVERS.values()))

STANDARDS: dict[str, Standard] = {
    code: _standard(_RULES[code]) for code in _USED if _RULES[code].status is clocks.Status.OURS
}
"""Code of a rule to its standard, in the order of the hand-overs."""

_BASES = {clocks.Basis.LAW: "Set by law", clocks.Basis.GUIDANCE: "Set by guidance"}

FIXED: tuple[Fixed, ...] = tuple(
    Fixed(
        code,
        _RULES[code].title,
        f"{_RULES[code].wording} {_RULES[code].event}",
        _BASES[_RULES[code].basis],
        _RULES[code].source,
        _RULES[code].doubt,
    )
    for code in _USED
    if code not in STANDARDS
)
"""What stays as it is, and says so."""


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

    def own(self, code: str, on: dt.date) -> int | None:
        """The number by which a rule begins to be counted on that day, None where ours, or the law's, holds."""
        change = self.change(code, on) if code in STANDARDS else None
        return None if change is None or change.value == STANDARDS[code].default else change.value

"""How the law words a length of time, and what follows for the counting. No Django.

A rule keeps the words of its source ("within 20 weeks of", "15 days, beginning with"); the counting is read from them
here and nowhere else, so that no rule can say one thing and count another.

* "within N … of" or "after" an event: the day of the event is out (Dodds v Walker [1981] 1 WLR 1027, HL).
* "N … beginning with" or "starting with" a day: that day is in (Trow v Ind Coope [1967] 2 QB 899, CA), so a period of
  12 months starting with 21 May ends on 20 May.
* months run to the corresponding date, or to the last day of a shorter month (Dodds v Walker).
* "before 31 March": 30 March is the last day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What is counted. ``DATE`` is a fixed date in the year of the event."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working days"
    SCHOOL_DAYS = "school days"
    DATE = "date"


class NotUnderstood(ValueError):
    """A wording that no pattern reads. Raised when a rule is made, so never at the moment of asking."""


@dataclass(frozen=True, slots=True)
class Counting:
    """What a wording says.

    ``start_counts``: the day of the event is the first day. ``backwards``: counted back from the event. ``is_floor``:
    the law gives at least so long, and the date is the last day of what must be given. For a date: ``month`` and
    ``day``, ``is_excluded`` ("before"), or ``weekday`` (0 is Monday) and ``amount`` ("the third Thursday").
    """

    unit: Unit
    amount: int
    start_counts: bool = False
    backwards: bool = False
    is_floor: bool = False
    month: int = 0
    day: int = 0
    weekday: int | None = None
    is_excluded: bool = False

    @property
    def length(self) -> str:
        """The length in words: "20 weeks", "1 month"."""
        unit = self.unit.value if self.amount != 1 else self.unit.value.removesuffix("s")
        return f"{self.amount} {unit}"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINALS = ("first", "second", "third", "fourth")

_LENGTH = r"(?P<amount>\d+) (?P<unit>working day|school day|day|week|month)s?"


def _unit(found: re.Match[str]) -> Unit:
    return Unit(f"{found['unit']}s")


def _period(
    *, start_counts: bool = False, backwards: bool = False, is_floor: bool = False
) -> Callable[[re.Match[str]], Counting]:
    def read(found: re.Match[str]) -> Counting:
        return Counting(
            _unit(found), int(found["amount"]), start_counts=start_counts, backwards=backwards, is_floor=is_floor
        )

    return read


def _date(found: re.Match[str]) -> Counting:
    return Counting(
        Unit.DATE,
        0,
        month=MONTHS.index(found["month"]) + 1,
        day=int(found["day"]),
        is_excluded=found["how"] == "before",
    )


def _weekday(found: re.Match[str]) -> Counting:
    return Counting(
        Unit.DATE,
        _ORDINALS.index(found["which"]) + 1,
        month=MONTHS.index(found["month"]) + 1,
        weekday=WEEKDAYS.index(found["weekday"]),
    )


def _same_day(_: re.Match[str]) -> Counting:
    return Counting(Unit.DAYS, 0)


_MONTH = f"(?P<month>{'|'.join(MONTHS)})"

GRAMMAR: tuple[tuple[str, Callable[[re.Match[str]], Counting]], ...] = (
    (rf"(?:within|no later than) {_LENGTH} (?:of|after)", _period()),
    (rf"(?:within )?(?:the |a )?(?:period of )?{_LENGTH},? (?:beginning|starting) with", _period(start_counts=True)),
    (rf"(?:at least|not less than) {_LENGTH},? beginning with", _period(start_counts=True, is_floor=True)),
    (rf"at least {_LENGTH} before", _period(backwards=True)),
    (
        r"on the (?P<amount>\d+)(?:st|nd|rd|th) (?P<unit>working day|school day|day) beginning with",
        _period(start_counts=True),
    ),
    (r"on the (?P<amount>\d+)(?:st|nd|rd|th) (?P<unit>working day|school day|day) after", _period()),
    (rf"(?P<how>before|by) (?P<day>\d+) {_MONTH} in the calendar year of", _date),
    (
        rf"on the (?P<which>{'|'.join(_ORDINALS)}) (?P<weekday>{'|'.join(WEEKDAYS)}) of {_MONTH} in the year of",
        _weekday,
    ),
    (r"on the same day as", _same_day),
)
"""Every wording that is understood, and how it is read."""


def read(wording: str) -> Counting:
    """The counting that follows from a wording. Raises ``NotUnderstood``, which names the wording."""
    for pattern, reader in GRAMMAR:
        found = re.fullmatch(pattern, wording)
        if found is not None:
            return reader(found)
    raise NotUnderstood(f"How to count “{wording}” is not known. Add the wording to alongside/core/clocks/wording.py.")

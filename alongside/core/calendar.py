"""Days as the law of England counts them: London dates, ages, months and working days. No Django.

Every function takes the day or moment it is asked about; nothing here reads a clock.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

SATURDAY = 5
"""``date.weekday()`` of the first day of the weekend."""

BANK_HOLIDAYS_FILE = Path(__file__).parent / "data" / "bank_holidays_england.csv"


class OutsideKnownDays(ValueError):
    """A working day was asked for in a year whose bank holidays are not known. Says which years are."""

    def __init__(self, day: dt.date, first: dt.date, last: dt.date) -> None:
        super().__init__(
            f"Working days are known from {spoken(first)} to {spoken(last)}, and {spoken(day)} is outside. "
            "Ask for the missing bank holidays to be added."
        )
        self.day = day


def spoken(day: dt.date) -> str:
    """A date as pages show it: ``3 March 2026``."""
    return f"{day.day} {day:%B %Y}"


# Moments and London dates


def london_date(moment: dt.datetime) -> dt.date:
    """The calendar day in London at a moment: 23:30 UTC on 1 July is 2 July.

    Raises ValueError for a moment without a time zone, since it would name no moment at all.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("A moment needs a time zone before it has a London date.")
    return moment.astimezone(LONDON).date()


def start_of_day(day: dt.date) -> dt.datetime:
    """The moment in UTC at which a London day begins. The day lasts 23 or 25 hours when the clocks change."""
    return dt.datetime.combine(day, dt.time(), tzinfo=LONDON).astimezone(dt.UTC)


def end_of_day(day: dt.date) -> dt.datetime:
    """The moment in UTC at which a London day has ended, which is the start of the next one."""
    return start_of_day(day + dt.timedelta(days=1))


# Ages


def attains_on(born_on: dt.date, age: int) -> dt.date:
    """The day on which a person attains an age in whole years; the age is attained as that day begins.

    Source: Family Law Reform Act 1969, section 9(1) (a person attains an age at the commencement of the
    relevant anniversary of the date of birth).

    Uncertain: section 9 does not say which day is the anniversary of 29 February in other years. This takes
    1 March, the first day on which whole years have passed; writers differ, and no case was found. It keeps a
    child a child one day longer, and never counts one as having reached an age of responsibility too early.

    Raises ValueError for a negative age, and OverflowError past the year 9999.
    """
    if age < 0:
        raise ValueError("An age cannot be negative.")
    year = born_on.year + age
    if year > dt.MAXYEAR:
        raise OverflowError("The calendar ends with the year 9999.")
    try:
        return born_on.replace(year=year)
    except ValueError:
        return dt.date(year, 3, 1)


def age_on(born_on: dt.date, on: dt.date) -> int:
    """Age in whole years on a day. See ``attains_on`` for the rule, its source and births on 29 February.

    Raises ValueError for a day before the birth.
    """
    if on < born_on:
        raise ValueError("The date of birth is after the day asked about.")
    years = on.year - born_on.year
    return years if attains_on(born_on, years) <= on else years - 1


def is_aged_between(born_on: dt.date, on: dt.date, *, lowest: int, highest: int) -> bool:
    """Whether an age on a day lies within two ages, both inclusive: 10 to 16 ends as 17 begins."""
    return on >= born_on and lowest <= age_on(born_on, on) <= highest


# Months


def add_months(day: dt.date, months: int) -> dt.date:
    """The corresponding day of a later (or, negative, an earlier) month; its last day where none corresponds.

    Source: Dodds v Walker [1981] 1 WLR 1027 (HL). One month from 31 January ends on 28 (or 29) February.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, _days_in_month(year, month + 1)))


def _days_in_month(year: int, month: int) -> int:
    following = dt.date(year + month // 12, month % 12 + 1, 1) if (year, month) != (dt.MAXYEAR, 12) else None
    return 31 if following is None else (following - dt.timedelta(days=1)).day


# Working days


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days are worked: not Saturdays, Sundays or the holidays given, from one known day to another."""

    first: dt.date
    last: dt.date
    holidays: Mapping[dt.date, str] = field(default_factory=dict)

    def is_working(self, day: dt.date) -> bool:
        """Whether a day is worked. Raises ``OutsideKnownDays``."""
        if not self.first <= day <= self.last:
            raise OutsideKnownDays(day, self.first, self.last)
        return day.weekday() < SATURDAY and day not in self.holidays

    def add(self, start: dt.date, days: int, *, start_counts: bool = False) -> dt.date:
        """The last of a number of working days counted from a start. See ``add_working_days``."""
        if days < 0 or (start_counts and days < 1):
            raise ValueError(
                "Working days are counted forward: none or more after a day, one or more beginning with it."
            )
        day, left = start, days
        self.is_working(day)
        if start_counts and self.is_working(day):
            left -= 1
        while left:
            day += dt.timedelta(days=1)
            left -= self.is_working(day)
        return day

    def between(self, after: dt.date, until: dt.date) -> int:
        """How many working days lie after one day and up to another. See ``working_days_between``."""
        if until < after:
            return -self.between(until, after)
        self.is_working(after)
        return sum(1 for day in _days(after, until) if self.is_working(day))

    def next_on_or_after(self, day: dt.date) -> dt.date:
        """The day itself if it is worked, otherwise the next that is. Raises ``OutsideKnownDays``."""
        while not self.is_working(day):
            day += dt.timedelta(days=1)
        return day


def _days(after: dt.date, until: dt.date) -> Iterator[dt.date]:
    for ordinal in range(after.toordinal() + 1, until.toordinal() + 1):
        yield dt.date.fromordinal(ordinal)


@lru_cache(maxsize=1)
def england() -> WorkingDays:
    """Working days of England, from the committed list of bank holidays, which names its source."""
    with BANK_HOLIDAYS_FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    holidays = {dt.date.fromisoformat(row["date"]): row["name"] for row in rows}
    return WorkingDays(
        first=dt.date(min(holidays).year, 1, 1), last=dt.date(max(holidays).year, 12, 31), holidays=holidays
    )


def bank_holiday(day: dt.date) -> str:
    """The name of the bank holiday in England on a day, or nothing. Raises ``OutsideKnownDays``."""
    days = england()
    days.is_working(day)
    return days.holidays.get(day, "")


def is_working_day(day: dt.date) -> bool:
    """Whether a day is worked in England: no Saturday, Sunday, bank holiday, Good Friday or Christmas Day."""
    return england().is_working(day)


def add_working_days(start: dt.date, days: int, *, start_counts: bool = False) -> dt.date:
    """The day on which a number of working days in England, counted from a start, comes to its end.

    The start is not counted ("within 5 working days of"), whether or not it is worked. With ``start_counts``
    it is the first day if it is worked ("5 beginning with the day"). Adding none gives the day itself.

    Raises ``OutsideKnownDays``, and ValueError for a negative number.
    """
    return england().add(start, days, start_counts=start_counts)


def working_days_between(after: dt.date, until: dt.date) -> int:
    """How many working days in England lie after one day, up to and including another; negative backwards.

    The inverse of ``add_working_days``: ``working_days_between(d, add_working_days(d, n)) == n``.
    Raises ``OutsideKnownDays``.
    """
    return england().between(after, until)


def next_working_day(day: dt.date) -> dt.date:
    """The day itself if it is worked in England, otherwise the next that is. Raises ``OutsideKnownDays``."""
    return england().next_on_or_after(day)

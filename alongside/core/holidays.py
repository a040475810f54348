"""Bank holidays of England and Wales for any year: as published, else as the law fixes them. No Django.

A limit counted in working days may end in a year whose holidays are not published yet. Refusing to say when would
leave a duty without a date, so the days that the law fixes are taken and whoever asks is told (``is_published``).

Source: Banking and Financial Dealings Act 1971, section 1 and Schedule 1, paragraph 1 (the same days in England and in
Wales); the yearly proclamations (New Year's Day, the first Monday in May, substitutes for Boxing Day); Good Friday and
Christmas Day at common law.
"""

from __future__ import annotations

import csv
import datetime as dt
from functools import lru_cache
from pathlib import Path

from alongside.core import calendar

SPECIAL_FILE = Path(__file__).parent / "data" / "bank_holidays_special.csv"

FIRST, LAST = dt.date(1989, 1, 1), dt.date(2110, 12, 31)
"""From when to when working days can be counted at all."""

NATIONS = ("england", "wales")
"""Nations whose working days are known. Schedule 1, paragraph 1 of the 1971 Act names one list for both."""

_DAY = dt.timedelta(days=1)


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Calendar (New Style) Act 1750), by the usual algorithm."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    month, day = divmod(moon + weekday - 7 * ((golden + 11 * moon + 22 * weekday) // 451) + 114, 31)
    return dt.date(year, month, day + 1)


def _monday_from(day: dt.date) -> dt.date:
    return day + (-day.weekday() % 7) * _DAY


def _last_monday(year: int, month: int) -> dt.date:
    last = dt.date(year, month, 31)
    return last - last.weekday() * _DAY


def by_law(year: int) -> dict[dt.date, str]:
    """The holidays of a year with their names, those that were moved or added for that year alone apart."""
    sunday = easter(year)
    days = {
        sunday - 2 * _DAY: "Good Friday",
        sunday + _DAY: "Easter Monday",
        _monday_from(dt.date(year, 5, 1)): "Early May bank holiday",
        _last_monday(year, 5): "Spring bank holiday",
        _last_monday(year, 8): "Summer bank holiday",
    }
    named = {
        dt.date(year, 1, 1): "New Year's Day",
        dt.date(year, 12, 25): "Christmas Day",
        dt.date(year, 12, 26): "Boxing Day",
    }
    # What falls on a weekday keeps its day, so that Christmas Day on a Sunday is made up for after Boxing Day.
    for fixed, name in sorted(named.items(), key=lambda one: one[0].weekday() >= calendar.SATURDAY):
        kept = fixed
        while kept.weekday() >= calendar.SATURDAY or kept in days:
            kept += _DAY
        days[kept] = name if kept == fixed else f"{name} (substitute day)"
    return dict(sorted(days.items()))


@lru_cache(maxsize=1)
def _special() -> list[dict[str, str]]:
    with SPECIAL_FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@lru_cache(maxsize=2)
def working_days(nation: str = "england") -> calendar.WorkingDays:
    """Working days of a nation, published and expected. Raises ValueError for a nation that is not known."""
    if nation not in NATIONS:
        raise ValueError(f"Working days are known for {' and '.join(NATIONS)}, not for {nation}.")
    published = calendar.england()
    holidays: dict[dt.date, str] = {}
    for year in range(FIRST.year, LAST.year + 1):
        if published.first.year <= year <= published.last.year:
            continue
        holidays |= by_law(year)
    for row in _special():
        if row["moved_from"]:
            del holidays[dt.date.fromisoformat(row["moved_from"])]
        holidays[dt.date.fromisoformat(row["date"])] = row["name"]
    holidays |= published.holidays
    return calendar.WorkingDays(first=FIRST, last=LAST, holidays=dict(sorted(holidays.items())))


def is_published(day: dt.date) -> bool:
    """Whether the bank holidays of the day's year stand in the committed list: up to its last year."""
    return day <= calendar.england().last

"""Bank holidays of years that are published, that are past, and that are to come."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import calendar, holidays

DAY = dt.timedelta(days=1)
YEARS = st.integers(1990, 2100)


@pytest.mark.parametrize(
    "easter",
    [
        *("1990-04-15", "1999-04-04", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20"),
        # One in each century that is treated apart, the years that come out a week late without the last correction,
        # and the latest Easter there is.
        *("1700-04-11", "1886-04-25", "1954-04-18", "2038-04-25", "2049-04-18", "2106-04-18"),
    ],
)
def test_easter_falls_as_published(easter: str) -> None:
    day = dt.date.fromisoformat(easter)
    assert holidays.easter(day.year) == day


@given(YEARS)
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    day = holidays.easter(year)
    assert day.weekday() == 6
    assert dt.date(year, 3, 22) <= day <= dt.date(year, 4, 25)


def test_the_law_gives_the_published_days_but_for_those_moved_or_added() -> None:
    """Seen against the committed list of what was published, names included."""
    published = calendar.england().holidays
    moved = {dt.date(2020, 5, 4), dt.date(2022, 5, 30)}
    special = {
        dt.date(2020, 5, 8), dt.date(2022, 6, 2), dt.date(2022, 6, 3), dt.date(2022, 9, 19), dt.date(2023, 5, 8),
    }  # fmt: skip
    by_law = {day: name for year in range(2018, 2028) for day, name in holidays.by_law(year).items()}
    assert set(by_law) - set(published) == moved
    assert set(published) - set(by_law) == special
    assert {day: name for day, name in by_law.items() if day not in moved} == {
        day: name for day, name in published.items() if day not in special
    }


@given(YEARS)
def test_a_year_has_eight_days_on_weekdays(year: int) -> None:
    days = holidays.by_law(year)
    assert len(days) == 8
    assert all(day.weekday() < 5 and day.year == year for day in days)
    assert list(days) == sorted(days)


@pytest.mark.parametrize(
    "day, name",
    [
        ("1995-05-08", "Early May bank holiday (moved to VE Day)"),
        ("1999-12-31", "Millennium bank holiday"),
        ("2002-06-04", "Spring bank holiday (moved for the Golden Jubilee)"),
        ("2011-04-29", "Royal wedding bank holiday"),
        ("2012-06-05", "Diamond Jubilee bank holiday"),
        ("2022-09-19", "Bank holiday for the State Funeral of Queen Elizabeth II"),
        ("2028-12-25", "Christmas Day"),
        ("2033-12-27", "Christmas Day (substitute day)"),
        ("2100-01-01", "New Year's Day"),
    ],
)
def test_a_special_day_is_not_worked(day: str, name: str) -> None:
    assert holidays.working_days().holidays[dt.date.fromisoformat(day)] == name


@pytest.mark.parametrize("day", ["1995-05-01", "2002-05-27", "2012-05-28", "2020-05-04", "2022-05-30"])
def test_a_day_from_which_a_holiday_moved_is_worked(day: str) -> None:
    assert holidays.working_days().is_working(dt.date.fromisoformat(day))


def test_days_are_known_from_1989_to_2110_and_no_further() -> None:
    days = holidays.working_days()
    assert not days.is_working(dt.date(1989, 1, 1))
    assert not days.is_working(dt.date(2110, 12, 25))
    assert days.is_working(dt.date(2110, 12, 31))
    for outside in (dt.date(1988, 12, 30), dt.date(2111, 1, 2)):
        with pytest.raises(calendar.OutsideKnownDays):
            days.is_working(outside)


def test_days_are_published_up_to_the_end_of_the_last_year_of_the_list() -> None:
    assert holidays.is_published(dt.date(2027, 12, 31))
    assert not holidays.is_published(dt.date(2028, 1, 1))
    assert holidays.is_published(dt.date(1995, 1, 1))


def test_wales_has_the_days_of_england_and_no_other_nation_is_known() -> None:
    assert holidays.working_days("wales") == holidays.working_days("england") == holidays.working_days()
    with pytest.raises(ValueError, match="england and wales, not for scotland"):
        holidays.working_days("scotland")

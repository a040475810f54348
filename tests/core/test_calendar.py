"""Days as the law counts them."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import calendar

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))
KNOWN = st.dates(dt.date(2018, 1, 1), dt.date(2026, 12, 31))
WEEKDAYS = calendar.WorkingDays(first=dt.date(1990, 1, 1), last=dt.date(2101, 12, 31))


# London dates


@pytest.mark.parametrize(
    "moment, day",
    [
        ("2026-07-01T22:59:59+00:00", "2026-07-01"),
        ("2026-07-01T23:30:00+00:00", "2026-07-02"),
        ("2026-01-01T23:30:00+00:00", "2026-01-01"),
        ("2026-03-29T00:59:59+00:00", "2026-03-29"),
        ("2026-10-25T23:30:00+00:00", "2026-10-25"),
        ("2026-10-24T23:30:00+00:00", "2026-10-25"),
    ],
)
def test_a_moment_has_the_date_it_has_in_london(moment: str, day: str) -> None:
    assert calendar.london_date(dt.datetime.fromisoformat(moment)) == dt.date.fromisoformat(day)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar.london_date(dt.datetime(2026, 7, 1, 12))  # noqa: DTZ001


def test_the_days_of_clock_changes_have_23_and_25_hours() -> None:
    lengths = {
        day: calendar.end_of_day(day) - calendar.start_of_day(day)
        for day in (dt.date(2026, 3, 29), dt.date(2026, 10, 25), dt.date(2026, 7, 1))
    }
    assert [length.total_seconds() / 3600 for length in lengths.values()] == [23, 25, 24]


@given(DAYS)
def test_every_moment_of_a_day_has_its_date(day: dt.date) -> None:
    second = dt.timedelta(seconds=1)
    assert calendar.london_date(calendar.start_of_day(day)) == day
    assert calendar.london_date(calendar.end_of_day(day) - second) == day
    assert calendar.london_date(calendar.start_of_day(day) - second) == day - dt.timedelta(days=1)


# Ages


@pytest.mark.parametrize(
    "born_on, on, age",
    [
        ("2010-05-04", "2026-05-03", 15),
        ("2010-05-04", "2026-05-04", 16),
        ("2010-05-04", "2010-05-04", 0),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2024-02-28", 15),
        ("2008-02-29", "2024-02-29", 16),
        ("2009-03-01", "2026-03-01", 17),
    ],
)
def test_an_age_is_attained_as_the_anniversary_begins(born_on: str, on: str, age: int) -> None:
    assert calendar.age_on(dt.date.fromisoformat(born_on), dt.date.fromisoformat(on)) == age


def test_a_day_before_the_birth_has_no_age() -> None:
    with pytest.raises(ValueError, match="after the day"):
        calendar.age_on(dt.date(2026, 1, 2), dt.date(2026, 1, 1))


def test_ten_to_sixteen_inclusive_ends_the_day_before_seventeen() -> None:
    born_on = dt.date(2010, 5, 4)
    within = [
        calendar.is_aged_between(born_on, on, lowest=10, highest=16)
        for on in (dt.date(2020, 5, 3), dt.date(2020, 5, 4), dt.date(2027, 5, 3), dt.date(2027, 5, 4))
    ]
    assert within == [False, True, True, False]
    assert not calendar.is_aged_between(born_on, dt.date(2000, 1, 1), lowest=10, highest=16)


@given(DAYS, st.integers(0, 110))
def test_age_changes_on_exactly_the_day_it_is_attained(born_on: dt.date, age: int) -> None:
    day = calendar.attains_on(born_on, age)
    assert calendar.age_on(born_on, day) == age
    if age:
        assert calendar.age_on(born_on, day - dt.timedelta(days=1)) == age - 1


@given(DAYS, st.integers(0, 40_000))
def test_age_never_falls(born_on: dt.date, days: int) -> None:
    on = born_on + dt.timedelta(days=days)
    ages = calendar.age_on(born_on, on), calendar.age_on(born_on, on + dt.timedelta(days=1))
    assert 0 <= ages[1] - ages[0] <= 1


def test_impossible_ages_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        calendar.attains_on(dt.date(2010, 1, 1), -1)
    with pytest.raises(OverflowError):
        calendar.attains_on(dt.date(2010, 1, 1), 9000)


# Months


@pytest.mark.parametrize(
    "day, months, expected",
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-01-30", 12, "2027-01-30"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
    ],
)
def test_months_run_to_the_corresponding_day(day: str, months: int, expected: str) -> None:
    assert calendar.add_months(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(expected)


@given(DAYS, st.integers(-600, 600))
def test_a_month_count_lands_in_its_month_and_never_later_than_the_day(day: dt.date, months: int) -> None:
    result = calendar.add_months(day, months)
    assert (result.year - day.year) * 12 + result.month - day.month == months
    assert result.day <= day.day
    assert result.day == day.day or (result + dt.timedelta(days=1)).day == 1


def test_months_reach_the_last_month_of_the_calendar() -> None:
    assert calendar.add_months(dt.date(9999, 11, 30), 1) == dt.date(9999, 12, 30)


# Working days


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, checked here against known years)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


MOVED = {dt.date(2020, 5, 4): dt.date(2020, 5, 8), dt.date(2022, 5, 30): dt.date(2022, 6, 2)}
ADDED = {dt.date(2022, 6, 3), dt.date(2022, 9, 19), dt.date(2023, 5, 8)}


def _by_rule(year: int) -> set[dt.date]:
    """The holidays of a year on weekdays by the 1971 Act and the yearly proclamations, special ones apart."""
    easter, day = _easter(year), dt.timedelta(days=1)
    first_of_may = dt.date(year, 5, 1)
    ends = [dt.date(year, month, 31) for month in (5, 8)]
    days = {easter - 2 * day, easter + day, first_of_may + (-first_of_may.weekday() % 7) * day}
    days |= {end - end.weekday() * day for end in ends}
    for holiday in (dt.date(year, 1, 1), dt.date(year, 12, 25), dt.date(year, 12, 26)):
        while holiday.weekday() >= 5 or holiday in days:
            holiday += day
        days.add(holiday)
    return {MOVED.get(one, one) for one in days}


def test_every_bank_holiday_follows_from_the_act_and_the_proclamations() -> None:
    expected = {day for year in range(2018, 2028) for day in _by_rule(year)} | ADDED
    assert set(calendar.england().holidays) == expected
    assert len(expected) == 83


def test_the_special_days_are_not_worked_and_the_days_they_moved_from_are() -> None:
    assert [calendar.is_working_day(day) for day in sorted(MOVED)] == [True, True]
    assert not any(calendar.is_working_day(day) for day in ADDED | set(MOVED.values()))
    assert "Platinum Jubilee" in calendar.bank_holiday(dt.date(2022, 6, 3))
    assert calendar.bank_holiday(dt.date(2026, 6, 3)) == ""


@pytest.mark.parametrize(
    "start, days, start_counts, expected",
    [
        ("2026-03-02", 5, False, "2026-03-09"),  # Monday to Monday
        ("2026-03-02", 5, True, "2026-03-06"),
        ("2026-03-07", 1, False, "2026-03-09"),  # from a Saturday
        ("2026-03-07", 1, True, "2026-03-09"),
        ("2026-04-01", 3, False, "2026-04-08"),  # over Easter
        ("2026-12-24", 2, False, "2026-12-30"),  # Christmas, with Boxing Day's substitute
        ("2022-09-16", 1, False, "2022-09-20"),  # the State Funeral
        ("2026-03-07", 0, False, "2026-03-07"),
    ],
)
def test_working_days_are_counted(start: str, days: int, start_counts: bool, expected: str) -> None:
    day = calendar.add_working_days(dt.date.fromisoformat(start), days, start_counts=start_counts)
    assert day == dt.date.fromisoformat(expected)


def test_years_without_known_holidays_are_refused_in_a_sentence() -> None:
    with pytest.raises(calendar.OutsideKnownDays) as refusal:
        calendar.add_working_days(dt.date(2027, 12, 31), 1)
    assert str(refusal.value) == (
        "Working days are known from 1 January 2018 to 31 December 2027, and 1 January 2028 is outside. "
        "Ask for the missing bank holidays to be added."
    )
    for ask in (calendar.is_working_day, calendar.next_working_day, calendar.bank_holiday):
        with pytest.raises(calendar.OutsideKnownDays):
            ask(dt.date(2017, 12, 31))
    with pytest.raises(calendar.OutsideKnownDays):
        calendar.working_days_between(dt.date(2017, 12, 29), dt.date(2018, 1, 3))


def test_a_negative_number_of_working_days_is_refused() -> None:
    with pytest.raises(ValueError, match="Working days are counted"):
        calendar.add_working_days(dt.date(2026, 3, 2), -1)
    with pytest.raises(ValueError, match="Working days are counted"):
        calendar.add_working_days(dt.date(2026, 3, 2), 0, start_counts=True)


@given(KNOWN, st.integers(0, 200))
def test_counting_forward_and_counting_between_agree(start: dt.date, days: int) -> None:
    end = calendar.add_working_days(start, days)
    assert calendar.working_days_between(start, end) == days
    assert calendar.working_days_between(end, start) == -days
    assert days == 0 or calendar.is_working_day(end)


@given(KNOWN, st.integers(0, 200))
def test_one_more_day_is_never_earlier(start: dt.date, days: int) -> None:
    assert calendar.add_working_days(start, days) < calendar.add_working_days(start, days + 1)
    assert calendar.add_working_days(start, days) <= calendar.add_working_days(start + dt.timedelta(days=1), days)


@given(DAYS, st.integers(0, 250))
def test_without_holidays_five_working_days_are_a_week(start: dt.date, days: int) -> None:
    end = WEEKDAYS.add(start, days)
    weeks, rest = divmod(days, 5)
    if start.weekday() < 5:
        over_weekend = 2 if start.weekday() + rest > 4 else 0
        assert (end - start).days == weeks * 7 + rest + over_weekend
    assert WEEKDAYS.between(start, end) == days


@given(KNOWN)
def test_the_next_working_day_is_the_nearest(day: dt.date) -> None:
    following = calendar.next_working_day(day)
    assert calendar.is_working_day(following)
    assert calendar.working_days_between(day - dt.timedelta(days=1), following) == 1 if day.year > 2018 else True


# One by one: each was a small change of the code that no other test noticed


class _Zoneless(dt.tzinfo):
    """A zone that does not know its offset."""

    def utcoffset(self, when: dt.datetime | None) -> None:
        return None

    def dst(self, when: dt.datetime | None) -> None:
        return None

    def tzname(self, when: dt.datetime | None) -> None:
        return None


def test_a_zone_without_an_offset_is_none() -> None:
    with pytest.raises(ValueError, match=r"^A moment needs a time zone before it has a London date\.$"):
        calendar.london_date(dt.datetime(2026, 7, 1, 12, tzinfo=_Zoneless()))


def test_london_is_london_wherever_the_machine_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        monkeypatch.setenv("TZ", "America/Los_Angeles")
        time.tzset()
        begins = calendar.start_of_day(dt.date(2026, 7, 1))
        assert (begins.isoformat(), begins.tzinfo) == ("2026-06-30T23:00:00+00:00", dt.UTC)
        assert calendar.london_date(begins) == dt.date(2026, 7, 1)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_refusals_are_whole_sentences() -> None:
    refusals: dict[str, Callable[[], object]] = {
        "A moment needs a time zone before it has a London date.": lambda: calendar.london_date(
            dt.datetime(2026, 7, 1)  # noqa: DTZ001
        ),
        "An age cannot be negative.": lambda: calendar.attains_on(dt.date(2010, 1, 1), -1),
        "The date of birth is after the day asked about.": lambda: calendar.age_on(
            dt.date(2010, 1, 2), dt.date(2010, 1, 1)
        ),
        "Working days are counted forward: none or more after a day, one or more beginning with it.": lambda: (
            WEEKDAYS.add(dt.date(2026, 1, 5), -1)
        ),
    }
    for words, run in refusals.items():
        with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
            run()
    with pytest.raises(OverflowError, match=r"^The calendar ends with the year 9999\.$"):
        calendar.attains_on(dt.date(2010, 1, 1), 7990)


def test_the_last_year_of_the_calendar_belongs_to_it() -> None:
    assert calendar.attains_on(dt.date(9990, 5, 4), 9) == dt.date(9999, 5, 4)


def test_whoever_is_born_today_is_none_years_old() -> None:
    day = dt.date(2026, 5, 4)
    assert calendar.is_aged_between(day, day, lowest=0, highest=16)


def test_a_day_outside_is_named_by_the_refusal() -> None:
    with pytest.raises(calendar.OutsideKnownDays) as refusal:
        WEEKDAYS.is_working(dt.date(1980, 1, 1))
    assert refusal.value.day == dt.date(1980, 1, 1)


def test_the_start_is_not_counted_unless_it_is_said() -> None:
    monday = dt.date(2026, 1, 5)
    assert WEEKDAYS.add(monday, 1) == dt.date(2026, 1, 6)
    assert WEEKDAYS.add(monday, 1, start_counts=True) == monday

"""School days of an area."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import clocks
from alongside.core.clocks import school

DAY = dt.timedelta(days=1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


TERMS = [
    (day("2026-04-13"), day("2026-05-22")),
    (day("2026-06-01"), day("2026-07-21")),
    (day("2026-09-02"), day("2026-10-23")),
    (day("2026-11-02"), day("2026-12-18")),
    (day("2027-01-04"), day("2027-02-12")),
]
AREA = clocks.of_terms(TERMS, [day("2026-09-02"), day("2026-11-27")])


@pytest.mark.parametrize(
    "text, year", [("2026-08-31", 2025), ("2026-09-01", 2026), ("2027-08-31", 2026), ("2027-01-01", 2026)]
)
def test_a_school_year_begins_on_1_september(text: str, year: int) -> None:
    assert clocks.school_year(day(text)) == year


@pytest.mark.parametrize(
    "text, met",
    [
        ("2026-09-02", False),  # a training day
        ("2026-09-03", True),
        ("2026-09-05", False),  # a Saturday
        ("2026-10-23", True),  # the last day of a term
        ("2026-10-26", False),  # half-term
        ("2026-11-02", True),  # the first day of a term
        ("2026-05-04", False),  # a bank holiday in term
        ("2026-12-25", False),
        ("2027-01-04", True),
        ("2028-03-01", True),  # a year without terms: every working day
        ("2028-12-25", False),
    ],
)
def test_schools_meet_in_term_on_working_days_that_are_not_closed(text: str, met: bool) -> None:
    assert AREA.is_school_day(day(text)) is met


@pytest.mark.parametrize(
    "start, days, start_counts, expected",
    [
        ("2026-10-21", 3, False, "2026-11-02"),
        ("2026-10-21", 3, True, "2026-10-23"),
        ("2026-10-24", 1, True, "2026-11-02"),
        ("2026-10-24", 0, False, "2026-10-24"),
        ("2026-11-26", 1, False, "2026-11-30"),
        ("2026-07-20", 2, False, "2026-09-03"),
    ],
)
def test_school_days_are_counted(start: str, days: int, start_counts: bool, expected: str) -> None:
    assert AREA.add(day(start), days, start_counts=start_counts) == day(expected)


def test_school_days_are_counted_forward_only() -> None:
    with pytest.raises(ValueError, match="School days are counted forward: none or more after a day"):
        AREA.add(day("2026-10-21"), -1)
    with pytest.raises(ValueError, match="one or more beginning with it"):
        AREA.add(day("2026-10-21"), 0, start_counts=True)


def test_years_whose_terms_are_not_known_are_named() -> None:
    assert AREA.unknown_between(day("2026-04-13"), day("2027-08-31")) == ()
    assert AREA.unknown_between(day("2026-04-13"), day("2027-09-01")) == (2027,)
    assert clocks.SchoolDays().unknown_between(day("2026-08-31"), day("2026-09-01")) == (2025, 2026)


def test_a_closure_of_four_weeks_or_more_is_the_summer() -> None:
    assert AREA.closures() == ((day("2026-07-22"), day("2026-09-01")),)
    exactly = clocks.of_terms([(day("2026-01-05"), day("2026-01-30")), (day("2026-02-28"), day("2026-03-31"))], [])
    assert exactly.closures() == ((day("2026-01-31"), day("2026-02-27")),)
    shorter = clocks.of_terms([(day("2026-01-05"), day("2026-01-30")), (day("2026-02-27"), day("2026-03-31"))], [])
    assert shorter.closures() == ()


def test_advice_asked_from_a_week_before_closing_to_a_week_before_opening_is_excused() -> None:
    (summer,) = AREA.closures()
    assert clocks.excusing_window(summer) == (day("2026-07-15"), day("2026-08-26"))


def test_terms_in_any_order_are_the_same_and_faulty_ones_are_refused() -> None:
    assert clocks.of_terms(reversed(TERMS), AREA.closed) == AREA
    with pytest.raises(ValueError, match="A term cannot end on 1 September 2026, before it begins"):
        clocks.of_terms([(day("2026-09-02"), day("2026-09-01"))], [])
    with pytest.raises(ValueError, match="Two terms overlap on 23 October 2026"):
        clocks.of_terms([*TERMS, (day("2026-10-23"), day("2026-10-24"))], [])
    assert clocks.of_terms([(day("2026-09-02"), day("2026-09-02"))], []).is_school_day(day("2026-09-02"))
    with pytest.raises(ValueError, match="scotland"):
        clocks.of_terms(TERMS, [], "scotland")


@given(st.dates(day("2026-04-01"), day("2030-01-01")), st.integers(1, 30), st.booleans())
def test_so_many_school_days_lie_in_the_count(start: dt.date, days: int, start_counts: bool) -> None:
    end = AREA.add(start, days, start_counts=start_counts)
    first = start if start_counts else start + DAY
    counted = [first + number * DAY for number in range((end - first).days + 1)]
    assert sum(AREA.is_school_day(one) for one in counted) == days
    assert AREA.is_school_day(end)
    assert school.LONGEST_CLOSURE == 28


def test_the_start_is_not_counted_unless_it_is_said_and_a_refusal_is_a_whole_sentence() -> None:
    days = clocks.SchoolDays()
    monday = dt.date(2026, 1, 5)
    assert days.add(monday, 1) == dt.date(2026, 1, 6)
    assert days.add(monday, 1, start_counts=True) == monday
    words = "^School days are counted forward: none or more after a day, one or more beginning with it\\.$"
    with pytest.raises(ValueError, match=words):
        days.add(monday, -1)

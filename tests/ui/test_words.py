"""Dates, ages and counts as people in this field write them."""

from datetime import UTC, date, datetime

import pytest

from alongside.ui import words


def test_dates_are_written_out() -> None:
    assert words.date_words(date(2026, 3, 3)) == "3 March 2026"
    assert words.date_short(date(2026, 9, 30)) == "30 Sep 2026"
    assert words.weekday_date(date(2026, 3, 3)) == "Tuesday 3 March 2026"
    assert words.date_words(None) == words.date_short(None) == words.datetime_words(None) == ""


@pytest.mark.parametrize(
    "moment, said",
    [
        (datetime(2026, 3, 3, 16, 5, tzinfo=UTC), "3 March 2026 at 4:05pm"),
        (datetime(2026, 3, 3, 0, 0, tzinfo=UTC), "3 March 2026 at midnight"),
        (datetime(2026, 3, 3, 12, 0, tzinfo=UTC), "3 March 2026 at midday"),
        (datetime(2026, 3, 3, 9, 0, tzinfo=UTC), "3 March 2026 at 9am"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2 July 2026 at 12:30am"),
    ],
)
def test_moments_are_told_by_the_clocks_of_london(moment: datetime, said: str) -> None:
    assert words.datetime_words(moment) == said


def test_a_moment_late_in_a_summer_evening_is_the_next_day_in_london() -> None:
    assert words.date_words(datetime(2026, 6, 30, 23, 15, tzinfo=UTC)) == "1 July 2026"


@pytest.mark.parametrize(
    "born, on, years",
    [
        (date(2012, 9, 14), date(2026, 9, 13), 13),
        (date(2012, 9, 14), date(2026, 9, 14), 14),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (None, date(2026, 3, 1), None),
    ],
)
def test_age_is_whole_years_lived(born: date | None, on: date, years: int | None) -> None:
    assert words.age(born, on) == years


@pytest.mark.parametrize(
    "due, said",
    [
        (date(2026, 3, 3), "due today"),
        (date(2026, 3, 4), "due tomorrow"),
        (date(2026, 3, 6), "3 days left"),
        (date(2026, 3, 2), "1 day late"),
        (date(2026, 2, 3), "28 days late"),
    ],
)
def test_a_due_date_says_how_near_it_is(due: date, said: str) -> None:
    assert words.due_words(due, date(2026, 3, 3)) == said


def test_counts_and_shares() -> None:
    assert words.plural(1, "child", "children") == "1 child"
    assert words.plural(1200, "child", "children") == "1,200 children"
    assert words.plural(2, "day") == "2 days"
    assert words.percent(0.314) == "31%"
    assert words.percent(0.314, 1) == "31.4%"
    assert words.percent(None) == "not known"


def test_typed_text_becomes_paragraphs_and_is_escaped() -> None:
    made = words.lines("First <b>line</b>\r\nsecond\n\n\n\nThird")
    assert made == ('<p class="govuk-body">First &lt;b&gt;line&lt;/b&gt;<br>second</p><p class="govuk-body">Third</p>')
    assert words.lines(None) == words.lines("  \n\n ") == ""

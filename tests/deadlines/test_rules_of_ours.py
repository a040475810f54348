"""What is ours: who sees what is late, how far the forecast looks, and how term dates are typed."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from alongside.deadlines import rules
from alongside.deadlines.rules import Level

TODAY = dt.date(2026, 11, 20)
"""A Friday."""


@pytest.mark.parametrize(
    "due_on, seen",
    [
        ("2026-11-21", Level.OWNER),
        ("2026-11-20", Level.OWNER),
        ("2026-11-19", Level.MANAGER),
        ("2026-11-09", Level.MANAGER),
        ("2026-11-07", Level.HEAD),
        ("2025-01-01", Level.HEAD),
    ],
)
def test_what_is_late_is_seen_higher_up_as_it_ages(due_on: str, seen: Level) -> None:
    assert rules.level(dt.date.fromisoformat(due_on), TODAY) is seen
    assert seen.words


def test_the_forecast_is_twelve_weeks_from_this_monday() -> None:
    weeks = rules.weeks(TODAY)
    assert len(weeks) == 12
    assert (weeks[0].first, weeks[0].last) == (dt.date(2026, 11, 16), dt.date(2026, 11, 22))
    assert all(later.first - earlier.last == dt.timedelta(days=1) for earlier, later in itertools.pairwise(weeks))


@pytest.mark.parametrize("typed", ["2 September 2026", "2 Sep 2026", "02/09/2026", "2026-09-02", "  2 September 2026 "])
def test_a_day_is_read_however_people_write_it(typed: str) -> None:
    assert rules.read_days(f"\n{typed}\n\n") == (dt.date(2026, 9, 2),)
    assert rules.read_terms(f"{typed} to 23 October 2026") == ((dt.date(2026, 9, 2), dt.date(2026, 10, 23)),)


@pytest.mark.parametrize(
    "typed", ["2 September", "soon", "2 September 2026 - 23 October 2026", "31 June 2026 to 1 July 2026"]
)
def test_what_is_not_understood_is_said_with_an_example(typed: str) -> None:
    with pytest.raises(rules.UnreadableTerms) as refusal:
        rules.read_terms(typed)
    assert str(refusal.value) == f"“{typed}” is not understood. Write a day as 2 September 2026."


def test_terms_lie_in_their_school_year() -> None:
    assert rules.in_school_year([(dt.date(2026, 9, 1), dt.date(2027, 8, 31))], 2026)
    assert not rules.in_school_year([(dt.date(2026, 8, 31), dt.date(2026, 12, 18))], 2026)
    assert not rules.in_school_year([(dt.date(2027, 6, 1), dt.date(2027, 9, 1))], 2026)

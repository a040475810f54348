"""Quarters, spreads, and what the parts of a definition say of each other."""

from __future__ import annotations

import datetime as dt

import pytest

from alongside.measures import rules
from alongside.measures.definitions import DEFINITIONS
from alongside.measures.rules import Figure, Quarter


def valued(by: str, value: float | None) -> Figure:
    return Figure(by, value, None, None, None, None, None, None, None)


@pytest.mark.parametrize(
    "day,first,last",
    [
        ("2026-11-22", "2026-10-01", "2026-12-31"),
        ("2026-01-01", "2026-01-01", "2026-03-31"),
        ("2024-06-30", "2024-04-01", "2024-06-30"),
    ],
)
def test_quarters(day: str, first: str, last: str) -> None:
    found = rules.quarter(dt.date.fromisoformat(day))

    assert found == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def test_a_trend_ends_with_the_last_quarter_whose_grace_is_over() -> None:
    waiting, over = dt.date(2026, 10, 10), dt.date(2026, 10, 11)

    assert rules.closed_quarters(waiting)[-1] == Quarter(dt.date(2026, 4, 1), dt.date(2026, 6, 30))
    assert rules.closed_quarters(over)[-1] == Quarter(dt.date(2026, 7, 1), dt.date(2026, 9, 30))
    assert rules.closed_quarters(over)[0] == Quarter(dt.date(2024, 10, 1), dt.date(2024, 12, 31))
    assert len(rules.closed_quarters(over)) == rules.TREND


def test_the_spread_over_places_by_hand() -> None:
    parts = [valued("North", 2), valued("East", 4), valued("South", 6), valued("West", 12), valued("Isle", None)]

    found = rules.spread(parts)

    assert found is not None
    assert (found.lowest_at, found.lowest, found.highest_at, found.highest) == ("North", 2, "West", 12)
    # Between four ordered values the quartiles lie at 0.75 and 2.25 steps: 2 + 0.75 x 2, and 6 + 0.25 x 6.
    assert (found.lower, found.upper) == (3.5, 7.5)
    assert (found.places, found.left_out) == (4, 1)


def test_three_places_have_no_middle_half_and_one_has_no_spread() -> None:
    three = rules.spread([valued("North", 2), valued("East", 4), valued("South", 6)])

    assert three is not None
    assert three.lower is three.upper is None
    assert rules.spread([valued("North", 2), valued("", 9)]) is None


@pytest.mark.parametrize("code", DEFINITIONS)
def test_a_definition_says_what_a_reader_asks(code: str) -> None:
    definition = DEFINITIONS[code]

    assert definition.code == code
    assert definition.question.endswith("?")
    assert all((definition.title, definition.numerator, definition.counts, definition.source))
    assert bool(definition.denominator) == (definition.unit in (rules.SHARE, rules.DAYS, rules.LOAD))
    assert "fte" not in definition.title.lower().split()
    assert set(definition.splits) <= set(rules.SPLITS)
    assert set(definition.missing) <= set(rules.MISSING)
    if definition.counted is not None:
        assert set(definition.counted.overlapping) <= set(definition.splits)
        assert bool(definition.counted.met[0]) == (definition.unit == rules.SHARE)

"""Suppression: what is small is hidden, and nothing that is shown gives it away."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.measures import rules
from alongside.measures.rules import COUNT, SHARE, Figure


def counted(by: str, n: int) -> Figure:
    return Figure(by, n, n, None, None, None, n, None, None)


def shared(by: str, met: int, of: int) -> Figure:
    return Figure(by, met / of if of else None, met, of, None, None, of, None, None)


def test_one_to_five_are_hidden_and_zero_is_shown() -> None:
    parts = [counted("a", 0), counted("b", 3), counted("c", 4), counted("d", 30)]

    _, shown = rules.suppress(COUNT, counted("", 37), parts)

    assert [part.hidden for part in shown] == [False, True, True, False]
    assert shown[1].value is shown[1].n is None


def test_there_is_never_exactly_one_gap() -> None:
    parts = [counted("a", 3), counted("b", 9), counted("c", 30)]

    _, shown = rules.suppress(COUNT, counted("", 42), parts)

    assert [part.hidden for part in shown] == [True, True, False]


def test_a_small_total_hides_its_parts() -> None:
    total, shown = rules.suppress(COUNT, counted("", 4), [counted("a", 4), counted("b", 0)])

    assert total.hidden
    assert [part.hidden for part in shown] == [True, False]


def test_nineteen_of_twenty_tells_of_the_one() -> None:
    total, _ = rules.suppress(SHARE, shared("", 19, 20), [])

    assert total.hidden


@given(st.lists(st.integers(min_value=0, max_value=40), min_size=1, max_size=6))
def test_no_hidden_count_can_be_worked_out(sizes: list[int]) -> None:
    """A solver: every way to fill the gaps that fits the total is tried; no small cell may have one answer only."""
    parts = [counted(str(index), size) for index, size in enumerate(sizes)]
    total, shown = rules.suppress(COUNT, counted("", sum(sizes)), parts)
    gaps = [index for index, part in enumerate(shown) if part.hidden]
    if total.hidden or not gaps:
        assert all(not rules.is_small(size) for index, size in enumerate(sizes) if index not in gaps)
        return
    rest = sum(sizes) - sum(sizes[index] for index in range(len(sizes)) if index not in gaps)
    fits = (
        [fill for fill in itertools.product(range(rest + 1), repeat=len(gaps)) if sum(fill) == rest]
        if len(gaps) <= 3
        else None
    )
    for place, index in enumerate(gaps):
        if rules.is_small(sizes[index]) and fits is not None:
            assert len({fill[place] for fill in fits}) > 1
    assert all(not rules.is_small(size) for index, size in enumerate(sizes) if index not in gaps)


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

"""What somebody types who asks for a date."""

from __future__ import annotations

import datetime as dt

import pytest

from alongside.core import clocks
from alongside.core.clocks import asked


@pytest.mark.parametrize(
    "typed, day",
    [
        ("2025-05-21", "2025-05-21"),
        (" 2025-05-21 ", "2025-05-21"),
        ("2025-07-01T23:30Z", "2025-07-02"),
        ("2025-07-01T22:30:00+00:00", "2025-07-01"),
        ("2025-01-01 23:30+00:00", "2025-01-01"),
        ("2025", "2025-01-01"),
    ],
)
def test_a_start_is_a_day_in_london(typed: str, day: str) -> None:
    assert asked.start(typed) == dt.date.fromisoformat(day)


@pytest.mark.parametrize("typed", ["", "21/05/2025", "2025-02-30", "2025-07-01T23:30", "20255", "May"])
def test_what_is_not_a_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(asked.Misread) as refusal:
        asked.start(typed)
    assert str(refusal.value) == (
        f"“{typed}” is not a day. Type it as 2025-05-21, or as a moment such as 2025-07-01T23:30Z: its day in London"
        " counts."
    )


def test_context_is_keys_with_values_and_remarks() -> None:
    found = asked.context(
        [
            "Same request; last day",
            "nation=wales",
            "term=2026-09-02..2026-10-23",
            "closed=2026-09-02",
            "Reg 10(1)=16 weeks",
        ]
    )
    day = dt.date(2026, 9, 2)
    assert found.context == clocks.Context("wales", clocks.of_terms([(day, dt.date(2026, 10, 23))], [day], "wales"))
    assert found.remarks == ("Same request; last day", "Reg 10(1)=16 weeks")
    assert asked.context([]) == asked.Asked(clocks.Context(), ())


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ("area=swindon", "There is no context area. There are: nation, term, closed."),
        ("nation=scotland", "Working days are known for england and wales, not for scotland."),
        ("term=2026-09-02..2026-09-01", "A term cannot end on 1 September 2026, before it begins."),
        ("term=2026-09-02", "“” is not a day."),
        ("closed=never", "“never” is not a day."),
    ],
)
def test_a_context_that_cannot_be_read_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(asked.Misread) as refusal:
        asked.context([typed])
    assert str(refusal.value).startswith(sentence)


def test_what_stands_after_the_first_sign_is_the_value() -> None:
    with pytest.raises(asked.Misread, match="“2026-09-02=x” is not a day"):
        asked.context(["closed=2026-09-02=x"])
    with pytest.raises(asked.Misread, match=r"“2026-10-23\.\.x” is not a day"):
        asked.context(["term=2026-09-02..2026-10-23..x"])

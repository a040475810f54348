"""How each wording of the law is counted."""

from __future__ import annotations

import re

import pytest

from alongside.core.clocks import Counting, NotUnderstood, Unit, read, wording


@pytest.mark.parametrize(
    "wording, counting",
    [
        ("within 20 weeks of", Counting(Unit.WEEKS, 20)),
        ("within 1 week of", Counting(Unit.WEEKS, 1)),
        ("within 15 school days after", Counting(Unit.SCHOOL_DAYS, 15)),
        ("no later than 3 working days after", Counting(Unit.WORKING_DAYS, 3)),
        ("within 2 months of", Counting(Unit.MONTHS, 2)),
        ("within 15 working days beginning with", Counting(Unit.WORKING_DAYS, 15, start_counts=True)),
        ("15 days, beginning with", Counting(Unit.DAYS, 15, start_counts=True)),
        ("a period of 12 months starting with", Counting(Unit.MONTHS, 12, start_counts=True)),
        ("within the period of 12 months starting with", Counting(Unit.MONTHS, 12, start_counts=True)),
        ("at least 15 days, beginning with", Counting(Unit.DAYS, 15, start_counts=True, is_floor=True)),
        ("not less than 15 days, beginning with", Counting(Unit.DAYS, 15, start_counts=True, is_floor=True)),
        ("at least 2 weeks before", Counting(Unit.WEEKS, 2, backwards=True)),
        ("at least 5 months before", Counting(Unit.MONTHS, 5, backwards=True)),
        ("on the 6th school day beginning with", Counting(Unit.SCHOOL_DAYS, 6, start_counts=True)),
        ("on the 1st working day after", Counting(Unit.WORKING_DAYS, 1)),
        ("on the same day as", Counting(Unit.DAYS, 0)),
        (
            "before 31 March in the calendar year of",
            Counting(Unit.DATE, 0, month=3, day=31, is_excluded=True),
        ),
        ("by 15 February in the calendar year of", Counting(Unit.DATE, 0, month=2, day=15)),
        (
            "on the third Thursday of January in the year of",
            Counting(Unit.DATE, 3, month=1, weekday=3),
        ),
        (
            "on the first Monday of December in the year of",
            Counting(Unit.DATE, 1, month=12, weekday=0),
        ),
    ],
)
def test_the_counting_follows_from_the_words(wording: str, counting: Counting) -> None:
    assert read(wording) == counting


@pytest.mark.parametrize(
    "wording", ["soon", "within 20 weeks", "within weeks of", "within 20 weeks of the request", "within 3 years of", ""]
)
def test_words_that_are_not_understood_are_refused_by_name(wording: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        read(wording)
    assert str(refusal.value) == (
        f"How to count “{wording}” is not known. Add the wording to alongside/core/clocks/wording.py."
    )


@pytest.mark.parametrize(
    "wording, length",
    [
        ("within 20 weeks of", "20 weeks"),
        ("within 1 week of", "1 week"),
        ("within 1 month of", "1 month"),
        ("on the 1st working day after", "1 working day"),
        ("within 15 school days of", "15 school days"),
        ("15 days, beginning with", "15 days"),
    ],
)
def test_a_length_in_words(wording: str, length: str) -> None:
    assert read(wording).length == length


@pytest.mark.parametrize("flags", [{}, {"start_counts": True}, {"backwards": True}, {"is_floor": True}])
def test_a_reader_of_periods_says_what_it_was_made_for(flags: dict[str, bool]) -> None:
    """Those of the grammar are made while the module is imported; here one is made anew."""
    found = re.fullmatch(r"(?P<amount>\d+) (?P<unit>week)s?", "6 weeks")
    assert found is not None
    expected = {"start_counts": False, "backwards": False, "is_floor": False} | flags
    assert wording._period(**flags)(found) == Counting(Unit.WEEKS, 6, **expected)

"""From a start to the day: worked examples, and what holds for every start from 1990 to 2100."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core import calendar, clocks, holidays
from alongside.core.clocks import Roll, Rule, Unit, counting
from tests.core.clocks import makers

DAY = dt.timedelta(days=1)
STARTS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))
AMOUNTS = st.integers(1, 60)
ENGLAND = holidays.working_days()
APPEAL = makers.rule("within 2 months of", roll=Roll.TRIBUNAL)
ROLLED = makers.rule("within 2 months of", roll=Roll.TRIBUNAL, takes_roll=True)


def due(wording: str, start: str, **more: object) -> str:
    return clocks.due_on(makers.rule(wording, **more), dt.date.fromisoformat(start)).isoformat()


@pytest.mark.parametrize(
    "wording, start, expected",
    [
        ("within 20 weeks of", "2025-05-21", "2025-10-08"),
        ("within 6 weeks of", "2025-03-29", "2025-05-10"),  # over the change of the clocks
        ("within 15 days of", "2025-05-21", "2025-06-05"),
        ("at least 15 days, beginning with", "2025-05-21", "2025-06-04"),
        ("within 2 weeks, beginning with", "2025-05-21", "2025-06-03"),
        ("on the same day as", "2025-05-21", "2025-05-21"),
        ("within 1 month of", "2026-01-31", "2026-02-28"),
        ("within 1 month of", "2028-01-31", "2028-02-29"),
        ("within 2 months of", "2025-10-01", "2025-12-01"),
        ("period of 12 months starting with", "2024-05-21", "2025-05-20"),
        ("period of 12 months starting with", "2024-01-01", "2024-12-31"),
        ("period of 12 months starting with", "2024-03-01", "2025-02-28"),
        ("period of 12 months starting with", "2024-02-29", "2025-02-28"),
        ("period of 12 months starting with", "2023-03-01", "2024-02-29"),
        ("period of 1 month starting with", "2026-01-31", "2026-02-28"),
        ("period of 1 month starting with", "2026-01-28", "2026-02-27"),
        ("at least 2 weeks before", "2025-05-21", "2025-05-07"),
        ("at least 5 months before", "2026-07-31", "2026-02-28"),
        ("within 5 working days of", "2026-03-31", "2026-04-09"),  # over Easter
        ("within 15 working days beginning with", "2026-04-06", "2026-04-27"),  # begins on Easter Monday
        ("within 3 working days of", "2022-09-16", "2022-09-22"),  # over the State Funeral
        ("within 3 working days of", "2022-05-30", "2022-06-06"),  # the moved Spring bank holiday and the Jubilee
        ("on the 6th school day beginning with", "2026-09-07", "2026-09-14"),  # no terms known
        ("before 31 March in the calendar year of", "2026-09-01", "2026-03-30"),
        ("before 1 March in the calendar year of", "2028-09-01", "2028-02-29"),
        ("by 15 February in the calendar year of", "2026-09-01", "2026-02-15"),
        ("on the third Thursday of January in the year of", "2027-05-05", "2027-01-21"),
        ("on the first Thursday of January in the year of", "2026-05-05", "2026-01-01"),
        ("on the second Monday of June in the year of", "2026-01-01", "2026-06-08"),
    ],
)
def test_a_worked_example(wording: str, start: str, expected: str) -> None:
    assert due(wording, start) == expected


def test_a_published_day_goes_before_the_weekday_in_its_year_alone() -> None:
    census = {"exact": ((2021, dt.date(2021, 1, 14)),)}
    assert due("on the third Thursday of January in the year of", "2021-06-01", **census) == "2021-01-14"
    assert due("on the third Thursday of January in the year of", "2022-06-01", **census) == "2022-01-20"


@pytest.mark.parametrize(
    "ends, accepted",
    [
        ("2025-07-31", "2025-07-31"),  # a Thursday
        ("2027-07-31", "2027-08-02"),  # a Saturday: the next working day, which is not itself where time ends
        ("2025-08-01", "2025-09-01"),
        ("2025-08-31", "2025-09-01"),
        ("2024-08-15", "2024-09-02"),  # 1 September is a Sunday
        ("2024-09-01", "2024-09-02"),
        ("2024-12-24", "2024-12-24"),
        ("2024-12-25", "2025-01-02"),
        ("2024-12-31", "2025-01-02"),
        ("2025-01-01", "2025-01-02"),
        ("2026-12-29", "2027-01-04"),  # 2 January is a Saturday
        ("2027-01-02", "2027-01-04"),
        ("2025-12-06", "2025-12-08"),
        ("2026-04-03", "2026-04-07"),  # Good Friday
    ],
)
def test_an_appeal_is_taken_on_the_first_day_that_counts(ends: str, accepted: str) -> None:
    end = dt.date.fromisoformat(ends)
    start = calendar.add_months(end, -2)
    if calendar.add_months(start, 2) != end:  # no day corresponds
        assert counting.rolled(end, APPEAL, ENGLAND).isoformat() == accepted
        return
    assert clocks.due_on(APPEAL, start) == end
    assert clocks.due_on(ROLLED, start).isoformat() == accepted
    assert clocks.also_by(APPEAL, start) == (None if ends == accepted else dt.date.fromisoformat(accepted))
    assert clocks.also_by(ROLLED, start) is None


def test_only_a_limit_of_the_tribunal_moves_to_a_day_that_counts() -> None:
    plain = makers.rule("within 2 months of")
    assert counting.rolled(dt.date(2025, 8, 16), plain, ENGLAND) == dt.date(2025, 8, 16)
    assert clocks.also_by(plain, dt.date(2025, 6, 16)) is None


def test_a_date_before_which_it_is_done_has_the_named_date_beside_it() -> None:
    assert clocks.also_by(makers.rule("before 31 March in the calendar year of"), dt.date(2026, 9, 1)) == dt.date(
        2026, 3, 31
    )
    assert clocks.also_by(makers.rule("by 31 March in the calendar year of"), dt.date(2026, 9, 1)) is None


def test_a_nation_has_its_own_working_days() -> None:
    wales = clocks.Context(nation="wales")
    assert wales.working == holidays.working_days("wales")
    rule = makers.rule("within 5 working days of")
    assert clocks.due_on(rule, dt.date(2026, 3, 31), wales) == dt.date(2026, 4, 9)


@pytest.mark.parametrize(
    "start, end, weeks",
    [
        ("2024-11-01", "2026-02-27", 69),
        ("2024-11-01", "2026-02-26", 68),
        ("2025-01-01", "2025-01-01", 0),
        ("2025-01-08", "2025-01-01", -1),
        ("2025-01-07", "2025-01-01", 0),
    ],
)
def test_whole_weeks_lie_between_two_days(start: str, end: str, weeks: int) -> None:
    assert clocks.weeks_between(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) == weeks


# What holds for every start

FORWARD = [
    "within {n} days of", "within {n} weeks of", "within {n} months of", "within {n} working days of",
    "within {n} school days of",
]  # fmt: skip
BEGINNING = [
    "within {n} days beginning with", "within {n} weeks beginning with", "period of {n} months starting with",
    "within {n} working days beginning with", "within {n} school days beginning with",
]  # fmt: skip


@settings(max_examples=300)
@given(STARTS, AMOUNTS, st.sampled_from(FORWARD))
def test_a_day_is_never_earlier_than_the_law_gives(start: dt.date, amount: int, wording: str) -> None:
    """Between the event and the day lies the whole length: as many days, weeks, months or days of the kind."""
    rule = makers.rule(wording.format(n=amount))
    found = clocks.due_on(rule, start)
    unit = rule.counting.unit
    if unit is Unit.MONTHS:
        months = (found.year - start.year) * 12 + found.month - start.month
        assert months == amount
        assert found.day == start.day or (found + DAY).day == 1
    elif unit in (Unit.WORKING_DAYS, Unit.SCHOOL_DAYS):
        assert sum(ENGLAND.is_working(start + number * DAY) for number in range(1, (found - start).days + 1)) == amount
        assert ENGLAND.is_working(found)
    else:
        assert (found - start).days == amount * (7 if unit is Unit.WEEKS else 1)


@settings(max_examples=300)
@given(STARTS, AMOUNTS, st.sampled_from([*FORWARD, *BEGINNING]))
def test_a_later_start_or_a_longer_time_never_ends_earlier(start: dt.date, amount: int, wording: str) -> None:
    rule, longer = makers.rule(wording.format(n=amount)), makers.rule(wording.format(n=amount + 1))
    assert clocks.due_on(rule, start) <= clocks.due_on(rule, start + DAY)
    assert clocks.due_on(rule, start) < clocks.due_on(longer, start)


@settings(max_examples=200)
@given(STARTS, AMOUNTS, st.sampled_from(list(zip(FORWARD, BEGINNING, strict=True))))
def test_beginning_with_the_day_ends_before_within_of_it(start: dt.date, amount: int, pair: tuple[str, str]) -> None:
    """The day of the event in, and the count ends earlier; by a day exactly where days of every kind count."""
    of, with_ = (clocks.due_on(makers.rule(wording.format(n=amount)), start) for wording in pair)
    unit = makers.rule(pair[0].format(n=amount)).counting.unit
    if unit in (Unit.DAYS, Unit.WEEKS):
        assert of - with_ == DAY
    elif unit is Unit.MONTHS:
        assert of - with_ == (DAY if of.day == start.day else 0 * DAY)
    else:
        assert (with_ < of) == ENGLAND.is_working(start)
        assert with_ <= of


@settings(max_examples=120)
@given(STARTS, st.integers(1, 20), st.sampled_from([*FORWARD, *BEGINNING]))
def test_the_way_back_gives_a_start_from_which_the_day_follows(start: dt.date, amount: int, wording: str) -> None:
    rule = makers.rule(wording.format(n=amount))
    found = clocks.due_on(rule, start)
    back = clocks.start_for(rule, found)
    assert back is not None
    assert back >= start
    assert clocks.due_on(rule, back) == found
    assert clocks.due_on(rule, back + DAY) > found


@given(STARTS, st.integers(1, 30), st.sampled_from(["days", "weeks", "months"]))
def test_counting_back_leaves_the_whole_length_before(event: dt.date, amount: int, unit: str) -> None:
    rule = makers.rule(f"at least {amount} {unit} before")
    found = clocks.due_on(rule, event)
    if unit == "months":
        assert calendar.add_months(found, amount) <= event
    else:
        assert event - found == amount * (7 if unit == "weeks" else 1) * DAY
    back = clocks.start_for(rule, found)
    assert back is not None
    assert clocks.due_on(rule, back) == found


def test_the_way_back_says_when_no_start_leads_there() -> None:
    easter_monday = dt.date(2026, 4, 6)
    assert clocks.start_for(makers.rule("within 5 working days of"), easter_monday) is None
    fixed = makers.rule("before 31 March in the calendar year of")
    assert clocks.start_for(fixed, dt.date(2026, 3, 30)) == dt.date(2026, 12, 31)
    assert clocks.start_for(fixed, dt.date(2026, 3, 31)) is None
    assert clocks.start_for(makers.rule("within 1 month of"), dt.date(2026, 2, 28)) == dt.date(2026, 1, 31)


@pytest.mark.parametrize(
    "wording, due_on, start",
    [
        ("within 16 weeks of", "2023-05-31", "2023-02-08"),
        ("on the same day as", "2026-01-01", "2026-01-01"),
        ("within 60 days of", "2026-03-02", "2026-01-01"),
        ("within 24 months of", "2028-02-29", ""),
        ("within 24 months of", "2028-02-28", "2026-02-28"),
        ("within 1 working day of", "2026-04-07", "2026-04-06"),
        ("within 15 working days beginning with", "2026-06-11", "2026-05-21"),
        ("within 50 school days of", "2026-03-16", "2026-01-05"),
        ("at least 2 weeks before", "2026-01-01", "2026-01-15"),
        ("at least 5 months before", "2026-02-28", "2026-07-31"),
        ("by 15 February in the calendar year of", "2026-02-15", "2026-12-31"),
    ],
)
def test_the_way_back_one_by_one(wording: str, due_on: str, start: str) -> None:
    found = clocks.start_for(makers.rule(wording), dt.date.fromisoformat(due_on))
    assert (found.isoformat() if found else "") == start


@given(STARTS)
def test_29_february_is_the_only_day_whose_year_ends_with_february(start: dt.date) -> None:
    rule = makers.rule("period of 12 months starting with")
    found = clocks.due_on(rule, start)
    anniversary_before = calendar.add_months(start, 12) - DAY
    leap_day = (start.month, start.day) == (2, 29)
    assert found == (dt.date(start.year + 1, 2, 28) if leap_day else anniversary_before)
    assert 364 <= (found - start).days <= 365


@given(STARTS, st.integers(0, 23))
def test_a_change_of_the_clocks_moves_no_day(start: dt.date, hour: int) -> None:
    """A moment belongs to one London day, whichever side of the change it lies; weeks are counted in days."""
    moment = calendar.start_of_day(start) + dt.timedelta(hours=hour)
    if moment < calendar.end_of_day(start):
        assert calendar.london_date(moment) == start
    twenty = makers.rule("within 20 weeks of")
    assert clocks.due_on(twenty, calendar.london_date(calendar.start_of_day(start))) == start + 140 * DAY


@given(STARTS)
def test_an_appeal_is_accepted_on_a_working_day_never_before_its_time_ends(start: dt.date) -> None:
    end, accepted = clocks.due_on(APPEAL, start), clocks.due_on(ROLLED, start)
    assert accepted >= end
    assert ENGLAND.is_working(accepted)
    assert accepted.month != 8 or end.month == 7
    also = clocks.also_by(APPEAL, start)
    assert also == (accepted if accepted != end else None)


def test_a_rule_can_be_asked_for_every_start_that_its_days_are_known_for() -> None:
    rule: Rule = makers.rule("within 5 working days of")
    assert clocks.due_on(rule, dt.date(1990, 1, 1)) == dt.date(1990, 1, 8)
    with pytest.raises(calendar.OutsideKnownDays):
        clocks.due_on(rule, dt.date(2110, 12, 30))


@pytest.mark.parametrize(
    "after, until, days",
    [
        ("2026-03-02", "2026-03-09", 5),
        ("2026-03-09", "2026-03-02", -5),
        ("2026-03-02", "2026-03-02", 0),
        ("2026-04-02", "2026-04-07", 1),  # over Easter
        ("2026-03-06", "2026-03-08", 0),  # into a weekend
    ],
)
def test_working_days_between_two_days_one_by_one(after: str, until: str, days: int) -> None:
    assert ENGLAND.between(dt.date.fromisoformat(after), dt.date.fromisoformat(until)) == days


# One by one: each was a small change of the code that no other test noticed

LONG_PAUSE = clocks.Context(
    school=clocks.of_terms(
        [(dt.date(2026, 1, 5), dt.date(2026, 3, 27)), (dt.date(2026, 9, 2), dt.date(2026, 12, 18))], []
    )
)
"""An area whose schools did not meet from Easter to September."""


def test_the_way_back_asks_the_school_days_of_the_area_and_reaches_over_a_long_pause() -> None:
    rule = makers.rule("within 40 school days of")
    start = dt.date(2026, 3, 2)
    due_there = clocks.due_on(rule, start, LONG_PAUSE)
    assert (due_there - start).days > 130
    # The Sunday and the Saturday before count as no days: the latest start is what is asked for.
    assert clocks.start_for(rule, due_there, LONG_PAUSE) == start
    assert clocks.start_for(rule, due_there) != start


def test_a_later_day_that_is_accepted_is_counted_in_the_days_of_the_area() -> None:
    rule = makers.rule("within 10 school days of", roll=Roll.TRIBUNAL)
    start = dt.date(2026, 3, 20)
    # Ends in September: nothing to roll. With the days of no area it would end in April.
    assert clocks.due_on(rule, start, LONG_PAUSE) == dt.date(2026, 9, 8)
    assert clocks.also_by(rule, start, LONG_PAUSE) is None
    ends_at_christmas = clocks.Context(school=clocks.of_terms([(dt.date(2026, 9, 2), dt.date(2026, 12, 31))], []))
    begun = dt.date(2026, 12, 11)
    assert clocks.due_on(rule, begun, ends_at_christmas) == dt.date(2026, 12, 29)
    assert clocks.also_by(rule, begun, ends_at_christmas) == dt.date(2027, 1, 4)
    # Where schools close for Christmas it ends after it, and needs no rolling; in the days of no area it would.
    over_christmas = clocks.Context(
        school=clocks.of_terms(
            [(dt.date(2026, 9, 2), dt.date(2026, 12, 18)), (dt.date(2027, 1, 4), dt.date(2027, 3, 25))], []
        )
    )
    assert clocks.due_on(rule, begun, over_christmas) == dt.date(2027, 1, 8)
    assert clocks.also_by(rule, begun, over_christmas) is None
    assert clocks.explain(rule, begun, over_christmas).also is None

"""Eligibility at its edges, agreement, clocks, and whom to suggest."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import calendar
from alongside.referrals import rules
from alongside.referrals.models import Agreement, Involvement, Referral

D = dt.date

# Born, received, aged 10 to 16 inclusive? Worked out by hand from the published criteria.
ORACLE = [
    (D(2016, 11, 20), D(2026, 11, 20), True),  # the tenth birthday itself
    (D(2016, 11, 21), D(2026, 11, 20), False),  # the day before it
    (D(2009, 11, 21), D(2026, 11, 20), True),  # the day before the seventeenth birthday
    (D(2009, 11, 20), D(2026, 11, 20), False),  # the seventeenth birthday
    (D(2013, 2, 3), D(2026, 11, 20), True),
    (D(2008, 1, 1), D(2026, 11, 20), False),
    # Born on 29 February: an age is attained on 1 March of a year that has no such day.
    (D(2016, 2, 29), D(2026, 2, 28), False),
    (D(2016, 2, 29), D(2026, 3, 1), True),
    (D(2008, 2, 29), D(2025, 2, 28), True),
    (D(2008, 2, 29), D(2025, 3, 1), False),
    (D(2012, 2, 29), D(2028, 2, 29), True),
]


@pytest.mark.parametrize(("born_on", "received_on", "is_met"), ORACLE)
def test_ages_10_to_16_inclusive_on_the_day_of_the_referral(born_on: D, received_on: D, is_met: bool) -> None:
    age, _ = rules.check_youth_crime_prevention(born_on, received_on, ["behaviour"])

    assert age.is_met is is_met


@pytest.mark.parametrize(
    ("grounds", "is_met"),
    [([], False), (["behaviour"], True), (["influence"], True), (["factors"], True), (["unknown"], False)],
)
def test_one_of_three_grounds_is_enough(grounds: list[str], is_met: bool) -> None:
    _, result = rules.check_youth_crime_prevention(D(2013, 2, 3), D(2026, 11, 20), grounds)

    assert result.is_met is is_met


days = st.dates(D(2000, 1, 1), D(2040, 12, 31))
ages = st.integers(0, 25 * 366)


@given(received_on=days, lived=ages, grounds=st.sets(st.sampled_from(sorted(rules.GROUNDS))))
def test_eligible_from_the_tenth_birthday_until_the_seventeenth_begins(
    received_on: D, lived: int, grounds: set[str]
) -> None:
    born_on = received_on - dt.timedelta(days=lived)

    results = rules.check_youth_crime_prevention(born_on, received_on, grounds)

    in_time = calendar.attains_on(born_on, 10) <= received_on < calendar.attains_on(born_on, 17)
    assert rules.is_eligible(results) == (in_time and bool(grounds))


@given(received_on=days, lived=ages)
def test_who_is_eligible_one_day_was_or_is_a_day_later_unless_a_birthday_lies_between(
    received_on: D, lived: int
) -> None:
    born_on = received_on - dt.timedelta(days=lived)
    tomorrow = received_on + dt.timedelta(days=1)

    today_met = rules.check_youth_crime_prevention(born_on, received_on, ["factors"])[0].is_met
    tomorrow_met = rules.check_youth_crime_prevention(born_on, tomorrow, ["factors"])[0].is_met

    birthdays = (calendar.attains_on(born_on, 10), calendar.attains_on(born_on, 17))
    assert today_met == tomorrow_met or tomorrow in birthdays


@given(received_on=days, lived=ages)
def test_under_ten_and_eligible_exclude_each_other(received_on: D, lived: int) -> None:
    born_on = received_on - dt.timedelta(days=lived)

    age_rule = rules.check_youth_crime_prevention(born_on, received_on, ["factors"])[0]

    assert not (rules.is_under_ten(born_on, received_on) and age_rule.is_met)


def test_every_rule_says_where_it_stands_and_every_result_says_why() -> None:
    for lived in (9, 13, 17, 18):
        born_on = D(2026 - lived, 5, 5)
        for result in (
            *rules.check_youth_crime_prevention(born_on, D(2026, 11, 20), []),
            *rules.check_front_door(born_on, D(2026, 11, 20)),
        ):
            assert result.rule.source
            assert result.sentence.endswith(".")


@pytest.mark.parametrize(
    ("child", "carer", "outcome"),
    [
        ("yes", "yes", "agreed"),
        ("yes", "not_needed", "agreed"),
        ("yes", "not_yet", "agreement_asked"),
        ("not_yet", "yes", "agreement_asked"),
        ("not_yet", "not_needed", "agreement_asked"),
        ("no", "yes", "refused"),
        ("yes", "no", "refused"),
        ("no", "no", "refused"),
        ("not_yet", "no", "refused"),
        ("no", "not_needed", "refused"),
    ],
)
def test_both_needed_answers_are_yes_or_the_work_does_not_begin(child: str, carer: str, outcome: str) -> None:
    assert rules.outcome_of(child, carer) == outcome


def test_what_the_referrer_is_told_never_says_who_refused() -> None:
    assert "refus" not in rules.REPLIES["refused"]
    assert "family" not in rules.REPLIES["refused"]
    assert set(rules.REPLIES) == set(Referral.Status.values)


def test_the_least_loaded_in_the_locality_is_suggested_and_why() -> None:
    away = rules.Candidate("M-1", "Ann", 1, is_local=False)
    near = rules.Candidate("M-2", "Ben", 6, is_local=True)
    nearer = rules.Candidate("M-3", "Cal", 5, is_local=True)

    assert rules.suggest([away, near, nearer], "North") == (
        "M-3",
        "Cal works in North and has 5 open children, the fewest there.",
    )
    assert rules.suggest([away], "North")[0] == "M-1"
    assert "Nobody on these teams works in North" in rules.suggest([away], "North")[1]
    assert rules.suggest([], "North") == ("", "")


@given(st.lists(st.builds(rules.Candidate, st.uuids().map(str), st.text(), st.integers(0, 40), st.booleans())))
def test_the_suggestion_does_not_depend_on_the_order(candidates: list[rules.Candidate]) -> None:
    assert rules.suggest(candidates, "North") == rules.suggest(candidates[::-1], "North")


def test_a_decision_is_due_two_working_days_after_the_day_of_receipt() -> None:
    assert rules.DECIDE.due_on(D(2026, 11, 20)) == D(2026, 11, 24)
    assert rules.DECIDE.due_on(D(2026, 12, 24)) == D(2026, 12, 30)
    for clock in rules.CLOCKS:
        assert "not law" in clock.source


def test_every_state_stands_in_the_table() -> None:
    assert set(rules.TRANSITIONS["Referral"]) == set(Referral.Status.values)
    assert set(rules.TRANSITIONS["Involvement"]) == set(Involvement.Status.values)
    for follow in rules.TRANSITIONS.values():
        assert all(after <= set(follow) for after in follow.values())
    assert {code for code, _ in Agreement._meta.get_field("child_answer").choices or ()} == set(rules.ANSWERS)

"""When plans and reviews are due, and which state follows which."""

from __future__ import annotations

import datetime as dt

import pytest

from alongside.plans import models, rules


@pytest.mark.parametrize(
    ("opened_on", "due_on"),
    [
        (dt.date(2026, 11, 20), dt.date(2026, 12, 11)),  # a Friday: three weeks of working days
        (dt.date(2026, 11, 21), dt.date(2026, 12, 11)),  # a Saturday counts from the same Monday
        (dt.date(2026, 12, 14), dt.date(2027, 1, 7)),  # Christmas, Boxing Day (moved) and New Year are not worked
    ],
)
def test_a_plan_is_due_fifteen_working_days_after_the_work_opened(opened_on: dt.date, due_on: dt.date) -> None:
    assert rules.plan_due_on(opened_on) == due_on


def test_a_review_is_after_today_and_at_most_six_months_ahead() -> None:
    today = dt.date(2026, 8, 31)

    assert rules.fault_of_review_date(today, today) == "Choose a review date after today."
    assert rules.fault_of_review_date(dt.date(2027, 2, 28), today) == ""
    assert "on or before 28 February 2027" in rules.fault_of_review_date(dt.date(2027, 3, 1), today)


def test_the_review_date_that_is_offered_is_a_working_day_and_passes() -> None:
    for day in range(365):
        today = dt.date(2026, 1, 1) + dt.timedelta(days=day)
        offered = rules.offered_review_on(today)

        assert offered.weekday() < 5
        assert rules.fault_of_review_date(offered, today) == ""


def test_what_is_missing_is_said_in_whole_sentences() -> None:
    assert rules.missing_before_agreement(goals=1, steps=1, review_on=dt.date(2027, 1, 1)) == ()
    assert len(rules.missing_before_agreement(goals=0, steps=0, review_on=None)) == 3


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("Plan", models.Plan.Status.values),
        ("Goal", models.Goal.Status.values),
        ("Step", models.Step.Status.values),
    ],
)
def test_every_state_stands_in_the_table_and_leads_to_known_states(name: str, states: list[str]) -> None:
    assert set(rules.TRANSITIONS[name]) == set(states)
    assert all(following <= set(states) for following in rules.TRANSITIONS[name].values())


def test_what_has_ended_stays_ended() -> None:
    assert not any(rules.may_follow("Plan", "closed", state) for state in models.Plan.Status.values)


@pytest.mark.parametrize(
    ("open_work", "is_left_over"),
    [
        ([("J-1", dt.date(2026, 9, 1))], False),  # its own work is open
        ([("J-2", dt.date(2026, 9, 20))], False),  # other work was open already when it was written
        ([("J-2", dt.date(2026, 11, 1))], True),  # its own has ended, and new work began
        ([("J-2", dt.date(2026, 11, 1)), ("J-3", dt.date(2026, 9, 2))], False),
        ([], True),
    ],
)
def test_a_plan_is_left_over_when_its_work_ended_before_any_that_is_open(
    open_work: list[tuple[str, dt.date]], is_left_over: bool
) -> None:
    started_on = dt.date(2026, 10, 1)

    assert rules.is_left_over(involvement="J-1", started_on=started_on, open_work=open_work) is is_left_over

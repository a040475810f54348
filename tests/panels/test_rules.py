"""What a panel may decide, when it may decide, and its clocks."""

from __future__ import annotations

import datetime as dt

import pytest

from alongside.panels import rules
from alongside.panels.rules import Seat

ON = dt.date(2026, 11, 25)


@pytest.mark.parametrize("kind", sorted(rules.TYPES))
def test_each_type_begins_with_what_intrudes_least_and_says_where_its_list_comes_from(kind: str) -> None:
    options = rules.options(kind, ON)

    assert len(options) == len({option.code for option in options}) >= 4
    assert rules.less_intrusive(kind, options[0].code, ON) == ()
    assert rules.less_intrusive(kind, options[-1].code, ON) == options[:-1]
    assert all(option.source for option in options)


def test_an_option_is_dated() -> None:
    assert rules.options("joint_decision_making", dt.date(2020, 1, 1)) == ()


def test_the_least_intrusive_option_needs_no_defence() -> None:
    assert rules.fault_in_choice("joint_decision_making", "no_further_involvement", [], "", ON) == ""


@pytest.mark.parametrize(
    "considered, why_not, fault",
    [
        ([], "", "Say which less intrusive options you considered."),
        (["universal_support"], " ", "Say why a less intrusive option will not do."),
        (["youth_caution"], "It is lighter", "An option that you considered is not less intrusive"),
        (["universal_support"], "Tried for a year", ""),
    ],
)
def test_any_other_option_says_why_a_lesser_one_will_not_do(considered: list[str], why_not: str, fault: str) -> None:
    said = rules.fault_in_choice("joint_decision_making", "prevention_support", considered, why_not, ON)

    assert said.startswith(fault) if fault else said == ""


def test_an_option_of_another_type_is_refused() -> None:
    assert rules.fault_in_choice("policing_schools", "youth_caution", [], "", ON)


POLICE, CARE, SCHOOL = (
    Seat(name, required, True) for name, required in (("Police", True), ("Care", True), ("School", False))
)


@pytest.mark.parametrize(
    "seats, needed, chair, is_met",
    [
        ([POLICE, CARE], 2, True, True),
        ([POLICE, CARE, SCHOOL], 3, True, True),
        ([POLICE, CARE], 2, False, False),
        ([POLICE, CARE], 3, True, False),
        ([POLICE, Seat("Care", True, False), SCHOOL], 2, True, False),
        ([], 0, True, True),
    ],
)
def test_quorum_needs_the_chair_the_required_agencies_and_enough_of_them(
    seats: list[Seat], needed: int, chair: bool, is_met: bool
) -> None:
    quorum = rules.quorum(seats, needed, chair_is_present=chair)

    assert quorum.is_met is is_met
    assert all(sentence.endswith(".") for sentence in quorum.missing)


def test_the_clocks_of_a_meeting_pass_over_weekends() -> None:
    tuesday = dt.date(2026, 11, 24)

    assert rules.contribute_by(tuesday) == dt.date(2026, 11, 23)
    assert rules.release_due_on(tuesday) == dt.date(2026, 11, 19)
    assert rules.readable_until(tuesday) == dt.datetime(2026, 11, 27, 23, 59, 59, tzinfo=dt.UTC)


def test_the_next_meeting_is_never_today_and_never_on_a_bank_holiday() -> None:
    assert rules.next_meeting_on(2, ON) == dt.date(2026, 12, 2)
    assert rules.next_meeting_on(4, dt.date(2026, 12, 18)) == dt.date(2027, 1, 8)
    assert rules.next_meeting_on(3, ON) == dt.date(2026, 11, 26)


def test_what_an_agency_contributes_stands_in_the_strand_that_its_readers_may_see() -> None:
    assert rules.contribution_strand("school") == "education"
    assert rules.contribution_strand("camhs") == "health"
    assert rules.contribution_strand("police") == "justice"
    assert rules.contribution_strand("early_help") == "plan"

"""The life of a case as data: whole, with no dead end, and with clocks that the register knows."""

from __future__ import annotations

import datetime as dt

import pytest

from alongside.core import clocks
from alongside.ehcp import rules

MACHINES = (rules.CASE, *rules.MATTERS.values())
STEPS = [(machine, step) for machine in MACHINES for step in machine.steps]


@pytest.mark.parametrize(("machine", "step"), STEPS, ids=lambda each: each.code)
def test_every_step_leads_from_a_state_to_a_state_and_names_rules_that_exist(
    machine: rules.Machine, step: rules.Step
) -> None:
    known = {state.code for state in machine.states}

    assert step.before
    assert step.before <= known
    assert not step.after or step.after in known
    assert step.opens in ("", *rules.MATTERS)
    assert step.law.endswith(".")
    assert step.title[0].isupper()
    assert not step.title.endswith(".")
    for code in (*step.starts, *step.meets, *step.ends, *step.of, *step.needs):
        assert clocks.latest(code).of_child, code
    for before, after in step.of_case:
        assert {before, after} <= {state.code for state in rules.CASE.states}


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.code)
def test_every_state_is_reached_and_every_open_one_is_left(machine: rules.Machine) -> None:
    first = {one.state for one in rules.OPENINGS} if machine is rules.CASE else {machine.states[0].code}
    moved = {after for each in rules.MATTERS.values() for step in each.steps for _, after in step.of_case}
    reached = first | {step.after for step in machine.steps if step.after} | (moved if machine is rules.CASE else set())

    assert {state.code for state in machine.states} <= reached
    for state in machine.states:
        leaves = [step for step in machine.steps_from(state.code) if step.after not in ("", state.code)]
        assert bool(leaves) or not state.is_open, state.code


def test_every_open_state_of_a_case_says_what_the_law_asks_and_what_a_worker_can_do() -> None:
    for state in rules.CASE.states:
        if state.is_open:
            assert all((state.asks, state.source, state.worker)), state.code


def test_every_clock_that_a_step_begins_is_kept_or_ended_by_another() -> None:
    begun = {code for one in rules.OPENINGS for code in one.starts}
    begun |= {code for _, step in STEPS for code in step.starts} | {code for code, _ in rules.PHASES}
    settled = {code for _, step in STEPS for code in (*step.meets, *step.ends)}

    assert begun <= settled, "a date of a case is kept by a step of the case, and nowhere else"


def test_a_detained_child_has_rules_of_its_own_where_the_law_has_them() -> None:
    known = [rule.code for rule in rules.CLOCKS]

    assert rules.in_regime("ehc_advice_6w", known, detained=True) == "ehc_detained_advice_6w"
    assert rules.in_regime("ehc_advice_6w", known, detained=False) == "ehc_advice_6w"
    assert rules.in_regime("annual_review_12m_complete", known, detained=True) == "annual_review_12m_complete"
    assert rules.ordinary("ehc_detained_final_plan_20w") == "ehc_final_plan_20w"


def test_kinds_of_plan_are_dated_and_what_is_only_proposed_is_none_yet() -> None:
    day = dt.date(2026, 11, 20)

    assert [kind.code for kind in rules.kinds_on(day)] == ["ehc_plan", "sen_support"]
    assert [kind.code for kind in rules.kinds_on(day, nation="wales")] == ["individual_development_plan"]
    assert rules.kinds_on(dt.date(2014, 8, 31)) == ()
    assert not [kind for kind in rules.kinds_on(dt.date(2040, 1, 1)) if kind.code == "individual_support_plan"]


def test_sections_run_from_a_to_k() -> None:
    assert [section.letter for section in rules.SECTIONS] == [*"ABCDEFG", "H1", "H2", "I", "J", "K"]

"""Turnaround's rules: worked examples at the edges, as the reference gives them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from alongside.referrals import rules

RECEIVED = dt.date(2026, 11, 20)
FACTS = rules.TurnaroundFacts(
    event="community_resolution",
    event_on=dt.date(2026, 10, 1),
    had_turnaround="no",
    had_order="no",
    looked_after="no",
    protection_plan="no",
    early_help_lead="no",
)


def judged(born_on: dt.date = dt.date(2012, 5, 6), **changes: Any) -> dict[str, rules.RuleResult]:
    facts = replace(FACTS, **changes)
    return {
        result.rule.code.removeprefix("turnaround_"): result
        for result in rules.check_turnaround(born_on, RECEIVED, facts)
    }


def test_each_rule_is_met_for_a_child_who_fits() -> None:
    assert all(result.is_met for result in judged().values())
    assert list(judged()) == [
        "age",
        "event",
        "within",
        "once",
        "no_order",
        "not_looked_after",
        "no_protection_plan",
        "no_lead",
    ]


@pytest.mark.parametrize(
    "born_on,is_met",
    [
        (dt.date(2016, 11, 20), True),
        (dt.date(2016, 11, 21), False),
        (dt.date(2008, 11, 21), True),
        (dt.date(2008, 11, 20), False),
    ],
    ids=["10 today", "10 tomorrow", "18 tomorrow", "18 today"],
)
def test_the_age_counts_on_the_day_the_referral_is_received(born_on: dt.date, is_met: bool) -> None:
    assert judged(born_on)["age"].is_met is is_met


@pytest.mark.parametrize(
    "event_on,is_met",
    [
        (dt.date(2026, 8, 20), True),
        (dt.date(2026, 8, 19), False),
        (dt.date(2026, 11, 20), True),
        (dt.date(2026, 11, 21), False),
    ],
    ids=["three months to the day", "a day more", "the same day", "after the referral"],
)
def test_three_months_end_on_the_same_day_of_the_month(event_on: dt.date, is_met: bool) -> None:
    assert judged(event_on=event_on)["within"].is_met is is_met


@pytest.mark.parametrize("event", list(rules.EVENTS))
def test_any_one_event_is_enough(event: str) -> None:
    assert judged(event=event)["event"].is_met


@pytest.mark.parametrize(
    "answer,code",
    [
        ("had_turnaround", "once"),
        ("had_order", "no_order"),
        ("looked_after", "not_looked_after"),
        ("protection_plan", "no_protection_plan"),
        ("early_help_lead", "no_lead"),
    ],
)
def test_what_rules_it_out_and_what_is_not_known(answer: str, code: str) -> None:
    yes: dict[str, Any] = {answer: "yes"}
    not_known: dict[str, Any] = {answer: "unknown"}
    assert not judged(**yes)[code].is_met
    assert judged(**yes)[code].is_known
    unknown = judged(**not_known)[code]
    assert (unknown.is_met, unknown.is_known) == (False, False)
    assert "Ask" in unknown.sentence


def test_an_event_that_is_not_known_is_asked_for() -> None:
    found = judged(event="", event_on=None)

    assert not found["event"].is_known
    assert not found["within"].is_known
    assert judged(event=rules.NONE_OF_THESE, event_on=None)["within"].is_known


def test_each_rule_says_that_it_is_not_verified_after_march_2026() -> None:
    assert all("Not verified after March 2026" in result.rule.source for result in judged().values())


def test_every_stream_says_what_it_needs() -> None:
    for stream in rules.STREAMS.values():
        assert stream.what
        assert stream.opens_with
        assert set(stream.bases) <= set(rules.BASES)
        assert stream.needs_agreement or stream.bases, f"{stream.code} is not chosen and names nothing that it rests on"


def test_what_counts_as_prevention_or_diversion_is_what_the_measure_counts() -> None:
    from alongside.measures.definitions import prevention_share_of_workload

    counted = {stream.code for stream in rules.STREAMS.values() if stream.counts_as}
    assert counted == set(prevention_share_of_workload.STREAMS)

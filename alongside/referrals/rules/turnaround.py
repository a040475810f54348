"""Turnaround: who can be offered it, rule by rule.

Drawn from the pages of providers and of the programme as they stood up to March 2026. The programme goes on after that
under a new grant whose rules we have not seen: each result says so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.core import calendar
from alongside.referrals.rules.eligibility import Rule, RuleResult

VERIFIED_UNTIL = dt.date(2026, 3, 31)
"""The last day for which we have seen the rules. Later referrals are judged by them, and the page says that."""

CAVEAT = "Not verified after March 2026. Check with the programme before you rely on it."

_FROM = dt.date(2022, 12, 1)
_SOURCE = "Turnaround programme: eligibility as published by providers (Positive Steps; Haringey Council)"


def _rule(code: str, title: str) -> Rule:
    return Rule(f"turnaround_{code}", title, f"{_SOURCE}. {CAVEAT.rstrip('.')}", _FROM)


EVENTS: dict[str, str] = {
    "antisocial": "Repeated antisocial behaviour",
    "warning": "Community protection warning or notice, behaviour contract or civil order",
    "interviewed": "Interviewed under caution",
    "no_further_action": "No further action, outcome 22 included",
    "community_resolution": "Community resolution",
    "youth_caution": "First youth caution, not a conditional one",
    "released": "Released under investigation or on bail before charge",
    "court": "Discharged, acquitted or fined at court",
}
"""What must have happened within three months: any one. No admission is needed."""

NONE_OF_THESE = "none"
KNOWN: dict[str, str] = {"yes": "Yes", "no": "No", "unknown": "Not known"}

WITHIN_MONTHS = 3
LOWEST_AGE, HIGHEST_AGE = 10, 17

AGE = _rule("age", f"Aged {LOWEST_AGE} to {HIGHEST_AGE} on the day the referral is received")
EVENT = _rule("event", "One of the events that the programme names")
WITHIN = _rule("within", f"Referred within {WITHIN_MONTHS} months of that event")
ONCE = _rule("once", "Not in Turnaround before")
NO_ORDER = _rule("no_order", "No earlier order of a court that the youth justice service supervised")
NOT_LOOKED_AFTER = _rule("not_looked_after", "Not looked after")
NO_PLAN = _rule("no_protection_plan", "Not on a child protection plan (a child in need may be)")
NO_LEAD = _rule("no_lead", "No whole-family early help with a lead practitioner already")


@dataclass(frozen=True, slots=True)
class TurnaroundFacts:
    """What somebody said of the child. Answers are ``yes``, ``no`` or ``unknown``; ``event`` is one of EVENTS, ``none``
    or empty where nobody knows."""

    event: str
    event_on: dt.date | None
    had_turnaround: str
    had_order: str
    looked_after: str
    protection_plan: str
    early_help_lead: str


def check_turnaround(born_on: dt.date, received_on: dt.date, facts: TurnaroundFacts) -> tuple[RuleResult, ...]:
    """Each rule with what it looked at. What is not known is not met, and says what to ask.

    Raises ValueError for a birth after the day of the referral.
    """
    age = calendar.age_on(born_on, received_on)
    return (
        RuleResult(
            AGE,
            f"{age} years",
            LOWEST_AGE <= age <= HIGHEST_AGE,
            f"Aged {age} on {calendar.spoken(received_on)}, the day the referral was received.",
        ),
        _event(facts),
        _within(received_on, facts),
        _absent(ONCE, facts.had_turnaround, "has been in Turnaround before"),
        _absent(NO_ORDER, facts.had_order, "has had an order of a court before"),
        _absent(NOT_LOOKED_AFTER, facts.looked_after, "is looked after"),
        _absent(NO_PLAN, facts.protection_plan, "is on a child protection plan"),
        _absent(NO_LEAD, facts.early_help_lead, "has whole-family early help with a lead practitioner"),
    )


def _event(facts: TurnaroundFacts) -> RuleResult:
    if facts.event in EVENTS:
        return RuleResult(EVENT, EVENTS[facts.event], True, f"{EVENTS[facts.event]}. No admission is needed.")
    if facts.event == NONE_OF_THESE:
        return RuleResult(EVENT, "None", False, "None of the events that the programme names has happened.")
    return RuleResult(EVENT, "Not known", False, "Nobody has said what happened. Ask the referrer.", is_known=False)


def _within(received_on: dt.date, facts: TurnaroundFacts) -> RuleResult:
    if facts.event == NONE_OF_THESE:
        return RuleResult(WITHIN, "No event", False, "There is no event from which to count.")
    if facts.event_on is None:
        return RuleResult(WITHIN, "Not known", False, "The day of the event is not known. Ask for it.", is_known=False)
    last = calendar.add_months(facts.event_on, WITHIN_MONTHS)
    on, until = calendar.spoken(facts.event_on), calendar.spoken(last)
    if facts.event_on > received_on:
        return RuleResult(WITHIN, on, False, f"The event on {on} came after the referral. Check the date.")
    is_met = received_on <= last
    words = "within" if is_met else "after"
    return RuleResult(
        WITHIN, on, is_met, f"It happened on {on}. Three months end on {until}; the referral came {words} them."
    )


def _absent(rule: Rule, answer: str, words: str) -> RuleResult:
    if answer == "unknown" or answer not in KNOWN:
        return RuleResult(rule, "Not known", False, f"It is not known whether the child {words}. Ask.", is_known=False)
    is_met = answer == "no"
    sentence = f"The child {words}." if not is_met else f"Nobody has said that the child {words}."
    return RuleResult(rule, KNOWN[answer], is_met, sentence)

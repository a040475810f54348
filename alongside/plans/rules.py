"""When a plan and its review are due, what a plan needs before it can be agreed, and which state follows which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from alongside.core import calendar

PLAN_WORKING_DAYS = 15
"""Within how many working days of the opening of the work a plan is agreed with the child. A local setting; the
default is ours: long enough to screen first (10 working days), short enough that a child does not wait for help."""

REVIEW_MONTHS = 3
"""How many months ahead a review is offered. A local setting; the default is ours."""

REVIEW_MONTHS_MOST = 6
"""How many months ahead a review may be at most. A local setting; the default is ours."""

REVIEW_SEEN_DAYS = 28
"""How many days before its date a review appears among the work of the allocated worker. Ours."""

EHC_SIGNED_DAYS = 91
"""For how many days a manager's signature stands in place of what the plan says of the EHC plan. A local setting; the
default is ours: a school term, after which it is asked for again."""

PDF_GOALS = 4
"""How many goals the child's one page names; a plan with more is for adults. Ours."""


@dataclass(frozen=True, slots=True)
class WhyDate:
    """Why a date is that date, as the component "why this date?" tells it."""

    rule: str
    source: str
    started_on: dt.date | None
    counting: str
    exceptions: str = ""


def plan_due_on(opened_on: dt.date) -> dt.date:
    """The day by which a plan is agreed: working days after the day on which the work opened, which is not counted."""
    return calendar.add_working_days(opened_on, PLAN_WORKING_DAYS)


def why_plan_due(opened_on: dt.date) -> WhyDate:
    """How the day was counted."""
    return WhyDate(
        rule=f"A plan is agreed with the child within {PLAN_WORKING_DAYS} working days.",
        source="A setting of this partnership",
        started_on=opened_on,
        counting="Working days in England after the day on which the work opened.",
        exceptions="None. Ring the team manager if the family needs more time.",
    )


def why_review_due(agreed_on: dt.date | None) -> WhyDate:
    """Why the review is on its day."""
    return WhyDate(
        rule="The plan names the day on which it is looked at again.",
        source="The plan itself",
        started_on=agreed_on,
        counting=f"Chosen with the child and the family, at most {REVIEW_MONTHS_MOST} months ahead.",
        exceptions="It can be brought forward at any time.",
    )


def offered_review_on(today: dt.date) -> dt.date:
    """The review date that a form offers: some months ahead, moved to a working day."""
    return calendar.next_working_day(calendar.add_months(today, REVIEW_MONTHS))


def fault_of_review_date(review_on: dt.date, today: dt.date) -> str:
    """What is wrong with a review date, as a sentence; empty when nothing is."""
    if review_on <= today:
        return "Choose a review date after today."
    latest = calendar.add_months(today, REVIEW_MONTHS_MOST)
    if review_on > latest:
        return f"Choose a review date on or before {calendar.spoken(latest)}. A child's plan is looked at twice a year."
    return ""


def missing_before_agreement(*, goals: int, steps: int, review_on: dt.date | None) -> tuple[str, ...]:
    """What a plan still needs before it can be agreed, each as a sentence that says what to do."""
    sentences = []
    if not goals:
        sentences.append("Add a goal in the child’s own words.")
    if not steps:
        sentences.append("Add a step that an adult will do.")
    if review_on is None:
        sentences.append("Choose the day on which you will look at the plan again.")
    return tuple(sentences)


def is_left_over(*, involvement: str, started_on: dt.date, open_work: Iterable[tuple[str, dt.date]]) -> bool:
    """Whether a plan belongs to work that has ended, and new work has begun (or none is open).

    ``open_work`` holds the reference and opening day of each open involvement of the child. A plan that was written
    while other work was open that still is goes on in that work.
    """
    return all(ref != involvement and opened_on > started_on for ref, opened_on in open_work)


def says_ehc_changes(written_on: dt.date | None, in_force_since: dt.date) -> bool:
    """Whether what the plan says of the EHC plan was written since that plan, as it is now, came into force."""
    return written_on is not None and written_on >= in_force_since


def lacks_ehc_changes(
    *, in_force_since: dt.date | None, written_on: dt.date | None, signed_on: dt.date | None, today: dt.date
) -> bool:
    """Whether a plan is not complete: an EHC plan is in force, the plan does not say how it changes our work, and no
    manager has signed that it goes on without, within the last ``EHC_SIGNED_DAYS`` and since that EHC plan."""
    if in_force_since is None or says_ehc_changes(written_on, in_force_since):
        return False
    if signed_on is None or signed_on < in_force_since:
        return True
    return (today - signed_on).days > EHC_SIGNED_DAYS


TRANSITIONS = {
    # A plan that changed is agreed again: with the child nothing is agreed once and for all.
    "Plan": {
        "draft": frozenset({"agreed", "closed"}),
        "agreed": frozenset({"agreed", "reviewed", "closed"}),
        "reviewed": frozenset({"agreed", "reviewed", "closed"}),
        "closed": frozenset(),
    },
    "Goal": {
        "working_on": frozenset({"reached", "let_go"}),
        "reached": frozenset({"working_on"}),
        "let_go": frozenset({"working_on"}),
    },
    "Step": {
        "to_do": frozenset({"done", "not_needed"}),
        "done": frozenset({"to_do"}),
        "not_needed": frozenset({"to_do"}),
    },
}
"""Model to state to the states that may follow."""


def may_follow(model: str, state: str, wanted: str) -> bool:
    """Whether the state may follow. A state that no table knows raises KeyError."""
    return wanted in TRANSITIONS[model][state]


def states(model: str) -> Iterable[str]:
    """The states of a model."""
    return TRANSITIONS[model].keys()

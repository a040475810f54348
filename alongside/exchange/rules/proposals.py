"""What follows from a line about a child: the record agrees, differs, or an EHC case begins here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.core import calendar
from alongside.exchange.rules.lines import STATUSES, Said

AGREES, DIFFERS, BEGIN = "agrees", "differs", "begin"

_OF_HERE = {
    "considering": "considering",
    "assessing": "assessing",
    "drafting": "drafting",
    "draft_sent": "drafting",
    "maintained": "maintained",
    "ceasing": "maintained",
    "to_cease": "maintained",
    "not_assessed": "refused",
    "no_plan": "refused",
    "ceased": "ended",
    "withdrawn": "ended",
    "moved_away": "ended",
}
"""A state of an EHC case here to what a list can say."""

_WORDS = dict(STATUSES)

_NO_DAY = (
    "The list says that a plan is in force, and not when it was made or last reviewed. Ask for the day, and begin the"
    " case on the child’s page."
)


@dataclass(frozen=True, slots=True)
class Here:
    """The child's newest EHC case, as far as a list says something of it."""

    status: str
    opened_on: dt.date
    has_plan_since: dt.date | None
    reviewed_on: dt.date | None
    setting: str
    case_ref: str = ""
    review_ref: str = ""
    review_stands: str = ""
    """Where the review that is open stands: planned, held or amending; empty where none is."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """``what`` is agrees, differs or begin; ``on`` the day from which a case would be counted; ``words`` say it all."""

    what: str
    words: tuple[str, ...] = ()
    on: dt.date | None = None


def propose(said: Said, here: Here | None) -> Proposal:
    """Compare a line with the case that is here. Only a plan in force is begun from a list: who asked for an assessment
    stands in no list, and the law counts from it."""
    if here is None:
        return _without_case(said)
    words = []
    stands = _OF_HERE.get(here.status, "")
    if stands != said.status:
        words.append(f"The list says: {_said(said.status)} Here: {_said(stands)}")
    if stands == said.status == "drafting" and said.draft_on is not None and here.status == "drafting":
        words.append(f"The list says that the draft was sent on {calendar.spoken(said.draft_on)}; here it was not.")
    pairs = (
        ("the request", said.requested_on, here.opened_on if stands in ("considering", "assessing") else None),
        ("the plan, or its last review,", said.reviewed_on or said.plan_on, here.reviewed_on or here.has_plan_since),
    )
    for what, theirs, ours in pairs:
        if theirs is not None and ours is not None and theirs != ours:
            words.append(f"The list dates {what} {calendar.spoken(theirs)}; here it is {calendar.spoken(ours)}.")
    if said.setting and here.setting and said.setting.casefold() != here.setting.casefold():
        words.append(f"The list names {said.setting}; here it is {here.setting}.")
    return Proposal(DIFFERS, tuple(words)) if words else Proposal(AGREES)


def _without_case(said: Said) -> Proposal:
    if said.status in ("refused", "ended"):
        return Proposal(AGREES)
    if said.status != "maintained":
        return Proposal(
            DIFFERS,
            (f"The list says: {_said(said.status)} No case is here. Begin it on the child’s page, and say who asked.",),
        )
    on = said.reviewed_on or said.plan_on
    if on is None:
        return Proposal(
            DIFFERS,
            (_NO_DAY,),
        )
    how = "last reviewed" if said.reviewed_on else "made"
    words = f"Begin an EHC case: a plan is in force, {how} on {calendar.spoken(on)}."
    return Proposal(BEGIN, (words,), on)


def _said(status: str) -> str:
    return f"{_WORDS.get(status, status).split(':')[0]}."

"""The plan in plain words, as the child gets it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.audit import trail
from alongside.children.models import Child
from alongside.core import calendar, plain_words
from alongside.needs import queries as needs
from alongside.plans.queries.plan import PlanPage


@dataclass(frozen=True, slots=True)
class Promise:
    """What an adult will do, as the child reads it."""

    who: str
    what: str
    by_when: dt.date


@dataclass(frozen=True, slots=True)
class PlainPlan:
    """The plan in plain words for the child, and what a worker should say more simply before giving it."""

    name: str
    good_at: tuple[str, ...]
    want: tuple[str, ...]
    adults_will_do: tuple[Promise, ...]
    work_with_me: tuple[str, ...]
    meet_again_on: dt.date | None
    what_i_think: str
    ask: str
    warnings: tuple[str, ...]

    def as_data(self) -> dict[str, object]:
        """What ``documents.typeset`` takes for the document ``plan_for_child``."""
        return {
            "title": "My plan",
            "name": self.name,
            "good_at": list(self.good_at),
            "want": list(self.want),
            "adults_will_do": [
                {"who": step.who, "what": step.what, "by_when": step.by_when} for step in self.adults_will_do
            ],
            "work_with_me": list(self.work_with_me),
            "meet_again": calendar.spoken(self.meet_again_on) if self.meet_again_on else "",
            "what_i_think": self.what_i_think,
            "ask": self.ask,
        }


def plain_plan(child: Child, plan: PlanPage, look: trail.Look, *, ask: str = "") -> PlainPlan:
    """The plan as the child gets it: goals worked on, steps not done yet, how to work with me, when we meet again."""
    look.insist(child.ref)
    good_at = _lines(plan.strengths or child.strengths)
    want = tuple(goal.words for goal in plan.goals if goal.is_open)
    steps = tuple(Promise(step.who, step.what, step.due_on) for step in plan.steps if step.is_open)
    strategies = tuple(
        line.text if line.kind == "do" else f"Please avoid: {line.text}" for line in needs.strategies(child, look)
    )
    written = (*good_at, *(step.what for step in steps), *strategies)
    return PlainPlan(
        name=child.first_called,
        good_at=good_at,
        want=want,
        adults_will_do=steps,
        work_with_me=strategies,
        meet_again_on=plan.review_on,
        # What the child said of an earlier version is not what the child thinks of this one.
        what_i_think="" if plan.is_changed_since_agreed else plan.agreed_words,
        ask=ask,
        # The child's own words are left as they are: it is for adults to speak plainly.
        warnings=tuple(long.warning for text in written for long in plain_words.too_long_sentences(text)),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip(" -•\t") for line in text.splitlines() if line.strip(" -•\t"))

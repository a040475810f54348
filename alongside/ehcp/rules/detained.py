"""While a child is detained: what may be appealed, who gets the final plan, and what a release does. Dated data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.core.clocks import Source
from alongside.ehcp.rules import sources as src


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealRight:
    """Whether a decision (a code of ``DECISIONS``) may be appealed while the child is detained, and where it says so.

    ``first_plan_only``: only against a plan that was first made final during this detention.
    """

    decision: str
    title: str
    allowed: bool
    words: str
    source: Source
    first_plan_only: bool = False
    valid_from: dt.date = src.DETAINED_BEGAN
    valid_to: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Whether it is in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


_SWITCHED_OFF = src.act("70(1) and 73(2)")

APPEAL_RIGHTS = (
    AppealRight(
        decision="not_to_assess",
        title="Not to assess",
        allowed=True,
        words="The parent or the young person may appeal.",
        source=src.act("73(2)(a)"),
    ),
    AppealRight(
        decision="no_plan",
        title="Not to make a plan",
        allowed=True,
        words="They may appeal where it is said that no plan is needed on release.",
        source=src.act("73(2)(b)"),
    ),
    AppealRight(
        decision="setting",
        title="The school or college that is named, or that none is named",
        allowed=True,
        words="Only when the plan is first made final during the detention.",
        source=src.act("73(2)(c) and 73(3)"),
        first_plan_only=True,
    ),
    AppealRight(
        decision="contents",
        title="What the plan says of needs and provision",
        allowed=False,
        words="Not while detained. Sections B and F can be appealed again under the ordinary rules.",
        source=_SWITCHED_OFF,
    ),
    AppealRight(
        decision="not_to_reassess",
        title="Not to assess again",
        allowed=False,
        words="Not while detained.",
        source=_SWITCHED_OFF,
    ),
    AppealRight(
        decision="not_to_amend",
        title="Not to change the plan after a review",
        allowed=False,
        words="Not while detained: the meeting that monitors the plan is no review in the sense of the law.",
        source=_SWITCHED_OFF,
    ),
    AppealRight(
        decision="to_cease",
        title="To end the plan",
        allowed=False,
        words="Not while detained: the authority keeps the plan until release.",
        source=src.act("70(1) and 74(2)"),
    ),
)
"""Children and Families Act 2014 ss.70(1) and 73: the appeals of section 51 are switched off, these are there instead.

What becomes of an appeal that was begun before the detention, and the Tribunal's limits in detained cases (Detained
Persons Regulations, Part 3), were not seen: uncertain.
"""

APPEALS_DOUBT = (
    "What becomes of an appeal that was begun before the detention was not seen in the text of the law. Ask the"
    " Tribunal, or the area’s advice service for families."
)

_BY_STEP = {
    "decide_not_to_assess": "not_to_assess",
    "decide_no_plan": "no_plan",
    "send_final_plan": "setting",
    "decide_to_cease": "to_cease",
}
"""Steps of a case to the decision that the family may appeal against."""

APPEALABLE_STEPS = tuple(_BY_STEP)


def decision_of(step: str) -> str:
    """The decision (a code of ``DECISIONS``) that a step makes known. Raises KeyError for any other step."""
    return _BY_STEP[step]


def appeal_rights(on: dt.date) -> tuple[AppealRight, ...]:
    """What may and may not be appealed while the child is detained, as in force on the day."""
    return tuple(right for right in APPEAL_RIGHTS if right.holds_on(on))


def why_no_appeal(decision: str, on: dt.date, *, is_first_plan: bool) -> str:
    """Why nobody can appeal against the decision while the child is detained: a sentence, or "" where they can.

    ``is_first_plan``: whether the plan was first made final during this detention.
    """
    right = next((each for each in appeal_rights(on) if each.decision == decision), None)
    if right is None or (right.allowed and (is_first_plan or not right.first_plan_only)):
        return ""
    return f"While the child is detained nobody can appeal against this. {right.words} ({right.source.citation})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody to whom the law sends the final plan of a detained child. ``custody``: only while the child is held."""

    code: str
    title: str
    purpose: str
    custody: bool = False


RECIPIENTS: dict[str, Recipient] = {
    each.code: each
    for each in (
        Recipient(
            code="appropriate",
            title="The parent, or the young person",
            purpose="The law asks that the family has the plan, and can say whether it agrees.",
        ),
        Recipient(
            code="in_charge",
            title="The person in charge of where the child is held",
            purpose="So that {name} gets the right help to learn while away.",
            custody=True,
        ),
        Recipient(
            code="youth_justice",
            title="The youth justice service",
            purpose="So that the way home is planned with what helps {name} to learn.",
        ),
        Recipient(
            code="setting",
            title="The school or college that is named",
            purpose="So that {name} is expected there, with the right help.",
        ),
        Recipient(
            code="home_health",
            title="The health commissioning body at home",
            purpose="So that health can give at home what the plan says.",
        ),
        Recipient(
            code="detained_health",
            title="The health commissioner for detained persons",
            purpose="So that health can give what the plan says while {name} is away.",
            custody=True,
        ),
    )
}
"""The six to whom the final plan goes (Detained Persons Regulations, regulation 13(2)), in the order of the page."""

RECIPIENTS_SOURCE = src.detained("13(2)")
RECIPIENTS_GATEWAY = "cfa2014_detained"


@dataclass(frozen=True, slots=True)
class OnRelease:
    """What a release does to the dates of a case, in words, and where it says so."""

    title: str
    words: str
    source: Source


ON_RELEASE = (
    OnRelease(
        "Released, and the same authority is responsible",
        "The clock continues. The 6, 16 and 20 weeks are still counted from the first day, under the ordinary rules,"
        " and what was done while the child was detained counts.",
        src.detained("15(1) and (2)"),
    ),
    OnRelease(
        "Released, and another authority is responsible",
        "The clock restarts there. This case ends here with its dates, and the ordinary limits begin again with the"
        " new authority, on the day on which it hears of the child. Youth justice tells it of the release.",
        src.detained("15(1)"),
    ),
)
"""What is said of it on the case's page. That the new authority's limits begin when it hears of the child follows from
the ordinary rules (SEND Regulations 2014, regulation 5(1)); the Detained Persons Regulations only leave it out."""

IN_DETENTION = (
    OnRelease(
        "Detained while the assessment is under way",
        "The clock counts on from its first day, with the authority that was responsible first.",
        src.detained("15(4) and (5)"),
    ),
    OnRelease(
        "A plan that is in force",
        "The authority keeps it, and arranges what it gives, or as close to it as can be done. It is not reviewed: a"
        " meeting monitors it at least every 12 months.",
        src.act("74"),
    ),
)
"""What holds while the child is detained."""

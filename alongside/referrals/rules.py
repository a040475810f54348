"""Who can be helped by which team, what voluntary work needs first, and by when: data with its source, no Django."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from alongside.core import calendar

# Streams


@dataclass(frozen=True, slots=True)
class Stream:
    """A kind of work with a child.

    ``needs_agreement`` is whether child and parent choose freely; ``is_justice`` is whether its name alone tells that
    something was alleged, so that only readers of the justice strand are told it; ``duties`` are the duties of the
    teams that do it, the usual one first.
    """

    code: str
    title: str
    needs_agreement: bool
    is_justice: bool
    duties: tuple[str, ...]


STREAMS: dict[str, Stream] = {
    stream.code: stream
    for stream in (
        Stream("prevention", "Prevention", True, False, ("prevention",)),
        Stream("turnaround", "Turnaround", True, False, ("prevention", "diversion")),
        Stream("diversion", "Diversion", True, True, ("diversion", "prevention", "statutory")),
        Stream("court_order", "Court order", False, True, ("statutory",)),
        Stream("remand", "Remand", False, True, ("statutory",)),
        Stream("custody", "Custody", False, True, ("statutory",)),
        Stream("resettlement", "Resettlement", False, True, ("statutory",)),
        Stream("voluntary", "Voluntary support", True, False, ("prevention", "statutory", "diversion")),
    )
}
"""Streams of an involvement. A child may have one open involvement in each."""

SHOWN_WITHOUT_JUSTICE = "Youth justice service"
"""What a reader without the justice strand is told in place of a stream that would give away what was alleged."""


# Where referrals come from

SOURCES: dict[str, str] = {
    "school": "School",
    "social_care": "Children's social care",
    "police": "Police",
    "early_help": "Early help",
    "family": "Child or family",
    "health": "Health",
    "other": "Other",
}

_SOURCE_OF_AGENCY = {
    "school": "school",
    "post_16": "school",
    "send_team": "school",
    "social_care": "social_care",
    "police": "police",
    "early_help": "early_help",
    "camhs": "health",
    "health": "health",
    "speech_language": "health",
    "welfare": "health",
}


def source_of(agency_kind: str) -> str:
    """The source of a referral that an agency of this kind makes; ``other`` for kinds that are not counted alone."""
    return _SOURCE_OF_AGENCY.get(agency_kind, "other")


# Grounds: what the referrer is concerned about. A concern with a source, never a label on the child.


@dataclass(frozen=True, slots=True)
class Ground:
    """One of the grounds on which Youth Crime Prevention is offered."""

    code: str
    title: str


GROUNDS: dict[str, Ground] = {
    ground.code: ground
    for ground in (
        Ground("behaviour", "Their own behaviour at home, at school or in the community"),
        Ground("influence", "The influence of friends, family and associates"),
        Ground("factors", "Underlying factors that are likely to lead to offending or anti-social behaviour"),
    )
}


# Rules, shown one by one with their source


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of eligibility. ``valid_from`` is None where the source states the rule and no day on which it began."""

    code: str
    title: str
    source: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What a rule says of one referral: the value it looked at, whether it is met, and a sentence that explains it."""

    rule: Rule
    value: str
    is_met: bool
    sentence: str


_CRITERIA = (
    "Criteria published by Hampshire Youth Justice Service for its Youth Crime Prevention Team, as repeated in the"
    " Quality Lead award letter to the partnership"
)

YCP_LOWEST_AGE, YCP_HIGHEST_AGE = 10, 16
"""Ages in whole years on the London day on which the referral is received, both inclusive."""

YCP_AGE = Rule("ycp_age", "Aged 10 to 16 (inclusive) on the day the referral is received", _CRITERIA)
YCP_GROUNDS = Rule("ycp_grounds", "One or more of three grounds", _CRITERIA)

UNDER_AGE = Rule(
    "age_of_responsibility",
    "Aged 10 or over on the day the referral is received",
    "Children and Young Persons Act 1933, section 50 (no child under ten can be guilty of an offence)",
    dt.date(1964, 2, 1),
)
STILL_A_CHILD = Rule(
    "under_18",
    "Under 18 on the day the referral is received",
    "Crime and Disorder Act 1998, section 37 (the youth justice system is for children and young persons under 18,"
    " section 117)",
    dt.date(1998, 9, 30),
)


def check_youth_crime_prevention(
    born_on: dt.date, received_on: dt.date, grounds: Collection[str]
) -> tuple[RuleResult, ...]:
    """Whether the Youth Crime Prevention team can be offered, rule by rule.

    The team is one within prevention: its rules never gate the rest of the stream. Raises ValueError for a birth after
    the day of the referral.
    """
    age = calendar.age_on(born_on, received_on)
    is_met = YCP_LOWEST_AGE <= age <= YCP_HIGHEST_AGE
    known = [GROUNDS[code].title for code in GROUNDS if code in grounds]
    return (
        RuleResult(YCP_AGE, f"{age} years", is_met, _age_sentence(born_on, received_on, age)),
        RuleResult(
            YCP_GROUNDS,
            "; ".join(known) or "None",
            bool(known),
            f"The referrer is concerned about {len(known)} of the three grounds."
            if known
            else "The referrer named none of the three grounds.",
        ),
    )


def _age_sentence(born_on: dt.date, received_on: dt.date, age: int) -> str:
    if age < YCP_LOWEST_AGE:
        turns = calendar.attains_on(born_on, YCP_LOWEST_AGE)
        return f"Aged {age} on {calendar.spoken(received_on)}, and turns {YCP_LOWEST_AGE} on {calendar.spoken(turns)}."
    if age > YCP_HIGHEST_AGE:
        turned = calendar.attains_on(born_on, YCP_HIGHEST_AGE + 1)
        return (
            f"Aged {age} on {calendar.spoken(received_on)}: turned {YCP_HIGHEST_AGE + 1} on {calendar.spoken(turned)}."
        )
    return f"Aged {age} on {calendar.spoken(received_on)}, the day the referral was received."


def check_front_door(born_on: dt.date, received_on: dt.date) -> tuple[RuleResult, ...]:
    """Whether the service may work with this child at all: these rules do gate. Raises as the check above."""
    age = calendar.age_on(born_on, received_on)
    return (
        RuleResult(UNDER_AGE, f"{age} years", age >= 10, f"Aged {age} on the day the referral was received."),
        RuleResult(STILL_A_CHILD, f"{age} years", age < 18, f"Aged {age} on the day the referral was received."),
    )


def is_under_ten(born_on: dt.date, received_on: dt.date) -> bool:
    """Whether nothing of the child may be kept: signpost, and erase."""
    return not check_front_door(born_on, received_on)[0].is_met


def is_eligible(results: Collection[RuleResult]) -> bool:
    """Whether every rule is met."""
    return all(result.is_met for result in results)


# By when. All ours, as a default of good practice that a partnership may change; none of them is law.


@dataclass(frozen=True, slots=True)
class Clock:
    """How many working days something may take, and what to say when somebody asks why."""

    code: str
    working_days: int
    rule: str
    source: str = "A default of Alongside, not law. A partnership may set its own."

    def due_on(self, start: dt.date) -> dt.date:
        """The last day in time. Raises ``calendar.OutsideKnownDays``."""
        return calendar.add_working_days(start, self.working_days)

    def why(self, start: dt.date) -> dict[str, object]:
        """The parts of "why this date?"."""
        return {
            "rule": self.rule,
            "source": self.source,
            "started_on": start,
            "counting": f"{self.working_days} working days in England, not counting the day it starts.",
        }


DECIDE = Clock("decide", 2, "The front door decides on a referral within 2 working days of receiving it.")
ASK = Clock("ask", 5, "The child and the parent or carer are asked within 5 working days of the decision.")
ALLOCATE = Clock("allocate", 2, "A worker is allocated within 2 working days of the family's yes.")
FIRST_CONTACT = Clock("first_contact", 5, "The worker makes first contact within 5 working days of allocation.")
CLOCKS = (DECIDE, ASK, ALLOCATE, FIRST_CONTACT)


# Agreement

ANSWERS: dict[str, str] = {"yes": "Yes", "not_yet": "Not yet", "no": "No"}
CARER_ANSWERS: dict[str, str] = {**ANSWERS, "not_needed": "Not asked, for a reason given below"}
HOW_TOLD: dict[str, str] = {
    "home": "At home",
    "school": "At school or college",
    "office": "At our office",
    "phone": "By telephone",
    "video": "By video call",
    "elsewhere": "Somewhere else that the child chose",
}


def outcome_of(child_answer: str, carer_answer: str) -> str:
    """``agreed`` when both needed answers are yes, ``refused`` when one is no, else ``agreement_asked``.

    A parent's or carer's answer is not needed where it was not asked for a reason (it would put the child at risk, or
    the child is old and mature enough to decide alone: Gillick v West Norfolk and Wisbech AHA [1986] AC 112).
    """
    answers = {child_answer} | ({carer_answer} - {"not_needed"})
    if "no" in answers:
        return "refused"
    return "agreed" if answers == {"yes"} else "agreement_asked"


# What the referrer is told. Only what is theirs to know: never whether the child was known, and never who said no,
# since a family's answer is not held against them by anybody.

REPLIES: dict[str, str] = {
    "received": "We have your referral. We decide by {due}.",
    "declined": "We will not be working with this child for now. The person who decided has written why below.",
    "signposted": "Another service can help better than we can. What we suggest is written below.",
    "accepted": "We will offer support. First we talk with the child and the family: support is their choice.",
    "agreement_asked": "We will offer support. First we talk with the child and the family: support is their choice.",
    "agreed": "We will work with this child. A worker is being chosen.",
    "refused": "We are not working with this child for now. Our offer stays open, and they can come back at any time.",
    "allocated": "A worker is working with this child.",
}


# Ends of an involvement

END_REASONS: dict[str, str] = {
    "goals_reached": "The child reached what they wanted",
    "planned": "The planned time came to its end",
    "child_chose": "The child or family chose to stop",
    "moved": "The child moved away",
    "other_service": "Another service took over",
    "order_ended": "The order or licence ended",
    "turned_18": "The child turned 18",
    "other": "Another reason",
}


# Who could take the child on


@dataclass(frozen=True, slots=True)
class Candidate:
    """A worker who could be allocated: open children now, and whether the worker's locality is the child's."""

    ref: str
    name: str
    open_children: int
    is_local: bool


def suggest(candidates: Sequence[Candidate], locality: str) -> tuple[str, str]:
    """The reference of the worker to suggest, and why: the fewest open children in the locality, else anywhere.

    Both are empty when there is nobody. Workers with equal numbers are taken by name, so that the page does not change
    from one look to the next.
    """
    if not candidates:
        return "", ""
    local = [worker for worker in candidates if worker.is_local]
    best = min(local or candidates, key=lambda worker: (worker.open_children, worker.name, worker.ref))
    count = f"{best.open_children} open {'child' if best.open_children == 1 else 'children'}"
    if local:
        return best.ref, f"{best.name} works in {locality} and has {count}, the fewest there."
    if locality:
        return best.ref, f"Nobody on these teams works in {locality}. {best.name} has {count}, the fewest of all."
    return best.ref, f"The child's locality is not known. {best.name} has {count}, the fewest of all."


# States

WAITING = ("received", "accepted", "agreement_asked", "agreed")
"""States of a referral in which somebody has to do something next."""

FRONT_DOOR_DAYS = 28
"""Days for which the front door still sees a referral that it has closed or handed on, to answer questions about it.
Ours; the partnership may change it. After that it is seen through a grant for the child, like anything else."""

TRANSITIONS = {
    "Referral": {
        "received": frozenset({"accepted", "declined", "signposted"}),
        "declined": frozenset(),
        "signposted": frozenset(),
        # Straight to allocated only in a stream that needs no agreement.
        "accepted": frozenset({"agreement_asked", "agreed", "refused", "allocated"}),
        "agreement_asked": frozenset({"agreement_asked", "agreed", "refused"}),
        # Somebody may say yes, and no before the work has begun.
        "agreed": frozenset({"allocated", "refused", "agreement_asked", "agreed"}),
        "refused": frozenset(),
        "allocated": frozenset(),
    },
    "Involvement": {"open": frozenset({"ended"}), "ended": frozenset()},
}
"""Model to state to the states that may follow."""

"""Panels: their types, what each may decide from the least intrusive on, quorum, and the clocks of a meeting.

No law or national guidance sets a panel's membership, quorum, rhythm or list of options; areas differ. What stands
here is therefore a local setting with a date, to be changed by the partnership, and never shown as law. That agencies
decide jointly, and take the least intrusive response that will do, is what inspectors look for (HM Inspectorate of
Probation, "The effectiveness of diverting children from the criminal justice system").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alongside.core import calendar
from alongside.core.strands import Strand

LOCAL = "Local setting of the partnership; no national rule"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An action that a decision opens by itself. ``owner`` is "manager" (who allocates), "presenter" or "chair"."""

    what: str
    owner: str
    within_working_days: int


@dataclass(frozen=True, slots=True)
class Option:
    """What a panel may decide. Options of a type stand in order of intrusiveness, the least first."""

    code: str
    title: str
    hint: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    source: str = LOCAL

    def holds_on(self, day: dt.date) -> bool:
        """Whether the option can be chosen on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class PanelType:
    """A kind of panel: what it is for, who usually sits on it (kinds of agencies), and what it may decide."""

    code: str
    title: str
    purpose: str
    required_kinds: tuple[str, ...]
    options: tuple[Option, ...]
    source: str = LOCAL


_SINCE = dt.date(2024, 4, 1)
_ALLOCATE = FollowUp("Allocate a worker, so that support begins", "manager", 2)
_CLOSE = FollowUp("Say goodbye well, and end the involvement", "presenter", 10)
_REFER_ON = FollowUp("Introduce the child and family to who supports them next", "presenter", 5)

TELL_CHILD_WORKING_DAYS = 5
"""Within how many working days the child is told what was decided and why. Ours; the partnership may change it."""

TYPES: Mapping[str, PanelType] = {
    kind.code: kind
    for kind in (
        PanelType(
            "joint_decision_making",
            "Joint Decision-Making Panel",
            "Agencies decide together on the least intrusive help that will do, for prevention and out of court.",
            ("police", "social_care"),
            (
                Option(
                    "no_further_involvement",
                    "No further involvement",
                    "What is already there is enough.",
                    _SINCE,
                    follow_ups=(_CLOSE,),
                ),
                Option(
                    "universal_support",
                    "Support from school, family or early help",
                    "Support that any child can have, outside youth justice.",
                    _SINCE,
                    follow_ups=(_REFER_ON,),
                ),
                Option(
                    "prevention_support",
                    "Prevention support, if the child and family agree",
                    "Voluntary work with the prevention team. Nothing is recorded against the child.",
                    _SINCE,
                    follow_ups=(_ALLOCATE,),
                ),
                Option(
                    "community_resolution",
                    "Community resolution with support",
                    "Informal. Not a criminal record (police outcome 8).",
                    _SINCE,
                    follow_ups=(_ALLOCATE,),
                ),
                Option(
                    "outcome_22",
                    "Outcome 22: support first, and then no prosecution",
                    "No admission is needed (police outcome 22).",
                    _SINCE,
                    follow_ups=(_ALLOCATE,),
                ),
                Option(
                    "youth_caution",
                    "Youth caution",
                    "Formal. Needs an admission. The police give it (Crime and Disorder Act 1998, section 66ZA).",
                    _SINCE,
                    follow_ups=(_ALLOCATE,),
                ),
                Option(
                    "youth_conditional_caution",
                    "Youth conditional caution",
                    "Formal, with conditions. The police give it (Crime and Disorder Act 1998, section 66A).",
                    _SINCE,
                    follow_ups=(_ALLOCATE,),
                ),
                Option(
                    "back_to_police",
                    "Back to the police for a charging decision",
                    "Nothing out of court will do. The police have the final say.",
                    _SINCE,
                    follow_ups=(FollowUp("Prepare the child and family for what comes next", "presenter", 2),),
                ),
            ),
        ),
        PanelType(
            "restorative_intervention",
            "Restorative Intervention Panel",
            "Chooses how harm can be repaired in a way that the child and the person harmed both want.",
            ("police",),
            (
                Option(
                    "no_restorative_work", "No restorative work now", "It would not help, or is not wanted.", _SINCE
                ),
                Option(
                    "conversation",
                    "A restorative conversation with the worker",
                    "The child thinks through what happened and who was affected.",
                    _SINCE,
                ),
                Option(
                    "indirect",
                    "An indirect exchange, such as a letter or messages",
                    "Nobody has to meet.",
                    _SINCE,
                ),
                Option("repair", "An activity that repairs or gives something back", "Chosen with the child.", _SINCE),
                Option("conference", "A restorative meeting", "Both sides want it and are prepared.", _SINCE),
            ),
        ),
        PanelType(
            "sentence_planning",
            "Sentence Planning Panel",
            "Agrees with all agencies how a sentence becomes a plan that the child can manage.",
            ("social_care",),
            (
                Option("less_contact", "Fewer appointments than before", "The child is doing well.", _SINCE),
                Option("plan_as_proposed", "The plan as the worker proposes it", "", _SINCE),
                Option("added_support", "The plan with added specialist support", "", _SINCE),
                Option("closer_contact", "Closer contact for a time", "With a day on which it ends.", _SINCE),
                Option("back_to_court", "Back to court", "Nothing less will do.", _SINCE),
            ),
        ),
        PanelType(
            "policing_schools",
            "Policing Schools Panel",
            "Police, schools and early help see risks as they emerge, and act before anyone is in trouble.",
            ("police", "school"),
            (
                Option("nothing_more", "Nothing more is needed", "The school's own support is enough.", _SINCE),
                Option("school_support", "More support within the school", "", _SINCE),
                Option("early_help", "Early help for the family", "", _SINCE, follow_ups=(_REFER_ON,)),
                Option("officer_time", "Time with a schools officer whom the child trusts", "", _SINCE),
                Option(
                    "prevention_support",
                    "Prevention support, if the child and family agree",
                    "Voluntary work with the prevention team.",
                    _SINCE,
                    follow_ups=(_ALLOCATE,),
                ),
            ),
        ),
    )
}


def options(kind: str, on: dt.date) -> tuple[Option, ...]:
    """What a panel of this type may decide on a day, the least intrusive first."""
    return tuple(option for option in TYPES[kind].options if option.holds_on(on))


def option(kind: str, code: str) -> Option:
    """The option of this code, whether or not it can still be chosen. Raises KeyError."""
    for found in TYPES[kind].options:
        if found.code == code:
            return found
    raise KeyError(code)


def less_intrusive(kind: str, code: str, on: dt.date) -> tuple[Option, ...]:
    """Options that intrude less than this one, and could be chosen on the day."""
    found: list[Option] = []
    for candidate in options(kind, on):
        if candidate.code == code:
            return tuple(found)
        found.append(candidate)
    raise KeyError(code)


def fault_in_choice(kind: str, code: str, considered: Iterable[str], why_not: str, on: dt.date) -> str:
    """What is missing for this decision, as a sentence; empty when nothing is.

    The least intrusive option needs no defence. Any other says which lesser ones were considered and why they will not
    do.
    """
    if code not in {choice.code for choice in options(kind, on)}:
        return "Choose one of the options in the list."
    lesser = {choice.code for choice in less_intrusive(kind, code, on)}
    named = set(considered)
    if named - lesser:
        return "An option that you considered is not less intrusive than your decision. Choose only lesser ones."
    if lesser and not named:
        return "Say which less intrusive options you considered."
    if lesser and not why_not.strip():
        return "Say why a less intrusive option will not do."
    return ""


# Quorum


@dataclass(frozen=True, slots=True)
class Seat:
    """A core agency's seat at a meeting: whether the panel needs it, and whether somebody is there."""

    agency: str
    is_required: bool
    is_present: bool


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether a meeting can decide. ``missing`` are whole sentences; ``present`` counts core agencies there."""

    present: int
    needed: int
    missing: tuple[str, ...]

    @property
    def is_met(self) -> bool:
        """Whether the panel can decide."""
        return not self.missing


def quorum(seats: Iterable[Seat], needed: int, *, chair_is_present: bool) -> Quorum:
    """The chair, every required core agency, and at least ``needed`` core agencies must be there.

    Whoever sent a contribution and did not come is not there. Ours: police and children's services are required by
    default for the Joint Decision-Making Panel, as Hampshire runs it.
    """
    rows = tuple(seats)
    present = sum(seat.is_present for seat in rows)
    missing = [] if chair_is_present else ["The chair is not here."]
    missing += [f"{seat.agency} is not here, and must be." for seat in rows if seat.is_required and not seat.is_present]
    if present < needed:
        missing.append(f"{present} of at least {needed} core agencies are here.")
    return Quorum(present, needed, tuple(missing))


# Clocks, all ours: settings of good practice

RELEASE_WORKING_DAYS_BEFORE = 3
"""How many working days before the meeting its agenda is released, so that people have time to read."""

CONTRIBUTE_WORKING_DAYS_BEFORE = 1
"""How many working days before the meeting contributions are due."""

READ_DAYS_AFTER = 3
"""For how many days after the meeting its members can still read the pack."""

AFTER_AN_OFFENCE = frozenset({"restorative_intervention", "sentence_planning"})
"""Kinds of panel that meet because of an offence: that a child was there is itself justice information."""

RELEASE_EARLIEST_DAYS = 14
"""An agenda is not released earlier than this many days before: reading begins when the meeting is near."""


def working_days_before(day: dt.date, days: int) -> dt.date:
    """The working day that lies a number of working days before a day."""
    found = day
    while days > 0:
        found -= dt.timedelta(days=1)
        days -= calendar.is_working_day(found)
    return found


def release_due_on(meets_on: dt.date) -> dt.date:
    """The day on which the agenda is due."""
    return working_days_before(meets_on, RELEASE_WORKING_DAYS_BEFORE)


def contribute_by(meets_on: dt.date) -> dt.date:
    """The day on which contributions are due."""
    return working_days_before(meets_on, CONTRIBUTE_WORKING_DAYS_BEFORE)


def readable_until(meets_on: dt.date) -> dt.datetime:
    """The moment at which members stop reading the pack: the last second of the last day, in London.

    Not the midnight that follows: pages name the day on which the moment falls.
    """
    return calendar.end_of_day(meets_on + dt.timedelta(days=READ_DAYS_AFTER)) - dt.timedelta(seconds=1)


def next_meeting_on(weekday: int, after: dt.date) -> dt.date:
    """The next day after one on which a weekly panel meets, bank holidays passed over."""
    day = after + dt.timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)
    while not calendar.is_working_day(day):
        day += dt.timedelta(days=7)
    return day


# Who reads which contribution

CONTRIBUTION_STRANDS: Mapping[str, Strand] = {
    "school": Strand.EDUCATION,
    "post_16": Strand.EDUCATION,
    "send_team": Strand.EDUCATION,
    "camhs": Strand.HEALTH,
    "speech_language": Strand.HEALTH,
    "health": Strand.HEALTH,
    "welfare": Strand.HEALTH,
    "police": Strand.JUSTICE,
    "probation": Strand.JUSTICE,
    "court": Strand.JUSTICE,
    "secure": Strand.JUSTICE,
}
"""Kind of agency to the strand in which its contribution stands; others stand in the plan."""


def contribution_strand(agency_kind: str) -> Strand:
    """The strand in which what this kind of agency contributes stands, and so who may read it."""
    return CONTRIBUTION_STRANDS.get(agency_kind, Strand.PLAN)


QUESTIONS = {
    "going_well": "What is going well?",
    "worries": "What worries you?",
    "would_help": "What would help?",
}
"""The three questions for every agency. Strength first."""

READING_REASONS = ("allocated", "cover", "team", "supervision", "front_door")
"""Reasons of a grant, besides the meeting's own, under which whoever works with the child reads its items."""

TRANSITIONS = {
    "Meeting": {
        "planned": frozenset({"released"}),
        "released": frozenset({"held"}),
        "held": frozenset({"closed"}),
        "closed": frozenset(),
    },
    "AgendaItem": {
        "listed": frozenset({"decided", "moved", "removed"}),
        "decided": frozenset(),
        "moved": frozenset(),
        "removed": frozenset(),
    },
    "Action": {
        "open": frozenset({"done", "withdrawn"}),
        "done": frozenset(),
        "withdrawn": frozenset(),
    },
}
"""Model to state to the states that may follow. The database refuses every other step too (see the migration)."""


def may_become(model: str, status: str, wanted: str) -> bool:
    """Whether the state may follow."""
    return wanted in TRANSITIONS[model][status]

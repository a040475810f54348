"""EHC cases: one child in each state of the life of a plan, some of them late, as SEND officers keep them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from alongside.children import access as child_access
from alongside.children import queries as child_queries
from alongside.core import calendar
from alongside.deadlines import commands as deadlines
from alongside.deadlines import queries as dates
from alongside.ehcp import access
from alongside.ehcp import commands as ehcp
from alongside.ehcp.commands import Said
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from alongside.children.models import Child
    from alongside.core.actor import Actor
    from alongside.ehcp.models import Case as EhcCase
    from alongside.web.demonstration.cases import Case

OFFICER = "send_1"
KNOWN_FOR = dt.timedelta(days=45)
"""A child's worker knows of school and plan by then."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step: how many days before the end it happened, which, of which kind of matter, and what was said."""

    ago: int
    code: str
    matter: str = ""
    said: Said = field(default_factory=Said)
    ahead: int | None = None
    """Days from the end to the planned day, where the step plans one."""


@dataclass(frozen=True, slots=True)
class Life:
    """How a case began, how many days ago, and what happened since. ``is_taken``: an officer has it."""

    how: str
    asked_by: str
    ago: int
    taken: tuple[Taken, ...] = ()
    is_taken: bool = True
    is_written: bool = False
    excused: str = ""


def _advice(ago: int, what: str, whom: str) -> Taken:
    return Taken(ago, "ask_for_advice", said=Said(what=what, whom=whom))


_ASSESSED = "The school gives what the assessment found is needed, and it works."

LIVES: tuple[Life, ...] = (
    # Draft with the family, past the twentieth week, with an exception beside the date.
    Life(
        "request",
        "school",
        152,
        (
            Taken(112, "decide_to_assess"),
            _advice(111, "psychologist", "Dr Lowe"),
            _advice(111, "speech_language", "Speech and language therapy"),
            Taken(66, "receive", "advice"),
            Taken(40, "decide_to_issue"),
            Taken(9, "send_draft"),
            Taken(8, "consult_setting", said=Said(setting_name="Fairmead School")),
        ),
        is_written=True,
        excused="school_closed",
    ),
    # Youth justice brought the child to attention; nobody has taken it, and the sixth week has passed.
    Life("attention", "youth_justice", 50, is_taken=False),
    # A plan in force.
    Life(
        "request",
        "parent",
        196,
        (
            Taken(158, "decide_to_assess"),
            _advice(157, "psychologist", "Dr Lowe"),
            Taken(120, "receive", "advice"),
            Taken(100, "decide_to_issue"),
            Taken(76, "send_draft"),
            Taken(
                64, "record_comments", said=Said(note="Mum asks for smaller groups, and for the same adult each day.")
            ),
            Taken(54, "send_final_plan", said=Said(setting_name="")),
        ),
        is_written=True,
    ),
    # The review was held; the family waits for the decision, which is late.
    Life(
        "has_plan",
        "parent",
        345,
        (
            Taken(50, "plan_review", ahead=-33),
            Taken(47, "tell_invited", "review"),
            Taken(46, "send_reports", "review"),
            Taken(33, "hold_meeting", "review", Said(note="I want to mend engines. Sitting in rows is hard.")),
            Taken(24, "send_report", "review"),
        ),
    ),
    # Advice that is late, and was chased.
    Life(
        "request",
        "school",
        98,
        (
            Taken(61, "decide_to_assess"),
            _advice(58, "psychologist", "Dr Amory"),
            Taken(9, "chase", "advice"),
            _advice(57, "health", "Community paediatrics"),
            Taken(30, "receive", "advice"),
        ),
    ),
    # Detained in the course of the assessment.
    Life(
        "attention",
        "youth_justice",
        68,
        (Taken(30, "decide_to_assess"), _advice(29, "psychologist", "Dr Lowe"), Taken(6, "tell_of_detention")),
    ),
    # A review is planned; its reports are not out yet.
    Life("has_plan", "parent", 318, (Taken(10, "plan_review", ahead=12), Taken(5, "tell_invited", "review"))),
    # To be decided within days.
    Life("request", "young_person", 37),
    # Draft being written: three weeks are left.
    Life(
        "request",
        "parent",
        121,
        (Taken(82, "decide_to_assess"), _advice(81, "social_care", "Duty team"), Taken(17, "decide_to_issue")),
        is_written=True,
    ),
    # A move to college to be named before the end of March.
    Life(
        "has_plan",
        "school",
        200,
        (Taken(20, "plan_phase_transfer", ahead=300, said=Said(what="phase_transfer_post16")),),
    ),
    # The authority said no, and gave way.
    Life(
        "request",
        "parent",
        104,
        (
            Taken(66, "decide_not_to_assess", said=Said(note=_ASSESSED)),
            Taken(58, "open_dispute", said=Said(what="not_to_assess")),
            Taken(57, "want_mediation", "dispute"),
            Taken(30, "hold_mediation", "dispute"),
            Taken(28, "agree", "dispute", Said(note="A new teacher’s report was shown.")),
            Taken(8, "concede_assessment"),
        ),
    ),
    # The plan is being changed after its review.
    Life(
        "has_plan",
        "parent",
        360,
        (
            Taken(75, "plan_review", ahead=-44),
            Taken(70, "tell_invited", "review"),
            Taken(60, "send_reports", "review"),
            Taken(44, "hold_meeting", "review"),
            Taken(34, "send_report", "review"),
            Taken(20, "decide_to_amend", "review"),
        ),
        is_written=True,
    ),
    # There will be no plan; the family does not want mediation and may appeal.
    Life(
        "request",
        "school",
        118,
        (
            Taken(80, "decide_to_assess"),
            Taken(16, "decide_no_plan", said=Said(note=_ASSESSED)),
            Taken(10, "open_dispute", said=Said(what="no_plan")),
            Taken(9, "decline_mediation", "dispute"),
            Taken(6, "certify", "dispute"),
        ),
    ),
    Life("has_plan", "school", 150, (Taken(9, "ask_for_reassessment", said=Said(what="parent")),)),
    Life(
        "has_plan",
        "parent",
        240,
        (
            Taken(70, "consider_ceasing", said=Said(note="Works full time as an apprentice and wants no plan.")),
            Taken(30, "decide_to_cease", said=Said(what="4", note="An apprenticeship, with support there.")),
        ),
    ),
    Life("has_plan", "parent", 180, (Taken(25, "consider_ceasing", said=Said(note="Says that needs are met.")),)),
    Life("has_plan", "parent", 130, (Taken(12, "learn_of_move", said=Said(whom="Wiltshire"), ahead=20),)),
    Life("request", "parent", 74, (Taken(50, "withdraw_request", said=Said(note="The family wants to wait a term.")),)),
    Life("has_plan", "parent", 160, (Taken(14, "propose_amendment", said=Said(note="A new course begins.")),)),
    Life("request", "parent", 60, (Taken(25, "decide_not_to_assess", said=Said(note=_ASSESSED)),)),
    Life(
        "has_plan",
        "parent",
        330,
        (
            Taken(150, "consider_ceasing", said=Said(note="Moved into work.")),
            Taken(110, "decide_to_cease", said=Said(what="2", note="Needs are met without a plan.")),
            Taken(30, "cease"),
        ),
    ),
    Life(
        "has_plan",
        "parent",
        280,
        (Taken(60, "learn_of_move", said=Said(whom="Oxfordshire"), ahead=-40), Taken(45, "hand_over", "move")),
    ),
)
"""Lives in the order in which children get them: the most telling first, since a small demonstration has few."""

WORDS = {
    "section_a": "{name} likes to take things apart and put them together again. “Tell me once, then let me try.”",
    "section_b": "{name} loses the thread of long talk, and works slowly when the room is loud.",
    "section_c": "Hearing in the left ear comes and goes.",
    "section_e": "By the summer {name} follows an instruction of three parts, and asks when one is missing.",
    "section_f": "An adult who knows {name} gives instructions in writing, one at a time, in every lesson. A speech and"
    " language therapist works with {name} for 40 minutes a week in term, and trains two staff.",
    "section_g": "Audiology twice a year.",
    "section_k": "Educational psychologist; speech and language therapist; school; parent; {name}.",
}
"""What stands in the sections of a plan."""


ASKED = {
    "part_why": "The screen and the school say the same: long talk goes past {name}, and what helps for one lesson is"
    " not there in the next. Two terms of support at school have not been enough.",
    "part_family": "“At home we write it on the fridge, one thing at a time, and then it works.”",
}
"""What a worker writes into a request, beside what the record fills in."""


def stories(area: Area, cases: list[Case]) -> Iterator[Story]:
    """One life for each child who is worked with for some time, until the lives are dealt."""
    for number, (case, life) in enumerate(zip(known(area, cases), LIVES, strict=False)):
        yield lived(case, life, number)


def known(area: Area, cases: list[Case]) -> list[Case]:
    """Children who are worked with for so long that their worker knows of school and plan."""
    return [
        case
        for case in cases
        if case.fate == "works"
        and case.received_at < area.until - KNOWN_FOR
        # What becomes of a child whom a court holds is told by the story of that.
        and case.stream not in ("remand", "custody", "resettlement")
    ]


def lived(case: Case, life: Life, number: int) -> Story:
    """The worker, or the officer, begins the case; the officer takes it and takes each step."""
    area = case.area
    end = calendar.london_date(area.until)
    known = case.received_at + dt.timedelta(days=30)
    now = yield max(known, area.moment(end - dt.timedelta(days=life.ago), 9, 0))
    if case.child is None or not case.worker:
        return
    child = case.found
    if not life.is_taken and calendar.london_date(now) == end - dt.timedelta(days=life.ago):
        _brought(case, child, now)
        return
    begun = _begun(case, life, child, end, now)
    if not life.is_taken:
        return
    now = yield area.moment(calendar.london_date(now), 15, 5 * (number % 12))
    with area.acting(OFFICER) as actor:
        begun = begun if begun.officer_id else ehcp.take_case(actor=actor, case=begun, now=now)
        if life.is_written:
            sections = {code: text.format(name=child.first_called) for code, text in WORDS.items()}
            ehcp.write_plan_text(actor=actor, case=begun, sections=sections, version=0, now=now)
    for taken in life.taken:
        now = yield area.moment(end - dt.timedelta(days=taken.ago), 11, 5 * (number % 12))
        with area.acting(OFFICER) as actor:
            _take(actor, begun, taken, end, now)
    if life.excused:
        with area.acting(OFFICER) as actor:
            _excuse(actor, begun, life.excused, end, now)


def write_down(case: Case, life: Life, now: dt.datetime) -> None:
    """Write a life down at once, late, with the day on which each thing happened."""
    area = case.area
    end = calendar.london_date(area.until)
    begun = _begun(case, life, case.found, end, now)
    with area.acting(OFFICER) as actor:
        begun = begun if begun.officer_id else ehcp.take_case(actor=actor, case=begun, now=now)
        for taken in life.taken:
            _take(actor, begun, taken, end, now)


def _brought(case: Case, child: Child, now: dt.datetime) -> None:
    """The worker puts the request together from the record, says why, and sends it: nobody has taken the case yet."""
    with case.area.acting(case.worker) as actor:
        _, look = child_queries.look_at(actor, child, now)
        asked = ehcp.start_request(actor=actor, child=child, look=look, now=now)
        said = {part: text.format(name=child.first_called) for part, text in ASKED.items()}
        asked = ehcp.write_request(actor=actor, request=asked, parts=said, version=asked.version, now=now)
        ehcp.send_request(
            actor=actor,
            request=asked,
            asked_by="youth_justice",
            agreement="agreed",
            gateway="cfa2014_s28",
            version=asked.version,
            now=now,
        )


def _begun(case: Case, life: Life, child: Child, end: dt.date, now: dt.datetime) -> EhcCase:
    area = case.area
    with area.acting(case.worker) as actor:
        return ehcp.begin_case(
            actor=actor,
            child=child,
            how=life.how,
            asked_by=life.asked_by,
            happened_on=end - dt.timedelta(days=life.ago),
            setting=area.agencies.get(case.school),
            note="The screen and the school say the same: long talk goes past." if life.how == "attention" else "",
            now=now,
        )


def _take(actor: Actor, case: EhcCase, taken: Taken, end: dt.date, now: dt.datetime) -> None:
    planned = None if taken.ahead is None else end + dt.timedelta(days=taken.ahead)
    matter = None
    if taken.matter:
        rows = access.matters_of(actor, case.child, child_access.standing(actor, case.child, now))
        matter = rows.filter(case=case, kind=taken.matter).latest("id")
    ehcp.take_step(
        actor=actor,
        case=case,
        matter=matter,
        step=taken.code,
        happened_on=end - dt.timedelta(days=taken.ago),
        said=replace(taken.said, planned_on=planned),
        now=now,
    )


def _excuse(actor: Actor, case: EhcCase, kind: str, end: dt.date, now: dt.datetime) -> None:
    for clock in dates.running_about(actor, case.child, [case.ref], now):
        if clock.rule == "ehc_final_plan_20w":
            deadlines.claim_exception(
                actor=actor,
                clock=clock,
                kind=kind,
                from_on=end - dt.timedelta(days=120),
                to_on=end - dt.timedelta(days=78),
                evidence="The school was closed for six weeks, and its advice had been asked for in July.",
                now=now,
            )

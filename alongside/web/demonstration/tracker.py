"""What else the tracker and custody show: states that no child came to by themselves, a list compared, a step taken
back, a child who is detained in the course of an assessment, and a standard that the partnership set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from alongside.core import calendar, cells
from alongside.ehcp import access as ehcp_access
from alongside.ehcp import commands as ehcp
from alongside.ehcp import queries as ehcp_queries
from alongside.ehcp import rules as ehcp_rules
from alongside.ehcp.commands import Said
from alongside.exchange import commands as exchange
from alongside.exchange import queries as exchange_queries
from alongside.exchange import rules as exchange_rules
from alongside.justice import commands as justice
from alongside.justice.commands import Place
from alongside.web.demonstration import ehc, letters
from alongside.web.demonstration.ehc import LIVES, OFFICER, Life, Taken
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from alongside.ehcp.models import Case as EhcCase
    from alongside.web.demonstration.cases import Case

_NO = "What the school gives is enough for now, and is looked at again in a year."

AGAIN: tuple[tuple[Life, ...], ...] = (
    # No plan after an assessment; one after another; and it is decided that it ends.
    (
        Life(
            "request",
            "school",
            700,
            (Taken(662, "decide_to_assess"), Taken(600, "decide_no_plan", said=Said(note=_NO))),
        ),
        Life(
            "has_plan",
            "parent",
            280,
            (
                Taken(75, "consider_ceasing", said=Said(note="Holds its own without the plan since the spring.")),
                Taken(
                    33, "decide_to_cease", said=Said(what="2", note="What the school gives every child is enough now.")
                ),
            ),
        ),
    ),
    # A plan that ended; asked for again, and withdrawn; and once more: the draft is being written, late.
    (
        Life(
            "has_plan",
            "school",
            720,
            (
                Taken(420, "consider_ceasing", said=Said(note="Needs were met.")),
                Taken(380, "decide_to_cease", said=Said(what="2", note="Needs are met without a plan.")),
                Taken(300, "cease"),
            ),
        ),
        Life("request", "parent", 260, (Taken(240, "withdraw_request", said=Said(note="The family waits a term.")),)),
        Life("request", "parent", 147, (Taken(106, "decide_to_assess"), Taken(11, "decide_to_issue"))),
    ),
    # Refused; a plan, and a while elsewhere; the plan came back with the family, and may end.
    (
        Life("request", "parent", 800, (Taken(762, "decide_not_to_assess", said=Said(note=_NO)),)),
        Life(
            "has_plan",
            "parent",
            600,
            (
                Taken(520, "learn_of_move", said=Said(whom="Oxfordshire"), ahead=-500),
                Taken(505, "hand_over", "move"),
            ),
        ),
        Life(
            "has_plan",
            "parent",
            170,
            (Taken(18, "consider_ceasing", said=Said(note="The family asks whether the plan still helps.")),),
        ),
    ),
)
"""Cases of one child, all but the last ended: what the SEND team's own system knew, written down here at once."""


ASSESSED = Life(
    "request", "school", 70, (Taken(34, "decide_to_assess"), Taken(33, "ask_for_advice", said=Said(what="health")))
)
"""In the tenth week, when the child is held."""

COURTS = ("court_order", "remand", "custody", "resettlement")
HOME = {"hampshire": "Hampshire", "swindon": "Swindon"}


def stories(area: Area, cases: list[Case]) -> Iterator[Story]:
    """Each of them once."""
    yield _standard(area)
    yield _in_assessment(area, cases)
    yield _written_down(area, cases)
    yield _taken_back(area)
    yield _compared(area)
    yield from letters.stories(area, partial(_at, area))


def ends_in(life: Life) -> str:
    """The state in which a life leaves its case."""
    state = ehcp_rules.opening(life.how).state
    for taken in life.taken:
        step = ehcp_rules.machine(taken.matter or "case").step(taken.code)
        assert step is not None, taken.code
        state = dict(step.of_case).get(state, state) if taken.matter else (step.after or state)
    return state


def _at(area: Area, ago: int, hour: int, minute: int) -> dt.datetime:
    """A moment so many days before the end, on a working day. No chance is in it: nothing else comes out otherwise."""
    day = calendar.london_date(area.until) - dt.timedelta(days=ago)
    while not calendar.is_working_day(day):
        day -= dt.timedelta(days=1)
    return area.moment(day, hour, minute)


def _standard(area: Area) -> Story:
    """The head of service: at home a place to learn is agreed six weeks before release, two weeks sooner than ours."""
    now = yield _at(area, 150, 10, 20)
    with area.acting("head") as actor:
        justice.set_standards(actor=actor, values={"custody_education_agreed_4w": 6}, now=now)


def _in_assessment(area: Area, cases: list[Case]) -> Story:
    """An assessment is under way when the court holds the child: the rules for detained children hold by themselves."""
    known = ehc.known(area, cases)
    now = yield _at(area, 2, 9, 50)
    free = _free(area, cases, known)
    if not free:
        return
    case = free[-1]
    ehc.write_down(case, ASSESSED, now)
    with area.acting(case.worker) as actor:
        justice.enter_detention(
            actor=actor,
            child=case.found,
            kind="remand_detention",
            detained_at=now - dt.timedelta(hours=17),
            learnt_at=now,
            place=Place("wetherby"),
            home_authority=HOME.get(area.place.slug, area.place.name),
            home_is_here=True,
            now=now,
        )


def _free(area: Area, cases: list[Case], known: list[Case]) -> list[Case]:
    """Children who are worked with, of whom no EHC case is told elsewhere, and whom no court knows."""
    dealt = {id(case) for case in known[: len(LIVES)]}
    return [
        case
        for case in cases
        if case.fate == "works"
        and case.child
        and case.worker
        and id(case) not in dealt
        and case.stream not in COURTS
        and calendar.age_on(case.who.born_on, calendar.london_date(area.now)) >= 12
        and _is_free(area, case.found.pk)
    ]


def _is_free(area: Area, child_id: int) -> bool:
    with area.acting(OFFICER) as actor:
        return not ehcp_queries.has_live_case(actor, child_id)


def _written_down(area: Area, cases: list[Case]) -> Story:
    """Cases in the states to which no child came: several of each child, the last of them live."""
    known = ehc.known(area, cases)
    shown = {ends_in(life) for life, _ in zip(LIVES, known, strict=False)}
    wanted = [lives for lives in AGAIN if {ends_in(life) for life in lives} - shown]
    now = yield _at(area, 1, 14, 35)
    for lives, case in zip(wanted, _free(area, cases, known), strict=False):
        for life in lives:
            ehc.write_down(case, life, now)


def _taken_back(area: Area) -> Story:
    """The officer writes down what a family said of a draft, in the wrong child's case; and takes it back."""
    now = yield _at(area, 4, 10, 45)
    with area.acting(OFFICER) as actor:
        rows = ehcp_access.visible_cases(actor, now).filter(status="draft_sent")
        case = rows.select_related("child").order_by("id").first()
        if case is None:
            return
        on = calendar.london_date(now) - dt.timedelta(days=1)
        note = "They ask for the school by the river."
        ehcp.take_step(actor=actor, case=case, step="record_comments", happened_on=on, said=Said(note=note), now=now)
    now = yield now + dt.timedelta(minutes=25)
    with area.acting(OFFICER) as actor:
        row = ehcp_access.visible_steps(actor, now).filter(case=case, code="record_comments").latest("id")
        reason = "It was what another family said, of another draft."
        ehcp.take_back_step(actor=actor, step=row, reason=reason, now=now)


HEADS = (
    "Person ID",
    "Forename",
    "Surname",
    "DOB",
    "EHCP Status",
    "Decision date",
    "Final plan date",
    "Last review",
    "School",
)
WORDS = {"Active plan": "maintained", "Under assessment": "assessing", "Considering": "considering", "Ceased": "ended"}


def _lines(cases: list[EhcCase], today: dt.date) -> Iterator[tuple[str, ...]]:
    """Two agree, one is ahead, of one a person says whether it is the child; two are faulty, and one about nobody."""

    def some(*states: str) -> list[EhcCase]:
        return [case for case in cases if case.status in states]

    def line(number: int, case: EhcCase, status: str, *, days: int = 0, decided: str = "") -> tuple[str, ...]:
        child = case.child
        born = child.born_on + dt.timedelta(days=days)
        reviewed = case.reviewed_on or case.final_on or ""
        return (
            f"EHC-{number}",
            child.given_name,
            child.family_name,
            born.isoformat(),
            status,
            decided,
            "",
            str(reviewed),
            case.setting_name,
        )

    for number, case in enumerate(some("maintained", "ceasing", "to_cease")[:2], start=4101):
        yield line(number, case, "Active plan")
    yield ("EHC-4103", "Rowan", "Whitlock", "31/02/2012", "Active plan", "", "", "12/03/2026", "")
    for case in some("considering")[:1]:
        yield line(4104, case, "Under assessment", decided=(today - dt.timedelta(days=2)).isoformat())
    yield ("EHC-4105", "Bryony", "Castell", "04/06/2011", "", "", "", "soon", "")
    for case in some("drafting", "assessing")[:1]:
        yield line(4106, case, "Active plan", days=1)
    yield ("EHC-4107", "Perran", "Hocking", "19/09/2013", "Active plan", "", "", "02/02/2026", "")


def _compared(area: Area) -> Story:
    """The officer compares the list of the SEND team's own system, a few lines of it, with the cases here."""
    now = yield _at(area, 1, 16, 15)
    with area.acting(OFFICER) as actor:
        rows = ehcp_access.visible_cases(actor, now).filter(status__in=ehcp_rules.LIVE)
        lines = _lines(list(rows.select_related("child").order_by("id")), calendar.london_date(now))
        content = cells.csv_text(HEADS, lines).encode()
        found = exchange.upload_list(actor=actor, content=content, now=now)
        found = exchange.map_columns(actor=actor, ehc_list=found, columns=found.columns, now=now)
        found = exchange.queue_list(actor=actor, ehc_list=found, statuses=WORDS, now=now)
        sheet = exchange_queries.sheet_of(actor, found)
        read = exchange_rules.read_lines(sheet, found.columns, found.statuses, calendar.london_date(now))
        matcher = exchange_rules.Matcher(exchange_queries.known_children(actor, now))
        exchange.match_lines(actor=actor, ehc_list=found, lines=read.lines, matcher=matcher, now=now)
        exchange.finish_list(actor=actor, ehc_list=found, faulty=read.faulty, left_out=read.left_out, now=now)

"""Children whom a court holds: told in time and told late, moved, home again, and one remanded to an authority."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from alongside.core import calendar
from alongside.justice import commands as justice
from alongside.justice import queries as justice_queries
from alongside.justice.commands import Place
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from alongside.justice.models import Detention
    from alongside.web.demonstration.cases import Case

_STREAMS = ("custody", "remand", "court_order", "resettlement")
_HOME = {"hampshire": "Hampshire", "swindon": "Swindon"}
_TELLS = ("tell_home", "tell_host", "tell_send", "tell_virtual_school", "tell_school")
_HOUR = dt.timedelta(hours=1)

_MET = (
    "{name} wants to be home for a birthday. Gran will visit on Sundays. Next time on the twelfth.",
    "Everybody came. {name} chose who sits next to whom, and read out the list of worries first.",
)
_AGREED = (
    "Back to the old room, and the uncle drives for the first week.",
    "With an aunt, near the college. She has seen the plan and said yes to it.",
)
_OFFERED = ("Two mornings a week to begin with, from Monday.", "The bricklaying course. The tutor rang {name} himself.")


def stories(area: Area, cases: list[Case]) -> Iterator[Story]:
    """What courts decided over the last months."""
    taken: set[int] = set()
    yield _moved(area, cases, taken, days_ago=78)
    yield _came_home(area, cases, taken, days_ago=70)
    yield _in_time(area, cases, taken, days_ago=44)
    yield _to_the_authority(area, cases, taken, days_ago=17)
    yield _told_late(area, cases, taken, days_ago=12)
    yield _yesterday(area, cases, taken, days_ago=1)


def _somebody(area: Area, cases: list[Case], taken: set[int]) -> Case | None:
    """A child whose work is open, of those whom a court knows."""
    found = [
        case
        for case in cases
        if case.worker
        and case.child
        and case.fate == "works"
        and case.stream in _STREAMS
        and case.found.pk not in taken
        and calendar.age_on(case.who.born_on, calendar.london_date(area.now)) >= 12
    ]
    if not found:
        return None
    case = area.random.choice(found)
    taken.add(case.found.pk)
    return case


def _enter(area: Area, case: Case, now: dt.datetime, *, hours_before: int, **more: Any) -> Detention:
    given: dict[str, Any] = {"kind": "sentence", "place": Place("wetherby"), "ehc_plan": "plan", **more}
    with area.acting(case.worker) as actor:
        return justice.enter_detention(
            actor=actor,
            child=case.found,
            detained_at=now - hours_before * _HOUR,
            learnt_at=now,
            home_authority=_HOME.get(area.place.slug, area.place.name),
            home_is_here=True,
            now=now,
            **given,
        )


def _tell(area: Area, case: Case, made: Detention, by: str, codes: tuple[str, ...], now: dt.datetime) -> None:
    with area.acting(by) as actor:
        justice.tell_people(
            actor=actor,
            detention=made,
            people=dict.fromkeys(codes, ""),
            told_at=now,
            how="spoken" if area.chance(0.6) else "secure_email",
            family="told",
            now=now,
        )


def _do(area: Area, case: Case, made: Detention, by: str, code: str, note: str, now: dt.datetime) -> None:
    with area.acting(by) as actor:
        justice.do_hand_over(
            actor=actor,
            hand_over=justice_queries.newest(actor, made, code),
            done_on=calendar.london_date(now),
            note=case.who.fill(note),
            now=now,
        )


def _in_time(area: Area, cases: list[Case], taken: set[int], *, days_ago: int) -> Story:
    """Everybody is told the same day; the plan is sent within the five days and confirmed; the way home is planned."""
    now = yield area.days_ago(days_ago)
    case = _somebody(area, cases, taken)
    if case is None:
        return
    release = calendar.london_date(now) + dt.timedelta(days=140)
    reviewed = calendar.london_date(now) - dt.timedelta(days=200)
    made = _enter(area, case, now, hours_before=2, release_expected_on=release, plan_reviewed_on=reviewed)
    now = yield now + _HOUR
    _tell(area, case, made, case.worker, _TELLS, now)
    now = yield area.later(now, 2, 3)
    _tell(area, case, made, "send_1", ("send_plan",), now)
    now = yield area.later(now, 1, 2)
    with area.acting(case.worker) as actor:
        sent = justice_queries.newest(actor, made, "send_plan")
        justice.record_receipt(actor=actor, hand_over=sent, received_on=calendar.london_date(now), now=now)
    now = yield area.later(now, 2, 3)
    _do(area, case, made, "send_1", "provision", "Speech and language therapy goes on there, on Tuesdays.", now)
    now = yield area.later(now, 12, 15)
    _do(area, case, made, case.worker, "resettlement_meeting", area.deal("custody resettlement", _MET), now)


def _moved(area: Area, cases: list[Case], taken: set[int], *, days_ago: int) -> Story:
    """A remand that lasts, with a move on the way; nobody has sent the plan to the new place yet."""
    now = yield area.days_ago(days_ago)
    case = _somebody(area, cases, taken)
    if case is None:
        return
    made = _enter(area, case, now, hours_before=5, kind="remand_detention", place=Place("feltham"), ehc_plan="unknown")
    now = yield now + _HOUR
    _tell(area, case, made, case.worker, _TELLS, now)
    now = yield area.later(now, 2, 4)
    with area.acting("send_1") as actor:
        justice.answer_about_plan(
            actor=actor,
            hand_over=justice_queries.newest(actor, made, "say_plan"),
            ehc_plan="plan",
            plan_reviewed_on=calendar.london_date(now) - dt.timedelta(days=290),
            now=now,
        )
    now = yield area.later(now, 0, 1)
    _tell(area, case, made, "send_1", ("send_plan",), now)
    now = yield area.days_ago(13)
    with area.acting(case.worker) as actor:
        day = calendar.london_date(now)
        justice.move_detained(
            actor=actor, detention=made, place=Place("werrington"), moved_on=day, learnt_on=day, now=now
        )
    now = yield now + _HOUR
    _tell(area, case, made, case.worker, ("tell_home", "tell_host", "tell_send"), now)


def _came_home(area: Area, cases: list[Case], taken: set[int], *, days_ago: int) -> Story:
    """Home since three weeks; the place to learn is found, the review of the plan is still to come."""
    now = yield area.days_ago(days_ago)
    case = _somebody(area, cases, taken)
    if case is None:
        return
    home_on = calendar.london_date(area.days_ago(20))
    made = _enter(area, case, now, hours_before=3, place=Place("oakhill"), release_expected_on=home_on)
    now = yield now + _HOUR
    _tell(area, case, made, case.worker, _TELLS, now)
    now = yield area.later(now, 3, 4)
    _tell(area, case, made, "send_1", ("send_plan",), now)
    _do(area, case, made, "send_1", "provision", "As close to the plan as can be done there.", now)
    now = yield area.later(now, 2, 6)
    _do(area, case, made, case.worker, "home_named", area.deal("custody home", _AGREED), now)
    now = yield area.moment(home_on, 14, 0)
    with area.acting(case.worker) as actor:
        justice.end_detention(actor=actor, detention=made, ended_on=home_on, ending="released", now=now)
    now = yield now + _HOUR
    _tell(area, case, made, case.worker, ("tell_release", "tell_school_back"), now)
    now = yield area.later(now, 2, 7)
    _do(area, case, made, case.worker, "education_offer", area.deal("custody offered", _OFFERED), now)


def _to_the_authority(area: Area, cases: list[Case], taken: set[int], *, days_ago: int) -> Story:
    """A remand to local authority accommodation: what a looked after child needs, and no detained regime."""
    now = yield area.days_ago(days_ago)
    case = _somebody(area, cases, taken)
    if case is None:
        return
    place = Place("another", "A foster family of the council", _HOME.get(area.place.slug, area.place.name))
    made = _enter(area, case, now, hours_before=1, kind="remand_authority", place=place, ehc_plan="none")
    now = yield now + _HOUR
    _tell(area, case, made, case.worker, ("tell_home", "tell_virtual_school", "tell_school"), now)
    now = yield area.later(now, 3, 4)
    _do(area, case, made, "social_care_1", "social_worker_visits", "{name} showed me the dog and the garden.", now)


def _told_late(area: Area, cases: list[Case], taken: set[int], *, days_ago: int) -> Story:
    """It was a Friday, and the SEND team heard three days late; whether there is a plan nobody has said."""
    now = yield area.days_ago(days_ago)
    case = _somebody(area, cases, taken)
    if case is None:
        return
    made = _enter(
        area, case, now, hours_before=20, kind="remand_detention", place=Place("adel_beck"), ehc_plan="unknown"
    )
    now = yield now + _HOUR
    _tell(area, case, made, case.worker, ("tell_home", "tell_school"), now)
    now = yield area.later(now, 2, 3)
    _tell(area, case, made, case.worker, ("tell_send",), now)


def _yesterday(area: Area, cases: list[Case], taken: set[int], *, days_ago: int) -> Story:
    """Held since yesterday. The school knows; the others wait to be told."""
    now = yield area.days_ago(days_ago)
    case = _somebody(area, cases, taken)
    if case is None:
        return
    release = calendar.london_date(now) + dt.timedelta(days=61)
    made = _enter(area, case, now, hours_before=1, release_expected_on=release, place=Place("parc"), ehc_plan="unknown")
    _tell(area, case, made, case.worker, ("tell_school",), now)

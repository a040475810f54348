"""What must be there to see on the first day: a safeguarding concern, an emergency opening, and both to be finished."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from alongside.children import commands as children
from alongside.children.models import Concern
from alongside.needs import commands as needs
from alongside.web.demonstration import accounts, supports
from alongside.web.demonstration.cases import Case
from alongside.web.demonstration.life import Area, Story

MINUTE = dt.timedelta(minutes=1)


def stories(area: Area, cases: list[Case]) -> Iterator[Story]:
    """What happens in the last days, and once before, so that there is something closed beside what is open."""
    yield _concern(area, cases, days_ago=1, is_closed=False)
    yield _concern(area, cases, days_ago=36, is_closed=True)
    yield _opening(area, cases, days_ago=1, is_reviewed=False)
    yield _opening(area, cases, days_ago=30, is_reviewed=True)
    # Who gives support finds somebody new in the queue, and somebody whom they took on and have not offered a time.
    for specialism in area.place.waits:
        yield _asked_for(area, cases, specialism, days_ago=1, is_accepted=False)
        yield _asked_for(area, cases, specialism, days_ago=4, is_accepted=True)


def _somebody(area: Area, cases: list[Case], *, with_school: bool) -> Case | None:
    """A child whose work is open."""
    found = [
        case
        for case in cases
        if case.worker and case.child and case.fate == "works" and case.is_rich and (case.school or not with_school)
    ]
    return area.random.choice(found) if found else None


def _concern(area: Area, cases: list[Case], *, days_ago: int, is_closed: bool) -> Story:
    """Somebody at school says that a child may be at risk of harm now; social care is told the same day."""
    now = yield area.days_ago(days_ago)
    case = _somebody(area, cases, with_school=True)
    if case is None:
        return
    with area.acting(f"{case.school}_person") as actor:
        concern: Concern = children.raise_concern(
            actor=actor,
            child=case.found,
            what=case.who.fill(area.deal("safeguarding", accounts.SAFEGUARDING)),
            now=now,
        )
    if not is_closed:
        return
    now = yield now + 35 * MINUTE
    with area.acting(case.worker) as actor:
        children.tell_social_care(
            actor=actor,
            concern=concern,
            told_whom=f"{area.members['social_care_1'].user.name}, duty desk",
            told_at=now - 5 * MINUTE,
            now=now,
        )
    now = yield area.later(now, 1, 2)
    with area.acting(case.worker) as actor:
        children.close_concern(
            actor=actor,
            concern=concern,
            outcome="Strategy discussion held the same day. Safe with an aunt. Police spoke to the older boys.",
            now=now,
        )


def _asked_for(area: Area, cases: list[Case], specialism: str, *, days_ago: int, is_accepted: bool) -> Story:
    """A worker asks for support on account of what they have seen, without another screen."""
    now = yield area.days_ago(days_ago)
    case = _somebody(area, cases, with_school=False)
    if case is None:
        return
    with area.acting(case.worker) as actor:
        support = needs.ask_for_support(
            actor=actor,
            child=case.found,
            specialism=specialism,
            why=case.who.fill(area.deal(f"asked {specialism}", accounts.ASKED[specialism])),
            source=case.found.ref,
            now=now,
        )
    if not is_accepted:
        return
    now = yield area.later(now, 0, 1)
    with area.acting(supports.who_gives(area, specialism, case.locality)) as actor:
        needs.accept_support(actor=actor, support=support, now=now)


def _opening(area: Area, cases: list[Case], *, days_ago: int, is_reviewed: bool) -> Story:
    """A worker on duty opens a record that is not theirs, in an emergency, with a reason."""
    now = yield area.days_ago(days_ago)
    case = _somebody(area, cases, with_school=False)
    if case is None:
        return
    others = [
        person.key for person in area.place.people if person.role == "practitioner" and case.team not in person.teams
    ]
    with area.acting(area.random.choice(others)) as actor:
        opening = children.break_glass(
            actor=actor, ref=case.found.ref, reason=area.deal("emergency", accounts.EMERGENCY), now=now
        )
    if not is_reviewed or opening is None:
        return
    now = yield area.later(now, 1, 2)
    with area.acting("governance") as actor:
        children.review_opening(
            actor=actor,
            opening=opening,
            is_justified=True,
            note="Needed at the station, four minutes long, only what was needed was read.",
            now=now,
        )

"""First entries of last year, and what managers found on looking back; one look back is late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.core import calendar
from alongside.justice import access as justice_access
from alongside.justice import commands as justice
from alongside.justice import queries as justice_queries
from alongside.partnerships import queries as partnerships
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from alongside.web.demonstration.cases import Case

HOW_MANY = 14
"""Outcomes of the year before, in an area: enough that some findings can be shown to the board."""

_OUTCOMES = ("youth_caution", "referral_order", "outcome_22", "youth_caution", "youth_conditional_caution", "outcome_8")

_FOUND = (
    (("school_lost", "not_shared"), "School had said in the spring that the days were short. It reached us in autumn."),
    (("help_late",), "The wait for speech and language was eleven weeks. The trouble came in week nine."),
    (("known_before", "not_shared"), "Early help knew of the brother. Nobody put the two names side by side."),
    (("went_well", "nothing_more"), "The worker was there the same evening, and it stayed at one time."),
    (("help_not_taken", "workers_changed"), "Three workers in one year, and each asked the same questions first."),
    (("need_missed",), "We took it for rudeness. He did not understand half of what was said."),
)


def stories(area: Area, cases: list[Case]) -> Iterator[Story]:
    """What was decided last year, and the look back on it since January."""
    taken: set[int] = set()
    year = calendar.london_date(area.until).year
    opens_on = dt.date(year, 1, 2)
    if calendar.london_date(area.since) + dt.timedelta(days=120) > opens_on:
        return
    days = (calendar.london_date(area.until) - dt.date(year - 1, 12, 18)).days
    for number in range(HOW_MANY):
        yield _decided(area, cases, taken, days_ago=days + 12 * number)
    yield _looked_back(area, opens_on)


def _decided(area: Area, cases: list[Case], taken: set[int], *, days_ago: int) -> Story:
    """A police force or a court decides for a child with whom somebody works."""
    now = yield area.days_ago(days_ago)
    found = [
        case
        for case in cases
        if case.worker
        and case.child
        and case.fate in ("works", "ends")
        and case.found.pk not in taken
        and case.received_at < now
        and calendar.age_on(case.who.born_on, calendar.london_date(now)) >= 12
    ]
    if not found:
        return
    case = area.random.choice(found)
    taken.add(case.found.pk)
    with area.acting(case.worker) as actor:
        justice.record_outcome(
            actor=actor,
            child=case.found,
            code=area.deal("justice outcomes", _OUTCOMES),
            given_on=calendar.london_date(now),
            now=now,
        )


def _looked_back(area: Area, opens_on: dt.date) -> Story:
    """The clock opens them; managers see to all but the last of each, some after the day."""
    managers = [person for person in area.place.people if person.role == "team_manager"]
    now = yield area.moment(opens_on, 2, 50)
    with area.acting(managers[0].key):
        justice.open_look_backs(actor=partnerships.the_clock(area.partnership), now=now)
    for manager in managers:
        own = {area.teams[team].name for team in manager.teams}
        with area.acting(manager.key) as actor:
            rows = trail.show(actor, justice_queries.LOOK_BACKS_VIEWED, justice_queries.look_backs(actor, now), now=now)
        for line in [line for line in rows.waiting if line.team in own][:-1]:
            now = yield area.later(now, 3, 9)
            with area.acting(manager.key) as actor:
                child = child_access.child_or_404(actor, line.child_ref, now)
                findings, learnt = area.deal("look back found", _FOUND)
                justice.complete_look_back(
                    actor=actor,
                    look_back=justice_access.look_back_or_404(actor, child, line.ref, now),
                    findings=findings,
                    learnt=learnt,
                    now=now,
                )

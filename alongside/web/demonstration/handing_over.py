"""What happens to work and records: it rests, changes hands, is covered for; one entry for two children; two records of
one child, joined, or waiting for a second person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from alongside.children import commands as children
from alongside.core import calendar
from alongside.core.strands import Strand
from alongside.referrals import commands as referrals
from alongside.referrals import queries as referral_queries
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from alongside.web.demonstration.cases import Case

DAY = dt.timedelta(days=1)


def stories(area: Area, cases: list[Case]) -> Iterator[Story]:
    """What the last days bring, so that each page of it has something to say on the first day."""
    yield _together(area, cases)
    yield _is_asked(area, cases)
    yield _changes_hands(area, cases)
    yield _rests(area, cases)
    yield _is_away(area)
    yield _known_already(area, cases, number=0, days_ago=4, is_joined=True)
    yield _known_already(area, cases, number=1, days_ago=2, is_joined=False)


def _at(area: Area, days_ago: int, hour: int, minute: int = 15) -> dt.datetime:
    """A moment of a working day. Nothing is drawn for it: what happens to everybody else stays as it is."""
    day = calendar.london_date(area.until) - days_ago * DAY
    while not calendar.is_working_day(day):
        day -= DAY
    return area.moment(day, hour, minute)


def _team(area: Area) -> str:
    """The first prevention team in which several people work."""
    return next(key for key, team in area.place.teams.items() if team.duty == "prevention" and len(_in(area, key)) > 1)


def _in(area: Area, team: str) -> list[str]:
    return [person.key for person in area.place.people if person.role == "practitioner" and team in person.teams]


def _open_with(area: Area, cases: list[Case], worker: str) -> list[Case]:
    """Children with whom this worker of the team works, the earliest first."""
    return [
        case
        for case in cases
        if case.worker == worker and case.child and case.fate == "works" and case.team == _team(area)
    ]


def _together(area: Area, cases: list[Case]) -> Story:
    """A worker cooks with two children, writes it down once, and what was each child's own beneath."""
    now = yield _at(area, 6, 16)
    worker = next((key for key in _in(area, _team(area)) if len(_open_with(area, cases, key)) > 1), "")
    if not worker:
        return
    one, two = _open_with(area, cases, worker)[:2]
    with area.acting(worker) as actor:
        children.record_entry_for_several(
            actor=actor,
            children=[one.found, two.found],
            happened_on=calendar.london_date(now),
            strand=Strand.PLAN,
            kind="good_news",
            text="Cooking afternoon at the youth centre. They planned the meal, shopped for it and washed up.",
            own={
                one.found.ref: "Read the recipe aloud without being asked.",
                two.found.ref: "Came in on time, and stayed to the end for the first time.",
            },
            now=now,
        )


def _is_asked(area: Area, cases: list[Case]) -> Story:
    """A worker asks a colleague to take work over, and waits for the answer."""
    now = yield _at(area, 2, 10)
    first, second = _in(area, _team(area))[:2]
    case = next(iter(_open_with(area, cases, first)), None)
    if case is None:
        return
    with area.acting(first) as actor:
        referrals.ask_transfer(
            actor=actor,
            involvement=referral_queries.work_of(actor, case.found, area.members[first]),
            team=area.teams[_team(area)],
            membership=area.members[second],
            reason="You know the school well, and mornings at school are what the work is about now.",
            now=now,
        )


def _changes_hands(area: Area, cases: list[Case]) -> Story:
    """Two children get another worker at the end of the last day: one met both that evening, one is still to."""
    now = yield _at(area, 2, 12)
    workers = _in(area, _team(area))
    # One child of the first worker's waits for an answer already.
    waits = next(iter(_open_with(area, cases, workers[0])), None)

    def free(worker: str) -> list[Case]:
        return [case for case in _open_with(area, cases, worker) if case is not waits]

    second = max(workers, key=lambda worker: len(free(worker)))
    first = next(worker for worker in workers if worker != second)
    moving = free(second)[:2]
    asked = []
    for case in moving:
        with area.acting(second) as actor:
            asked.append(
                referrals.ask_transfer(
                    actor=actor,
                    involvement=referral_queries.work_of(actor, case.found, area.members[second]),
                    team=area.teams[_team(area)],
                    membership=area.members[first],
                    reason="I work four days from December, and Mondays are when we meet.",
                    now=now,
                )
            )
    # When all visits of the day are over: whoever writes down what happened is still the worker.
    now = yield _at(area, 1, 17, 5)
    for case, row in zip(moving, asked, strict=True):
        with area.acting(first) as actor:
            referrals.answer_transfer(actor=actor, transfer_row=row, accepts=True, now=now)
        case.worker = first
    now = yield _at(area, 1, 17, 40)
    for case in moving[:1]:
        with area.acting(first) as actor:
            referrals.record_goodbye(
                actor=actor,
                goodbye=referral_queries.goodbye_due(actor, case.found),
                is_possible=True,
                goodbye_on=calendar.london_date(now),
                hello_on=calendar.london_date(now),
                told="Who comes from now on, on which day, and that the plan stays as it is.",
                child_words="Okay. As long as we still go out and do not sit in the office.",
                now=now,
            )


def _known_already(area: Area, cases: list[Case], *, number: int, days_ago: int, is_joined: bool) -> Story:
    """A child is referred under another spelling and gets a second record; somebody sees that it is one child."""
    now = yield _at(area, days_ago, 13)
    known = [case for case in cases if case.child and case.fate == "works" and case.team == _team(area)]
    if len(known) <= number:
        return
    case = known[-1 - number]
    with area.acting("early_help_1") as actor:
        referral = referrals.receive_referral(
            actor=actor,
            given_name=case.who.given[:-1] if len(case.who.given) > 3 else f"{case.who.given}e",
            family_name=case.who.family,
            born_on=case.who.born_on,
            concern="Asked at the family hub what there is to do on Saturdays, and stayed to help tidy up.",
            grounds=[],
            strengths="Friendly, and good with younger children",
            locality=area.localities[case.locality],
            now=now,
        )
    now = yield _at(area, days_ago, 14)
    front_door = next(key for key in area.members if key.startswith("front_door"))
    with area.acting(front_door) as actor:
        other = referrals.match_to_child(actor=actor, referral=referral, child=None, now=now)
    now = yield _at(area, days_ago, 15)
    with area.acting(front_door) as actor:
        merge = children.propose_merge(
            actor=actor,
            kept=case.found,
            other=other,
            why="The same date of birth and family name. Early help rang the mother, who says it is one child.",
            now=now,
        )
        referrals.decide_referral(
            actor=actor,
            referral=referral,
            outcome="signposted",
            reason="We work with this child already. The worker will ask about Saturdays.",
            reply="Thank you. The child’s worker knows, and rings you this week.",
            now=now,
        )
    if not is_joined:
        return
    now = yield _at(area, days_ago - 1, 10)
    manager = next(person.key for person in area.place.people if person.role == "team_manager")
    with area.acting(manager) as actor:
        children.decide_merge(
            actor=actor, merge=merge, is_one_child=True, why="Spoke with the worker and the family: one child.", now=now
        )


def _rests(area: Area, cases: list[Case]) -> Story:
    """A child is away for two weeks, and the work rests."""
    now = yield _at(area, 2, 11)
    worker = _in(area, _team(area))[-1]
    case = next(iter(reversed(_open_with(area, cases, worker))), None)
    if case is None:
        return
    with area.acting(worker) as actor:
        referrals.pause_involvement(
            actor=actor,
            involvement=referral_queries.work_of(actor, case.found, area.members[worker]),
            reason="away",
            until_on=calendar.london_date(now) + 16 * DAY,
            continues="With grandparents by the sea. Calls on Thursdays, and can ring any day.",
            now=now,
        )


def _is_away(area: Area) -> Story:
    """A worker takes a week off from today, and a colleague covers."""
    now = yield _at(area, 1, 14)
    workers = _in(area, _team(area))
    manager = next(
        person.key for person in area.place.people if person.role == "team_manager" and _team(area) in person.teams
    )
    today = calendar.london_date(area.until)
    with area.acting(manager) as actor:
        referrals.record_absence(
            actor=actor,
            membership=area.members[workers[1]],
            cover=area.members[workers[0]],
            from_on=today,
            until_on=today + 6 * DAY,
            why="leave",
            now=now,
        )

"""What happens at the front door, from the day on which somebody worries to the day on which a worker begins."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.referrals import commands as referrals
from alongside.referrals import rules as referral_rules
from alongside.web.demonstration import accounts, families, voices, working
from alongside.web.demonstration.cases import Case, record_of
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from collections.abc import Generator

    from alongside.referrals.models import Referral

_REFERRERS = {"social_care": "social_care_1", "police": "police_1", "early_help": "early_help_1", "health": "camhs_1"}

_BASIS = {
    "court_order": "referral_order",
    "remand": "remand_la",
    "custody": "dto",
    "resettlement": "dto_supervision",
}
"""What each stream that nobody chooses rests on in the demonstration."""


def _go_through_turnaround(area: Area, actor: Actor, referral: Referral, now: dt.datetime) -> None:
    """Turnaround's rules, as the referrer answered them by telephone."""
    facts = referral_rules.TurnaroundFacts(
        event=area.random.choice(("antisocial", "community_resolution", "no_further_action", "released")),
        event_on=referral.received_on - dt.timedelta(days=area.random.randint(3, 70)),
        had_turnaround="no",
        had_order="no",
        looked_after="no",
        protection_plan="no",
        early_help_lead="no",
    )
    referrals.check_turnaround(
        actor=actor, referral=referral, facts=facts, said_by="The referrer, by telephone", now=now
    )


def referred(case: Case, received_at: dt.datetime) -> Story:
    """Somebody refers the child, or the family asks at the public door; what follows is the same."""
    now = yield received_at
    if case.source == "family" and not case.is_brief:
        yield from _asked_at_the_door(case, now)
        return
    yield from decided(case, _received(case, now), now)


def _asked_at_the_door(case: Case, now: dt.datetime) -> Story:
    from alongside.web.demonstration import door

    area = case.area
    arrival = door.asked(case, now)
    now = yield area.later(now, 0, 2)
    front_door = area.deal("front door", [name for name in area.members if name.startswith("front_door")])
    if case.fate in ("declined", "signposted", "under_ten"):
        door.answered(case, arrival, front_door, now)
        return
    referral = door.taken_in(case, arrival, front_door, now)
    with area.acting(front_door):
        case.child = referral.child
    yield from decided(case, referral, now)


def _received(case: Case, now: dt.datetime) -> Referral:
    area, who = case.area, case.who
    key = f"{case.school}_person" if case.source == "school" else _REFERRERS.get(case.source, "front_door")
    with area.acting(key) as actor:
        return referrals.receive_referral(
            actor=actor,
            given_name=who.given,
            family_name=who.family,
            born_on=who.born_on,
            preferred_name=who.preferred,
            concern=case.who.fill(case.concern),
            grounds=[case.ground] if case.ground else [],
            strengths=who.strengths if area.chance(0.85) else "",
            own_words=who.own_words if area.chance(0.7) else "",
            carer_name=who.carer,
            carer_relation=who.carer_relation,
            carer_phone=who.carer_phone,
            carers_know=area.random.choices(("yes", "no", "not_safe", ""), (78, 12, 2, 8))[0],
            locality=area.localities[case.locality] if area.chance(0.97) else None,
            school=area.agencies.get(case.school),
            source=case.source if key == "front_door" else "",
            now=now,
        )


def decided(case: Case, referral: Referral, now: dt.datetime) -> Story:
    """The front door finds whether the child is known, decides, asks the family; a worker is allocated; work begins."""
    area, who = case.area, case.who
    now = yield area.later(now, 0, 2)
    age = calendar.age_on(who.born_on, referral.received_on)
    front_door = area.deal("front door", [name for name in area.members if name.startswith("front_door")])
    if case.fate in ("declined", "signposted", "under_ten"):
        outcome = "declined" if case.fate == "declined" else "signposted"
        with area.acting(front_door) as actor:
            referrals.decide_referral(
                actor=actor,
                referral=referral,
                outcome=outcome,
                reason=case.who.fill(area.deal(f"decided {outcome}", accounts.DECIDED[outcome])),
                reply=area.deal(f"reply {outcome}", accounts.REPLIES[outcome]),
                now=now,
            )
        return
    if case.child is None:
        with area.acting(front_door) as actor:
            case.child = referrals.match_to_child(actor=actor, referral=referral, child=None, now=now)
    needs_agreement = referral_rules.STREAMS[case.stream].needs_agreement
    now = yield area.later(now, 0, 1)
    basis = _BASIS.get(case.stream, "")
    with area.acting(front_door) as actor:
        if case.stream == "turnaround":
            _go_through_turnaround(area, actor, referral, now)
        meets_rules = case.stream == "prevention" and bool(referral.grounds) and 10 <= age <= 16
        referrals.decide_referral(
            actor=actor,
            referral=referral,
            outcome="accepted",
            stream=case.stream,
            youth_crime_prevention=meets_rules,
            reason=case.who.fill(area.deal("decided accepted", accounts.DECIDED["accepted"])),
            legal_basis=basis,
            legal_on=referral.received_on - dt.timedelta(days=2) if basis else None,
            early_help=area.random.choice(("not_enough", "together", "not_there")) if needs_agreement else "",
            family_told="" if referral.source == "family" else "told",
            now=now,
        )
    case.child = record_of(case, front_door, now)
    if case.by_panel:
        yield from _before_a_panel(case, referral.ref, front_door, now)
        now = case.decided_at or now
    if needs_agreement:
        now = yield area.later(now, 1, 5)
        asked = yield from _asked(case, referral, front_door, now)
        if asked is None:
            return
        now = asked
        now = yield area.later(now, 0, 2)
    else:
        now = yield area.later(now, 0, 1)
    _choose_worker(case, meets_rules)
    manager = _manager(case)
    with area.acting(manager) as actor:
        involvement = referrals.allocate(
            actor=actor,
            referral=referral,
            membership=area.members[case.worker],
            team=area.teams[case.team],
            now=now,
        )
    area.open_with[case.worker] += 1
    area.begin(working.screened(case, now))
    if not case.is_brief:
        area.begin(working.planned(case, now))
        if case.is_rich:
            area.begin(families.written_down(case, now))
    area.begin(working.met(case, now))
    if case.fate == "ends":
        ends_on = calendar.next_working_day(calendar.london_date(now) + dt.timedelta(days=case.ends_after))
        case.ends_at = area.moment(ends_on, 15)
        now = yield case.ends_at
        with area.acting(case.worker) as actor:
            referrals.end_involvement(
                actor=actor,
                involvement=involvement,
                reason=area.random.choices(
                    ("goals_reached", "planned", "child_chose", "moved", "other_service"), (50, 25, 10, 7, 8)
                )[0]
                if needs_agreement
                else "order_ended",
                note=case.who.fill(area.deal("ended", accounts.ENDED)),
                now=now,
            )
        case.fate = "ended"
        area.open_with[case.worker] -= 1


def _asked(
    case: Case, referral: Referral, front_door: str, now: dt.datetime
) -> Generator[dt.datetime, dt.datetime, dt.datetime | None]:
    """Ask the child and the family. Gives the moment of their yes; None where they said no."""
    area = case.area
    waits = case.fate != "refused" and area.chance(0.1)
    for child_answer, carer_answer, words in (
        [("not_yet", "yes", area.deal("not yet", voices.NOT_YET))] if waits else []
    ) + (
        [("no", "yes", area.deal("no", voices.NO))]
        if case.fate == "refused"
        else [("yes", "yes", area.deal("agreed", voices.AGREED) if area.chance(0.8) else "")]
    ):
        # A child of 16 or 17 may be asked alone, where that is right for the child.
        alone = carer_answer == "yes" and calendar.age_on(case.who.born_on, calendar.london_date(now)) >= 16
        alone = alone and area.chance(0.15)
        with area.acting(front_door) as actor:
            referrals.record_agreement(
                actor=actor,
                referral=referral,
                told_by=area.members[front_door],
                told_on=calendar.london_date(now),
                how=area.random.choices(("home", "school", "phone", "office", "video"), (40, 30, 18, 8, 4))[0],
                child_answer=child_answer,
                carer_answer="not_needed" if alone else carer_answer,
                carer_reason="Lives independently and understands what is offered." if alone else "",
                child_words=words,
                now=now,
            )
        if child_answer == "no":
            return None
        if child_answer == "yes":
            return now
        now = yield area.later(now, 4, 9)
    return now


def _before_a_panel(case: Case, ref: str, front_door: str, now: dt.datetime) -> Story:
    """The front door puts the child on the agenda of the next meeting with room, and waits for what it decides."""
    from alongside.web.demonstration import meetings

    if not meetings.put_on_agenda(
        case, by=front_door, about=ref, why="diversion" if case.stream == "diversion" else "prevention", now=now
    ):
        return
    while case.decided_at is None:
        now = yield case.area.moment(calendar.add_working_days(calendar.london_date(now), 1), 17, 0)


def _choose_worker(case: Case, is_ycp: bool) -> None:
    """The team by stream and locality; of its workers the one with the fewest open children, locals first."""
    area = case.area
    duties = referral_rules.STREAMS[case.stream].duties
    all_teams = area.place.all_teams()
    teams = {key: team for key, team in all_teams.items() if team.duty == duties[0]}
    if case.stream == "turnaround":
        teams = {key: team for key, team in all_teams.items() if team.duty in duties}
    if "ycp" in teams and case.stream == "prevention":
        teams = {key: team for key, team in teams.items() if (key == "ycp") == is_ycp}
    workers = [
        (person, team)
        for person in area.place.people
        if person.role == "practitioner"
        for team in person.teams
        if team in teams
    ]
    local = [(person, team) for person, team in workers if person.locality == case.locality]
    best = min(local or workers, key=lambda pair: (area.open_with[pair[0].key], pair[0].key))
    if local and workers:
        lightest = min(workers, key=lambda pair: (area.open_with[pair[0].key], pair[0].key))
        if area.open_with[best[0].key] > area.open_with[lightest[0].key] + 5:
            best = lightest
    case.worker, case.team = best[0].key, best[1]


def _manager(case: Case) -> str:
    """The manager of the team."""
    return next(
        person.key for person in case.area.place.people if person.role == "team_manager" and case.team in person.teams
    )

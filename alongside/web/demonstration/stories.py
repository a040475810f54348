"""What happens to a child, from the day on which somebody worries to the day on which the work ends, if it has."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children import queries as child_queries
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.needs import commands as needs
from alongside.needs import queries as need_queries
from alongside.partnerships.models import Membership, Team
from alongside.plans import commands as plans
from alongside.referrals import commands as referrals
from alongside.referrals import rules as referral_rules
from alongside.web.demonstration import accounts, families, helps, supports, voices
from alongside.web.demonstration.children import Invented
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from alongside.referrals.models import Referral

MINUTE = dt.timedelta(minutes=1)

GROUPS = {
    "White British": "W1",
    "Mixed: White and Black Caribbean": "M1",
    "Black African": "B2",
    "Other White": "W9",
    "Asian: Indian (Goan)": "A1",
    "Asian: Nepali": "A9",
    "White: Gypsy, Roma or Irish Traveller": "W3",
    "Mixed: White and Asian": "M3",
}
"""The national group that a child names, where their own words leave no doubt which it is."""

JUSTICE = ("diversion", "court_order", "remand", "custody", "resettlement")
"""Streams in which police or a court refer, and something is alleged."""

SELF_ASKED = accounts.SELF_ASKED
"""Words of children who ask for themselves."""

SOURCES = (("school", 46), ("social_care", 16), ("police", 20), ("early_help", 8), ("family", 7), ("health", 3))


@dataclass
class Case:
    """One child's life with the partnership, as far as it has got."""

    area: Area
    received_at: dt.datetime
    who: Invented
    stream: str
    fate: str
    """``works``, ``ends``, ``declined``, ``signposted``, ``under_ten`` or ``refused``."""
    source: str
    ground: str
    concern: str
    locality: str
    school: str
    ends_after: int = 0
    """Calendar days of work, where it ends."""
    by_panel: bool = False
    is_rich: bool = True
    """Whether the work is told in full; court orders are told in short until their own pages exist."""
    child: Child | None = None
    worker: str = ""
    team: str = ""
    decided_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    """When the work ends, where it does, since it began."""
    agendas: set[str] = field(default_factory=set)
    """Kinds of panels that have spoken of the child."""
    is_of_a_family: bool = False
    """Joined with a brother or sister who is known here."""
    is_brief: bool = False
    """Long ago: what counts is told, and not each visit."""
    is_heard: bool = True
    """The child has said something since the child was last told what came of it."""
    said: set[str] = field(default_factory=set)
    """Strategies that are written for the child: none twice."""

    @property
    def found(self) -> Child:
        """The child's record, once there is one."""
        assert self.child is not None
        return self.child

    def not_yet_said(self, name: str, cards: Sequence[str]) -> str:
        """A strategy that nobody has written for this child yet; empty where there is none left."""
        for _ in cards:
            text = self.area.deal(name, cards)
            if text not in self.said:
                self.said.add(text)
                return text
        return ""


def a_case(
    area: Area,
    *,
    received_at: dt.datetime,
    stream: str,
    fate: str,
    ends_after: int = 0,
    is_brief: bool = False,
    source: str = "",
) -> Case:
    """A child whom somebody refers on that day."""
    random = area.random
    # Families were told of the front door one after another: the share of those who ask for themselves has grown.
    asked = {"family": 2 + 8 * area.progress(received_at)}
    on = calendar.london_date(received_at)
    if source:
        pass
    elif stream in ("court_order", "remand", "custody", "resettlement"):
        source = "other"
    elif stream == "diversion":
        source = "police"
    else:
        source = random.choices([code for code, _ in SOURCES], [asked.get(code, share) for code, share in SOURCES])[0]
    ground, concern = area.deal(f"concerns {source}", accounts.CONCERNS[source])
    # Nobody turns 18 before the end: what happens then belongs to pages that are still to come.
    oldest = 16 if received_at < area.until - dt.timedelta(days=30) else 17
    ages = (8, 9) if fate == "under_ten" else (13 if stream in JUSTICE else 10, oldest)
    who = area.children.another(on=on, lowest=ages[0], highest=ages[1])
    locality = random.choice(list(area.localities))
    schools = [school for school in area.place.schools if school.locality == locality and school.kind == "school"]
    older = [school for school in area.place.schools if school.kind == "post_16"]
    age = calendar.age_on(who.born_on, on)
    chosen = random.choice(older if age >= 16 and older and random.random() < 0.5 else schools)
    school = "" if stream == "custody" or (source != "school" and random.random() < 0.08) else chosen.key
    return Case(
        area=area,
        received_at=received_at,
        who=who,
        stream=stream,
        fate=fate,
        source=source,
        ground=ground,
        concern=concern,
        locality=locality,
        school=school,
        ends_after=ends_after,
        is_rich=source != "other" and not is_brief,
        is_brief=is_brief,
    )


# The front door

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
            now=now,
        )
    case.child = _again(case, front_door, now)
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
    area.begin(screened(case, now))
    if not case.is_brief:
        area.begin(planned(case, now))
        if case.is_rich:
            area.begin(families.written_down(case, now))
    area.begin(met(case, now))
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


def _asked(case: Case, referral: Referral, front_door: str, now: dt.datetime):  # type: ignore[no-untyped-def]
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


def _again(case: Case, key: str, now: dt.datetime) -> Child:
    """The child's record as it stands, opened by this person."""
    with case.area.acting(key) as actor:
        return child_access.child_or_404(actor, case.found.ref, now)


# Work with the child


def is_open(case: Case) -> bool:
    """Whether the work goes on."""
    return case.fate != "ended"


def family_of(who: Invented) -> tuple[children.About, ...]:
    """Two or three more people who matter, by the child's own name, so that no other story changes by it."""
    pick = random.Random(f"{who.given} {who.family}")  # noqa: S311
    found = [
        children.About(name=f"{pick.choice(('Bev', 'Jean', 'Rosa', 'Amina'))} {who.family}", kin="grandmother"),
        children.About(name=pick.choice(("Kai", "Sam", "Jo", "Ash")), kin="friend", relation="Best friend"),
    ]
    if pick.random() < 0.6:
        born_on = who.born_on + dt.timedelta(days=pick.randint(400, 2200))
        name = f"{pick.choice(('Ella', 'Noah', 'Mia', 'Jude'))} {who.family}"
        found.append(children.About(name=name, kin="sibling", born_on=born_on, lives_with="yes"))
    return tuple(found)


def met(case: Case, allocated_at: dt.datetime) -> Story:
    """First contact, in which the record is put right with the child; then contacts while the work goes on."""
    area, who = case.area, case.who
    late = area.chance(0.12)
    now = yield area.later(allocated_at, 6 if late else 1, 11 if late else 4)
    with area.acting(case.worker) as actor:
        child = child_access.child_or_404(actor, case.found.ref, now)
        changes: dict[str, object] = {}
        if who.says_pronouns:
            changes["pronouns"] = who.pronouns
        if who.ethnicity:
            changes |= {"ethnicity": who.ethnicity, "ethnic_group": GROUPS.get(who.ethnicity, "")}
        if who.language != "English":
            changes |= {"language": who.language, "needs_interpreter": who.needs_interpreter}
        if not child.strengths:
            changes["strengths"] = who.strengths
        if not child.own_words:
            changes["own_words"] = who.own_words
        if changes and not case.is_brief:
            children.edit_child(actor=actor, child=child, version=child.version, changes=changes, now=now)
        for about in family_of(who):
            children.record_person(actor=actor, child=child, about=about, now=now)
        plans.record_contact(
            actor=actor,
            child=child,
            happened_on=calendar.london_date(now),
            with_whom=area.random.choice(("child", "child", "child_and_family")),
            how=area.random.choice(("home", "home", "school", "community")),
            kind="planned",
            attended="yes",
            text=f"First time together. We talked about {who.interest.about} and what would make a good week.",
            said=who.own_words if child.own_words != who.own_words else "",
            now=now,
        )
        needs.write_strategy(actor=actor, child=child, kind="do", text=who.interest.start_with, now=now + MINUTE)
        if not case.is_brief and area.chance(0.6):
            needs.write_strategy(
                actor=actor, child=child, kind="avoid", text=area.deal("avoid", helps.EVERYDAY_AVOID), now=now + MINUTE
            )
    if not case.is_brief and area.chance(0.35):
        # Asked, and told back at the next time together.
        now = yield from _heard(case, now)
    least, most = (9, 11) if case.is_rich else (60, 90) if case.is_brief else (20, 32)
    while True:
        now = yield area.later(now, least, most)
        least, most = (13, 23) if case.is_rich else (70, 120) if case.is_brief else (22, 36)
        if not is_open(case):
            return
        _contact(case, now)
        if case.is_heard and area.chance(0.85):
            _tell_back(case, now)
            case.is_heard = False


def _tell_back(case: Case, now: dt.datetime) -> None:
    """The child is told what came of everything that the child has said so far."""
    area = case.area
    with area.acting(case.worker) as actor:
        standing, look = child_queries.look_at(actor, case.found, now)
        for voice in child_queries.voices(case.found, standing, look, limit=20):
            if voice.told_back_on is None:
                children.tell_back(
                    actor=actor,
                    voice=voice,
                    changed=voices.CHANGED.get(voice.said) or area.deal("heard", voices.HEARD),
                    told_back_on=calendar.london_date(now),
                    now=now,
                )


def _heard(case: Case, now: dt.datetime):  # type: ignore[no-untyped-def]
    """The child says something; what came of it is told back, mostly in time."""
    area = case.area
    now = yield area.later(now, 3, 9)
    if not is_open(case):
        return now
    said, changed = area.deal("asked for", voices.ASKED_FOR)
    with area.acting(case.worker) as actor:
        voice = children.record_voice(
            actor=actor,
            child=case.found,
            said=said,
            gathered=area.deal(
                "gathered", ("While walking", "Over a hot chocolate", "With feelings cards", "In the car")
            ),
            said_on=calendar.london_date(now),
            now=now,
        )
    now = yield area.later(now, 3, 11)
    if is_open(case):
        with area.acting(case.worker) as actor:
            children.tell_back(
                actor=actor,
                voice=voice,
                changed=changed,
                told_back_on=calendar.london_date(now),
                now=now,
            )
    return now


def _contact(case: Case, now: dt.datetime) -> None:
    area = case.area
    with_whom, how, kind, text = area.deal(f"contacts {case.worker}", accounts.CONTACTS)
    missed = with_whom == "child" and area.chance(0.09)
    with area.acting(case.worker) as actor:
        plans.record_contact(
            actor=actor,
            child=case.found,
            happened_on=calendar.london_date(now),
            with_whom=with_whom,
            how=how,
            kind=kind,
            attended="could_not" if missed else "yes",
            text=case.who.fill(_told(area, with_whom, text) if not missed else area.deal("missed", accounts.MISSED)),
            now=now,
        )


def _told(area: Area, with_whom: str, text: str) -> str:
    """What happened, now and then with what the child said."""
    if with_whom.startswith("child") and area.chance(0.5):
        return f"{text} “{area.deal('in contacts', voices.IN_CONTACTS)}”"
    return text


def screened(case: Case, allocated_at: dt.datetime) -> Story:
    """The first screen: mostly in time, sometimes late, now and then declined. What it raises goes to specialists."""
    area = case.area
    progress = area.progress(allocated_at)
    if case.is_brief and area.chance(0.34 - 0.3 * progress):
        return
    late = area.chance(0.55 - 0.41 * progress)
    now = yield area.later(allocated_at, 12 if late else 3, 24 if late else 9)
    if not is_open(case):
        return
    with area.acting(case.worker) as actor:
        standing, look = child_queries.look_at(actor, case.found, now)
        line = next((row for row in need_queries.screens(case.found, standing, look) if row.is_open), None)
        if line is None:
            return
        screen = need_queries.screen_or_404(case.found, standing, line.ref, look)
        if area.chance(0.05):
            declined = area.chance(0.6)
            needs.decline_screen(
                actor=actor,
                screen=screen,
                status="declined" if declined else "not_needed",
                note="Not today, thanks."
                if declined
                else "School assessed in full last term, and the family shared it.",
                now=now,
            )
            return
        raised = supports.what_is_raised(area)
        helped, avoid = supports.what_helps(case, raised)
        needs.record_screen(
            actor=actor,
            screen=screen,
            done_on=calendar.london_date(now),
            raised=raised,
            note=area.deal(f"noted {raised[0]}", helps.HELPS[raised[0]].noted) if raised else "",
            helps=helped,
            avoid=avoid,
            now=now,
        )
        for row in need_queries.supports(case.found, standing, look, calendar.london_date(now)):
            support = need_queries.support_or_404(case.found, standing, row.ref, look)
            if support.team is not None:
                area.begin(supports.given(case, support, now))


def planned(case: Case, allocated_at: dt.datetime) -> Story:
    """The plan is written with the child, agreed in the child's words, given on paper, and looked at again."""
    area, who = case.area, case.who
    late = area.chance(0.15)
    now = yield area.later(allocated_at, 16 if late else 7, 30 if late else 13)
    if not is_open(case):
        return
    today = calendar.london_date(now)
    weeks = area.random.choice((6, 8, 10, 12, 12))
    with area.acting(case.worker) as actor:
        plan = plans.start_plan(
            actor=actor,
            child=case.found,
            strengths=who.strengths,
            matters=area.deal("matters", accounts.MATTERS),
            review_on=calendar.next_working_day(today + dt.timedelta(weeks=weeks)),
            now=now,
        )
        steps = []
        for words, why in who.goals:
            goal = plans.add_goal(actor=actor, plan=plan, words=words, why=why, now=now)
            for _ in range(area.random.choice((1, 1, 1, 2))):
                by, what = area.deal("steps", accounts.STEPS)
                steps.append(
                    plans.add_step(
                        actor=actor,
                        plan=plan,
                        goal=goal,
                        what=what,
                        due_on=calendar.next_working_day(today + dt.timedelta(days=area.random.randint(10, 45))),
                        membership=area.members[case.worker] if by == "worker" else None,
                        named="" if by == "worker" else by,
                        now=now,
                    )
                )
    now = yield area.later(now, 1, 7)
    if not is_open(case):
        return
    with area.acting(case.worker) as actor:
        plans.agree_plan(
            actor=actor,
            plan=plan,
            said=area.deal("plan agreed", voices.PLAN_AGREED),
            agreed_on=calendar.london_date(now),
            now=now,
        )
        if area.chance(0.8):
            plans.give_plan(actor=actor, plan=plan, now=now + MINUTE)
    for step in steps:
        area.begin(_ticked(case, step))
    review_on = plan.review_on
    assert review_on is not None
    now = yield area.later(area.moment(review_on, 9, 0), 0, 6 if area.chance(0.3) else 1)
    if not is_open(case):
        return
    with area.acting(case.worker) as actor:
        case.is_heard = True
        plans.review_plan(
            actor=actor,
            plan=plan,
            held_on=calendar.london_date(now),
            changed=case.who.fill(area.deal("reviewed", accounts.REVIEWED)),
            said=area.deal("asked for", voices.ASKED_FOR)[0] if area.chance(0.3) else "",
            next_review_on=calendar.next_working_day(calendar.london_date(now) + dt.timedelta(weeks=12)),
            now=now,
        )


def _ticked(case: Case, step) -> Story:  # type: ignore[no-untyped-def]
    """A step is done: mostly in time, sometimes late, now and then not at all."""
    area = case.area
    if area.chance(0.08):
        return
    days = area.random.randint(-6, 0) if area.chance(0.8) else area.random.randint(2, 15)
    now = yield area.moment(calendar.next_working_day(step.due_on + dt.timedelta(days=days)), 16)
    if not is_open(case):
        return
    with area.acting(case.worker) as actor:
        plans.tick_step(
            actor=actor,
            step=step,
            status="done" if area.chance(0.95) else "not_needed",
            done_on=calendar.london_date(now),
            now=now,
        )


__all__ = ["Case", "Membership", "Team", "a_case", "is_open", "referred"]

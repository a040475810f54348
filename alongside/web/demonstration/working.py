"""Work with a child, from the first time together to the day on which it ends, if it has."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children import queries as child_queries
from alongside.core import calendar
from alongside.needs import commands as needs
from alongside.needs import queries as need_queries
from alongside.plans import commands as plans
from alongside.web.demonstration import accounts, helps, supports, voices
from alongside.web.demonstration.cases import Case, is_open
from alongside.web.demonstration.children import Invented
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from collections.abc import Generator

    from alongside.plans.models import Step

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


def family_of(who: Invented) -> tuple[children.About, ...]:
    """One or two more people who matter, by the child's own name, so that no other story changes by it."""
    # Nothing is kept secret by it: the same family must come each time.
    pick = random.Random(f"{who.given} {who.family}")  # noqa: S311
    found = [
        pick.choice(
            (
                children.About(name=f"{pick.choice(('Bev', 'Jean', 'Rosa', 'Amina'))} {who.family}", kin="grandmother"),
                children.About(name=pick.choice(("Kai", "Sam", "Jo", "Ash")), kin="friend", relation="Best friend"),
            )
        )
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
        for about in () if case.is_brief else family_of(who):
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
        if not case.is_brief:
            needs.write_strategy(actor=actor, child=child, kind="do", text=who.interest.start_with, now=now + MINUTE)
        if not case.is_brief and area.chance(0.6):
            needs.write_strategy(
                actor=actor, child=child, kind="avoid", text=area.deal("avoid", helps.EVERYDAY_AVOID), now=now + MINUTE
            )
    if not case.is_brief and area.chance(0.35):
        # Asked, and told back at the next time together.
        now = yield from _heard(case, now)
    if case.is_brief:
        return
    least, most = (9, 11) if case.is_rich else (20, 32)
    while True:
        now = yield area.later(now, least, most)
        least, most = (22, 34) if case.is_rich else (30, 44)
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


def _heard(case: Case, now: dt.datetime) -> Generator[dt.datetime, dt.datetime, dt.datetime]:
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


def _ticked(case: Case, step: Step) -> Story:
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

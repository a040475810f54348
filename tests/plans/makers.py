"""Children whose work is open, and plans in each state, reached through commands."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.test import Client

from alongside.children.models import Child
from alongside.plans import commands as plans
from alongside.plans.models import Plan
from alongside.referrals import commands as referrals
from alongside.referrals.models import Involvement
from tests import people
from tests.people import NOW, TODAY, acting

REVIEW_ON = dt.date(2027, 2, 19)


def hours(count: int) -> dt.datetime:
    """So many hours after the world was made."""
    return NOW + dt.timedelta(hours=count)


def open_work(
    slug: str = "swindon",
    *,
    given: str = "Zoë",
    family: str = "Ashdown",
    worker: str = "practitioner",
    child: Child | None = None,
    now: dt.datetime = NOW,
) -> tuple[Child, Involvement]:
    """A school refers a child (known already, where given), the family says yes, and a worker is allocated."""
    with acting(slug, "school") as school:
        referral = referrals.receive_referral(
            actor=school,
            given_name=given,
            family_name=family,
            born_on=dt.date(2013, 2, 3),
            concern="He is out late with older boys.",
            grounds=["influence"],
            school=people.agency_of(slug, "school"),
            locality=people.locality_of(slug),
            now=now,
        )
    with acting(slug, "front_door") as front_door:
        referrals.match_to_child(actor=front_door, referral=referral, child=child, now=now)
        referral.refresh_from_db()
        referrals.decide_referral(
            actor=front_door,
            referral=referral,
            outcome="accepted",
            stream="prevention",
            youth_crime_prevention=True,
            reason="Support early",
            now=now,
        )
        referral.refresh_from_db()
        referrals.record_agreement(
            actor=front_door,
            referral=referral,
            told_by=people.membership_of(slug, "front_door"),
            told_on=now.date(),
            how="phone",
            child_answer="yes",
            carer_answer="yes",
            child_words="Okay, I will try it.",
            now=now,
        )
        referral.refresh_from_db()
        involvement = referrals.allocate(
            actor=front_door,
            referral=referral,
            membership=people.membership_of(slug, worker),
            team=people.team_of(slug, "prevention"),
            stream="prevention",
            now=now,
        )
        found = Child.objects.get(pk=involvement.child_id)
    return found, involvement


def a_draft(child: Child, slug: str = "swindon", *, key: str = "practitioner") -> Plan:
    """A plan that has begun and nothing more."""
    with acting(slug, key) as actor:
        return plans.start_plan(
            actor=actor,
            child=child,
            strengths="Kind to little ones",
            matters="My nan",
            review_on=REVIEW_ON,
            now=hours(1),
        )


def a_whole_draft(child: Child, slug: str = "swindon", *, key: str = "practitioner") -> Plan:
    """A plan that can be agreed: a goal, a step and a review date."""
    plan = a_draft(child, slug, key=key)
    with acting(slug, key) as actor:
        goal = plans.add_goal(
            actor=actor, plan=plan, words="I want to play football on Saturdays", why="It keeps me calm", now=hours(1)
        )
        plans.add_step(
            actor=actor,
            plan=plan,
            goal=goal,
            what="Ring the club and ask for a place",
            membership=people.membership_of(slug, key),
            due_on=TODAY + dt.timedelta(days=7),
            now=hours(1),
        )
        plan.refresh_from_db()
    return plan


def an_agreed_plan(child: Child, slug: str = "swindon", *, key: str = "practitioner") -> Plan:
    """The same, agreed with the child."""
    plan = a_whole_draft(child, slug, key=key)
    with acting(slug, key) as actor:
        return plans.agree_plan(actor=actor, plan=plan, said="It is my plan now", agreed_on=TODAY, now=hours(2))


def sign_in_browser(page: Any, slug: str, key: str) -> None:
    """Sign a real browser in as this person, without the sign-in pages."""
    client = Client()
    people.sign_in(client, slug, key)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "domain": "127.0.0.1", "path": "/"}])

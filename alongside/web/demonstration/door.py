"""Families ask for help themselves, at the public door: by day and by night, in their words, without an account."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.partnerships import wall
from alongside.referrals import access
from alongside.referrals import commands as referrals
from alongside.referrals import rules as referral_rules
from alongside.web.demonstration.cases import SELF_ASKED, a_case
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from alongside.referrals.models import Arrival, Referral
    from alongside.web.demonstration.cases import Case

HOPES = (
    "Somebody who listens and does not shout.",
    "That school gives a fresh start.",
    "Something to do in the evenings, with other people around.",
    "That we can talk at home again.",
    "Help before it gets worse, not after.",
)

ANSWERED = {
    "early_help": "The early help team is nearest to this. They ring this week, and they know why.",
    "other_service": "The wellbeing team in school can start sooner. We told them that you said yes.",
    "changed_mind": "Thank you for telling us. The door stays open: ask again whenever you like.",
}


@contextmanager
def _outside(area: Area, key: uuid.UUID) -> Iterator[Actor]:
    """Somebody at the public door, who may write what they ask and see nothing."""
    wall.enter(None, door=referral_rules.public_door(area.partnership.pk, str(key)))
    yield access.outside(area.partnership)
    area.nobody_acts()


def asked(case: Case, now: dt.datetime, *, also: Sequence[str] = ()) -> Arrival:
    """The family, or the child, writes at the public door. ``also`` are further ways in which they may be answered."""
    area, who = case.area, case.who
    key = uuid.UUID(int=area.random.getrandbits(128), version=4)
    mine = case.concern in SELF_ASKED
    given: dict[str, object] = {
        "given_name": who.given,
        "family_name": who.family,
        "preferred_name": who.preferred,
        "born_on": who.born_on,
        "worry": who.fill(case.concern),
        "strengths": who.strengths if area.chance(0.7) else "",
        "own_words": who.own_words if mine else "",
        "hope": area.deal("hopes", HOPES),
        "phone": who.carer_phone or area.children.phone(),
        "ways": [*area.random.choice((["call"], ["text"], ["call", "text"])), *also],
        "times": area.random.choice((["evening"], ["any"], ["morning", "afternoon"])),
        "messages": area.random.choices(("yes", "discreet", "no"), (6, 3, 1))[0],
        "language": "" if who.language == "English" else who.language,
        "needs_interpreter": who.needs_interpreter,
        "reading": ["hard"] if area.chance(0.2) else [],
        "travel": [area.random.choice(("come", "home", "school", "hard"))],
        "knows": "yes" if mine or area.chance(0.7) else "no",
        "may_tell": ["school"] if area.chance(0.6) else [],
    }
    if not mine:
        given |= {"sender_name": who.carer, "sender_relation": who.carer_relation}
    with _outside(area, key) as actor:
        ref = referrals.receive_arrival(actor=actor, key=key, sender="self" if mine else "carer", given=given, now=now)
    with area.acting("front_door") as reader:
        return access.arrival_or_404(reader, ref, now)


def taken_in(case: Case, arrival: Arrival, front_door: str, now: dt.datetime) -> Referral:
    """The front door reads it in the morning, finds no record, and makes a referral of it."""
    area = case.area
    with area.acting(front_door) as actor:
        return referrals.take_in(
            actor=actor,
            arrival=arrival,
            child=None,
            locality=area.localities[case.locality],
            school=area.agencies.get(case.school),
            now=now,
        )


def answered(case: Case, arrival: Arrival, front_door: str, now: dt.datetime) -> None:
    """Somebody else is better placed, and the family is told in the way that they said is safe."""
    because = "early_help" if case.fate == "under_ten" else case.area.deal("not for us", tuple(ANSWERED))
    with case.area.acting(front_door) as actor:
        referrals.answer_arrival(
            actor=actor, arrival=arrival, because=because, told_how="phone", reply=ANSWERED[because], now=now
        )


def nights(area: Area) -> Iterator[Story]:
    """The number on the public page; and what stands at the door on the first morning: somebody wrote late last night,
    and somebody two days ago, who looks for the answer on the website."""
    yield _number(area)
    for days, hour, also in ((1, 22, ()), (1, 7, ()), (3, 19, ("page",))):
        day = calendar.london_date(area.until) - dt.timedelta(days=days)
        yield _one(area, area.moment(day, hour), also)


NUMBER = "01632 960300"
"""Of the range that Ofcom keeps for drama: nobody's."""


def _number(area: Area) -> Story:
    now = yield area.moment(calendar.london_date(area.until) - dt.timedelta(days=160), 9)
    with area.acting("head") as actor:
        referrals.set_public_contact(actor=actor, phone=NUMBER, hours="Monday to Friday, 9am to 5pm", now=now)


def _one(area: Area, at: dt.datetime, also: Sequence[str]) -> Story:
    now = yield at
    case = a_case(area, received_at=now, stream="prevention", fate="works", source="family")
    asked(case, now, also=also)

"""What leaves the partnership's hands: shared under a law that is named, refused with a reason, agreed to or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.children import commands as children
from alongside.core import calendar
from alongside.core.strands import Strand
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from alongside.children.models import Disclosure
    from alongside.web.demonstration.cases import Case

HOW_MANY = 16
"""Things shared in an area in the last months."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that was shared: what, of which parts, to whom, what for, under which law, and how."""

    what: str
    strands: tuple[Strand, ...]
    to_whom: str
    purpose: str
    gateway: str
    how: str
    told: str = "told"
    not_told_why: str = ""


SHARED = (
    Shared(
        "The page on how to work with {name}",
        (Strand.IDENTITY,),
        "Head of year",
        "So that every teacher does the same things.",
        "ca2004_s10",
        "meeting",
    ),
    Shared(
        "When {name} is seen and by whom",
        (Strand.PLAN,),
        "Duty social worker",
        "To plan one visit and not three.",
        "ca2004_s10",
        "secure_email",
    ),
    Shared(
        "That {name} was home and safe by ten",
        (Strand.PLAN,),
        "Missing persons desk",
        "To end the search.",
        "cda_s115",
        "spoken",
    ),
    Shared(
        "What the first screen found",
        (Strand.PLAN,),
        "SEND team",
        "Advice for a needs assessment.",
        "cfa2014_s28",
        "secure_email",
    ),
    Shared(
        "Which club {name} goes to, and when",
        (Strand.PLAN,),
        "Boxing club",
        "So that somebody waits at the door.",
        "consent",
        "spoken",
    ),
    Shared(
        "The plan, in {name}’s own words",
        (Strand.PLAN,),
        "College welcome team",
        "To start well in the first week.",
        "consent",
        "paper",
    ),
    Shared(
        "That {name} is frightened of the bus",
        (Strand.PLAN,),
        "Schools officer",
        "A safe way home this week.",
        "cda_s115",
        "spoken",
        "to_tell",
    ),
    Shared(
        "Who lives at home",
        (Strand.IDENTITY,),
        "Social care, front desk",
        "An enquiry into {name}’s safety.",
        "ca1989_s47",
        "spoken",
        "not_told",
        "Telling the family first could put {name} at risk. Asked again after the strategy discussion.",
    ),
)

REFUSED = (
    (
        "Everything held about {name}, for a work placement",
        "A placement manager",
        "They need to know what helps, not what happened. We offered one page instead.",
    ),
    (
        "Where the family lives now",
        "A former partner",
        "There is no reason that the law knows, and it would not be safe.",
    ),
    (
        "Notes of the talks with the therapist",
        "School governors",
        "A hearing needs what {name} wishes to say, and {name} will say it.",
    ),
)


def stories(area: Area, cases: list[Case]) -> Iterator[Story]:
    """Things shared and not shared over the last months."""
    for number in range(HOW_MANY):
        yield _shared(area, cases, days_ago=4 + 7 * number)
    for number in range(3):
        yield _refused(area, cases, days_ago=11 + 31 * number)


def _somebody(area: Area, cases: list[Case]) -> Case | None:
    found = [case for case in cases if case.worker and case.child and case.fate == "works" and case.is_rich]
    return area.random.choice(found) if found else None


def _shared(area: Area, cases: list[Case], *, days_ago: int) -> Story:
    now = yield area.days_ago(days_ago)
    case = _somebody(area, cases)
    if case is None:
        return
    one = area.deal("shared", SHARED)
    today = calendar.london_date(now)
    with area.acting(case.worker) as actor:
        if one.gateway == "consent":
            children.record_consent(
                actor=actor,
                child=case.found,
                by="child",
                by_name=case.who.called,
                what=case.who.fill(one.what),
                strands=one.strands,
                with_whom=one.to_whom,
                purpose=case.who.fill(one.purpose),
                understood="Read it aloud together. Said back what they will know and what they will not.",
                is_given=True,
                answered_on=today,
                until_on=calendar.next_working_day(today + dt.timedelta(days=180)),
                now=now,
            )
        disclosure: Disclosure = children.share(
            actor=actor,
            child=case.found,
            what=case.who.fill(one.what),
            strands=one.strands,
            to_whom=one.to_whom,
            purpose=case.who.fill(one.purpose),
            gateway=one.gateway,
            how=one.how,
            checked="checked" if area.chance(0.7) else "nothing",
            told=one.told,
            told_on=today if one.told == "told" else None,
            not_told_why=case.who.fill(one.not_told_why),
            now=now,
        )
    if one.told != "to_tell" or area.chance(0.4):
        return
    now = yield area.later(now, 1, 4)
    with area.acting(case.worker) as actor:
        children.tell_of_sharing(actor=actor, disclosure=disclosure, told_on=calendar.london_date(now), now=now)


def _refused(area: Area, cases: list[Case], *, days_ago: int) -> Story:
    now = yield area.days_ago(days_ago)
    case = _somebody(area, cases)
    if case is None:
        return
    what, to_whom, why = area.deal("refused", REFUSED)
    with area.acting(case.worker) as actor:
        children.decide_not_to_share(
            actor=actor,
            child=case.found,
            what=case.who.fill(what),
            strands=(Strand.PLAN,),
            to_whom=to_whom,
            why=case.who.fill(why),
            told="told",
            told_on=calendar.london_date(now),
            now=now,
        )

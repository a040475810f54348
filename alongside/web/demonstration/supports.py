"""What a screen raises, and how a specialist answers: quickly where they sit beside the workers, slowly elsewhere."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from alongside.core import calendar
from alongside.needs import commands as needs
from alongside.needs import rules
from alongside.plans import commands as plans
from alongside.web.demonstration import helps
from alongside.web.demonstration.cases import Case, is_open
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from alongside.needs.models import Support

_AREAS = (
    ("speech_language", 28),
    ("social_emotional_mental_health", 20),
    ("wellbeing", 16),
    ("neurodiversity", 12),
    ("learning", 12),
    ("trauma", 6),
    ("physical", 4),
    ("substance", 4),
)


def what_is_raised(area: Area) -> list[str]:
    """Areas to look into: none for one child in five, mostly one, sometimes two."""
    number = area.random.choices((0, 1, 2, 3), (20, 50, 25, 5))[0]
    codes, shares = [code for code, _ in _AREAS], [share for _, share in _AREAS]
    found = {area.random.choices(codes, shares)[0] for _ in range(number)}
    return [one.code for one in rules.NEED_AREAS if one.code in found]


def what_helps(case: Case, raised: list[str]) -> tuple[str, str]:
    """What the child said helps, and what does not."""
    if not raised:
        return case.not_yet_said("do", helps.EVERYDAY_DO), ""
    words = helps.HELPS[raised[0]]
    return (
        case.not_yet_said(f"do {raised[0]}", words.do),
        case.not_yet_said(f"avoid {raised[0]}", words.avoid),
    )


def given(case: Case, support: Support, now: dt.datetime) -> Story:
    """The team sees it, accepts it, offers a time, begins; the need becomes known, and everyone reads what helps."""
    area = case.area
    least, most, first_least, first_most = area.place.waits[support.specialism]
    # Waits were longer when each hand-off was a letter.
    slower = 1.9 - 0.9 * area.progress(now)
    least, most, first_least, first_most = (round(days * slower) for days in (least, most, first_least, first_most))
    key = who_gives(area, support.specialism, case.locality)
    now = yield area.later(now, 0, max(least, 1))
    with area.acting(key) as actor:
        needs.see_support(actor=actor, support=support, now=now)
    now = yield area.later(now, least, most)
    with area.acting(key):
        support.refresh_from_db(fields=["status"])
    if support.status not in ("received", "seen"):
        # Asked for twice, it is one support, and somebody answered it meanwhile.
        return
    if area.chance(0.04):
        with area.acting(key) as actor:
            needs.decline_support(
                actor=actor,
                support=support,
                reason="The GP’s clinic sees this child already. We spoke with them, and two would be too many.",
                now=now,
            )
        now = yield area.later(now, 2, 8)
        # Where the work has ended since, the team that said no closes its own line.
        ended_by = case.worker if is_open(case) else key
        _end(case, support, ended_by, now, outcome="elsewhere", note="The clinic knows that we are here.")
        return
    with area.acting(key) as actor:
        support.refresh_from_db(fields=["status", "accepted_by"])
        if support.accepted_by_id is not None:
            # Somebody who asked again on the last day was answered first.
            return
        needs.accept_support(actor=actor, support=support, now=now)
    offered_at = area.later(now, 0, 2)
    first = area.later(offered_at, first_least, first_most)
    now = yield offered_at
    with area.acting(key) as actor:
        needs.offer_support(actor=actor, support=support, offered_for_on=calendar.london_date(first), now=now)
    now = yield first
    needed = support.need.area if support.need else "wellbeing"
    words = helps.HELPS[needed]
    with area.acting(key) as actor:
        needs.start_support(actor=actor, support=support, started_on=calendar.london_date(now), now=now)
        if not case.is_brief:
            plans.record_contact(
                actor=actor,
                child=case.found,
                happened_on=calendar.london_date(now),
                with_whom="child",
                how=area.random.choice(("school", "office", "community", "home")),
                kind="support",
                attended="yes",
                text=area.deal(f"session {needed}", words.session),
                now=now,
            )
    if case.is_brief:
        now = yield area.later(now, 30, 60)
        _end(case, support, key, now)
        return
    now = yield area.later(now, 4, 12)
    if not is_open(case):
        _end(case, support, key, now)
        return
    with area.acting(key) as actor:
        for kind, cards in (("do", words.do), ("avoid", words.avoid)):
            text = case.not_yet_said(f"{kind} {needed}", cards)
            if text:
                needs.write_strategy(actor=actor, child=case.found, kind=kind, text=text, area=needed, now=now)
        if area.chance(0.75):
            needs.record_need(
                actor=actor,
                child=case.found,
                area=needed,
                identified_on=calendar.london_date(now),
                evidence=area.deal(f"found {needed}", words.found),
                now=now,
            )
    if area.chance(0.3):
        now = yield area.later(now, 25, 50)
    elif case.ends_at is not None:
        # It goes on as long as the work, and is rounded off with it.
        now = yield area.later(max(now, case.ends_at - dt.timedelta(days=14)), 0, 9)
    else:
        return
    _end(case, support, key, now)


def _end(case: Case, support: Support, key: str, now: dt.datetime, *, outcome: str = "", note: str = "") -> None:
    """The specialist, or the worker where there was none, ends it with what it has done."""
    with case.area.acting(key) as actor:
        needs.end_support(
            actor=actor,
            support=support,
            ended_on=calendar.london_date(now),
            outcome=outcome or case.area.random.choices(("helped", "helped_a_little", "no_change"), (60, 30, 10))[0],
            note=note or "What helps is written down for everybody.",
            now=now,
        )


def who_gives(area: Area, specialism: str, locality: str) -> str:
    """The specialist of this kind: of the child's locality where there is one, else in turn."""
    people = [person for person in area.place.people if person.specialism == specialism]
    local = [person.key for person in people if person.locality == locality]
    return area.deal(f"specialists {specialism} {locality}", local or [person.key for person in people])

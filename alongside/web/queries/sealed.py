"""What waits in sealed records on people who leave or are away, for those who may know of the records.

A leaver's manager, and whoever covers, is told of none of it unless they were named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from alongside.accounts.permissions import Permission
from alongside.children import queries as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import OpenThing, Owners, Work
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Membership
from alongside.referrals import queries as referrals
from alongside.referrals.models import Absence
from alongside.web.queries.team import open_things


def sealed_work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """What waits in sealed records of which the actor was named to know, on people who leave or are away.

    Whoever sees to a leaver's work hands it over; of a sealed record they know only where they were named. So it is
    work for everybody who was: to hand it over, or to have somebody named who can. Who covers for somebody away sees a
    sealed record only where they were named too. One query for who knows of no sealed record, three where nobody leaves
    or is away.
    """
    knows = children.who_knows(actor)
    if not knows:
        return []
    today = calendar.london_date(now)
    leavers = {row.pk: row for row in partnerships.with_a_last_day(actor) if row.pk != actor.membership_id}
    away = [row for row in referrals.absences_to_come(actor, today) if row.membership_id != actor.membership_id]
    people = frozenset(leavers) | {row.membership_id for row in away}
    if not people:
        return []
    found: dict[tuple[int, int], list[OpenThing]] = {}
    for thing in open_things(actor, now, Owners(people)):
        if thing.child_id in knows and thing.membership_id in people:
            found.setdefault((thing.membership_id, thing.child_id), []).append(thing)
    names = children.names_of(actor, {child_id for _, child_id in found}, now)
    left = [
        _left(actor, leavers[membership_id], len(things), names[child_id], today)
        for (membership_id, child_id), things in found.items()
        if membership_id in leavers and child_id in names
    ]
    return left + _uncovered(actor, away, found, knows, names, now)


def _left(actor: Actor, leaver: Membership, count: int, child: tuple[str, str], today: dt.date) -> Work:
    ref, name = child
    who, last_on = leaver.user.name, leaver.to_on or today
    has_left = last_on < today
    hands_over = actor.may(Permission.ALLOCATE) and bool(partnerships.sees_to(actor, leaver, today))
    return Work(
        kind="sealed_left",
        what=f"{who} {'has left with' if has_left else 'leaves with'} {_things(count)} in a sealed record",
        url=f"/people/{leaver.ref}/work/" if hands_over else f"/children/{ref}/seal/",
        due_on=last_on,
        child_ref=ref,
        child_name=name,
        why="Hand it over to somebody who knows of the record."
        if hands_over
        else f"Their manager may not know of the record. Have somebody named who hands it over: their last day"
        f" {'was' if has_left else 'is'} {calendar.spoken(last_on)}.",
        urgent=has_left,
    )


def _uncovered(
    actor: Actor,
    away: Iterable[Absence],
    found: dict[tuple[int, int], list[OpenThing]],
    knows: dict[int, frozenset[int]],
    names: dict[int, tuple[str, str]],
    now: dt.datetime,
) -> list[Work]:
    """Absences in which nobody covers in a sealed record. One query where somebody is away."""
    waits = [
        (row, child_id, len(things))
        for row in away
        for (membership_id, child_id), things in found.items()
        if membership_id == row.membership_id and child_id in names
    ]
    if not waits:
        return []
    given = children.given_by(actor, {row.ref for row, _, _ in waits}, {child_id for _, child_id, _ in waits}, now)
    today = calendar.london_date(now)
    return [
        _away(actor, row, count, names[child_id], row.cover.user_id in knows[child_id], today)
        for row, child_id, count in waits
        if row.cover.user_id not in knows[child_id] or (row.ref, child_id) not in given
    ]


def _away(
    actor: Actor, absence: Absence, count: int, child: tuple[str, str], cover_knows: bool, today: dt.date
) -> Work:
    ref, name = child
    who, cover = absence.membership.user.name, absence.cover.user.name
    is_now = absence.from_on <= today
    keeps = (
        cover_knows
        and absence.cover.user_id != actor.user_id
        and bool(partnerships.sees_to(actor, absence.membership, today))
    )
    why = (
        f"{cover} may know of the record, but who wrote down the absence may not, so it does not let them in. Have it"
        " ended and written down again by somebody who knows of the record."
        if cover_knows
        else f"{cover} covers, and may not know of the record. Have them named, or see to it yourselves meanwhile."
    )
    return Work(
        kind="sealed_away",
        what=f"{who} {'is' if is_now else 'will be'} away with {_things(count)} in a sealed record, and nobody covers",
        url=f"/people/{absence.membership.ref}/absence/" if keeps else f"/children/{ref}/seal/",
        due_on=max(absence.from_on, today),
        child_ref=ref,
        child_name=name,
        why=f"{why} {who} is back after {calendar.spoken(absence.until_on)}.",
        urgent=is_now,
    )


def _things(count: int) -> str:
    return "1 thing" if count == 1 else f"{count} things"

"""What waits in sealed records on people who leave or are away, and on teams in which nobody may know of the records.

For those who may know of them: a leaver's manager, whoever covers, and the team are told of none of it unless named.
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
from alongside.web.queries.team import open_things


def sealed_work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """What waits in sealed records of which the actor was named to know, where others cannot see to it.

    Whoever sees to a leaver's work hands it over, who covers for somebody away sees their children, and who belongs to
    a team sees its queue: of a sealed record each knows only where they were named. So it is work for everybody who
    was: to see to it, or to have somebody named who can. One query for who knows of no sealed record.
    """
    knows = children.who_knows(actor)
    if not knows:
        return []
    today = calendar.london_date(now)
    leavers = {row.pk: row for row in partnerships.with_a_last_day(actor) if row.pk != actor.membership_id}
    away = [row for row in referrals.absences_to_come(actor, today) if row.membership_id != actor.membership_id]
    present = partnerships.present(actor, today)
    people = frozenset(leavers) | {row.membership_id for row in away}
    found: dict[tuple[int, int], list[OpenThing]] = {}
    queued: dict[tuple[int, int], list[OpenThing]] = {}
    for thing in open_things(actor, now, Owners(people, frozenset(present.teams))):
        if thing.child_id not in knows:
            continue
        if thing.membership_id in people:
            found.setdefault((thing.membership_id, thing.child_id), []).append(thing)
        elif thing.membership_id is None and thing.team_id is not None:
            queued.setdefault((thing.team_id, thing.child_id), []).append(thing)
    names = children.names_of(actor, {child_id for _, child_id in (*found, *queued)}, now)
    left = [
        _left(actor, leavers[membership_id], len(things), names[child_id], today)
        for (membership_id, child_id), things in found.items()
        if membership_id in leavers and child_id in names
    ]
    in_queues = [
        _queued(present.teams[team_id], things, names[child_id], today)
        for (team_id, child_id), things in queued.items()
        if child_id in names and not _members(present, team_id) & knows[child_id]
    ]
    return left + _uncovered(actor, away, found, knows, names, now) + in_queues


def _members(present: partnerships.Present, team_id: int) -> frozenset[int]:
    """User ids of those who belong to a team today."""
    return frozenset(present.users[pk] for pk in present.members.get(team_id, frozenset()))


def _queued(team: str, things: list[OpenThing], child: tuple[str, str], today: dt.date) -> Work:
    ref, name = child
    days = [thing.due_on for thing in things if thing.due_on is not None]
    due_on = min(days, default=None)
    return Work(
        kind="sealed_queued",
        what=f"{_things(len(things)).capitalize()} in a sealed record {'waits' if len(things) == 1 else 'wait'} on"
        f" {team}, where nobody may know of it",
        url=f"/children/{ref}/seal/",
        due_on=due_on,
        waiting_since=min(thing.since for thing in things),
        child_ref=ref,
        child_name=name,
        why="Have somebody of the team named, or see to it yourself where you can.",
        urgent=due_on is not None and due_on < today,
    )


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
    away: Iterable[referrals.Away],
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
        _away(actor, row, count, names[child_id], row.cover_user_id in knows[child_id], today)
        for row, child_id, count in waits
        if row.cover_user_id not in knows[child_id] or (row.ref, child_id) not in given
    ]


def _away(
    actor: Actor, absence: referrals.Away, count: int, child: tuple[str, str], cover_knows: bool, today: dt.date
) -> Work:
    ref, name = child
    who, cover = absence.membership.user.name, absence.cover
    is_now = absence.from_on <= today
    keeps = (
        cover_knows
        and absence.cover_user_id != actor.user_id
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

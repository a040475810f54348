"""What leavers have in sealed records, for those who may know of the records: a leaver's manager is told of none."""

from __future__ import annotations

import datetime as dt

from alongside.accounts.permissions import Permission
from alongside.children import queries as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import OpenThing, Owners, Work
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Membership
from alongside.web.queries.team import open_things


def sealed_work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """What people who leave, or have left, still have in sealed records of which the actor was named to know.

    Whoever sees to a leaver's work hands it over; of a sealed record they know only where they were named. So it is
    work for everybody who was: to hand it over, or to have somebody named who can. One query for who knows of no sealed
    record, two where nobody leaves.
    """
    known = children.sealed_known(actor)
    if not known:
        return []
    today = calendar.london_date(now)
    leavers = {row.pk: row for row in partnerships.with_a_last_day(actor) if row.pk != actor.membership_id}
    if not leavers:
        return []
    found: dict[tuple[int, int], list[OpenThing]] = {}
    for thing in open_things(actor, now, Owners(frozenset(leavers))):
        if thing.child_id in known and thing.membership_id in leavers:
            found.setdefault((thing.membership_id, thing.child_id), []).append(thing)
    names = children.names_of(actor, {child_id for _, child_id in found}, now)
    return [
        _work(actor, leavers[membership_id], len(things), names[child_id], today)
        for (membership_id, child_id), things in found.items()
        if child_id in names
    ]


def _work(actor: Actor, leaver: Membership, count: int, child: tuple[str, str], today: dt.date) -> Work:
    ref, name = child
    who, last_on = leaver.user.name, leaver.to_on or today
    has_left = last_on < today
    hands_over = actor.may(Permission.ALLOCATE) and bool(partnerships.sees_to(actor, leaver, today))
    things = "1 thing" if count == 1 else f"{count} things"
    return Work(
        kind="sealed_left",
        what=f"{who} {'has left with' if has_left else 'leaves with'} {things} in a sealed record",
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

"""Everything open that is one person's, and who could take it over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.audit import trail
from alongside.children import queries as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import OpenThing, Owners
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Leaving, Membership
from alongside.referrals import queries as referrals
from alongside.web.queries.team import Thing, open_things, thing_of

WITH_THE_CHILD = ("plan", "screen", "declined", "named_step", "goodbye", "moved_in")
"""Kinds that are whoever's the work with the child is: they change hands with it, and not by themselves."""

_ALSO_WITH_THE_CHILD = ("tell_back", "tell_of_sharing", "tell_to_stop")
"""The same while somebody works with the child; else they are whoever's who heard or shared it."""

_KINDS = {
    "involvement": "Work with children",
    "transfer": "Asked to take over: taken back, and the work stays where it is",
    "giving": "Support that goes on",
    "support": "Support to begin",
    "move": "Children who move to another area",
    "ehc_case": "EHC cases",
    "date": "Dates to keep",
    "step": "Steps of plans",
    "action": "Actions of panels",
    "meeting": "Meetings",
    "series": "Panels",
    "priority": "Priorities",
    "concern": "Safeguarding concerns",
    "tell_back": "Children to be told what changed",
    "tell_of_sharing": "Families to be told of sharing",
    "tell_to_stop": "Whom to tell that an agreement to share is taken back",
    "subject_access": "Copies for whoever asked",
}
"""What a page calls the kinds of what somebody has, in its order."""


@dataclass(frozen=True, slots=True)
class Held:
    """Everything open that is one person's: what is handed over, and what goes with the work with the children."""

    things: tuple[OpenThing, ...]
    with_the_child: tuple[OpenThing, ...]

    @property
    def count(self) -> int:
        return len(self.things) + len(self.with_the_child)


def key_of(thing: OpenThing) -> str:
    """What tells one thing of a person from the others, in a form: a panel is there once for each post."""
    return f"{thing.kind}.{thing.ref}"


def held(actor: Actor, membership: Membership, now: dt.datetime) -> Held:
    """Everything open in every subject that is this person's. The same number of queries whatever it is."""
    found = open_things(actor, now, Owners(frozenset({membership.pk})))
    mine = [thing for thing in found if thing.membership_id == membership.pk]
    theirs = {thing.child_id for thing in mine if thing.kind == "involvement"}
    goes_with = [
        thing
        for thing in mine
        if thing.kind in WITH_THE_CHILD or (thing.kind in _ALSO_WITH_THE_CHILD and thing.child_id in theirs)
    ]
    skip = {id(thing) for thing in goes_with}
    return Held(tuple(thing for thing in mine if id(thing) not in skip), tuple(goes_with))


PERSONS_WORK_VIEWED = trail.sight("web.persons_work.viewed", "Somebody saw everything that a colleague has.")


@dataclass(frozen=True, slots=True)
class HeldThing:
    """One thing that somebody has, as the page on which it is handed over shows it."""

    key: str
    thing: Thing


@dataclass(frozen=True, slots=True)
class PersonsWork:
    """Everything that one person has, by kind, for whoever sees to it; and their leaving, where they leave."""

    membership_ref: str
    name: str
    groups: tuple[tuple[str, tuple[HeldThing, ...]], ...]
    with_the_child: int
    count: int
    children: int
    leaving: Leaving | None
    has_left: bool


def persons_work(actor: Actor, membership: Membership, now: dt.datetime) -> trail.Untraced[PersonsWork]:
    """Everything that somebody has. A child's name stands there only for a reader who may know of the child."""
    all_of_it = held(actor, membership, now)
    known = children.names_of(actor, {thing.child_id for thing in all_of_it.things if thing.child_id}, now)
    present = partnerships.Present({membership.pk: membership.user.name}, frozenset(), {}, {})
    groups: dict[str, list[HeldThing]] = {kind: [] for kind in _KINDS}
    for thing in all_of_it.things:
        groups.setdefault(thing.kind, []).append(HeldThing(key_of(thing), thing_of(thing, present, known)))
    shown = PersonsWork(
        membership_ref=membership.ref,
        name=membership.user.name,
        groups=tuple((_KINDS.get(kind, kind), tuple(rows)) for kind, rows in groups.items() if rows),
        with_the_child=len(all_of_it.with_the_child),
        count=all_of_it.count,
        children=len({thing.child_id for thing in all_of_it.things if thing.kind == "involvement"}),
        leaving=partnerships.leaving_of(actor, membership),
        has_left=membership.to_on is not None and membership.to_on < calendar.london_date(now),
    )
    refs = dict.fromkeys(row.thing.child_ref for _, rows in shown.groups for row in rows if row.thing.child_ref)
    return trail.Untraced(shown, tuple(refs))


@dataclass(frozen=True, slots=True)
class Taker:
    """A colleague who could take something over: where they work, and with how many children now."""

    membership: Membership
    name: str
    where: str
    children: int
    is_near: bool


def takers(actor: Actor, of: Membership, now: dt.datetime) -> tuple[Taker, ...]:
    """Colleagues who work here today and do not leave, those of the person's own teams first, then of the agency, each
    with the fewest children first. Four queries."""
    today = calendar.london_date(now)
    rows = partnerships.staying(actor, today, besides=of)
    load = referrals.open_children_of(actor, [row.pk for row in rows])
    teams = partnerships.teams_of(actor, [row.pk for row in rows] + [of.pk], today)
    own = set(teams.get(of.pk, {}))
    found = [
        Taker(
            membership=row,
            name=row.user.name,
            where=", ".join(teams.get(row.pk, {}).values()) or row.agency.name,
            children=load.get(row.pk, 0),
            is_near=bool(own & set(teams.get(row.pk, {}))),
        )
        for row in rows
    ]
    near = {row.membership.pk: (not row.is_near, row.membership.agency_id != of.agency_id) for row in found}
    return tuple(sorted(found, key=lambda row: (*near[row.membership.pk], row.children, row.name)))

"""The team's work, and what waits on nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from alongside.audit import trail
from alongside.children import queries as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import OpenThing, Owners
from alongside.deadlines import queries as deadlines
from alongside.ehcp import queries as ehcp
from alongside.governance import queries as governance
from alongside.justice import queries as justice
from alongside.needs import queries as needs
from alongside.panels import queries as panels
from alongside.partnerships import queries as partnerships
from alongside.plans import queries as plans
from alongside.referrals import queries as referrals

OPEN: tuple[Callable[[Actor, dt.datetime, Owners | None], list[OpenThing]], ...] = (
    children.open_things,
    deadlines.open_things,
    needs.open_things,
    referrals.open_things,
    ehcp.open_things,
    plans.open_things,
    panels.open_things,
    justice.open_things,
    governance.open_things,
)
"""Each subject's answer to "what is open, and whose is it?"; each costs the same number of queries whatever is open."""

TEAM_WORK_VIEWED = trail.sight("web.team_work.viewed", "Somebody saw the work of a team and how long it waits.")

SHOWN = 60
"""How many late things the page of a team shows; the longest late come first."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An open thing as a manager sees it. The child's name stands there only for a reader who may know of the child."""

    what: str
    owner: str
    since: dt.date
    due_on: dt.date | None
    child_ref: str
    child_name: str


@dataclass(frozen=True, slots=True)
class Load:
    """What one person, or a team's queue, has: children, open things, how many are late, and the oldest."""

    name: str
    children: int
    open: int
    late: int
    oldest_on: dt.date | None
    is_team: bool
    membership_ref: str = ""


@dataclass(frozen=True, slots=True)
class TeamWork:
    """The work of the actor's teams: how it is spread, what is late, and what nobody has."""

    teams: tuple[str, ...]
    loads: tuple[Load, ...]
    late: tuple[Thing, ...]
    late_count: int
    nobodys: tuple[Thing, ...]


def team_work(actor: Actor, now: dt.datetime) -> trail.Untraced[TeamWork]:
    """Open things of the actor's teams by who has them, and the partnership's open things that nobody has."""
    today = calendar.london_date(now)
    present = partnerships.present(actor, today)
    teams = partnerships.managed_teams(actor)
    members = frozenset(pk for team in teams for pk in present.members.get(team, frozenset()))
    mine = open_things(actor, now, Owners(members, frozenset(teams)))
    lost = open_things(actor, now, Owners(present.gone, present.empty_teams))
    late = sorted(
        (thing for thing in mine if thing.due_on is not None and thing.due_on < today),
        key=lambda thing: (thing.due_on or today, thing.since),
    )
    known = children.names_of(actor, {thing.child_id for thing in (*late, *lost) if thing.child_id}, now)
    shown = TeamWork(
        teams=tuple(present.teams[team] for team in teams),
        loads=_loads(mine, present, teams, members, today),
        late=tuple(thing_of(thing, present, known) for thing in late[:SHOWN]),
        late_count=len(late),
        nobodys=tuple(thing_of(thing, present, known) for thing in lost),
    )
    refs = dict.fromkeys(row.child_ref for row in (*shown.late, *shown.nobodys) if row.child_ref)
    return trail.Untraced(shown, tuple(refs))


def open_things(actor: Actor, now: dt.datetime, owners: Owners | None = None) -> list[OpenThing]:
    """What is open in every subject."""
    return [thing for ask in OPEN for thing in ask(actor, now, owners)]


def ownerless(actor: Actor, now: dt.datetime) -> list[OpenThing]:
    """Everything open in the partnership that waits on nobody: for the command line, which looks at all of it."""
    present = partnerships.present(actor, calendar.london_date(now))
    return [thing for thing in open_things(actor, now) if present.lacks(thing.membership_id, thing.team_id)]


GOES_ON = ("involvement", "giving", "series", "ehc_case")
"""Kinds of open things that go on, and are to be done only where they carry a day."""


def _loads(
    things: list[OpenThing],
    present: partnerships.Present,
    teams: tuple[int, ...],
    members: frozenset[int],
    today: dt.date,
) -> tuple[Load, ...]:
    people = sorted(members, key=lambda pk: (present.names[pk], pk))
    found = [
        _load(present.names[pk], present.refs[pk], [t for t in things if t.membership_id == pk], today) for pk in people
    ]
    for pk in teams:
        queue = [t for t in things if t.team_id == pk and t.membership_id is None]
        if queue:
            found.append(_load(present.teams[pk], "", queue, today))
    return tuple(found)


def _load(name: str, membership_ref: str, held: list[OpenThing], today: dt.date) -> Load:
    to_do = [thing for thing in held if thing.kind not in GOES_ON or thing.due_on is not None]
    return Load(
        name=name,
        children=len({thing.child_id for thing in held if thing.kind == "involvement"}),
        open=len(to_do),
        late=sum(1 for thing in to_do if thing.due_on is not None and thing.due_on < today),
        oldest_on=min((thing.since for thing in to_do), default=None),
        is_team=not membership_ref,
        membership_ref=membership_ref,
    )


def thing_of(thing: OpenThing, present: partnerships.Present, known: dict[int, tuple[str, str]]) -> Thing:
    child = known.get(thing.child_id or 0, ("", ""))
    if thing.membership_id is not None:
        owner = present.names.get(thing.membership_id, "Nobody")
    else:
        owner = present.teams.get(thing.team_id or 0, "Nobody")
    return Thing(thing.what, owner, thing.since, thing.due_on, child[0], child[1])

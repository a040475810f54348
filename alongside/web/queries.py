"""Questions that cross subjects: what waits for somebody, and all that stands on the child's page."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child, Voice
from alongside.core import calendar, ical
from alongside.core.actor import Actor
from alongside.core.strands import TITLES as STRAND_TITLES
from alongside.core.strands import Strand
from alongside.core.work import OpenThing, Owners, Seen, Work
from alongside.deadlines import queries as deadlines
from alongside.ehcp import queries as ehcp
from alongside.justice import queries as justice
from alongside.needs import queries as needs
from alongside.panels import queries as panels
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Leaving, Membership
from alongside.plans import queries as plans
from alongside.referrals import queries as referrals

WORK_VIEWED = trail.sight("web.work.viewed", "Somebody saw the work that waits for them.")

WORK: tuple[Callable[[Actor, dt.datetime], list[Work]], ...] = (
    partnerships.work_for,
    children.work_for,
    deadlines.work_for,
    needs.work_for,
    referrals.work_for,
    ehcp.work_for,
    plans.work_for,
    panels.work_for,
    justice.work_for,
)
"""Each subject's answer to "what waits for this person?"; each costs the same number of queries whatever waits."""

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Group:
    """Work of one urgency, as *my work* shows it."""

    code: str
    title: str
    items: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class MyWork:
    """The first screen: what waits for somebody, and the children whom they work with."""

    groups: tuple[Group, ...]
    due_now: int
    this_week: int
    mine: tuple[children.Mine, ...]

    @property
    def is_empty(self) -> bool:
        return not self.groups


def my_work(actor: Actor, now: dt.datetime) -> trail.Untraced[MyWork]:
    """What waits for the actor, urgent first, then by date; and the actor's children."""
    work = work_for(actor, now)
    groups = grouped(work, calendar.london_date(now))
    sizes = {group.code: len(group.items) for group in groups}
    shown = children.my_children(actor, now).map(
        lambda mine: MyWork(groups, sizes.get("now", 0), sizes.get("week", 0), mine)
    )
    return shown.also(item.child_ref for item in work if item.child_ref)


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """What waits for the actor in every subject."""
    return [item for ask in WORK for item in ask(actor, now)]


def grouped(work: list[Work], today: dt.date) -> tuple[Group, ...]:
    """Work by when it is due: now (urgent, or due today or before), this week, later, and without a date."""
    groups: dict[str, list[Work]] = {"now": [], "week": [], "later": [], "waiting": []}
    for item in work:
        groups[_when(item, today)].append(item)
    return tuple(Group(code, TITLES[code], tuple(sorted(items, key=_order))) for code, items in groups.items() if items)


TITLES = {"now": "Due now", "week": "In the next seven days", "later": "Later", "waiting": "Waiting, without a date"}


def _when(item: Work, today: dt.date) -> str:
    if item.urgent or (item.due_on is not None and item.due_on <= today):
        return "now"
    if item.due_on is None:
        return "waiting"
    return "week" if item.due_on <= today + WEEK else "later"


def _order(item: Work) -> tuple[bool, bool, dt.date, dt.date, str]:
    """Harm before anything else, then what is urgent, then by date."""
    is_harm = item.urgent and item.kind == "concern"
    return not is_harm, not item.urgent, item.due_on or dt.date.max, item.waiting_since or dt.date.max, item.what


# The calendar of a private link

_IN_CALENDAR = {
    "action": "Action of a panel",
    "arrival": "Referral",
    "contribution": "Contribution to a panel",
    "date": "Date that the law sets",
    "ehc_case": "EHC case",
    "first_contact": "First contact",
    "look_back": "Look back on a year",
    "meeting": "Meeting",
    "plan": "Plan",
    "review": "Review of a plan",
    "screen": "Screen",
    "step": "Step of a plan",
    "support": "Support",
    "tell_back": "Tell a child what changed",
}
"""What a calendar says of a kind of work. What somebody typed could name a child, so none of it leaves."""


def calendar_events(actor: Actor, now: dt.datetime, *, base: str) -> trail.Untraced[list[ical.Event]]:
    """What is due for the actor, each as a whole day: the kind and a reference. ``base`` begins the addresses."""
    dated = [(item, item.due_on) for item in work_for(actor, now) if item.due_on is not None]
    events = [
        ical.Event(
            uid=f"{item.kind}-{hashlib.sha256(item.url.encode()).hexdigest()[:24]}@alongside",
            on=due_on,
            summary=f"{_IN_CALENDAR.get(item.kind, 'Work')} {item.child_ref}".strip(),
            url=f"{base}{item.url}",
        )
        for item, due_on in dated
    ]
    return trail.Untraced(events, tuple(dict.fromkeys(item.child_ref for item, _ in dated if item.child_ref)))


# The child's page


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a subject shows on the child's page: its template, the strands under whose tab it stands, its question."""

    template: str
    strands: frozenset[Strand]
    ask: Callable[[Child, Standing, trail.Look, dt.datetime], object]


_PLAN = frozenset({Strand.PLAN})

_NEEDS = frozenset({Strand.HEALTH, Strand.EDUCATION})

_EDUCATION = frozenset({Strand.EDUCATION})

_DATES = frozenset({Strand.EDUCATION, Strand.PLAN})

FRAGMENTS: tuple[Fragment, ...] = (
    Fragment("justice/_on_child_page.html", _PLAN, justice.child_summary),
    Fragment("needs/_on_child_page.html", _NEEDS, needs.child_summary),
    Fragment("ehcp/_on_child_page.html", _EDUCATION, ehcp.child_summary),
    Fragment("deadlines/_on_child_page.html", _DATES, deadlines.child_summary),
    Fragment("plans/_on_child_page.html", _PLAN, plans.child_summary),
    Fragment("panels/_on_child_page.html", _PLAN, panels.child_summary),
    Fragment("referrals/_on_child_page.html", _PLAN, referrals.child_summary),
    Fragment("justice/_outcomes_on_child_page.html", frozenset({Strand.JUSTICE}), justice.outcomes),
)
"""Fragments in the order of the page: how to work with the child before what is planned, and decisions last."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the record, for those who may see it; the empty code is the page as a whole."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ChildPage:
    """All that stands on the child's page, for one reader."""

    header: children.ChildHeader
    tabs: tuple[Tab, ...]
    alongside: tuple[children.Contact, ...]
    due: tuple[Work, ...]
    fragments: tuple[tuple[str, object], ...]
    people: tuple[children.Relative, ...]
    voices: tuple[Voice, ...]
    kinds: tuple[str, ...]
    chronology: children.Paged
    may_see_who_looked: bool
    may_see_sharing: bool
    how_to_work_with_me: tuple[str, ...]
    writes_identity: bool
    writes: frozenset[Strand]
    may_record_voice: bool
    may_record_entry: bool
    other_records: tuple[str, ...]
    """Other records of the same child: the one in which work goes on first."""


def child_page(
    actor: Actor, child: Child, now: dt.datetime, *, strand: str = "", kind: str = "", number: int = 1
) -> tuple[ChildPage, Standing]:
    """The child's page as this reader sees it, with the trace of the look. Http404 for a strand not theirs."""
    standing, look = children.look_at(actor, child, now)
    if strand and strand not in standing.strands:
        raise Http404
    fragments = tuple(
        (part.template, part.ask(child, standing, look, now))
        for part in FRAGMENTS
        if not strand or Strand(strand) in part.strands
    )
    # What helps stands at the top of the page, and again with the needs where these are shown: it is asked once.
    shown = next((found.strategies for _, found in fragments if isinstance(found, needs.Summary)), None)
    strategies = needs.strategies(child, look) if shown is None else shown
    chronology = children.chronology(child, standing, look, strand=strand, kind=kind, number=number)
    return (
        ChildPage(
            header=children.header(child, standing, look, calendar.london_date(now)),
            tabs=(Tab("", "Everything"), *(Tab(part.value, STRAND_TITLES[part]) for part in standing.strands)),
            alongside=children.network(child, standing, look, now),
            due=() if strand else due_for(actor, child, now),
            fragments=fragments,
            people=children.people(child, standing, look, now) if strand in ("", Strand.IDENTITY) else (),
            voices=children.voices(child, standing, look, strand=strand),
            kinds=children.kinds(child, standing, look, chronology if not strand and not kind else None),
            chronology=chronology,
            may_see_who_looked=bool(access.may_see_who_looked(actor, standing)),
            may_see_sharing=bool(access.may_see_sharing(actor, standing)),
            how_to_work_with_me=tuple(line.do or f"Avoid: {line.avoid}" for line in strategies),
            writes=standing.writable,
            writes_identity=standing.writes(Strand.IDENTITY),
            may_record_voice=actor.may(Permission.RECORD_VOICE),
            may_record_entry=actor.may(Permission.RECORD_ENTRY) and bool(standing.writable),
            other_records=children.other_records(child, look),
        ),
        standing,
    )


def due_for(actor: Actor, child: Child, now: dt.datetime) -> tuple[Work, ...]:
    """What the actor owes this child, in the order of *my work*."""
    with access.only_of(actor, child, now):
        work = [item for item in work_for(actor, now) if item.child_ref == child.ref]
    return tuple(item for group in grouped(work, calendar.london_date(now)) for item in group.items)


# The team's work, and what waits on nobody

OPEN: tuple[Callable[[Actor, dt.datetime, Owners | None], list[OpenThing]], ...] = (
    children.open_things,
    deadlines.open_things,
    needs.open_things,
    referrals.open_things,
    ehcp.open_things,
    plans.open_things,
    panels.open_things,
    justice.open_things,
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
        late=tuple(_thing(thing, present, known) for thing in late[:SHOWN]),
        late_count=len(late),
        nobodys=tuple(_thing(thing, present, known) for thing in lost),
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
        groups.setdefault(thing.kind, []).append(HeldThing(key_of(thing), _thing(thing, present, known)))
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


def _thing(thing: OpenThing, present: partnerships.Present, known: dict[int, tuple[str, str]]) -> Thing:
    child = known.get(thing.child_id or 0, ("", ""))
    if thing.membership_id is not None:
        owner = present.names.get(thing.membership_id, "Nobody")
    else:
        owner = present.teams.get(thing.team_id or 0, "Nobody")
    return Thing(thing.what, owner, thing.since, thing.due_on, child[0], child[1])


# What travels with a child who moves


def what_travels(
    child: Child, standing: Standing, look: trail.Look, sections: set[str], now: dt.datetime
) -> dict[str, Any]:
    """The copy for another area, as plain values: of these parts those that the reader may read and that hold anything.

    Never what is alleged, who was hurt, an address, or what a clinician noted; of needs only those that are known.
    """
    look.insist(child.ref)
    copy: dict[str, Any] = {
        "identity": {
            "given_name": child.given_name,
            "family_name": child.family_name,
            "preferred_name": child.preferred_name,
            "pronouns": child.pronouns,
            "born_on": child.born_on.isoformat(),
            "language": child.language,
            "needs_interpreter": child.needs_interpreter,
            "communication": child.communication,
            "strengths": child.strengths,
            "own_words": child.own_words,
        }
    }
    if "strategies" in sections:
        copy["strategies"] = [
            {"kind": "do" if line.do else "avoid", "text": line.do or line.avoid}
            for line in needs.strategies(child, look)
        ]
    if "words" in sections:
        said = children.voices(child, standing, look, strand=Strand.IDENTITY, limit=50)
        copy["words"] = [{"said": row.said, "on": row.said_on.isoformat()} for row in said]
    plan = plans.current_plan(child, standing, look, with_reviews=False) if "plan" in sections else None
    if plan is not None:
        copy["plan"] = {
            "strengths": plan.strengths,
            "matters": plan.matters,
            "goals": [{"words": goal.words, "why": goal.why} for goal in plan.goals if goal.is_open],
            "steps": [{"what": step.what, "due_on": step.due_on.isoformat()} for step in plan.steps if step.is_open],
        }
    if "needs" in sections and standing.reads(Strand.HEALTH):
        copy["needs"] = [line.title for line in needs.needs(child, standing, look)]
    return {code: part for code, part in copy.items() if part}


# Looking back on a first entry or a custody


@dataclass(frozen=True, slots=True)
class Agency:
    """How long before it an agency knew the child, how often it saw something, and how often it offered something."""

    name: str
    first_on: dt.date
    last_on: dt.date
    seen: int
    offered: int


@dataclass(frozen=True, slots=True)
class LookingBack:
    """A look back with all that was seen and offered, in order; agencies are counted until the day it happened."""

    page: justice.LookBackPage
    seen: tuple[Seen, ...]
    agencies: tuple[Agency, ...]


def looking_back(
    page: justice.LookBackPage, child: Child, standing: Standing, look: trail.Look, now: dt.datetime
) -> LookingBack:
    """What each subject saw and offered. The same number of queries, however much happened."""
    found = (
        *referrals.seen(child, standing, look),
        *needs.seen(child, standing, look),
        *panels.seen(child, look, now),
    )
    seen = tuple(sorted(found, key=lambda one: (one.on, one.agency, one.what)))
    before: dict[str, list[Seen]] = {}
    for one in seen:
        if one.agency and one.on <= page.line.happened_on:
            before.setdefault(one.agency, []).append(one)
    agencies = tuple(
        Agency(
            name,
            of[0].on,
            of[-1].on,
            sum(1 for one in of if not one.is_offer),
            sum(1 for one in of if one.is_offer),
        )
        for name, of in sorted(before.items())
    )
    return LookingBack(page, seen, agencies)

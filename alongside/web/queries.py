"""Questions that cross subjects: what waits for somebody, and all that stands on the child's page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Carer, Child, Voice
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import TITLES as STRAND_TITLES
from alongside.core.strands import Strand
from alongside.core.work import Work
from alongside.needs import queries as needs
from alongside.plans import queries as plans
from alongside.referrals import queries as referrals

WORK_VIEWED = trail.sight("web.work.viewed", "Somebody saw the work that waits for them.")

WORK: tuple[Callable[[Actor, dt.datetime], list[Work]], ...] = (
    children.work_for,
    needs.work_for,
    referrals.work_for,
    plans.work_for,
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


def _order(item: Work) -> tuple[bool, dt.date, dt.date, str]:
    return not item.urgent, item.due_on or dt.date.max, item.waiting_since or dt.date.max, item.what


# The child's page


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a subject shows on the child's page: its template, the strands under whose tab it stands, its question."""

    template: str
    strands: frozenset[Strand]
    ask: Callable[[Child, Standing, trail.Look, dt.datetime], object]


_PLAN = frozenset({Strand.PLAN})

FRAGMENTS: tuple[Fragment, ...] = (
    Fragment("plans/_on_child_page.html", _PLAN, plans.child_summary),
    Fragment("referrals/_on_child_page.html", _PLAN, referrals.child_summary),
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
    alongside: tuple[children.Alongside, ...]
    due: tuple[Work, ...]
    fragments: tuple[tuple[str, object], ...]
    carers: tuple[Carer, ...]
    voices: tuple[Voice, ...]
    kinds: tuple[str, ...]
    chronology: children.Paged
    may_see_who_looked: bool
    how_to_work_with_me: tuple[str, ...]
    writes_identity: bool
    may_record_voice: bool
    may_record_entry: bool


def child_page(
    actor: Actor, child: Child, now: dt.datetime, *, strand: str = "", kind: str = "", number: int = 1
) -> tuple[ChildPage, Standing]:
    """The child's page as this reader sees it, with the trace of the look. Http404 for a strand not theirs."""
    standing, look = children.look_at(actor, child, now)
    if strand and strand not in standing.strands:
        raise Http404
    return (
        ChildPage(
            header=children.header(child, standing, look, calendar.london_date(now)),
            tabs=(Tab("", "Everything"), *(Tab(part.value, STRAND_TITLES[part]) for part in standing.strands)),
            alongside=children.working_alongside(child, look, now),
            due=() if strand else due_for(actor, child, now),
            fragments=tuple(
                (part.template, part.ask(child, standing, look, now))
                for part in FRAGMENTS
                if not strand or Strand(strand) in part.strands
            ),
            carers=children.carers(child, look) if strand in ("", Strand.IDENTITY) else (),
            voices=children.voices(child, look) if strand in ("", Strand.IDENTITY) else (),
            kinds=children.kinds(child, standing, look),
            chronology=children.chronology(child, standing, look, strand=strand, kind=kind, number=number),
            may_see_who_looked=bool(access.may_see_who_looked(actor, standing)),
            how_to_work_with_me=tuple(line.do or f"Avoid: {line.avoid}" for line in needs.strategies(child, look)),
            writes_identity=standing.writes(Strand.IDENTITY),
            may_record_voice=actor.may(Permission.RECORD_VOICE),
            may_record_entry=actor.may(Permission.RECORD_ENTRY) and bool(standing.writable),
        ),
        standing,
    )


def due_for(actor: Actor, child: Child, now: dt.datetime) -> tuple[Work, ...]:
    """What the actor owes this child, in the order of *my work*."""
    work = [item for item in work_for(actor, now) if item.child_ref == child.ref]
    return tuple(item for group in grouped(work, calendar.london_date(now)) for item in group.items)

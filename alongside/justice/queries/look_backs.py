"""Outcomes of a child; what is to be looked back on, and what a look back found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.clocks import Why
from alongside.core.strands import Strand
from alongside.core.work import OpenThing, Owners, Work
from alongside.justice import access, rules
from alongside.justice.models import Detention, LookBack, Outcome
from alongside.justice.queries.two_records import two_records_work
from alongside.partnerships import prepared, wall
from alongside.ui.address import url

LOOK_BACKS_VIEWED = trail.sight("justice.look_backs.viewed", "Somebody saw which entries and custodies are looked at.")

SHOWN = 60
"""How many look-backs the list shows: those that wait first, then the newest."""


@dataclass(frozen=True, slots=True)
class Due:
    """A first entry or a custody on which nobody has looked back yet."""

    child: Child
    kind: str
    about: str
    happened_on: dt.date


def to_look_back_on(actor: Actor, today: dt.date) -> list[Due]:
    """First entries and custodies of the years that have ended, without a look back. Three queries.

    For the clock, which opens them; nothing of it is shown to anybody.
    """
    begun = set(wall.own(LookBack.objects.all(), actor).values_list("about", flat=True))
    this_year = dt.date(today.year, 1, 1)
    # A child with two joined records enters once: the outcomes of both are one row of days.
    of: dict[int, tuple[dict[str, Child], list[rules.Given]]] = {}
    outcomes = wall.own(Outcome.objects.all(), actor).filter(status=Outcome.Status.STANDS)
    for row in outcomes.select_related("child").order_by("given_on", "id"):
        children_of, given = of.setdefault(row.child.joined_to_id or row.child_id, ({}, []))
        children_of[row.ref] = row.child
        given.append(rules.Given(row.ref, row.code, row.given_on))
    entries = (
        (children_of, rules.first_entry(given, next(iter(children_of.values())).born_on))
        for children_of, given in of.values()
    )
    found = [
        Due(children_of[one.ref], LookBack.Kind.FIRST_ENTRY, one.ref, one.given_on)
        for children_of, one in entries
        if one is not None and one.given_on < this_year and one.ref not in begun
    ]
    held = wall.own(Detention.objects.all(), actor).exclude(status=Detention.Status.WITHDRAWN)
    held = held.filter(detained_at__lt=calendar.start_of_day(this_year))
    found += [
        Due(row.child, LookBack.Kind.CUSTODY, row.ref, calendar.london_date(row.detained_at))
        for row in held.select_related("child").order_by("detained_at", "id")
        if row.ref not in begun and row.regime is rules.Regime.DETAINED
    ]
    return found


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """An outcome as the child's page shows it."""

    child_ref: str
    """The record in which it stands."""
    ref: str
    title: str
    group: str
    given_on: dt.date
    is_first_entry: bool
    stands: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What a police force or courts decided for the child, oldest first."""

    lines: tuple[OutcomeLine, ...]
    may_record: bool


def outcomes(
    child: Child,
    standing: Standing,
    look: trail.Look,
    now: dt.datetime,
    others: Sequence[children.Joined] = (),
) -> Outcomes | None:
    """For the child's page, from all records of the child, since one entry is the first; None for whoever does not
    read justice. One query."""
    look.insist(child.ref)
    if not standing.reads(Strand.JUSTICE):
        return None
    refs = {child.pk: child.ref, **{other.child.pk: other.child.ref for other in others}}
    rows = _outcomes(look.actor, list(refs), now)
    given = [rules.Given(row.ref, row.code, row.given_on) for row in rows if row.status == Outcome.Status.STANDS]
    first = rules.first_entry(given, child.born_on)
    may_record = bool(access.may_record_outcome(look.actor, standing))
    lines = tuple(
        OutcomeLine(
            refs[row.child_id],
            row.ref,
            rules.OUTCOME_KINDS[row.code].title,
            rules.OUTCOME_KINDS[row.code].group.words,
            row.given_on,
            first is not None and row.ref == first.ref,
            row.status == Outcome.Status.STANDS,
            row.withdrawn_why,
        )
        for row in rows
    )
    return Outcomes(lines, may_record) if lines or may_record else None


@prepared.question
def _outcomes(actor: Actor, child_ids: Sequence[int], now: dt.datetime) -> QuerySet[Outcome]:
    rows = access.visible_outcomes(actor, now).filter(prepared.any_of("child_id", child_ids))
    return rows.order_by("given_on", "id")


@dataclass(frozen=True, slots=True)
class LookBackLine:
    """A look back as the list shows it."""

    ref: str
    child_ref: str
    name: str
    kind: str
    happened_on: dt.date
    due_on: dt.date
    why: Why
    team: str
    done_on: dt.date | None
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookBackList:
    """What waits, and what was found lately."""

    waiting: tuple[LookBackLine, ...]
    done: tuple[LookBackLine, ...]


def look_backs(actor: Actor, now: dt.datetime) -> trail.Untraced[LookBackList]:
    """Look-backs of the reader's teams. Two queries, however many there are."""
    rows = access.visible_look_backs(actor, now).select_related("team").order_by("-status", "due_on", "id")
    found = list(rows[:SHOWN])
    known = children.names_of(actor, {row.child_id for row in found}, now) if found else {}
    lines = [_line(row, *known[row.child_id]) for row in found if row.child_id in known]
    shown = LookBackList(
        tuple(one for one in lines if one.done_on is None), tuple(one for one in lines if one.done_on is not None)
    )
    return trail.Untraced(shown, tuple(dict.fromkeys(one.child_ref for one in lines)))


def _line(row: LookBack, child_ref: str, name: str) -> LookBackLine:
    return LookBackLine(
        ref=row.ref,
        child_ref=child_ref,
        name=name,
        kind=LookBack.Kind(row.kind).label,
        happened_on=row.happened_on,
        due_on=row.due_on,
        why=rules.why_look_back_due(row.happened_on),
        team=row.team.name,
        done_on=row.done_on,
        findings=tuple(rules.FINDINGS[code].title for code in row.findings),
    )


@dataclass(frozen=True, slots=True)
class LookBackPage:
    """One look back: what it is about, and what was found."""

    line: LookBackLine
    learnt: str
    done_by: str
    is_waiting: bool


def look_back_page(row: LookBack, child: Child, look: trail.Look) -> LookBackPage:
    """One look back. No query."""
    look.insist(child.ref)
    return LookBackPage(
        _line(row, child.ref, child.called),
        row.learnt,
        row.done_by.user.name if row.done_by else "",
        row.status == LookBack.Status.WAITING,
    )


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """Look-backs that wait for the manager's teams, and what two joined records of a child who is held leave to settle.
    Four queries at most; a hand-over is a date, and asked of dates."""
    rows = list(
        access.visible_look_backs(actor, now)
        .filter(status=LookBack.Status.WAITING, team_id__in=actor.team_ids)
        .order_by("due_on", "id")[:SHOWN]
    )
    known = children.names_of(actor, {row.child_id for row in rows}, now) if rows else {}
    return two_records_work(actor, now) + [
        Work(
            kind="look_back",
            what=f"Look back: {LookBack.Kind(row.kind).label.lower()} of {calendar.spoken(row.happened_on)}",
            url=url("web:look_back", child_ref=known[row.child_id][0], ref=row.ref),
            due_on=row.due_on,
            waiting_since=dt.date(row.happened_on.year, 12, 31),
            child_ref=known[row.child_id][0],
            child_name=known[row.child_id][1],
            why="Within three months of the end of its year; our setting",
        )
        for row in rows
        if row.child_id in known
    ]


def open_things(actor: Actor, now: dt.datetime, owners: Owners | None = None) -> list[OpenThing]:
    """Look-backs that wait, and whose they are; of these owners, or of everybody. One query."""
    rows = wall.own(LookBack.objects.all(), actor).filter(status=LookBack.Status.WAITING)
    if owners is not None:
        rows = rows.filter(team_id__in=owners.teams)
    return [
        OpenThing(
            kind="look_back",
            what="A look back on a year",
            ref=row.ref,
            since=dt.date(row.happened_on.year, 12, 31),
            due_on=row.due_on,
            child_id=row.child_id,
            team_id=row.team_id,
        )
        for row in rows.order_by("due_on", "id")
    ]

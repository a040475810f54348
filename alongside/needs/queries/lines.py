"""What helps one child, what is known of the child's needs, and who supports the child: by reader."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from alongside.audit import trail
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.needs import access, rules
from alongside.needs.models import Need, Screen, Strategy, Support
from alongside.partnerships import prepared, wall

# Strategies


@dataclass(frozen=True, slots=True)
class StrategyLine:
    """One thing to do or to avoid. ``by`` is a name without an agency: that would say with what the child gets help."""

    ref: str
    kind: str
    text: str
    by: str
    since: dt.date
    child_ref: str
    """The record in which it stands, where there are two of the child."""

    @property
    def do(self) -> str:
        """The text of what to do; empty for what to avoid."""
        return self.text if self.kind == Strategy.Kind.DO else ""

    @property
    def avoid(self) -> str:
        """The text of what to avoid; empty for what to do."""
        return self.text if self.kind == Strategy.Kind.AVOID else ""

    @property
    def on(self) -> dt.date:
        """Since when, under the name by which lists ask."""
        return self.since


def strategies(child: Child, look: trail.Look) -> tuple[StrategyLine, ...]:
    """What helps this child, then what does not, for everyone who may know the child. One query."""
    look.insist(child.ref)
    return tuple(StrategyLine(*row) for row in _strategies(look.actor, child))


@prepared.question
def _strategies(actor: Actor, child: Child) -> QuerySet[Strategy, Any]:
    rows = access.strategies_of(actor, child).filter(status=Strategy.Status.CURRENT)
    return rows.order_by("-kind", "from_on", "id").values_list(
        "ref", "kind", "text", "written_by__user__name", "from_on", "child__ref"
    )


def ways_of_working(child: Child, standing: Standing, look: trail.Look) -> tuple[str, ...]:
    """How we work with the child until we know better. One query.

    It is an assumption about every child, so it names no area, says nothing of this child, and is for those who work
    with the child and read the health strand: it goes to no school, no police and no export.
    """
    look.insist(child.ref)
    if not standing.reads(Strand.HEALTH):
        return ()
    presumed = set(_presumed(look.actor, child))
    return tuple(way for known in rules.PRESUMED if known.area in presumed for way in known.ways_of_working)


@prepared.question
def _presumed(actor: Actor, child: Child) -> QuerySet[Need, str]:
    rows = wall.own(Need.objects.all(), actor).filter(child_id=child.pk, status=Need.Status.PRESUMED)
    return rows.values_list("area", flat=True)


@dataclass(frozen=True, slots=True)
class WithdrawnStrategy:
    """A strategy that no longer holds, and why."""

    kind: str
    text: str
    by: str
    from_on: dt.date
    until_on: dt.date | None
    reason: str


def withdrawn_strategies(child: Child, look: trail.Look) -> tuple[WithdrawnStrategy, ...]:
    """What was withdrawn, and why. One query."""
    rows = (
        access.strategies_of(look.actor, child)
        .filter(status=Strategy.Status.WITHDRAWN)
        .select_related("withdrawn_by__user")
        .order_by("-withdrawn_at", "-id")[:20]
    )
    return tuple(
        WithdrawnStrategy(
            Strategy.Kind(row.kind).label,
            row.text,
            row.withdrawn_by.user.name if row.withdrawn_by else "",
            row.from_on,
            row.until_on,
            row.withdrawn_reason,
        )
        for row in rows
    )


# Needs


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need of the child's that is known: since when, by whom, from what."""

    ref: str
    area: str
    title: str
    since: dt.date | None
    by: str
    evidence: str


def needs(child: Child, standing: Standing, look: trail.Look) -> tuple[NeedLine, ...]:
    """The child's own needs that are known, in the strands that the reader may see. One query.

    Neither what we presume nor what a screen has merely raised is among them.
    """
    look.insist(child.ref)
    return tuple(need_line(row) for row in _identified(look.actor, child, standing))


@prepared.question
def _identified(actor: Actor, child: Child, standing: Standing) -> QuerySet[Need]:
    rows = access.needs_of(actor, child, standing).filter(status=Need.Status.IDENTIFIED)
    return rows.select_related("decided_by__user").order_by("identified_on", "id")


def need_line(row: Need) -> NeedLine:
    """A need as lists show it."""
    return NeedLine(
        row.ref,
        row.area,
        rules.AREAS_BY_CODE[row.area].title,
        row.identified_on or row.since,
        row.decided_by.user.name if row.decided_by else "",
        row.evidence,
    )


# Screens


@dataclass(frozen=True, slots=True)
class ScreenLine:
    """A screen in lists and on its page. ``raised`` are titles of areas."""

    ref: str
    title: str
    status: str
    status_words: str
    tier: int
    offered_on: dt.date
    offered_by: str
    due_on: dt.date
    why_due: rules.WhyDate
    done_on: dt.date | None
    done_by: str
    scores: tuple[rules.Score, ...]
    raised: tuple[str, ...]
    note: str
    licence: str
    bands_source: str
    child_ref: str = ""
    """The record in which it stands, where there are two of the child."""

    @property
    def is_open(self) -> bool:
        """Whether it waits for its result."""
        return self.status == Screen.Status.OFFERED


def screens(child: Child, standing: Standing, look: trail.Look) -> tuple[ScreenLine, ...]:
    """Screens of the child, those that wait first, then the newest, for readers of the health strand. One query."""
    look.insist(child.ref)
    lines = [replace(_screen(row), child_ref=child.ref) for row in _screens(look.actor, child, standing)]
    return tuple(sorted(lines, key=lambda line: not line.is_open))


@prepared.question
def _screens(actor: Actor, child: Child, standing: Standing) -> QuerySet[Screen]:
    rows = access.screens_of(actor, child, standing).select_related("offered_by__user", "done_by__user")
    return rows.order_by("-offered_on", "-id")


def tools_to_offer(child: Child, look: trail.Look, today: dt.date) -> tuple[rules.Tool, ...]:
    """Tools that may be offered to the child now: not those on offer, nor fuller ones for what nothing points to."""
    look.insist(child.ref)
    open_now = set(
        Screen.objects.filter(
            partnership_id=look.actor.partnership_id, child=child, status=Screen.Status.OFFERED
        ).values_list("tool", flat=True)
    )
    pointed_to = access.pointed_to(look.actor, child)
    return tuple(
        tool
        for tool in rules.tools_on(today)
        if tool.code not in open_now and not rules.may_go_further(tool, pointed_to=pointed_to)
    )


def screen_or_404(child: Child, standing: Standing, ref: str, look: trail.Look) -> Screen:
    """The screen, or 404 for whoever may not know of it."""
    look.insist(child.ref)
    rows = _screen_of(look.actor, child, standing, ref)
    if not rows:
        raise Http404
    return rows[0]


@prepared.question
def _screen_of(actor: Actor, child: Child, standing: Standing, ref: str) -> QuerySet[Screen]:
    rows = access.screens_of(actor, child, standing).filter(ref=ref)
    return rows.select_related("child", "offered_by__user", "done_by__user").order_by("pk")


def screen_page(row: Screen) -> ScreenLine:
    """What the page of a screen shows."""
    return _screen(row)


def _screen(row: Screen) -> ScreenLine:
    tool = rules.TOOLS[row.tool]
    return ScreenLine(
        ref=row.ref,
        title=row.named or tool.title,
        status=row.status,
        status_words=Screen.Status(row.status).label,
        tier=row.tier,
        offered_on=row.offered_on,
        offered_by=row.offered_by.user.name,
        due_on=row.due_on,
        why_due=rules.why_screen_due(row.offered_on),
        done_on=row.done_on,
        done_by=row.done_by.user.name if row.done_by else "",
        scores=tuple(rules.Score(**score) for score in row.scores),
        raised=tuple(rules.AREAS_BY_CODE[area].title for area in row.raised),
        note=row.note,
        licence=tool.licence,
        bands_source=tool.bands_source,
    )


# Support


@dataclass(frozen=True, slots=True)
class SupportLine:
    """Support in lists and on its page: how long the child has waited, and where it stands."""

    ref: str
    title: str
    specialism: str
    area: str
    status: str
    status_words: str
    team: str
    agency: str
    person: str
    why: str
    raised_on: dt.date
    raised_by: str
    received_at: dt.datetime | None
    seen_at: dt.datetime | None
    accepted_at: dt.datetime | None
    declined_at: dt.datetime | None
    declined_reason: str
    offered_on: dt.date | None
    offered_for_on: dt.date | None
    started_on: dt.date | None
    ended_on: dt.date | None
    outcome: str
    outcome_note: str
    days: int
    due_on: dt.date
    why_due: rules.WhyDate
    child_ref: str = ""
    """The record in which it stands, where there are two of the child."""

    @property
    def is_waiting(self) -> bool:
        """Whether the child still waits for the first support."""
        return self.status in rules.WAITING

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.status != Support.Status.ENDED


_WITH = ("need", "team__agency", "accepted_by__user", "raised_by__user")


def supports(child: Child, standing: Standing, look: trail.Look, today: dt.date) -> tuple[SupportLine, ...]:
    """Support of the child in the strands that the reader may see: open first, the longest wait first. One query."""
    look.insist(child.ref)
    lines = [replace(support_page(row, today), child_ref=child.ref) for row in _supports(look.actor, child, standing)]
    return tuple(sorted(lines, key=lambda line: not line.is_open))


@prepared.question
def _supports(actor: Actor, child: Child, standing: Standing) -> QuerySet[Support]:
    return access.supports_of(actor, child, standing).select_related(*_WITH).order_by("raised_at", "id")


def support_or_404(child: Child, standing: Standing, ref: str, look: trail.Look) -> Support:
    """The support, or 404 for whoever may not know of it."""
    look.insist(child.ref)
    rows = _support_of(look.actor, child, standing, ref)
    if not rows:
        raise Http404
    return rows[0]


@prepared.question
def _support_of(actor: Actor, child: Child, standing: Standing, ref: str) -> QuerySet[Support]:
    return access.supports_of(actor, child, standing).filter(ref=ref).select_related("child", *_WITH).order_by("pk")


def support_page(row: Support, today: dt.date) -> SupportLine:
    """What the page of support shows. ``days`` are from when it was raised to the first support, or to today."""
    raised_on = calendar.london_date(row.raised_at)
    return SupportLine(
        ref=row.ref,
        title=rules.SPECIALISMS[row.specialism],
        specialism=row.specialism,
        area=rules.AREAS_BY_CODE[row.need.area].title if row.need else "",
        status=row.status,
        status_words=Support.Status(row.status).label,
        team=row.team.name if row.team else "",
        agency=row.team.agency.name if row.team else "",
        person=row.accepted_by.user.name if row.accepted_by else "",
        why=row.why,
        raised_on=raised_on,
        raised_by=row.raised_by.user.name,
        received_at=row.received_at,
        seen_at=row.seen_at,
        accepted_at=row.accepted_at,
        declined_at=row.declined_at,
        declined_reason=row.declined_reason,
        offered_on=row.offered_on,
        offered_for_on=row.offered_for_on,
        started_on=row.started_on,
        ended_on=row.ended_on,
        outcome=Support.Outcome(row.outcome).label if row.outcome else "",
        outcome_note=row.outcome_note,
        days=rules.waiting_days(raised_on, row.started_on or row.ended_on or today),
        due_on=rules.first_support_due_on(raised_on),
        why_due=rules.why_first_support_due(raised_on),
    )


def strategy_or_404(child: Child, ref: str, look: trail.Look) -> Strategy:
    """A strategy of the child, also one that was withdrawn."""
    look.insist(child.ref)
    row = access.strategies_of(look.actor, child).select_related("child", "written_by__user").filter(ref=ref).first()
    if row is None:
        raise Http404
    return row

"""The child's one page for a meeting, built afresh for each reader: the child first, what is alleged last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.needs import queries as needs
from alongside.panels import access, rules
from alongside.panels.models import Action, AgendaItem, Contribution, Decision, ItemGuest, Meeting
from alongside.panels.queries.actions import ActionLine, action_line, actions_of
from alongside.partnerships import prepared, wall
from alongside.plans import queries as plans
from alongside.referrals import queries as referrals

PACK_OPENED = trail.sight("panels.pack.opened", "Somebody opened or printed the pack of a meeting.")


@dataclass(frozen=True, slots=True)
class ContributionLine:
    """What one agency says of the child."""

    agency: str
    by: str
    on: dt.date
    going_well: str
    worries: str
    would_help: str
    version: int
    is_mine: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What the panel decided, why, and what the child's view changed."""

    ref: str
    option: str
    reason: str
    considered: tuple[str, ...]
    why_not: str
    child_said: str
    gathered: str
    view_changed: str
    told_back_on: dt.date | None
    no_view_because: str
    is_agreed: bool
    dissent: str
    decided_by: str
    decided_at: dt.datetime
    panel: str


@dataclass(frozen=True, slots=True)
class Said:
    """Something that the child said lately."""

    said: str
    said_on: dt.date
    changed: str


@dataclass(frozen=True, slots=True)
class OnePage:
    """The child as the panel meets the child. What this reader may not see is not here."""

    ref: str
    position: int
    status: str
    status_title: str
    header: children.ChildHeader
    voices: tuple[Said, ...]
    strategies: tuple[needs.StrategyLine, ...]
    alongside: tuple[children.Alongside, ...]
    presenter: str
    plan: plans.PlanPage | None
    needs: tuple[needs.NeedLine, ...]
    why_here: str
    referrers: tuple[referrals.ReferrerSaid, ...]
    contributions: tuple[ContributionLine, ...]
    reads_plan: bool
    reads_education: bool
    reads_justice: bool
    alleged: str
    decision: DecisionLine | None
    actions: tuple[ActionLine, ...]
    today: dt.date
    also: tuple[str, ...] = ()
    """References of other records of the same child, from which the page is read too."""


def one_page(item: AgendaItem, standing: Standing, look: trail.Look, now: dt.datetime) -> OnePage:
    """The child's one page of an agenda item, in the strands that the reader's standing allows.

    Where the child has two records that were joined, it is read from both, as far as the reader sees the other: what
    helps, what is known, what the child and referrers said. The number of queries depends on the number of records
    alone.
    """
    child, today = item.child, calendar.london_date(now)
    look.insist(child.ref)
    reads_plan = standing.reads(Strand.PLAN)
    others = children.joined_records(child, standing, look, now)
    records = (children.Joined(child, standing, look), *others)
    said = [line for one in records for line in referrals.referrers_said(one.child, one.standing, one.look)]
    live_plans = (plans.current_plan(one.child, one.standing, one.look) for one in records)
    return OnePage(
        ref=item.ref,
        position=item.position,
        status=item.status,
        status_title=AgendaItem.Status(item.status).label,
        header=children.header(child, standing, look, today),
        voices=tuple(
            Said(row.said, row.said_on, row.changed)
            for row in children.voices(child, standing, look, limit=3, others=tuple(one.child.pk for one in others))
        ),
        strategies=needs.strategies_of_all(child, standing, look, others),
        alongside=children.working_alongside(child, standing, look, now),
        presenter=item.presenter.user.name,
        plan=next((plan for plan in live_plans if plan is not None), None),
        needs=needs.needs_of_all(child, standing, look, others),
        why_here=item.why_here if reads_plan else "",
        referrers=tuple(sorted(said, key=lambda line: line.on, reverse=True)[:3]),
        contributions=contributions(item, standing, look),
        reads_plan=reads_plan,
        reads_education=standing.reads(Strand.EDUCATION),
        reads_justice=standing.reads(Strand.JUSTICE),
        alleged=item.alleged if standing.reads(Strand.JUSTICE) else "",
        decision=decision_of(item, look) if reads_plan else None,
        actions=actions_of(item, look) if reads_plan else (),
        today=today,
        also=tuple(one.child.ref for one in others),
    )


def contributions(item: AgendaItem, standing: Standing, look: trail.Look) -> tuple[ContributionLine, ...]:
    """What agencies contributed, in the strands that the reader may see; one's own agency's always. One query."""
    look.insist(item.child.ref)
    rows = (
        wall.own(Contribution.objects.all(), look.actor)
        .filter(item=item)
        .select_related("agency", "given_by__user")
        .order_by("agency__name", "id")
    )
    mine = look.actor.agency_id
    return tuple(_contribution(row, mine) for row in rows if standing.reads(row.strand) or row.agency_id == mine)


def _contribution(row: Contribution, mine: int) -> ContributionLine:
    return ContributionLine(
        agency=row.agency.name,
        by=row.given_by.user.name,
        on=calendar.london_date(row.given_at),
        going_well=row.going_well,
        worries=row.worries,
        would_help=row.would_help,
        version=row.version,
        is_mine=row.agency_id == mine,
    )


def given_by_my_agency(item: AgendaItem, look: trail.Look) -> ContributionLine | None:
    """What the actor's agency has answered so far, or None."""
    look.insist(item.child.ref)
    row = (
        wall.own(Contribution.objects.all(), look.actor)
        .filter(item=item, agency_id=look.actor.agency_id)
        .select_related("agency", "given_by__user")
        .first()
    )
    return None if row is None else _contribution(row, look.actor.agency_id)


@dataclass(frozen=True, slots=True)
class GuestLine:
    """Somebody who comes for this child only."""

    membership_ref: str
    name: str
    agency: str


def guests_of(item: AgendaItem) -> tuple[GuestLine, ...]:
    """Guests of the item. The caller has loaded it through ``access``."""
    rows = ItemGuest.objects.filter(partnership_id=item.partnership_id, item=item).order_by("id")
    return tuple(
        GuestLine(row.membership.ref, row.membership.user.name, row.membership.agency.name)
        for row in rows.select_related("membership__user", "membership__agency")
    )


def decision_of(item: AgendaItem, look: trail.Look) -> DecisionLine | None:
    """The decision on the item, or None. For readers of the plan strand. One query."""
    look.insist(item.child.ref)
    return _decision(wall.own(Decision.objects.all(), look.actor).filter(item=item).select_related(*_WITH).first())


_WITH = ("voice", "decided_by__user", "item__meeting__series")


def _decision(row: Decision | None) -> DecisionLine | None:
    if row is None:
        return None
    series = row.item.meeting.series
    voice = row.voice
    return DecisionLine(
        ref=row.ref,
        option=rules.option(series.kind, row.option).title,
        reason=row.reason,
        considered=tuple(rules.option(series.kind, code).title for code in row.considered),
        why_not=row.why_not,
        child_said=voice.said if voice else "",
        gathered=voice.gathered if voice else "",
        view_changed=voice.changed if voice else "",
        told_back_on=voice.told_back_on if voice else None,
        no_view_because=row.no_view_because,
        is_agreed=row.is_agreed,
        dissent=row.dissent,
        decided_by=row.decided_by.user.name,
        decided_at=row.decided_at,
        panel=series.name,
    )


# The pack


def pack(actor: Actor, meeting: Meeting, now: dt.datetime) -> trail.Untraced[tuple[OnePage, ...]]:
    """The one page of each child on the agenda whom the actor may know of, in order: what is printed for the meeting.

    Pages are built one by one for this reader, so the queries grow with the children, a dozen at most.
    """
    live = (AgendaItem.Status.LISTED, AgendaItem.Status.DECIDED)
    items = list(
        access.visible_items(actor, now)
        .filter(meeting=meeting, status__in=live)
        .select_related("meeting__series", "child__locality", "child__school", "presenter__user")
        .order_by("position", "id")
    )
    standings = child_access.standings(actor, [item.child for item in items], now)
    refs = tuple(item.child.ref for item in items)
    look = trail.look(actor, PACK_OPENED, about=refs, now=now, basis=f"meeting {meeting.ref}")
    return trail.Untraced(tuple(one_page(item, standings[item.child_id], look, now) for item in items), refs)


# The child's page


@dataclass(frozen=True, slots=True)
class PanelSummary:
    """What the child's page says of panels: when one speaks of the child next, and what the last one decided."""

    next_ref: str
    next_on: dt.date | None
    next_panel: str
    next_status: str
    last: DecisionLine | None
    last_item_ref: str
    open_actions: tuple[ActionLine, ...]
    may_add: bool


def child_summary(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> PanelSummary | None:
    """The next panel, the last decision with its reason, and what is still to do; None for who reads no plan."""
    look.insist(child.ref)
    if not standing.reads(Strand.PLAN):
        return None
    actor = look.actor
    # Read once and named by number below: planning the question again within two others took longer than all answers.
    items = _items_of(actor, now, child)
    coming = next((item for item in items if item.status == AgendaItem.Status.LISTED), None)
    ids = [item.pk for item in items]
    last = next(iter(_last_decision(actor, child, ids) if ids else ()), None)
    return PanelSummary(
        next_ref=coming.ref if coming else "",
        next_on=coming.meeting.meets_on if coming else None,
        next_panel=coming.meeting.series.name if coming else "",
        next_status=Meeting.Status(coming.meeting.status).label if coming else "",
        last=_decision(last),
        last_item_ref=last.item.ref if last else "",
        open_actions=_open_actions(child, look, items),
        may_add=standing.writes(Strand.IDENTITY),
    )


def _open_actions(child: Child, look: trail.Look, items: list[AgendaItem]) -> tuple[ActionLine, ...]:
    """What is still to do for the child after panels: the reader's own, and what is left of items that they may see."""
    rows = _actions_of(look.actor, child, [item.pk for item in items])
    return tuple(action_line(row, look.actor) for row in rows)


@prepared.question
def _items_of(actor: Actor, now: dt.datetime, child: Child) -> QuerySet[AgendaItem]:
    rows = access.visible_items(actor, now).filter(child_id=child.pk)
    return rows.select_related("meeting__series").order_by("meeting__meets_on", "id")


@prepared.question
def _last_decision(actor: Actor, child: Child, item_ids: list[int]) -> QuerySet[Decision]:
    rows = wall.own(Decision.objects.all(), actor).filter(prepared.any_of("item_id", item_ids), child_id=child.pk)
    return rows.select_related(*_WITH).order_by("-decided_at", "-id")[:1]


@prepared.question
def _actions_of(actor: Actor, child: Child, item_ids: list[int]) -> QuerySet[Action]:
    return (
        wall.own(Action.objects.all(), actor)
        .filter(child_id=child.pk, status=Action.Status.OPEN)
        .filter(Q(owner_id=actor.membership_id) | Q(prepared.any_of("item_id", item_ids)))
        .select_related("child", "owner__user", "owner__agency", "item__meeting__series")
        .order_by("due_on", "id")[:10]
    )

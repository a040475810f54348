"""Who is held now, where, since when; what a detention started, in both directions, and how each stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.audit import trail
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.clocks import Why
from alongside.core.clocks import explain as explained
from alongside.justice import access, rules
from alongside.justice.models import Detention, HandOver, Stay
from alongside.partnerships import wall

CUSTODY_VIEWED = trail.sight("justice.custody.viewed", "Somebody saw which children are held, and how each stands.")


@dataclass(frozen=True, slots=True)
class StayLine:
    """A time in one place."""

    name: str
    host_authority: str
    from_on: dt.date
    to_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a detention started: due when and why, whose it is, and how it was done."""

    ref: str
    code: str
    title: str
    status: str
    due_on: dt.date
    why: Why
    owner: str
    is_mine: bool
    may_do: bool
    done_at: dt.datetime | None
    done_by: str
    note: str
    to_whom: str
    law: str
    needs_receipt: bool
    received_on: dt.date | None
    clock_ref: str

    @property
    def waits(self) -> bool:
        return self.status == HandOver.Status.WAITING

    @property
    def is_done(self) -> bool:
        return self.status == HandOver.Status.DONE

    @property
    def done_on(self) -> dt.date | None:
        """The day in London on which it was done."""
        return calendar.london_date(self.done_at) if self.done_at else None

    def is_late(self, today: dt.date) -> bool:
        """Whether its day has passed and it waits, or it was done after its day."""
        return (self.done_on or today) > self.due_on and (self.waits or self.is_done)


@dataclass(frozen=True, slots=True)
class DetentionPage:
    """All of one detention, for one reader. ``how`` is empty for whoever may not know how the court came to it."""

    ref: str
    how: str
    how_note: str
    regime: rules.Regime
    status: str
    detained_at: dt.datetime
    learnt_at: dt.datetime
    place: str
    home_authority: str
    host_authority: str
    ehc_plan: str
    send_told_at: dt.datetime | None
    hours_to_send: int | None
    release_expected_on: dt.date | None
    ended_on: dt.date | None
    ending: str
    withdrawn_why: str
    eighteen_on: dt.date | None
    stays: tuple[StayLine, ...]
    into: tuple[Line, ...]
    back: tuple[Line, ...]
    earlier: tuple[Line, ...]
    may_change: bool
    may_tell: bool
    version: int

    @property
    def is_held(self) -> bool:
        return self.status == Detention.Status.HELD


def is_detained(child: Child, look: trail.Look, now: dt.datetime) -> bool:
    """Whether the child is held now in relevant youth accommodation, so that the regime for detained children runs."""
    look.insist(child.ref)
    row = access.visible_detentions(look.actor, now).filter(child=child, status=Detention.Status.HELD).first()
    return row is not None and row.regime is rules.Regime.DETAINED


def detention_page(detention: Detention, standing: Standing, look: trail.Look, now: dt.datetime) -> DetentionPage:
    """One detention with its stays and all it started. Three queries, whatever it started."""
    child = detention.child
    look.insist(child.ref)
    stays = list(wall.own(Stay.objects.all(), look.actor).filter(detention=detention).order_by("from_on", "id"))
    rows = list(
        wall.own(HandOver.objects.all(), look.actor)
        .filter(detention=detention)
        .select_related("clock__owner__user", "clock__team", "done_by__user", "disclosure", "stay")
        .order_by("id")
    )
    order = list(rules.HAND_OVERS)
    lines = sorted((_line(row, standing, look) for row in rows), key=lambda line: order.index(line.code))
    gone = HandOver.Status.STOOD_DOWN
    reads_how = access.reads_how(standing)
    kind = rules.KINDS[detention.kind]
    birthday = rules.eighteen_on(child.born_on)
    today = calendar.london_date(now)
    told = detention.send_told_at
    return DetentionPage(
        ref=detention.ref,
        how=kind.title if reads_how else "",
        how_note=kind.note if reads_how else "",
        regime=detention.regime,
        status=detention.status,
        detained_at=detention.detained_at,
        learnt_at=detention.learnt_at,
        place=stays[-1].name,
        home_authority=detention.home_authority,
        host_authority=stays[-1].host_authority,
        ehc_plan=rules.PLANS[detention.ehc_plan],
        send_told_at=told,
        hours_to_send=_hours(detention, now),
        release_expected_on=detention.release_expected_on,
        ended_on=detention.ended_on,
        ending=rules.ENDINGS.get(detention.ending, ""),
        withdrawn_why=detention.withdrawn_why if reads_how else "",
        eighteen_on=birthday if detention.is_held and rules.is_soon(birthday, today) else None,
        stays=tuple(StayLine(stay.name, stay.host_authority, stay.from_on, stay.to_on) for stay in stays),
        into=tuple(line for line in lines if _way(line) is rules.Way.IN and line.status != gone),
        back=tuple(line for line in lines if _way(line) is rules.Way.OUT and line.status != gone),
        earlier=tuple(line for line in lines if line.status == gone),
        may_change=bool(access.may_change_detention(look.actor, standing, detention)),
        may_tell=any(line.waits and line.may_do and rules.HAND_OVERS[line.code].is_tell for line in lines),
        version=detention.version,
    )


def _way(line: Line) -> rules.Way:
    return rules.HAND_OVERS[line.code].way


def _hours(row: Detention, now: dt.datetime) -> int | None:
    """Hours from detention to "SEND team told", or until now while it has not been; None where nobody needs to be."""
    if row.regime is not rules.Regime.DETAINED or row.status == Detention.Status.WITHDRAWN:
        return None
    return rules.hours_between(row.detained_at, row.send_told_at or now)


def _line(row: HandOver, standing: Standing, look: trail.Look) -> Line:
    of, clock, actor = row.of_rule, row.clock, look.actor
    owner = clock.owner.user.name if clock.owner else clock.team.name if clock.team else "Nobody"
    waits = row.status == HandOver.Status.WAITING
    return Line(
        ref=row.ref,
        code=row.code,
        title=of.title,
        status=row.status,
        due_on=clock.due_on,
        why=explained(clock.of_rule, clock.started_on).why,
        owner=owner,
        is_mine=clock.owner_id == actor.membership_id or clock.team_id in actor.team_ids,
        may_do=waits and bool(access.may_hand_over(actor, standing, row)),
        done_at=row.done_at,
        done_by=row.done_by.user.name if row.done_by else "",
        note=row.note,
        to_whom=row.disclosure.to_whom if row.disclosure else "",
        law=row.disclosure.law if row.disclosure else "",
        needs_receipt=of.receipt and row.disclosure is not None and row.disclosure.received_on is None,
        received_on=row.disclosure.received_on if row.disclosure else None,
        clock_ref=clock.ref,
    )

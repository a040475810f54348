"""One detention: where, since when; what it started, in both directions, and how each stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.clocks import Why
from alongside.core.clocks import explain as explained
from alongside.core.strands import Strand
from alongside.justice import access, rules
from alongside.justice.models import Detention, HandOver, Stay
from alongside.partnerships import prepared, wall


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
        .select_related(*access.WITH_HAND_OVER)
        .order_by("id")
    )
    order = list(rules.HAND_OVERS)
    lines = sorted((line(row, standing, look) for row in rows), key=lambda one: order.index(one.code))
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
        hours_to_send=hours(detention, now),
        release_expected_on=detention.release_expected_on,
        ended_on=detention.ended_on,
        ending=rules.ENDINGS.get(detention.ending, ""),
        withdrawn_why=detention.withdrawn_why if reads_how else "",
        eighteen_on=birthday if detention.is_held and rules.is_soon(birthday, today) else None,
        stays=tuple(StayLine(stay.name, stay.host_authority, stay.from_on, stay.to_on) for stay in stays),
        into=tuple(one for one in lines if _way(one) is rules.Way.IN and one.status != gone),
        back=tuple(one for one in lines if _way(one) is rules.Way.OUT and one.status != gone),
        earlier=tuple(one for one in lines if one.status == gone),
        may_change=bool(access.may_change_detention(look.actor, standing, detention)),
        may_tell=any(one.may_do and rules.HAND_OVERS[one.code].is_tell for one in lines),
        version=detention.version,
    )


def _way(one: Line) -> rules.Way:
    return rules.HAND_OVERS[one.code].way


def hours(row: Detention, now: dt.datetime) -> int | None:
    """Hours from detention to "SEND team told", or until now while it has not been; None where nobody needs to be."""
    if row.regime is not rules.Regime.DETAINED or row.status == Detention.Status.WITHDRAWN:
        return None
    return rules.hours_between(row.detained_at, row.send_told_at or now)


def line(row: HandOver, standing: Standing, look: trail.Look) -> Line:
    """One thing that a detention started, as pages show it."""
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


def newest(actor: Actor, detention: Detention, code: str) -> HandOver:
    """The latest of one kind that a detention started: for commands of subjects above. Raises DoesNotExist."""
    rows = wall.own(HandOver.objects.all(), actor).filter(detention=detention, code=code).select_related("detention")
    return rows.order_by("-id")[:1].get()


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody who waits to be told: what, and who it is."""

    ref: str
    code: str
    title: str
    what: str


def to_tell(detention: Detention, standing: Standing, look: trail.Look) -> tuple[ToTell, ...]:
    """Whom the reader has still to tell, with what is said, in the order of the page. One query."""
    look.insist(detention.child.ref)
    rows = wall.own(HandOver.objects.all(), look.actor).filter(detention=detention, status=HandOver.Status.WAITING)
    order = list(rules.HAND_OVERS)
    found = sorted(rows.select_related(*access.WITH_HAND_OVER), key=lambda row: order.index(row.code))
    school = detention.child.school
    return tuple(
        ToTell(row.ref, row.code, row.of_rule.title, _what(row, detention, school.name if school else ""))
        for row in found
        if row.of_rule.is_tell and access.may_hand_over(look.actor, standing, row)
    )


def _what(row: HandOver, detention: Detention, school: str) -> str:
    """What is said to whom, in a sentence."""
    words = {
        "name": detention.child.first_called,
        "home": detention.home_authority,
        "host": row.stay.host_authority,
        "place": row.stay.name,
        "school": school or "The school or college",
        "worker": "the allocated worker",
    }
    return f"{row.of_rule.to_whom.format(**words)}. {row.of_rule.shares.format(**words)}."


@dataclass(frozen=True, slots=True)
class Summary:
    """What the child's page says: the detention that lasts, or whose way back is not finished."""

    page: DetentionPage | None
    may_enter: bool

    @property
    def is_held(self) -> bool:
        return self.page is not None and self.page.is_held


@prepared.question
def _latest(actor: Actor, now: dt.datetime, child_id: int) -> QuerySet[Detention]:
    rows = access.visible_detentions(actor, now).filter(child_id=child_id)
    return rows.exclude(status=Detention.Status.WITHDRAWN).order_by("-detained_at", "-id")[:1]


def child_summary(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> Summary | None:
    """For the child's page; None where there is nothing to say. One query, three more while something is to do."""
    look.insist(child.ref)
    if not standing.reads(Strand.PLAN):
        return None
    may_enter = bool(access.may_enter_detention(look.actor, standing))
    found = next(iter(_latest(look.actor, now, child.pk)), None)
    page = None
    if found is not None:
        found.child = child
        page = detention_page(found, standing, look, now)
        if not page.is_held and not any(one.waits for one in page.back):
            page = None
    return Summary(page, may_enter) if page or may_enter else None

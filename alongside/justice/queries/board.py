"""Every child who is held, and every child who came home and is not handed back yet, on one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from alongside.audit import trail
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.justice import access, rules
from alongside.justice.models import Detention, HandOver, Stay
from alongside.justice.queries.detention import hours
from alongside.partnerships import wall

CUSTODY_VIEWED = trail.sight("justice.custody.viewed", "Somebody saw which children are held, and how each stands.")


@dataclass(frozen=True, slots=True)
class Mark:
    """One hand-over at a glance: done, late or still to come, in words."""

    title: str
    state: str
    due_on: dt.date
    done_on: dt.date | None
    owner: str

    @property
    def is_late(self) -> bool:
        return self.state in ("late", "done_late")


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction of the hand-over: what was done, what is late, and what is due next."""

    marks: tuple[Mark, ...]

    @property
    def done(self) -> int:
        return sum(1 for mark in self.marks if mark.done_on is not None)

    @property
    def late(self) -> int:
        """How many wait although their day has passed."""
        return sum(1 for mark in self.marks if mark.state == "late")

    @property
    def next(self) -> Mark | None:
        """What is due first of all that waits."""
        return min((mark for mark in self.marks if mark.done_on is None), key=lambda mark: mark.due_on, default=None)


@dataclass(frozen=True, slots=True)
class Held:
    """A child on the page."""

    child_ref: str
    name: str
    age: int
    ref: str
    place: str
    since: dt.datetime
    nights: int
    is_held: bool
    is_detained: bool
    into: Direction
    back: Direction
    hours_to_send: int | None
    send_told: bool
    send_late: bool
    release_expected_on: dt.date | None
    ended_on: dt.date | None

    @property
    def late(self) -> int:
        return self.into.late + self.back.late


@dataclass(frozen=True, slots=True)
class Board:
    """Who is detained, who is remanded to an authority, and who came home lately."""

    detained: tuple[Held, ...]
    looked_after: tuple[Held, ...]
    home: tuple[Held, ...]

    @property
    def all(self) -> tuple[Held, ...]:
        return (*self.detained, *self.looked_after, *self.home)

    @property
    def late(self) -> int:
        return sum(row.late for row in self.all)

    @property
    def untold(self) -> int:
        """Children of whom no SEND team has been told."""
        return sum(1 for row in self.detained if not row.send_told)


def custody(actor: Actor, now: dt.datetime) -> trail.Untraced[Board]:
    """The page of everybody who is held. Three queries, whoever is held; most late first, then the longest held."""
    unfinished = wall.own(HandOver.objects.all(), actor).filter(
        detention_id=OuterRef("pk"), status=HandOver.Status.WAITING
    )
    rows = list(
        access.visible_detentions(actor, now)
        .filter(Q(status=Detention.Status.HELD) | Q(Exists(unfinished), status=Detention.Status.ENDED))
        .select_related("child")
        .order_by("detained_at", "id")
    )
    keys = [row.pk for row in rows]
    things: dict[int, list[HandOver]] = {pk: [] for pk in keys}
    found = wall.own(HandOver.objects.all(), actor).filter(detention_id__in=keys).order_by("id")
    for thing in found.select_related("clock__owner__user", "clock__team"):
        things[thing.detention_id].append(thing)
    stays = wall.own(Stay.objects.all(), actor).filter(detention_id__in=keys).order_by("from_on", "id")
    places = {stay.detention_id: stay.name for stay in stays}
    shown = [_held(row, things[row.pk], places[row.pk], now) for row in rows]
    shown.sort(key=lambda one: (-one.late, one.since))
    board = Board(
        detained=tuple(one for one in shown if one.is_held and one.is_detained),
        looked_after=tuple(one for one in shown if one.is_held and not one.is_detained),
        home=tuple(one for one in shown if not one.is_held),
    )
    return trail.Untraced(board, tuple(dict.fromkeys(one.child_ref for one in board.all)))


def _held(row: Detention, things: Iterable[HandOver], place: str, now: dt.datetime) -> Held:
    today = calendar.london_date(now)
    since_on = calendar.london_date(row.detained_at)
    order = list(rules.HAND_OVERS)
    shown = sorted(
        (thing for thing in things if thing.status != HandOver.Status.STOOD_DOWN),
        key=lambda thing: order.index(thing.code),
    )
    first_telling = next((thing for thing in things if thing.code == "tell_send"), None)
    told_on = calendar.london_date(row.send_told_at) if row.send_told_at else None
    return Held(
        child_ref=row.child.ref,
        name=row.child.called,
        age=calendar.age_on(row.child.born_on, today),
        ref=row.ref,
        place=place,
        since=row.detained_at,
        nights=max(((row.ended_on or today) - since_on).days, 0),
        is_held=row.is_held,
        is_detained=row.regime is rules.Regime.DETAINED,
        into=Direction(tuple(_mark(thing, today) for thing in shown if thing.of_rule.way is rules.Way.IN)),
        back=Direction(tuple(_mark(thing, today) for thing in shown if thing.of_rule.way is rules.Way.OUT)),
        hours_to_send=hours(row, now),
        send_told=row.send_told_at is not None,
        send_late=first_telling is not None and (told_on or today) > first_telling.clock.due_on,
        release_expected_on=row.release_expected_on,
        ended_on=row.ended_on,
    )


def _mark(thing: HandOver, today: dt.date) -> Mark:
    clock = thing.clock
    done_on = calendar.london_date(thing.done_at) if thing.done_at else None
    is_late = (done_on or today) > clock.due_on
    state = ("done_late" if is_late else "done") if done_on else ("late" if is_late else "waits")
    owner = clock.owner.user.name if clock.owner else clock.team.name if clock.team else "Nobody"
    return Mark(thing.of_rule.title, state, clock.due_on, done_on, owner)

"""Who waits for specialist support, and since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from alongside.audit import trail
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.needs import access, rules
from alongside.needs.models import Support

QUEUE_VIEWED = trail.sight("needs.queue.viewed", "Somebody saw who waits for specialist support.")

PAGE = 25


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One child who waits for one kind of support."""

    ref: str
    child_ref: str
    child_name: str
    locality: str
    specialism: str
    title: str
    status: str
    status_words: str
    team: str
    person: str
    raised_on: dt.date
    days: int
    due_on: dt.date
    is_late: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """One specialism in the picture of who waits: the days that each child has waited so far."""

    specialism: str
    label: str
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """The page of who waits."""

    page: Page[Support]
    lines: tuple[QueueLine, ...]
    strips: tuple[Strip, ...]
    waiting: int
    """Children, not waits: one child may wait for two services."""
    unplaced: int
    """Children for whom nobody gives it yet."""
    unplaced_titles: tuple[str, ...]


STATES: dict[str, tuple[str, ...]] = {
    "unplaced": ("unplaced",),
    "new": ("received", "seen"),
    "accepted": ("accepted", "offered"),
    "declined": ("declined",),
}
"""Groups of states to which the queue can be narrowed."""


def support_queue(
    actor: Actor, now: dt.datetime, *, specialism: str = "", locality: str = "", state: str = "", number: int | str = 1
) -> trail.Untraced[Queue]:
    """Children who wait for a first support and whom the actor may know of, the longest wait first. Three queries.

    The picture shows all of them, whatever the list below it is narrowed to.
    """
    today = calendar.london_date(now)
    waiting = access.visible_supports(actor, now).filter(status__in=rules.WAITING)
    everyone = list(waiting.values_list("specialism", "raised_at", "status", "child_id").order_by("raised_at", "id"))
    rows = waiting.select_related("child__locality", "team", "accepted_by__user").order_by("raised_at", "id")
    if specialism:
        rows = rows.filter(specialism=specialism)
    if locality:
        rows = rows.filter(child__locality__ref=locality)
    if state:
        rows = rows.filter(status__in=STATES.get(state, ()))
    page = Paginator(rows, PAGE).get_page(number)
    lines = tuple(_line(row, today) for row in page.object_list)
    unplaced = [row for row in everyone if row[2] == Support.Status.UNPLACED]
    queue = Queue(
        page=page,
        lines=lines,
        strips=_strips(everyone, today),
        waiting=len({row[3] for row in everyone}),
        unplaced=len({row[3] for row in unplaced}),
        unplaced_titles=tuple(dict.fromkeys(rules.SPECIALISMS[row[0]] for row in unplaced)),
    )
    return trail.Untraced(queue, tuple(dict.fromkeys(line.child_ref for line in lines)))


def _line(row: Support, today: dt.date) -> QueueLine:
    raised_on = calendar.london_date(row.raised_at)
    due_on = rules.first_support_due_on(raised_on)
    return QueueLine(
        ref=row.ref,
        child_ref=row.child.ref,
        child_name=row.child.called,
        locality=row.child.locality.name if row.child.locality else "",
        specialism=row.specialism,
        title=rules.SPECIALISMS[row.specialism],
        status=row.status,
        status_words=Support.Status(row.status).label,
        team=row.team.name if row.team else "",
        person=row.accepted_by.user.name if row.accepted_by else "",
        raised_on=raised_on,
        days=rules.waiting_days(raised_on, today),
        due_on=due_on,
        is_late=due_on < today,
    )


def _strips(rows: Iterable[tuple[str, dt.datetime, str, int]], today: dt.date) -> tuple[Strip, ...]:
    """One strip a specialism. A child who waits twice for one service stands there once, with the longer wait."""
    days: dict[str, dict[int, int]] = {}
    for specialism, raised_at, _status, child_id in rows:
        waited = rules.waiting_days(calendar.london_date(raised_at), today)
        of = days.setdefault(specialism, {})
        of[child_id] = max(waited, of.get(child_id, 0))
    return tuple(
        Strip(code, title, tuple(sorted(days[code].values())))
        for code, title in rules.SPECIALISMS.items()
        if code in days
    )

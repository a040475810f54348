"""What the partnership works towards, whether the figures come nearer, and what looking back found.

No child stands in any of it: figures are those of closed quarters, suppressed for the board as on its own page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import OpenThing, Owners, Work
from alongside.governance import access, rules
from alongside.governance.models import Priority, PriorityReview
from alongside.justice.rules import FINDINGS
from alongside.measures import access as measures_access
from alongside.measures import queries as measures
from alongside.measures.definitions import DEFINITIONS
from alongside.measures.queries import Point
from alongside.measures.rules import Definition
from alongside.partnerships import prepared, wall
from alongside.ui.address import url

CLOSED_SHOWN = 20
"""How many closed priorities the list shows, the newest first."""

LOOKED_BACK = dt.timedelta(days=365)
"""Over how long what looking back found asks for an answer: look-backs are a yearly round. Ours."""


@dataclass(frozen=True, slots=True)
class Movement:
    """The figure of a priority over the last closed quarters.

    ``then`` is the quarter that had ended when the priority was set, ``now`` the last closed one; None where it is not
    among the quarters of the trend. ``nearer`` is None where the two cannot be told apart, or one is not known.
    """

    definition: Definition
    should: str
    trend: tuple[Point, ...]
    then: Point | None
    now: Point | None

    @property
    def has_moved(self) -> bool:
        """Whether a quarter has closed since it was set, so that there is something to compare."""
        return self.then is not None and self.now is not None and self.then is not self.now

    @property
    def is_hidden(self) -> bool:
        """Whether one of the two figures is hidden from this reader."""
        return any(
            point is not None and point.figure is not None and point.figure.hidden for point in (self.then, self.now)
        )

    @property
    def nearer(self) -> bool | None:
        """Whether the figure went the way in which it should."""
        if not self.has_moved or self.then is None or self.now is None:
            return None
        return rules.came_nearer(self.should, self.then.value, self.now.value)


@dataclass(frozen=True, slots=True)
class PriorityLine:
    """A priority as lists show it."""

    ref: str
    title: str
    aim: str
    level: str
    owner: str
    is_mine: bool
    set_on: dt.date
    review_on: dt.date | None
    status: str
    status_title: str
    ended_on: dt.date | None
    findings: tuple[str, ...]
    movement: Movement | None

    @property
    def is_open(self) -> bool:
        """Whether the partnership still works on it."""
        return self.status == Priority.Status.OPEN


@dataclass(frozen=True, slots=True)
class Priorities:
    """What is worked on, by who set it and then by the day of its review; and what is closed, the newest first."""

    open: tuple[PriorityLine, ...]
    closed: tuple[PriorityLine, ...]


def priorities_for_board(actor: Actor, today: dt.date) -> Priorities:
    """Priorities as they stand on the board's page, whoever reads it there."""
    return priorities(actor, today, is_suppressed=True)


def priorities(actor: Actor, today: dt.date, *, is_suppressed: bool = False) -> Priorities:
    """The partnership's priorities with their figures, suppressed for those who see no small counts. Four queries,
    however many there are."""
    rows = access.visible_priorities(actor).select_related("owner__user")
    live = list(rows.filter(status=Priority.Status.OPEN).order_by("review_on", "id"))
    past = list(rows.exclude(status=Priority.Status.OPEN).order_by("-ended_on", "-id")[:CLOSED_SHOWN])
    trends = _trends(actor, [*live, *past], today, is_suppressed=is_suppressed)
    order = list(rules.LEVELS)
    live.sort(key=lambda row: order.index(row.level))
    return Priorities(
        tuple(_line(row, actor, trends) for row in live),
        tuple(_line(row, actor, trends) for row in past),
    )


Trends = Mapping[str, tuple[Definition, tuple[Point, ...]]]


def _trends(actor: Actor, rows: Sequence[Priority], today: dt.date, *, is_suppressed: bool = False) -> Trends:
    codes = list(dict.fromkeys(row.measure for row in rows if row.measure in DEFINITIONS))
    is_suppressed = is_suppressed or not measures_access.sees_small_counts(actor)
    return measures.trends(actor, codes, today=today, is_suppressed=is_suppressed)


def _line(row: Priority, actor: Actor, trends: Trends) -> PriorityLine:
    return PriorityLine(
        ref=row.ref,
        title=row.title,
        aim=row.aim,
        level=rules.LEVELS[row.level],
        owner=row.owner.user.name,
        is_mine=row.owner_id == actor.membership_id,
        set_on=row.set_on,
        review_on=row.review_on,
        status=row.status,
        status_title=Priority.Status(row.status).label,
        ended_on=row.ended_on,
        findings=tuple(FINDINGS[code].title for code in row.findings if code in FINDINGS),
        movement=_movement(row, trends),
    )


def _movement(row: Priority, trends: Trends) -> Movement | None:
    if row.measure not in DEFINITIONS:
        return None
    definition, trend = trends.get(row.measure, (DEFINITIONS[row.measure], ()))
    # What was known when it was set, and, of a closed priority, when it ended.
    last = row.ended_on or dt.date.max
    ended = [point for point in trend if point.last <= last]
    before = [point for point in ended if point.last < row.set_on]
    return Movement(definition, row.should, trend, before[-1] if before else None, ended[-1] if ended else None)


@dataclass(frozen=True, slots=True)
class Review:
    """What was said of a priority on a day."""

    on: dt.date
    done: str
    comes_next: str
    outcome: str
    by: str


@dataclass(frozen=True, slots=True)
class PriorityPage:
    """A priority with why it was set, its figure, and what was said of it since, the newest first."""

    line: PriorityLine
    why: str
    set_by: str
    owner_agency: str
    reviews: tuple[Review, ...]


def priority_page(actor: Actor, row: Priority, today: dt.date) -> PriorityPage:
    """One priority, loaded through ``access``. Three queries at most."""
    rows = wall.own(PriorityReview.objects.all(), actor).filter(priority=row).select_related("reviewed_by__user")
    reviews = tuple(
        Review(
            one.reviewed_on,
            one.done,
            one.comes_next,
            Priority.Status(one.outcome).label if one.outcome != Priority.Status.OPEN else "",
            one.reviewed_by.user.name,
        )
        for one in rows.order_by("-reviewed_on", "-id")
    )
    return PriorityPage(
        line=_line(row, actor, _trends(actor, [row], today)),
        why=row.why,
        set_by=row.set_by.user.name,
        owner_agency=row.owner.agency.name,
        reviews=reviews,
    )


# What looking back found


@dataclass(frozen=True, slots=True)
class Found:
    """Something that look-backs found, in how many of the last year's, and the open priorities that answer it."""

    code: str
    title: str
    times: int
    answered_by: tuple[tuple[str, str], ...]


def found_on_looking_back(actor: Actor, today: dt.date) -> tuple[Found, ...]:
    """What look-backs of the last twelve months found that should have been otherwise, the most frequent first. For
    those who set priorities and see small counts. Two queries."""
    counted = measures.answers(
        {"look_back_findings": ("finding",)},
        partnership_id=actor.partnership_id,
        first=today - LOOKED_BACK,
        last=today,
    )["look_back_findings"]
    answers: dict[str, list[tuple[str, str]]] = {}
    for row in access.visible_priorities(actor).filter(status=Priority.Status.OPEN).order_by("set_on", "id"):
        for code in row.findings:
            answers.setdefault(code, []).append((row.ref, row.title))
    times = {part.by: int(part.value or 0) for part in counted.splits["finding"]}
    found = [
        Found(code, kind.title, times[code], tuple(answers.get(code, ())))
        for code, kind in FINDINGS.items()
        if times.get(code) and not kind.is_good
    ]
    return tuple(sorted(found, key=lambda one: -one.times))


# Work


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """Priorities that the actor owns, each due on the day of its review. One query."""
    return [
        Work(
            kind="priority",
            what=f"Review the priority: {row.title}",
            url=url("governance:review_priority", ref=row.ref),
            due_on=row.review_on,
            waiting_since=row.set_on,
            why="The day that was chosen when it was set or last reviewed",
        )
        for row in _owned(actor)
    ]


@prepared.question
def _owned(actor: Actor) -> QuerySet[Priority]:
    rows = access.visible_priorities(actor).filter(status=Priority.Status.OPEN, owner_id=actor.membership_id)
    return rows.order_by("review_on", "id")


def open_things(actor: Actor, now: dt.datetime, owners: Owners | None = None) -> list[OpenThing]:
    """Priorities that are open, and whose they are; of these owners, or of everybody. One query."""
    rows = wall.own(Priority.objects.all(), actor).filter(status=Priority.Status.OPEN)
    if owners is not None:
        rows = rows.filter(owner_id__in=owners.memberships)
    return [
        OpenThing(
            kind="priority",
            what="A priority of the partnership",
            ref=row.ref,
            since=row.set_on,
            due_on=row.review_on,
            membership_id=row.owner_id,
        )
        for row in rows.order_by("review_on", "id")
    ]


def day_of_next_review(today: dt.date) -> dt.date:
    """The working day on which a priority would be looked at again, where nobody says otherwise."""
    return calendar.next_working_day(today + dt.timedelta(days=rules.REVIEW_AFTER_DAYS))

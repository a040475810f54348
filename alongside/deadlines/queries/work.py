"""What is due for somebody, what is open and whose it is, and what comes in the next weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Count, Q, QuerySet

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import queries as children
from alongside.children.models import NAMED
from alongside.core import calendar, clocks
from alongside.core.actor import Actor
from alongside.core.work import OpenThing, Owners, Work
from alongside.deadlines import access, rules
from alongside.deadlines.models import Claim, Clock, Watch
from alongside.partnerships import prepared, wall
from alongside.ui.address import url

LIMIT = 50
"""How many dates *my work* holds; the soonest come first."""

DATES_VIEWED = trail.sight("deadlines.dates.viewed", "Somebody saw the dates that they or their colleagues keep.")


def _mine(actor: Actor) -> Q:
    return Q(owner_id=actor.membership_id) | Q(prepared.any_of("team_id", actor.team_ids))


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """Dates that the actor or the actor's team keeps, soonest first; for managers, that something waits on nobody.

    Two queries at most.
    """
    work = [
        Work(
            kind="date",
            what=row.of_rule.title,
            url=url_of(row, row.child.ref),
            due_on=row.due_on,
            waiting_since=row.started_on,
            child_ref=row.child.ref,
            child_name=row.child.called,
            why=_why(row),
        )
        for row in _kept_by(actor, now)
    ]
    if actor.may(Permission.SEE_TEAM_WORK):
        watch = last_watch(actor)
        if watch is not None and watch.ownerless:
            waits = "1 thing waits" if watch.ownerless == 1 else f"{watch.ownerless} things wait"
            work.append(
                Work(
                    kind="watch",
                    what=f"{waits} on nobody",
                    url=url("web:team_work"),
                    waiting_since=calendar.london_date(watch.watched_at),
                    why="Found by the check of the night",
                    urgent=True,
                )
            )
    return work


@prepared.question
def _kept_by(actor: Actor, now: dt.datetime) -> QuerySet[Clock]:
    return (
        access.visible_clocks(actor, now)
        .filter(_mine(actor), status=Clock.Status.RUNNING)
        .select_related("child")
        .only(
            "ref",
            "about",
            "rule",
            "rule_version",
            "nation",
            "due_on",
            "started_on",
            *(f"child__{name}" for name in NAMED),
        )
        .order_by("due_on", "id")[:LIMIT]
    )


def url_of(row: Clock, child_ref: str) -> str:
    """The page on which what the date asks is said to be done."""
    view = rules.kept_at(row.about)
    return (
        url(view, child_ref=child_ref, ref=row.about)
        if view
        else url("deadlines:clock", child_ref=child_ref, ref=row.ref)
    )


def _why(row: Clock) -> str:
    """The rule in short, and that it is not certain where it is not."""
    rule = row.of_rule
    unsure = {clocks.Status.UNCERTAIN: "; the rule is not certain", clocks.Status.OURS: "; our setting"}
    return f"{rule.wording} {rule.event}, {calendar.spoken(row.started_on)}{unsure.get(rule.status, '')}"


def last_watch(actor: Actor) -> Watch | None:
    """What the last check of a night found. One query."""
    return next(iter(_last_watch(actor)), None)


@prepared.question
def _last_watch(actor: Actor) -> QuerySet[Watch]:
    return wall.own(Watch.objects.all(), actor).order_by("-watched_at")[:1]


def open_things(actor: Actor, now: dt.datetime, owners: Owners | None = None) -> list[OpenThing]:
    """Dates that run, and whose they are; of these owners, or of everybody. One query."""
    rows = wall.own(Clock.objects.all(), actor).filter(status=Clock.Status.RUNNING)
    if owners is not None:
        rows = rows.filter(Q(owner_id__in=owners.memberships) | Q(team_id__in=owners.teams))
    return [
        OpenThing(
            kind="date",
            what="A date that the law sets" if row.of_rule.basis is clocks.Basis.LAW else "A date that is set",
            ref=row.ref,
            since=row.started_on,
            due_on=row.due_on,
            child_id=row.child_id,
            membership_id=row.owner_id,
            team_id=row.team_id,
        )
        for row in rows.order_by("due_on", "id")
    ]


@dataclass(frozen=True, slots=True)
class Due:
    """A date on the board. The child stands there only for a reader who may know of the child."""

    ref: str
    title: str
    due_on: dt.date
    owner: str
    child_ref: str
    child_name: str
    excused: bool
    level: rules.Level
    sure: str


@dataclass(frozen=True, slots=True)
class Row:
    """What falls due for one person or team: late, and week by week."""

    owner: str
    late: int
    weeks: tuple[int, ...]
    later: int

    @property
    def total(self) -> int:
        """All that runs."""
        return self.late + sum(self.weeks) + self.later


@dataclass(frozen=True, slots=True)
class Board:
    """The dates of a reader: late and near, and how many fall due by officer and week."""

    late: tuple[Due, ...]
    soon: tuple[Due, ...]
    weeks: tuple[rules.Week, ...]
    rows: tuple[Row, ...]
    is_manager: bool
    watched_at: dt.datetime | None
    ownerless: int
    late_count: int
    soon_count: int

    @property
    def busiest(self) -> int:
        """The largest count of a week, to which the strips are drawn."""
        return max((count for row in self.rows for count in row.weeks), default=0)


SHOWN = 60
"""How many late and how many near dates the board shows."""


def board(actor: Actor, now: dt.datetime) -> trail.Untraced[Board]:
    """Late, near, and the forecast of the next twelve weeks by officer. The same number of queries whatever is due.

    Whoever sees the work of teams sees every date that runs; others see those that they or their team keep. Of a child
    whom the reader may not know of nothing stands there but that a date is due.
    """
    today = calendar.london_date(now)
    sees_all = actor.may(Permission.SEE_TEAM_WORK)
    running = wall.own(Clock.objects.all(), actor).filter(status=Clock.Status.RUNNING)
    if not sees_all:
        running = access.visible_clocks(actor, now).filter(_mine(actor), status=Clock.Status.RUNNING)
    near = today + dt.timedelta(days=rules.SOON_DAYS)
    in_order = running.select_related("owner__user", "team").order_by("due_on", "id")
    late = list(in_order.filter(due_on__lt=today)[:SHOWN])
    soon = list(in_order.filter(due_on__range=(today, near))[:SHOWN])
    shown = [*late, *soon]
    seen = set(access.visible_clocks(actor, now).filter(pk__in=[row.pk for row in shown]).values_list("pk", flat=True))
    known = children.names_of(actor, {row.child_id for row in shown if row.pk in seen}, now)
    claims = wall.own(Claim.objects.all(), actor).filter(clock_id__in=[row.pk for row in shown])
    excused = set(claims.filter(withdrawn_on__isnull=True).values_list("clock_id", flat=True))
    watch = last_watch(actor) if sees_all else None

    def due(row: Clock) -> Due:
        child = known.get(row.child_id, ("", "")) if row.pk in seen else ("", "")
        title = row.of_rule.title if child[0] else "A date that the law sets"
        level = rules.level(row.due_on, today)
        return Due(row.ref, title, row.due_on, _owner(row), *child, row.pk in excused, level, row.of_rule.status.value)

    rows = _forecast(running, today)
    found = Board(
        late=tuple(due(row) for row in late),
        soon=tuple(due(row) for row in soon),
        weeks=rules.weeks(today),
        rows=rows,
        is_manager=sees_all,
        watched_at=watch.watched_at if watch else None,
        ownerless=watch.ownerless if watch else 0,
        late_count=sum(row.late for row in rows),
        soon_count=running.filter(due_on__range=(today, near)).count(),
    )
    refs = dict.fromkeys(one.child_ref for one in (*found.late, *found.soon) if one.child_ref)
    return trail.Untraced(found, tuple(refs))


def _owner(row: Clock) -> str:
    return row.owner.user.name if row.owner else row.team.name if row.team else "Nobody"


def _forecast(running: QuerySet[Clock], today: dt.date) -> tuple[Row, ...]:
    """By officer: late, each week from today on, and later. Counted in the database, however many there are."""
    shown = rules.weeks(today)
    each: dict[str, Count] = {
        f"week_{number}": Count("pk", filter=Q(due_on__range=(max(week.first, today), week.last)))
        for number, week in enumerate(shown)
    }
    counted = (
        running.order_by()
        .values("owner__user__name", "team__name")
        .annotate(
            late=Count("pk", filter=Q(due_on__lt=today)), later=Count("pk", filter=Q(due_on__gt=shown[-1].last)), **each
        )
        .order_by("owner__user__name", "team__name")
    )
    rows = cast("Iterable[dict[str, Any]]", counted)
    return tuple(
        Row(
            one["owner__user__name"] or one["team__name"] or "Nobody",
            one["late"],
            tuple(one[name] for name in each),
            one["later"],
        )
        for one in rows
    )

"""The board of cases: by stage and by what is due next, late and soon, with exceptions, by locality and setting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from alongside.audit import trail
from alongside.core import calendar, clocks
from alongside.core.actor import Actor
from alongside.deadlines import queries as dates
from alongside.deadlines import rules as date_rules
from alongside.ehcp import access, rules
from alongside.ehcp.models import Case

BOARD_VIEWED = trail.sight("ehcp.board.viewed", "Somebody saw the EHC cases of children whom they may know of.")

SHOWN = 40
"""Cases on one page of the board."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the reader asks for; empty is everything. ``due``: late, soon, excused. ``setting`` is its name."""

    stage: str = ""
    due: str = ""
    locality: str = ""
    setting: str = ""
    officer: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A case on the board."""

    child_ref: str
    child_name: str
    stage: str
    status: str
    next_title: str
    next_on: dt.date | None
    next_ref: str
    how_sure: str
    is_excused: bool
    is_detained: bool
    officer: str
    locality: str
    setting: str
    opened_on: dt.date


@dataclass(frozen=True, slots=True)
class Stage:
    """How many cases stand in a stage, how many of them are late and soon."""

    code: str
    title: str
    count: int
    late: int
    soon: int


@dataclass(frozen=True, slots=True)
class Board:
    """The cases that a reader may know of: counted by stage, and page by page in the order of what is due."""

    stages: tuple[Stage, ...]
    page: Page[Line]
    late: int
    soon: int
    excused: int
    nobodys: int
    total: int


def board(actor: Actor, now: dt.datetime, narrow: Narrowing, *, number: int | str = 1) -> trail.Untraced[Board]:
    """The board for one reader. The same number of queries however many cases there are."""
    today = calendar.london_date(now)
    near = today + dt.timedelta(days=date_rules.SOON_DAYS)
    live = access.visible_cases(actor, now).filter(status__in=rules.LIVE).annotate(**dates.soonest(rules.tracked()))
    late, soon = Q(next_due_on__lt=today), Q(next_due_on__range=(today, near))
    stages = _stages(live, late, soon)
    counted = live.aggregate(
        excused=Count("pk", filter=Q(is_excused=True)), nobodys=Count("pk", filter=Q(officer__isnull=True))
    )
    rows = _narrowed(live, narrow, actor, late, soon)
    rows = rows.select_related("child__locality", "officer__user", "team").order_by(
        F("next_due_on").asc(nulls_last=True), "id"
    )
    page = Paginator(rows, SHOWN).get_page(number)
    lines = Page([_line(row) for row in page.object_list], page.number, cast("Paginator[Line]", page.paginator))
    found = Board(
        stages=stages,
        page=lines,
        late=sum(stage.late for stage in stages),
        soon=sum(stage.soon for stage in stages),
        excused=counted["excused"],
        nobodys=counted["nobodys"],
        total=sum(stage.count for stage in stages),
    )
    return trail.Untraced(found, tuple(dict.fromkeys(line.child_ref for line in lines)))


def _stages(live: QuerySet[Case], late: Q, soon: Q) -> tuple[Stage, ...]:
    rows = cast(
        "Iterable[dict[str, Any]]",
        live.order_by()
        .values("status")
        .annotate(count=Count("pk"), late=Count("pk", filter=late), soon=Count("pk", filter=soon)),
    )
    found = {row["status"]: row for row in rows}
    return tuple(
        Stage(state.code, state.title, found[state.code]["count"], found[state.code]["late"], found[state.code]["soon"])
        for state in rules.CASE.states
        if state.code in found
    )


def _narrowed(live: QuerySet[Case], narrow: Narrowing, actor: Actor, late: Q, soon: Q) -> QuerySet[Case]:
    rows = live
    if narrow.stage:
        rows = rows.filter(status=narrow.stage)
    if narrow.due:
        rows = rows.filter({"late": late, "soon": soon, "excused": Q(is_excused=True)}[narrow.due])
    if narrow.locality:
        rows = rows.filter(child__locality__ref=narrow.locality)
    if narrow.setting:
        rows = rows.filter(setting_name=narrow.setting)
    if narrow.officer == "mine":
        rows = rows.filter(officer_id=actor.membership_id)
    elif narrow.officer == "nobody":
        rows = rows.filter(officer__isnull=True)
    elif narrow.officer:
        rows = rows.filter(officer__ref=narrow.officer)
    return rows


def _line(row: Any) -> Line:
    rule = clocks.version(row.next_rule) if row.next_rule else None
    return Line(
        child_ref=row.child.ref,
        child_name=row.child.called,
        stage=rules.CASE.state(row.status).title,
        status=row.status,
        next_title=rule.title if rule else "",
        next_on=row.next_due_on,
        next_ref=row.next_ref or "",
        how_sure=rule.status.value if rule else "",
        is_excused=row.is_excused,
        is_detained=row.is_detained,
        officer=row.officer.user.name if row.officer else "",
        locality=row.child.locality.name if row.child.locality else "",
        setting=row.setting_name,
        opened_on=row.opened_on,
    )


def officers(actor: Actor, now: dt.datetime) -> tuple[tuple[str, str], ...]:
    """Officers of the cases that the reader may know of: reference and name. One query."""
    rows = access.visible_cases(actor, now).filter(status__in=rules.LIVE, officer__isnull=False)
    return tuple(rows.order_by("officer__user__name").values_list("officer__ref", "officer__user__name").distinct())


def settings_named(actor: Actor, now: dt.datetime) -> tuple[str, ...]:
    """Schools and colleges that these plans name. One query."""
    rows = access.visible_cases(actor, now).filter(status__in=rules.LIVE).exclude(setting_name="")
    return tuple(rows.order_by("setting_name").values_list("setting_name", flat=True).distinct())

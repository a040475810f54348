"""Questions about series, meetings and their agendas. An agenda names only the children whom its reader may know."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.panels import access, rules
from alongside.panels.models import AgendaItem, Attendance, Contribution, Decision, ItemGuest, Meeting, Series
from alongside.panels.models import SeriesMember as Seat
from alongside.partnerships import wall

AGENDA_VIEWED = trail.sight("panels.agenda.viewed", "Somebody saw the children on a meeting's agenda.")

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MEETINGS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list. It says nothing of a child."""

    ref: str
    series: str
    series_ref: str
    meets_on: dt.date
    begins: dt.time
    place: str
    status: str
    status_title: str
    chair: str
    items: int
    decided: int


def _lines(actor: Actor, meetings: list[Meeting]) -> tuple[MeetingLine, ...]:
    counts = _counts(actor, [row.pk for row in meetings])
    return tuple(
        MeetingLine(
            row.ref,
            row.series.name,
            row.series.ref,
            row.meets_on,
            row.begins,
            row.place,
            row.status,
            Meeting.Status(row.status).label,
            row.chair.user.name,
            *counts.get(row.pk, (0, 0)),
        )
        for row in meetings
    )


def _counts(actor: Actor, ids: list[int]) -> dict[int, tuple[int, int]]:
    """How many children stand on each agenda, and for how many it is decided: for who prepares the meeting only."""
    if not actor.may(Permission.RUN_PANEL):
        return {}
    rows = (
        wall.own(AgendaItem.objects.all(), actor)
        .filter(meeting_id__in=ids, status__in=(AgendaItem.Status.LISTED, AgendaItem.Status.DECIDED))
        .values_list("meeting_id")
        .annotate(items=Count("id"), decided=Count("id", filter=Q(status=AgendaItem.Status.DECIDED)))
    )
    return {pk: (items, decided) for pk, items, decided in rows}


def coming(actor: Actor, today: dt.date) -> tuple[MeetingLine, ...]:
    """Meetings that the actor sits in or prepares: those not closed, and those of the last week, soonest first."""
    rows = (
        access.visible_meetings(actor)
        .exclude(status=Meeting.Status.CLOSED, meets_on__lt=today - dt.timedelta(days=7))
        .select_related("series", "chair__user")
        .order_by("meets_on", "begins", "id")[:MEETINGS_SHOWN]
    )
    return _lines(actor, list(rows))


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A panel in the list."""

    ref: str
    name: str
    kind: str
    weekday: str
    begins: dt.time
    place: str
    chair: str
    is_active: bool


def _series_line(row: Series) -> SeriesLine:
    return SeriesLine(
        row.ref,
        row.name,
        rules.TYPES[row.kind].title,
        WEEKDAYS[row.weekday],
        row.begins,
        row.place,
        row.chair.user.name,
        row.is_active,
    )


def series_list(actor: Actor) -> tuple[SeriesLine, ...]:
    """Panels that the actor may know of, those that still meet first. One query."""
    rows = access.visible_series(actor).select_related("chair__user").order_by("-is_active", "name", "id")
    return tuple(_series_line(row) for row in rows)


@dataclass(frozen=True, slots=True)
class SeatLine:
    """An agency's seat on a panel, or its place at a meeting."""

    agency_ref: str
    agency: str
    person: str
    membership_ref: str
    is_core: bool
    is_required: bool
    mark: str = ""
    mark_title: str = ""


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """One panel: what it is for, who sits on it, what it may decide, and its meetings."""

    line: SeriesLine
    purpose: str
    prepared_by: str
    quorum: int
    seats: tuple[SeatLine, ...]
    options: tuple[rules.Option, ...]
    source: str
    meetings: tuple[MeetingLine, ...]
    next_on: dt.date


def series_page(actor: Actor, series: Series, today: dt.date) -> SeriesPage:
    """The page of one panel. Its meetings are those that the actor may know of."""
    kind = rules.TYPES[series.kind]
    seats = wall.own(Seat.objects.all(), actor).filter(series=series).select_related("agency", "membership__user")
    meetings = list(
        access.visible_meetings(actor)
        .filter(series=series)
        .select_related("series", "chair__user")
        .order_by("-meets_on", "-id")[:MEETINGS_SHOWN]
    )
    latest = max([today, *(row.meets_on for row in meetings)])
    return SeriesPage(
        line=_series_line(series),
        purpose=kind.purpose,
        prepared_by=series.prepared_by.user.name,
        quorum=series.quorum,
        seats=tuple(
            SeatLine(
                row.agency.ref,
                row.agency.name,
                row.membership.user.name if row.membership else "",
                row.membership.ref if row.membership else "",
                row.part == Seat.Part.CORE,
                row.is_required,
            )
            for row in seats.order_by("-is_required", "-part", "agency__name")
        ),
        options=rules.options(series.kind, today),
        source=kind.source,
        meetings=_lines(actor, meetings),
        next_on=rules.next_meeting_on(series.weekday, latest),
    )


def meetings_to_choose(actor: Actor, today: dt.date) -> tuple[MeetingLine, ...]:
    """Meetings on whose agenda a child can still be put, of the panels that the actor may know of, soonest first."""
    rows = (
        wall.own(Meeting.objects.all(), actor)
        .filter(
            series_id__in=access.visible_series(actor).values("id"),
            status__in=(Meeting.Status.PLANNED, Meeting.Status.RELEASED),
            meets_on__gte=today,
        )
        .select_related("series", "chair__user")
        .order_by("meets_on", "id")[:MEETINGS_SHOWN]
    )
    return tuple(_lines(actor, list(rows)))


# One meeting


def attendance(meeting: Meeting) -> tuple[SeatLine, ...]:
    """Who is expected, and who is there: core agencies first. One query."""
    rows = (
        Attendance.objects.filter(partnership_id=meeting.partnership_id, meeting=meeting)
        .select_related("agency", "membership__user")
        .order_by("-is_core", "-is_required", "agency__name", "id")
    )
    return tuple(
        SeatLine(
            row.agency.ref,
            row.agency.name,
            row.membership.user.name if row.membership else "",
            row.membership.ref if row.membership else "",
            row.is_core,
            row.is_required,
            row.mark,
            Attendance.Mark(row.mark).label,
        )
        for row in rows
    )


def quorum(meeting: Meeting, seats: tuple[SeatLine, ...]) -> rules.Quorum:
    """Whether the meeting can decide, if its chair is there."""
    core = [
        rules.Seat(row.agency, row.is_required, row.mark == Attendance.Mark.PRESENT) for row in seats if row.is_core
    ]
    return rules.quorum(core, meeting.quorum, chair_is_present=True)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item of an agenda. Where the reader may not know of the child, nothing in it points at the child."""

    ref: str
    status: str
    status_title: str
    presenter: str
    presenter_agency: str
    guests: tuple[str, ...]
    contributed: int
    asked: int
    child_ref: str = ""
    called: str = ""
    first_called: str = ""
    age: int = 0
    decision: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the reader may know which child it is."""
        return bool(self.child_ref)


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting's agenda as its reader may know it."""

    lines: tuple[AgendaLine, ...]
    undecided: int

    def after(self, ref: str) -> str:
        """Reference of the next item to decide after this one, beginning again at the top; empty when none is left."""
        refs = [line.ref for line in self.lines]
        start = refs.index(ref) + 1 if ref in refs else 0
        turned = self.lines[start:] + self.lines[:start]
        left = (
            line for line in turned if line.status == AgendaItem.Status.LISTED and line.is_known and line.ref != ref
        )
        return next((line.ref for line in left), "")


def agenda(actor: Actor, meeting: Meeting, now: dt.datetime) -> trail.Untraced[Agenda]:
    """The agenda in its order. Who prepares the meeting sees that an item is there before they may know the child."""
    today = calendar.london_date(now)
    live = (AgendaItem.Status.LISTED, AgendaItem.Status.DECIDED)
    items = wall.own(AgendaItem.objects.all(), actor).filter(meeting=meeting, status__in=live)
    known = set(access.visible_items(actor, now).filter(meeting=meeting).values_list("id", flat=True))
    if not actor.may(Permission.RUN_PANEL):
        items = items.filter(id__in=known)
    rows = list(items.select_related("child", "presenter__user", "presenter__agency").order_by("position", "id"))
    guests: dict[int, list[ItemGuest]] = {}
    for guest in (
        wall.own(ItemGuest.objects.all(), actor)
        .filter(item__in=rows)
        .select_related("membership__user", "membership__agency")
        .order_by("id")
    ):
        guests.setdefault(guest.item_id, []).append(guest)
    core = set(Attendance.objects.filter(meeting=meeting, is_core=True).values_list("agency_id", flat=True))
    given: dict[int, set[int]] = {}
    for item_id, agency_id in Contribution.objects.filter(item__in=rows).values_list("item_id", "agency_id"):
        given.setdefault(item_id, set()).add(agency_id)
    chosen = dict(Decision.objects.filter(item__in=rows).values_list("item_id", "option"))
    seen = children.standings(actor, [row.child for row in rows if row.pk in known], now)
    lines = []
    for row in rows:
        line = _agenda_line(row, guests.get(row.pk, []), core, given.get(row.pk, set()))
        if row.pk in known:
            code = chosen.get(row.pk, "") if seen[row.child_id].reads(Strand.PLAN) else ""
            line = dataclasses.replace(
                line,
                child_ref=row.child.ref,
                called=row.child.called,
                first_called=row.child.first_called,
                age=calendar.age_on(row.child.born_on, today),
                decision=rules.option(meeting.series.kind, code).title if code else "",
            )
        lines.append(line)
    undecided = sum(line.status == AgendaItem.Status.LISTED for line in lines)
    return trail.Untraced(Agenda(tuple(lines), undecided), tuple(line.child_ref for line in lines if line.is_known))


def _agenda_line(row: AgendaItem, guests: list[ItemGuest], core: set[int], given: set[int]) -> AgendaLine:
    """The line without the child."""
    asked = core | {guest.membership.agency_id for guest in guests}
    return AgendaLine(
        ref=row.ref,
        status=row.status,
        status_title=AgendaItem.Status(row.status).label,
        presenter=row.presenter.user.name,
        presenter_agency=row.presenter.agency.name,
        guests=tuple(f"{guest.membership.user.name}, {guest.membership.agency.name}" for guest in guests),
        contributed=len(asked & given),
        asked=len(asked),
    )

"""What panels ask of a person: meetings to prepare, answers to give, decisions to record, actions to do."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from alongside.accounts.permissions import Permission
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import Work
from alongside.panels import access, rules
from alongside.panels.models import Action, AgendaItem, Attendance, Contribution, ItemGuest, Meeting
from alongside.partnerships import prepared, wall
from alongside.ui.address import url

LIMIT = 50


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """Meetings to prepare and run, contributions asked of my agency, my actions. Four queries at most."""
    if not actor.may(Permission.SIT_ON_PANEL):
        return []
    today = calendar.london_date(now)
    return [*_meetings(actor, today), *_contributions(actor, today, now), *_actions(actor, now)]


def _meetings(actor: Actor, today: dt.date) -> list[Work]:
    if not actor.may(Permission.RUN_PANEL):
        return []
    me = actor.membership_id
    rows = (
        wall.own(Meeting.objects.all(), actor)
        .filter(Q(chair_id=me) | Q(prepared_by_id=me))
        .exclude(status=Meeting.Status.CLOSED)
        .select_related("series")
        .order_by("meets_on", "id")[:LIMIT]
    )
    return [work for row in rows if (work := _meeting_work(row, me, today)) is not None]


def _meeting_work(row: Meeting, me: int, today: dt.date) -> Work | None:
    """The next step of a meeting, for whose it is: the administrator prepares and closes, the chair runs it."""
    name = f"{row.series.name}, {calendar.spoken(row.meets_on)}"
    agenda = url("panels:meeting", ref=row.ref)
    if row.status == Meeting.Status.PLANNED:
        if row.prepared_by_id != me:
            return None
        due = rules.release_due_on(row.meets_on)
        why = f"Ours: members have {rules.RELEASE_WORKING_DAYS_BEFORE} working days to read before a meeting."
        return Work("meeting", f"Prepare and release the agenda: {name}", agenda, due_on=due, why=why)
    if row.status == Meeting.Status.RELEASED:
        if row.chair_id != me or row.meets_on > today:
            return None
        return Work("meeting", f"Start the meeting: {name}", agenda, due_on=row.meets_on, urgent=row.meets_on < today)
    run = url("panels:run_meeting", ref=row.ref)
    what = "Record the decisions and close" if row.chair_id == me else "Mark who was here and close"
    return Work("meeting", f"{what}: {name}", run, due_on=row.meets_on, waiting_since=row.meets_on)


def _contributions(actor: Actor, today: dt.date, now: dt.datetime) -> list[Work]:
    """Children on released agendas of whom my agency was asked, through me, and has not said anything yet."""
    # Most people are asked nothing today, and whom they may know of is the dearer question: it is asked second.
    asked = _asked(actor)
    rows = _items(actor, now, asked) if asked else []
    return [
        Work(
            kind="contribution",
            what=f"Say what your agency knows of {row.child.first_called}: {row.meeting.series.name}",
            url=url("panels:contribute", ref=row.ref),
            due_on=rules.contribute_by(row.meeting.meets_on),
            waiting_since=calendar.london_date(row.meeting.released_at) if row.meeting.released_at else None,
            child_ref=row.child.ref,
            child_name=row.child.called,
            why=f"The meeting is on {calendar.spoken(row.meeting.meets_on)}.",
        )
        for row in rows
    ]


@prepared.question
def _asked(actor: Actor) -> QuerySet[AgendaItem, int]:
    me = actor.membership_id
    seat = Attendance.objects.filter(meeting_id=OuterRef("meeting_id"), membership_id=me, is_core=True)
    guest = ItemGuest.objects.filter(item_id=OuterRef("id"), membership_id=me)
    given = Contribution.objects.filter(item_id=OuterRef("id"), agency_id=actor.agency_id)
    return (
        wall.own(AgendaItem.objects.all(), actor)
        .filter(status=AgendaItem.Status.LISTED, meeting__status__in=(Meeting.Status.RELEASED, Meeting.Status.HELD))
        .filter(Exists(seat) | Exists(guest))
        .exclude(Exists(given))
        .values_list("id", flat=True)
    )


@prepared.question
def _items(actor: Actor, now: dt.datetime, ids: list[int]) -> QuerySet[AgendaItem]:
    return (
        access.visible_items(actor, now)
        .filter(prepared.any_of("id", ids))
        .select_related("child", "meeting__series")
        .order_by("meeting__meets_on", F("position"), "id")[:LIMIT]
    )


@prepared.question
def _own_actions(actor: Actor, now: dt.datetime) -> QuerySet[Action]:
    return (
        access.own_actions(actor, now)
        .filter(status=Action.Status.OPEN)
        .select_related("child", "item__meeting__series")
        .order_by("due_on", "id")[:LIMIT]
    )


def _actions(actor: Actor, now: dt.datetime) -> list[Work]:
    return [
        Work(
            kind="action",
            what=row.what,
            url=url("panels:do_action", ref=row.ref),
            due_on=row.due_on,
            waiting_since=calendar.london_date(row.created_at),
            child_ref=row.child.ref,
            child_name=row.child.called,
            why=f"Agreed at the {row.item.meeting.series.name} on {calendar.spoken(row.item.meeting.meets_on)}.",
        )
        for row in _own_actions(actor, now)
    ]

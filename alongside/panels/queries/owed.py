"""Meetings and actions that are open, and whose they are."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import OpenThing, Owners
from alongside.panels import rules
from alongside.panels.models import Action, Meeting, Series
from alongside.partnerships import wall


def open_things(actor: Actor, now: dt.datetime, owners: Owners | None = None) -> list[OpenThing]:
    """Meetings to prepare or to close, actions to do, and the panels themselves, with who has them. Three queries."""
    meetings = wall.own(Meeting.objects.all(), actor).exclude(status=Meeting.Status.CLOSED)
    actions = wall.own(Action.objects.all(), actor).filter(status=Action.Status.OPEN)
    series = wall.own(Series.objects.all(), actor).filter(is_active=True).order_by("name", "id")
    if owners is not None:
        meetings = meetings.filter(Q(prepared_by_id__in=owners.memberships) | Q(chair_id__in=owners.memberships))
        actions = actions.filter(owner_id__in=owners.memberships)
    found = [_meeting(row) for row in meetings.order_by("meets_on", "id")]
    found += [thing for row in series for thing in _series(row)]
    things = [thing for thing in found if owners is None or thing.membership_id in owners.memberships]
    return things + [
        OpenThing(
            kind="action",
            what="An action of a panel",
            ref=row.ref,
            since=calendar.london_date(row.created_at),
            due_on=row.due_on,
            child_id=row.child_id,
            membership_id=row.owner_id,
        )
        for row in actions.order_by("due_on", "id")
    ]


def _meeting(row: Meeting) -> OpenThing:
    """The administrator prepares a planned meeting; from its release it is the chair's."""
    is_planned = row.status == Meeting.Status.PLANNED
    return OpenThing(
        kind="meeting",
        what="A meeting to prepare" if is_planned else "A meeting to hold and close",
        ref=row.ref,
        since=calendar.london_date(row.created_at),
        due_on=rules.release_due_on(row.meets_on) if is_planned else row.meets_on,
        membership_id=row.prepared_by_id if is_planned else row.chair_id,
    )


def _series(row: Series) -> list[OpenThing]:
    """A panel goes on: each next meeting begins with its chair and its administrator."""
    since = calendar.london_date(row.created_at)
    return [
        OpenThing("series", f"A panel: {post}", row.ref, since, membership_id=pk)
        for post, pk in (("chairing it", row.chair_id), ("preparing it", row.prepared_by_id))
    ]

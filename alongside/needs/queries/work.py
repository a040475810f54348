"""What of this subject waits for a person: screens, children in the team's queue, support that has not begun."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from alongside.accounts.permissions import Permission
from alongside.children import queries as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import Work
from alongside.needs import access, rules
from alongside.needs.models import Screen, Support
from alongside.partnerships import prepared, wall
from alongside.partnerships import queries as partnerships

LIMIT = 50
"""How many open things of one kind *my work* holds; the oldest come first."""


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """Screens to do, children who wait for the actor's team, support to offer and to begin, what nobody has.

    Two queries at most, however much there is; four more for a manager.
    """
    return [
        *(_screen_work(row) for row in _screens(actor, now)),
        *_unowned_work(actor, now),
        *(_support_work(row, actor) for row in _supports(actor, now, calendar.london_date(now))),
    ]


@prepared.question
def _screens(actor: Actor, now: dt.datetime) -> QuerySet[Screen]:
    """The first screen is the allocated worker's; a fuller one is also for the specialist who works with the child."""
    if not actor.may(Permission.RECORD_SCREEN):
        return Screen.objects.none()
    mine = Q(prepared.any_of("child_id", access.children_worked_with(actor, now)))
    if actor.may(Permission.GIVE_SUPPORT):
        mine |= Q(prepared.any_of("child_id", access.children_supported(actor, now)), tier=2)
    rows = wall.own(Screen.objects.all(), actor).filter(mine, status=Screen.Status.OFFERED)
    return rows.select_related("child").order_by("due_on", "id")[:LIMIT]


def _unowned_work(actor: Actor, now: dt.datetime) -> list[Work]:
    """Screens of children to whom nobody is allocated: for the manager who supervises the work, and, where nobody does,
    for the manager of the front door. A child of whom the manager may not know stands here without a name."""
    if not actor.may(Permission.ALLOCATE) or not actor.may(Permission.SEE_TEAM_WORK):
        return []
    whose = Q(child_id__in=list(access.children_supervised(actor, now)))
    if partnerships.front_door_teams(actor, calendar.london_date(now)):
        whose |= ~Q(child_id__in=list(children.supervised_by(actor, now)))
    waiting = wall.own(Screen.objects.all(), actor).filter(whose, status=Screen.Status.OFFERED)
    rows = waiting.exclude(child_id__in=children.with_a_worker(actor, now)).order_by("due_on", "id")[:LIMIT]
    known = children.names_of(actor, {row.child_id for row in rows}, now)
    return [_unowned(row, *known.get(row.child_id, ("", ""))) for row in rows]


def _unowned(row: Screen, child_ref: str, child_name: str) -> Work:
    return Work(
        kind="screen",
        what=f"Nobody is allocated, and a screen waits: {rules.TOOLS[row.tool].title}",
        url=f"/children/{child_ref}/" if child_ref else "/team/",
        due_on=row.due_on,
        waiting_since=row.offered_on,
        child_ref=child_ref,
        child_name=child_name,
        why="What waits on nobody comes to the manager who supervises the work, or to the front door's.",
    )


@prepared.question
def _supports(actor: Actor, now: dt.datetime, today: dt.date) -> QuerySet[Support]:
    wanted = Q(pk__in=[])
    if actor.may(Permission.GIVE_SUPPORT):
        of_team = prepared.any_of("team_id", actor.team_ids)
        wanted |= Q(of_team, status__in=["received", "seen"])
        wanted |= Q(status__in=["accepted", "offered"], accepted_by_id=actor.membership_id)
        wanted |= Q(of_team, accepted_by__to_on__lt=today, status__in=["accepted", "offered", "started"])
    if actor.may(Permission.SEE_TEAM_WORK):
        wanted |= Q(prepared.any_of("child_id", access.children_supervised(actor, now)), status="unplaced")
    if actor.may(Permission.RECORD_SCREEN):
        wanted |= Q(prepared.any_of("child_id", access.children_worked_with(actor, now)), status="declined")
    rows = access.visible_supports(actor, now).filter(wanted)
    return rows.select_related("accepted_by", "child").order_by("raised_at", "id")[:LIMIT]


def _screen_work(row: Screen) -> Work:
    return Work(
        kind="screen",
        what=f"Record a screen: {rules.TOOLS[row.tool].title}",
        url=f"/children/{row.child.ref}/screens/{row.ref}/record/",
        due_on=row.due_on,
        waiting_since=row.offered_on,
        child_ref=row.child.ref,
        child_name=row.child.called,
        why=rules.why_screen_due(row.offered_on).rule,
    )


def _support_work(row: Support, actor: Actor) -> Work:
    title = rules.SPECIALISMS[row.specialism]
    raised_on = calendar.london_date(row.raised_at)
    received_on = calendar.london_date(row.received_at or row.raised_at)
    steps = {
        "received": (
            f"Answer: {title} is asked for",
            rules.answer_due_on(received_on),
            rules.why_answer_due(received_on).rule,
            "",
        ),
        "seen": (
            f"Accept or decline: {title}",
            rules.answer_due_on(received_on),
            rules.why_answer_due(received_on).rule,
            "",
        ),
        "accepted": (
            f"Offer a first time: {title}",
            rules.offer_due_on(received_on),
            rules.why_offer_due(received_on).rule,
            "offer/",
        ),
        "offered": (
            f"Begin support: {title}",
            row.offered_for_on or rules.first_support_due_on(raised_on),
            "This is the day that was offered.",
            "start/",
        ),
        "unplaced": (f"Nobody gives {title} yet", None, "It waits here until a team has it or it is ended.", "place/"),
        "declined": (
            f"Decide what next: {title} was declined",
            rules.answer_due_on(calendar.london_date(row.declined_at or row.raised_at)),
            "What a team declined comes back to the worker.",
            "",
        ),
    }
    if row.accepted_by_id not in (None, actor.membership_id) and row.status in ("accepted", "offered", "started"):
        what, due_on, why, act = f"Take over: {title}", None, "The colleague who gave it has left.", ""
    else:
        what, due_on, why, act = steps[row.status]
    return Work(
        kind="support",
        what=what,
        url=f"/children/{row.child.ref}/supports/{row.ref}/{act}",
        due_on=due_on,
        waiting_since=raised_on,
        child_ref=row.child.ref,
        child_name=row.child.called,
        why=why,
    )

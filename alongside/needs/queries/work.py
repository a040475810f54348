"""What of this subject waits for a person: screens, children in the team's queue, support that has not begun."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from alongside.accounts.permissions import Permission
from alongside.children import queries as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import Work
from alongside.needs import access, rules
from alongside.needs.models import Screen, Support
from alongside.partnerships import wall

LIMIT = 50
"""How many open things of one kind *my work* holds; the oldest come first."""


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """Screens to do, children who wait for the actor's team, support to offer and to begin, support nobody has.

    Three queries at most, however much there is.
    """
    found_screens = _screens(actor, now)
    found_supports = _supports(actor, now)
    if not found_screens and not found_supports:
        return []
    ids = {screen.child_id for screen in found_screens} | {support.child_id for support in found_supports}
    known = children.names_of(actor, ids, now)
    return [
        *(_screen_work(row, known[row.child_id]) for row in found_screens if row.child_id in known),
        *(_support_work(row, known[row.child_id], actor) for row in found_supports if row.child_id in known),
    ]


def _screens(actor: Actor, now: dt.datetime) -> list[Screen]:
    """The first screen is the allocated worker's; a fuller one is also for the specialist who works with the child."""
    if not actor.may(Permission.RECORD_SCREEN):
        return []
    mine = Q(child_id__in=access.children_worked_with(actor, now))
    if actor.may(Permission.GIVE_SUPPORT):
        mine |= Q(tier=2, child_id__in=access.children_supported(actor, now))
    rows = wall.own(Screen.objects.all(), actor).filter(mine, status=Screen.Status.OFFERED)
    return list(rows.order_by("due_on", "id")[:LIMIT])


def _supports(actor: Actor, now: dt.datetime) -> list[Support]:
    wanted = Q(pk__in=[])
    if actor.may(Permission.GIVE_SUPPORT):
        wanted |= Q(status__in=["received", "seen"], team_id__in=actor.team_ids)
        wanted |= Q(status__in=["accepted", "offered"], accepted_by_id=actor.membership_id)
        left = Q(accepted_by__to_on__lt=calendar.london_date(now))
        wanted |= Q(left, status__in=["accepted", "offered", "started"], team_id__in=actor.team_ids)
    if actor.may(Permission.SEE_TEAM_WORK):
        wanted |= Q(status="unplaced", child_id__in=access.children_supervised(actor, now))
    if actor.may(Permission.RECORD_SCREEN):
        wanted |= Q(status="declined", child_id__in=access.children_worked_with(actor, now))
    rows = access.visible_supports(actor, now).filter(wanted)
    return list(rows.select_related("accepted_by").order_by("raised_at", "id")[:LIMIT])


def _screen_work(row: Screen, child: tuple[str, str]) -> Work:
    return Work(
        kind="screen",
        what=f"Record a screen: {rules.TOOLS[row.tool].title}",
        url=f"/children/{child[0]}/screens/{row.ref}/record/",
        due_on=row.due_on,
        waiting_since=row.offered_on,
        child_ref=child[0],
        child_name=child[1],
        why=rules.why_screen_due(row.offered_on).rule,
    )


def _support_work(row: Support, child: tuple[str, str], actor: Actor) -> Work:
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
        url=f"/children/{child[0]}/supports/{row.ref}/{act}",
        due_on=due_on,
        waiting_since=raised_on,
        child_ref=child[0],
        child_name=child[1],
        why=why,
    )

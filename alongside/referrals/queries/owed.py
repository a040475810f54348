"""What is open at the front door and in the work, and whose it is."""

from __future__ import annotations

import datetime as dt

from alongside.core.actor import Actor
from alongside.core.work import OpenThing, Owners
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import Team
from alongside.referrals import rules
from alongside.referrals.models import Involvement, Referral
from alongside.referrals.queries.arrival import waiting_arrivals
from alongside.referrals.queries.life import life_things
from alongside.referrals.queries.referral import WAITING, running_clock
from alongside.referrals.queries.standards import standards

_WHAT = {
    rules.DECIDE.code: "A referral to decide on",
    rules.ASK.code: "A family to ask",
    rules.ALLOCATE.code: "A child to allocate",
}


def open_things(actor: Actor, now: dt.datetime, owners: Owners | None = None) -> list[OpenThing]:
    """Referrals that wait (the front door has them) and open spells of work, with who has them. Seven queries."""
    door = next((team.pk for team in partnerships.teams(actor, duty=Team.Duty.FRONT_DOOR.value)), None)
    kept = standards(actor.partnership_id)
    things = []
    if owners is None or door is None or door in owners.teams:
        for arrival in waiting_arrivals(actor):
            due_on = kept.due_on(rules.ANSWER, arrival.received_on)
            what = "Somebody new at the door"
            things.append(OpenThing("arrival", what, arrival.ref, arrival.received_on, due_on, team_id=door))
        referrals = wall.own(Referral.objects.all(), actor).filter(status__in=WAITING).order_by("received_on", "id")
        for row in referrals:
            clock = running_clock(row, kept)
            if clock is not None:
                things.append(
                    OpenThing("referral", _WHAT[clock[0].code], row.ref, clock[1], clock[2], row.child_id, team_id=door)
                )
    involvements = wall.own(Involvement.objects.all(), actor).filter(status=Involvement.Status.OPEN)
    if owners is not None:
        involvements = involvements.filter(worker_id__in=owners.memberships)
    things += life_things(actor, owners)
    return things + [
        OpenThing(
            kind="involvement",
            what=_what(row),
            ref=row.ref,
            since=row.allocated_on,
            due_on=row.paused_until_on or _first_contact_due(row, kept),
            child_id=row.child_id,
            membership_id=row.worker_id,
        )
        for row in involvements.order_by("allocated_on", "id")
    ]


def _what(row: Involvement) -> str:
    if row.paused_until_on is not None:
        return "Work with a child that rests"
    return "Work with a child" if row.first_contact_on else "A first contact"


def _first_contact_due(row: Involvement, kept: rules.Standards) -> dt.date | None:
    return None if row.first_contact_on else kept.due_on(rules.FIRST_CONTACT, row.counted_from)

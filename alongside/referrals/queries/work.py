"""What waits for whom: referrals to decide on, families to ask, workers to allocate, first contacts to make."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from alongside.accounts.permissions import Permission
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import Work
from alongside.partnerships import prepared
from alongside.referrals import access, rules
from alongside.referrals.models import Arrival, Involvement
from alongside.referrals.queries.life import life_work
from alongside.referrals.queries.referral import WAITING, running_clock
from alongside.referrals.queries.standards import standards

WORK_SHOWN = 100
"""How many things of one kind *my work* shows at most; the queue shows them all, page by page."""


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """What waits for the actor: referrals to decide on, answers to ask for, workers to allocate, first contacts."""
    kept = standards(actor.partnership_id)
    return [
        *_door_work(actor, now, kept),
        *_front_door_work(actor, now, kept),
        *_worker_work(actor, now, kept),
        *life_work(actor, now),
    ]


def _door_work(actor: Actor, now: dt.datetime, kept: rules.Standards) -> list[Work]:
    """Who waits at the door for an answer, and which families have withdrawn since they were taken in. One query."""
    if not actor.may(Permission.TRIAGE_REFERRAL):
        return []
    today = calendar.london_date(now)
    rows = (
        access.visible_arrivals(actor, now)
        .filter(
            Q(status=Arrival.Status.WAITING)
            | Q(status=Arrival.Status.TAKEN_IN, withdrawn_at__isnull=False, referral__status__in=WAITING)
        )
        .select_related("referral")
        .order_by("received_at", "id")[:WORK_SHOWN]
    )
    return [
        _at_the_door(row, today, kept) if row.status == Arrival.Status.WAITING else _withdrew(row, kept) for row in rows
    ]


def _at_the_door(row: Arrival, today: dt.date, kept: rules.Standards) -> Work:
    due_on = kept.due_on(rules.ANSWER, row.received_on)
    return Work(
        kind="arrival",
        what="Answer whoever is new at the door",
        url=f"/door/{row.ref}/",
        due_on=due_on,
        waiting_since=row.received_on,
        child_name=row.called,
        why=f"From {row.from_whom}.",
        urgent=due_on < today,
    )


def _withdrew(row: Arrival, kept: rules.Standards) -> Work:
    assert row.referral is not None, "asked for above"
    assert row.withdrawn_at is not None, "asked for above"
    return Work(
        kind="withdrawn",
        what="The family has withdrawn: speak with them, and close the referral",
        url=f"/referrals/{row.referral.ref}/",
        due_on=kept.due_on(rules.ANSWER, calendar.london_date(row.withdrawn_at)),
        waiting_since=calendar.london_date(row.withdrawn_at),
        child_name=row.called,
        why="They used their reference on the public page.",
    )


_ACTS = {
    rules.DECIDE.code: ("decide", "Decide on a referral", "decide/"),
    rules.ASK.code: ("agreement", "Ask the child and the family", "agreement/"),
    rules.ALLOCATE.code: ("allocate", "Allocate a worker", "allocate/"),
}


def _front_door_work(actor: Actor, now: dt.datetime, kept: rules.Standards) -> list[Work]:
    if not actor.may(Permission.TRIAGE_REFERRAL):
        return []
    today = calendar.london_date(now)
    rows = (
        access.visible_referrals(actor, now)
        .filter(status__in=WAITING)
        .select_related("agency")
        .order_by("received_on", "id")[:WORK_SHOWN]
    )
    found = []
    for row in rows:
        due = running_clock(row, kept)
        if due is None:
            continue
        clock, start, due_on = due
        kind, what, path = _ACTS[clock.code]
        age = calendar.working_days_between(row.received_on, today)
        found.append(
            Work(
                kind=f"referral_{kind}",
                what=what,
                url=f"/referrals/{row.ref}/{path}",
                due_on=due_on,
                waiting_since=start,
                child_name=row.called,
                why=f"From {row.written_by or row.agency.name}. {_spoken_age(age)}",
                urgent=due_on < today,
            )
        )
    return found


def _spoken_age(working_days: int) -> str:
    if working_days <= 0:
        return "It came today."
    return f"It came {working_days} working {'day' if working_days == 1 else 'days'} ago."


@prepared.question
def _to_meet(actor: Actor, now: dt.datetime) -> QuerySet[Involvement]:
    return (
        access.visible_involvements(actor, now)
        .filter(
            worker_id=actor.membership_id,
            status=Involvement.Status.OPEN,
            first_contact_on__isnull=True,
            paused_until_on__isnull=True,
        )
        .select_related("child")
        .order_by("allocated_on", "id")[:WORK_SHOWN]
    )


def _worker_work(actor: Actor, now: dt.datetime, kept: rules.Standards) -> list[Work]:
    today = calendar.london_date(now)
    found = []
    for row in _to_meet(actor, now):
        due_on = kept.due_on(rules.FIRST_CONTACT, row.counted_from)
        found.append(
            Work(
                kind="first_contact",
                what=f"Meet {row.child.first_called} for the first time",
                url=f"/involvements/{row.ref}/first-contact/",
                due_on=due_on,
                waiting_since=row.allocated_on,
                child_ref=row.child.ref,
                child_name=row.child.called,
                why=kept.clock(rules.FIRST_CONTACT, row.counted_from).rule,
                urgent=due_on < today,
            )
        )
    return found

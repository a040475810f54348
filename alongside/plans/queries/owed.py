"""What is open and whose it is, so that nothing waits on nobody."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from alongside.children import queries as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import OpenThing, Owners
from alongside.partnerships import wall
from alongside.plans.models import Plan, Step


def open_things(actor: Actor, now: dt.datetime, owners: Owners | None = None) -> list[OpenThing]:
    """Plans to agree or review (the allocated worker has them), steps promised, and who has them. Three queries."""
    workers = children.workers_of(actor, now, None if owners is None else owners.memberships)
    plans = wall.own(Plan.objects.all(), actor).exclude(status=Plan.Status.CLOSED)
    steps = wall.own(Step.objects.all(), actor).filter(status=Step.Status.TO_DO)
    steps = steps.exclude(plan__status=Plan.Status.CLOSED)
    if owners is not None:
        plans = plans.filter(child_id__in=list(workers))
        steps = steps.filter(
            Q(membership_id__in=owners.memberships) | Q(membership__isnull=True, child_id__in=list(workers))
        )
    things = [
        OpenThing(
            kind="plan",
            what="A plan to agree" if row.status == Plan.Status.DRAFT else "A plan to review",
            ref=row.ref,
            since=row.agreed_on or row.started_on,
            due_on=row.review_on if row.is_agreed else None,
            child_id=row.child_id,
            membership_id=workers.get(row.child_id),
        )
        for row in plans.order_by("started_on", "id")
    ]
    return things + [
        OpenThing(
            kind="step" if row.membership_id else "named_step",
            what="A step of a plan",
            ref=row.ref,
            since=calendar.london_date(row.created_at),
            due_on=row.due_on,
            child_id=row.child_id,
            # Somebody outside the partnership is named in words only: the worker sees to it that they do it.
            membership_id=row.membership_id or workers.get(row.child_id),
        )
        for row in steps.order_by("due_on", "id")
    ]

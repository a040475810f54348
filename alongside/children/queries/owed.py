"""What is open and whose it is: who has a child, concerns not closed, views not told back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from alongside.children import rules
from alongside.children.models import Concern, Grant, HandedOn, Voice
from alongside.children.queries import sharing
from alongside.children.queries.subject_access import open_copies
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import OpenThing, Owners
from alongside.partnerships import wall


def workers_of(actor: Actor, now: dt.datetime, memberships: Iterable[int] | None = None) -> dict[int, int]:
    """Child to the membership of the allocated worker (the latest, where there are several). One query."""
    rows = _held(actor, now, Grant.Reason.ALLOCATED).filter(membership__isnull=False)
    if memberships is not None:
        rows = rows.filter(membership_id__in=list(memberships))
    return dict(rows.values_list("child_id", "membership_id"))


def workers_of_children(
    actor: Actor, now: dt.datetime, child_ids: Iterable[int] | QuerySet[Any, Any]
) -> dict[int, int]:
    """The same for some children. One query."""
    rows = _held(actor, now, Grant.Reason.ALLOCATED).filter(membership__isnull=False, child_id__in=child_ids)
    return dict(rows.values_list("child_id", "membership_id"))


def with_a_worker(actor: Actor, now: dt.datetime) -> QuerySet[Grant, int]:
    """Ids of children to whom somebody is allocated."""
    held = _held(actor, now, Grant.Reason.ALLOCATED).filter(membership__isnull=False)
    return held.order_by().values_list("child_id", flat=True)


def supervised_by(actor: Actor, now: dt.datetime, teams: Iterable[int] | None = None) -> dict[int, int]:
    """Child to the team whose manager supervises the work (the latest, where there are several). One query."""
    rows = _held(actor, now, Grant.Reason.SUPERVISION).filter(team__isnull=False)
    if teams is not None:
        rows = rows.filter(team_id__in=list(teams))
    return dict(rows.values_list("child_id", "team_id"))


def _held(actor: Actor, now: dt.datetime, reason: Grant.Reason) -> QuerySet[Grant]:
    return (
        wall.own(Grant.objects.all(), actor)
        .filter(Q(until_at__isnull=True) | Q(until_at__gt=now), reason=reason, from_at__lte=now)
        .order_by("from_at", "id")
    )


def open_things(actor: Actor, now: dt.datetime, owners: Owners | None = None) -> list[OpenThing]:
    """Everything open in the child's record, with who has it; of these owners, or of everybody. Nine queries at most.

    What a child said is told back by the allocated worker, and by whoever heard it while there is none, or by whom that
    was handed to.
    """
    handed = handed_on(actor)
    theirs = [about for about, to in handed.items() if owners is not None and to in owners.memberships]
    workers = workers_of(actor, now, None if owners is None else owners.memberships)
    concerns = wall.own(Concern.objects.all(), actor).filter(status=Concern.Status.OPEN)
    voices = wall.own(Voice.objects.all(), actor).filter(told_back_on__isnull=True, withdrawn_at__isnull=True)
    if owners is not None:
        concerns = concerns.filter(Q(raised_by_id__in=owners.memberships) | Q(ref__in=theirs))
        voices = voices.filter(
            Q(child_id__in=list(workers)) | Q(heard_by_id__in=owners.memberships) | Q(ref__in=theirs)
        )
        workers |= workers_of_children(actor, now, voices.values("child_id"))
    things = [
        OpenThing(
            kind="concern",
            what="A safeguarding concern" if row.told_at else "A safeguarding concern, social care not told",
            ref=row.ref,
            since=calendar.london_date(row.raised_at),
            due_on=calendar.london_date(row.raised_at),
            child_id=row.child_id,
            membership_id=handed.get(row.ref, row.raised_by_id),
        )
        for row in concerns.order_by("raised_at", "id")
        if owners is None or handed.get(row.ref, row.raised_by_id) in owners.memberships
    ]
    things += _sharing(actor, now, owners, workers, handed) + open_copies(actor, owners)
    return things + [
        OpenThing(
            kind="tell_back",
            what="Telling a child what changed",
            ref=row.ref,
            since=row.said_on,
            due_on=rules.tell_back_by(row.said_on),
            child_id=row.child_id,
            membership_id=workers.get(row.child_id, handed.get(row.ref, row.heard_by_id)),
        )
        for row in voices.order_by("said_on", "id")
        if owners is None or workers.get(row.child_id, handed.get(row.ref, row.heard_by_id)) in owners.memberships
    ]


def handed_on(actor: Actor) -> dict[str, int]:
    """What was handed to somebody else than who wrote it down: its reference, and to whom. One query."""
    return dict(wall.own(HandedOn.objects.all(), actor).values_list("about", "membership_id"))


def _sharing(
    actor: Actor, now: dt.datetime, owners: Owners | None, workers: dict[int, int], handed: dict[str, int]
) -> list[OpenThing]:
    """Whom somebody has still to tell of sharing: the allocated worker, and whoever shared it while there is none."""
    of = None
    if owners is not None:
        theirs = [about for about, to in handed.items() if to in owners.memberships]
        of = Q(child_id__in=list(workers)) | Q(shared_by_id__in=owners.memberships) | Q(ref__in=theirs)
    found = sharing.owed(actor, now, of)
    if owners is not None and found:
        workers = workers | workers_of_children(actor, now, {thing.row.child_id for thing in found})
    things = [
        OpenThing(
            kind=thing.kind,
            what=thing.what,
            ref=thing.row.ref,
            since=thing.since,
            due_on=thing.due_on,
            child_id=thing.row.child_id,
            membership_id=workers.get(thing.row.child_id, handed.get(thing.row.ref, thing.row.shared_by_id)),
        )
        for thing in found
    ]
    return [thing for thing in things if owners is None or thing.membership_id in owners.memberships]

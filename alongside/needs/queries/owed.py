"""Screens and support that are open, and whose they are."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from alongside.children import queries as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import OpenThing, Owners
from alongside.needs import rules
from alongside.needs.models import Screen, Support
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import Team

_IN_QUEUE = (Support.Status.RECEIVED, Support.Status.SEEN)
_WITH_SOMEBODY = (Support.Status.ACCEPTED, Support.Status.OFFERED, Support.Status.STARTED)


def open_things(actor: Actor, now: dt.datetime, owners: Owners | None = None) -> list[OpenThing]:
    """Screens to do (the allocated worker has them) and support, with who has it. Six queries.

    A screen of a child to whom nobody is allocated is with the team that supervises the work, else with the front door.
    Support that no team of the partnership gives is with the team that supervises the work, whose manager must find it.
    """
    workers = children.workers_of(actor, now, None if owners is None else owners.memberships)
    teams = children.supervised_by(actor, now, None if owners is None else owners.teams)
    doors = [team.pk for team in partnerships.teams(actor, duty=Team.Duty.FRONT_DOOR)]
    door = next(iter(doors), None)
    screens = wall.own(Screen.objects.all(), actor).filter(status=Screen.Status.OFFERED)
    supports = wall.own(Support.objects.all(), actor).filter(
        status__in=[*_IN_QUEUE, *_WITH_SOMEBODY, Support.Status.UNPLACED, Support.Status.DECLINED]
    )
    if owners is not None:
        unowned = Q(child_id__in=list(teams))
        if owners.teams.intersection(doors):
            unowned |= ~Q(child_id__in=list(children.supervised_by(actor, now)))
        nobodys = ~Q(child_id__in=children.with_a_worker(actor, now)) & unowned
        screens = screens.filter(Q(child_id__in=list(workers)) | nobodys)
        supports = supports.filter(
            Q(status__in=_IN_QUEUE, team_id__in=owners.teams)
            | Q(status__in=_WITH_SOMEBODY, accepted_by_id__in=owners.memberships)
            | Q(status=Support.Status.DECLINED, child_id__in=list(workers))
            | Q(status=Support.Status.UNPLACED, child_id__in=list(teams))
        )
    return [
        *(
            OpenThing(
                kind="screen",
                what="A screen to do",
                ref=row.ref,
                since=row.offered_on,
                due_on=row.due_on,
                child_id=row.child_id,
                membership_id=workers.get(row.child_id),
                team_id=None if row.child_id in workers else teams.get(row.child_id, door),
            )
            for row in screens.order_by("due_on", "id")
        ),
        *(_support(row, workers, teams) for row in supports.order_by("raised_at", "id")),
    ]


def _support(row: Support, workers: dict[int, int], teams: dict[int, int]) -> OpenThing:
    raised_on = calendar.london_date(row.raised_at)
    received_on = calendar.london_date(row.received_at or row.raised_at)
    title = rules.SPECIALISMS[row.specialism]
    kind, team_id, membership_id = "support", None, None
    if row.status in _IN_QUEUE:
        what, due_on, team_id = f"{title}: to answer", rules.answer_due_on(received_on), row.team_id
    elif row.status == Support.Status.STARTED:
        kind, what, due_on, membership_id = "giving", f"{title} that goes on", None, row.accepted_by_id
    elif row.status in _WITH_SOMEBODY:
        what, due_on, membership_id = f"{title}: to begin", rules.first_support_due_on(raised_on), row.accepted_by_id
    elif row.status == Support.Status.DECLINED:
        what, due_on, membership_id = f"{title}: the team said no", None, workers.get(row.child_id)
        kind = "declined"
    else:
        what, due_on = f"{title}: no one gives it yet", rules.first_support_due_on(raised_on)
        team_id = teams.get(row.child_id)
    return OpenThing(kind, what, row.ref, raised_on, due_on, row.child_id, membership_id, team_id)

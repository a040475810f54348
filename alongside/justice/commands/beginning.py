"""Beginning what a detention starts, and standing it down: each thing with its clock and its owner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from alongside.children import queries as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow, NotPermitted
from alongside.deadlines import commands as deadlines
from alongside.justice import access, queries, rules
from alongside.justice.models import Detention, HandOver, Stay, new_hand_over_ref
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import Agency, Membership, Team


def locked(actor: Actor, detention: Detention, now: dt.datetime) -> Detention:
    """The detention for whoever may know of it, held until the transaction ends."""
    if not access.visible_detentions(actor, now).filter(pk=detention.pk).exists():
        raise NotPermitted("You can no longer see this.")
    rows = wall.own(Detention.objects.all(), actor).select_for_update(of=("self",))
    return rows.select_related("child__school").get(pk=detention.pk)


def stay_now(detention: Detention) -> Stay:
    """Where the child is; after the end, where the child was last."""
    stays = Stay.objects.filter(partnership_id=detention.partnership_id, detention=detention)
    found = stays.order_by("-from_on", "-id").first()
    assert found is not None, "a detention begins in a place"
    return found


def begin(
    actor: Actor,
    detention: Detention,
    moment: rules.From,
    started_on: dt.date,
    *,
    now: dt.datetime,
    is_move: bool = False,
    without: Iterable[str] = (),
) -> list[HandOver]:
    """Begin what begins at this moment, but for what waits already."""
    rows = HandOver.objects.filter(partnership_id=detention.partnership_id, detention=detention)
    waiting = set(rows.filter(status=HandOver.Status.WAITING).values_list("code", flat=True)) | set(without)
    stay = stay_now(detention)
    kept, today = queries.standards(actor.partnership_id), calendar.london_date(now)
    begun = []
    for thing in rules.begins(moment, detention.regime, plan=detention.ehc_plan, is_move=is_move):
        if thing.code in waiting:
            continue
        ref = new_hand_over_ref()
        clock = deadlines.start_clock(
            actor=actor,
            child=detention.child,
            rule=thing.rule,
            started_on=started_on,
            own=kept.own(thing.rule, today),
            about=ref,
            now=now,
            **_owner(actor, detention, thing.owner, now),
        )
        begun.append(
            HandOver.objects.create(
                partnership_id=detention.partnership_id,
                ref=ref,
                detention=detention,
                stay=stay,
                child=detention.child,
                code=thing.code,
                clock=clock,
            )
        )
    return begun


def stand_down(actor: Actor, waiting: Iterable[HandOver], why: str, now: dt.datetime) -> None:
    """Stop waiting for these, with a reason."""
    for row in waiting:
        insist(row, HandOver.Status.STOOD_DOWN)
        row.status, row.note = HandOver.Status.STOOD_DOWN, why
        row.save(update_fields=["status", "note"])
        if row.clock.is_running:
            deadlines.end_clock(actor=actor, clock=row.clock, reason=why, now=now)


def waiting_of(detention: Detention) -> list[HandOver]:
    """What of it still waits, held until the transaction ends."""
    rows = HandOver.objects.select_for_update(of=("self",)).select_related("clock").order_by("id")
    return list(
        rows.filter(partnership_id=detention.partnership_id, detention=detention, status=HandOver.Status.WAITING)
    )


def insist(row: HandOver, wanted: str) -> None:
    """The state may follow, or a sentence that says why not."""
    if not rules.may_follow("HandOver", row.status, wanted):
        raise NotNow("This is done already, or no longer needed.")


def send_team(actor: Actor, detention: Detention) -> Team | None:
    """The SEND team of the home authority, where it works in this partnership."""
    return _team(actor, detention, Agency.Kind.SEND_TEAM) if detention.home_is_here else None


def worker_of(actor: Actor, detention: Detention, now: dt.datetime) -> Membership | None:
    """The allocated worker of the child."""
    found = children.workers_of_children(actor, now, [detention.child_id]).get(detention.child_id)
    if found is None:
        return None
    return wall.own(Membership.objects.all(), actor).select_related("user").get(pk=found)


def _owner(actor: Actor, detention: Detention, owner: rules.Owner, now: dt.datetime) -> dict[str, Any]:
    """Whose it is: the team it falls to; else the allocated worker, the team that supervises, or who enters it.

    What falls to an authority that does not work here is the worker's to chase. Nothing waits on nobody.
    """
    if owner is not rules.Owner.WORKER and detention.home_is_here:
        kind = Agency.Kind.SEND_TEAM if owner is rules.Owner.SEND else Agency.Kind.SOCIAL_CARE
        team = _team(actor, detention, kind)
        if team is not None:
            return {"team": team}
    worker = worker_of(actor, detention, now)
    if worker is not None:
        return {"owner": worker}
    supervising = children.supervised_by(actor, now).get(detention.child_id)
    if supervising is not None:
        return {"team": wall.own(Team.objects.all(), actor).get(pk=supervising)}
    return {"owner": Membership.objects.select_related("user").get(pk=actor.membership_id)}


def _team(actor: Actor, detention: Detention, kind: str) -> Team | None:
    """The team of such an agency in the child's locality; else one for the whole area; else the first by name."""
    teams = [team for team in partnerships.teams(actor) if team.agency.kind == kind and team.agency.is_active]
    place = detention.child.locality_id
    near = [team for team in teams if place is not None and team.locality_id == place]
    return next(iter([*near, *(team for team in teams if team.locality_id is None), *teams]), None)

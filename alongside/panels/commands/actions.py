"""What is to be done after a meeting. Each has one owner and a day: its owner sees the child until it is done."""

from __future__ import annotations

import datetime as dt

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import permissions_of
from alongside.audit import trail
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.panels import access
from alongside.panels.models import Action, AgendaItem, Decision
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import Membership

STRANDS = (Strand.IDENTITY, Strand.EDUCATION, Strand.HEALTH, Strand.PLAN)
"""What an action lets its owner see, as far as their role may: what helps the child, and not what is alleged."""


def _insist_on_owner(owner: Membership) -> None:
    if Permission.DO_ACTION.value not in permissions_of(owner.role):
        raise NotNow("This person's role cannot take an action. Choose somebody who works with children.")


def _open_record(actor: Actor, action: Action, child: Child, owner: Membership, now: dt.datetime) -> None:
    children.give_grant(
        actor=actor, child=child, membership=owner, reason="action", strands=STRANDS, source=action.ref, now=now
    )


@trail.command("panels.action.added", trail.Verb.COLLECTION)
def add_action(
    *,
    actor: Actor,
    item: AgendaItem,
    what: str,
    owner: Membership,
    due_on: dt.date,
    kind: str = Action.Kind.OTHER.value,
    now: dt.datetime,
) -> Action:
    """Agree that somebody does something by a day. It stands in their work, and they see the child until it is done."""
    row = prepared.locked(actor.partnership_id, AgendaItem, item.pk, "child", "meeting")
    access.may_add_action(actor, row).or_raise()
    if not access.sees_item(actor, row, now):
        raise NotPermitted("You can no longer see this child's item. Ask the panel's administrator.")
    _insist_on_owner(owner)
    if due_on < calendar.london_date(now):
        raise NotNow("This day has passed. Choose a day from today on.")
    action = Action.objects.create(
        partnership_id=actor.partnership_id,
        item=row,
        child=row.child,
        kind=kind,
        what=what,
        owner=owner,
        due_on=due_on,
        added_by_id=actor.membership_id,
    )
    _open_record(actor, action, row.child, owner, now)
    trail.record(
        actor,
        "panels.action.added",
        about=[row.child.ref, row.ref, action.ref, owner.ref],
        now=now,
        detail={"kind": kind},
    )
    return action


def _locked(actor: Actor, action: Action, now: dt.datetime, *, is_decided: bool = False) -> Action:
    if not is_decided and not access.sees_action(actor, action, now):
        raise NotPermitted("You can no longer see this action.")
    return prepared.locked(actor.partnership_id, Action, action.pk, "child", "item", "owner")


@trail.command("panels.action.done")
def do_action(
    *, actor: Actor, action: Action, outcome: str = "", done_on: dt.date | None = None, now: dt.datetime
) -> Action:
    """Say that an action is done. For "tell the child", what the child said is marked as told back.

    The owner's sight of the child that came with the action ends.
    """
    row = _locked(actor, action, now)
    access.may_do_action(actor, row).or_raise()
    today = calendar.london_date(now)
    day = done_on or today
    if day > today:
        raise NotNow("Say that it is done once it is. The day is in the future.")
    if row.kind == Action.Kind.TELL_CHILD:
        voice = Decision.objects.select_related("voice").get(item=row.item).voice
        if voice is not None and voice.told_back_on is None:
            children.tell_back(actor=actor, voice=voice, changed=outcome or voice.changed, told_back_on=day, now=now)
    row.status, row.outcome, row.done_on = Action.Status.DONE, outcome, day
    row.ended_by_id = actor.membership_id
    row.save(update_fields=["status", "outcome", "done_on", "ended_by"])
    children.end_grants(actor=actor, source=row.ref, child=row.child, now=now)
    trail.record(actor, "panels.action.done", about=[row.child.ref, row.ref], now=now)
    return row


@trail.command("panels.action.withdrawn")
def withdraw_action(*, actor: Actor, action: Action, reason: str, now: dt.datetime) -> Action:
    """Say, with a reason, that an action is no longer needed. Telling the child cannot be withdrawn.

    Raises NotNow for "tell the child".
    """
    row = _locked(actor, action, now)
    access.may_redirect_action(actor, row).or_raise()
    if row.kind == Action.Kind.TELL_CHILD:
        raise NotNow("The child is always told. Hand this over to somebody who can tell the child.")
    row.status, row.outcome, row.ended_by_id = Action.Status.WITHDRAWN, reason, actor.membership_id
    row.save(update_fields=["status", "outcome", "ended_by"])
    children.end_grants(actor=actor, source=row.ref, child=row.child, now=now)
    trail.record(actor, "panels.action.withdrawn", about=[row.child.ref, row.ref], now=now, reason=reason)
    return row


@trail.command("panels.action.handed_over")
def hand_over_action(*, actor: Actor, action: Action, owner: Membership, now: dt.datetime) -> Action:
    """Give an open action to somebody else, who sees the child from now on in the place of the former owner."""
    is_decided = trail.is_part_of_a_command()
    row = _locked(actor, action, now, is_decided=is_decided)
    if not is_decided:
        access.may_redirect_action(actor, row).or_raise()
    _insist_on_owner(owner)
    if owner.pk == row.owner_id:
        raise NotNow("This person has the action already.")
    former = row.owner
    row.owner = owner
    row.save(update_fields=["owner"])
    children.end_grants(actor=actor, source=row.ref, child=row.child, membership=former, now=now)
    _open_record(actor, row, row.child, owner, now)
    trail.record(actor, "panels.action.handed_over", about=[row.child.ref, row.ref, former.ref, owner.ref], now=now)
    return row


@trail.command("panels.action.passed_on")
def hand_over_action_of(*, actor: Actor, ref: str, to: Membership, now: dt.datetime) -> Action:
    """An action of a leaver is somebody else's. For the command that hands over what the leaver had."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("Hand this over on the page of what the person has.")
    found = wall.own(Action.objects.all(), actor).get(ref=ref)
    trail.record(actor, "panels.action.passed_on", about=[found.ref, to.ref], now=now)
    return hand_over_action(actor=actor, action=found, owner=to, now=now)

"""A copy for the child or family of who looked and what was shared: prepared by one person, released by another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.models import SubjectAccess
from alongside.core import refs
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import prepared


@trail.command("children.subject_access.begun", trail.Verb.COLLECTION)
def begin_subject_access(
    *,
    actor: Actor,
    child_ref: str,
    asked_by: str,
    asked_on: dt.date,
    identity_on: dt.date | None,
    may_act: str,
    now: dt.datetime,
) -> SubjectAccess:
    """Somebody asked who looked at a record and what was shared. The clock starts when it is clear who asks.

    The record is named by reference and need not be open to whoever prepares the copy; a reference without events gives
    a copy that says so.
    """
    if not actor.may(Permission.SEE_WHO_LOOKED):
        raise NotPermitted("Only the information governance lead prepares a copy. Pass the request on the same day.")
    if not refs.is_of(child_ref, refs.Kind.CHILD):
        raise NotNow("This is not the reference of a child’s record. It begins with C.")
    row = SubjectAccess.objects.create(
        partnership_id=actor.partnership_id,
        child_ref=child_ref,
        asked_by=asked_by,
        asked_on=asked_on,
        identity_on=identity_on,
        may_act=may_act,
        due_on=rules.subject_access_due_on(identity_on or asked_on),
        prepared_by_id=actor.membership_id,
        up_to=now,
    )
    trail.record(actor, "children.subject_access.begun", about=[child_ref, row.ref], now=now)
    return row


@trail.command("children.subject_access.prepared")
def leave_out(
    *, actor: Actor, request: SubjectAccess, lines: Iterable[str], reason: str, now: dt.datetime
) -> SubjectAccess:
    """Say which lines are left out of the copy and on what ground, and hand it to a second person.

    ``lines`` are keys of lines as ``queries.copy_of`` gives them; ``reason`` is a code of ``rules.LEAVE_OUT``.
    """
    row = _locked(request)
    if row.prepared_by_id != actor.membership_id:
        raise NotPermitted("Whoever began this copy prepares it.")
    if row.status != SubjectAccess.Status.PREPARING:
        raise NotNow("This copy is no longer being prepared.")
    chosen = list(lines)
    if chosen and reason not in rules.LEAVE_OUT:
        raise NotNow("Say on what ground these lines are left out.")
    row.left_out = [f"{line}:{reason}" for line in chosen]
    row.status = SubjectAccess.Status.TO_RELEASE
    row.save(update_fields=["left_out", "status"])
    trail.record(
        actor,
        "children.subject_access.prepared",
        about=[row.child_ref, row.ref],
        now=now,
        detail={"left_out": len(chosen), "ground": reason if chosen else ""},
    )
    return row


@trail.command("children.subject_access.released", trail.Verb.DISCLOSURE)
def release_copy(*, actor: Actor, request: SubjectAccess, now: dt.datetime) -> SubjectAccess:
    """A second person has read the copy and lets it go."""
    row = _locked(request)
    access.may_release(actor, row).or_raise()
    if row.status != SubjectAccess.Status.TO_RELEASE:
        raise NotNow("This copy is not ready to be released.")
    row.status, row.released_by_id, row.released_at = SubjectAccess.Status.RELEASED, actor.membership_id, now
    row.save(update_fields=["status", "released_by", "released_at"])
    trail.record(actor, "children.subject_access.released", about=[row.child_ref, row.ref], now=now)
    return row


@trail.command("children.subject_access.returned")
def return_copy(*, actor: Actor, request: SubjectAccess, why: str, now: dt.datetime) -> SubjectAccess:
    """A second person sends the copy back to be prepared again."""
    row = _locked(request)
    access.may_release(actor, row).or_raise()
    if row.status != SubjectAccess.Status.TO_RELEASE:
        raise NotNow("This copy is not waiting for you.")
    row.status, row.outcome = SubjectAccess.Status.PREPARING, why
    row.save(update_fields=["status", "outcome"])
    trail.record(actor, "children.subject_access.returned", about=[row.child_ref, row.ref], now=now)
    return row


@trail.command("children.subject_access.refused")
def refuse_copy(*, actor: Actor, request: SubjectAccess, why: str, now: dt.datetime) -> SubjectAccess:
    """No copy is given: the reason, with what the asker was told they can do about it."""
    row = _locked(request)
    if row.prepared_by_id != actor.membership_id:
        raise NotPermitted("Whoever began this copy answers it.")
    if row.status != SubjectAccess.Status.PREPARING:
        raise NotNow("This copy is no longer being prepared.")
    row.status, row.outcome = SubjectAccess.Status.REFUSED, why
    row.save(update_fields=["status", "outcome"])
    trail.record(actor, "children.subject_access.refused", about=[row.child_ref, row.ref], now=now)
    return row


def _locked(request: SubjectAccess) -> SubjectAccess:
    return prepared.locked(request.partnership_id, SubjectAccess, request.pk)

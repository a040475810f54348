"""Passing on that a child may be at risk of harm now."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import access
from alongside.children.models import Child, Concern
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import wall


@trail.command("children.concern.raised", trail.Verb.COLLECTION)
def raise_concern(
    *,
    actor: Actor,
    child: Child | None,
    named: str = "",
    about: str = "",
    what: str,
    told_whom: str = "",
    told_at: dt.datetime | None = None,
    now: dt.datetime,
) -> Concern:
    """Say that a child may be at risk of harm now. Never gated: anyone signed in, about any child, whatever is missing.

    When social care has been told already, ``told_whom`` and ``told_at`` say so; otherwise it stays in *my work* as due
    the same day.
    """
    concern = Concern.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        named=named,
        about=about,
        what=what,
        raised_by_id=actor.membership_id,
        raised_at=now,
        told_whom=told_whom,
        told_at=told_at if told_whom else None,
        told_by_id=actor.membership_id if told_whom else None,
    )
    refs = [ref for ref in (child.ref if child else "", concern.ref, about) if ref]
    trail.record(actor, "children.concern.raised", about=refs, now=now, detail={"told": bool(told_whom)})
    return concern


def _concern(actor: Actor, concern: Concern, now: dt.datetime) -> Concern:
    """The concern, locked, for who may know of it."""
    row = wall.own(Concern.objects.all(), actor).select_for_update().get(pk=concern.pk)
    if not access.visible_concerns(actor, now).filter(pk=row.pk).exists():
        raise NotPermitted("You can no longer see this concern. Ask the duty manager.")
    return row


@trail.command("children.concern.told", trail.Verb.DISCLOSURE)
def tell_social_care(
    *, actor: Actor, concern: Concern, told_whom: str, told_at: dt.datetime, now: dt.datetime
) -> Concern:
    """Record who was told in social care, when, and by whom."""
    row = _concern(actor, concern, now)
    if row.status == Concern.Status.CLOSED:
        raise NotNow("This concern is closed. Raise a new one if something has happened since.")
    row.told_whom, row.told_at, row.told_by_id = told_whom, told_at, actor.membership_id
    row.save(update_fields=["told_whom", "told_at", "told_by"])
    trail.record(actor, "children.concern.told", about=[row.ref], now=now)
    return row


@trail.command("children.concern.closed")
def close_concern(*, actor: Actor, concern: Concern, outcome: str, now: dt.datetime) -> Concern:
    """Close a concern with its outcome; only after social care was told."""
    access.may_close_concern(actor).or_raise()
    row = _concern(actor, concern, now)
    if row.status == Concern.Status.CLOSED:
        raise NotNow("This concern is closed already.")
    if row.told_at is None:
        raise NotNow("Record first who was told in social care, and when.")
    row.status, row.outcome = Concern.Status.CLOSED, outcome
    row.closed_by_id, row.closed_at = actor.membership_id, now
    row.save(update_fields=["status", "outcome", "closed_by", "closed_at"])
    trail.record(actor, "children.concern.closed", about=[row.ref], now=now)
    return row

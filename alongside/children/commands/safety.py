"""Passing on that a child may be at risk of harm now."""

from __future__ import annotations

import datetime as dt

from alongside.accounts.roles import RoleCode
from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.commands.grants import end_grants, give_grant
from alongside.children.models import Child, Concern, Grant
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import wall
from alongside.partnerships.models import Agency, Membership


@trail.command("children.concern.raised", trail.Verb.COLLECTION)
def raise_concern(
    *,
    actor: Actor,
    child: Child | None,
    named: str = "",
    about: str = "",
    what: str,
    told_whom: str = "",
    told: Membership | None = None,
    told_at: dt.datetime | None = None,
    now: dt.datetime,
) -> Concern:
    """Say that a child may be at risk of harm now. Never gated: anyone signed in, about any child, whatever is missing.

    When social care has been told already, ``told`` (somebody who works for it here: they read on at once) or
    ``told_whom`` (a name) and ``told_at`` say so; otherwise it stays in *my work* as due the same day.
    """
    told_whom = _whom(told, child, told_whom)
    concern = Concern.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        named=named,
        about=about,
        what=what,
        raised_by_id=actor.membership_id,
        raised_at=now,
        told_whom=told_whom,
        told=told,
        told_at=(told_at or now) if told_whom else None,
        told_by_id=actor.membership_id if told_whom else None,
    )
    refs = [ref for ref in (child.ref if child else "", concern.ref, about) if ref]
    _let_read(actor, concern, now)
    detail = {"told": bool(told_whom), "told_ref": told.ref if told else ""}
    trail.record(actor, "children.concern.raised", about=refs, now=now, detail=detail)
    return concern


def _whom(told: Membership | None, child: Child | None, told_whom: str) -> str:
    """The name under which the concern says who was told. Raises NotNow for whom telling here would not reach."""
    if told is None:
        return told_whom
    if told.agency.kind != Agency.Kind.SOCIAL_CARE or told.role != RoleCode.SOCIAL_CARE:
        raise NotNow("This person does not work for children's social care here. Choose somebody who does.")
    if child is not None and child.is_sealed and not access.knows_of_sealed(child, told):
        raise NotNow(
            "This person may not know of this record. Tell them by telephone, and write their name in place of choosing"
            " them."
        )
    return f"{told.user.name}, {told.agency.name}"


def _let_read(actor: Actor, concern: Concern, now: dt.datetime) -> None:
    """Whom social care was told through reads what the matrix gives social care for a concern, until it is closed."""
    if concern.told is None or concern.child is None:
        return
    give_grant(
        actor=actor,
        child=concern.child,
        membership=concern.told,
        reason=Grant.Reason.SAFEGUARDING,
        strands=rules.readable(concern.told.role, Grant.Reason.SAFEGUARDING),
        source=concern.ref,
        until_at=rules.told_until(now),
        now=now,
    )


def _concern(actor: Actor, concern: Concern, now: dt.datetime) -> Concern:
    """The concern, locked, for who may know of it."""
    rows = wall.own(Concern.objects.all(), actor).select_related("child", "told__user", "told__agency")
    row = rows.select_for_update(of=("self",)).get(pk=concern.pk)
    if not access.visible_concerns(actor, now).filter(pk=row.pk).exists():
        raise NotPermitted("You can no longer see this concern. Ask the duty manager.")
    return row


@trail.command("children.concern.told", trail.Verb.DISCLOSURE)
def tell_social_care(
    *,
    actor: Actor,
    concern: Concern,
    told_whom: str = "",
    told: Membership | None = None,
    told_at: dt.datetime,
    now: dt.datetime,
) -> Concern:
    """Record who was told in social care, when, and by whom.

    ``told`` is somebody who works for social care in this partnership: the concern is then theirs too, and they read
    about the child until it is closed. ``told_whom`` is a name, for somebody who does not use Alongside.
    """
    row = _concern(actor, concern, now)
    if row.status == Concern.Status.CLOSED:
        raise NotNow("This concern is closed. Raise a new one if something has happened since.")
    name = _whom(told, row.child, told_whom)
    if not name:
        raise NotNow("Say whom you spoke to in social care.")
    if row.told is not None and row.told != told and row.child is not None:
        end_grants(actor=actor, source=row.ref, child=row.child, membership=row.told, now=now)
    row.told_whom, row.told, row.told_at, row.told_by_id = name, told, told_at, actor.membership_id
    row.save(update_fields=["told_whom", "told", "told_at", "told_by"])
    _let_read(actor, row, now)
    about = [row.ref, *([row.child.ref] if row.child else [])]
    detail = {"told_ref": told.ref if told else ""}
    trail.record(actor, "children.concern.told", about=about, now=now, detail=detail)
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
    if row.child is not None:
        reasons = [Grant.Reason.SAFEGUARDING, Grant.Reason.COVER]
        end_grants(actor=actor, source=row.ref, child=row.child, reasons=reasons, now=now)
    trail.record(actor, "children.concern.closed", about=[row.ref], now=now)
    return row

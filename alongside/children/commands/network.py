"""Writing down who else works with the child."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import access
from alongside.children.models import Child, Professional
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.partnerships import wall


@trail.command("children.professional.recorded", trail.Verb.COLLECTION)
def record_professional(
    *,
    actor: Actor,
    child: Child,
    name: str,
    role: str,
    agency: str = "",
    phone: str = "",
    reason: str = "",
    from_on: dt.date | None = None,
    now: dt.datetime,
) -> Professional:
    """Write down somebody of another service who works with the child and does not use this system."""
    access.may_write(actor, child, Strand.IDENTITY, now).or_raise()
    row = Professional.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        name=name,
        role=role,
        agency=agency,
        phone=phone,
        reason=reason,
        from_on=from_on,
        recorded_by=actor.name,
    )
    trail.record(actor, "children.professional.recorded", about=[child.ref, row.ref], now=now)
    return row


@trail.command("children.professional.ended")
def end_professional(*, actor: Actor, professional: Professional, to_on: dt.date, now: dt.datetime) -> Professional:
    """They do not work with the child any more."""
    row = (
        wall.own(Professional.objects.all(), actor)
        .select_for_update(of=("self",))
        .select_related("child")
        .get(pk=professional.pk)
    )
    access.may_write(actor, row.child, Strand.IDENTITY, now).or_raise()
    if row.from_on is not None and to_on < row.from_on:
        raise NotNow("The last day must be after the first day.")
    row.to_on = to_on
    row.save(update_fields=["to_on"])
    trail.record(actor, "children.professional.ended", about=[row.child.ref, row.ref], now=now)
    return row

"""Exceptions beside a date."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.deadlines import access
from alongside.deadlines.commands.clocks import locked
from alongside.deadlines.models import Claim, Clock
from alongside.partnerships import wall


@trail.command("deadlines.claim.made", trail.Verb.COLLECTION)
def claim_exception(
    *,
    actor: Actor,
    clock: Clock,
    kind: str,
    from_on: dt.date,
    to_on: dt.date | None = None,
    evidence: str,
    now: dt.datetime,
) -> Claim:
    """Claim an exception that the rule allows, with evidence. The date stays where it is.

    Raises NotNow for an excuse that the rule does not have, and for a time that ends before it begins.
    """
    row = locked(actor, clock, now)
    access.may_keep(actor, row, now).or_raise()
    if kind not in {excuse.code for excuse in row.of_rule.excuses}:
        raise NotNow("This rule has no such exception.")
    if to_on is not None and to_on < from_on:
        raise NotNow("The last day is before the first. Check the days.")
    claim = Claim.objects.create(
        partnership_id=actor.partnership_id,
        clock=row,
        child=row.child,
        kind=kind,
        from_on=from_on,
        to_on=to_on,
        evidence=evidence,
        decided_by_id=actor.membership_id,
        decided_on=calendar.london_date(now),
    )
    trail.record(
        actor, "deadlines.claim.made", about=[row.child.ref, row.ref, claim.ref], now=now, detail={"kind": kind}
    )
    return claim


@trail.command("deadlines.claim.withdrawn")
def withdraw_claim(*, actor: Actor, claim: Claim, reason: str, now: dt.datetime) -> Claim:
    """Withdraw an exception with a reason. It stays in the record as withdrawn."""
    clock = locked(actor, claim.clock, now)
    access.may_keep(actor, clock, now).or_raise()
    row = wall.own(Claim.objects.all(), actor).select_for_update().get(pk=claim.pk)
    if row.withdrawn_on is not None:
        raise NotNow("This exception was withdrawn already.")
    row.withdrawn_on, row.withdrawn_why = calendar.london_date(now), reason
    row.save(update_fields=["withdrawn_on", "withdrawn_why"])
    trail.record(
        actor, "deadlines.claim.withdrawn", about=[clock.child.ref, clock.ref, row.ref], now=now, reason=reason
    )
    return row

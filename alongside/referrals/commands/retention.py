"""Erasing what was not taken up, by rule: the trace that it was here stays, and nothing that anybody wrote."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from alongside.audit import trail
from alongside.children import commands as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.referrals import queries, rules
from alongside.referrals.commands.arrival import empty
from alongside.referrals.commands.referral import empty_referral
from alongside.referrals.models import Arrival, Referral, Reply, TurnaroundCheck

AT_ONCE = 500
"""Rows of one kind that one run erases at most."""

NOT_TAKEN_UP = (Referral.Status.DECLINED, Referral.Status.SIGNPOSTED)


@trail.command("referrals.retention.applied", trail.Verb.ERASURE)
def erase_not_taken_up(*, actor: Actor, now: dt.datetime) -> int:
    """Erase, in the partnership of the context, what was answered so long ago that its time is over. Gives how many.

    What stays of each is where it came from, when, and what became of it: enough to count, and about nobody. A record
    that was made for such a referral alone goes with it. Safe to run twice, and by two workers.
    """
    kept = queries.standards(actor.partnership_id)
    arrivals = list(
        Arrival.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            partnership_id=actor.partnership_id,
            status=Arrival.Status.NOT_FOR_US,
            erased_at__isnull=True,
            decided_at__lte=_ends(rules.KEPT_AT_THE_DOOR, kept, now),
        )[:AT_ONCE]
    )
    for arrival in arrivals:
        empty(arrival, now)
        arrival.save()
    referrals = list(
        Referral.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("child")
        .filter(
            partnership_id=actor.partnership_id,
            status__in=NOT_TAKEN_UP,
            erased_at__isnull=True,
            decided_at__lte=_ends(rules.KEPT_DECLINED, kept, now),
        )[:AT_ONCE]
    )
    for referral in referrals:
        _erase(actor, referral, now)
    done = [*(row.ref for row in arrivals), *(row.ref for row in referrals)]
    detail = {"door": len(arrivals), "declined": len(referrals)}
    trail.record(actor, "referrals.retention.applied", about=done, now=now, detail=detail)
    return len(done)


def _ends(rule: rules.Retention, kept: rules.Standards, now: dt.datetime) -> dt.datetime:
    """What was answered until then is erased now, by the number that the partnership keeps today."""
    return replace(rule, days=kept.value(rule.code, calendar.london_date(now))).ends_before(now)


def _erase(actor: Actor, row: Referral, now: dt.datetime) -> None:
    child = row.child
    for came in Arrival.objects.select_for_update().filter(partnership_id=row.partnership_id, referral=row):
        came.child = None
        empty(came, now)
        came.save()
    Reply.objects.filter(partnership_id=row.partnership_id, referral=row).delete()
    TurnaroundCheck.objects.filter(partnership_id=row.partnership_id, referral=row).delete()
    empty_referral(row)
    row.erased_at = now
    row.save()
    if child is not None:
        children.erase_unused_record(actor=actor, child=child, source=row.ref, now=now)

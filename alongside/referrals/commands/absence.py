"""A worker is away, and a colleague sees to their children."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import commands as children
from alongside.children import rules as child_rules
from alongside.children.models import Child, Grant
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import Membership
from alongside.referrals import access, queries, rules
from alongside.referrals.commands.involvement import let_cover_see
from alongside.referrals.models import Absence, Involvement


@trail.command("referrals.absence.recorded")
def record_absence(
    *,
    actor: Actor,
    membership: Membership,
    cover: Membership,
    from_on: dt.date,
    until_on: dt.date,
    why: str,
    now: dt.datetime,
) -> Absence:
    """Write down that somebody is away, and who covers. They see each child of the absent worker from the first to the
    last day, those who are allocated meanwhile too, and no longer.

    The worker does it, or whoever sees to their work; nobody makes themselves the cover. Raises NotNow for days that
    have passed, for longer than cover is given, and for a colleague whose role cannot work with a child.
    """
    may_keep_absence(actor, membership, now)
    today = calendar.london_date(now)
    if cover.user_id == actor.user_id:
        raise NotPermitted("Nobody lets themselves in. Ask a colleague or another manager to write this down.")
    if not today <= from_on <= until_on:
        raise NotNow("The first day is today or later, and the last day is not before it. Check the dates.")
    longest = queries.standards(actor.partnership_id).value("cover", today)
    if (until_on - from_on).days > longest:
        raise NotNow(f"Cover is for {longest} days at most. After that each child gets a worker of their own.")
    if why not in rules.ABSENCE_REASONS:
        raise NotNow("Choose why they are away.")
    if cover.pk == membership.pk or cover.agency_id != membership.agency_id:
        raise NotNow("Choose a colleague of the same agency.")
    if Strand.PLAN not in child_rules.writable(cover.role, Grant.Reason.COVER):
        raise NotNow(f"{cover.user.name} does not work with children in their role. Choose a worker or a manager.")
    here = {row.membership_id for row in partnerships.colleagues(actor, from_on)}
    if cover.pk not in here or (cover.to_on is not None and cover.to_on < until_on):
        raise NotNow(f"{cover.user.name} does not work here on all of these days. Choose somebody else.")
    away = wall.own(Absence.objects.all(), actor).filter(ended_at__isnull=True)
    if away.filter(membership=cover, from_on__lte=until_on, until_on__gte=from_on).exists():
        raise NotNow(f"{cover.user.name} is away then too. Choose somebody else.")
    if away.filter(membership=membership, from_on__lte=until_on, until_on__gte=from_on).exists():
        raise NotNow("Somebody covers on some of these days already. End that first.")
    made = Absence.objects.create(
        partnership_id=actor.partnership_id,
        membership=membership,
        cover=cover,
        why=why,
        from_on=from_on,
        until_on=until_on,
        recorded_by_id=actor.membership_id,
    )
    open_work = wall.own(Involvement.objects.all(), actor).filter(worker=membership, status=Involvement.Status.OPEN)
    theirs = list(Child.objects.filter(id__in=open_work.values("child_id")).order_by("id"))
    for child in theirs:
        let_cover_see(actor, made, child, now)
    trail.record(
        actor,
        "referrals.absence.recorded",
        about=[membership.ref, cover.ref, made.ref],
        now=now,
        detail={"children": len(theirs), "from": from_on.isoformat(), "until": until_on.isoformat()},
    )
    return made


@trail.command("referrals.absence.ended")
def end_absence(*, actor: Actor, absence: Absence, now: dt.datetime) -> Absence:
    """The worker is back, or did not go: who covered sees the children no longer."""
    rows = wall.own(Absence.objects.all(), actor).select_for_update(of=("self",)).select_related("membership")
    row = rows.get(pk=absence.pk)
    may_keep_absence(actor, row.membership, now)
    if row.ended_at is not None or row.until_on < calendar.london_date(now):
        raise NotNow("This absence is over already.")
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    children.end_grants(actor=actor, source=row.ref, now=now)
    trail.record(actor, "referrals.absence.ended", about=[row.membership.ref, row.ref], now=now)
    return row


def may_keep_absence(actor: Actor, membership: Membership, now: dt.datetime) -> None:
    """Raise NotPermitted for anybody but the worker and whoever sees to their work."""
    if not access.is_own(actor, membership):
        partnerships.sees_to(actor, membership, calendar.london_date(now)).or_raise()

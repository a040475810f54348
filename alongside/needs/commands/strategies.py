"""What helps a child and what does not: written, withdrawn, never edited."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.db.models.functions import Upper

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.needs import access, rules
from alongside.needs.models import Strategy
from alongside.partnerships import prepared


@trail.command("needs.strategy.written", trail.Verb.COLLECTION)
def write_strategy(
    *, actor: Actor, child: Child, kind: str, text: str, area: str = "", replaces: str = "", now: dt.datetime
) -> Strategy:
    """Write one thing to do or to avoid with the child. Everyone who may know the child reads it at once."""
    access.may_write_strategy(actor, child_access.standing(actor, child, now)).or_raise()
    words = " ".join(text.split())
    if not words:
        raise NotNow("Write what to do, or what to avoid.")
    fault = rules.fault_of_strategy(words)
    if fault:
        raise NotNow(fault)
    if _same(child.partnership_id, child.pk, kind, words):
        raise NotNow("This strategy stands already.")
    today = calendar.london_date(now)
    row = Strategy.objects.create(
        partnership_id=child.partnership_id,
        child=child,
        kind=Strategy.Kind(kind),
        text=words,
        area=area,
        written_by_id=actor.membership_id,
        from_on=today,
        replaces=replaces,
    )
    children.record_entry(
        actor=actor,
        child=child,
        happened_on=today,
        # Everyone reads the strategy itself. A line of the chronology also names the writer's agency, which would tell
        # a reader without the health strand with what the child gets help.
        strand=Strand.HEALTH,
        kind="strategy",
        text=f"{Strategy.Kind(kind).label}: {words}",
        source=row.ref,
        now=now,
    )
    trail.record(actor, "needs.strategy.written", about=[child.ref, row.ref], now=now, detail={"kind": row.kind})
    return row


@trail.command("needs.strategy.withdrawn")
def withdraw_strategy(*, actor: Actor, strategy: Strategy, reason: str, now: dt.datetime) -> Strategy:
    """Withdraw a strategy with a reason. It stays in the record as withdrawn."""
    row = prepared.locked(actor.partnership_id, Strategy, strategy.pk, "child")
    access.may_write_strategy(actor, child_access.standing(actor, row.child, now)).or_raise()
    if not rules.may_follow("Strategy", row.status, Strategy.Status.WITHDRAWN):
        raise NotNow("This strategy has been withdrawn already.")
    if not reason.strip():
        raise NotNow("Say why this strategy no longer holds.")
    row.status, row.withdrawn_reason = Strategy.Status.WITHDRAWN, reason
    row.withdrawn_at, row.withdrawn_by_id, row.until_on = now, actor.membership_id, calendar.london_date(now)
    row.save(update_fields=["status", "withdrawn_reason", "withdrawn_at", "withdrawn_by", "until_on"])
    trail.record(actor, "needs.strategy.withdrawn", about=[row.child.ref, row.ref], now=now)
    return row


@trail.command("needs.strategy.rewritten")
def rewrite_strategy(
    *, actor: Actor, strategy: Strategy, kind: str, text: str, reason: str, now: dt.datetime
) -> Strategy:
    """Say it differently: the old one is withdrawn with a reason, a new one takes its place."""
    withdrawn = withdraw_strategy(actor=actor, strategy=strategy, reason=reason, now=now)
    row = write_strategy(
        actor=actor,
        child=withdrawn.child,
        kind=kind,
        text=text,
        area=withdrawn.area,
        replaces=withdrawn.ref,
        now=now,
    )
    trail.record(actor, "needs.strategy.rewritten", about=[withdrawn.child.ref, withdrawn.ref, row.ref], now=now)
    return row


@prepared.question
def _same(partnership_id: int, child_id: int, kind: str, words: str) -> QuerySet[Strategy, int]:
    """A strategy of the same kind that stands in these words, whatever their case."""
    rows = Strategy.objects.filter(partnership_id=partnership_id, child_id=child_id, kind=kind)
    rows = rows.filter(status=Strategy.Status.CURRENT).annotate(same=Upper("text")).filter(same=Upper(words))
    return rows.values_list("pk", flat=True)[:1]

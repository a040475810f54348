"""Joining two records of one child, by two people, and parting them again. No row of either record is moved."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from alongside.audit import trail
from alongside.children import access
from alongside.children.models import Child, Grant, Merge
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.partnerships import prepared, wall


@trail.command("children.merge.proposed", trail.Verb.COMBINATION)
def propose_merge(*, actor: Actor, kept: Child, other: Child, why: str, now: dt.datetime) -> Merge:
    """Say that two records are of one child. Nothing changes until a second person has looked at both."""
    access.may_propose_merge(actor).or_raise()
    _free(actor, kept, other)
    row = Merge.objects.create(
        partnership_id=actor.partnership_id,
        kept=kept,
        other=other,
        status=Merge.Status.PROPOSED,
        why=_said(why),
        proposed_by_id=actor.membership_id,
        proposed_at=now,
    )
    trail.record(actor, "children.merge.proposed", about=[kept.ref, other.ref, row.ref], now=now, reason=why)
    return row


@trail.command("children.merge.denied")
def say_different(*, actor: Actor, one: Child, two: Child, why: str, now: dt.datetime) -> Merge:
    """Record that two records are of two children, so that they are not thought to be one again."""
    access.may_propose_merge(actor).or_raise()
    _free(actor, one, two)
    row = Merge.objects.create(
        partnership_id=actor.partnership_id,
        kept=one,
        other=two,
        status=Merge.Status.DIFFERENT,
        why=_said(why),
        proposed_by_id=actor.membership_id,
        proposed_at=now,
    )
    trail.record(actor, "children.merge.denied", about=[one.ref, two.ref, row.ref], now=now, reason=why)
    return row


@trail.command("children.merge.decided", trail.Verb.COMBINATION)
def decide_merge(*, actor: Actor, merge: Merge, is_one_child: bool, why: str, now: dt.datetime) -> Merge:
    """A second person joins the two records, or says that they are of two children.

    Whoever may see one of them under a grant may then see both, for the same reason, the same strands and as long: it
    is one child. What is copied for this ends with the work from which it arises, and when the records are parted.
    """
    row = _locked(actor, merge)
    access.may_decide_merge(actor, row).or_raise()
    if row.status != Merge.Status.PROPOSED:
        raise NotNow("Somebody has decided about these records already.")
    row.decided_by_id, row.decided_at = actor.membership_id, now
    row.status = Merge.Status.JOINED if is_one_child else Merge.Status.DIFFERENT
    if is_one_child:
        _insist_open(row.kept, row.other)
        Child.objects.filter(pk=row.other_id).update(joined_to_id=row.kept_id)
        _share_grants(row, now)
    row.save(update_fields=["decided_by", "decided_at", "status"])
    access.forget()
    trail.record(
        actor,
        "children.merge.decided",
        about=[row.kept.ref, row.other.ref, row.ref],
        now=now,
        reason=_said(why),
        detail={"status": row.status},
    )
    return row


@trail.command("children.merge.undone")
def part_records(*, actor: Actor, merge: Merge, why: str, now: dt.datetime) -> Merge:
    """Part two records that were joined wrongly. Each is as it was; what was copied of access ends at once."""
    row = _locked(actor, merge)
    access.may_propose_merge(actor).or_raise()
    if row.status != Merge.Status.JOINED:
        raise NotNow("These records are not joined.")
    Child.objects.filter(pk=row.other_id).update(joined_to=None)
    grants = wall.own(Grant.objects.all(), actor).filter(given_by=row.ref).exclude(until_at__lte=now)
    ended = grants.update(until_at=now)
    row.status, row.parted_by_id, row.parted_at = Merge.Status.PARTED, actor.membership_id, now
    row.parted_why = _said(why)
    row.save(update_fields=["status", "parted_by", "parted_at", "parted_why"])
    access.forget()
    trail.record(
        actor,
        "children.merge.undone",
        about=[row.kept.ref, row.other.ref, row.ref],
        now=now,
        reason=why,
        detail={"grants": ended},
    )
    return row


def share_grant(grant: Grant) -> None:
    """Give what a new grant gives for the other records of the same child too. Part of the command that gives it."""
    for merge in _joined(grant.partnership_id, grant.child_id):
        _copy(grant, merge.other_id if merge.kept_id == grant.child_id else merge.kept_id, merge, grant.from_at)


@prepared.question
def _joined(partnership_id: int, child_id: int) -> QuerySet[Merge]:
    rows = Merge.objects.filter(partnership_id=partnership_id, status=Merge.Status.JOINED)
    return rows.filter(Q(kept_id=child_id) | Q(other_id=child_id))


@prepared.question
def _records(partnership_id: int, kept_id: int) -> QuerySet[Child, int]:
    rows = Child.objects.filter(partnership_id=partnership_id).filter(Q(pk=kept_id) | Q(joined_to_id=kept_id))
    return rows.values_list("id", flat=True)


def records_of(child: Child) -> list[int]:
    """Row ids of all records of this child: its own, and those that are joined to it or to which it is joined."""
    return _records(child.partnership_id, child.joined_to_id or child.pk)


def locked_records(actor: Actor, child: Child) -> dict[int, Child]:
    """All records of this child by row id, held until the transaction ends: the first step of a command that begins
    what a child has once, whichever of the records it stands in. One query, and in one order for everybody."""
    rows = wall.own(Child.objects.all(), actor)
    # Asked anew: what was read before the command may have been joined since.
    kept = rows.filter(pk=child.pk).values(kept=Coalesce("joined_to_id", "id"))
    rows = rows.filter(Q(pk__in=kept) | Q(joined_to_id__in=kept))
    return {row.pk: row for row in rows.select_for_update(of=("self",)).order_by("id")}


def _share_grants(merge: Merge, now: dt.datetime) -> None:
    for one, two in ((merge.kept_id, merge.other_id), (merge.other_id, merge.kept_id)):
        rows = Grant.objects.filter(partnership_id=merge.partnership_id, child_id=one).exclude(until_at__lte=now)
        for grant in rows.exclude(given_by=merge.ref):
            _copy(grant, two, merge, now)


def _copy(grant: Grant, child_id: int, merge: Merge, now: dt.datetime) -> None:
    Grant.objects.create(
        partnership_id=grant.partnership_id,
        child_id=child_id,
        membership_id=grant.membership_id,
        team_id=grant.team_id,
        reason=grant.reason,
        strands=grant.strands,
        source=grant.source,
        from_at=now,
        until_at=grant.until_at,
        given_by=merge.ref,
    )


def _locked(actor: Actor, merge: Merge) -> Merge:
    rows = wall.own(Merge.objects.all(), actor).select_for_update(of=("self",))
    return rows.select_related("kept", "other", "proposed_by").get(pk=merge.pk)


def _free(actor: Actor, one: Child, two: Child) -> None:
    """Whether something may be said of these two. Locks both, so that two people do not say it at once."""
    pair = sorted((one.pk, two.pk))
    rows = wall.own(Child.objects.all(), actor).select_for_update().filter(id__in=pair).order_by("id")
    found = {row.pk: row for row in rows}
    if len(found) != 2:
        raise NotNow("Choose two different records.")
    _insist_open(found[one.pk], found[two.pk])
    said = wall.own(Merge.objects.all(), actor).exclude(status=Merge.Status.PARTED)
    if said.filter(kept_id__in=pair, other_id__in=pair).exclude(kept=F("other")).exists():
        raise NotNow("Somebody has said already what these two records are.")
    if said.filter(status=Merge.Status.PROPOSED, other_id__in=pair).exists():
        raise NotNow("One of these records waits for a second person already. Decide that first.")


def _insist_open(kept: Child, other: Child) -> None:
    rows = (kept, other)
    if any(row.is_sealed for row in rows):
        raise NotNow("A sealed record is not joined with another.")
    if any(row.joined_to_id for row in rows):
        raise NotNow("One of these records is joined to another already. Choose the one in which work goes on.")
    if Child.objects.filter(joined_to_id=other.pk).exists():
        raise NotNow("Other records are joined to this one. Keep it, and join the other to it.")


def _said(why: str) -> str:
    if len(why.strip()) < 3:
        raise NotNow("Say in a few words how you know.")
    return why.strip()

"""Letting somebody see a record, for as long as the work lasts; and opening one in an emergency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Least

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.commands.merging import records_of, share_grant
from alongside.children.models import BreakGlass, Child, Grant
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import STRANDS, Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import Membership, Team


def _insist_on_work(actor: Actor, act: str) -> None:
    """Grants arise from work and end with it: the command of that work has decided. Else it takes who allocates."""
    if not trail.is_part_of_a_command() and not actor.may(Permission.ALLOCATE):
        raise NotPermitted(f"Only whoever allocates work can {act} somebody's right to see a child.")


@trail.command("children.grant.given")
def give_grant(
    *,
    actor: Actor,
    child: Child,
    membership: Membership | None = None,
    team: Team | None = None,
    reason: str,
    strands: Iterable[Strand] = STRANDS,
    source: str,
    from_at: dt.datetime | None = None,
    until_at: dt.datetime | None = None,
    now: dt.datetime,
) -> Grant:
    """Let a person or a team see strands of a child for a reason. Called by the command of the work it arises from.

    It holds from ``from_at``, or at once. One that holds already for the same holder, reason and source is kept, not
    doubled. By itself, without the command of a piece of work, only whoever allocates gives one, and never to
    themselves.
    """
    _insist_on_work(actor, "give")
    if not trail.is_part_of_a_command() and membership is not None and membership.user_id == actor.user_id:
        raise NotPermitted("Nobody lets themselves in. Ask somebody else who allocates work.")
    wanted = [strand.value for strand in STRANDS if strand in set(strands)]
    standing = _standing(
        actor.partnership_id,
        child.pk,
        reason,
        source,
        *(holder.pk for holder in (membership, team) if holder is not None),
        to_person=membership is not None,
        to_team=team is not None,
    )
    grant = next(iter(standing), None)
    if grant is None:
        grant = Grant.objects.create(
            partnership_id=actor.partnership_id,
            child=child,
            membership=membership,
            team=team,
            reason=Grant.Reason(reason).value,
            strands=wanted,
            source=source,
            from_at=from_at or now,
            until_at=until_at,
            given_by=actor.membership_ref,
        )
        share_grant(grant)
    access.forget()
    trail.record(
        actor,
        "children.grant.given",
        about=[child.ref, grant.ref, source],
        now=now,
        detail={
            "reason": grant.reason,
            "strands": wanted,
            "to": membership.ref if membership else team.ref if team else "",
        },
    )
    return grant


@prepared.question
def _standing(
    partnership_id: int, child_id: int, reason: str, source: str, *holders: int, to_person: bool, to_team: bool
) -> QuerySet[Grant]:
    """A grant that holds without an end, for the same holder, reason and source; locked."""
    given = iter(holders)
    of_person = {"membership_id": next(given)} if to_person else {"membership_id__isnull": True}
    of_team = {"team_id": next(given)} if to_team else {"team_id__isnull": True}
    rows = Grant.objects.select_for_update().filter(partnership_id=partnership_id, child_id=child_id, reason=reason)
    return rows.filter(source=source, until_at__isnull=True, **of_person, **of_team).order_by("pk")[:1]


@trail.command("children.grant.ended")
def end_grants(
    *,
    actor: Actor,
    source: str,
    child: Child | None = None,
    reasons: Iterable[str] = (),
    membership: Membership | None = None,
    until_at: dt.datetime | None = None,
    now: dt.datetime,
) -> int:
    """End the grants that arose from a piece of work, now or at a later moment. Returns how many ended."""
    _insist_on_work(actor, "end")
    wanted = list(reasons)
    ending = _ending(
        actor,
        source,
        now,
        *(() if child is None else (records_of(child),)),
        *(() if membership is None else (membership.pk,)),
        *((wanted,) if wanted else ()),
        of_child=child is not None,
        of_person=membership is not None,
        for_reasons=bool(wanted),
    )
    if ending:
        end = until_at or now
        # One that was to begin later never does.
        Grant.objects.filter(pk__in=ending).update(from_at=Least(F("from_at"), Value(end)), until_at=end)
    access.forget()
    about = [source] if child is None else [child.ref, source]
    trail.record(actor, "children.grant.ended", about=about, now=now, detail={"grants": len(ending)})
    return len(ending)


@prepared.question
def _ending(
    actor: Actor,
    source: str,
    now: dt.datetime,
    *by: Any,
    of_child: bool,
    of_person: bool,
    for_reasons: bool,
) -> QuerySet[Grant, int]:
    """Grants that arose from a piece of work and hold, or will; locked."""
    given = iter(by)
    rows = wall.own(Grant.objects.all(), actor).filter(source=source).exclude(until_at__lte=now)
    if of_child:
        rows = rows.filter(prepared.any_of("child_id", next(given)))
    if of_person:
        rows = rows.filter(membership_id=next(given))
    if for_reasons:
        rows = rows.filter(prepared.any_of("reason", next(given)))
    return rows.select_for_update().order_by("pk").values_list("pk", flat=True)


@trail.command("children.glass.broken", trail.Verb.CONSULTATION)
def break_glass(*, actor: Actor, ref: str, reason: str, now: dt.datetime) -> BreakGlass | None:
    """Open one child's record in an emergency, for four hours, with a typed reason.

    A contentless alert is what ``children.queries.openings_to_review`` shows to the manager and the information
    governance lead at once. Returns None when no child has the reference: the page says the same in both cases, so that
    it tells nobody which references exist. Sealed children are not opened this way.
    """
    access.may_open_in_emergency(actor).or_raise()
    if len(reason.strip()) < 10:
        raise NotNow("Write in a few words why you must see this record now.")
    child = wall.own(Child.objects.all(), actor).filter(ref=ref).first()
    if child is None:
        trail.record(actor, "children.glass.broken", about=[], now=now, reason=reason, detail={"found": False})
        return None
    until = rules.break_glass_until(now)
    opening = BreakGlass.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        membership_id=actor.membership_id,
        reason_digest=trail.digest(reason),
        opened_at=now,
        until_at=until,
        review_due_on=calendar.add_working_days(calendar.london_date(now), rules.BREAK_GLASS_REVIEW_WORKING_DAYS),
    )
    grant = Grant.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        membership_id=actor.membership_id,
        reason=Grant.Reason.BREAK_GLASS,
        strands=[strand.value for strand in STRANDS],
        source=opening.ref,
        from_at=now,
        until_at=until,
        given_by=actor.membership_ref,
    )
    share_grant(grant)
    access.forget()
    trail.record(
        actor,
        "children.glass.broken",
        about=[child.ref, opening.ref],
        now=now,
        basis="break_glass",
        reason=reason,
        detail={"found": True, "until": until.isoformat()},
    )
    return opening


@trail.command("children.glass.reviewed")
def review_opening(*, actor: Actor, opening: BreakGlass, is_justified: bool, note: str, now: dt.datetime) -> BreakGlass:
    """Somebody else reviews an emergency opening. A manager's note is a typed reason and kept as such."""
    row = prepared.locked(actor.partnership_id, BreakGlass, opening.pk, "child", "membership")
    access.may_review(actor, row).or_raise()
    if row.outcome != BreakGlass.Outcome.OPEN:
        raise NotNow("This opening has been reviewed already.")
    row.outcome = BreakGlass.Outcome.JUSTIFIED if is_justified else BreakGlass.Outcome.NOT_JUSTIFIED
    row.reviewed_by_id = actor.membership_id
    row.reviewed_at = now
    row.save(update_fields=["outcome", "reviewed_by", "reviewed_at"])
    trail.record(
        actor,
        "children.glass.reviewed",
        about=[row.ref, row.child.ref],
        now=now,
        reason=note,
        detail={"outcome": row.outcome},
    )
    return row

"""What is known of a child's needs: raised, identified, ruled out."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.needs import access, rules
from alongside.needs.models import Need
from alongside.partnerships import prepared, saving


def locked_child(child: Child) -> Child:
    """The child's row as the lock: two people who act at once make one need, one support, one screen."""
    return prepared.locked(child.partnership_id, Child, child.pk)


def need_in(child: Child, area: str) -> Need | None:
    """The row of this area, locked; None while nothing is known or presumed."""
    return next(iter(_needs_in(child.partnership_id, child.pk, area)), None)


@prepared.question
def _needs_in(partnership_id: int, child_id: int, area: str) -> QuerySet[Need]:
    rows = Need.objects.filter(partnership_id=partnership_id, child_id=child_id, area=area)
    return rows.select_for_update().order_by("pk")


def presume(child: Child, today: dt.date) -> None:
    """Note what we assume of every child, in areas of which nothing is known yet. Only the caller's event speaks of it.

    What a full assessment has ruled out is not presumed again.
    """
    known = set(_areas(child.partnership_id, child.pk))
    saving.create_all(
        Need(
            partnership_id=child.partnership_id,
            child=child,
            area=presumption.area,
            status=Need.Status.PRESUMED,
            since=today,
        )
        for presumption in rules.PRESUMED
        if presumption.area not in known
    )


@prepared.question
def _areas(partnership_id: int, child_id: int) -> QuerySet[Need, str]:
    return Need.objects.filter(partnership_id=partnership_id, child_id=child_id).values_list("area", flat=True)


def point_to(child: Child, area: str, *, evidence: str, now: dt.datetime) -> Need:
    """Mark an area as raised: a screen or a person pointed to it. A need that is known already stays known."""
    row = need_in(child, area)
    today = calendar.london_date(now)
    if row is None:
        return Need.objects.create(
            partnership_id=child.partnership_id,
            child=child,
            area=area,
            status=Need.Status.RAISED,
            since=today,
            raised_at=now,
            evidence=evidence,
        )
    if rules.may_follow("Need", row.status, Need.Status.RAISED):
        row.status, row.since, row.raised_at, row.evidence = Need.Status.RAISED, today, now, evidence
        row.identified_on, row.decided_by = None, None
        row.save(update_fields=["status", "since", "raised_at", "evidence", "identified_on", "decided_by"])
    return row


@trail.command("needs.need.recorded", trail.Verb.COLLECTION)
def record_need(
    *, actor: Actor, child: Child, area: str, identified_on: dt.date, evidence: str, now: dt.datetime
) -> Need:
    """Record that a child's need is known, and from what: a screen's reference, or an assessment in words."""
    child = locked_child(child)
    access.may_record_need(actor, child_access.standing(actor, child, now), area).or_raise()
    if not evidence.strip():
        raise NotNow("Say how this is known: who assessed the child, and when.")
    if identified_on > calendar.london_date(now):
        raise NotNow("The day on which it became known cannot be in the future.")
    row = need_in(child, area)
    if row is None:
        row = Need(partnership_id=child.partnership_id, child=child, area=area, status=Need.Status.PRESUMED)
    if not rules.may_follow("Need", row.status, Need.Status.IDENTIFIED):
        raise NotNow("This need is recorded already.")
    row.status, row.since, row.identified_on = Need.Status.IDENTIFIED, calendar.london_date(now), identified_on
    row.raised_at = row.raised_at or now
    row.decided_by_id, row.evidence = actor.membership_id, evidence
    row.save()
    children.record_entry(
        actor=actor,
        child=child,
        happened_on=identified_on,
        strand=rules.strand_of_area(area),
        kind="need",
        text=f"Known now: needs help with {_within_sentence(area)}.",
        source=row.ref,
        now=now,
    )
    trail.record(actor, "needs.need.recorded", about=[child.ref, row.ref], now=now)
    return row


@trail.command("needs.need.ruled_out")
def rule_out_need(
    *, actor: Actor, child: Child, area: str, ruled_out_on: dt.date, evidence: str, now: dt.datetime
) -> Need:
    """Record that a full assessment found no need in this area. From then on it is not presumed either."""
    child = locked_child(child)
    access.may_rule_out_need(actor, child_access.standing(actor, child, now), area).or_raise()
    if not evidence.strip():
        raise NotNow("Say which assessment ruled it out: who assessed the child, with what, and when.")
    if ruled_out_on > calendar.london_date(now):
        raise NotNow("The day of the assessment cannot be in the future.")
    row = need_in(child, area)
    if row is None:
        row = Need(partnership_id=child.partnership_id, child=child, area=area, status=Need.Status.PRESUMED)
    if not rules.may_follow("Need", row.status, Need.Status.RULED_OUT):
        raise NotNow("This need has been ruled out already.")
    row.status, row.since, row.identified_on = Need.Status.RULED_OUT, ruled_out_on, None
    row.decided_by_id, row.evidence = actor.membership_id, evidence
    row.save()
    children.record_entry(
        actor=actor,
        child=child,
        happened_on=ruled_out_on,
        strand=rules.strand_of_area(area),
        kind="need",
        text=f"Assessed in full: no need of help with {_within_sentence(area)}.",
        source=row.ref,
        now=now,
    )
    trail.record(actor, "needs.need.ruled_out", about=[child.ref, row.ref], now=now)
    return row


def _within_sentence(area: str) -> str:
    """The title of an area as it stands within a sentence."""
    title = rules.AREAS_BY_CODE[area].title
    return title if title.startswith("Autism") else title[:1].lower() + title[1:]

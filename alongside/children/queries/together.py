"""Two records of one child, read together (ADR 11)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from alongside.audit import trail
from alongside.children import access
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.children.queries.record import CHILD_VIEWED
from alongside.core.actor import Actor
from alongside.partnerships import prepared, wall


def records_of(actor: Actor, child: Child, standing: Standing, now: dt.datetime) -> dict[int, str]:
    """Row ids of this record and of those that are joined with it, to their references, as far as the reader may see
    them; each that is read besides leaves its trace. One query where there are none."""
    kept = child.joined_to_id or child.pk
    rows = access.visible_children(actor, now).filter(Q(pk=kept) | Q(joined_to_id=kept)).exclude(pk=child.pk)
    others = dict(rows.values_list("id", "ref"))
    if others:
        trail.look(actor, CHILD_VIEWED, about=list(others.values()), now=now, basis=standing.basis)
    return {child.pk: child.ref, **others}


def all_refs(actor: Actor, ref: str) -> tuple[str, ...]:
    """References of all records of the child with this record, this one first: for who looked, which tells of a child
    and not of a record, and opens none of them. One query; a reference that is no record's stands alone."""
    rows = wall.own(Child.objects.all(), actor)
    of_child = rows.filter(ref=ref).values(kept=Coalesce("joined_to_id", "id"))
    found = rows.filter(Q(pk__in=of_child) | Q(joined_to_id__in=of_child)).exclude(ref=ref).order_by("id")
    return (ref, *found.values_list("ref", flat=True))


@dataclass(frozen=True, slots=True)
class Joined:
    """Another record of the same child: how the reader stands to it, and the trace of the look at it."""

    child: Child
    standing: Standing
    look: trail.Look


def joined_records(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> tuple[Joined, ...]:
    """The other records of this child that the reader may see, the one in which work goes on first. Each is looked at.

    One query where there are none, and three where there are. What a page reads of a child it then asks of each: there
    are seldom two records, and hardly ever three.
    """
    look.insist(child.ref)
    rows = list(_others(look.actor, now, child.joined_to_id or child.pk, child.pk))
    if not rows:
        return ()
    refs = [row.ref for row in rows]
    also = trail.look(look.actor, CHILD_VIEWED, about=refs, now=now, basis=standing.basis)
    standings = access.standings(look.actor, rows, now)
    return tuple(Joined(row, standings[row.pk], also) for row in rows)


@prepared.question
def _others(actor: Actor, now: dt.datetime, kept_id: int, own_id: int) -> QuerySet[Child]:
    rows = access.visible_children(actor, now).filter(Q(pk=kept_id) | Q(joined_to_id=kept_id)).exclude(pk=own_id)
    return rows.select_related("locality", "school").order_by(F("joined_to_id").asc(nulls_first=True), "id")

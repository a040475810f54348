"""For which children an entry may be written together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.models import Child
from alongside.children.queries.family import CHOICES, family_of
from alongside.children.queries.record import CHILD_VIEWED, Mine, mine
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import STRANDS, Strand
from alongside.partnerships import prepared


@dataclass(frozen=True, slots=True)
class Together:
    """Somebody with whom an entry may be written together."""

    child: Mine
    is_family: bool


def children_to_write_with(actor: Actor, child: Child, now: dt.datetime) -> trail.Untraced[tuple[Together, ...]]:
    """Other children in whose records the actor may write, those of the same family first. Two queries."""
    family = family_of(actor, [child.pk])[child.pk]
    rows = _writable(actor, now).exclude(pk=child.pk).select_related("locality", "school")
    today = calendar.london_date(now)
    found = [Together(mine(row, today), row.pk in family) for row in rows.order_by("sort_name", "id")[:CHOICES]]
    return trail.Untraced(
        tuple(sorted(found, key=lambda one: not one.is_family)), tuple(one.child.ref for one in found)
    )


def chosen_or_404(
    actor: Actor, child: Child, refs: Sequence[str], now: dt.datetime
) -> tuple[tuple[Child, ...], tuple[Strand, ...]]:
    """The children of an entry, the first one first, and the parts in which the actor writes of all of them.

    Leaves the trace of a look at each. A reference that is no child in whose record the actor writes is not found,
    whether there is such a child or not.
    """
    wanted = list(dict.fromkeys(refs))[: rules.SEVERAL_AT_MOST]
    rows = {row.ref: row for row in _writable(actor, now).filter(ref__in=wanted).exclude(pk=child.pk)}
    if len(rows) != len(wanted):
        raise Http404
    everybody = (child, *(rows[ref] for ref in wanted))
    held = access.standings(actor, everybody, now)
    # One look a record: the trail of one child must not name another.
    for one in everybody[1:]:
        trail.look(actor, CHILD_VIEWED, about=[one.ref], now=now, basis=held[one.pk].basis)
    return everybody, tuple(strand for strand in STRANDS if all(one.writes(strand) for one in held.values()))


def _writable(actor: Actor, now: dt.datetime) -> QuerySet[Child]:
    reasons = {reason for strand in STRANDS for reason in rules.reasons_that_write(actor.role, strand)}
    held = access.held(actor, now, reasons=reasons)
    return access.visible_children(actor, now).filter(prepared.any_of("id", held), joined_to__isnull=True)

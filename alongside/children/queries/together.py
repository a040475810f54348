"""Two records of one child, read together (ADR 11)."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from alongside.audit import trail
from alongside.children import access
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.children.queries.record import CHILD_VIEWED
from alongside.core.actor import Actor


def records_of(actor: Actor, child: Child, standing: Standing, now: dt.datetime) -> dict[int, str]:
    """Row ids of this record and of those that are joined with it, to their references, as far as the reader may see
    them; each that is read besides leaves its trace. One query where there are none."""
    kept = child.joined_to_id or child.pk
    rows = access.visible_children(actor, now).filter(Q(pk=kept) | Q(joined_to_id=kept)).exclude(pk=child.pk)
    others = dict(rows.values_list("id", "ref"))
    if others:
        trail.look(actor, CHILD_VIEWED, about=list(others.values()), now=now, basis=standing.basis)
    return {child.pk: child.ref, **others}

"""Writing down what happened."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import access
from alongside.children.models import Child, Entry
from alongside.core.actor import Actor
from alongside.core.strands import Strand


@trail.command("children.entry.recorded", trail.Verb.COLLECTION)
def record_entry(
    *,
    actor: Actor,
    child: Child,
    happened_on: dt.date,
    strand: Strand,
    kind: str,
    text: str,
    source: str = "",
    now: dt.datetime,
) -> Entry:
    """Add a line to the chronology. Commands of other subjects call it for what they did; people for what happened.

    Whoever calls it by itself must hold the permission and write in the strand; the command of another subject has
    decided who may do what it tells of.
    """
    if not trail.is_part_of_a_command():
        access.may_record_entry(actor, access.standing(actor, child, now), strand).or_raise()
    entry = Entry.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        happened_on=happened_on,
        strand=strand.value,
        kind=kind,
        text=text,
        agency_id=actor.agency_id or None,
        recorded_by=actor.name,
        source=source,
    )
    trail.record(
        actor, "children.entry.recorded", about=[child.ref, entry.ref], now=now, detail={"kind": kind, "strand": strand}
    )
    return entry

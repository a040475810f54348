"""Writing down who matters to the child."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children.models import Carer, Child
from alongside.core.actor import Actor


@trail.command("children.carer.recorded", trail.Verb.COLLECTION)
def record_carer(
    *,
    actor: Actor,
    child: Child,
    name: str,
    relation: str,
    phone: str = "",
    has_parental_responsibility: bool | None = None,
    now: dt.datetime,
) -> Carer:
    """Record a parent, carer or other person who matters to the child."""
    carer = Carer.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        name=name,
        relation=relation,
        phone=phone,
        has_parental_responsibility=has_parental_responsibility,
    )
    trail.record(actor, "children.carer.recorded", about=[child.ref], now=now)
    return carer

"""Writing down what children's social care does for the child."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.models import CareSpell, Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.partnerships import wall


@trail.command("children.care.recorded", trail.Verb.COLLECTION)
def record_care(
    *,
    actor: Actor,
    child: Child,
    care: str,
    legal: str = "",
    from_on: dt.date,
    told_by: str = "",
    now: dt.datetime,
) -> CareSpell:
    """Write down a care status from a day on. It ends the one before it on that day.

    Raises NotNow for a day before the status that holds now began, a day to come, and a legal status of a child who is
    not looked after.
    """
    row = wall.own(Child.objects.all(), actor).select_for_update().get(pk=child.pk)
    access.may_write(actor, row, Strand.PLAN, now).or_raise()
    if care not in rules.CARE_STATUSES or (legal and legal not in rules.LEGAL_STATUSES):
        raise NotNow("Choose a care status of the list.")
    if legal and care != "looked_after":
        raise NotNow("Only a looked after child has a legal status of this list.")
    if from_on > calendar.london_date(now):
        raise NotNow("Write down a care status once it has begun.")
    spells = wall.own(CareSpell.objects.all(), actor).filter(child=row, to_on__isnull=True)
    if spells.filter(from_on__gt=from_on).exists():
        raise NotNow("A later care status is written down already. Check the day.")
    spells.update(to_on=from_on)
    spell = CareSpell.objects.create(
        partnership_id=actor.partnership_id,
        child=row,
        care=care,
        legal=legal,
        from_on=from_on,
        told_by=told_by,
        recorded_by=actor.name,
    )
    trail.record(actor, "children.care.recorded", about=[row.ref, spell.ref], now=now, detail={"care": care})
    return spell

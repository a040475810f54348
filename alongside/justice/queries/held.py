"""Whether a child is held now under the rules for detained children: for the EHC case, and the request for one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import OuterRef, Subquery

from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.ehcp.queries import Held
from alongside.justice import rules
from alongside.justice.models import Detention, Stay
from alongside.partnerships import wall


def held_for_ehc(actor: Actor, record_ids: Sequence[int]) -> Held | None:
    """The detention that lasts in relevant youth accommodation, whichever of the records it stands in; None while there
    is none. The caller has decided who may know. One query."""
    stays = Stay.objects.filter(detention=OuterRef("pk")).order_by("-from_on", "-id")
    rows = wall.own(Detention.objects.all(), actor).filter(child_id__in=list(record_ids), status=Detention.Status.HELD)
    for row in rows.annotate(place_now=Subquery(stays.values("name")[:1])):
        if row.regime is rules.Regime.DETAINED:
            return Held(
                calendar.london_date(row.detained_at), row.place_now or "", row.home_authority, row.home_is_here
            )
    return None

"""Which decisions of panels, told of in a child's chronology, open for its reader."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from alongside.core.actor import Actor
from alongside.panels import access
from alongside.panels.models import Decision
from alongside.partnerships import wall


def decisions_opened(actor: Actor, found: list[str], now: dt.datetime) -> dict[str, str]:
    """Of these decisions those of agenda items that the actor may see, with the child's one page. One query."""
    rows = wall.own(Decision.objects.all(), actor).filter(
        ref__in=found, item_id__in=access.visible_items(actor, now).values("id")
    )
    return {ref: reverse("panels:item", kwargs={"ref": item}) for ref, item in rows.values_list("ref", "item__ref")}

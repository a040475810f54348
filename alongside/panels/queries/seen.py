"""What panels decided for a child: for whoever looks back."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.work import Seen
from alongside.panels import access
from alongside.panels.models import Decision
from alongside.partnerships import wall


def seen(child: Child, look: trail.Look, now: dt.datetime) -> tuple[Seen, ...]:
    """Decisions of panels on the child that the reader may see. One query."""
    look.insist(child.ref)
    items = access.visible_items(look.actor, now).filter(child=child)
    rows = wall.own(Decision.objects.all(), look.actor).filter(child=child, item__in=items)
    return tuple(
        Seen(
            calendar.london_date(row.decided_at),
            row.item.meeting.series.name,
            f"Decided at the panel: {row.option.replace('_', ' ')}",
            is_offer=True,
        )
        for row in rows.select_related("item__meeting__series")
    )

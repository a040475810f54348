"""What screens and specialists saw of a child, and what support was offered: for whoever looks back."""

from __future__ import annotations

from django.db.models import F

from alongside.audit import trail
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.work import Seen
from alongside.needs import access, rules
from alongside.needs.models import Screen


def seen(child: Child, standing: Standing, look: trail.Look) -> tuple[Seen, ...]:
    """Screens, needs that are known, and support, in the strands that may be read. Three queries."""
    look.insist(child.ref)
    actor, found = look.actor, []
    screens = access.screens_of(actor, child, standing).select_related("offered_by__agency")
    for screen in screens:
        done = "" if screen.status == Screen.Status.DONE else f" ({screen.get_status_display().lower()})"
        title = rules.TOOLS[screen.tool].title if screen.tool in rules.TOOLS else screen.named or "A screen"
        found.append(Seen(screen.offered_on, screen.offered_by.agency.name, f"{title}{done}", is_offer=True))
    needs = access.needs_of(actor, child, standing).annotate(agency=F("decided_by__agency__name"))
    for need in needs:
        on = need.identified_on or (calendar.london_date(need.raised_at) if need.raised_at else need.since)
        title = rules.AREAS_BY_CODE[need.area].title
        found.append(Seen(on, need.agency or "", f"Need: {title} ({need.get_status_display().lower()})"))
    for support in access.supports_of(actor, child, standing).select_related("team__agency"):
        agency = support.team.agency.name if support.team else ""
        title = rules.SPECIALISMS[support.specialism]
        raised_on = calendar.london_date(support.raised_at)
        if support.started_on:
            waited = rules.waiting_days(raised_on, support.started_on)
            found.append(Seen(support.started_on, agency, f"{title} began, {waited} days after it was asked for", True))
        found.append(Seen(raised_on, agency, f"{title} asked for", is_offer=not support.started_on))
    return tuple(found)

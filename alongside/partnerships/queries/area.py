"""Area partnerships themselves."""

from __future__ import annotations

from alongside.partnerships.models import (
    AreaPartnership,
)


def partnership(slug: str) -> AreaPartnership:
    """The area partnership of this slug. Raises AreaPartnership.DoesNotExist."""
    return AreaPartnership.objects.get(slug=slug)


def areas(slug: str | None = None) -> list[AreaPartnership]:
    """Every area partnership by name, or the one of this slug; empty when there is none."""
    rows = AreaPartnership.objects.order_by("name")
    return list(rows.filter(slug=slug) if slug else rows)

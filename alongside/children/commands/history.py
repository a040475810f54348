"""Keeping what the record said before it was changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from alongside.children.models import Change, Child
from alongside.core.actor import Actor


def keep_changes(
    actor: Actor, child: Child, about: str, was: Mapping[str, object], became: Mapping[str, object], now: dt.datetime
) -> list[str]:
    """Keep each field that became something else. Returns their names; called by the command that changes them."""
    changed = [name for name in became if as_text(was[name]) != as_text(became[name])]
    Change.objects.bulk_create(
        Change(
            partnership_id=actor.partnership_id,
            child=child,
            about=about,
            field=name,
            was=as_text(was[name]),
            became=as_text(became[name]),
            changed_by_id=actor.membership_id,
            changed_at=now,
        )
        for name in changed
    )
    return changed


def as_text(value: object) -> str:
    """A value as the history keeps it: dates as 2026-03-03, yes and no in words, nothing as empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, dt.date) else str(value)

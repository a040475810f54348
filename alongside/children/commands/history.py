"""Keeping what the record said before it was changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from alongside.children.models import Change, Child
from alongside.core.actor import Actor


def overtaken(child: Child, about: str, seen: int, stored: int, fields: Iterable[str]) -> bool:
    """Whether somebody else changed one of these fields since the version that the writer saw. Two people who change
    different things at once do not stand in each other's way."""
    if not 0 < seen <= stored:
        return True
    if seen == stored:
        return False
    since = Change.objects.filter(partnership_id=child.partnership_id, child=child, about=about, version__gt=seen)
    return since.filter(field__in=list(fields)).exists()


def keep_changes(
    actor: Actor,
    child: Child,
    about: str,
    was: Mapping[str, object],
    became: Mapping[str, object],
    *,
    version: int,
    now: dt.datetime,
) -> list[str]:
    """Keep each field that became something else. Returns their names; called by the command that changes them, with
    the version of the record that it makes."""
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
            version=version,
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

"""Setting the standards of the hand-overs of custody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from alongside.audit import trail
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.justice import access, queries, rules
from alongside.justice.models import StandardChange


@trail.command("justice.standards.set")
def set_standards(*, actor: Actor, values: Mapping[str, int], now: dt.datetime) -> int:
    """Set numbers for what begins today or later; what is as it was is left alone. Gives how many changed.

    Raises NotNow for a number outside of what makes sense, and for what the law sets.
    """
    access.may_set_standards(actor).or_raise()
    today = calendar.london_date(now)
    found = queries.standards(actor.partnership_id)
    changed: dict[str, int] = {}
    for code, value in values.items():
        standard = rules.STANDARDS.get(code)
        if standard is None:
            raise NotNow("This is set by law or guidance, and no partnership changes it.")
        if not standard.lowest <= value <= standard.highest:
            raise NotNow(f"{standard.title}: choose {standard.lowest} to {standard.highest} {standard.unit}.")
        if value != found.value(code, today):
            changed[code] = value
    StandardChange.objects.bulk_create(
        StandardChange(
            partnership_id=actor.partnership_id,
            code=code,
            value=value,
            from_on=today,
            set_by_id=actor.membership_id,
            set_at=now,
        )
        for code, value in changed.items()
    )
    trail.record(actor, "justice.standards.set", about=[], now=now, detail=dict(changed))
    return len(changed)

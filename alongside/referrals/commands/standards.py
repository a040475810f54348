"""Setting the standards of a partnership's front door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from alongside.audit import trail
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.referrals import access, queries, rules
from alongside.referrals.models import PublicContact, StandardChange


@trail.command("referrals.standards.set")
def set_standards(*, actor: Actor, values: Mapping[str, int], now: dt.datetime) -> int:
    """Set numbers for what starts today or later; what is as it was is left alone. Gives how many changed.

    Raises NotNow for a number outside of what makes sense.
    """
    access.may_set_standards(actor).or_raise()
    today = calendar.london_date(now)
    found = queries.standards(actor.partnership_id)
    changed: dict[str, int] = {}
    for code, value in values.items():
        standard = rules.STANDARDS[code]
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
    trail.record(actor, "referrals.standards.set", about=[], now=now, detail=dict(changed))
    return len(changed)


@trail.command("referrals.public_contact.set")
def set_public_contact(*, actor: Actor, phone: str, hours: str, now: dt.datetime) -> bool:
    """Put a number on the public page, with when somebody answers, or take it off. Gives whether that is a change.

    Raises NotNow where nobody can tell when somebody answers.
    """
    access.may_set_standards(actor).or_raise()
    today = calendar.london_date(now)
    phone, hours = phone.strip(), hours.strip()
    if phone and not hours:
        raise NotNow("Write when somebody answers. A family that rings and hears nobody may not ring again.")
    row = queries.public_contact(actor.partnership_id, today)
    changed = (phone, hours if phone else "") != ((row.phone, row.hours) if row else ("", ""))
    if changed:
        PublicContact.objects.create(
            partnership_id=actor.partnership_id,
            phone=phone,
            hours=hours if phone else "",
            from_on=today,
            set_by_id=actor.membership_id,
            set_at=now,
        )
    detail = {"shown": bool(phone)} if changed else {}
    trail.record(actor, "referrals.public_contact.set", about=[], now=now, detail=detail)
    return changed

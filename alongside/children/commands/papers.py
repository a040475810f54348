"""Choosing what papers for children say of the people who work with them."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import access, queries
from alongside.children.models import NamesOnPaper
from alongside.core import calendar
from alongside.core.actor import Actor


@trail.command("children.names_on_paper.set")
def set_names_on_paper(*, actor: Actor, names_people: bool, now: dt.datetime) -> bool:
    """Choose whether the paper on who looked names people, for papers from today. Gives whether that is a change."""
    access.may_set_names_on_paper(actor).or_raise()
    today = calendar.london_date(now)
    changed = queries.names_on_paper(actor, today).names_people != names_people
    if changed:
        NamesOnPaper.objects.create(
            partnership_id=actor.partnership_id,
            names_people=names_people,
            from_on=today,
            set_by_id=actor.membership_id,
            set_at=now,
        )
    detail = {"names_people": names_people} if changed else {}
    trail.record(actor, "children.names_on_paper.set", about=[], now=now, detail=detail)
    return changed

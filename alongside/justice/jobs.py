"""What runs by the clock in justice. Each function is safe to run twice."""

from __future__ import annotations

import datetime as dt

from alongside.justice import commands
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall


def open_look_backs() -> int:
    """Open the look-backs on the years that have ended, in every partnership. Gives how many were opened."""
    return sum(open_look_backs_of(area.pk, area.slug, dt.datetime.now(dt.UTC)) for area in partnerships.areas(None))


def open_look_backs_of(partnership_id: int, slug: str, now: dt.datetime) -> int:
    """The same in one partnership."""
    with wall.inside(partnership_id):
        actor = partnerships.the_clock(partnerships.partnership(slug))
        return commands.open_look_backs(actor=actor, now=now)

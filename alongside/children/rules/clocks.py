"""How long things about a child may take: emergencies, and telling a child back."""

from __future__ import annotations

import datetime as dt

BREAK_GLASS_HOURS = 4
"""How long an emergency opening lasts. Ours: NHS practice time-boxes a self-claimed relationship without one figure."""

BREAK_GLASS_REVIEW_WORKING_DAYS = 2
"""Within how many working days somebody else reviews it. Ours, a setting of good practice."""


def break_glass_until(opened_at: dt.datetime) -> dt.datetime:
    """When an emergency opening ends, to the second."""
    return opened_at + dt.timedelta(hours=BREAK_GLASS_HOURS)


TELL_BACK_DAYS = 14
"""Within how many days a child is told what came of what they said. Ours, a setting: soon enough to be remembered."""


def tell_back_by(said_on: dt.date) -> dt.date:
    """The day by which the child is told back."""
    return said_on + dt.timedelta(days=TELL_BACK_DAYS)

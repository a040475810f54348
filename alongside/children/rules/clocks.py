"""How long things about a child may take: emergencies, seals, concerns, and telling a child back."""

from __future__ import annotations

import datetime as dt

BREAK_GLASS_HOURS = 4
"""How long an emergency opening lasts. Ours: NHS practice time-boxes a self-claimed relationship without one figure."""

BREAK_GLASS_REVIEW_WORKING_DAYS = 2
"""Within how many working days somebody else reviews it. Ours, a setting of good practice."""


SEAL_ASK_WORKING_DAYS = 5
"""Within how many working days a second person decides about a seal. Ours: nobody waits on it in an emergency."""

TOLD_CONCERN_DAYS = 28
"""How long social care reads a record because it was told of a concern there, unless the concern is closed before or
social care is told again. Ours: social care decides within one working day what comes next (Working Together to
Safeguard Children), and by then it works with the child for a reason of its own, or not at all."""


def told_until(told_at: dt.datetime) -> dt.datetime:
    """When reading because of a concern ends at the latest."""
    return told_at + dt.timedelta(days=TOLD_CONCERN_DAYS)


def break_glass_until(opened_at: dt.datetime) -> dt.datetime:
    """When an emergency opening ends, to the second."""
    return opened_at + dt.timedelta(hours=BREAK_GLASS_HOURS)


TELL_BACK_DAYS = 14
"""Within how many days a child is told what came of what they said. Ours, a setting: soon enough to be remembered."""


def tell_back_by(said_on: dt.date) -> dt.date:
    """The day by which the child is told back."""
    return said_on + dt.timedelta(days=TELL_BACK_DAYS)

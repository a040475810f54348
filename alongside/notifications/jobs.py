"""What runs by the clock: the outbox is emptied."""

from __future__ import annotations

import datetime as dt

from alongside.notifications import commands, queries
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall

AT_ONCE = 200
"""Mails of one partnership that one run sends at most, so that the others get their turn."""


def send_waiting() -> int:
    """Send what waits in every partnership, each mail in a transaction of its own. Gives how many were tried."""
    tried = 0
    for area in partnerships.areas(None):
        for _ in range(AT_ONCE):
            now = dt.datetime.now(dt.UTC)
            with wall.inside(area.pk):
                if not queries.due(now) or not commands.send_next(actor=partnerships.the_clock(area), now=now):
                    break
            tried += 1
    return tried

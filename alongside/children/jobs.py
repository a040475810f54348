"""What runs by the clock for the children's records. Each function is safe to run twice."""

from __future__ import annotations

import datetime as dt

from alongside.children import commands, queries
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall


def sweep_files() -> int:
    """Take away, in every partnership, files whose row was not kept. Gives how many."""
    now = dt.datetime.now(dt.UTC)
    swept = 0
    for area in partnerships.areas(None):
        with wall.inside(area.pk):
            actor = partnerships.the_clock(area)
            if queries.files_without_a_row(actor, now):
                swept += commands.sweep_files(actor=actor, now=now)
    return swept

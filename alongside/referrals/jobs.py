"""What runs by the clock at the front door. Each function is safe to run twice."""

from __future__ import annotations

import datetime as dt

from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.referrals import commands, queries


def withdraw_what_was_asked() -> int:
    """Look up what people outside asked to withdraw, in every partnership. Gives how many were withdrawn."""
    now = dt.datetime.now(dt.UTC)
    withdrawn = 0
    for area in partnerships.areas(None):
        with wall.inside(area.pk):
            if queries.has_wishes():
                actor = partnerships.the_clock(area)
                withdrawn += commands.withdraw_what_was_asked(actor=actor, now=now)
    return withdrawn


def erase_not_taken_up() -> int:
    """Erase what was not taken up and whose time is over, in every partnership. Gives how many."""
    now = dt.datetime.now(dt.UTC)
    erased = 0
    for area in partnerships.areas(None):
        with wall.inside(area.pk):
            erased += commands.erase_not_taken_up(actor=partnerships.the_clock(area), now=now)
    return erased


def forget_door_counts() -> int:
    """Forget how often each address has sent something, once its hour is over."""
    return commands.forget_door_counts(now=dt.datetime.now(dt.UTC))

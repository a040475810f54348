"""Pages of deadlines, a module per noun."""

from alongside.deadlines.views.boards import (
    board,
    calendar_link,
    make_calendar_link,
    revoke_calendar_link,
    save_term_dates,
    term_dates,
)
from alongside.deadlines.views.clocks import (
    claim_exception,
    clock,
    dates,
    end_clock,
    follow_clock,
    hand_over_clock,
    meet_clock,
    reopen_clock,
    start_clock,
    withdraw_claim,
)
from alongside.deadlines.views.rules import rule, rules

__all__ = [
    "board",
    "calendar_link",
    "claim_exception",
    "clock",
    "dates",
    "end_clock",
    "follow_clock",
    "hand_over_clock",
    "make_calendar_link",
    "meet_clock",
    "reopen_clock",
    "revoke_calendar_link",
    "rule",
    "rules",
    "save_term_dates",
    "start_clock",
    "term_dates",
    "withdraw_claim",
]

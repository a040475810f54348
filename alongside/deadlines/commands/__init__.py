"""What is done with dates: begun, kept, excused, handed over, counted again; term dates; private calendar links."""

from alongside.deadlines.commands.claims import claim_exception, withdraw_claim
from alongside.deadlines.commands.clocks import (
    end_clock,
    follow_clock,
    hand_over_clock,
    hand_over_clock_of,
    meet_clock,
    redate_clock,
    reopen_clock,
    restore_clock,
    start_clock,
)
from alongside.deadlines.commands.counting import Recount, keep_watch, recount
from alongside.deadlines.commands.feeds import make_feed, revoke_feed
from alongside.deadlines.commands.terms import save_term_dates

__all__ = [
    "Recount",
    "claim_exception",
    "end_clock",
    "follow_clock",
    "hand_over_clock",
    "hand_over_clock_of",
    "keep_watch",
    "make_feed",
    "meet_clock",
    "recount",
    "redate_clock",
    "reopen_clock",
    "restore_clock",
    "revoke_feed",
    "save_term_dates",
    "start_clock",
    "withdraw_claim",
]

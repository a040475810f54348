"""Every change to a child's screens, needs, specialist support and strategies."""

from alongside.needs.commands.needs import record_need, rule_out_need
from alongside.needs.commands.screens import decline_screen, offer_screen, record_screen, stop_waiting_for_screens
from alongside.needs.commands.strategies import rewrite_strategy, withdraw_strategy, write_strategy
from alongside.needs.commands.supports import (
    accept_support,
    ask_for_support,
    decline_support,
    end_support,
    hand_over_support,
    offer_support,
    place_support,
    see_support,
    start_support,
    take_over_support,
)

__all__ = [
    "accept_support",
    "ask_for_support",
    "decline_screen",
    "decline_support",
    "end_support",
    "hand_over_support",
    "offer_screen",
    "offer_support",
    "place_support",
    "record_need",
    "record_screen",
    "rewrite_strategy",
    "rule_out_need",
    "see_support",
    "start_support",
    "stop_waiting_for_screens",
    "take_over_support",
    "withdraw_strategy",
    "write_strategy",
]

"""Pages of screens, needs, specialist support and strategies."""

from alongside.needs.views.needs import needs, passport, record_need, rule_out_need
from alongside.needs.views.screens import decline_screen, offer_screen, record_screen, screen
from alongside.needs.views.strategies import rewrite_strategy, withdraw_strategy, write_strategy
from alongside.needs.views.supports import (
    accept_support,
    ask_for_support,
    decline_support,
    end_support,
    offer_support,
    place_support,
    start_support,
    support,
    support_queue,
    take_over_support,
)

__all__ = [
    "accept_support",
    "ask_for_support",
    "decline_screen",
    "decline_support",
    "end_support",
    "needs",
    "offer_screen",
    "offer_support",
    "passport",
    "place_support",
    "record_need",
    "record_screen",
    "rewrite_strategy",
    "rule_out_need",
    "screen",
    "start_support",
    "support",
    "support_queue",
    "take_over_support",
    "withdraw_strategy",
    "write_strategy",
]

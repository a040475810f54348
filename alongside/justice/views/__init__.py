"""Pages of justice: who is held, one detention, and what it started."""

from alongside.justice.views.detention import (
    custody,
    detention,
    end_detention,
    enter_detention,
    expect_release,
    move_detained,
    withdraw_detention,
)
from alongside.justice.views.hand_overs import hand_over, record_receipt, stand_down_hand_over, tell_people
from alongside.justice.views.look_backs import look_backs, record_outcome, withdraw_outcome
from alongside.justice.views.standards import set_standards

__all__ = [
    "custody",
    "detention",
    "end_detention",
    "enter_detention",
    "expect_release",
    "hand_over",
    "look_backs",
    "move_detained",
    "record_outcome",
    "record_receipt",
    "set_standards",
    "stand_down_hand_over",
    "tell_people",
    "withdraw_detention",
    "withdraw_outcome",
]

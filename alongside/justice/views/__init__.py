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

__all__ = [
    "custody",
    "detention",
    "end_detention",
    "enter_detention",
    "expect_release",
    "hand_over",
    "move_detained",
    "record_receipt",
    "stand_down_hand_over",
    "tell_people",
    "withdraw_detention",
]

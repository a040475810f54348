"""What people do about a detention: enter it, hand the child over, and hand the child back."""

from alongside.justice.commands.detention import (
    Place,
    end_detention,
    enter_detention,
    expect_release,
    move_detained,
    withdraw_detention,
)
from alongside.justice.commands.hand_overs import (
    answer_about_plan,
    do_hand_over,
    record_receipt,
    stand_down_hand_over,
    tell_people,
)

__all__ = [
    "Place",
    "answer_about_plan",
    "do_hand_over",
    "end_detention",
    "enter_detention",
    "expect_release",
    "move_detained",
    "record_receipt",
    "stand_down_hand_over",
    "tell_people",
    "withdraw_detention",
]

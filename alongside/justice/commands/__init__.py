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
from alongside.justice.commands.look_backs import (
    complete_look_back,
    open_look_backs,
    record_outcome,
    withdraw_outcome,
)
from alongside.justice.commands.standards import set_standards

__all__ = [
    "Place",
    "answer_about_plan",
    "complete_look_back",
    "do_hand_over",
    "end_detention",
    "enter_detention",
    "expect_release",
    "move_detained",
    "open_look_backs",
    "record_outcome",
    "record_receipt",
    "set_standards",
    "stand_down_hand_over",
    "tell_people",
    "withdraw_detention",
    "withdraw_outcome",
]

"""Every change to a referral, to the family's answer, and to who works with the child."""

from alongside.referrals.commands.absence import end_absence, record_absence
from alongside.referrals.commands.agreement import record_agreement
from alongside.referrals.commands.arrival import (
    answer_arrival,
    ask_to_withdraw,
    count_at_door,
    forget_door_counts,
    receive_arrival,
    take_in,
    withdraw_what_was_asked,
)
from alongside.referrals.commands.involvement import (
    allocate,
    end_involvement,
    hand_over,
    record_first_contact,
    transfer,
)
from alongside.referrals.commands.life import (
    answer_transfer,
    ask_transfer,
    pause_involvement,
    record_goodbye,
    resume_involvement,
    step_down,
    unask,
    withdraw_agreement,
    withdraw_transfer,
)
from alongside.referrals.commands.link import revoke_link, send_link
from alongside.referrals.commands.move import (
    answer_move,
    close_move,
    hand_over_move,
    receive_move,
    send_move,
    take_over_move,
)
from alongside.referrals.commands.referral import (
    decide_referral,
    erase_under_ten,
    match_to_child,
    receive_referral,
)
from alongside.referrals.commands.retention import erase_not_taken_up
from alongside.referrals.commands.standards import set_public_contact, set_standards
from alongside.referrals.commands.triage import check_turnaround, send_reply

__all__ = [
    "allocate",
    "answer_arrival",
    "answer_move",
    "answer_transfer",
    "ask_to_withdraw",
    "ask_transfer",
    "check_turnaround",
    "close_move",
    "count_at_door",
    "decide_referral",
    "end_absence",
    "end_involvement",
    "erase_not_taken_up",
    "erase_under_ten",
    "forget_door_counts",
    "hand_over",
    "hand_over_move",
    "match_to_child",
    "pause_involvement",
    "receive_arrival",
    "receive_move",
    "receive_referral",
    "record_absence",
    "record_agreement",
    "record_first_contact",
    "record_goodbye",
    "resume_involvement",
    "revoke_link",
    "send_link",
    "send_move",
    "send_reply",
    "set_public_contact",
    "set_standards",
    "step_down",
    "take_in",
    "take_over_move",
    "transfer",
    "unask",
    "withdraw_agreement",
    "withdraw_transfer",
    "withdraw_what_was_asked",
]

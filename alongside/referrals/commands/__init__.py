"""Every change to a referral, to the family's answer, and to who works with the child."""

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
from alongside.referrals.commands.link import revoke_link, send_link
from alongside.referrals.commands.referral import (
    decide_referral,
    erase_under_ten,
    match_to_child,
    receive_referral,
)
from alongside.referrals.commands.retention import erase_not_taken_up
from alongside.referrals.commands.standards import set_standards
from alongside.referrals.commands.triage import check_turnaround, send_reply

__all__ = [
    "allocate",
    "answer_arrival",
    "ask_to_withdraw",
    "check_turnaround",
    "count_at_door",
    "decide_referral",
    "end_involvement",
    "erase_not_taken_up",
    "erase_under_ten",
    "forget_door_counts",
    "hand_over",
    "match_to_child",
    "receive_arrival",
    "receive_referral",
    "record_agreement",
    "record_first_contact",
    "revoke_link",
    "send_link",
    "send_reply",
    "set_standards",
    "take_in",
    "transfer",
    "withdraw_what_was_asked",
]

"""The front door's pages: refer, the queue, one referral and its steps, and who works with the child."""

from alongside.referrals.views.door import answer_arrival, arrival, door, take_in
from alongside.referrals.views.involvement import end_involvement, record_first_contact, transfer
from alongside.referrals.views.life import (
    answer_transfer,
    ask_transfer,
    end_absence,
    pause_involvement,
    record_absence,
    record_goodbye,
    resume_involvement,
    step_down,
    withdraw_agreement,
    withdraw_transfer,
)
from alongside.referrals.views.link import links, refer_by_link, revoke_link, send_link
from alongside.referrals.views.move import close_move, move, moved_in, take_over_move
from alongside.referrals.views.public import ask_for_help, ask_for_my_child, ask_for_myself, read_answer, stop_asking
from alongside.referrals.views.referring import receive_referral, refer_child
from alongside.referrals.views.standards import set_public_contact, set_standards
from alongside.referrals.views.triage import (
    allocate,
    check_turnaround,
    decide_referral,
    match_to_child,
    record_agreement,
    referral,
    referrals,
)

__all__ = [
    "allocate",
    "answer_arrival",
    "answer_transfer",
    "arrival",
    "ask_for_help",
    "ask_for_my_child",
    "ask_for_myself",
    "ask_transfer",
    "check_turnaround",
    "close_move",
    "decide_referral",
    "door",
    "end_absence",
    "end_involvement",
    "links",
    "match_to_child",
    "move",
    "moved_in",
    "pause_involvement",
    "read_answer",
    "receive_referral",
    "record_absence",
    "record_agreement",
    "record_first_contact",
    "record_goodbye",
    "refer_by_link",
    "refer_child",
    "referral",
    "referrals",
    "resume_involvement",
    "revoke_link",
    "send_link",
    "set_public_contact",
    "set_standards",
    "step_down",
    "stop_asking",
    "take_in",
    "take_over_move",
    "transfer",
    "withdraw_agreement",
    "withdraw_transfer",
]

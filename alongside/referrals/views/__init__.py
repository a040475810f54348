"""The front door's pages: refer, the queue, one referral and its steps, and who works with the child."""

from alongside.referrals.views.involvement import end_involvement, record_first_contact, transfer
from alongside.referrals.views.referring import receive_referral, refer_child
from alongside.referrals.views.triage import (
    allocate,
    decide_referral,
    match_to_child,
    record_agreement,
    referral,
    referrals,
)

__all__ = [
    "allocate",
    "decide_referral",
    "end_involvement",
    "match_to_child",
    "receive_referral",
    "record_agreement",
    "record_first_contact",
    "refer_child",
    "referral",
    "referrals",
    "transfer",
]

"""A referral as it was given, the family's answer, and the spell of work that may follow."""

from alongside.referrals.models.agreement import Agreement, new_agreement_ref
from alongside.referrals.models.arrival import (
    ARRIVAL_CONTENT,
    ARRIVAL_LISTS,
    Arrival,
    DoorCount,
    WishToWithdraw,
    new_arrival_ref,
)
from alongside.referrals.models.involvement import Involvement, new_involvement_ref
from alongside.referrals.models.link import Link, new_link_ref
from alongside.referrals.models.referral import Referral, new_referral_ref
from alongside.referrals.models.standards import StandardChange
from alongside.referrals.models.triage import Reply, TurnaroundCheck, new_reply_ref

__all__ = [
    "ARRIVAL_CONTENT",
    "ARRIVAL_LISTS",
    "Agreement",
    "Arrival",
    "DoorCount",
    "Involvement",
    "Link",
    "Referral",
    "Reply",
    "StandardChange",
    "TurnaroundCheck",
    "WishToWithdraw",
    "new_agreement_ref",
    "new_arrival_ref",
    "new_involvement_ref",
    "new_link_ref",
    "new_referral_ref",
    "new_reply_ref",
]

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
from alongside.referrals.models.life import (
    Absence,
    Goodbye,
    Pause,
    StepDown,
    Transfer,
    Withdrawal,
    new_absence_ref,
    new_goodbye_ref,
    new_pause_ref,
    new_step_down_ref,
    new_transfer_ref,
)
from alongside.referrals.models.link import Link, new_link_ref
from alongside.referrals.models.move import Move, MovedIn, new_move_ref, new_moved_in_ref
from alongside.referrals.models.referral import Referral, new_referral_ref
from alongside.referrals.models.standards import PublicContact, StandardChange
from alongside.referrals.models.triage import Reply, TurnaroundCheck, new_reply_ref

__all__ = [
    "ARRIVAL_CONTENT",
    "ARRIVAL_LISTS",
    "Absence",
    "Agreement",
    "Arrival",
    "DoorCount",
    "Goodbye",
    "Involvement",
    "Link",
    "Move",
    "MovedIn",
    "Pause",
    "PublicContact",
    "Referral",
    "Reply",
    "StandardChange",
    "StepDown",
    "Transfer",
    "TurnaroundCheck",
    "WishToWithdraw",
    "Withdrawal",
    "new_absence_ref",
    "new_agreement_ref",
    "new_arrival_ref",
    "new_goodbye_ref",
    "new_involvement_ref",
    "new_link_ref",
    "new_move_ref",
    "new_moved_in_ref",
    "new_pause_ref",
    "new_referral_ref",
    "new_reply_ref",
    "new_step_down_ref",
    "new_transfer_ref",
]

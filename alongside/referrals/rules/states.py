"""States of a referral and of an involvement."""

from __future__ import annotations

WAITING = ("received", "accepted", "agreement_asked", "agreed")
"""States of a referral in which somebody has to do something next."""

FRONT_DOOR_DAYS = 28
"""Days for which the front door still sees a referral that it has closed or handed on, to answer questions about it.
Ours; the partnership may change it. After that it is seen through a grant for the child, like anything else."""

TRANSITIONS = {
    "Referral": {
        "received": frozenset({"accepted", "declined", "signposted"}),
        "declined": frozenset(),
        "signposted": frozenset(),
        # Straight to allocated only in a stream that needs no agreement.
        "accepted": frozenset({"agreement_asked", "agreed", "refused", "allocated"}),
        "agreement_asked": frozenset({"agreement_asked", "agreed", "refused"}),
        # Somebody may say yes, and no before the work has begun.
        "agreed": frozenset({"allocated", "refused", "agreement_asked", "agreed"}),
        "refused": frozenset(),
        "allocated": frozenset(),
    },
    "Arrival": {
        "waiting": frozenset({"taken_in", "not_for_us", "withdrawn"}),
        # What was taken in lives on as a referral; it may be withdrawn there.
        "taken_in": frozenset(),
        "not_for_us": frozenset(),
        "withdrawn": frozenset(),
    },
    "Move": {
        "sent": frozenset({"accepted", "refused", "closed"}),
        "accepted": frozenset({"closed"}),
        "refused": frozenset({"closed"}),
        "closed": frozenset(),
    },
    "MovedIn": {
        "waiting": frozenset({"accepted", "refused"}),
        "accepted": frozenset(),
        "refused": frozenset(),
    },
    "Transfer": {
        "asked": frozenset({"accepted", "refused", "withdrawn"}),
        "accepted": frozenset(),
        "refused": frozenset(),
        "withdrawn": frozenset(),
    },
    "Goodbye": {
        "due": frozenset({"done", "not_possible"}),
        "done": frozenset(),
        "not_possible": frozenset(),
    },
    "Involvement": {"open": frozenset({"ended"}), "ended": frozenset()},
}
"""Model to state to the states that may follow."""

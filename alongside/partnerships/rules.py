"""What is agreed about who comes to work here, as data."""

from __future__ import annotations

PROPOSAL_WORKING_DAYS = 2
"""Within how many working days a second person decides about somebody's role. Ours: nobody starts work without one."""

TRANSITIONS = {
    "Leaving": {"open": frozenset({"closed"}), "closed": frozenset()},
    "Proposal": {
        "waiting": frozenset({"agreed", "refused", "withdrawn"}),
        "agreed": frozenset(),
        "refused": frozenset(),
        "withdrawn": frozenset(),
    },
}
"""Model to state to the states that may follow. Every state of every model stands here; a test checks it."""

"""Which state follows which."""

from __future__ import annotations

TRANSITIONS = {
    "Detention": {
        "held": frozenset({"ended", "withdrawn"}),
        "ended": frozenset(),
        # Entered in error: it stays in the record, with the reason.
        "withdrawn": frozenset(),
    },
    "Outcome": {"stands": frozenset({"withdrawn"}), "withdrawn": frozenset()},
    "LookBack": {"waiting": frozenset({"done"}), "done": frozenset()},
    "HandOver": {
        "waiting": frozenset({"done", "stood_down"}),
        "done": frozenset(),
        "stood_down": frozenset(),
    },
}
"""Model to state to the states that may follow."""


def may_follow(model: str, state: str, wanted: str) -> bool:
    """Whether the state may follow. A state that no table knows raises KeyError."""
    return wanted in TRANSITIONS[model][state]

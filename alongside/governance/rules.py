"""What a priority is made of: who sets it, which way its figure should go, and which state follows which."""

from __future__ import annotations

LEVELS = {
    "executive": "Executive board",
    "strategic": "Strategic partnership",
    "operational": "Operational group",
}
"""Code of who sets a priority to its words, the most senior first: the forums of an area partnership."""

WAYS = {"rise": "Rise", "fall": "Fall"}
"""Which way the figure of a priority should go."""

WAY_OF_BETTER = {"more": "rise", "less": "fall"}
"""``better`` of a measure's definition to the way in which a figure of a priority can go."""

REVIEW_AFTER_DAYS = 91
"""Calendar days until a priority is looked at again, where nobody says otherwise: a quarter. Ours, and only what the
form begins with."""


TRANSITIONS = {
    "Priority": {
        "open": frozenset({"open", "reached", "ended"}),
        "reached": frozenset(),
        "ended": frozenset(),
    },
}
"""Model to state to the states that may follow. A review leaves a priority open, or closes it for good."""


def may_follow(model: str, state: str, wanted: str) -> bool:
    """Whether the state may follow. A state that no table knows raises KeyError."""
    return wanted in TRANSITIONS[model][state]


def came_nearer(should: str, then: float | None, now: float | None) -> bool | None:
    """Whether a figure went the way in which it should; None where it stayed, or one of the two is not known."""
    if then is None or now is None or then == now:
        return None
    return (now > then) is (should == "rise")

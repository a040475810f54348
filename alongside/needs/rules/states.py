"""Which state follows which, how far screening goes, and what a strategy must be like."""

from __future__ import annotations

from collections.abc import Iterable

from alongside.core import plain_words
from alongside.needs.rules.tools import Tool

TRANSITIONS = {
    "Screen": {
        "offered": frozenset({"done", "declined", "not_needed"}),
        "done": frozenset(),
        "declined": frozenset(),
        "not_needed": frozenset(),
    },
    # Presumed: what we assume of every child. Raised: a screen or a person pointed to it. Identified: known.
    "Need": {
        "presumed": frozenset({"raised", "identified", "ruled_out"}),
        "raised": frozenset({"identified", "ruled_out"}),
        "identified": frozenset({"ruled_out"}),
        "ruled_out": frozenset({"raised", "identified"}),
    },
    # Each arrow is a hand-off with a time stamp of its own.
    "Support": {
        "unplaced": frozenset({"received", "ended"}),
        "received": frozenset({"seen", "accepted", "declined", "ended"}),
        "seen": frozenset({"accepted", "declined", "ended"}),
        "accepted": frozenset({"offered", "started", "declined", "ended"}),
        "offered": frozenset({"offered", "started", "ended"}),
        "started": frozenset({"ended"}),
        # Declined by a team goes back to the worker, who asks another team or ends it: it is never simply gone.
        "declined": frozenset({"received", "ended"}),
        "ended": frozenset(),
    },
    "Strategy": {"current": frozenset({"withdrawn"}), "withdrawn": frozenset()},
}
"""Model to state to the states that may follow."""

WAITING = ("unplaced", "received", "seen", "accepted", "offered", "declined")
"""States of support in which the child still waits for the first help."""


def may_follow(model: str, state: str, wanted: str) -> bool:
    """Whether the state may follow. A state that no table knows raises KeyError."""
    return wanted in TRANSITIONS[model][state]


def may_go_further(tool: Tool, *, pointed_to: Iterable[str]) -> str:
    """Whether this tool may be offered: empty when it may, else the sentence that says why not.

    Screening is proportionate: a fuller tool (tier 2) is for what the first screen, or somebody who knows the child,
    has pointed to. A tool that stands alone (a secure establishment's health assessment) waits for nothing.
    """
    if tool.tier == 1 or tool.stands_alone:
        return ""
    found = set(pointed_to)
    if tool.areas and not found & set(tool.areas):
        return f"{tool.title}: only for what the first screen raises. Record that screen, or a need that is known."
    if not tool.areas and not found:
        return "Record the first screen first. Only what it raises goes further."
    return ""


LONGEST_STRATEGY = 140
"""Characters: a strategy is one idea that is read in the doorway. Ours."""


def fault_of_strategy(text: str) -> str:
    """What is wrong with the words of a strategy, as a sentence that says what to do; empty when nothing is."""
    if len(text) > LONGEST_STRATEGY:
        return f"Use {LONGEST_STRATEGY} characters or fewer. Write a second strategy for the second idea."
    if len(plain_words.sentences(text)) > 2:
        return "Write one idea only. Add another strategy for the next one."
    long = plain_words.too_long_sentences(text)
    return (
        f"Use {plain_words.LONGEST_SENTENCE} words or fewer in a sentence. This one has {long[0].words}."
        if long
        else ""
    )

"""The life of an EHC case as data: every state and step, what the law asks, which clocks begin and which are kept."""

from __future__ import annotations

from collections.abc import Iterable

from alongside.ehcp.rules.life.case import ASSESSMENT_CLOCKS, CASE, REQUEST_CLOCKS
from alongside.ehcp.rules.life.matters import MATTERS
from alongside.ehcp.rules.life.openings import (
    ADVISERS,
    ASKED_BY,
    CEASE_REASONS,
    DECISIONS,
    MAY_REQUEST,
    OPENINGS,
    PHASES,
    Opening,
    may_request,
    opening,
)
from alongside.ehcp.rules.life.parts import Machine, State, Step

__all__ = [
    "ADVISERS",
    "ASKED_BY",
    "ASSESSMENT_CLOCKS",
    "CASE",
    "CEASE_REASONS",
    "DECISIONS",
    "ENDED",
    "LIVE",
    "MATTERS",
    "MAY_REQUEST",
    "OPENINGS",
    "PHASES",
    "REQUEST_CLOCKS",
    "SEEN_AFTER_REFUSAL_DAYS",
    "TRANSITIONS",
    "Machine",
    "Opening",
    "State",
    "Step",
    "in_regime",
    "machine",
    "may_request",
    "opening",
    "ordinary",
    "tracked",
]


def _of_case() -> dict[str, set[str]]:
    """The case's states with what follows each, by its own steps and by those of matters that move it too."""
    found: dict[str, set[str]] = {state.code: set() for state in CASE.states}
    for step in CASE.steps:
        for state in step.before:
            found[state].add(step.after or state)
    for each in MATTERS.values():
        for step in each.steps:
            for before, after in step.of_case:
                found[before].add(after)
    return found


def _of_matters() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in MATTERS.values():
        for state in each.states:
            found.setdefault(state.code, set())
        for step in each.steps:
            for before in step.before:
                found[before].add(step.after or before)
    return found


TRANSITIONS = {
    "Case": {state: frozenset(following) for state, following in _of_case().items()},
    "Matter": {state: frozenset(following) for state, following in _of_matters().items()},
    # What is being written is sent as a draft, then made final; a later final takes its place.
    "Edition": {
        "writing": frozenset({"draft", "final"}),
        "draft": frozenset({"final", "replaced"}),
        "final": frozenset({"replaced"}),
        "replaced": frozenset(),
    },
    "Request": {"draft": frozenset({"sent", "dropped"}), "sent": frozenset(), "dropped": frozenset()},
    "Letter": {"draft": frozenset({"sent", "dropped"}), "sent": frozenset(), "dropped": frozenset()},
    "Recipient": {
        "waiting": frozenset({"sent", "stood_down"}),
        "sent": frozenset(),
        "stood_down": frozenset(),
    },
}
"""Model to state to the states that may follow. Those of cases and matters are read from their steps."""


LIVE = tuple(state.code for state in CASE.states if state.is_open)
"""States of a case in which something is still to be done."""

ENDED = ("ceased", "withdrawn", "moved_away")
"""States in which a case has ended."""

SEEN_AFTER_REFUSAL_DAYS = 92
"""For how many days after a refusal the SEND team still sees the child. Ours: two months to appeal, and one more for a
certificate."""


def machine(kind: str) -> Machine:
    """States and steps of the case (``case``) or of a kind of matter. Raises KeyError."""
    return CASE if kind == CASE.code else MATTERS[kind]


_DETAINED = "ehc_detained_"


def ordinary(rule: str) -> str:
    """The rule of the ordinary regime to which one for detained children belongs; any other is itself."""
    return rule.replace(_DETAINED, "ehc_", 1) if rule.startswith(_DETAINED) else rule


def in_regime(rule: str, known: Iterable[str], *, detained: bool) -> str:
    """The rule as it holds for a detained child, where there is such a rule among those known; else itself."""
    twin = rule.replace("ehc_", _DETAINED, 1)
    return twin if detained and twin in set(known) else rule


def tracked() -> tuple[str, ...]:
    """Codes of every rule that a case can start: what the board counts as its dates."""
    steps = [*CASE.steps, *(step for each in MATTERS.values() for step in each.steps)]
    codes = [code for one in OPENINGS for code in one.starts]
    for step in steps:
        codes += [*step.starts, *step.meets, *step.ends]
    codes += [code for code, _ in PHASES]
    both = [each for code in codes for each in (code, code.replace("ehc_", _DETAINED, 1))]
    return tuple(dict.fromkeys(both))

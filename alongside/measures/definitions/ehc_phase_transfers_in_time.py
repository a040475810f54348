"""Moves to the next phase with the setting named in time."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import PERIOD, SHARE, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a move to the next phase whose last day lay in the period."""
    limit = facts["ehcp_fact_limit"]
    found = limit.filter(limit.what == "phase_transfer", limit.due_on.between(times.first, times.last))
    return found.select(
        counted=found.limit_id,
        numerator=(found.done_on <= found.due_on).fill_null(False).ifelse(1, 0),
        locality=found.locality,
    )


DEFINITION = Definition(
    code="ehc_phase_transfers_in_time",
    title="Phase transfers in time",
    question="Does a child who moves to the next phase know in time where they will learn?",
    unit=SHARE,
    when=PERIOD,
    numerator="Of these, moves for which the plan with the next setting was sent on or before that day",
    denominator="Moves to the next phase of children known here whose last day lay in the period",
    counts=(
        "The regulation says before 31 March for a move to post-16 and before 15 February for any other between"
        " phases, so the last days are 30 March and 14 February. Only moves that were planned here are known. One for"
        " which no setting was named yet counts as missed."
    ),
    source="SEND Regulations 2014, regulation 18",
    splits=("locality",),
    facts=("ehcp_fact_limit",),
    rows=rows,
    counted=Counted("phase transfers due", met=("phase transfer", "within")),
    of="moves",
    better="more",
)

"""Children open in prevention."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import AS_OF, COUNT, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a child with a prevention involvement that is open on the day."""
    spell = facts["referrals_fact_involvement"]
    opened = spell.filter(
        spell.stream == "prevention",
        spell.opened_on <= times.last,
        spell.ended_on.isnull() | (spell.ended_on > times.last),
    )
    return opened.select(
        counted=opened.child_id, locality=opened.locality, source=opened.source, agency=opened.agency
    ).distinct()


DEFINITION = Definition(
    code="prevention_caseload",
    title="Children in prevention",
    question="How many children does prevention work alongside at one time?",
    unit=COUNT,
    when=AS_OF,
    numerator="Children with a prevention involvement open at the end of the day",
    denominator="",
    counts="Each child once.",
    source="Award letter of Hampshire (approximately 100 children at any one time)",
    splits=("locality", "source", "agency"),
    facts=("referrals_fact_involvement",),
    rows=rows,
    counted=Counted("children open", where=(("stream", "prevention"),), overlapping=("locality", "source", "agency")),
    missing=("locality",),
)

"""Children open."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import AS_OF, COUNT, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a child and stream (and locality) with an involvement that is open on the day."""
    spell = facts["referrals_fact_involvement"]
    opened = spell.filter(spell.opened_on <= times.last, spell.ended_on.isnull() | (spell.ended_on > times.last))
    return opened.select(
        counted=opened.child_id,
        locality=opened.locality,
        stream=opened.stream,
        source=opened.source,
        agency=opened.agency,
    ).distinct()


DEFINITION = Definition(
    code="open_children",
    title="Children we work alongside",
    question="How many children have open work today?",
    unit=COUNT,
    when=AS_OF,
    numerator="Children with at least one involvement open at the end of the day",
    denominator="",
    counts="Each child once. A child with work in two streams counts once in each stream, and once in all.",
    source="Ours",
    splits=("locality", "stream", "source", "agency"),
    facts=("referrals_fact_involvement",),
    rows=rows,
    counted=Counted("children open", overlapping=("locality", "stream", "source", "agency")),
    missing=("locality",),
)

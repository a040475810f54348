"""Children open."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import AS_OF, COUNT, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a child and stream (and locality) with an involvement that is open on the day."""
    spell, child = facts["referrals_fact_involvement"], facts["children_fact_child"]
    opened = spell.filter(spell.opened_on <= times.last, spell.ended_on.isnull() | (spell.ended_on > times.last))
    about = child.filter(child.ethnicity_recorded).select(about_of="partnership_id", about="child_id")
    joined = opened.left_join(about, [opened.partnership_id == about.about_of, opened.child_id == about.about])
    return joined.select(
        counted=joined.child_id,
        locality=joined.locality,
        stream=joined.stream,
        source=joined.source,
        agency=joined.agency,
        ethnicity=joined.about,
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
    facts=("referrals_fact_involvement", "children_fact_child"),
    rows=rows,
    counted=Counted("children open", overlapping=("locality", "stream", "source", "agency")),
    missing=("locality", "ethnicity"),
)

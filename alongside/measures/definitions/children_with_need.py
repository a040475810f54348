"""Children open with an identified need, by area of need."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import AS_OF, COUNT, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a child with open work and an identified need, and area, locality, stream."""
    spell, need = facts["referrals_fact_involvement"], facts["needs_fact_need"]
    opened = spell.filter(spell.opened_on <= times.last, spell.ended_on.isnull() | (spell.ended_on > times.last))
    known = need.filter(need.identified_on <= times.last).select(
        need_of="partnership_id", needing_child="child_id", area="area"
    )
    joined = opened.inner_join(known, [opened.partnership_id == known.need_of, opened.child_id == known.needing_child])
    return joined.select(
        counted=joined.child_id, area=joined.area, locality=joined.locality, stream=joined.stream
    ).distinct()


DEFINITION = Definition(
    code="children_with_need",
    title="Children with an identified need",
    question="What do the children whom we work alongside need?",
    unit=COUNT,
    when=AS_OF,
    numerator="Children with open work and a need identified by the end of the day",
    denominator="",
    counts=(
        "Identified needs only. A need that is merely presumed or raised is never counted. Each child once in all, and"
        " once in each area of need."
    ),
    source="Award letter of Hampshire (the deep dive into unmet need); the count is ours",
    splits=("area", "locality", "stream"),
    facts=("referrals_fact_involvement", "needs_fact_need"),
    rows=rows,
    counted=Counted("children open", where=(("need", "identified"),), overlapping=("area", "locality", "stream")),
    missing=("locality",),
)

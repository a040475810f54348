"""Children per worker."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import AS_OF, LOAD, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row an involvement that is open on the day."""
    spell = facts["referrals_fact_involvement"]
    opened = spell.filter(spell.opened_on <= times.last, spell.ended_on.isnull() | (spell.ended_on > times.last))
    return opened.select(
        counted=opened.child_id,
        worker=opened.worker,
        locality=opened.locality,
        agency=opened.agency,
        stream=opened.stream,
    )


DEFINITION = Definition(
    code="caseload_per_worker",
    title="Children per worker",
    question="Is the work spread so that each child gets time?",
    unit=LOAD,
    when=AS_OF,
    numerator="Children with at least one involvement open at the end of the day",
    denominator="Workers who hold at least one of these involvements",
    counts=(
        "Workers without any child are not counted, and part-time workers count as one: read it beside the posts. A"
        " worker with children in two places counts in both. Who worked with a child then is not kept: for a past day"
        " it is whoever works with the child now, or did last."
    ),
    source="Ours",
    splits=("locality", "agency", "stream", "worker"),
    facts=("referrals_fact_involvement",),
    rows=rows,
    counted=Counted("children open", overlapping=("locality", "agency", "stream", "worker")),
    of="workers",
)

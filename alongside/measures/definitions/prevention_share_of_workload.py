"""Prevention and diversion as a share of workload."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import AS_OF, SHARE, Counted, Definition, Times

STREAMS = ("prevention", "turnaround", "diversion", "voluntary")
"""What counts as prevention and diversion. The award letter of Hampshire speaks of diversionary activity; which streams
that means is ours: all work that happens before, or in place of, a court's order."""


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row an involvement that is open on the day."""
    spell = facts["referrals_fact_involvement"]
    opened = spell.filter(spell.opened_on <= times.last, spell.ended_on.isnull() | (spell.ended_on > times.last))
    return opened.select(
        numerator=opened.stream.isin(STREAMS).ifelse(1, 0),
        locality=opened.locality,
        agency=opened.agency,
        source=opened.source,
    )


DEFINITION = Definition(
    code="prevention_share_of_workload",
    title="Prevention and diversion as a share of our work",
    question="How much of our work happens before a court is needed?",
    unit=SHARE,
    when=AS_OF,
    numerator="Involvements open at the end of the day in prevention, Turnaround, diversion or voluntary support",
    denominator="All involvements open at the end of the day",
    counts="Involvements, not children: a child with work in two streams counts in both.",
    source="Award letter of Hampshire (at least 25% of the service workload); which streams count is ours",
    splits=("locality", "agency", "source"),
    facts=("referrals_fact_involvement",),
    rows=rows,
    counted=Counted("involvements open", met=("kind of stream", "prevention or diversion")),
    better="more",
    of="involvements",
)

"""What was found on looking back."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import COUNT, PERIOD, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a finding of a look back that was done in the period."""
    finding = facts["justice_fact_finding"]
    done = finding.filter(finding.done_on.between(times.first, times.last))
    return done.select(counted=done.look_back_id, finding=done.finding, locality=done.locality)


DEFINITION = Definition(
    code="look_back_findings",
    title="Look-backs on first entries and custody",
    question="What could we have done before a child entered the justice system, or custody?",
    unit=COUNT,
    when=PERIOD,
    numerator="Look-backs on a first entry or a custody that were done in the period",
    denominator="",
    counts="Each look back counts once in all, and once for everything that it found. Diversion is no first entry.",
    source="Ours",
    splits=("finding", "locality"),
    facts=("justice_fact_finding",),
    rows=rows,
    counted=Counted("look-backs done", overlapping=("finding",)),
    of="look-backs",
)

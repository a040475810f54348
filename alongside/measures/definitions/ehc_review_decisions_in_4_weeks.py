"""Annual reviews decided within four weeks of the meeting."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import PERIOD, SHARE, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a review whose four weeks ended in the period."""
    limit = facts["ehcp_fact_limit"]
    found = limit.filter(limit.what == "review_decision", limit.due_on.between(times.first, times.last))
    return found.select(
        counted=found.limit_id,
        numerator=(found.done_on <= found.due_on).fill_null(False).ifelse(1, 0),
        locality=found.locality,
    )


DEFINITION = Definition(
    code="ehc_review_decisions_in_4_weeks",
    title="Reviews decided within 4 weeks of the meeting",
    question="After a review meeting, does the family hear within four weeks what becomes of the plan?",
    unit=SHARE,
    when=PERIOD,
    numerator="Of these, reviews of which the family was told on or before that day",
    denominator="Annual reviews of children known here whose four weeks after the meeting ended in the period",
    counts=(
        "By the day on which the four weeks end, so that a review nobody has decided yet counts as missed and is not"
        " forgotten. A review that was called off, or had no meeting, is not counted."
    ),
    source="SEND Regulations 2014, regulations 20(10) and 21(9)",
    splits=("locality",),
    facts=("ehcp_fact_limit",),
    rows=rows,
    counted=Counted("review decisions due", met=("4 weeks", "within")),
    of="reviews",
    better="more",
)

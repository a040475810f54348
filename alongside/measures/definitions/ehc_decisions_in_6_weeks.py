"""Decisions whether to assess, told within six weeks."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import PERIOD, SHARE, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a decision whether to assess that was told in the period."""
    limit = facts["ehcp_fact_limit"]
    found = limit.filter(limit.what == "decide_to_assess", limit.done_on.between(times.first, times.last))
    return found.select(
        counted=found.limit_id,
        numerator=(found.done_on <= found.due_on).fill_null(False).ifelse(1, 0),
        locality=found.locality,
    )


DEFINITION = Definition(
    code="ehc_decisions_in_6_weeks",
    title="Decisions whether to assess within 6 weeks",
    question="Does a family know within six weeks whether there will be an assessment?",
    unit=SHARE,
    when=PERIOD,
    numerator="Of these, decisions told on or before the last day of the six weeks",
    denominator="Decisions whether to assess told in the period, for children known here",
    counts=(
        "Yes and no alike, by the day on which the family was told. A request that waits beyond six weeks counts once"
        " it is decided. Exceptions are kept in."
    ),
    source="SEND Regulations 2014, regulation 5(1); counted after SEN2",
    splits=("locality",),
    facts=("ehcp_fact_limit",),
    rows=rows,
    counted=Counted("decisions whether to assess", met=("6 weeks", "within")),
    of="decisions",
    better="more",
)

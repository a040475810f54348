"""New EHC plans sent within twenty weeks, exceptions left out."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import PERIOD, SHARE, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a new plan that was sent in the period, and for which no exception was claimed."""
    limit = facts["ehcp_fact_limit"]
    found = limit.filter(limit.what == "final_plan", ~limit.is_excepted, limit.done_on.between(times.first, times.last))
    return found.select(
        counted=found.limit_id,
        numerator=(found.done_on <= found.due_on).fill_null(False).ifelse(1, 0),
        locality=found.locality,
    )


DEFINITION = Definition(
    code="ehc_plans_in_20_weeks_no_exceptions",
    title="EHC plans within 20 weeks, exceptions left out",
    question="Where nothing excused a delay, did families have their plan in time?",
    unit=SHARE,
    when=PERIOD,
    numerator="Of these, plans sent on or before the last day of the twenty weeks",
    denominator="New EHC plans sent in the period to children known here, with no exception claimed",
    counts=(
        "As with exceptions kept in, and without plans for which one of the four exceptions of regulation 13(3) was"
        " claimed and not withdrawn: they are left out whether they were late or not."
    ),
    source="SEND Regulations 2014, regulation 13(2) and (3); counted after SEN2",
    splits=("locality",),
    facts=("ehcp_fact_limit",),
    rows=rows,
    counted=Counted("new EHC plans sent", where=(("exception", "none"),), met=("20 weeks", "within")),
    of="plans",
    better="more",
)

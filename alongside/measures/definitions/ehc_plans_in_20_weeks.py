"""New EHC plans sent within twenty weeks, exceptions kept in."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import PERIOD, SHARE, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a new plan that was sent in the period."""
    limit = facts["ehcp_fact_limit"]
    found = limit.filter(limit.what == "final_plan", limit.done_on.between(times.first, times.last))
    return found.select(
        counted=found.limit_id,
        numerator=(found.done_on <= found.due_on).fill_null(False).ifelse(1, 0),
        locality=found.locality,
    )


DEFINITION = Definition(
    code="ehc_plans_in_20_weeks",
    title="EHC plans within 20 weeks, exceptions kept in",
    question="How many families had their plan by the day that the law sets, whatever the reason?",
    unit=SHARE,
    when=PERIOD,
    numerator="Of these, plans sent on or before the last day of the twenty weeks",
    denominator="New EHC plans sent in the period, to children known here",
    counts=(
        "By the day on which the final plan was sent. An exception never moves the day: a late plan is late here,"
        " even where one was claimed. A plan that the Tribunal ordered, or that the authority agreed to make after"
        " a refusal, has a limit of its own and is not counted. A plan that is late and not yet sent counts once it is"
        " sent; until then it stands on the list of EHC plans."
    ),
    source="SEND Regulations 2014, regulation 13(2); counted after SEN2",
    splits=("locality",),
    facts=("ehcp_fact_limit",),
    rows=rows,
    counted=Counted("new EHC plans sent", met=("20 weeks", "within")),
    of="plans",
    better="more",
)

"""Days from a need being raised to the first support."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import DAYS, PERIOD, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a support that was raised or started in the period, or still waits at its end."""
    support = facts["needs_fact_support"]
    started = support.started_on.between(times.first, times.last)
    waits = (
        (support.raised_on <= times.last)
        & (support.started_on.isnull() | (support.started_on > times.last))
        & (support.ended_on.isnull() | (support.ended_on > times.last))
    )
    asked = support.filter(started | waits)
    begun = asked.started_on.between(times.first, times.last)
    return asked.select(
        counted=asked.support_id,
        days=begun.ifelse(asked.started_on.delta(asked.raised_on, unit="day"), None),
        waiting=begun.ifelse(None, times.last.delta(asked.raised_on, unit="day")),
        specialism=asked.specialism,
        locality=asked.locality,
        agency=asked.agency,
    )


DEFINITION = Definition(
    code="days_need_to_first_support",
    title="Days from need to first support",
    question="How long does a child wait for a specialist?",
    unit=DAYS,
    when=PERIOD,
    numerator="Calendar days from the need being raised to the first support, for supports that began in the period",
    denominator="Supports that began in the period",
    counts=(
        "Those who still wait are not in the median. They are shown beside it, with the longest wait, also where there"
        " is no one yet to give the support."
    ),
    source="Award letters of Swindon (support is actioned quickly) and Hampshire (unmet speech and language need)",
    splits=("specialism", "locality", "agency"),
    facts=("needs_fact_support",),
    rows=rows,
    counted=Counted("supports begun"),
    better="less",
    of="supports",
)

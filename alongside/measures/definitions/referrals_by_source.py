"""Referrals received."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import COUNT, PERIOD, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a referral received in the period."""
    referral = facts["referrals_fact_referral"]
    received = referral.filter(referral.received_on.between(times.first, times.last))
    return received.select(
        counted=received.referral_id,
        source=received.source,
        agency=received.agency,
        locality=received.locality,
        stream=received.stream,
    )


DEFINITION = Definition(
    code="referrals_by_source",
    title="Referrals by source",
    question="Who refers children to us?",
    unit=COUNT,
    when=PERIOD,
    numerator="Referrals received in the period",
    denominator="",
    counts="Every referral, whatever became of it. A child who was referred twice counts twice.",
    source="Award letter of Hampshire (schools, children's social care, police, family self-referrals)",
    splits=("source", "agency", "locality", "stream"),
    facts=("referrals_fact_referral",),
    rows=rows,
    counted=Counted("referrals received"),
    of="referrals",
)

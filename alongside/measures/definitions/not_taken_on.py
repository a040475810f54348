"""Referrals that were not taken on, and why."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import COUNT, PERIOD, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a referral that was decided on in the period and not taken on."""
    referral = facts["referrals_fact_referral"]
    decided = referral.filter(referral.decided_on.between(times.first, times.last), referral.outcome != "taken_on")
    return decided.select(
        counted=decided.referral_id,
        outcome=decided.outcome,
        locality=decided.locality,
        source=decided.source,
        agency=decided.agency,
    )


DEFINITION = Definition(
    code="not_taken_on",
    title="Referrals not taken on, by reason",
    question="Whom do we not work with, and why?",
    unit=COUNT,
    when=PERIOD,
    numerator="Referrals decided on in the period that the front door did not take on",
    denominator="",
    counts="By the day of the decision. A family's own no is not counted here: it is never held against anybody.",
    source="Ours",
    splits=("outcome", "locality", "source", "agency"),
    facts=("referrals_fact_referral",),
    rows=rows,
    counted=Counted("referrals decided", where=(("decision", "not taken on"),)),
    of="referrals",
)

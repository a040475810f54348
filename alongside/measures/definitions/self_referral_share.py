"""Referrals that children and families made themselves."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import PERIOD, SHARE, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a referral received in the period."""
    referral = facts["referrals_fact_referral"]
    received = referral.filter(referral.received_on.between(times.first, times.last))
    return received.select(
        numerator=(received.source == "family").ifelse(1, 0),
        locality=received.locality,
        stream=received.stream,
    )


DEFINITION = Definition(
    code="self_referral_share",
    title="Children and families who came to us themselves",
    question="Do families know that they can ask?",
    unit=SHARE,
    when=PERIOD,
    numerator="Of these, referrals made by the child or the family",
    denominator="Referrals received in the period",
    counts="Every referral, whatever became of it. A professional who wrote it down for a family counts as the family.",
    source="Award letter of Hampshire (family self-referral); the share is ours",
    splits=("locality", "stream"),
    facts=("referrals_fact_referral",),
    rows=rows,
    counted=Counted("referrals received", met=("source", "family")),
    of="referrals",
    better="more",
)

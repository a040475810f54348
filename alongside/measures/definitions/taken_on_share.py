"""Referrals that were taken on."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import PERIOD, SHARE, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a referral decided on in the period."""
    referral = facts["referrals_fact_referral"]
    decided = referral.filter(referral.decided_on.between(times.first, times.last))
    return decided.select(
        numerator=(decided.outcome == "taken_on").ifelse(1, 0),
        locality=decided.locality,
        source=decided.source,
        agency=decided.agency,
    )


DEFINITION = Definition(
    code="taken_on_share",
    title="Referrals taken on",
    question="Is a child's chance of our help the same wherever they live and whoever asks?",
    unit=SHARE,
    when=PERIOD,
    numerator="Of these, referrals that the front door took on",
    denominator="Referrals decided on in the period",
    counts=(
        "By the day of the decision, so a referral received in one quarter may count in the next. What the family"
        " answered afterwards is not counted here: a no is never held against anybody."
    ),
    source="Ours, after the award letter of Hampshire (consistent provision across a wide area)",
    splits=("locality", "source", "agency"),
    facts=("referrals_fact_referral",),
    rows=rows,
    counted=Counted("referrals decided", met=("decision", "taken on")),
    of="referrals",
)

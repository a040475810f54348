"""Days from a referral to the first contact."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import DAYS, PERIOD, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a referral whose child was first met in the period, or is still to be met at its end."""
    referral = facts["referrals_fact_referral"]
    met = referral.first_contact_on.between(times.first, times.last)
    waits = (
        (referral.received_on <= times.last)
        & (referral.first_contact_on.isnull() | (referral.first_contact_on > times.last))
        & (referral.closed_on.isnull() | (referral.closed_on > times.last))
    )
    asked = referral.filter(met | waits)
    begun = asked.first_contact_on.between(times.first, times.last)
    return asked.select(
        counted=asked.referral_id,
        days=begun.ifelse(asked.first_contact_on.delta(asked.received_on, unit="day"), None),
        waiting=begun.ifelse(None, times.last.delta(asked.received_on, unit="day")),
        locality=asked.locality,
        source=asked.source,
        stream=asked.stream,
    )


DEFINITION = Definition(
    code="days_to_first_contact",
    title="Days from referral to first contact",
    question="How long is it from asking for help to meeting somebody?",
    unit=DAYS,
    when=PERIOD,
    numerator="Calendar days from the referral to the day on which a worker first met or spoke to the child",
    denominator="Referrals that led to a first contact in the period",
    counts=(
        "Whoever waits for a decision, an answer, a worker or the first contact is not in the median. They are shown"
        " beside it, with the longest wait. Who was not taken on, or chose not to, does not wait."
    ),
    source="Ours, after the award framework (days from referral to being seen)",
    splits=("locality", "source", "stream"),
    facts=("referrals_fact_referral",),
    rows=rows,
    counted=Counted("referrals met"),
    of="referrals",
    better="less",
)

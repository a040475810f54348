"""Who sits in the panels."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import PERIOD, SHARE, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row a core agency and a meeting held in the period."""
    seat = facts["panels_fact_attendance"]
    held = seat.filter(seat.met_on.between(times.first, times.last), seat.is_core)
    return held.select(numerator=held.is_present.ifelse(1, 0), agency=held.agency, panel=held.panel)


DEFINITION = Definition(
    code="panel_attendance",
    title="Agencies at panels",
    question="Do the agencies that decide together sit together?",
    unit=SHARE,
    when=PERIOD,
    numerator="Of these, seats in which somebody of the agency was present",
    denominator="Seats of core agencies in meetings held in the period",
    counts="Core agencies of each series. A contribution sent without coming counts as not present.",
    source="Award letter of Hampshire (regular attendance at the weekly panel)",
    splits=("agency", "panel"),
    facts=("panels_fact_attendance",),
    rows=rows,
    counted=None,
    better="more",
    of="seats",
)

"""EHC plans: the rules of time, ordinary and for detained children; the life of a case; kinds of plan. No Django."""

from alongside.core import clocks
from alongside.ehcp.rules.appeals import APPEALS, CONCEDED, MEDIATION, ORDERED
from alongside.ehcp.rules.assessment import DETAINED, ORDINARY
from alongside.ehcp.rules.kinds import KINDS, Kind, kinds_on
from alongside.ehcp.rules.life import (
    ADVISERS,
    ASKED_BY,
    ASSESSMENT_CLOCKS,
    CASE,
    CEASE_REASONS,
    DECISIONS,
    ENDED,
    LIVE,
    MATTERS,
    MAY_REQUEST,
    OPENINGS,
    PHASES,
    REQUEST_CLOCKS,
    SEEN_AFTER_REFUSAL_DAYS,
    TRANSITIONS,
    Machine,
    Opening,
    State,
    Step,
    in_regime,
    machine,
    opening,
    ordinary,
    tracked,
)
from alongside.ehcp.rules.reviews import CUSTODY, REVIEWS, TRANSFERS
from alongside.ehcp.rules.sections import SECTIONS, Section

__all__ = [
    "ADVISERS",
    "ASKED_BY",
    "ASSESSMENT_CLOCKS",
    "CASE",
    "CEASE_REASONS",
    "CLOCKS",
    "DECISIONS",
    "ENDED",
    "KINDS",
    "LIVE",
    "MATTERS",
    "MAY_REQUEST",
    "OPENINGS",
    "PHASES",
    "REQUEST_CLOCKS",
    "SECTIONS",
    "SEEN_AFTER_REFUSAL_DAYS",
    "TRANSITIONS",
    "Kind",
    "Machine",
    "Opening",
    "Section",
    "State",
    "Step",
    "in_regime",
    "kinds_on",
    "machine",
    "opening",
    "ordinary",
    "tracked",
]

CLOCKS = (
    *clocks.register("EHC plans: from a request to a final plan", *ORDINARY),
    *clocks.register("EHC plans: after a refusal, and appeals", *CONCEDED, *ORDERED, *MEDIATION, *APPEALS),
    *clocks.register("EHC plans: annual reviews and transfers", *REVIEWS, *TRANSFERS),
    *clocks.register("EHC plans: a detained child", *DETAINED),
    *clocks.register("Custody", *CUSTODY),
)
"""Every rule of time that belongs to EHC plans."""

"""The rules of time for EHC plans, of the ordinary regime and for detained children. Pure data, no Django."""

from alongside.core import clocks
from alongside.ehcp.rules.appeals import APPEALS, CONCEDED, MEDIATION, ORDERED
from alongside.ehcp.rules.assessment import DETAINED, ORDINARY
from alongside.ehcp.rules.reviews import CUSTODY, REVIEWS, TRANSFERS

__all__ = ["CLOCKS"]

CLOCKS = (
    *clocks.register("EHC plans: from a request to a final plan", *ORDINARY),
    *clocks.register("EHC plans: after a refusal, and appeals", *CONCEDED, *ORDERED, *MEDIATION, *APPEALS),
    *clocks.register("EHC plans: annual reviews and transfers", *REVIEWS, *TRANSFERS),
    *clocks.register("EHC plans: a detained child", *DETAINED),
    *clocks.register("Custody", *CUSTODY),
)
"""Every rule of time that belongs to EHC plans."""

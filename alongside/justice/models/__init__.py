"""Detentions with all they started; outcomes, and the look back on them."""

from alongside.justice.models.detention import (
    Detention,
    HandOver,
    Stay,
    new_detention_ref,
    new_hand_over_ref,
    new_stay_ref,
)
from alongside.justice.models.outcomes import LookBack, Outcome, new_look_back_ref, new_outcome_ref
from alongside.justice.models.standards import StandardChange

__all__ = [
    "Detention",
    "HandOver",
    "LookBack",
    "Outcome",
    "StandardChange",
    "Stay",
    "new_detention_ref",
    "new_hand_over_ref",
    "new_look_back_ref",
    "new_outcome_ref",
    "new_stay_ref",
]

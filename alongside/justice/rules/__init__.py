"""Where children are held, what a detention starts, by when, and which state follows which. No Django."""

from alongside.justice.rules.clocks import CLOCKS
from alongside.justice.rules.establishments import ANOTHER, BY_CODE, ESTABLISHMENTS, Establishment, places_on
from alongside.justice.rules.hand_overs import (
    EIGHTEEN_SOON_MONTHS,
    ENDINGS,
    HAND_OVERS,
    HANDED_BACK,
    KINDS,
    PLANS,
    From,
    HandOver,
    Kind,
    Owner,
    Regime,
    Way,
    begins,
    eighteen_on,
    hours_between,
    is_possible,
    is_soon,
)
from alongside.justice.rules.states import TRANSITIONS, may_follow

__all__ = [
    "ANOTHER",
    "BY_CODE",
    "CLOCKS",
    "EIGHTEEN_SOON_MONTHS",
    "ENDINGS",
    "ESTABLISHMENTS",
    "HANDED_BACK",
    "HAND_OVERS",
    "KINDS",
    "PLANS",
    "TRANSITIONS",
    "Establishment",
    "From",
    "HandOver",
    "Kind",
    "Owner",
    "Regime",
    "Way",
    "begins",
    "eighteen_on",
    "hours_between",
    "is_possible",
    "is_soon",
    "may_follow",
    "places_on",
]

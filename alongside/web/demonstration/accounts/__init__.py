"""What adults write: why they refer, what happened in a contact, what they bring to a panel and what it decides.

{name} and {he}, {him}, {his}, {He}, {His}, {himself} are filled in for each child.
"""

from alongside.web.demonstration.accounts.panels import (
    ALLEGED,
    DECISIONS,
    FOLLOW_UPS,
    GATHERED,
    GIVEN_BY,
    OF_KIND,
    OUTCOMES,
    WHY_HERE,
)
from alongside.web.demonstration.accounts.referrals import CONCERNS, DECIDED, REPLIES, SELF_ASKED
from alongside.web.demonstration.accounts.work import (
    ASKED,
    CONTACTS,
    EMERGENCY,
    ENDED,
    MATTERS,
    MISSED,
    REVIEWED,
    SAFEGUARDING,
    STEPS,
)

__all__ = [
    "ALLEGED",
    "ASKED",
    "CONCERNS",
    "CONTACTS",
    "DECIDED",
    "DECISIONS",
    "EMERGENCY",
    "ENDED",
    "FOLLOW_UPS",
    "GATHERED",
    "GIVEN_BY",
    "MATTERS",
    "MISSED",
    "OF_KIND",
    "OUTCOMES",
    "REPLIES",
    "REVIEWED",
    "SAFEGUARDING",
    "SELF_ASKED",
    "STEPS",
    "WHY_HERE",
]

"""Who can be helped by which team, what voluntary work needs first, and by when: data with its source, no Django."""

from alongside.referrals.rules.agreement import ANSWERS, CARER_ANSWERS, HOW_TOLD, outcome_of
from alongside.referrals.rules.clocks import ALLOCATE, ASK, CLOCKS, DECIDE, FIRST_CONTACT, Clock
from alongside.referrals.rules.eligibility import (
    STILL_A_CHILD,
    UNDER_AGE,
    YCP_AGE,
    YCP_GROUNDS,
    YCP_HIGHEST_AGE,
    YCP_LOWEST_AGE,
    Rule,
    RuleResult,
    check_front_door,
    check_youth_crime_prevention,
    is_eligible,
    is_under_ten,
)
from alongside.referrals.rules.replies import REPLIES
from alongside.referrals.rules.sources import GROUNDS, SOURCES, Ground, source_of
from alongside.referrals.rules.states import FRONT_DOOR_DAYS, TRANSITIONS, WAITING
from alongside.referrals.rules.streams import SHOWN_WITHOUT_JUSTICE, STREAMS, Stream
from alongside.referrals.rules.work import END_REASONS, Candidate, suggest

__all__ = [
    "ALLOCATE",
    "ANSWERS",
    "ASK",
    "CARER_ANSWERS",
    "CLOCKS",
    "DECIDE",
    "END_REASONS",
    "FIRST_CONTACT",
    "FRONT_DOOR_DAYS",
    "GROUNDS",
    "HOW_TOLD",
    "REPLIES",
    "SHOWN_WITHOUT_JUSTICE",
    "SOURCES",
    "STILL_A_CHILD",
    "STREAMS",
    "TRANSITIONS",
    "UNDER_AGE",
    "WAITING",
    "YCP_AGE",
    "YCP_GROUNDS",
    "YCP_HIGHEST_AGE",
    "YCP_LOWEST_AGE",
    "Candidate",
    "Clock",
    "Ground",
    "Rule",
    "RuleResult",
    "Stream",
    "check_front_door",
    "check_youth_crime_prevention",
    "is_eligible",
    "is_under_ten",
    "outcome_of",
    "source_of",
    "suggest",
]

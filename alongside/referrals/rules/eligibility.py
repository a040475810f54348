"""Who can be helped by which team: rules that are shown one by one with their source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from alongside.core import calendar
from alongside.referrals.rules.sources import GROUNDS


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of eligibility. ``valid_from`` is None where the source states the rule and no day on which it began."""

    code: str
    title: str
    source: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What a rule says of one referral: the value it looked at, whether it is met, and a sentence that explains it.

    What is not known is not met; ``is_known`` tells the two apart.
    """

    rule: Rule
    value: str
    is_met: bool
    sentence: str
    is_known: bool = True


_CRITERIA = (
    "Criteria published by Hampshire Youth Justice Service for its Youth Crime Prevention Team, as repeated in the"
    " Quality Lead award letter to the partnership"
)

YCP_LOWEST_AGE, YCP_HIGHEST_AGE = 10, 16
"""Ages in whole years on the London day on which the referral is received, both inclusive."""

YCP_AGE = Rule("ycp_age", "Aged 10 to 16 (inclusive) on the day the referral is received", _CRITERIA)
YCP_GROUNDS = Rule("ycp_grounds", "One or more of three grounds", _CRITERIA)

UNDER_AGE = Rule(
    "age_of_responsibility",
    "Aged 10 or over on the day the referral is received",
    "Children and Young Persons Act 1933, section 50 (no child under ten can be guilty of an offence)",
    dt.date(1964, 2, 1),
)
STILL_A_CHILD = Rule(
    "under_18",
    "Under 18 on the day the referral is received",
    "Crime and Disorder Act 1998, section 37 (the youth justice system is for children and young persons under 18,"
    " section 117)",
    dt.date(1998, 9, 30),
)


def check_youth_crime_prevention(
    born_on: dt.date, received_on: dt.date, grounds: Collection[str]
) -> tuple[RuleResult, ...]:
    """Whether the Youth Crime Prevention team can be offered, rule by rule.

    The team is one within prevention: its rules never gate the rest of the stream. Raises ValueError for a birth after
    the day of the referral.
    """
    age = calendar.age_on(born_on, received_on)
    is_met = YCP_LOWEST_AGE <= age <= YCP_HIGHEST_AGE
    known = [GROUNDS[code].title for code in GROUNDS if code in grounds]
    return (
        RuleResult(YCP_AGE, f"{age} years", is_met, _age_sentence(born_on, received_on, age)),
        RuleResult(
            YCP_GROUNDS,
            "; ".join(known) or "None",
            bool(known),
            f"The referrer is concerned about {len(known)} of the three grounds."
            if known
            else "The referrer named none of the three grounds.",
        ),
    )


def _age_sentence(born_on: dt.date, received_on: dt.date, age: int) -> str:
    if age < YCP_LOWEST_AGE:
        turns = calendar.attains_on(born_on, YCP_LOWEST_AGE)
        return f"Aged {age} on {calendar.spoken(received_on)}, and turns {YCP_LOWEST_AGE} on {calendar.spoken(turns)}."
    if age > YCP_HIGHEST_AGE:
        turned = calendar.attains_on(born_on, YCP_HIGHEST_AGE + 1)
        return (
            f"Aged {age} on {calendar.spoken(received_on)}: turned {YCP_HIGHEST_AGE + 1} on {calendar.spoken(turned)}."
        )
    return f"Aged {age} on {calendar.spoken(received_on)}, the day the referral was received."


def check_front_door(born_on: dt.date, received_on: dt.date) -> tuple[RuleResult, ...]:
    """Whether the service may work with this child at all: these rules do gate. Raises as the check above."""
    age = calendar.age_on(born_on, received_on)
    return (
        RuleResult(UNDER_AGE, f"{age} years", age >= 10, f"Aged {age} on the day the referral was received."),
        RuleResult(STILL_A_CHILD, f"{age} years", age < 18, f"Aged {age} on the day the referral was received."),
    )


def is_under_ten(born_on: dt.date, received_on: dt.date) -> bool:
    """Whether nothing of the child may be kept: signpost, and erase."""
    return not check_front_door(born_on, received_on)[0].is_met


def is_eligible(results: Collection[RuleResult]) -> bool:
    """Whether every rule is met."""
    return all(result.is_met for result in results)

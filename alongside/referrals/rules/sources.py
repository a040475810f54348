"""Where referrals come from, and what a referrer may be concerned about."""

from __future__ import annotations

from dataclasses import dataclass

SOURCES: dict[str, str] = {
    "school": "School",
    "social_care": "Children's social care",
    "police": "Police",
    "early_help": "Early help",
    "family": "Child or family",
    "health": "Health",
    "other": "Other",
}

_SOURCE_OF_AGENCY = {
    "school": "school",
    "post_16": "school",
    "send_team": "school",
    "social_care": "social_care",
    "police": "police",
    "early_help": "early_help",
    "camhs": "health",
    "health": "health",
    "speech_language": "health",
    "welfare": "health",
}


def source_of(agency_kind: str) -> str:
    """The source of a referral that an agency of this kind makes; ``other`` for kinds that are not counted alone."""
    return _SOURCE_OF_AGENCY.get(agency_kind, "other")


# Grounds: what the referrer is concerned about. A concern with a source, never a label on the child.


@dataclass(frozen=True, slots=True)
class Ground:
    """One of the grounds on which Youth Crime Prevention is offered."""

    code: str
    title: str


GROUNDS: dict[str, Ground] = {
    ground.code: ground
    for ground in (
        Ground("behaviour", "Their own behaviour at home, at school or in the community"),
        Ground("influence", "The influence of friends, family and associates"),
        Ground("factors", "Underlying factors that are likely to lead to offending or anti-social behaviour"),
    )
}

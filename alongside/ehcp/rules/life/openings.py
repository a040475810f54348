"""How a case begins, and who can begin it."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.core.clocks import Source
from alongside.ehcp.rules import sources as src
from alongside.ehcp.rules.life.case import REQUEST_CLOCKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A way in which a case begins: the state it begins in, the clocks that begin, and what the law says of it."""

    code: str
    title: str
    hint: str
    done: str
    state: str
    day: str
    law: str
    source: Source
    starts: tuple[str, ...] = ()
    by_officer: bool = False


OPENINGS = (
    Opening(
        code="attention",
        title="I bring the child to the authority’s attention",
        hint="Anyone can, and youth justice too. It starts the same limits as a request by the family or the school.",
        done="The child was brought to the authority’s attention for an EHC needs assessment.",
        state="considering",
        day="When did the authority hear of it?",
        law="An authority that is responsible for a child who may have special educational needs, and to whose"
        " attention"
        " the child was brought, considers whether to assess.",
        source=src.act("24(1) and 36"),
        starts=REQUEST_CLOCKS,
    ),
    Opening(
        code="request",
        title="The family, the young person, or a school or college asked",
        hint="A parent, a young person over 16, or the school or college can ask.",
        done="An EHC needs assessment was asked for.",
        state="considering",
        day="When did the authority receive the request?",
        law="The authority decides, and tells the family within six weeks.",
        source=src.act("36(1)"),
        starts=REQUEST_CLOCKS,
    ),
    Opening(
        code="has_plan",
        title="The child has an EHC plan already",
        hint="Its review date is counted from when it was made, or last reviewed.",
        done="The child has an EHC plan.",
        state="maintained",
        day="When was the plan made, or last reviewed?",
        law="It is reviewed within twelve months of when it was made or last reviewed.",
        source=src.act("44(1)"),
        starts=("annual_review_12m_complete",),
    ),
    Opening(
        code="moved_in",
        title="The plan came from another authority",
        hint="The new authority tells the family within six weeks whether it will assess, and when it will review.",
        done="An EHC plan came from another authority.",
        state="maintained",
        day="When was the plan transferred?",
        law="The plan is treated as if the new authority had made it on the day of the transfer.",
        source=src.regulation("15(4) and (5)"),
        starts=("move_of_authority_tell_6w", "move_of_authority_review_3m"),
        by_officer=True,
    ),
)

ASKED_BY = (
    ("youth_justice", "Youth justice service"),
    ("parent", "Parent or carer"),
    ("young_person", "Young person"),
    ("school", "School or college"),
    ("social_care", "Children’s social care"),
    ("health", "Health service"),
    ("in_charge", "The person in charge of where the child is held"),
    ("other", "Somebody else"),
)
"""Who asked, or brought the child to attention."""

MAY_REQUEST = frozenset({"parent", "young_person", "school"})
"""Who can make a request under section 36(1); anybody else brings the child to attention."""

MAY_REQUEST_HELD = frozenset({"parent", "young_person", "in_charge"})
"""The same while the child is detained: the parent or the young person, and the person in charge of where the child is
held. A school brings the child to attention (Children and Families Act 2014, section 71(2) and (4))."""


def may_request(*, held: bool) -> frozenset[str]:
    """Who can make a request, by whether the child is detained on the day of it."""
    return MAY_REQUEST_HELD if held else MAY_REQUEST


ADVISERS = (
    ("parent", "The child’s parent or the young person"),
    ("school", "School or college"),
    ("health", "Health"),
    ("speech_language", "Speech and language therapy"),
    ("psychologist", "Educational psychologist"),
    ("social_care", "Social care"),
    ("adulthood", "Preparing for adulthood (from Year 9)"),
    ("youth_justice", "Youth justice service"),
    ("asked_for", "Somebody whom the family asked for"),
    ("other", "Somebody else"),
)
"""Of whom advice is asked: regulation 6(1)(a) to (h), and whoever the authority thinks appropriate."""

PHASES = (
    ("phase_transfer_post16", "From school to a post-16 setting"),
    ("phase_transfer_other", "Any other move: nursery to school, infant to junior, primary to secondary"),
    ("phase_transfer_between_post16_5m", "From one post-16 setting to another, at another time"),
)
"""Kinds of move between phases, by the rule that counts each."""

DECISIONS = (
    ("not_to_assess", "Not to assess"),
    ("no_plan", "Not to make a plan"),
    ("contents", "What the plan says: needs, provision (sections B and F)"),
    ("setting", "The school or college that is named (section I)"),
    ("not_to_reassess", "Not to assess again"),
    ("not_to_amend", "Not to change the plan after a review"),
    ("to_cease", "To end the plan"),
)
"""Decisions that can be taken to mediation and appeal (Children and Families Act 2014, section 51(2))."""

CEASE_REASONS = (
    ("1", "Reached the highest age"),
    ("2", "Needs are met without a plan"),
    ("3", "Went to higher education"),
    ("4", "Went to paid work"),
    ("5", "Another authority keeps the plan"),
    ("6", "No longer takes part in learning"),
    ("7", "Left England"),
    ("8", "Died"),
    ("9", "Another reason"),
)
"""Codes and meanings of the SEN2 return, CeaseReason (guide of 2025)."""


def opening(code: str) -> Opening:
    """The way of beginning of that code. Raises KeyError."""
    return {one.code: one for one in OPENINGS}[code]

"""Letters of an EHC case: which the law asks for at which step, to whom, and our words until a partnership has its own.

A wording is plain text. Between curly brackets stand fields, which are filled in from the case; between square brackets
what only the writer knows, which has to be written before a letter can go.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from alongside.core import calendar, clocks
from alongside.core.clocks import Source
from alongside.ehcp.rules import sources as src
from alongside.ehcp.rules.detained import appeal_rights

FAMILY, SETTING, HEALTH = "family", "setting", "health"

TO = {FAMILY: "The family", SETTING: "The school or college", HEALTH: "Health"}
"""To whom a letter goes, in words. "The family" is the child's parent, or the young person."""

FIELDS = {
    "child": "the child’s name",
    "first_name": "the name that the child wants to be called by",
    "day": "the day of the step that the letter tells of",
    "next_date": "the next date that the law sets in the case",
    "setting": "the school or college of the case",
    "appeal": "whether the family may appeal, and until when",
    "officer": "the SEND officer",
    "phone": "the officer’s telephone number",
    "team": "the SEND team",
}
"""What a letter may fill in: who the child is, and the case. Nothing of another part of the record."""

MEDIATION = src.act("52 to 55")
"""Before an appeal a mediation adviser is contacted; not where it is only about the school or college (s.55)."""

_FIELD = re.compile(r"\{([^{}]*)\}")
_UNTIL = re.compile(r"You have until (\d{1,2} [A-Z][a-z]+ \d{4})")
_GAP = re.compile(r"\[Write [^\]]*\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that belongs to a step (``case.send_draft``, ``review.decide_to_keep``), the law that asks for it, and
    our words. ``decisions`` are codes of what the family may appeal against when it has it."""

    code: str
    step: str
    to: str
    title: str
    source: Source
    subject: str
    text: str
    decisions: tuple[str, ...] = ()


def _text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


_ASK = "Please ring {officer} on {phone} if anything is not clear."
_ADVICE = (
    "The information and advice service for families in our area is free and on nobody’s side but yours. [Write its"
    " name and number here.]"
)
_REASONS = ("Our reasons are:", "[Write the reasons here.]")
_BEGUN = _text(
    "On {day} we were asked to look at what help {first_name} needs to learn.",
    "We now decide whether to carry out an EHC needs assessment. We tell you by {next_date}.",
    "We would like to hear what you and {first_name} think. You can write to us or ring.",
    _ADVICE,
    _ASK,
)
_CHANGES = _text(
    "On {day} we decided to change {first_name}’s EHC plan. With this letter are the plan and the changes that we mean"
    " to make.",
    "You have at least 15 days to tell us what you think. You may ask for a meeting, and for a school or college to be"
    " named.",
    _ADVICE,
    _ASK,
)
_AMENDED = _text(
    "With this letter is {first_name}’s EHC plan with the changes. It was sent on {day}.",
    "{appeal}",
    _ADVICE,
    _ASK,
)

LETTERS = (
    Letter(
        code="asked_family",
        step="case.begun_request",
        to=FAMILY,
        title="An assessment was asked for",
        source=src.act("36(4)"),
        subject="An EHC needs assessment of {child}",
        text=_BEGUN,
    ),
    Letter(
        code="attention_family",
        step="case.begun_attention",
        to=FAMILY,
        title="Somebody brought the child to our attention",
        source=src.act("36(4)"),
        subject="An EHC needs assessment of {child}",
        text=_BEGUN,
    ),
    Letter(
        code="assess_family",
        step="case.decide_to_assess",
        to=FAMILY,
        title="There will be an assessment",
        source=src.regulation("5(1)"),
        subject="We will find out what help {first_name} needs to learn",
        text=_text(
            "On {day} we decided to carry out an EHC needs assessment of {child}.",
            "We now ask people who know {first_name} for advice. Tell us what you and {first_name} think, and whom else"
            " we should ask.",
            "The next date that the law sets is {next_date}.",
            _ADVICE,
            _ASK,
        ),
    ),
    Letter(
        code="assess_setting",
        step="case.decide_to_assess",
        to=SETTING,
        title="There will be an assessment",
        source=src.regulation("6(1)"),
        subject="An EHC needs assessment of {child}",
        text=_text(
            "On {day} we decided to carry out an EHC needs assessment of {child}.",
            "We ask you for advice on {first_name}’s education: the needs, the help, and what it should lead to. The"
            " law gives you six weeks from the day on which you were asked.",
            _ASK,
        ),
    ),
    Letter(
        code="assess_health",
        step="case.decide_to_assess",
        to=HEALTH,
        title="There will be an assessment",
        source=src.regulation("6(1)"),
        subject="An EHC needs assessment of {child}",
        text=_text(
            "On {day} we decided to carry out an EHC needs assessment of {child}.",
            "We ask you for advice on {first_name}’s health: the needs, the care, and what it should lead to. The law"
            " gives you six weeks from the day on which you were asked.",
            _ASK,
        ),
    ),
    Letter(
        code="not_assess_family",
        step="case.decide_not_to_assess",
        to=FAMILY,
        title="There will be no assessment",
        source=src.regulation("5(3)"),
        subject="Our decision about an assessment of {child}",
        text=_text(
            "On {day} we decided not to carry out an EHC needs assessment of {child}.",
            *_REASONS,
            "{appeal}",
            _ADVICE,
            _ASK,
        ),
        decisions=("not_to_assess",),
    ),
    Letter(
        code="no_plan_family",
        step="case.decide_no_plan",
        to=FAMILY,
        title="There will be no plan",
        source=src.regulation("10(1)"),
        subject="Our decision after the assessment of {child}",
        text=_text(
            "On {day} we decided that {first_name} does not need an EHC plan.", *_REASONS, "{appeal}", _ADVICE, _ASK
        ),
        decisions=("no_plan",),
    ),
    Letter(
        code="draft_family",
        step="case.send_draft",
        to=FAMILY,
        title="The draft plan",
        source=src.regulation("13(1)"),
        subject="{first_name}’s draft plan",
        text=_text(
            "With this letter is the draft of {first_name}’s EHC plan.",
            "You have at least 15 days, counted with the day on which you got it, to tell us what you and {first_name}"
            " think. You may ask for a meeting, and for a school or college to be named.",
            _ADVICE,
            _ASK,
        ),
    ),
    Letter(
        code="consult_setting",
        step="case.consult_setting",
        to=SETTING,
        title="Could you meet the needs?",
        source=src.act("39(2)"),
        subject="Could you meet the needs of {child}?",
        text=_text(
            "We consider naming your school or college in the EHC plan of {child}. The draft plan is with this letter.",
            "Please answer within 15 days. If you could not meet the needs, please say why.",
            _ASK,
        ),
    ),
    Letter(
        code="final_family",
        step="case.send_final_plan",
        to=FAMILY,
        title="The final plan",
        source=src.regulation("13(2)"),
        subject="{first_name}’s EHC plan",
        text=_text(
            "With this letter is {first_name}’s EHC plan. It was made final on {day}.",
            "{appeal}",
            "We look at the plan with you again within a year.",
            _ADVICE,
            _ASK,
        ),
        decisions=("setting", "contents"),
    ),
    Letter(
        code="final_setting",
        step="case.send_final_plan",
        to=SETTING,
        title="The final plan",
        source=src.regulation("13(2)"),
        subject="The EHC plan of {child}",
        text=_text(
            "With this letter is the EHC plan of {child}, made final on {day}. It names {setting}.",
            "A school or college that a plan names takes the child in, and gives the help that the plan says.",
            _ASK,
        ),
    ),
    Letter(
        code="final_health",
        step="case.send_final_plan",
        to=HEALTH,
        title="The final plan",
        source=src.regulation("13(2)"),
        subject="The EHC plan of {child}",
        text=_text(
            "With this letter is the EHC plan of {child}, made final on {day}.",
            "Please arrange the health care that section G of the plan says.",
            _ASK,
        ),
    ),
    Letter(
        code="kept_family",
        step="review.decide_to_keep",
        to=FAMILY,
        title="The plan stays as it is",
        source=src.regulation("20(10)"),
        subject="After the review of {first_name}’s plan",
        text=_text(
            "After the review meeting we decided on {day} to keep {first_name}’s EHC plan as it is.",
            *_REASONS,
            "{appeal}",
            _ADVICE,
            _ASK,
        ),
        decisions=("not_to_amend",),
    ),
    Letter(
        code="changes_family",
        step="review.decide_to_amend",
        to=FAMILY,
        title="The plan will be changed",
        source=src.regulation("22(2)"),
        subject="Changes to {first_name}’s plan",
        text=_CHANGES,
    ),
    Letter(
        code="end_family",
        step="review.decide_to_end",
        to=FAMILY,
        title="We think of ending the plan",
        source=src.regulation("31"),
        subject="The future of {first_name}’s plan",
        text=_text(
            "After the review meeting we think that {first_name} may no longer need an EHC plan. We have not decided.",
            *_REASONS,
            "Please tell us what you and {first_name} think. Nothing changes until we have decided and told you.",
            _ADVICE,
            _ASK,
        ),
    ),
    Letter(
        code="amended_family",
        step="review.send_amended_plan",
        to=FAMILY,
        title="The changed plan",
        source=src.regulation("22(3)"),
        subject="{first_name}’s plan with the changes",
        text=_AMENDED,
        decisions=("setting", "contents"),
    ),
    Letter(
        code="cease_family",
        step="case.decide_to_cease",
        to=FAMILY,
        title="The plan will end",
        source=src.regulation("31"),
        subject="Our decision about {first_name}’s plan",
        text=_text(
            "On {day} we decided to end {first_name}’s EHC plan.",
            *_REASONS,
            "The plan stays in force until the time to appeal is over, and while an appeal goes on.",
            "{appeal}",
            _ADVICE,
            _ASK,
        ),
        decisions=("to_cease",),
    ),
    Letter(
        code="not_again_family",
        step="reassessment.refuse",
        to=FAMILY,
        title="There will be no new assessment",
        source=src.regulation("25(1)"),
        subject="Our decision about another assessment of {child}",
        text=_text("On {day} we decided not to assess {first_name} again.", *_REASONS, "{appeal}", _ADVICE, _ASK),
        decisions=("not_to_reassess",),
    ),
)
"""Our words, of which a partnership makes its own. A gap in square brackets is for the writer of each letter."""

LETTER = {one.code: one for one in LETTERS}


def letters_of(step: str) -> tuple[Letter, ...]:
    """Letters that belong to a step, named with what it is a step of: ``case.send_draft``."""
    return tuple(one for one in LETTERS if one.step == step)


def appeal_words(letter: Letter, on: dt.date, *, held: bool, is_first_plan: bool) -> str:
    """Whether the family may appeal against what a letter that goes on the day tells, and until when: sentences for it.

    The limit is the rule ``tribunal_appeal_2m`` as in force on the day. While the child is detained only some decisions
    can be appealed (sections 70(1) and 73); the limits then (Detained Persons Regulations, Part 3) were not seen, so
    that no day is named.
    """
    if not letter.decisions:
        return ""
    until = calendar.spoken(appeal_until(on))
    if not held:
        about = "setting" in letter.decisions
        first = (
            "First you contact a mediation adviser, unless you appeal only about the school or college."
            if about
            else "First you contact a mediation adviser."
        )
        return (
            "If you do not agree, you may appeal to the Tribunal for special educational needs. "
            f"{first} You have until {until}: two months from the day on which this was sent. If you have a mediation"
            " certificate, you have at least one month from it."
        )
    words = []
    for right in appeal_rights(on):
        if right.decision not in letter.decisions:
            continue
        if right.allowed and (is_first_plan or not right.first_plan_only):
            words.append(f"{right.title}: {right.words}")
        else:
            words.append(f"{right.title}: {right.words if not right.allowed else 'No appeal while detained.'}")
    return "\n".join(
        (
            "While a child is detained the law on appeals is narrower.",
            *(f"- {one}" for one in words),
            "- The Tribunal says by when you would have to appeal. The advice service can ask it with you.",
        )
    )


def appeal_until(sent_on: dt.date) -> dt.date:
    """The last day on which the family may appeal without a mediation certificate: the rule ``tribunal_appeal_2m``."""
    return clocks.due_on(clocks.nearest("tribunal_appeal_2m", sent_on), sent_on)


def wrong_limit(letter: Letter, text: str, sent_on: dt.date) -> str:
    """Why the day that a letter names as the last to appeal is not the one that follows from the day on which it goes,
    as a sentence; empty where it is, or where none is named."""
    named = _UNTIL.search(text)
    until = calendar.spoken(appeal_until(sent_on))
    if not letter.decisions or named is None or named.group(1) == until:
        return ""
    return (
        f"The letter says that the family has until {named.group(1)}. It went on {calendar.spoken(sent_on)}, so that is"
        f" {until}. Write that day in it, and read it over."
    )


def unknown_fields(*texts: str) -> tuple[str, ...]:
    """Fields in a wording that no letter can fill in."""
    return tuple(dict.fromkeys(name for text in texts for name in _FIELD.findall(text) if name not in FIELDS))


def why_not(*texts: str) -> str:
    """Why a wording cannot be kept, as a sentence; empty if it can."""
    unknown = unknown_fields(*texts)
    if unknown:
        names = ", ".join("{" + name + "}" for name in unknown)
        known = ", ".join("{" + name + "}" for name in FIELDS)
        return f"A letter cannot fill in {names}. It can fill in {known}."
    if any("{" in rest or "}" in rest for rest in (_FIELD.sub("", text) for text in texts)):
        return "A curly bracket stands alone. Write a field between two, such as {child}."
    return ""


def filled(text: str, values: Mapping[str, str]) -> str:
    """A wording with its fields filled in. What a value holds is never taken for a field. Raises KeyError for one
    without a value."""
    return _FIELD.sub(lambda found: values[found.group(1)], text)


def gaps(*texts: str) -> tuple[str, ...]:
    """What is still to be written into a letter: the gaps in square brackets."""
    return tuple(gap for text in texts for gap in _GAP.findall(text))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text: an empty line ends one."""
    return tuple(part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip())

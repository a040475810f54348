"""Letters of an EHC case: which the law asks for at which step, to whom, and our words until a partnership has its own.

A wording is plain text. Between curly brackets stand fields, which are filled in from the case; between square brackets
what only the writer knows, which has to be written before a letter can go.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from alongside.core import calendar, clocks
from alongside.ehcp.rules.detained import appeal_rights
from alongside.ehcp.rules.wordings import FAMILY, HEALTH, LETTERS, SETTING, Letter

__all__ = [
    "FAMILY",
    "FIELDS",
    "HEALTH",
    "LETTER",
    "LETTERS",
    "SETTING",
    "TO",
    "Letter",
    "appeal_until",
    "appeal_words",
    "filled",
    "gaps",
    "letters_of",
    "paragraphs",
    "unknown_fields",
    "why_no_appeal",
    "why_not",
    "wrong_rights",
]

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

HELD_WORDS = "While a child is detained the law on appeals is narrower."

_FIELD = re.compile(r"\{([^{}]*)\}")
_DAY = r"(\d{1,2} [A-Z][a-z]+ \d{4})"
_UNTIL = re.compile(rf"You\s+have\s+until\s+{_DAY}")
_ADVISER = re.compile(rf"mediation adviser by {_DAY}")
_ANEW = "Set the letter aside and begin it anew."
_GAP = re.compile(r"\[Write [^\]]*\]")


LETTER = {one.code: one for one in LETTERS}


def letters_of(step: str) -> tuple[Letter, ...]:
    """Letters that belong to a step, named with what it is a step of: ``case.send_draft``."""
    return tuple(one for one in LETTERS if one.step == step)


def appeal_words(letter: Letter, on: dt.date, *, held: bool, is_first_plan: bool) -> str:
    """Whether the family may appeal against what a letter that goes on the day tells, and until when: sentences for it.

    The limit is the rule ``tribunal_appeal_2m`` as in force on the day. While the child is detained only some decisions
    can be appealed (sections 70(1) and 73); the limits then (Detained Persons Regulations, Part 3) were not seen, so
    that no day is named. Before an appeal a mediation adviser is contacted, unless it is about the school or college
    alone (sections 52 to 55).
    """
    if not letter.decisions:
        return ""
    until = calendar.spoken(appeal_until(on))
    if not held:
        about = "setting" in letter.decisions
        first = (
            f"First you contact a mediation adviser by {until}, unless you appeal only about the school or college."
            if about
            else f"First you contact a mediation adviser by {until}."
        )
        return (
            "If you do not agree, you may appeal to the Tribunal for special educational needs. "
            f"You have until {until}: two months from the day on which this was sent. If you have a mediation"
            f" certificate, you have at least one month from it. {first} Say that you wish to appeal, and whether you"
            " want mediation: you may ask for it, and need not. The adviser gives you the certificate that an appeal"
            " needs."
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
            HELD_WORDS,
            *(f"- {one}" for one in words),
            "- The Tribunal says by when you would have to appeal. The advice service can ask it with you.",
        )
    )


def appeal_until(sent_on: dt.date) -> dt.date:
    """The last day on which the family may appeal without a mediation certificate: the rule ``tribunal_appeal_2m``."""
    return clocks.due_on(clocks.nearest("tribunal_appeal_2m", sent_on), sent_on)


def wrong_rights(letter: Letter, text: str, sent_on: dt.date, *, held: bool) -> str:
    """Why a letter that tells of a decision cannot go as it is, as a sentence: it does not say what the family may do,
    or not by the right day. Empty where it says it, and for a letter that tells of no decision."""
    if not letter.decisions:
        return ""
    named = [found.group(1) for found in _UNTIL.finditer(text)]
    if held:
        narrow = HELD_WORDS in " ".join(text.split())
        return "" if narrow and not named else f"It does not say what holds for appeals: “{HELD_WORDS}” {_ANEW}"
    until = calendar.spoken(appeal_until(sent_on))
    if not named or "tribunal" not in text.lower():
        return f"It does not say until when the family may appeal to the Tribunal. Write: “You have until {until}”."
    if any(one != until for one in named):
        wrong = next(one for one in named if one != until)
        return (
            f"The letter says that the family has until {wrong}. It went on {calendar.spoken(sent_on)}, so that is"
            f" {until}. Write that day in it, and read it over."
        )
    adviser = [found.group(1) for found in _ADVISER.finditer(text)]
    if any(one != until for one in adviser):
        return (
            f"The mediation adviser is contacted within the same two months. It went on {calendar.spoken(sent_on)}, so"
            f" that is by {until}. Write that day in it, and read it over."
        )
    if "mediation adviser" not in text.lower():
        return "It does not say that a mediation adviser comes before an appeal, nor who that is. The law asks for it."
    return ""


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


def why_no_appeal(letter: Letter, text: str) -> str:
    """Why the wording of a letter that tells of a decision cannot be kept: it leaves out what the family may do."""
    if letter.decisions and "{appeal}" not in text:
        return "The family may appeal when it has this letter. Write {appeal} where the letter says so."
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

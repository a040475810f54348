"""Areas of need, the specialism that answers each, and what is assumed of every child until we know better."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from alongside.core.strands import Strand

SPECIALISMS: dict[str, str] = {
    "speech_language": "Speech and language therapy",
    "camhs": "CAMHS",
    "wellbeing": "Wellbeing",
    "nurse": "Nurse",
    "education": "Education and training",
    "resettlement": "Resettlement",
    "restorative": "Restorative work",
}
"""Code to title of each kind of specialist support. A team has one of these codes."""

SPECIALISM_STRANDS: dict[str, Strand] = {
    "speech_language": Strand.HEALTH,
    "camhs": Strand.HEALTH,
    "wellbeing": Strand.HEALTH,
    "nurse": Strand.HEALTH,
    "education": Strand.EDUCATION,
    "resettlement": Strand.PLAN,
    "restorative": Strand.PLAN,
}
"""In which strand of the record the support stands: who sees that it was asked for."""


@dataclass(frozen=True, slots=True)
class NeedArea:
    """An area of need: its title, the specialism that answers it (a local setting), and what a screener looks for."""

    code: str
    title: str
    specialism: str
    looks_like: str

    @property
    def strand(self) -> Strand:
        """The strand in which a need in this area stands."""
        return SPECIALISM_STRANDS[self.specialism]


# The four broad areas of the SEND Code of Practice 2015 (6.28 to 6.35), cut finer where another service answers.
NEED_AREAS: tuple[NeedArea, ...] = (
    NeedArea(
        "speech_language",
        "Speech, language and communication",
        "speech_language",
        "Loses the thread, answers beside the question, gives very short answers, cannot retell what happened",
    ),
    NeedArea(
        "social_emotional_mental_health",
        "Feelings and mental health",
        "camhs",
        "Low, anxious or angry for weeks, harms themselves, sleeps badly, has stopped doing what they liked",
    ),
    NeedArea(
        "wellbeing",
        "Everyday wellbeing",
        "wellbeing",
        "Worries, loss, few friends, a hard time at home; would like somebody to talk to",
    ),
    NeedArea(
        "neurodiversity",
        "Autism, ADHD and other neurodiversity",
        "camhs",
        "Restless or lost in thought, acts before thinking, overwhelmed by noise or change, reads people differently",
    ),
    NeedArea(
        "trauma",
        "Effects of trauma",
        "camhs",
        "On guard, numb or quickly overwhelmed; has lived through violence, loss or neglect",
    ),
    NeedArea(
        "learning",
        "Learning and being in education",
        "education",
        "Finds reading, numbers or remembering hard; is out of school, on few hours, or often sent home",
    ),
    NeedArea("sensory", "Hearing and sight", "nurse", "Asks for repeats, sits close, misses what is behind them"),
    NeedArea("physical", "Physical health", "nurse", "Pain, tiredness, an injury to the head, no doctor or dentist"),
    NeedArea(
        "substance", "Alcohol and drugs", "nurse", "Uses alcohol, vapes or drugs in a way that worries them or us"
    ),
)

AREAS_BY_CODE: dict[str, NeedArea] = {area.code: area for area in NEED_AREAS}


@dataclass(frozen=True, slots=True)
class Presumption:
    """What we assume of every child until we know better. It changes how we work and is never the child's own need."""

    area: str
    ways_of_working: tuple[str, ...]
    share: str
    source: str


PRESUMED: tuple[Presumption, ...] = (
    Presumption(
        area="speech_language",
        ways_of_working=(
            "Use short sentences. Say one thing at a time.",
            "Wait ten seconds for an answer.",
            "Ask the child to tell you back what was agreed.",
            "Write down or draw what happens next.",
        ),
        share="about 60% of children in youth justice",
        source="Royal College of Speech and Language Therapists, screening and assessment in justice",
    ),
    Presumption(
        area="learning",
        ways_of_working=(
            "Offer to read letters and forms aloud.",
            "Use pictures, times and places instead of long texts.",
        ),
        share="66% of children with an offence ever had SEN support, against 40% of all pupils (England)",
        source="Education, children's social care and offending, England, cohorts of 2012/13 to 2017/18",
    ),
)
"""Needs that are presumed when work with a child opens, the commonest unmet one first."""


def strand_of_area(area: str) -> Strand:
    """The strand in which a need in this area stands."""
    return AREAS_BY_CODE[area].strand


def strand_of_specialism(specialism: str) -> Strand:
    """The strand in which support of this kind stands."""
    return SPECIALISM_STRANDS[specialism]


def areas_in(strands: Iterable[Strand]) -> tuple[str, ...]:
    """Codes of the areas that stand in one of the strands."""
    held = frozenset(strands)
    return tuple(area.code for area in NEED_AREAS if area.strand in held)


def specialisms_in(strands: Iterable[Strand]) -> tuple[str, ...]:
    """Codes of the specialisms whose support stands in one of the strands."""
    held = frozenset(strands)
    return tuple(code for code, strand in SPECIALISM_STRANDS.items() if strand in held)

"""Family and people who matter: how they stand to the child, and where parental responsibility comes from.

Parental responsibility is that of England (Children Act 1989, part I). Each basis carries the day from which the law
knew it, and its source. Whether somebody holds it is recorded by a person who checked; nothing here decides it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kin:
    """How somebody stands to the child. ``generation`` counts from the child (-1 parents, 0 brothers and sisters, 1
    the child's own children); None is for those who matter and are not family. ``back`` is how the child stands to
    them, where both are children known here."""

    code: str
    title: str
    generation: int | None
    is_parent: bool = False
    back: str = ""


_KIN = (
    Kin("mother", "Mother", -1, is_parent=True, back="own_child"),
    Kin("father", "Father", -1, is_parent=True, back="own_child"),
    Kin("parent", "Parent or carer", -1, is_parent=True, back="own_child"),
    Kin("step_parent", "Step-parent", -1, is_parent=True),
    Kin("adoptive_parent", "Adoptive parent", -1, is_parent=True),
    Kin("foster_carer", "Foster carer", -1, is_parent=True),
    Kin("kinship_carer", "Kinship carer", -1, is_parent=True),
    Kin("guardian", "Guardian", -1, is_parent=True),
    Kin("local_authority", "Local authority", -1),
    Kin("parents_partner", "Partner of a parent", -1),
    Kin("aunt_uncle", "Aunt or uncle", -1),
    Kin("grandmother", "Grandmother", -2),
    Kin("grandfather", "Grandfather", -2),
    Kin("great_grandparent", "Great-grandparent", -3),
    Kin("sister", "Sister", 0, back="sibling"),
    Kin("brother", "Brother", 0, back="sibling"),
    Kin("sibling", "Brother or sister", 0, back="sibling"),
    Kin("half_sibling", "Half-brother or half-sister", 0, back="half_sibling"),
    Kin("step_sibling", "Step-brother or step-sister", 0, back="step_sibling"),
    Kin("foster_sibling", "Another child in the household", 0, back="foster_sibling"),
    Kin("cousin", "Cousin", 0, back="cousin"),
    Kin("partner", "Boyfriend, girlfriend or partner", 0, back="partner"),
    Kin("own_child", "The child's own son or daughter", 1, back="parent"),
    Kin("niece_nephew", "Niece or nephew", 1),
    Kin("other_family", "Other family", -1, back="other_family"),
    Kin("friend", "Friend", None, back="friend"),
    Kin("friends_family", "Family of a friend", None),
    Kin("neighbour", "Neighbour", None),
    Kin("mentor", "Mentor, coach or youth leader", None),
    Kin("faith", "Faith or community leader", None),
    Kin("other", "Somebody else who matters", None),
)

KIN: dict[str, Kin] = {kin.code: kin for kin in _KIN}
"""Code to kind, in the order in which a form offers them."""

_WORDS = {
    "mum": "mother",
    "mam": "mother",
    "dad": "father",
    "carer": "parent",
    "parent": "parent",
    "parents": "parent",
    "nan": "grandmother",
    "nana": "grandmother",
    "gran": "grandmother",
    "granny": "grandmother",
    "grandma": "grandmother",
    "grandad": "grandfather",
    "granddad": "grandfather",
    "grandpa": "grandfather",
    "grandparent": "grandmother",
    "aunt": "aunt_uncle",
    "auntie": "aunt_uncle",
    "aunty": "aunt_uncle",
    "uncle": "aunt_uncle",
    "stepmother": "step_parent",
    "stepfather": "step_parent",
    "step-mother": "step_parent",
    "step-father": "step_parent",
    "stepmum": "step_parent",
    "stepdad": "step_parent",
    "special guardian": "guardian",
    "foster mother": "foster_carer",
    "foster father": "foster_carer",
    "half-brother": "half_sibling",
    "half-sister": "half_sibling",
    "girlfriend": "partner",
    "boyfriend": "partner",
}


def kin_in_words(words: str) -> str:
    """The kind that somebody's own words name ("Mum", "step-father"); "other" when they name none."""
    typed = " ".join(words.lower().split())
    titles = {kin.title.lower(): kin.code for kin in _KIN}
    return titles.get(typed) or _WORDS.get(typed) or "other"


@dataclass(frozen=True, slots=True)
class Basis:
    """Where parental responsibility comes from. ``since`` is the day from which the law knew it."""

    code: str
    title: str
    source: str
    since: dt.date


_ACT = dt.date(1991, 10, 14)
"""The day on which the Children Act 1989 came into force."""

_BASES = (
    Basis("birth", "Gave birth to the child", "Children Act 1989 s.2", _ACT),
    Basis("married", "Father or second parent, married or in a civil partnership", "Children Act 1989 s.2", _ACT),
    Basis("registered", "Named on the birth certificate", "Children Act 1989 s.4 and s.4ZA", dt.date(2003, 12, 1)),
    Basis("agreement", "Parental responsibility agreement", "Children Act 1989 s.4, s.4ZA and s.4A", _ACT),
    Basis("order", "Parental responsibility order of the court", "Children Act 1989 s.4, s.4ZA and s.4A", _ACT),
    Basis("arrangements", "Child arrangements order", "Children Act 1989 s.12", dt.date(2014, 4, 22)),
    Basis("special_guardian", "Special guardianship order", "Children Act 1989 s.14C", dt.date(2005, 12, 30)),
    Basis("guardian", "Appointed guardian", "Children Act 1989 s.5", _ACT),
    Basis("adoption", "Adoption order", "Adoption and Children Act 2002 s.46", dt.date(2005, 12, 30)),
    Basis("care_order", "Care order (the local authority)", "Children Act 1989 s.33 and s.38", _ACT),
    Basis("emergency", "Emergency protection order", "Children Act 1989 s.44", _ACT),
    Basis("not_known", "Not checked yet", "", _ACT),
)

BASES: dict[str, Basis] = {basis.code: basis for basis in _BASES}

RESPONSIBILITY = {"yes": "Yes", "no": "No", "": "Not known yet"}

LIVES_WITH = {"yes": "Yes, all of the time", "some": "Some of the time", "no": "No", "": "Not known"}

SAFE = {"yes": "Yes", "ask": "Ask the allocated worker first", "no": "No, do not contact them", "": "Not known"}


def bases_on(day: dt.date) -> tuple[Basis, ...]:
    """The bases that the law knew on this day."""
    return tuple(basis for basis in _BASES if basis.since <= day)


def holds_responsibility(answer: str, from_on: dt.date | None, to_on: dt.date | None, day: dt.date) -> bool:
    """Whether what is recorded says that somebody holds parental responsibility on this day."""
    return answer == "yes" and (from_on is None or from_on <= day) and (to_on is None or day <= to_on)

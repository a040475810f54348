"""Opaque references such as C-7F3K2Q: what stands in addresses, logs and the trail instead of names and row ids."""

from __future__ import annotations

import re
import secrets
from enum import StrEnum

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a reference survives being read out over the telephone."""

LENGTH = 6
PATTERN = re.compile(rf"^[A-Z]{{1,2}}-[{ALPHABET}]{{{LENGTH}}}$")


class Kind(StrEnum):
    """What a reference points at. The letter is part of the reference, so that people can tell them apart."""

    PERSON = "U"
    PARTNERSHIP = "A"
    AGENCY = "G"
    TEAM = "T"
    LOCALITY = "L"
    MEMBERSHIP = "M"
    POST = "W"
    CHILD = "C"
    GRANT = "K"
    CONCERN = "S"
    ENTRY = "E"
    VOICE = "V"
    REFERRAL = "R"
    AGREEMENT = "Y"
    INVOLVEMENT = "J"
    SCREEN = "Q"
    NEED = "N"
    SUPPORT = "X"
    STRATEGY = "Z"
    PLAN = "P"
    GOAL = "O"
    STEP = "ST"
    REVIEW = "RV"
    CONTACT = "CT"
    SERIES = "PS"
    MEETING = "PM"
    ITEM = "PI"
    CONTRIBUTION = "PC"
    DECISION = "PD"
    ACTION = "PA"
    DOCUMENT = "D"
    BREAK_GLASS = "BG"
    RELATION = "FM"
    NETWORK = "NW"
    ADDRESS = "AD"
    CARE_SPELL = "CS"


def new(kind: Kind) -> str:
    """A fresh random reference; uniqueness within the partnership is kept by the table's constraint."""
    return f"{kind.value}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"


def is_ref(text: str) -> bool:
    """Whether the text has the form of a reference."""
    return PATTERN.fullmatch(text) is not None


def is_of(text: str, kind: Kind) -> bool:
    """Whether the text has the form of a reference of this kind."""
    return is_ref(text) and text.partition("-")[0] == kind.value

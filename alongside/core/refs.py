"""Opaque references such as C-7F3K2Q: what stands in addresses, logs and the trail instead of names and row ids."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum, unique

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a reference survives being read out over the telephone."""

LENGTH = 6
PATTERN = re.compile(rf"^[A-Z]{{1,2}}-[{ALPHABET}]{{{LENGTH}}}$")


@unique
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
    SEVERAL = "SV"
    VOICE = "V"
    REFERRAL = "R"
    ARRIVAL = "H"
    LINK = "LK"
    REPLY = "RY"
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
    DISCLOSURE = "DS"
    CONSENT = "CN"
    SUBJECT_ACCESS = "SA"
    DOCUMENT = "D"
    CLOCK = "CL"
    CLAIM = "CX"
    BREAK_GLASS = "BG"
    SEAL_ASK = "SK"
    PROPOSAL = "PR"
    RELATION = "FM"
    MERGE = "MG"
    NETWORK = "NW"
    ADDRESS = "AD"
    CARE_SPELL = "CS"
    DETENTION = "DT"
    STAY = "SY"
    HAND_OVER = "HO"
    OUTCOME = "OC"
    LOOK_BACK = "LB"
    LEAVING = "LV"
    TRANSFER = "TF"
    PAUSE = "PZ"
    ABSENCE = "AB"
    GOODBYE = "GH"
    STEP_DOWN = "SD"
    MOVE = "MV"
    MOVED_IN = "MI"
    EHC_CASE = "EH"
    EHC_MATTER = "EM"
    EHC_STEP = "ES"
    EHC_EDITION = "EP"
    EHC_LIST = "EL"
    EHC_REQUEST = "ER"
    EHC_LETTER = "ET"
    PRIORITY = "PY"


_BITS = 5 * LENGTH
"""What a reference holds: five bits a letter."""

_drawn: ContextVar[Iterator[int] | None] = ContextVar("alongside_refs", default=None)


def new(kind: Kind) -> str:
    """A fresh random reference. The table keeps it unique in the partnership, and one that is taken is drawn again when
    its row is saved (``partnerships/saving.py``)."""
    numbers = _drawn.get()
    number = secrets.randbits(_BITS) if numbers is None else next(numbers)
    return f"{kind.value}-{''.join(ALPHABET[number >> shift & 31] for shift in range(_BITS - 5, -1, -5))}"


@contextmanager
def drawn_from(numbers: Iterator[int]) -> Iterator[None]:
    """References follow from these numbers, each of 30 bits, in place of chance: for the demonstration only.

    Whoever knows the numbers knows the references; a real child's must not be guessed.
    """
    token = _drawn.set(numbers)
    try:
        yield
    finally:
        _drawn.reset(token)


def scattered(seed: int, *, lane: int = 0, lanes: int = 1) -> Iterator[int]:
    """Numbers of 30 bits that look like chance, follow from the seed, and never repeat, nor those of another lane.

    Counting, turned about by steps that can each be undone: so two counts never meet.
    """
    mask = 2**_BITS - 1
    for count in range(lane, mask, lanes):
        number = (count + seed) & mask
        for factor in (0x2C1B3C6D, 0x297A2D39):
            number ^= number >> 15
            number = number * factor & mask
        yield number ^ number >> 15


def is_ref(text: str) -> bool:
    """Whether the text has the form of a reference."""
    return PATTERN.fullmatch(text) is not None


def is_of(text: str, kind: Kind) -> bool:
    """Whether the text has the form of a reference of this kind."""
    return is_ref(text) and text.partition("-")[0] == kind.value

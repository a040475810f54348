"""A name in one comparable spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŀ": "l", "ħ": "h"}
)
_APOSTROPHES = re.compile("['’‘`´ʼʻʹ′]")
_HARAKAT = re.compile("[\u064b-\u0652\u0640]")
_JOINED_TO_NEXT = frozenset({"o", "mc", "mac", "al", "el", "st", "saint", "fitz"})
"""Words that belong to the next: "O Brien", "Mac Donald", "El Sayed", "St John"."""


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """A name as comparable words: small, without accents, apostrophes and hyphens, particles joined to their word.

    Mc becomes mac and Saint st, since each is written both ways. Letters of other scripts are kept as they are.
    """
    text = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    text = _HARAKAT.sub("", _APOSTROPHES.sub("", _without_accents(text)))
    text = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text)
    found: list[str] = []
    held = ""
    for word in text.split():
        if held:
            found.append(held + word)
            held = ""
        elif word in _JOINED_TO_NEXT:
            held = word
        else:
            found.append(word)
    if held:
        found.append(held)
    return tuple(_one_spelling(word) for word in found)


def normalise(name: str) -> str:
    """A name in one comparable spelling, its words joined by single spaces. Empty for a name without letters."""
    return " ".join(words(name))


def _without_accents(decomposed: str) -> str:
    """Drop combining marks after Latin, Greek and Cyrillic letters only: in Indian scripts they are vowels."""
    kept: list[str] = []
    for character in decomposed:
        if unicodedata.combining(character) and kept and kept[-1] < "\u0530":
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def _one_spelling(word: str) -> str:
    if word.startswith("mc") and len(word) > 3:
        return "mac" + word[2:]
    if word.startswith("saint") and len(word) > 7:
        return "st" + word[5:]
    return word

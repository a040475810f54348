"""How a name sounds, as a key that finds it however it is spelled."""

from __future__ import annotations

import re
from functools import lru_cache

_SPOKEN = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^(ps|x|cz|ts)", "s"),
        (r"^(eo|ow|eu)(?=[aeiou]*n)", "o"),  # Eoin, Owen, Euan
        (r"(?<=.)bh|mh|ph|v|w(?=sk)", "f"),  # Siobhan, Niamh; Stephen, Steven
        (r"chr|chl|ck|q", "k"),
        (r"sch|tsch|tch|sz|sh|rz|ch|cz|tsi|ti(?=[aeo])|ci(?=[aeo])|z", "s"),
        (r"c(?=[eiy])", "s"),
        (r"c|kh", "k"),
        (r"dg|g(?=[ei])|^y(?=[aeiou])", "j"),  # Yusuf and Jusuf, Geoff and Jeff
        (r"x", "ks"),
        (r"ght|th|dt", "t"),
        (r"dh", "d"),
        (r"(?<=n)g(?=h?$)|(?<=.)gh", ""),  # Leigh, Singh
        (r"^w", "f"),  # Wiktor, Victor
        (r"mb$", "m"),
        (r"(?<=.)[hw]", ""),
    )
)


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """How a word sounds, as a short key: equal keys are worth comparing, no more. Empty for other scripts.

    Our own rules, since the well-known keys were made for American English family names. Vowels go (they are what
    people miswrite, and what differs between transliterations: Mohammed, Muhammad), save that a leading one is
    marked. Letters that one of English, Irish, Polish or the usual spelling of Urdu, Punjabi, Bengali and Arabic
    names writes differently fall together: f v ph bh mh, s z sh sz ch cz, k c q kh, j and a leading y.
    Aspiration goes (Singh, Sing; Choudhury, Chowdury), doubled letters count once.
    """
    if not word.isascii() or not word.isalpha():
        return ""
    spoken = word
    for pattern, letter in _SPOKEN:
        spoken = pattern.sub(letter, spoken)
    if not spoken:
        return ""
    key: list[str] = []
    for before, letter in zip(" " + spoken, spoken, strict=False):
        if letter not in "aeiouy" and letter != before:
            key.append(letter)
    return ("a" if spoken[0] in "aeiouy" else "") + "".join(key)

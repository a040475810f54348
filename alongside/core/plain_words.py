"""Plain words for children: at most 15 words a sentence, one idea a line. It warns; it never changes what is said."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_SENTENCE = 15
"""Words. The house rule for everything that is written for a child (design: words for children are plain)."""

_ABBREVIATED = re.compile(
    r"\b(?:mr|mrs|ms|mx|dr|st|prof|tel|ext|approx|e\.g|i\.e|a\.m|p\.m|[b-hj-z])\.$", re.IGNORECASE
)
_END = re.compile(r"(?:[.!?…]+[\"'”’)\]]*(?=\s|$))|\n+")
_WORD = re.compile(r"\w+(?:[-'’.,:/@]\w+)*")


@dataclass(frozen=True, slots=True)
class LongSentence:
    """A sentence with more words than a child should have to hold at once."""

    text: str
    words: int

    @property
    def warning(self) -> str:
        """What to tell the person who wrote it."""
        return f"This sentence has {self.words} words. Try {LONGEST_SENTENCE} or fewer: “{self.text}”"


def sentences(text: str) -> list[str]:
    """The sentences of a text. A new line ends one too, and so does a list's dash; "Dr." and "10.30" do not."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        piece = text[start : end.end()]
        if "\n" not in end.group() and _ABBREVIATED.search(piece.rstrip("\"'”’)]")):
            continue
        found.append(piece)
        start = end.end()
    found.append(text[start:])
    return [stripped for piece in found if (stripped := piece.strip(" \t\r\n-–—•*"))]


def count_words(text: str) -> int:
    """How many words a reader reads: "one-to-one", "10.30" and "don't" are one each."""
    return len(_WORD.findall(text))


def too_long_sentences(text: str, *, longest: int = LONGEST_SENTENCE) -> tuple[LongSentence, ...]:
    """The sentences that have more words than a child's page should, in their order."""
    counted = ((sentence, count_words(sentence)) for sentence in sentences(text))
    return tuple(LongSentence(sentence, words) for sentence, words in counted if words > longest)

"""Short forms and other spellings of given names, from our own list."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

NICKNAMES_FILE = Path(__file__).parent.parent / "data" / "nicknames.csv"


@dataclass(frozen=True, slots=True)
class Group:
    """A full name with its short forms and its other spellings."""

    name: str
    short: frozenset[str]
    spelled: frozenset[str]

    @property
    def members(self) -> frozenset[str]:
        """Every word that belongs to it."""
        return self.short | self.spelled | {self.name}


@lru_cache(maxsize=1)
def groups_by_word() -> dict[str, tuple[Group, ...]]:
    """Each word of the list with the groups that it belongs to."""
    with NICKNAMES_FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    by_word: dict[str, tuple[Group, ...]] = {}
    for row in rows:
        group = Group(row["name"], frozenset(row["short"].split()), frozenset(row["spelled"].split()))
        for word in group.members:
            by_word[word] = (*by_word.get(word, ()), group)
    return by_word


def nicknames(word: str) -> frozenset[str]:
    """The full names a word is, or is short for, or another spelling of: ``alex`` gives alexander and alexandra."""
    return frozenset(group.name for group in groups_by_word().get(word, ()))

"""What a child is stored under, and what a search looks for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from alongside.core.names.short_forms import nicknames
from alongside.core.names.sounds import sound
from alongside.core.names.spelling import words


class Kind(StrEnum):
    """What a token is equal in."""

    EXACT = "exact"
    SOUND = "sound"
    NICK = "nick"


class Part(StrEnum):
    """Which of a child's names a token comes from."""

    GIVEN = "given"
    FAMILY = "family"
    PREFERRED = "preferred"
    FORMER = "former"


@dataclass(frozen=True, slots=True, order=True)
class Token:
    """One value under which a child can be found, as stored in the token columns."""

    part: Part
    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Named:
    """A child as far as the search is concerned, stored or asked for. What is not known is empty."""

    given: str = ""
    family: str = ""
    born_on: dt.date | None = None
    preferred: str = ""
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LookFor:
    """What finds the candidates: any token equal in kind and value in whatever part, or any date of birth."""

    tokens: frozenset[tuple[Kind, str]]
    born_on: frozenset[dt.date]


def forms(name: str) -> tuple[str, ...]:
    """The words of a name and, where there are several, all of them as one."""
    parts = words(name)
    return parts if len(parts) < 2 else (*parts, "".join(parts))


def _tokens_of(part: Part, name: str) -> set[Token]:
    found: set[Token] = set()
    for form in forms(name):
        found.add(Token(part, Kind.EXACT, form))
        if key := sound(form):
            found.add(Token(part, Kind.SOUND, key))
        found |= {Token(part, Kind.NICK, full) for full in nicknames(form)}
    return found


def tokens(child: Named) -> frozenset[Token]:
    """Every token to store for a child. Store them anew whenever one of the names changes."""
    names = [(Part.GIVEN, child.given), (Part.FAMILY, child.family), (Part.PREFERRED, child.preferred)]
    names += [(Part.FORMER, former) for former in child.former]
    return frozenset(token for part, name in names for token in _tokens_of(part, name))


def look_for(asked: Named) -> LookFor:
    """What finds every candidate for a search, whichever field its names were typed into."""
    return LookFor(
        tokens=frozenset((token.kind, token.value) for token in tokens(asked)),
        born_on=frozenset() if asked.born_on is None else frozenset(near_dates(asked.born_on)),
    )


def prefix_range(typed: str) -> tuple[str, str]:
    """From (inclusive) and to (exclusive) for exact tokens that begin with what has been typed so far.

    Raises ValueError when nothing comparable was typed.
    """
    start = "".join(words(typed))
    if not start:
        raise ValueError("Enter at least one letter of the name.")
    return start, start[:-1] + chr(ord(start[-1]) + 1)


def near_dates(born_on: dt.date) -> set[dt.date]:
    """The date itself, day and month swapped, and every real date one digit or one swap of neighbours away."""
    digits = f"{born_on:%d%m%Y}"
    written = {digits, digits[2:4] + digits[:2] + digits[4:]}
    for place in range(len(digits)):
        written |= {digits[:place] + digit + digits[place + 1 :] for digit in "0123456789"}
        written.add(digits[:place] + digits[place : place + 2][::-1] + digits[place + 2 :])
    near: set[dt.date] = set()
    for text in written:
        try:
            day = dt.date(int(text[4:]), int(text[2:4]), int(text[:2]))
        except ValueError:
            continue
        if abs(day.year - born_on.year) <= 30:
            near.add(day)
    return near

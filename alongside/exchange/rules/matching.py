"""Who a line is about, among the children whom the reader may see: nobody else is looked at."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from alongside.core import names
from alongside.exchange.rules.lines import Said

CERTAIN = 0.99
"""A match of at least this weight is certain: the same names and the same date of birth. Ours."""

APART = 0.15
"""Nobody else may fit within so much of it: of twins with nearly the same name a person decides. Ours."""

_COMPARED = 40


@dataclass(frozen=True, slots=True)
class Known:
    """A child who may be the one: by row id (of the record in which work goes on), with its names."""

    child_id: int
    named: names.Named


@dataclass(frozen=True, slots=True)
class Matched:
    """Who a line may be about: how well the record fits (0 to 1), why, and whether that is certain."""

    child_id: int
    score: float
    reasons: tuple[str, ...]
    is_certain: bool


class Matcher:
    """Finds children by the tokens and dates of the search before a new record, all in memory: a list is long."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known = list(known)
        self._ids = {one.child_id for one in self._known}
        self._by_token: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._by_birth: dict[dt.date, set[int]] = defaultdict(set)
        for place, one in enumerate(self._known):
            for token in names.tokens(one.named):
                self._by_token[str(token.kind), token.value].add(place)
            if one.named.born_on is not None:
                self._by_birth[one.named.born_on].add(place)

    def knows(self, child_id: int) -> bool:
        """Whether the child is among those whom the reader may see."""
        return child_id in self._ids

    def match(self, said: Said) -> Matched | None:
        """The child who fits best, if any is possible."""
        asked = names.Named(given=said.given, family=said.family, born_on=said.born_on)
        wanted = names.look_for(asked)
        hits: Counter[int] = Counter()
        for kind, value in wanted.tokens:
            hits.update(self._by_token.get((str(kind), value), ()))
        for day in wanted.born_on:
            for place in self._by_birth.get(day, ()):
                hits[place] += 3
        found: dict[int, names.Match] = {}
        for place, _ in sorted(hits.items(), key=lambda hit: (-hit[1], hit[0]))[:_COMPARED]:
            one = self._known[place]
            match = names.score(asked, one.named)
            if match.possible and (one.child_id not in found or found[one.child_id].score < match.score):
                found[one.child_id] = match
        if not found:
            return None
        best, *rest = sorted(found.items(), key=lambda one: (-one[1].score, one[0]))
        alone = not rest or best[1].score - rest[0][1].score >= APART
        reasons = best[1].reasons if alone else (*best[1].reasons, "Somebody else fits nearly as well")
        return Matched(best[0], best[1].score, reasons, is_certain=alone and best[1].score >= CERTAIN)

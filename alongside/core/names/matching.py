"""How alike two children's names and dates of birth are, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from alongside.core.names.finding import Named, forms
from alongside.core.names.short_forms import groups_by_word
from alongside.core.names.sounds import sound
from alongside.core.names.spelling import words

POSSIBLE = 0.60
"""At or above this a candidate is shown. Two of family name, given name and date of birth must agree: a name alone,
or a date of birth alone, is not enough. Chosen so that one slip in any of the three still shows the child."""

LIKELY = 0.85
"""At or above this a page puts the candidate first and asks "Is this the child?". All three agree, with a slip."""

WEIGHT_GIVEN, WEIGHT_FAMILY, WEIGHT_BORN = 0.30, 0.35, 0.35
"""A family name or date of birth says more than a given name, since given names are shortened, changed and shared."""

CONTRADICTED = 0.08
"""Taken off where both dates of birth are known and have nothing in common: a namesake is not the same child."""

NEAR_LETTERS, SOUND_ALIKE, FAR_LETTERS = 0.88, 0.80, 0.78
SPELLED_ALSO, NICKNAME, PART_OF, SECOND_NAME, INITIAL_ONLY = 0.97, 0.92, 0.85, 0.85, 0.50
BOTH_SHORT, KNOWN_AS, SWAPPED, SECOND_MISSING, SECOND_DIFFERS = 0.90, 0.95, 0.97, 0.97, 0.80
"""How much a name counts that agrees in this way only; 1 is the same, 0 is another name."""

LETTERS_IN_COMMON = 0.65
"""Jaro-Winkler likeness below which two words with one sound key are merely both short on consonants."""

SHORTEST_FOR_TWO_SLIPS = 7
"""Letters a name needs before two slips leave it recognisable."""

BORN_SWAPPED, BORN_NEAR, BORN_OTHER_YEAR, BORN_OTHER_DAY, BORN_THEREABOUTS = 0.90, 0.85, 0.60, 0.55, 0.15
"""How much a date of birth counts that differs by a common slip of the pen, or was guessed."""

THEREABOUTS_DAYS = 2 * 366
"""Two years: how far out somebody is who guesses a child's age."""

SAME_GIVEN, SAME_FAMILY = "Same given name", "Same family name"


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two are, from 0 to 1, and why, in sentences fit for the page. The same from either side."""

    score: float
    reasons: tuple[str, ...] = field(default=())

    @property
    def possible(self) -> bool:
        """Whether to show it."""
        return self.score >= POSSIBLE

    @property
    def likely(self) -> bool:
        """Whether to ask "Is this the child?" first."""
        return self.score >= LIKELY


def score(asked: Named, candidate: Named) -> Match:
    """How alike two children's names and dates of birth are, and why. ``score(a, b)`` equals ``score(b, a)``.

    One name alone, or a date of birth alone, stays below ``POSSIBLE`` however exactly it agrees.
    """
    straight = _weigh(_given(asked, candidate), _family(asked, candidate), _born(asked, candidate))
    best = max(straight, _crossed(asked, candidate), _crossed(candidate, asked), key=_order)
    return Match(round(best.score, 4), best.reasons)


Likeness = tuple[float, str]
"""How alike one thing is, from 0 to 1, and why."""


def _order(match: Match) -> tuple[float, tuple[str, ...]]:
    return match.score, match.reasons


def _crossed(one: Named, other: Named) -> Match:
    """As if the given and family name of the other had been typed into each other's field."""
    swapped = Named(other.family, other.given, other.born_on)
    plain = Named(one.given, one.family, one.born_on)
    given = _given(plain, swapped)
    if not given or given[0] < PART_OF * SOUND_ALIKE:
        return Match(0.0)
    family = _family(plain, swapped)
    if not family or family[0] < PART_OF * SOUND_ALIKE:
        return Match(0.0)
    match = _weigh(given, family, _born(plain, swapped))
    slips = (reason for reason in match.reasons if reason not in (SAME_GIVEN, SAME_FAMILY))
    return Match(match.score * SWAPPED, ("Given and family name swapped", *slips))


def _weigh(given: Likeness | None, family: Likeness | None, born: Likeness | None) -> Match:
    shares = ((WEIGHT_GIVEN, given), (WEIGHT_FAMILY, family), (WEIGHT_BORN, born))
    known = [(share, alike) for share, likeness in shares if likeness for alike in [likeness[0]]]
    weight = sum(share for share, _ in known)
    total = sum(share * alike for share, alike in known)
    reasons = [likeness[1] for _, likeness in shares if likeness and likeness[1]]
    if born and born[0] == 0:
        total -= CONTRADICTED
    if born and family and born[0] == 1 == family[0] and given and given[0] == 0:
        reasons.append("Another given name: may be a twin")
    # What is not known on one side proves nothing, so half of its weight is held back.
    return Match(min(1.0, max(0.0, total / ((1 + weight) / 2))), tuple(reasons))


def _given(one: Named, other: Named) -> Likeness | None:
    mine, theirs = words(one.given), words(other.given)
    if not mine or not theirs:
        return None
    if "".join(mine) == "".join(theirs):
        return 1.0, SAME_GIVEN
    found = [_first_names(mine, theirs), _alike("".join(mine), "".join(theirs), "given")]
    for here, there in ((one, other), (other, one)):
        called = "".join(words(here.preferred))
        if called and called in {*words(there.given), "".join(words(there.given)), "".join(words(there.preferred))}:
            found.append((KNOWN_AS, f"Known as {here.preferred.strip()}"))
        if words(there.given)[0] in {word for former in here.former for word in words(former)}:
            found.append((KNOWN_AS, "Same as a former name"))
    for first, later in ((mine[0], theirs[1:]), (theirs[0], mine[1:])):
        if any(_alike(first, word, "given")[0] >= SPELLED_ALSO for word in later):
            found.append((SECOND_NAME, f"{first.title()} is a second name of one of them"))
    return max(found)


def _first_names(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Likeness:
    alike, reason = _alike(mine[0], theirs[0], "given")
    if not alike:
        return 0.0, ""
    if len(mine) == 1 or len(theirs) == 1:
        more = "Second name missing in one of them" if len(mine) != len(theirs) else ""
        return alike * (SECOND_MISSING if more else 1), "; ".join(filter(None, [reason, more]))
    if max(_alike(a, b, "given")[0] for a in mine[1:] for b in theirs[1:]) >= SOUND_ALIKE:
        return alike * SECOND_MISSING, reason or "Same first name, second name alike"
    return alike * SECOND_DIFFERS, reason or "Same first name, another second name"


def _family(one: Named, other: Named) -> Likeness | None:
    mine, theirs = words(one.family), words(other.family)
    if not mine or not theirs:
        return None
    if "".join(mine) == "".join(theirs):
        return 1.0, SAME_FAMILY
    found = [_alike("".join(mine), "".join(theirs), "family")]
    if sorted(mine) == sorted(theirs):
        found.append((KNOWN_AS, "Parts of the family name in another order"))
    for here, there in ((one, other), (other, one)):
        if set(forms(there.family)) & {form for former in here.former for form in forms(former)}:
            found.append((KNOWN_AS, "Same as a former name"))
    if len(mine) > 1 or len(theirs) > 1:
        part = max(_alike(a, b, "family")[0] for a in mine for b in theirs)
        if part >= SOUND_ALIKE:
            how = "the same" if part == 1 else "alike"
            found.append((PART_OF * part, f"Part of the family name is {how}"))
    return max(found)


@lru_cache(maxsize=50_000)
def _alike(one: str, other: str, which: str) -> Likeness:
    """How alike two words are as names."""
    if one == other:
        return 1.0, ""
    found: list[Likeness] = [(0.0, "")]
    if which == "given" and (shared := _nickname(one, other)):
        found.append(shared)
    shorter, longer = sorted((one, other), key=lambda word: (len(word), word))
    slips = OSA.distance(shorter, longer)
    if slips == 1 and len(longer) > 2:
        found.append((NEAR_LETTERS, f"One letter apart in the {which} name"))
    elif slips == 2 and len(longer) >= SHORTEST_FOR_TWO_SLIPS:
        found.append((FAR_LETTERS, f"Two letters apart in the {which} name"))
    if sound(one) and sound(one) == sound(other) and JaroWinkler.similarity(shorter, longer) >= LETTERS_IN_COMMON:
        found.append((SOUND_ALIKE, f"The {which} name sounds alike"))
    if which == "given" and len(shorter) == 1 and longer.startswith(shorter):
        found.append((INITIAL_ONLY, "Same initial"))
    elif len(shorter) >= 4 and longer.startswith(shorter):
        found.append((FAR_LETTERS, f"The {which} name begins alike"))
    return max(found)


def _nickname(one: str, other: str) -> Likeness | None:
    groups = groups_by_word()
    found: list[Likeness] = []
    for group in groups.get(one, ()):
        if other not in group.members:
            continue
        short = [word for word in sorted((one, other)) if word in group.short]
        if len(short) == 2:
            found.append(
                (BOTH_SHORT, f"{short[0].title()} and {short[1].title()} are both short for {group.name.title()}")
            )
        elif short:
            full = other if short[0] == one else one
            found.append((NICKNAME, f"{short[0].title()} is short for {full.title()}"))
        else:
            first, second = sorted((one, other), key=lambda word: (word != group.name, word))
            found.append((SPELLED_ALSO, f"{second.title()} is another form of {first.title()}"))
    return max(found) if found else None


def _born(one: Named, other: Named) -> Likeness | None:
    mine, theirs = one.born_on, other.born_on
    if mine is None or theirs is None:
        return None
    if mine == theirs:
        return 1.0, "Same date of birth"
    if (mine.year, mine.month, mine.day) == (theirs.year, theirs.day, theirs.month):
        return BORN_SWAPPED, "Day and month of birth swapped"
    slips = OSA.distance(f"{mine:%d%m%Y}", f"{theirs:%d%m%Y}")
    if slips == 1:
        return BORN_NEAR, "One digit apart in the date of birth"
    if (mine.day, mine.month) == (theirs.day, theirs.month):
        return BORN_OTHER_YEAR, "Same day and month of birth, another year"
    if (mine.year, mine.month) == (theirs.year, theirs.month):
        return BORN_OTHER_DAY, "Same month and year of birth"
    return (BORN_THEREABOUTS if abs((mine - theirs).days) <= THEREABOUTS_DAYS else 0.0), ""

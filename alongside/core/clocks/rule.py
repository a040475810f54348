"""A rule of time as data: what starts it, how long it is in the words of its source, who must act, what excuses it.

Rules belong to the subject that owns the matter (``ehcp.rules``, ``education.rules``, ``justice.rules``), which
registers them here, so that a room below can count and explain a date without knowing whose it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from typing import Any

from alongside.core import calendar
from alongside.core.clocks.wording import Counting, read
from alongside.core.strands import Strand


class Status(StrEnum):
    """How sure the rule is. A rule that is not confirmed says so wherever it shows."""

    CONFIRMED = "confirmed"
    UNCERTAIN = "uncertain"
    OURS = "ours"


class Basis(StrEnum):
    """What kind of rule it is."""

    LAW = "law"
    GUIDANCE = "guidance"
    OURS = "our own setting"


class Roll(StrEnum):
    """What becomes of a limit that ends on a certain day."""

    TRIBUNAL = "tribunal"
    """Tribunal Procedure (First-tier Tribunal) (HESC Chamber) Rules 2008 (SI 2008/2699), rule 12(2) and (3)(a)."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands: the citation in full, the place in it as one says it aloud, and its address."""

    title: str
    place: str
    url: str

    @property
    def citation(self) -> str:
        """ "Special Educational Needs and Disability Regulations 2014, regulation 13(2)"."""
        return f"{self.title}, {self.place}" if self.place else self.title


@dataclass(frozen=True, slots=True)
class Excuse:
    """What the law lets excuse a missed limit. It removes liability and never sets a new date."""

    code: str
    words: str
    source: str


class Follows(StrEnum):
    """What can begin a new clock in the place of one that runs."""

    CONCEDED = "conceded"
    ORDERED = "ordered"
    MEDIATED = "mediated"
    DETAINED = "detained"
    RELEASED = "released"
    MOVED = "moved"
    CORRECTED = "corrected"
    REDATED = "redated"

    @property
    def words(self) -> str:
        """The event in words."""
        return _FOLLOWS[self]


_FOLLOWS = {
    Follows.CONCEDED: "The authority agreed after all",
    Follows.ORDERED: "The Tribunal ordered it",
    Follows.MEDIATED: "It was agreed in mediation",
    Follows.DETAINED: "The child was detained",
    Follows.RELEASED: "The child was released",
    Follows.MOVED: "Another authority became responsible",
    Follows.CORRECTED: "A step that had ended it was taken back",
    Follows.REDATED: "The day from which it is counted was corrected",
}


@dataclass(frozen=True, slots=True)
class FollowOn:
    """The clock that comes after: ``keeps_start`` where the law counts on from the first day (it continues)."""

    when: Follows
    code: str
    keeps_start: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One version of a rule.

    ``event`` is what the length is counted from ("the request"), ``happened`` how a sentence about its day begins
    ("Requested on"). ``wording`` is the source's own, up to the event; the counting is read from it. ``acts`` must do
    what ``title`` says; ``told`` are those who are told. ``valid_to`` is the last day on which it can start.
    ``exact`` holds days that were published for a year. ``of_child``: it can run for a child. ``own``: a partnership's
    own number in the place of ours, in the unit of the wording (0: on the same day); only where the number is ours.
    """

    code: str
    title: str
    event: str
    happened: str
    wording: str
    source: Source
    acts: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    told: tuple[str, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    notes: tuple[str, ...] = ()
    follow_ons: tuple[FollowOn, ...] = ()
    status: Status = Status.CONFIRMED
    doubt: str = ""
    basis: Basis = Basis.LAW
    roll: Roll | None = None
    takes_roll: bool = False
    exact: tuple[tuple[int, dt.date], ...] = ()
    strand: Strand = Strand.EDUCATION
    of_child: bool = True
    own: int | None = None
    counting: Counting = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counting", read(self.wording))
        if (self.status is Status.CONFIRMED) == bool(self.doubt):
            raise ValueError(f"{self.code}: a rule that is not confirmed says why, and only such a rule.")
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError(f"{self.code} ends before it begins.")

    @property
    def version(self) -> str:
        """The name of this version: its code, the day from which it holds, and a partnership's own number ("=3")."""
        own = "" if self.own is None else f"={self.own}"
        return f"{self.code}@{self.valid_from.isoformat()}{own}"

    def with_own(self, number: int) -> Rule:
        """The rule with a partnership's own number, as a version of its own; itself where the number is the same.

        Raises ValueError where the number is not ours: nobody sets what the law says.
        """
        if self.status is not Status.OURS:
            raise ValueError(f"{self.code}: its length is not ours, and no partnership sets it.")
        wording = _with_number(self.wording, number)
        if wording == self.wording:
            return self
        return replace(self, wording=wording, own=number, doubt=f"Set by the partnership. {self.doubt}")

    @property
    def sentence(self) -> str:
        """The rule in one sentence: "The final plan is sent: within 20 weeks of the request."."""
        return f"{self.title}: {self.wording} {self.event}."

    def as_json(self) -> dict[str, Any]:
        """For programs: dates as ISO 8601, None where a rule has no end."""
        return {
            "rule": self.code,
            "version": self.version,
            "title": self.title,
            "event": self.event,
            "wording": self.wording,
            "unit": self.counting.unit.value,
            "amount": self.counting.amount,
            "start_counts": self.counting.start_counts,
            "counted_back": self.counting.backwards,
            "source": self.source.citation,
            "source_url": self.source.url,
            "acts": self.acts,
            "told": list(self.told),
            "excuses": [excuse.words for excuse in self.excuses],
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "basis": self.basis.value,
            "status": self.status.value,
            "doubt": self.doubt,
        }

    def holds_on(self, day: dt.date) -> bool:
        """Whether the rule is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class UnknownRule(LookupError):
    """No rule has this code, or none of its versions is in force on the day."""


_REGISTER: dict[str, tuple[Rule, ...]] = {}
_HEADINGS: dict[str, str] = {}


def register(heading: str, *rules: Rule) -> tuple[Rule, ...]:
    """Make rules known, under the heading that pages give them. Versions of one code follow each other in time.

    The same version registered again replaces the first. Raises ValueError where two versions of one code are in force
    on the same day.
    """
    for rule in rules:
        others = tuple(other for other in _REGISTER.get(rule.code, ()) if other.version != rule.version)
        versions = tuple(sorted((*others, rule), key=lambda version: version.valid_from))
        for earlier, later in pairwise(versions):
            if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                raise ValueError(f"{rule.code} has two versions in force on {calendar.spoken(later.valid_from)}.")
        _REGISTER[rule.code] = versions
        _HEADINGS[rule.code] = heading
    return rules


def by_heading() -> dict[str, tuple[Rule, ...]]:
    """The newest version of every rule under its heading, headings by name."""
    found: dict[str, list[Rule]] = {heading: [] for heading in sorted(set(_HEADINGS.values()))}
    for code, versions in _REGISTER.items():
        found[_HEADINGS[code]].append(versions[-1])
    return {heading: tuple(rules) for heading, rules in found.items()}


def codes() -> tuple[str, ...]:
    """Codes of all known rules, in the order in which their subjects register them."""
    return tuple(_REGISTER)


def every() -> Iterator[Rule]:
    """Every version of every rule."""
    for versions in _REGISTER.values():
        yield from versions


def latest(code: str) -> Rule:
    """The newest version of a rule. Raises ``UnknownRule``."""
    if code not in _REGISTER:
        raise UnknownRule(f"There is no rule {code}. `alongside rules` lists those there are.")
    return _REGISTER[code][-1]


def on(code: str, day: dt.date) -> Rule:
    """The version in force on a day. Raises ``UnknownRule``."""
    newest = latest(code)
    for rule in _REGISTER[code]:
        if rule.holds_on(day):
            return rule
    raise UnknownRule(
        f"{newest.code} was not in force on {calendar.spoken(day)}: it holds from"
        f" {calendar.spoken(_REGISTER[code][0].valid_from)}"
        + (f" to {calendar.spoken(newest.valid_to)}." if newest.valid_to else ".")
    )


def nearest(code: str, day: dt.date) -> Rule:
    """The version in force on a day, else the one nearest to it in time: to count what was not yet law, and say so."""
    newest = latest(code)
    for rule in _REGISTER[code]:
        if rule.valid_to is None or day <= rule.valid_to:
            return rule
    return newest


_SAME_DAY = "on the same day as"


def _with_number(wording: str, number: int) -> str:
    """The wording with another number: 0 working days after an event are the same day, and the other way about."""
    if wording == _SAME_DAY:
        return f"within {number} working day{'' if number == 1 else 's'} of" if number else wording
    if number == 0 and "working day" in wording:
        return _SAME_DAY
    many = "" if number == 1 else "s"
    return re.sub(r"\d+ (working day|day|week|month)s?", lambda found: f"{number} {found[1]}{many}", wording)


def version(name: str) -> Rule:
    """The version of that name, such as ``ehc_final_plan_20w@2014-09-01``. Raises ``UnknownRule``."""
    plain, _, own = name.partition("=")
    for rule in _REGISTER.get(plain.partition("@")[0], ()):
        if rule.version == plain:
            return rule.with_own(int(own)) if own else rule
    raise UnknownRule(f"There is no version {name} of a rule.")

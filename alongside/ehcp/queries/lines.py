"""What the pages of an EHC case show, line by line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.core import clocks
from alongside.core.verdict import Verdict
from alongside.deadlines import queries as dates
from alongside.ehcp.queries.detained import Detained


@dataclass(frozen=True, slots=True)
class Act:
    """A step that the reader may take now."""

    code: str
    title: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class MatterLine:
    """What runs within the case, as lists show it."""

    ref: str
    kind: str
    title: str
    status: str
    is_open: bool
    opened_on: dt.date
    planned_on: dt.date | None
    settled_on: dt.date | None
    chased_on: dt.date | None
    asks: str
    due: tuple[dates.Line, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step that was taken, for the timeline."""

    ref: str
    title: str
    happened_on: dt.date
    note: str
    by: str
    taken_back_on: dt.date | None
    taken_back_why: str
    may_take_back: bool
    may_correct_day: bool
    """It is how the case began, and they may correct its day."""


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section of the plan. ``text`` is None where the reader does not read its strand."""

    code: str
    letter: str
    title: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the plan in one edition."""

    number: int
    status: str
    sent_on: dt.date | None
    written_by: str
    sections: tuple[SectionLine, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written, or nothing that the reader may read."""
        return not any(section.text for section in self.sections)

    @property
    def has_hidden(self) -> bool:
        """Whether there is a part that the reader does not read."""
        return any(section.text is None for section in self.sections)


@dataclass(frozen=True, slots=True)
class Window:
    """How long the family may appeal against the last decision: counted, and nobody's to keep."""

    until_on: dt.date
    why: clocks.Why


@dataclass(frozen=True, slots=True)
class CasePage:
    """All about one case, for one reader."""

    ref: str
    version: int
    status: str
    stage: str
    asks: str
    source: clocks.Source | None
    worker: str
    kind: str
    how: str
    asked_by: str
    opened_on: dt.date
    reviewed_on: dt.date | None
    final_on: dt.date | None
    ended_on: dt.date | None
    setting: str
    is_detained: bool
    is_live: bool
    officer: str
    officer_phone: str
    team: str
    team_phone: str
    is_mine: bool
    running: tuple[dates.Line, ...]
    settled: tuple[dates.Line, ...]
    next: dates.Line | None
    window: Window | None
    acts: tuple[Act, ...]
    matters: tuple[MatterLine, ...]
    steps: tuple[TakenStep, ...]
    words: Words | None
    draft: Words | None
    may_keep: Verdict
    may_take: Verdict
    weeks: Weeks | None
    detained: Detained | None

    @property
    def of_the_case(self) -> tuple[dates.Line, ...]:
        """Dates of the case as a whole; those of what runs within it stand there."""
        return tuple(line for line in self.running if line.about == self.ref)

    @property
    def main_acts(self) -> tuple[Act, ...]:
        """What comes next."""
        return tuple(act for act in self.acts if act.is_main)

    @property
    def other_acts(self) -> tuple[Act, ...]:
        """What happens besides."""
        return tuple(act for act in self.acts if not act.is_main)

    def of_kind(self, *kinds: str) -> tuple[MatterLine, ...]:
        """What runs of these kinds."""
        return tuple(matter for matter in self.matters if matter.kind in kinds)

    @property
    def other_matters(self) -> tuple[MatterLine, ...]:
        """What is neither advice nor a consultation: reviews, moves, disputes."""
        return tuple(matter for matter in self.matters if matter.kind not in ("advice", "consultation"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A limit on the strip of weeks: where it lies, and whether it was kept."""

    week: int
    title: str
    due_on: dt.date
    met_on: dt.date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Weeks:
    """The strip from the request to the final plan: how far it is, and the limits on the way, in weeks."""

    length: int
    gone: int
    gone_days: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What the child's page says: where it stands, the next date, who to ring, and what to do."""

    ref: str
    stage: str
    is_live: bool
    next: dates.Line | None
    officer: str
    phone: str
    team: str
    worker: str
    is_detained: bool
    setting: str
    may_begin: bool

"""What the pages of figures show: the manager's with all that is known now, the board's with what it may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from alongside.core.actor import Actor
from alongside.measures import rules
from alongside.measures.definitions import DEFINITIONS
from alongside.measures.queries.closed import Closed, closed, quarters_closed
from alongside.measures.queries.live import answers, labelled, lacking
from alongside.measures.rules import AS_OF, MISSING, Answer, Definition, Figure, Quarter, Spread

ON_PAGE: Mapping[str, tuple[str, ...]] = {
    "open_children": ("stream", "locality"),
    "caseload_per_worker": ("locality",),
    "prevention_share_of_workload": ("locality",),
    "prevention_caseload": ("locality",),
    "prevention_posts_fte": ("locality",),
    "referrals_by_source": ("source", "locality"),
    "self_referral_share": ("locality",),
    "taken_on_share": ("locality", "source"),
    "not_taken_on": ("outcome", "locality"),
    "days_to_first_contact": ("locality", "source"),
    "screened_share": ("stream", "locality"),
    "days_to_screen": ("locality",),
    "children_with_need": ("area", "locality"),
    "days_need_to_first_support": ("specialism", "locality"),
    "panel_attendance": ("agency", "panel"),
    "ehc_decisions_in_6_weeks": ("locality",),
    "ehc_plans_in_20_weeks": ("locality",),
    "ehc_plans_in_20_weeks_no_exceptions": ("locality",),
    "ehc_review_decisions_in_4_weeks": ("locality",),
    "ehc_phase_transfers_in_time": ("locality",),
    "look_back_findings": ("finding",),
}
"""By which splits each measure stands on the manager's and on the board's page."""


@dataclass(frozen=True, slots=True)
class Point:
    """A quarter of a trend, and its last day. ``figure`` is None where nothing was counted; ``note`` says what to know
    about it."""

    title: str
    short: str
    last: dt.date
    figure: Figure | None
    note: str = ""

    @property
    def value(self) -> float | None:
        """Its value, for a line; None where it is hidden or was not counted."""
        return self.figure.value if self.figure else None


@dataclass(frozen=True, slots=True)
class Lacking:
    """How many children of a measure have something not recorded. ``number`` is None where it is hidden."""

    what: str
    words: str
    why: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A measure as a page shows it. The parts of ``splits`` carry the words that people read."""

    definition: Definition
    first: dt.date | None
    last: dt.date
    total: Figure
    splits: Mapping[str, tuple[Figure, ...]]
    spread: Spread | None
    trend: tuple[Point, ...]
    missing: tuple[Lacking, ...] = ()

    @property
    def change(self) -> Change | None:
        """The last closed quarter against the one before it and against the same quarter of the year before."""
        return change_of(self.trend)


@dataclass(frozen=True, slots=True)
class Change:
    """The value a quarter ago and a year ago; None where it is hidden or was not counted."""

    now: float
    quarter_ago: float | None
    year_ago: float | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of figures. ``quarter`` is the closed quarter that it shows, None for figures as they stand now.

    ``quarters`` are all that can be chosen. A page for those who see no child is suppressed.
    """

    first: dt.date
    last: dt.date
    quarter: Quarter | None
    quarters: tuple[Quarter, ...]
    closed_on: dt.datetime | None
    since: dt.date | None
    is_suppressed: bool
    sheets: Mapping[str, Sheet]

    def __getitem__(self, code: str) -> Sheet:
        return self.sheets[code]

    def has(self, code: str) -> bool:
        """Whether the measure is on the page: one defined later is not in a quarter closed before."""
        return code in self.sheets


def managers_page(actor: Actor, *, first: dt.date, last: dt.date) -> Page:
    """Every measure as it stands now, with all that is known: two queries, however many children there are."""
    found = answers(ON_PAGE, partnership_id=actor.partnership_id, first=first, last=last)
    quarters = rules.closed_quarters(last)
    before = closed(actor.partnership_id, quarters, is_suppressed=False)
    sheets = {
        code: sheet(answer, first=first, last=last, trend=_trend(code, quarters, before))
        for code, answer in found.items()
    }
    return Page(first, last, None, _with_rows(before), None, None, is_suppressed=False, sheets=sheets)


def board_page(actor: Actor, *, today: dt.date, wanted: str = "") -> Page | None:
    """What the board sees of a closed quarter: the one that is wanted by its code, else the last. None before any.

    Two queries: which quarters are closed, and their figures.
    """
    quarter, choice = _chosen(actor.partnership_id, today, wanted)
    if quarter is None:
        return None
    quarters = rules.quarters_until(quarter)
    found = closed(actor.partnership_id, quarters, is_suppressed=True)
    now = found[quarter]
    sheets = {
        code: sheet(
            now[code].answer, first=quarter.first, last=quarter.last, trend=_trend(code, quarters, found), by=splits
        )
        for code, splits in ON_PAGE.items()
        if code in now
    }
    return Page(
        quarter.first,
        quarter.last,
        quarter,
        choice,
        closed_on=min(one.closed_at for one in now.values()),
        since=next((one.since for one in now.values() if one.since), None),
        is_suppressed=True,
        sheets=sheets,
    )


def one_measure(actor: Actor, code: str, *, first: dt.date, last: dt.date, by: str, today: dt.date) -> Sheet:
    """A measure as it stands, with its trend and with what is not recorded: for those who see small counts.

    Two queries, one more for each thing that can be missing, and one for names where it is split by workers.
    """
    splits = tuple(dict.fromkeys((*((by,) if by else ()), *_by_locality(code))))
    answer = answers({code: splits}, partnership_id=actor.partnership_id, first=first, last=last)[code]
    missing = {
        what: len(lacking(code, what, partnership_id=actor.partnership_id, first=first, last=last))
        for what in answer.definition.missing
    }
    quarters = rules.closed_quarters(today)
    before = closed(actor.partnership_id, quarters, is_suppressed=False, codes=(code,))
    counted = Answer(answer.definition, answer.total, answer.splits, missing)
    return sheet(counted, first=first, last=last, trend=_trend(code, quarters, before), by=splits)


def one_released(actor: Actor, code: str, *, today: dt.date, by: str, wanted: str = "") -> tuple[Page, Sheet] | None:
    """A measure of a closed quarter as the board sees it: the very figures of the board's page. None before any."""
    quarter, choice = _chosen(actor.partnership_id, today, wanted)
    if quarter is None:
        return None
    quarters = rules.quarters_until(quarter)
    found = closed(actor.partnership_id, quarters, is_suppressed=True, codes=(code,))
    now = found[quarter].get(code)
    if now is None:
        return None
    shown = sheet(
        now.answer,
        first=quarter.first,
        last=quarter.last,
        trend=_trend(code, quarters, found),
        by=tuple(dict.fromkeys((*((by,) if by else ()), *_by_locality(code)))),
    )
    page = Page(
        quarter.first, quarter.last, quarter, choice, now.closed_at, now.since, is_suppressed=True, sheets={code: shown}
    )
    return page, shown


def trends(
    actor: Actor, codes: Collection[str], *, today: dt.date, is_suppressed: bool
) -> Mapping[str, tuple[Definition, tuple[Point, ...]]]:
    """Each of these measures over the last closed quarters; suppressed: the very figures of the board's page.

    Empty before any quarter is closed. Two queries, none where nothing is asked.
    """
    quarter, _ = _chosen(actor.partnership_id, today, "") if codes else (None, ())
    if quarter is None:
        return {}
    quarters = rules.quarters_until(quarter)
    found = closed(actor.partnership_id, quarters, is_suppressed=is_suppressed, codes=codes)
    return {code: (DEFINITIONS[code], _trend(code, quarters, found)) for code in codes if code in DEFINITIONS}


def _by_locality(code: str) -> tuple[str, ...]:
    return ("locality",) if "locality" in DEFINITIONS[code].splits else ()


def _chosen(partnership_id: int, today: dt.date, wanted: str) -> tuple[Quarter | None, tuple[Quarter, ...]]:
    choice = quarters_closed(partnership_id, rules.closed_quarters(today))
    named = {quarter.code: quarter for quarter in choice}
    return named.get(wanted) or (choice[-1] if choice else None), choice


def _with_rows(found: Mapping[Quarter, Mapping[str, Closed]]) -> tuple[Quarter, ...]:
    return tuple(quarter for quarter, rows in found.items() if rows)


def sheet(
    answer: Answer,
    *,
    first: dt.date,
    last: dt.date,
    trend: tuple[Point, ...] = (),
    by: Iterable[str] | None = None,
) -> Sheet:
    """An answer with words for its splits: those named, or all that it has."""
    wanted = answer.splits if by is None else [split for split in by if split in answer.splits]
    splits = {split: labelled(split, answer.splits[split]) for split in wanted}
    places = [part for part in splits.get("locality", ()) if part.by != "Not recorded"]
    return Sheet(
        definition=answer.definition,
        first=None if answer.definition.when == AS_OF else first,
        last=last,
        total=answer.total,
        splits=splits,
        spread=rules.spread(places),
        trend=trend,
        missing=tuple(Lacking(what, *MISSING[what], number) for what, number in answer.missing.items()),
    )


def _trend(code: str, quarters: Sequence[Quarter], found: Mapping[Quarter, Mapping[str, Closed]]) -> tuple[Point, ...]:
    points = []
    for quarter in quarters:
        one = found[quarter].get(code)
        notes = []
        if one is not None and one.since is not None:
            notes.append(f"Records begin on {one.since.day} {one.since:%B}")
        if one is not None and one.is_of_another_definition:
            notes.append(f"Counted by an earlier definition (version {one.version})")
        points.append(
            Point(quarter.title, quarter.short, quarter.last, one.answer.total if one else None, ". ".join(notes))
        )
    return tuple(points)


def change_of(trend: Sequence[Point]) -> Change | None:
    """How the last point differs from those before; None where it is not known."""
    values = [point.value for point in trend]
    if len(values) < 2 or values[-1] is None:
        return None
    year_ago = values[-5] if len(values) >= 5 else None
    return None if values[-2] is None and year_ago is None else Change(values[-1], values[-2], year_ago)

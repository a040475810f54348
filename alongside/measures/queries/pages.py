"""What the pages of figures show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.audit import trail
from alongside.core.actor import Actor
from alongside.measures import access, rules
from alongside.measures.queries.live import Measured, answers, measured
from alongside.measures.rules import Figure

MEASURE_EXPORTED = trail.sight(
    "measures.figures.exported", "Somebody took figures away as a file.", trail.Verb.DISCLOSURE
)


@dataclass(frozen=True, slots=True)
class ManagersPage:
    """All that the manager's page shows, as of a day and over the quarter before it."""

    last: dt.date
    first: dt.date
    open_by_stream: Measured
    open_by_locality: Measured
    share: Measured
    caseload: Measured
    posts: Measured
    waits: Measured
    referrals: Measured
    screened: Measured
    to_screen: Measured
    attendance: Measured


_ON_MANAGERS_PAGE = {
    "open_children": ("stream", "locality"),
    "prevention_share_of_workload": ("locality",),
    "prevention_caseload": ("locality",),
    "prevention_posts_fte": (),
    "days_need_to_first_support": ("specialism",),
    "referrals_by_source": ("source",),
    "screened_share": ("stream",),
    "days_to_screen": (),
    "panel_attendance": ("agency",),
}


def managers_page(actor: Actor, *, first: dt.date, last: dt.date) -> ManagersPage:
    """Everything on the manager's page: one query, however many children there are."""
    found = answers(_ON_MANAGERS_PAGE, partnership_id=actor.partnership_id, first=first, last=last)
    is_suppressed = not access.sees_small_counts(actor)
    if is_suppressed:
        found = dict(zip(found, rules.released(list(found.values())), strict=True))

    def one(code: str, by: str = "") -> Measured:
        return measured(found[code], first=first, last=last, by=by, is_suppressed=is_suppressed)

    return ManagersPage(
        last=last,
        first=first,
        open_by_stream=one("open_children", "stream"),
        open_by_locality=one("open_children", "locality"),
        share=one("prevention_share_of_workload", "locality"),
        caseload=one("prevention_caseload", "locality"),
        posts=one("prevention_posts_fte"),
        waits=one("days_need_to_first_support", "specialism"),
        referrals=one("referrals_by_source", "source"),
        screened=one("screened_share", "stream"),
        to_screen=one("days_to_screen"),
        attendance=one("panel_attendance", "agency"),
    )


HEAD = (
    "Split",
    "Value",
    "Numerator",
    "Denominator",
    "Median",
    "Ninth in ten within",
    "Counted",
    "Still waiting",
    "Longest",
)


def table(measured: Measured) -> list[tuple[str | float | None, ...]]:
    """The figures as rows for a file: all first, then the parts. What is hidden is written "hidden"."""
    return [_row("All", measured.total), *(_row(part.by, part) for part in measured.parts)]


def _row(name: str, figure: Figure) -> tuple[str | float | None, ...]:
    counted = (figure.value, figure.numerator, figure.denominator, figure.median, figure.p90, figure.n)
    waits = (figure.waiting, figure.longest)
    return (
        name,
        *("hidden" if figure.hidden else rules.rounded(number) for number in counted),
        *("hidden" if figure.waits_hidden else rules.rounded(number) for number in waits),
    )

"""What is on a page of figures, as the rows of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from alongside.audit import trail
from alongside.measures import rules
from alongside.measures.queries.pages import Page, Sheet
from alongside.measures.rules import DAYS, LOAD, SHARE, Figure
from alongside.ui.words import date_words

MEASURE_EXPORTED = trail.sight(
    "measures.figures.exported", "Somebody took figures away as a file.", trail.Verb.DISCLOSURE
)

Cell = str | float | None
Table = tuple[str, Sequence[str], list[tuple[Cell, ...]]]
"""A title, a head and rows."""

HEAD = (
    "Code",
    "Measure",
    "From",
    "To",
    "Split",
    "Part",
    "Value",
    "Unit",
    "Numerator",
    "Denominator",
    "Median",
    "Ninth in ten within",
    "Counted",
    "Still waiting",
    "Longest wait",
)

HIDDEN = "hidden"


def figures(sheets: Iterable[Sheet]) -> list[tuple[Cell, ...]]:
    """Every figure on the page: each measure for all, then part by part. What is hidden is written "hidden"."""
    rows = []
    for one in sheets:
        rows.append(_row(one, "", "All", one.total))
        for split, parts in one.splits.items():
            rows += [_row(one, split.capitalize(), part.by, part) for part in parts]
    return rows


def _row(one: Sheet, split: str, name: str, figure: Figure) -> tuple[Cell, ...]:
    first = "" if one.first is None else one.first.isoformat()
    definition = one.definition
    return (definition.code, definition.title, first, one.last.isoformat(), split, name, *_numbers(one, figure))


def _numbers(one: Sheet, figure: Figure) -> tuple[Cell, ...]:
    unit = one.definition.unit
    said = HIDDEN if figure.hidden else rules.rounded(figure.value)
    has_parts = unit in (SHARE, LOAD)
    counted = (
        figure.numerator if has_parts else None,
        figure.denominator if has_parts else None,
        figure.median,
        figure.p90,
        figure.n,
    )
    waits = (figure.waiting, figure.longest)
    return (
        said,
        unit,
        *(HIDDEN if figure.hidden else rules.rounded(number) for number in counted),
        *((HIDDEN if figure.waits_hidden else rules.rounded(number)) if unit == DAYS else None for number in waits),
    )


def trends(sheets: Iterable[Sheet]) -> list[tuple[Cell, ...]]:
    """The trend of each measure, a row a quarter."""
    rows: list[tuple[Cell, ...]] = []
    for one in sheets:
        for point in one.trend:
            shown = point.figure
            value = "not counted" if shown is None else HIDDEN if shown.hidden else rules.rounded(shown.value)
            rows.append(
                (one.definition.code, one.definition.title, point.title, value, one.definition.unit, point.note)
            )
    return rows


def definitions(sheets: Iterable[Sheet]) -> list[tuple[Cell, ...]]:
    """What each measure counts, a row each."""
    return [
        (
            one.definition.code,
            one.definition.title,
            one.definition.question,
            one.definition.unit,
            one.definition.when,
            one.definition.numerator,
            one.definition.denominator,
            one.definition.counts,
            one.definition.source,
            one.definition.version,
            "; ".join(
                f"{HIDDEN if each.number is None else each.number} children have {each.words}" for each in one.missing
            ),
        )
        for one in sheets
    ]


def tables(page: Page, *, partnership: str, made_by: str, now: dt.datetime) -> tuple[Table, ...]:
    """The page as the sheets of a workbook: figures, trend, definitions, and what to know about them."""
    sheets = list(page.sheets.values())
    return (
        ("Figures", HEAD, figures(sheets)),
        ("Trend", ("Code", "Measure", "Quarter", "Value", "Unit", "Note"), trends(sheets)),
        (
            "Definitions",
            (
                "Code",
                "Measure",
                "Question",
                "Unit",
                "When",
                "Numerator",
                "Denominator",
                "What counts",
                "Source",
                "Version",
                "Not recorded",
            ),
            definitions(sheets),
        ),
        ("About", ("About", ""), about(page, partnership=partnership, made_by=made_by, now=now)),
    )


def about(page: Page, *, partnership: str, made_by: str, now: dt.datetime) -> list[tuple[Cell, ...]]:
    """What to know about a file of figures: of whom, when, and what is hidden in it."""
    rows: list[tuple[Cell, ...]] = [("Partnership", partnership)]
    if page.quarter is not None and page.closed_on is not None:
        rows += [("Quarter", page.quarter.title), ("Closed on", date_words(page.closed_on))]
    else:
        rows.append(("Period", f"{date_words(page.first)} to {date_words(page.last)}"))
    rows += [("Taken by", made_by), ("Taken on", date_words(now))]
    if page.is_suppressed:
        rows.append(("Hidden", HIDING))
    else:
        rows.append(("Small numbers", "This file shows small numbers. Do not pass it on outside the management."))
    return rows


HIDING = (
    "Numbers of 1 to 5 children are hidden, and every number from which they could be worked out. A true 0 is shown."
    " Longest waits are given in whole weeks."
)

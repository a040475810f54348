"""Where the marks of a small chart stand, and what its table says: plain sums, so that macros only write down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from alongside.ui.words import percent

Row = Sequence[Any]


def ceiling(values: Sequence[float | None]) -> float:
    """A round number at or above the largest value (1, 2, 2.5, 5 times a power of ten): the top of a scale."""
    top = max((v for v in values if v is not None), default=0.0)
    if top <= 0:
        return 1.0
    power = 1.0
    while power * 10 <= top:
        power *= 10
    while power > top:
        power /= 10
    return next(round(step * power, 10) for step in (1, 2, 2.5, 5, 10) if step * power >= top)


def bar_scale(rows: Sequence[Row], top: float | None = None) -> float:
    """The value at the right end of the bars."""
    return top or ceiling([value for row in rows for value in row[1:]])


def share_of(value: float | None, scale: float) -> float:
    """A value as a percentage (0 to 100) of a scale; nothing when it is hidden or not known."""
    return 0.0 if value is None else round(min(max(100 * value / scale, 0.0), 100.0), 2)


def chart_value(value: float | None, unit: str, short: bool = False) -> str:
    """A value in words: "12", "31%" (of a share 0 to 1), "12 days"; None is "not shown"."""
    if value is None:
        return "not shown"
    if unit == "percent":
        return percent(value)
    number = f"{value:,.1f}".removesuffix(".0")
    if unit == "days" and not short:
        return f"{number} day" if value == 1 else f"{number} days"
    return number


def chart_rows(rows: Sequence[Row], unit: str) -> list[list[Any]]:
    """The same rows for the table under a chart."""
    return [[row[0], *({"text": chart_value(value, unit), "format": "numeric"} for value in row[1:])] for row in rows]


def joined_rows(rows: Sequence[Row], other: Sequence[Row] | None) -> list[Row]:
    """Two lines as one table, joined by their labels."""
    if other is None:
        return list(rows)
    second = {row[0]: row[1] for row in other}
    return [(row[0], row[1], second.get(row[0])) for row in rows]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line, in the units of the drawing (0 is the top left corner)."""

    label: str
    value: float | None
    x: float
    y: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line's points, its path pieces (a gap where a value is missing), and its grid lines as (y, value)."""

    points: list[Point]
    paths: list[str]
    grid: list[tuple[float, float]]


def line_top(rows: Sequence[Row], other: Sequence[Row] | None = None) -> float:
    """The value at the top of a line chart."""
    return ceiling([row[1] for row in [*rows, *(other or ())]])


def line(rows: Sequence[Row], width: float, height: float, top: float) -> Line:
    """Points for (label, value) pairs from left to right over a drawing of width x height; the scale is from 0."""
    step = width / max(len(rows) - 1, 1)
    points = [
        Point(row[0], row[1], round(i * step, 1), None if row[1] is None else round(height - height * row[1] / top, 1))
        for i, row in enumerate(rows)
    ]
    paths: list[str] = []
    run: list[str] = []
    for point in [*points, Point("", None, 0, None)]:
        if point.y is not None:
            run.append(f"{point.x} {point.y}")
        elif run:
            paths.append("M" + " L".join(run))
            run = []
    return Line(points, paths, [(round(height - height * i / 4, 1), round(top * i / 4, 6)) for i in range(5)])


def describe_line(rows: Sequence[Row], unit: str) -> str:
    """What a line shows, in a sentence, for those who do not see it."""
    known = [row for row in rows if row[1] is not None]
    if not known:
        return "No values are known."
    first, last = known[0], known[-1]
    return f"From {chart_value(first[1], unit)} ({first[0]}) to {chart_value(last[1], unit)} ({last[0]})."


def _days(row: Any) -> list[float]:
    found = row.get("days") if isinstance(row, Mapping) else row.days
    return list(found or ())


def strip_top(rows: Sequence[Any], target: float | None = None) -> float:
    """The days at the right end of the strips."""
    return ceiling([target, *(value for row in rows for value in _days(row))])


def strip(days: Sequence[float], top: float) -> list[tuple[float, float]]:
    """Where each wait stands on a strip: (days, share of the scale 0 to 1), shortest first."""
    return [(value, min(max(value / top, 0.0), 1.0)) for value in sorted(days)]


def waiting_rows(rows: Sequence[Any]) -> list[list[Any]]:
    """The table under the strips: label, how many wait, the median and the longest wait in days."""
    table: list[list[Any]] = []
    for row in rows:
        days = _days(row)
        cells = [len(days), chart_value(median(days), "number") if days else "", max(days) if days else ""]
        label = row.get("label") if isinstance(row, Mapping) else row.label
        table.append([label, *({"text": str(cell), "format": "numeric"} for cell in cells)])
    return table


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line without axes: its path pieces, and the last known point as (x, y)."""

    paths: list[str]
    last: tuple[float, float] | None


def spark(values: Sequence[float | None], width: float, height: float) -> Spark:
    """A small line from left to right, from zero up; a gap where a value is hidden or not known."""
    rows = [("", value) for value in values]
    drawn = line(rows, width, height, line_top(rows))
    known = [point for point in drawn.points if point.y is not None]
    last = (known[-1].x, known[-1].y or 0.0) if known else None
    # A point between two gaps has no line: it is drawn as a short dash, so that it is seen.
    paths = [path if " L" in path else f"{path} h2" for path in drawn.paths]
    return Spark(paths, last)


def describe_spark(values: Sequence[float | None], unit: str) -> str:
    """What a small line shows, in a few words, for those who do not see it."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return "Too few quarters are known for a line."
    return f"From {chart_value(known[0], unit)} to {chart_value(known[-1], unit)} over {len(values)} quarters."


@dataclass(frozen=True, slots=True)
class Dots:
    """Where the dots of a spread stand, and its band, as shares (0 to 1) of a scale."""

    dots: list[tuple[float, str, bool]]
    """Place on the scale, what to say of it, and whether it is the lowest or the highest."""
    band: tuple[float, float] | None


def dots(parts: Sequence[Row], top: float, unit: str, band: tuple[float | None, float | None] = (None, None)) -> Dots:
    """The dots of (label, value) pairs on a scale from 0 to ``top``; values that are not known are left out."""
    known = sorted((row for row in parts if row[1] is not None), key=lambda row: row[1])
    ends = {known[0][0], known[-1][0]} if known else set()
    placed = [
        (min(max(row[1] / top, 0.0), 1.0), f"{row[0]}: {chart_value(row[1], unit)}", row[0] in ends) for row in known
    ]
    low, high = band
    return Dots(placed, None if low is None or high is None else (low / top, high / top))

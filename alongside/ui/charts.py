"""Where the marks of a small chart stand: plain sums, so that the macros only write them down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def ceiling(values: Sequence[float | None]) -> float:
    """A round number at or above the largest value (1, 2, 5 times a power of ten), for the top of a scale."""
    top = max((v for v in values if v is not None), default=0.0)
    if top <= 0:
        return 1.0
    power = 1.0
    while power * 10 <= top:
        power *= 10
    while power > top:
        power /= 10
    return next(round(step * power, 10) for step in (1, 2, 2.5, 5, 10) if step * power >= top)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label and value as told, and its length as a share (0 to 1) of the scale."""

    label: str
    value: float | None
    share: float


def bars(rows: Sequence[tuple[str, float | None]], top: float | None = None) -> list[Bar]:
    """Bars for (label, value) pairs; a value of None (hidden or not known) has no length."""
    scale = top or ceiling([value for _, value in rows])
    return [Bar(label, value, 0.0 if value is None else min(max(value / scale, 0.0), 1.0)) for label, value in rows]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line, in the units of the drawing (0 is the top left corner)."""

    label: str
    value: float | None
    x: float
    y: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line's points, its path pieces (a gap where a value is missing), and the values at its grid lines."""

    points: list[Point]
    paths: list[str]
    grid: list[tuple[float, float]]


def line(rows: Sequence[tuple[str, float | None]], width: float, height: float, top: float | None = None) -> Line:
    """Points for (label, value) pairs from left to right over a drawing of width x height, scale from zero."""
    scale = top or ceiling([value for _, value in rows])
    step = width / max(len(rows) - 1, 1)
    points = [
        Point(label, value, round(i * step, 1), None if value is None else round(height - height * value / scale, 1))
        for i, (label, value) in enumerate(rows)
    ]
    paths: list[str] = []
    run: list[str] = []
    for point in [*points, Point("", None, 0, None)]:
        if point.y is None:
            if run:
                paths.append("M" + " L".join(run))
            run = []
        else:
            run.append(f"{point.x} {point.y}")
    grid = [(round(height - height * part / 4, 1), round(scale * part / 4, 6)) for part in range(5)]
    return Line(points, paths, grid)


def strip(days: Sequence[float], top: float | None = None) -> list[tuple[float, float]]:
    """Where each wait stands on a strip: (days, share of the scale 0 to 1), shortest first."""
    scale = top or ceiling(list(days))
    return [(value, min(max(value / scale, 0.0), 1.0)) for value in sorted(days)]

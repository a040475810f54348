"""A reader who wants to know: a linear programme over everything that was shown, asked for the hidden numbers.

It is written apart from the application on purpose. It knows nothing of how figures are hidden; it is told equations
between unknowns that are not negative, and finds the least and the most that an unknown can be.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

_NOTHING = 1e-7
_MOST_STEPS = 5_000


@dataclass
class Programme:
    """Equations between unknowns that are not negative."""

    rows: list[tuple[dict[Hashable, float], float]] = field(default_factory=list)
    unknowns: dict[Hashable, int] = field(default_factory=dict)

    def equation(self, terms: Mapping[Hashable, float], value: float) -> None:
        """The terms add up to the value."""
        for name in terms:
            self.unknowns.setdefault(name, len(self.unknowns))
        self.rows.append((dict(terms), value))

    def at_most(self, terms: Mapping[Hashable, float], value: float) -> None:
        """The terms add up to no more than the value."""
        self.equation({**terms, ("slack", len(self.rows)): 1.0}, value)

    def bounds(self, terms: Mapping[Hashable, float]) -> tuple[float, float]:
        """The least and the most that the terms can add up to; infinity where nothing bounds them.

        Raises ArithmeticError when no numbers at all fit the equations: then the attack was told something untrue.
        """
        return -self._most({name: -factor for name, factor in terms.items()}), self._most(terms)

    def _most(self, terms: Mapping[Hashable, float]) -> float:
        """Two-phase simplex with Bland's rule, which never goes in circles."""
        width, height = len(self.unknowns), len(self.rows)
        table: list[list[float]] = []
        for number, (row, value) in enumerate(self.rows):
            sign = -1.0 if value < 0 else 1.0
            line = [0.0] * (width + height + 1)
            for name, factor in row.items():
                line[self.unknowns[name]] += sign * factor
            line[width + number], line[-1] = 1.0, sign * value
            table.append(line)
        basis = [width + number for number in range(height)]
        first = [0.0] * (width + height + 1)
        for line in table:
            for column in range(width):
                first[column] -= line[column]
            first[-1] -= line[-1]
        _walk(table, basis, first, width)
        if first[-1] < -1e-5:
            raise ArithmeticError("No numbers fit what the attacker was told.")
        for number in range(height):
            if basis[number] >= width:
                left = next((place for place in range(width) if abs(table[number][place]) > _NOTHING), None)
                if left is not None:
                    _pivot(table, basis, first, number, left)
        goal = [0.0] * (width + height + 1)
        for name, factor in terms.items():
            goal[self.unknowns[name]] -= factor
        for number, column in enumerate(basis):
            if column < width and goal[column]:
                share = goal[column]
                goal[:] = [value - share * other for value, other in zip(goal, table[number], strict=True)]
        return goal[-1] if _walk(table, basis, goal, width) else float("inf")


def _walk(table: list[list[float]], basis: list[int], goal: list[float], width: int) -> bool:
    """Improve until nothing can be improved: True; or for ever: False."""
    for _ in range(_MOST_STEPS):
        column = next((place for place in range(width) if goal[place] < -_NOTHING), None)
        if column is None:
            return True
        best: tuple[float, int, int] | None = None
        for number, line in enumerate(table):
            # A row that still stands on an artificial unknown must keep it at zero, whichever way it would move.
            held = basis[number] >= width and abs(line[column]) > _NOTHING and abs(line[-1]) <= _NOTHING
            if line[column] > _NOTHING or held:
                ratio = 0.0 if held else line[-1] / line[column]
                if best is None or (ratio, basis[number]) < best[:2]:
                    best = (ratio, basis[number], number)
        if best is None:
            return False
        _pivot(table, basis, goal, best[2], column)
    raise ArithmeticError("The attack did not come to an end.")


def _pivot(table: list[list[float]], basis: list[int], goal: list[float], number: int, column: int) -> None:
    factor = table[number][column]
    table[number] = pivot = [value / factor for value in table[number]]
    for other, line in enumerate(table):
        if other != number and abs(line[column]) > 1e-12:
            share = line[column]
            table[other] = [value - share * own for value, own in zip(line, pivot, strict=True)]
    share = goal[column]
    if share:
        goal[:] = [value - share * own for value, own in zip(goal, pivot, strict=True)]
    basis[number] = column


def total(names: Iterable[Hashable]) -> dict[Hashable, float]:
    """Each of the unknowns once."""
    return dict.fromkeys(names, 1.0)

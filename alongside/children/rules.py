"""Who may see what: the matrix of role, reason and strand, read from a text file that people check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from alongside.core.strands import STRANDS, Strand

MATRIX_FILE = Path(__file__).with_name("matrix.txt")

Cell = str
"""One of "r" (may read), "w" (may read and write) or "-" (neither)."""


class MatrixFault(ValueError):
    """The matrix file has a line that cannot be read; the sentence names the line."""


def read_matrix(text: str) -> dict[tuple[str, str], dict[Strand, Cell]]:
    """(role, reason) to the cell of each strand. Raises MatrixFault with the line number and how to mend it."""
    matrix: dict[tuple[str, str], dict[Strand, Cell]] = {}
    header: list[Strand] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split("#", 1)[0].split()
        if not words:
            continue
        if header is None:
            header = [Strand(word) for word in words[2:]]
            if set(header) != set(STRANDS):
                raise MatrixFault(f"Line {number}: the header must name every strand: {', '.join(STRANDS)}")
            continue
        if len(words) != 2 + len(header) or any(cell not in "rw-" for cell in words[2:]):
            raise MatrixFault(f"Line {number}: give a role, a reason and one of r, w or - for each strand")
        role, reason = words[:2]
        if (role, reason) in matrix:
            raise MatrixFault(f"Line {number}: {role} {reason} stands in the file twice")
        matrix[role, reason] = dict(zip(header, words[2:], strict=True))
    return matrix


MATRIX: Mapping[tuple[str, str], Mapping[Strand, Cell]] = read_matrix(MATRIX_FILE.read_text(encoding="utf-8"))


def reasons_that_show(role: str) -> tuple[str, ...]:
    """Reasons of a grant under which the role sees that the child exists (it may read who the child is)."""
    return tuple(
        reason for (of, reason), cells in MATRIX.items() if of == role and cells[Strand.IDENTITY] in ("r", "w")
    )


def readable(role: str, reason: str) -> frozenset[Strand]:
    """Strands that the role may read under a grant for this reason."""
    cells = MATRIX.get((role, reason), {})
    return frozenset(strand for strand, cell in cells.items() if cell in ("r", "w"))


def writable(role: str, reason: str) -> frozenset[Strand]:
    """Strands in which the role may write under a grant for this reason."""
    cells = MATRIX.get((role, reason), {})
    return frozenset(strand for strand, cell in cells.items() if cell == "w")


def reasons_that_write(role: str, strand: Strand) -> tuple[str, ...]:
    """Reasons of a grant under which the role may write in the strand."""
    return tuple(reason for (of, reason), cells in MATRIX.items() if of == role and cells[strand] == "w")


BREAK_GLASS_HOURS = 4
"""How long an emergency opening lasts. Ours: NHS practice time-boxes a self-claimed relationship without one figure."""

BREAK_GLASS_REVIEW_WORKING_DAYS = 2
"""Within how many working days somebody else reviews it. Ours, a setting of good practice."""


def break_glass_until(opened_at: dt.datetime) -> dt.datetime:
    """When an emergency opening ends, to the second."""
    return opened_at + dt.timedelta(hours=BREAK_GLASS_HOURS)


TELL_BACK_DAYS = 14
"""Within how many days a child is told what came of what they said. Ours, a setting: soon enough to be remembered."""


def tell_back_by(said_on: dt.date) -> dt.date:
    """The day by which the child is told back."""
    return said_on + dt.timedelta(days=TELL_BACK_DAYS)


TRANSITIONS = {
    "Concern": {"open": frozenset({"closed"}), "closed": frozenset()},
    "BreakGlass": {
        "open": frozenset({"justified", "not_justified"}),
        "justified": frozenset(),
        "not_justified": frozenset(),
    },
}
"""Model to state to the states that may follow. Every state of every model stands here; a test checks it."""

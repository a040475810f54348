"""Who may see what: the matrix of role, reason and strand, read from a text file that people check."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from alongside.core.strands import STRANDS, Strand

MATRIX_FILE = Path(__file__).parent.parent / "matrix.txt"

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

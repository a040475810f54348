"""Cells of a spreadsheet: what a person typed must never run as a formula on somebody else's computer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheet programs take for the beginning of a formula, full-width forms included (OWASP, CSV injection)."""


def safe_cell(value: object) -> object:
    """The value as it may stand in a cell: a text that begins like a formula gets an apostrophe before it."""
    if isinstance(value, str):
        text = value.replace("\x00", "")
        return f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) else text
    return value


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV file with safe cells, and with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe_cell(cell) for cell in head])
    for row in rows:
        writer.writerow(["" if cell is None else safe_cell(cell) for cell in row])
    return "\ufeff" + out.getvalue()

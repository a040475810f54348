"""Reading a CSV file or a workbook into rows, with limits: what is too large, or no list, is refused in words.

A workbook is read as a stream, and never further than a list can be long: a sheet that says it has a million columns is
read as far as ours goes. A cell with a formula is kept as one, so that its line can be named: what a formula gives is
not written in the file for sure.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

MOST_BYTES = 5 * 1024 * 1024
"""How large a list may be, in bytes. Ours: 20,000 lines of fifteen columns are about three megabytes."""

MOST_LINES = 20_000
"""Lines of one list, the head left out. Ours: the largest authority of England keeps about 20,000 plans."""

MOST_COLUMNS = 120
"""Columns of one list. Ours."""

MOST_UNPACKED = 60 * 1024 * 1024
"""What a workbook may unpack to, in bytes: more is a trap. Ours."""

_HEAD_WITHIN = 20
_LONGEST_CELL = 2_000

Cell = str | dt.date | None


class Unreadable(ValueError):
    """The file is no list that can be read; the sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as it stands in its file: the heads of its columns, and each row with its number in the file.

    ``notes`` says what of the file was not read.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    notes: tuple[str, ...] = ()


def read_sheet(content: bytes) -> Sheet:
    """The list in a file. Its kind is found from its content.

    Raises Unreadable for what is too large, damaged, no CSV file and no workbook, or has no row of heads.
    """
    if not content.strip():
        raise Unreadable("The file is empty. Export the list again, and choose it.")
    if len(content) > MOST_BYTES:
        raise Unreadable(
            f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Export the columns you need, and no others."
        )
    if content.startswith(b"PK\x03\x04"):
        return _listed(*_of_workbook(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("This is an older Excel file, or one with a password. Save it as .xlsx, without a password.")
    return _listed(_of_csv(content), ())


def _of_csv(content: bytes) -> Iterator[tuple[int, Sequence[Any]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Windows programs write CSV in this, and every byte of it means something.
        text = content.decode("cp1252", "replace")
    if "\x00" in text or text.lstrip().startswith(("<", "%PDF")):
        raise Unreadable("This is no CSV file and no Excel workbook (.xlsx). Export the list as one of these.")
    delimiter = max(",;\t|", key=text[:4000].count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for row in reader:
            yield reader.line_num, row
    except csv.Error as fault:
        raise Unreadable("The file is damaged: a line of it cannot be read. Export the list again.") from fault


def _of_workbook(content: bytes) -> tuple[Iterator[tuple[int, Sequence[Any]]], tuple[str, ...]]:
    # Two fifths of a second to import, and few requests read a workbook.
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            parts = folder.infolist()
            if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > 2000:
                raise Unreadable("This file unpacks to far more than a list. It cannot be read.")
            if any(part.flag_bits & 1 for part in parts):
                raise Unreadable("This file has a password. Save it without one, and choose it again.")
            if "xl/workbook.xml" not in {part.filename for part in parts}:
                raise Unreadable("This is no Excel workbook. Export the list as .xlsx or CSV.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheets = book.worksheets
    except Unreadable:
        raise
    except Exception as fault:
        raise Unreadable("This workbook is damaged. Open it, save it again, and choose it again.") from fault
    if not sheets:
        raise Unreadable("This workbook has no sheet. Export the list again.")
    others = [sheet.title for sheet in sheets[1:]]
    note = (f"Only the first sheet was read. Not read: {', '.join(others[:5])}.",) if others else ()
    return _rows_of(sheets[0]), note


def _rows_of(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    last = MOST_LINES + _HEAD_WITHIN + 1
    try:
        yield from enumerate(sheet.iter_rows(max_row=last, max_col=MOST_COLUMNS, values_only=True), start=1)
    except Exception as fault:
        raise Unreadable("This workbook is damaged. Open it, save it again, and choose it again.") from fault


def _listed(rows: Iterable[tuple[int, Sequence[Any]]], notes: tuple[str, ...]) -> Sheet:
    """The rows with their heads. The heads are the fullest of the first rows: a title may stand above them."""
    kept = [(number, tuple(_cell(cell) for cell in row)) for number, row in rows]
    kept = [(number, row) for number, row in kept if any(cell is not None for cell in row)]
    above = [place for place, (number, _) in enumerate(kept) if number <= _HEAD_WITHIN]
    if not above:
        raise Unreadable("The list is empty. Export it again, with the names of its columns.")
    fullest = max(above, key=lambda place: (sum(isinstance(cell, str) for cell in kept[place][1]), -place))
    heads = tuple(str(cell or "").strip()[:120] for cell in kept[fullest][1])
    while heads and not heads[-1]:
        heads = heads[:-1]
    if sum(map(bool, heads)) < 3:
        raise Unreadable("No row with the names of columns was found in the first 20 rows. Export the list with them.")
    body = kept[fullest + 1 :]
    if len(body) > MOST_LINES:
        raise Unreadable(f"The list is longer than {MOST_LINES:,} lines. Split it, and upload the parts.")
    if not body:
        raise Unreadable("The list has the names of columns, and no line beneath them. Export it again.")
    if len(heads) > MOST_COLUMNS:
        raise Unreadable(f"The list has more than {MOST_COLUMNS} columns. Export those you need, and no others.")
    return Sheet(heads, tuple(body), notes)


def _cell(value: Any) -> Cell:
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()[:_LONGEST_CELL]
    return text or None

"""What a step changed, and whether a later one changed it again. Pure Python."""

from __future__ import annotations

from typing import TypeAlias

Columns: TypeAlias = dict[str, str | int | None]
Changes: TypeAlias = dict[str, dict[str, Columns | None]]
"""What stood before a step: table to reference to columns; None for a row that it began."""


def overlap(earlier: Changes, later: Changes) -> bool:
    """Whether the later step changed again what the earlier one had changed or begun."""
    for table, rows in earlier.items():
        for ref, columns in rows.items():
            again = later.get(table, {}).get(ref)
            if again is not None and (columns is None or set(columns) & set(again)):
                return True
    return False

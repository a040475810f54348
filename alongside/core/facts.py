"""What a subject publishes for measures: a fact view with named, typed, explained columns.

Fact views hold no data, so they are dropped before migrations and made anew after them: a migration never has to know
them, and what stands in the code is what stands in the database.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a fact view: its type is one of int, date, text, bool or decimal."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact view. ``select`` gives the columns in order, and never a name or anything that a person typed."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    select: str

    def create(self) -> str:
        """SQL that makes the view. It obeys the wall of whoever asks."""
        listed = ", ".join(column.name for column in self.columns)
        return f"CREATE VIEW {self.name} ({listed}) WITH (security_invoker = true) AS {self.select}"

    def drop(self) -> str:
        """SQL that takes the view away."""
        return f"DROP VIEW IF EXISTS {self.name}"


PARTNERSHIP = Column("partnership_id", "int", "the area partnership that owns the row")

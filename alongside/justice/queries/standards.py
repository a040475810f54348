"""What the standards of custody are in a partnership."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.justice import rules
from alongside.justice.models import StandardChange
from alongside.partnerships import prepared


def standards(partnership_id: int) -> rules.Standards:
    """The partnership's own numbers by day, our defaults where it has set none. One query."""
    return rules.Standards.of(rules.Change(*row) for row in _changes(partnership_id))


@prepared.question
def _changes(partnership_id: int) -> QuerySet[StandardChange, tuple[str, int, dt.date]]:
    rows = StandardChange.objects.filter(partnership_id=partnership_id).order_by("from_on", "id")
    return rows.values_list("code", "value", "from_on")


@dataclass(frozen=True, slots=True)
class StandardLine:
    """A standard as its page shows it."""

    code: str
    title: str
    unit: str
    value: int
    since: dt.date | None

    @property
    def now(self) -> str:
        """What holds, in words: "the same day", "5 working days"."""
        if self.value == 0:
            return "the same day"
        return f"{self.value} {self.unit if self.value != 1 else self.unit.removesuffix('s')}"


def standard_lines(found: rules.Standards, today: dt.date) -> tuple[StandardLine, ...]:
    """Each standard with what holds today."""
    lines = []
    for code, standard in rules.STANDARDS.items():
        change = found.change(code, today)
        since = change.from_on if change else None
        lines.append(StandardLine(code, standard.title, standard.unit, found.value(code, today), since))
    return tuple(lines)

"""What somebody types who asks for a date on the command line: a start and what else counts. No Django."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from alongside.core import calendar, holidays
from alongside.core.clocks.counting import Context
from alongside.core.clocks.school import of_terms

KEYS = {
    "nation": f"whose bank holidays count: {' or '.join(holidays.NATIONS)}",
    "term": "a term of the schools, first and last day: 2026-09-02..2026-10-23 (as often as there are terms)",
    "closed": "a day in term on which schools do not meet: 2026-09-02 (as often as needed)",
}
"""What ``--context KEY=VALUE`` understands. Anything without a key is a remark, and repeated in the answer."""


class Misread(ValueError):
    """What was typed cannot be read; says how to type it."""


def start(typed: str) -> dt.date:
    """The day that was meant.

    ``2025-05-21``; a moment with its zone, of which the day in London counts (``2025-07-01T23:30Z`` is 2 July); or
    a year alone, for dates that are fixed in a year. Raises ``Misread``.
    """
    text = typed.strip()
    try:
        if re.fullmatch(r"\d{4}", text):
            return dt.date(int(text), 1, 1)
        if "T" in text or " " in text:
            return calendar.london_date(dt.datetime.fromisoformat(text))
        return dt.date.fromisoformat(text)
    except ValueError as fault:
        raise Misread(
            f"“{typed}” is not a day. Type it as 2025-05-21, or as a moment such as 2025-07-01T23:30Z: its day in"
            " London counts."
        ) from fault


@dataclass
class Asked:
    """The context that was typed, and the remarks beside it."""

    context: Context = field(default_factory=Context)
    remarks: tuple[str, ...] = ()


def context(typed: Iterable[str]) -> Asked:
    """Read ``KEY=VALUE`` and remarks. Raises ``Misread`` for an unknown key or a value that cannot be read."""
    nation, terms, closed, remarks = "england", [], [], []
    for text in typed:
        key, is_pair, value = text.partition("=")
        if not is_pair or not re.fullmatch(r"[a-z_]+", key):
            remarks.append(text)
        elif key == "nation":
            nation = value
        elif key == "term":
            first, _, last = value.partition("..")
            terms.append((start(first), start(last)))
        elif key == "closed":
            closed.append(start(value))
        else:
            raise Misread(f"There is no context {key}. There are: {', '.join(KEYS)}.")
    try:
        school = of_terms(terms, closed, nation)
    except ValueError as fault:
        raise Misread(str(fault)) from fault
    return Asked(Context(nation, school), tuple(remarks))

"""What a measure is.

A definition says in words what is counted, and builds one table with a row for each thing that counts. Its columns, as
far as they mean something: ``counted`` (an id, where a thing must count once), ``numerator`` (0 or 1, or a size),
``days``, ``waiting`` (days waited so far by what has not ended), ``worker`` (over whom a caseload is spread),
``child`` (for the list of children of whom something is not recorded) and one for each split. One aggregation serves
all measures. It is an Ibis expression, compiled ahead to SQL that is checked in; the application runs the SQL and never
imports Ibis.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SPLITS = ("locality", "agency", "stream", "specialism", "source", "area", "outcome", "panel", "finding", "worker")
"""By what a measure can be split. Each measure names those that mean something for it."""

NAMES_STAFF = ("worker",)
"""Splits whose parts are people who work here: for managers, and never published."""

COUNT, SHARE, DAYS = "children", "share from 0 to 1", "calendar days"
SIZE, LOAD = "full-time equivalents", "children per worker"

AS_OF, PERIOD = "as of a day", "over a period"


@dataclass(frozen=True, slots=True)
class Times:
    """The days that a measure asks for, as expressions: ``first`` and ``last`` day of the period, both inclusive.

    A measure as of a day uses ``last``.
    """

    first: Any
    last: Any


def other_than(condition: tuple[str, str]) -> tuple[str, str]:
    """The condition that holds of everything else."""
    return (
        condition[0],
        condition[1].removeprefix("not ") if condition[1].startswith("not ") else f"not {condition[1]}",
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """Which set of things the denominator (or, without one, the count) is, so that suppression knows it again.

    ``base`` names the set, the same in every measure that counts it; ``where`` narrows it, as pairs of a split (or
    another condition) and its value; ``met`` is the condition that makes the numerator of a share, and ``unmet`` its
    opposite. ``is_exact`` is whether each thing falls into one part of every split but those that ``overlapping``
    names: then the parts add up to the whole.
    """

    base: str
    where: tuple[tuple[str, str], ...] = ()
    met: tuple[str, str] = ("", "")
    overlapping: tuple[str, ...] = ()

    @property
    def unmet(self) -> tuple[str, str]:
        """The condition of those that are not in the numerator."""
        return other_than(self.met)


@dataclass(frozen=True, slots=True)
class Definition:
    """A measure.

    ``rows`` gets the fact tables by name and the days, and gives the row table; see the module. ``counts`` says on the
    page what is counted and what is not; ``source`` whose definition it is. ``counted`` is None for what is no count of
    children (posts, seats): nothing of it is hidden. ``missing`` names the columns whose absence is shown beside the
    figure.
    """

    code: str
    title: str
    question: str
    unit: str
    when: str
    numerator: str
    denominator: str
    counts: str
    source: str
    splits: tuple[str, ...]
    facts: tuple[str, ...]
    rows: Callable[[dict[str, Any], Times], Any]
    counted: Counted | None
    of: str = "children"
    """What one unit of the denominator is, in the plural."""
    missing: tuple[str, ...] = ()
    better: str = ""
    """``more`` or ``less`` where one of them is better, empty where a number says nothing by itself."""
    version: int = 1
    """Raised by whoever changes what is counted: closed quarters keep the version by which they were counted."""

    @property
    def published_splits(self) -> tuple[str, ...]:
        """The splits that anybody who sees measures may see."""
        return tuple(split for split in self.splits if split not in NAMES_STAFF)


MISSING = {
    "locality": ("no locality recorded", "Without a locality a child is missing from every comparison of places."),
    "ethnicity": (
        "no ethnicity recorded",
        "Without it nobody can see whether children of one group are treated differently.",
    ),
}
"""What can be missing of a child: the words after "12 children have", and why it matters."""

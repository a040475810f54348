"""The children of whom something is not recorded: a list for those who may see children, a number for others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.audit import trail
from alongside.children import access as children
from alongside.core.actor import Actor
from alongside.measures.definitions import DEFINITIONS
from alongside.measures.queries.live import lacking
from alongside.measures.rules import MISSING, Definition

CHILDREN_LACKING = trail.sight(
    "measures.children.lacking", "Somebody saw the list of children of whom something is not recorded."
)


@dataclass(frozen=True, slots=True)
class LackingChild:
    """A line of the list."""

    ref: str
    called: str


@dataclass(frozen=True, slots=True)
class LackingPage:
    """Children whom a measure counts and of whom this is not recorded: all of them as a number, the visible by name."""

    definition: Definition
    what: str
    words: str
    why: str
    last: dt.date
    number: int
    rows: tuple[LackingChild, ...]


def lacking_page(
    actor: Actor, code: str, what: str, *, first: dt.date, last: dt.date, now: dt.datetime
) -> trail.Untraced[LackingPage]:
    """The list, of those children whom the actor may know of. Two queries.

    Raises KeyError for a measure that is not there, or that does not ask for this.
    """
    definition = DEFINITIONS[code]
    if what not in definition.missing:
        raise KeyError(what)
    ids = lacking(code, what, partnership_id=actor.partnership_id, first=first, last=last)
    visible = children.visible_children(actor, now).filter(pk__in=ids).order_by("family_name", "given_name", "ref")
    rows = tuple(LackingChild(child.ref, child.called) for child in visible)
    words, why = MISSING[what]
    page = LackingPage(definition, what, words, why, last, len(ids), rows)
    return trail.Untraced(page, tuple(row.ref for row in rows))

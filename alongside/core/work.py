"""Work that is due: what every subject answers with when asked "what waits for this person?"."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do.

    ``due_on`` may be None (it waits without a date, and sorts last); ``waiting_since`` is when it began to wait;
    ``child_ref`` and ``child_name`` are empty where there is no child or the reader may not know of one;
    ``url`` is the page on which the act that clears it is one click away; ``urgent`` puts it first whatever the date.
    """

    kind: str
    what: str
    url: str
    due_on: dt.date | None = None
    waiting_since: dt.date | None = None
    child_ref: str = ""
    child_name: str = ""
    why: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What an agency saw of a child or offered, on a day: for whoever looks back. ``agency`` may be empty."""

    on: dt.date
    agency: str
    what: str
    is_offer: bool = False


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose open things are asked for: people by their membership, and teams."""

    memberships: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class OpenThing:
    """Something open and whose it is, for whoever sees to it that nothing waits on nobody.

    ``what`` says the kind of thing and nothing of its content, since a manager of many teams may not know the child;
    ``membership_id`` or ``team_id`` is the owner; where both are None nobody has it.
    """

    kind: str
    what: str
    ref: str
    since: dt.date
    due_on: dt.date | None = None
    child_id: int | None = None
    membership_id: int | None = None
    team_id: int | None = None

"""Whether a child is held on a day: asked of the subject above that keeps detentions, which makes itself known here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from alongside.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Held:
    """A detention in relevant youth accommodation that lasts: since when, where, and which authority is the home
    authority. ``home_is_here``: whether its SEND team works in this partnership."""

    since: dt.date
    place: str
    home_authority: str
    home_is_here: bool


Keeper = Callable[[Actor, Sequence[int]], Held | None]

_KEEPERS: list[Keeper] = []


def held_from(keeper: Keeper) -> None:
    """Have a subject above say whether a child, by the row ids of all its records, is held. It calls this once, when
    it is made known."""
    _KEEPERS[:] = [keeper]


def held(actor: Actor, record_ids: Sequence[int]) -> Held | None:
    """The detention that lasts, or None. For whoever reads the child's plan, and for commands. One query."""
    return next((found for keeper in _KEEPERS if (found := keeper(actor, record_ids))), None)

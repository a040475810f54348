"""Who could take a child on, and why work ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class EndReason:
    """Why work ends: a word of a list, with whose list it is and the days on which it may be chosen."""

    code: str
    title: str
    source: str = "Ours. No return that we know of prescribes these words."
    from_on: dt.date = dt.date(2024, 4, 1)
    until_on: dt.date | None = None
    by_hand: bool = True
    """Whether a person chooses it; the others are written by the act that they name."""


_ALL = (
    EndReason("goals_reached", "The child reached what they wanted"),
    EndReason("planned", "The planned time came to its end"),
    EndReason("child_chose", "The child or family chose to stop"),
    EndReason("moved", "The child moved away"),
    EndReason("other_service", "Another service took over"),
    EndReason("order_ended", "The order or licence ended"),
    EndReason("turned_18", "The child turned 18"),
    EndReason("other", "Another reason"),
    EndReason("stepped_down", "The child needs less, and somebody else helps", by_hand=False),
    EndReason("withdrawn", "The child or family took back their agreement", by_hand=False),
    EndReason("other_area", "Another area took over", by_hand=False),
)

END_REASONS: dict[str, str] = {reason.code: reason.title for reason in _ALL}
"""Every word that was ever of the list: what ended with it still reads."""


def end_reasons_on(day: dt.date) -> tuple[EndReason, ...]:
    """What a person may choose on this day."""
    return tuple(
        reason
        for reason in _ALL
        if reason.by_hand and reason.from_on <= day and (reason.until_on is None or day <= reason.until_on)
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A worker who could be allocated: open children now, whether the worker's locality is the child's, the posts they
    hold in full-time equivalents (None where no post is written down), and how many of the child's brothers and sisters
    they work with."""

    ref: str
    name: str
    open_children: int
    is_local: bool
    posts: Decimal | None = None
    family: int = 0

    @property
    def load(self) -> Decimal:
        """Open children for each full-time equivalent; whoever has no post written down counts as one."""
        return Decimal(self.open_children) / (self.posts or Decimal(1))


FULL_TIME_CHILDREN = 20
"""Open children for each full-time equivalent above which nobody more is suggested while anybody has fewer. Ours: no
guidance that we know of gives a number. The family's own worker is suggested all the same."""


def suggest(candidates: Sequence[Candidate], locality: str) -> tuple[str, str]:
    """The reference of the worker to suggest, and why.

    First whoever works with the child's brothers or sisters: one face for a family. Then the least load in the child's
    locality, and anywhere where nobody there has room. The load is open children against posts in full-time
    equivalents. Both are empty when there is nobody. Workers with equal loads are taken by name, so that the page does
    not change from one look to the next.
    """
    if not candidates:
        return "", ""
    related = [worker for worker in candidates if worker.family]
    if related:
        best = min(related, key=lambda worker: (-worker.family, worker.load, worker.name, worker.ref))
        others = "a brother or sister" if best.family == 1 else f"{best.family} brothers and sisters"
        return best.ref, f"{best.name} works with {others} of this child already. The family has one worker."
    free = [worker for worker in candidates if worker.load < FULL_TIME_CHILDREN] or candidates
    local = [worker for worker in free if worker.is_local]
    best = min(local or free, key=lambda worker: (worker.load, worker.name, worker.ref))
    count = in_words(best)
    if local:
        return best.ref, f"{best.name} works in {locality} and has {count}, the fewest there."
    if locality:
        nobody = "Nobody on these teams works in" if not any(w.is_local for w in candidates) else "Nobody has room in"
        return best.ref, f"{nobody} {locality}. {best.name} has {count}, the fewest of all."
    return best.ref, f"The child's locality is not known. {best.name} has {count}, the fewest of all."


def in_words(worker: Candidate) -> str:
    """Open children, and what post they are held in, where it is not one full-time post."""
    count = f"{worker.open_children} open {'child' if worker.open_children == 1 else 'children'}"
    if worker.posts is None or worker.posts == 1:
        return count
    return f"{count} in {worker.posts.normalize():f} of a full-time post"

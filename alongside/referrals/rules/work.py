"""Who could take a child on, and why work ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

END_REASONS: dict[str, str] = {
    "goals_reached": "The child reached what they wanted",
    "planned": "The planned time came to its end",
    "child_chose": "The child or family chose to stop",
    "moved": "The child moved away",
    "other_service": "Another service took over",
    "order_ended": "The order or licence ended",
    "turned_18": "The child turned 18",
    "other": "Another reason",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A worker who could be allocated: open children now, and whether the worker's locality is the child's."""

    ref: str
    name: str
    open_children: int
    is_local: bool


def suggest(candidates: Sequence[Candidate], locality: str) -> tuple[str, str]:
    """The reference of the worker to suggest, and why: the fewest open children in the locality, else anywhere.

    Both are empty when there is nobody. Workers with equal numbers are taken by name, so that the page does not change
    from one look to the next.
    """
    if not candidates:
        return "", ""
    local = [worker for worker in candidates if worker.is_local]
    best = min(local or candidates, key=lambda worker: (worker.open_children, worker.name, worker.ref))
    count = f"{best.open_children} open {'child' if best.open_children == 1 else 'children'}"
    if local:
        return best.ref, f"{best.name} works in {locality} and has {count}, the fewest there."
    if locality:
        return best.ref, f"Nobody on these teams works in {locality}. {best.name} has {count}, the fewest of all."
    return best.ref, f"The child's locality is not known. {best.name} has {count}, the fewest of all."

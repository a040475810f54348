"""The streams in which work is done with a child."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stream:
    """A kind of work with a child.

    ``needs_agreement`` is whether child and parent choose freely; ``is_justice`` is whether its name alone tells that
    something was alleged, so that only readers of the justice strand are told it; ``duties`` are the duties of the
    teams that do it, the usual one first.
    """

    code: str
    title: str
    needs_agreement: bool
    is_justice: bool
    duties: tuple[str, ...]


STREAMS: dict[str, Stream] = {
    stream.code: stream
    for stream in (
        Stream("prevention", "Prevention", True, False, ("prevention",)),
        Stream("turnaround", "Turnaround", True, False, ("prevention", "diversion")),
        Stream("diversion", "Diversion", True, True, ("diversion", "prevention", "statutory")),
        Stream("court_order", "Court order", False, True, ("statutory",)),
        Stream("remand", "Remand", False, True, ("statutory",)),
        Stream("custody", "Custody", False, True, ("statutory",)),
        Stream("resettlement", "Resettlement", False, True, ("statutory",)),
        Stream("voluntary", "Voluntary support", True, False, ("prevention", "statutory", "diversion")),
    )
}
"""Streams of an involvement. A child may have one open involvement in each."""

SHOWN_WITHOUT_JUSTICE = "Youth justice service"
"""What a reader without the justice strand is told in place of a stream that would give away what was alleged."""

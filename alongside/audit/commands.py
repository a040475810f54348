"""What the trail says of itself."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.core.actor import Actor


@trail.command("audit.segment.began")
def note_segment(*, actor: Actor, number: int, why: str, now: dt.datetime) -> None:
    """The database was restored: from here on the trail counts in a new segment. Said in each partnership's own trail,
    so that the chain binds it."""
    trail.record(actor, "audit.segment.began", about=[], now=now, detail={"segment": number}, reason=why)

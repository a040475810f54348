"""What subjects above have to say on the board's page, beside the figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from alongside.core.actor import Actor

Ask = Callable[[Actor, dt.date], object]
"""Answers what a template shows, in aggregates: for this reader, as of this day."""


@dataclass(frozen=True, slots=True)
class Also:
    """A part of the board's page that another subject brings: its template, and what that is given as ``also``."""

    template: str
    value: object


_ASKED: dict[str, Ask] = {}


def also_on_board(template: str, ask: Ask) -> None:
    """Have a subject above stand on the board's page. It calls this once, when it is made known."""
    _ASKED[template] = ask


def on_board(actor: Actor, today: dt.date) -> tuple[Also, ...]:
    """What stands on the board's page beside the figures, as it is today."""
    return tuple(Also(template, ask(actor, today)) for template, ask in _ASKED.items())

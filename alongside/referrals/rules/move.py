"""A child moves to another area: who answers for the child meanwhile, and what may travel under which law.

Sources: GOV.UK, Case management guidance, "Case responsibility" (home and host youth justice service); the National
Protocol for Case Responsibility (Youth Justice Board, January 2018) as the Youth Justice Legal Centre sums it up: after
a move within the family the home service stays responsible for three months while the host does the day-to-day work,
and then both meet to hand over. We have read the guidance and not the whole protocol: the three months are marked as
uncertain on the page, and a partnership decides for itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.core import calendar
from alongside.core.strands import Strand

MOVE_KINDS: dict[str, tuple[str, str]] = {
    "caretaking": (
        "Caretaking",
        "They do the day-to-day work, and we stay responsible until both have met and handed over.",
    ),
    "transfer": ("Transfer", "They become responsible once they accept. Our work ends then."),
}
"""What a move can be: its name, and what it means."""

MOVE_ASKED: dict[str, str] = {
    "caretaking": "You do the day-to-day work. They stay responsible until both have met and handed over.",
    "transfer": "You become responsible once you accept. Their work ends then.",
}
"""The same for whoever is asked."""

CARETAKING_MONTHS = 3
MOVE_SOURCE = (
    "GOV.UK, Case management guidance: case responsibility. The three months are from the National Protocol for Case"
    " Responsibility of 2018, which we know from summaries only: not certain."
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of what travels, and the strand of the record that it comes from."""

    code: str
    title: str
    strand: Strand


SECTIONS = (
    Section("identity", "Who the child is, strengths, own words, language", Strand.IDENTITY),
    Section("strategies", "How to work with the child", Strand.IDENTITY),
    Section("words", "What the child said", Strand.IDENTITY),
    Section("plan", "The plan: what the child wants and what matters", Strand.PLAN),
    Section("needs", "Needs that are known, and from what", Strand.HEALTH),
)

_ALL = frozenset(section.code for section in SECTIONS)

MOVE_GATEWAYS: dict[str, frozenset[str]] = {
    "cda_s38": _ALL,
    "ca2004_s10": _ALL - {"needs"},
    "consent": _ALL,
}
"""Law under which a copy goes to another area, and the parts that we let travel under it. The choice of parts is ours,
and careful: health goes under the duty of the youth justice services, or with agreement. What is alleged, people who
were hurt, addresses that are restricted, and notes of clinicians never travel this way."""


def sections_under(gateway: str) -> tuple[Section, ...]:
    """What may travel under this law; nothing under any other."""
    allowed = MOVE_GATEWAYS.get(gateway, frozenset())
    return tuple(section for section in SECTIONS if section.code in allowed)


def hand_over_by(moves_on: dt.date) -> dt.date:
    """The day by which both services meet to hand over, where one takes care for the other."""
    return calendar.add_months(moves_on, CARETAKING_MONTHS)

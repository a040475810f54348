"""Kinds of plan for a child who learns differently: dated data, since law differs by nation and will change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.core.clocks import Source, Status
from alongside.ehcp.rules import sources as src


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of plan, where and since when it is one. ``has_clocks``: the limits of Part 3 of the Act hold for it.

    ``valid_from`` is None for what is proposed and not law: it can be named, and not be chosen.
    """

    code: str
    title: str
    nation: str
    source: Source
    valid_from: dt.date | None
    valid_to: dt.date | None = None
    has_clocks: bool = False
    status: Status = Status.CONFIRMED
    doubt: str = ""

    def holds_on(self, day: dt.date) -> bool:
        """Whether a plan can be of this kind on a day."""
        return (
            self.valid_from is not None and self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        )


KINDS = (
    Kind(
        code="ehc_plan",
        title="Education, health and care (EHC) plan",
        nation="england",
        source=src.act("37"),
        valid_from=src.SEND_BEGAN,
        has_clocks=True,
    ),
    Kind(
        code="sen_support",
        title="SEN support at school or college",
        nation="england",
        source=src.code("6.44 to 6.56"),
        valid_from=src.SEND_BEGAN,
    ),
    Kind(
        code="individual_development_plan",
        title="Individual Development Plan",
        nation="wales",
        source=Source(
            "Additional Learning Needs and Education Tribunal (Wales) Act 2018",
            "section 10",
            "https://www.legislation.gov.uk/anaw/2018/2/section/10",
        ),
        valid_from=dt.date(2021, 9, 1),
        status=Status.UNCERTAIN,
        doubt="It came into force for different years of birth on different days. Its limits are not counted here yet.",
    ),
    Kind(
        code="individual_support_plan",
        title="Individual Support Plan (proposed)",
        nation="england",
        source=Source(
            "Every child achieving and thriving (Schools White Paper, 23 February 2026)",
            "",
            "https://www.gov.uk/government/publications",
        ),
        valid_from=None,
        status=Status.UNCERTAIN,
        doubt="A proposal of February 2026. It is not law, and no plan can be of this kind yet.",
    ),
)
"""Every kind that is known, the proposed one included."""


def kinds_on(day: dt.date, *, nation: str = "england") -> tuple[Kind, ...]:
    """Kinds of which a plan can be on a day in a nation."""
    return tuple(kind for kind in KINDS if kind.nation == nation and kind.holds_on(day))

"""Priorities for tests, made by those who would set them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.governance import commands
from alongside.governance.commands import Content
from alongside.governance.models import Priority
from tests import people
from tests.people import NOW, TODAY, acting

NEXT = TODAY + dt.timedelta(days=91)


def content(**changed: Any) -> Content:
    return Content(
        **{
            "title": "Support begins within a month",
            "aim": "Whoever has a need is with somebody who helps before the trouble comes.",
            "why": "Help was offered, and came late.",
            "level": "strategic",
            "findings": ("help_late",),
            "measure": "days_need_to_first_support",
            **changed,
        }
    )


def a_priority(
    by: str = "head_of_service",
    owner: str = "head_of_service",
    review_on: dt.date = NEXT,
    now: dt.datetime = NOW,
    partnership: str = "swindon",
    **changed: Any,
) -> Priority:
    with acting(partnership, by) as actor:
        return commands.set_priority(
            actor=actor,
            content=content(**changed),
            owner=people.membership_of(partnership, owner),
            review_on=review_on,
            now=now,
        )

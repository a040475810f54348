"""By when a child is screened, and by when a team looks, offers and begins. All are settings; none of them is law.

National practice is outcome-led (Standards for children in the youth justice system 2019), so each figure is ours and a
partnership may choose another.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.core import calendar

SCREEN_WORKING_DAYS = 10
"""Within how many working days of the offer a screen is done. Ours: before the plan is written (15 working days)."""

SEEN_WORKING_DAYS = 2
"""Within how many working days a team looks at what arrived in its queue. Ours."""

OFFER_WORKING_DAYS = 10
"""Within how many working days of arriving a first appointment is offered. Ours."""

FIRST_SUPPORT_DAYS = 28
"""Within how many days (calendar) of the screen support begins. Ours: a month is long when one is 13."""

_SOURCE = "A setting of this partnership"


@dataclass(frozen=True, slots=True)
class WhyDate:
    """Why a date is that date, as the component "why this date?" tells it."""

    rule: str
    source: str
    started_on: dt.date
    counting: str
    exceptions: str = ""


def screen_due_on(offered_on: dt.date) -> dt.date:
    """The day by which a screen is done: working days after the day of the offer, which is not counted."""
    return calendar.add_working_days(offered_on, SCREEN_WORKING_DAYS)


def why_screen_due(offered_on: dt.date) -> WhyDate:
    """How the day was counted."""
    return WhyDate(
        rule=f"A child is screened within {SCREEN_WORKING_DAYS} working days of the offer.",
        source=_SOURCE,
        started_on=offered_on,
        counting="Working days in England after the day of the offer.",
        exceptions="The child said no, or the answers are known already. Record which.",
    )


def answer_due_on(received_on: dt.date) -> dt.date:
    """The day by which the team has looked and answered."""
    return calendar.add_working_days(received_on, SEEN_WORKING_DAYS)


def why_answer_due(received_on: dt.date) -> WhyDate:
    """How the day was counted."""
    return WhyDate(
        rule=f"A team answers within {SEEN_WORKING_DAYS} working days.",
        source=_SOURCE,
        started_on=received_on,
        counting="Working days in England after the day on which it arrived in the queue.",
    )


def offer_due_on(received_on: dt.date) -> dt.date:
    """The day by which a first appointment is offered."""
    return calendar.add_working_days(received_on, OFFER_WORKING_DAYS)


def why_offer_due(received_on: dt.date) -> WhyDate:
    """How the day was counted."""
    return WhyDate(
        rule=f"A first time is offered within {OFFER_WORKING_DAYS} working days.",
        source=_SOURCE,
        started_on=received_on,
        counting="Working days in England after the day on which it arrived in the queue.",
    )


def first_support_due_on(raised_on: dt.date) -> dt.date:
    """The day by which support begins: calendar days after the day on which the need was raised."""
    return raised_on + dt.timedelta(days=FIRST_SUPPORT_DAYS)


def why_first_support_due(raised_on: dt.date) -> WhyDate:
    """How the day was counted."""
    return WhyDate(
        rule=f"Support begins within {FIRST_SUPPORT_DAYS} days.",
        source=_SOURCE,
        started_on=raised_on,
        counting="Calendar days after the day on which the need was raised.",
        exceptions="None. What is late stays in view with its days.",
    )


def waiting_days(raised_on: dt.date, until: dt.date) -> int:
    """Whole calendar days from the day on which a need was raised to another day; never below 0."""
    return max((until - raised_on).days, 0)

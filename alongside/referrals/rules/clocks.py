"""By when: all ours, as a default of good practice that a partnership may change; none of them is law."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.core import calendar


@dataclass(frozen=True, slots=True)
class Clock:
    """How many working days something may take, and what to say when somebody asks why."""

    code: str
    working_days: int
    rule: str
    source: str = "A default of Alongside, not law. A partnership may set its own."

    def due_on(self, start: dt.date) -> dt.date:
        """The last day in time. Raises ``calendar.OutsideKnownDays``."""
        return calendar.add_working_days(start, self.working_days)

    def why(self, start: dt.date) -> dict[str, object]:
        """The parts of "why this date?"."""
        return {
            "rule": self.rule,
            "source": self.source,
            "started_on": start,
            "counting": f"{self.working_days} working days in England, not counting the day it starts.",
        }


ANSWER = Clock("answer", 2, "Whoever asks for help at the public door hears from a person within 2 working days.")
DECIDE = Clock("decide", 2, "The front door decides on a referral within 2 working days of receiving it.")
ASK = Clock("ask", 5, "The child and the parent or carer are asked within 5 working days of the decision.")
ALLOCATE = Clock("allocate", 2, "A worker is allocated within 2 working days of the family's yes.")
FIRST_CONTACT = Clock("first_contact", 5, "The worker makes first contact within 5 working days of allocation.")
CLOCKS = (ANSWER, DECIDE, ASK, ALLOCATE, FIRST_CONTACT)

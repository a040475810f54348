"""How long what was not taken up is kept: dated rules, each ours, since no law names a time for these."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retention:
    """What is kept for how many days after it was answered, on what ground, and from when the rule holds."""

    code: str
    what: str
    days: int
    why: str
    valid_from: dt.date
    source: str = "Ours. UK GDPR, article 5(1)(e): no longer than is necessary. It names no time"

    def ends_before(self, now: dt.datetime) -> dt.datetime:
        """What was answered at or before this moment is erased now."""
        return now - dt.timedelta(days=self.days)


KEPT_AT_THE_DOOR = Retention(
    "door",
    "What came to the public door and was not taken in",
    28,
    "Long enough to answer a question about it; nobody works on it",
    dt.date(2026, 11, 22),
)
KEPT_DECLINED = Retention(
    "declined",
    "A referral that was declined or signposted, and the record that was made for it alone",
    183,
    "Half a year: a second worry about the same child can be read beside the first, and a complaint be answered",
    dt.date(2026, 11, 22),
)
RETENTIONS = (KEPT_AT_THE_DOOR, KEPT_DECLINED)

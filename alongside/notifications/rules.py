"""What may stand in a mail: letters without names, and how often sending is tried."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail. What varies is the area, a day and an address of ours: there is no place for anybody's name."""

    code: str
    subject: str
    body: str


MAY_VARY = frozenset({"area", "day", "address"})
"""What a letter may be filled with. E-mails carry no names, of a child or of anybody else."""

LETTERS: dict[str, Letter] = {
    letter.code: letter
    for letter in (
        Letter(
            "referral_link",
            "A link to refer a child",
            "Hello,\n\n"
            "somebody at {area} asks you to make a referral. Open this link, until {day}:\n\n"
            "{address}\n\n"
            "It works for one child and once. It is yours alone: please do not pass it on.\n\n"
            "If you did not expect this, delete it. Nothing happens then.\n\n"
            "This mailbox is not read. Please do not write about a child by email.\n",
        ),
        Letter(
            "referral_answered",
            "There is an answer in Alongside",
            "Hello,\n\n"
            "{area} has answered what you sent. The answer stands on the page of the link that we sent you.\n\n"
            "This mailbox is not read. Please do not write about a child by email.\n",
        ),
        Letter(
            "something_changed",
            "Something changed in Alongside",
            "Hello,\n\n"
            "something changed in Alongside at {area}. Sign in to see it:\n\n"
            "{address}\n\n"
            "This mailbox is not read. Please do not write about a child by email.\n",
        ),
    )
}

TRIES = 8
"""How often sending is tried before somebody has to look. Ours: the last try is some four hours after the first."""


def next_try(tries: int, now: dt.datetime) -> dt.datetime:
    """When to try again after this many tries: 2, 4, 8 ... minutes."""
    return now + dt.timedelta(minutes=2 ** min(tries, TRIES))

"""Links for people without an account: for whom, for how long. All ours."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from alongside.referrals.rules.sources import SOURCES

LINK_SOURCES: dict[str, str] = {code: title for code, title in SOURCES.items() if code != "family"}
"""Kinds of organisation to which a link is sent. A family needs none: it has the public page."""

LINK_DAYS = 14
"""Days for which a link may be used. Ours."""

READ_DAYS = 28
"""Days after its last day for which a link that was used still shows what was answered."""


def new_key() -> str:
    """A fresh key for an address: 256 bits, so that trying finds none."""
    return secrets.token_urlsafe(32)


def digest_of(key: str) -> str:
    """What is kept of a key, and what row security compares with."""
    return hashlib.sha256(key.encode()).hexdigest()


def link_door(digest: str, key: str = "") -> str:
    """The row-security context of somebody who holds a link: their link, the one referral they make by it, and the
    names of localities and schools."""
    return f"link:{digest}:{key}"


def expires_at(sent_at: dt.datetime, days: int) -> dt.datetime:
    """The moment at which a link sent now ends: so many days of 24 hours later."""
    return sent_at + dt.timedelta(days=days)

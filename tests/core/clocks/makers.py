"""Rules for tests: one of each wording, owned by nobody and never registered."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.core.clocks import Rule, Source

SOURCE = Source("Act of Tests 2000", "section 1", "https://example.org/act")


def rule(wording: str, **more: Any) -> Rule:
    """A rule of this wording, in force since 1 September 2014 unless said otherwise."""
    given: dict[str, Any] = {
        "code": "a_rule",
        "title": "Something is done",
        "event": "the request",
        "happened": "Requested on",
        "source": SOURCE,
        "acts": "The local authority",
        "valid_from": dt.date(2014, 9, 1),
    }
    return Rule(wording=wording, **(given | more))

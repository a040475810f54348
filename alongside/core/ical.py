"""A calendar that other programs subscribe to: iCalendar text of whole days. No Django.

Source: RFC 5545 (iCalendar), sections 3.1 (lines of at most 75 octets), 3.3.11 (escaped text), 3.6.1 (events).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

_OCTETS = 75


@dataclass(frozen=True, slots=True)
class Event:
    """A whole day. ``uid`` stays as long as the thing does, so that a program moves its event and makes no second."""

    uid: str
    on: dt.date
    summary: str
    url: str = ""


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """A line in parts of at most 75 octets, each after the first begun by a space; no character is split."""
    parts: list[str] = []
    part = ""
    for character in line:
        limit = _OCTETS if not parts else _OCTETS - 1
        if len((part + character).encode()) > limit:
            parts.append(part)
            part = ""
        part += character
    return "\r\n ".join([*parts, part])


def written(name: str, events: Iterable[Event], *, at: dt.datetime) -> str:
    """The calendar as text; ``at`` is the moment in UTC at which it was asked for."""
    stamp = f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Alongside//Dates//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.on + dt.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(event.summary)}",
            *([f"URL:{event.url}"] if event.url else []),
            "TRANSP:TRANSPARENT",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])

"""Who reads what is typed about a child, and fields that several forms have."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.core.exceptions import ValidationError

from alongside.core import refs
from alongside.ui import forms

KEEPS_SAFE = "the allocated worker, their manager, the front door, and social care once they are told"


WORKS_WITH = "everyone who may see this child"


class Clock(forms.Text):
    """A time of day as people write it: 14:15, 2.15pm, 2pm, 1415. Cleans to a time, or None when left out."""

    def clean(self, value: Any) -> dt.time | None:
        """The time. The sentence says how to write it."""
        typed = super().clean(value).strip().lower().replace(" ", "")
        if not typed:
            return None
        match = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?", typed)
        if match is None or (not match[2] and not match[3]):
            raise ValidationError("Enter the time like 2:15pm or 14:15", code="time")
        hour, minute = int(match[1]), int(match[2] or 0)
        if match[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if match[3] == "pm" else 0)
        if hour > 23 or minute > 59:
            raise ValidationError("Enter the time like 2:15pm or 14:15", code="time")
        return dt.time(hour, minute)


class Reference(forms.Text):
    """The reference of a child, in whatever case and with spaces; cleans to its written form."""

    def __init__(self, label: str = "Reference of the child", **options: Any) -> None:
        super().__init__(
            label,
            **{
                "missing": "Enter the child's reference",
                "hint": "It begins with C. For example, C-7F3K2Q",
                "width": 10,
                "spellcheck": False,
                **options,
            },
        )

    def clean(self, value: Any) -> str:
        """The reference. Whether there is such a child is not said here."""
        typed = re.sub(r"\s", "", str(super().clean(value))).upper()
        if typed and not (refs.is_ref(typed) and typed.startswith(f"{refs.Kind.CHILD.value}-")):
            raise ValidationError("Enter a reference like C-7F3K2Q: the letter C and six more", code="reference")
        return typed

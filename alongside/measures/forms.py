"""Which days, and by what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from alongside.measures.rules import Quarter
from alongside.ui import forms

SPLIT_TITLES = {
    "locality": "Locality",
    "agency": "Agency",
    "stream": "Stream",
    "specialism": "Specialism",
    "source": "Source",
    "area": "Area of need",
    "outcome": "Reason",
    "panel": "Panel",
    "finding": "What was found",
    "worker": "Worker",
}


class Period(forms.Form):
    """A period and a split, sent by GET: no name of a child stands in it."""

    first = forms.DateParts("From", what="first day", missing="Enter the first day")
    last = forms.DateParts("To", what="last day", missing="Enter the last day")
    by = forms.Choice("Split by", select=True, say_optional=False, empty_text="No split")

    def __init__(self, *args: Any, splits: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [(split, SPLIT_TITLES[split]) for split in splits]
        self.give_options("by", options)

    def clean(self) -> dict[str, Any]:
        """The first day is not after the last."""
        typed = super().clean() or {}
        first, last = typed.get("first"), typed.get("last")
        if isinstance(first, dt.date) and isinstance(last, dt.date) and first > last:
            self.add_error("first", "The first day must be on or before the last day")
        return typed


class QuarterChoice(forms.Form):
    """A closed quarter, and a split where ``splits`` are given; sent by GET."""

    quarter = forms.Choice("Quarter", select=True, missing="Choose a quarter")
    by = forms.Choice("Split by", select=True, say_optional=False, empty_text="No split")

    def __init__(
        self, *args: Any, quarters: Sequence[Quarter], splits: Sequence[str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("quarter", [(quarter.code, quarter.title) for quarter in reversed(quarters)])
        if splits is None:
            del self.fields["by"]
        else:
            options = [(split, SPLIT_TITLES[split]) for split in splits]
            self.give_options("by", options)

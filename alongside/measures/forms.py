"""Which days, and by what."""

from __future__ import annotations

import datetime as dt
from typing import Any

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
    "worker": "Worker",
}


class Period(forms.Form):
    """A period and a split, sent by GET: no name of a child stands in it."""

    first = forms.DateParts("From", what="first day", missing="Enter the first day")
    last = forms.DateParts("To", what="last day", missing="Enter the last day")
    by = forms.Choice("Split by", select=True, options=[("", "No split")])

    def __init__(self, *args: Any, splits: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [("", "No split"), *((split, SPLIT_TITLES[split]) for split in splits)]
        self.fields["by"].set_options(options)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The first day is not after the last."""
        typed = super().clean() or {}
        first, last = typed.get("first"), typed.get("last")
        if isinstance(first, dt.date) and isinstance(last, dt.date) and first > last:
            self.add_error("first", "The first day must be on or before the last day")
        return typed

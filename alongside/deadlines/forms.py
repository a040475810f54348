"""What people type about dates."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.core.clocks import Rule
from alongside.ui import forms

_EARLIEST, _LATEST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)


class TryRule(forms.Form):
    """A start, to see what a rule makes of it."""

    start = forms.DateParts("When did it happen?", what="the day", missing="Enter a day")

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].label = f"The day of {rule.event}"

    def clean_start(self) -> dt.date:
        """A day whose working days can be counted."""
        start: dt.date = self.cleaned_data["start"]
        if not _EARLIEST <= start <= _LATEST:
            self.add_error("start", f"Enter a day from {_EARLIEST.year} to {_LATEST.year}")
        return start

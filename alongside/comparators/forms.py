"""What somebody chooses to compare by."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.comparators import rules
from alongside.core import calendar
from alongside.ui import forms


class Compare(forms.Form):
    """The method of counting, the year, and the set of statistical neighbours."""

    method = forms.Choice(
        "Counted by",
        select=True,
        say_optional=False,
        options=[(method.code, method.title) for method in rules.METHODS],
        empty_text="Police national computer",
    )
    neighbours = forms.Choice("Neighbours as of", select=True, say_optional=False, empty_text="The latest set")

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sets = [one for one in rules.neighbour_sets() if one.area == area]
        self.give_options(
            "neighbours", [(one.from_on.isoformat(), calendar.spoken(one.from_on)) for one in reversed(sets)]
        )

    def method_of(self) -> rules.Method:
        """The method that was chosen, else the one that official statistics lead with."""
        return rules.BY_CODE.get(self.cleaned_data.get("method", ""), rules.METHODS[0])

    def set_on(self, today: dt.date) -> dt.date:
        """The day whose set of neighbours is used."""
        chosen = self.cleaned_data.get("neighbours")
        return dt.date.fromisoformat(chosen) if chosen else today

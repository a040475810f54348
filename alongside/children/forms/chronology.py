"""What people type of what happened."""

from __future__ import annotations

from typing import Any

from alongside.core.strands import TITLES, Strand
from alongside.ui import forms


class RecordEntry(forms.Form):
    """A line of the chronology."""

    happened_on = forms.DateParts("When did it happen?", what="day", allow="until_today", missing="Enter the day")
    kind = forms.Choice(
        "What kind of thing was it?",
        missing="Choose the nearest kind",
        options=[
            ("good_news", "Good news"),
            ("note", "Something to know"),
            ("call", "A call or message"),
            ("meeting", "A meeting"),
            ("incident", "Something went wrong"),
        ],
    )
    strand = forms.Choice(
        "Which part of the record does it belong to?",
        missing="Choose the part of the record",
        hint="Only people who may see that part can read it.",
    )
    text = forms.LongText(
        "What happened?", missing="Say what happened", hint="Facts first. Two lines are enough.", rows=4
    )

    def __init__(self, *args: Any, writable: tuple[Strand, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strand"].set_options([(strand.value, TITLES[strand]) for strand in writable])  # type: ignore[attr-defined]

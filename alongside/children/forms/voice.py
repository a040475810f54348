"""What people type of what the child said."""

from __future__ import annotations

from alongside.children.forms.fields import WORKS_WITH
from alongside.ui import forms


class RecordVoice(forms.Form):
    """What the child said."""

    said = forms.LongText(
        "What did the child say?",
        missing="Write what the child said",
        hint="In the child's own words, as nearly as you can.",
        who=WORKS_WITH,
        rows=4,
    )
    gathered = forms.Choice(
        "How did you hear it?",
        missing="Choose how you heard it",
        options=[
            (text, text)
            for text in (
                "Talking together",
                "Drawing or writing",
                "With pictures or symbols",
                "With an interpreter",
                "From somebody the child trusts",
                "By watching what the child does",
            )
        ],
    )
    said_on = forms.DateParts("When?", what="day", allow="until_today", missing="Enter the day")


class TellBack(forms.Form):
    """What changed because of what the child said, and when the child was told."""

    changed = forms.LongText(
        "What changed because of it?",
        missing="Say what changed, or why it could not",
        hint="If nothing could change, say why. The child is owed that too.",
        who=WORKS_WITH,
        rows=3,
    )
    told_back_on = forms.DateParts(
        "When did you tell the child?", what="day", allow="until_today", missing="Enter the day"
    )

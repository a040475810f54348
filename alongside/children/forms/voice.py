"""What people type of what the child said."""

from __future__ import annotations

from typing import Any

from alongside.children.forms.fields import WORKS_WITH
from alongside.core.strands import Strand
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
    strand = forms.Choice(
        "What was it about?",
        missing="Choose what it was about",
        hint="Only people who see this part of the record read it. A school does not read what is about the plan.",
    )
    said_on = forms.DateParts("When?", what="day", allow="until_today", missing="Enter the day")

    def __init__(self, *args: Any, readable: tuple[Strand, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [(strand.value, text) for strand, text in _ABOUT.items() if strand in readable]
        self.give_options("strand", options)


_ABOUT = {
    Strand.IDENTITY: "Who they are, family, home, what matters to them",
    Strand.EDUCATION: "School, college or learning",
    Strand.HEALTH: "Health, feelings or being understood",
    Strand.PLAN: "The plan, and what we do together",
    Strand.JUSTICE: "What happened, police or court",
}
"""What a child may speak of, by the strand whose readers then read it."""


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

"""What the child and the family answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.referrals import rules
from alongside.referrals.forms.seen import SEEN_BY_FRONT_DOOR
from alongside.ui import forms


class RecordAgreement(forms.Form):
    """Who told them, how, on what day, and each one's answer."""

    told_by = forms.Choice(
        "Who told the child and the family what this is about?", select=True, missing="Choose who told them"
    )
    told_on = forms.DateParts(
        "On which day?",
        what="day on which they were told",
        allow="until_today",
        missing="Enter the day on which they were told",
    )
    how = forms.Choice(
        "Where or how?", missing="Choose where or how they were told", options=list(rules.HOW_TOLD.items())
    )
    child_answer = forms.Choice(
        "What did the child answer?",
        missing="Choose what the child answered",
        options=list(rules.ANSWERS.items()),
    )
    child_words = forms.LongText(
        "What did the child say about it?",
        hint="In the child's own words.",
        max_length=2000,
        rows=3,
        who="everybody who works with the child",
    )
    carer_answer = forms.Choice(
        "What did the parent or carer answer?",
        missing="Choose what the parent or carer answered",
        options=list(rules.CARER_ANSWERS.items()),
        conditional={"not_needed": "carer_reason"},
    )
    carer_reason = forms.LongText(
        "Why was the parent or carer not asked?", max_length=1000, rows=3, say_optional=False, who=SEEN_BY_FRONT_DOOR
    )

    def __init__(self, *args: Any, tellers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("told_by", list(tellers))

    def clean(self) -> dict[str, Any]:
        """Not asking a parent or carer takes a reason."""
        typed = self.cleaned_data
        if typed.get("carer_answer") == "not_needed" and not (typed.get("carer_reason") or "").strip():
            self.add_error("carer_reason", "Write why the parent or carer was not asked")
        return typed

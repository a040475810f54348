"""What people say of two records that may be of one child."""

from __future__ import annotations

from typing import Any

from alongside.ui import forms


class ProposeMerge(forms.Form):
    """Whether two records are of one child, and in which of them work goes on."""

    answer = forms.Choice("Are these two records of one child?", missing="Say whether they are of one child")
    why = forms.LongText(
        "How do you know?",
        missing="Say in a few words how you know",
        hint="For example: the mother was rung and confirmed the earlier surname.",
        rows=3,
        max_length=500,
    )

    def __init__(self, *args: Any, refs: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one, two = refs
        self.give_options(
            "answer",
            [
                ("one", f"Yes, and work goes on in {one}", "A second person looks at both before they are joined"),
                ("two", f"Yes, and work goes on in {two}", "A second person looks at both before they are joined"),
                ("different", "No, they are two children", "They will not be suggested again"),
            ],
        )


class DecideMerge(forms.Form):
    """A second person's answer."""

    is_one_child = forms.YesNo("Are these two records of one child?", missing="Say whether they are of one child")
    why = forms.LongText("How do you know?", missing="Say in a few words how you know", rows=3, max_length=500)


class PartRecords(forms.Form):
    """Why two records that were joined are of two children."""

    why = forms.LongText(
        "Why are they parted?", missing="Say in a few words why they are parted", rows=3, max_length=500
    )

"""What people type about a priority."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.governance import rules
from alongside.governance.commands import Content
from alongside.governance.queries import Found
from alongside.justice.rules import FINDINGS
from alongside.measures.definitions import DEFINITIONS
from alongside.ui import forms

WHO_SEES = "managers, heads of service and board members. Write it so that nobody could recognise a child"


class PriorityContent(forms.Form):
    """What a priority says."""

    title = forms.Text("What is the priority?", missing="Say what the priority is", max_length=120)
    aim = forms.LongText(
        "What will be different for children?",
        missing="Say what will be different for children",
        who=WHO_SEES,
        rows=3,
        max_length=1000,
    )
    why = forms.LongText(
        "What led to it?",
        missing="Say what led to it",
        who=WHO_SEES,
        rows=3,
        max_length=2000,
    )
    level = forms.Choice("Who set it?", missing="Choose who set it", options=list(rules.LEVELS.items()))
    findings = forms.Choices(
        "Which findings of look-backs does it answer?",
        options=[(kind.code, kind.title) for kind in FINDINGS.values() if not kind.is_good],
    )
    measure = forms.Choice(
        "In which figure should it show?",
        select=True,
        empty_text="In none that is counted here",
        options=[(code, definition.title) for code, definition in DEFINITIONS.items()],
        hint="Its reviews then stand beside the figure of each closed quarter.",
    )
    should = forms.Choice(
        "Which way should the figure go?",
        inline=True,
        options=list(rules.WAYS.items()),
        hint="Leave this out where the measure itself says what is better.",
    )

    def __init__(self, *args: Any, found: Sequence[Found] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        times = {one.code: one.times for one in found}
        self.give_options(
            "findings",
            [
                (kind.code, kind.title, _times(times.get(kind.code, 0)))
                for kind in FINDINGS.values()
                if not kind.is_good
            ],
        )

    def clean(self) -> dict[str, Any]:
        """A figure has a way to go; a way belongs to a figure."""
        typed = super().clean() or self.cleaned_data
        code = typed.get("measure")
        if code and not typed.get("should") and not DEFINITIONS[code].better:
            self.add_error("should", "Say whether the figure should rise or fall")
        if typed.get("should") and not code:
            self.add_error("measure", "Choose the figure, or leave out which way it should go")
        return typed

    def content(self) -> Content:
        """What was typed, for the command."""
        typed = self.cleaned_data
        return Content(
            **{name: typed[name] for name in ("title", "aim", "why", "level", "findings", "measure", "should")}
        )


def _times(times: int) -> str:
    if not times:
        return ""
    return f"Found by {times} {'look back' if times == 1 else 'look-backs'} in the last twelve months"


class _Owned(forms.Form):
    """Whose it is."""

    owner = forms.Choice(
        "Whose is it?",
        missing="Choose whose it is",
        select=True,
        hint="It stands in their work until it is reviewed. They see measures.",
    )

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("owner", owners)


class SetPriority(PriorityContent, _Owned):
    """A new priority."""

    review_on = forms.DateParts(
        "When is it looked at again?",
        what="the day on which it is looked at again",
        allow="future",
        missing="Enter the day on which it is looked at again",
    )

    field_order = ("title", "aim", "why", "level", "findings", "measure", "should", "owner", "review_on")


class HandOverPriority(_Owned):
    """Who has it from now on."""


class ReviewPriority(forms.Form):
    """What was done, and whether it goes on."""

    done = forms.LongText(
        "What was done since?",
        missing="Say what was done since, even if it was nothing",
        who=WHO_SEES,
        rows=4,
        max_length=2000,
    )
    comes_next = forms.LongText("What comes next?", rows=3, max_length=2000)
    status = forms.Choice(
        "How does it stand?",
        missing="Say how it stands",
        options=[
            ("open", "It goes on"),
            ("reached", "It is reached"),
            ("ended", "It ends without being reached"),
        ],
        conditional={"open": "review_on"},
    )
    review_on = forms.DateParts(
        "When is it looked at again?",
        what="the day on which it is looked at again",
        allow="future",
        say_optional=False,
    )

    def clean(self) -> dict[str, Any]:
        """What goes on is looked at again."""
        typed = super().clean() or self.cleaned_data
        if typed.get("status") == "open":
            if not typed.get("review_on") and "review_on" not in self.errors:
                self.add_error("review_on", "Enter the day on which it is looked at again")
        else:
            typed["review_on"] = None
        return typed

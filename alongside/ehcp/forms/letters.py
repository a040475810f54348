"""What people type about the letters of a case, and the wordings that they are made from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from alongside.children import rules as child_rules
from alongside.children.models import Disclosure
from alongside.ehcp.forms.requests import LAWS_OF_REQUESTS
from alongside.ehcp.rules import letters as letter_rules
from alongside.ui import forms

LAWS = ("cfa2014_tell", *LAWS_OF_REQUESTS)
"""Gateways under which a letter of a case goes: the duty to tell first. Ours."""

WHO = "the SEND team, whoever reads this child’s education, and whoever gets the letter"


class WriteLetter(forms.Form):
    """The words of one letter."""

    addressed_to = forms.LongText(
        "To whom does it go?",
        hint="The name and the address, as they stand on the envelope. The record does not fill in an address.",
        who=WHO,
        rows=4,
        max_length=600,
        missing="Say to whom it goes",
    )
    subject = forms.Text("What is it about?", max_length=200, missing="Say what it is about")
    text = forms.LongText(
        "The letter",
        hint="An empty line begins a new paragraph. A line that begins with “- ” becomes a point of a list.",
        who=WHO,
        rows=18,
        max_length=8000,
        missing="Write the letter",
    )


class SendLetter(forms.Form):
    """That a letter went: when, how, under which law, and whether the family knows."""

    sent_on = forms.DateParts("When was it sent?", what="day", allow="until_today", missing="Enter the day")
    how = forms.Choice(
        "How?", missing="Say how", options=[(how.value, str(how.label)) for how in Disclosure.How], select=True
    )
    family = forms.Choice(
        "Do the child and family know that it was sent?",
        missing="Say whether they know",
        options=[
            (Disclosure.Told.TOLD.value, "Yes"),
            (Disclosure.Told.TO_TELL.value, "Not yet: somebody will tell them"),
            (Disclosure.Told.NOT_TOLD.value, "No, and there is a reason"),
        ],
        conditional={"not_told": "family_why"},
    )
    family_why = forms.LongText("Why not?", say_optional=False, rows=2, max_length=1000)
    gateway = forms.Choice("Which law lets you send it?", missing="Choose the law that lets you send it")
    is_read = forms.Tick(
        "I have read it over: it is right, and nothing of what is alleged stands in it",
        missing="Read it over first, then tick this",
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.give_options(
            "gateway",
            [
                (one.code, one.title, f"{one.law}. {one.allows}")
                for one in child_rules.gateways_on(today)
                if one.code in LAWS
            ],
        )

    def clean(self) -> dict[str, Any]:
        """Who is not told has a reason."""
        typed = super().clean() or self.cleaned_data
        if typed.get("family") == Disclosure.Told.NOT_TOLD and not typed.get("family_why"):
            self.add_error("family_why", "Say why they do not know")
        return typed


class WriteWording(forms.Form):
    """A partnership's own words for a letter."""

    subject = forms.Text("What it is about", max_length=200, missing="Say what it is about")
    text = forms.LongText(
        "The letter",
        hint="Fields in curly brackets are filled in. What stands in square brackets is written for each child.",
        rows=18,
        max_length=8000,
        missing="Write the letter",
    )

    def __init__(self, *args: Any, letter: letter_rules.Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._letter = letter

    def _known(self, name: str) -> str:
        text = str(self.cleaned_data[name])
        fault = letter_rules.why_not(text)
        if fault:
            raise ValidationError(fault)
        return text

    def clean_subject(self) -> str:
        """A field that no letter can fill in is refused, by name."""
        return self._known("subject")

    def clean_text(self) -> str:
        """The same of the letter itself; and a decision says that it can be appealed."""
        text = self._known("text")
        fault = letter_rules.why_no_appeal(self._letter, text)
        if fault:
            raise ValidationError(fault)
        return text

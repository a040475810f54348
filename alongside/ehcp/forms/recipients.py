"""What people type about to whom a final plan went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.children.models import Child, Disclosure
from alongside.ehcp.forms.case import WHO_OF_STRAND
from alongside.ui import forms


class SendPlanOn(forms.Form):
    """To whom the final plan was sent, when and how, and whether the child and family know."""

    whom = forms.Choices("To whom did you send it?", missing="Choose to whom you sent it")
    person = forms.Text(
        "Who was it?", hint="The name of the person, if it was one. For several, leave it out.", max_length=200
    )
    sent_on = forms.DateParts(
        "When was it sent?", what="day on which it was sent", allow="until_today", missing="Enter the day"
    )
    how = forms.Choice(
        "How?", missing="Say how", options=[(how.value, str(how.label)) for how in Disclosure.How], select=True
    )
    family = forms.Choice(
        "Do the child and family know that you sent it?",
        missing="Say whether the child and family know",
        options=[
            (Disclosure.Told.TOLD.value, "Yes"),
            (Disclosure.Told.TO_TELL.value, "Not yet: somebody will tell them"),
            (Disclosure.Told.NOT_TOLD.value, "No, and there is a reason"),
        ],
        conditional={"not_told": "family_why"},
    )
    family_why = forms.LongText("Why not?", say_optional=False, rows=2, max_length=1000)

    def __init__(self, *args: Any, child: Child, waiting: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("whom", list(waiting))
        self.fields["family"].label = f"Do {child.first_called} and the family know that you sent it?"

    def clean(self) -> dict[str, Any]:
        """Who is not told has a reason; a name belongs to one."""
        typed = super().clean() or self.cleaned_data
        if typed.get("family") == Disclosure.Told.NOT_TOLD and not typed.get("family_why"):
            self.add_error("family_why", "Say why they do not know")
        if typed.get("family") != Disclosure.Told.NOT_TOLD:
            typed["family_why"] = ""
        if typed.get("person") and len(typed.get("whom") or []) > 1:
            self.add_error("person", "A name belongs to one of them. Leave it out, or write them down one by one.")
        return typed

    def people(self) -> dict[str, str]:
        """Reference of each recipient to the person reached."""
        return dict.fromkeys(self.cleaned_data["whom"], self.cleaned_data["person"])


class PlanReceipt(forms.Form):
    """When the other side had it."""

    received_on = forms.DateParts(
        "When did they say that they have it?", what="day", allow="until_today", missing="Enter the day"
    )


class NotNeeded(forms.Form):
    """Why the plan need not go to somebody."""

    reason = forms.LongText(
        "Why is it not needed?", missing="Say why it is not needed", who=WHO_OF_STRAND["plan"], rows=3, max_length=1000
    )

"""What is typed about a link, and by whoever holds one."""

from __future__ import annotations

from typing import Any

from alongside.partnerships import queries as partnerships
from alongside.referrals import rules
from alongside.referrals.forms.referring import DescribeConcern, ReferChild
from alongside.ui import forms


class SendLink(forms.Form):
    """To whom a link goes."""

    name = forms.Text("Their name", missing="Enter the name of the person", width=20)
    organisation = forms.Text("Their organisation", missing="Enter the name of their organisation")
    source = forms.Choice(
        "What kind of organisation is it?",
        missing="Choose what kind of organisation it is",
        options=list(rules.LINK_SOURCES.items()),
    )
    email = forms.Email("Their work email address", missing="Enter their work email address")


class ReferByLink(ReferChild, DescribeConcern):  # type: ignore[misc]  # the name is typed here, not carried
    """The questions that a school with an account is asked, on one page."""

    sender_phone = forms.Phone("Your telephone number", hint="So that we can ring you back.")
    form_key = forms.Hidden(max_length=300)

    who = ("given_name", "family_name", "preferred_name", "born_on", "locality", "school")
    what = ("strengths", "own_words", "concern", "grounds")
    carers = ("carer_name", "carer_relation", "carer_phone", "carers_know")

    def clean(self) -> dict[str, Any]:
        """Nothing travels from an earlier step: the page is one."""
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """Arguments of the command ``receive_arrival``."""
        typed = self.cleaned_data
        return {
            **{name: typed[name] for name in ("given_name", "family_name", "preferred_name", "born_on")},
            **{name: typed[name] for name in ("strengths", "own_words", "carer_name", "carer_relation", "carer_phone")},
            "worry": typed["concern"],
            "grounds": [code for code in typed["grounds"] if code != "none"],
            "knows": typed["carers_know"],
            "phone": typed["sender_phone"],
            "locality": next(
                (row for row in partnerships.localities(self.actor) if row.ref == typed["locality"]), None
            ),
            "school": next((row for row in self._schools() if row.ref == typed["school"]), None),
        }

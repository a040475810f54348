"""What a referrer types: who the child is, and what they are worried about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from alongside.accounts.permissions import Permission
from alongside.core import names
from alongside.core.actor import Actor
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Agency
from alongside.referrals import rules
from alongside.referrals.forms.seen import SEEN_BY_FRONT_DOOR
from alongside.referrals.models import Referral
from alongside.ui import forms


class ReferChild(forms.Form):
    """Step 1: who the child is."""

    given_name = forms.Text("First name", missing="Enter the child's first name", width=20)
    family_name = forms.Text("Last name", missing="Enter the child's last name", width=20)
    preferred_name = forms.Text("What the child likes to be called", hint="If it is another name.", width=20)
    born_on = forms.DateParts(
        "Date of birth",
        what="date of birth",
        birth=True,
        allow="until_today",
        missing="Enter the child's date of birth",
    )

    def answers(self) -> dict[str, list[str]]:
        """What step 2 begins with, as its draft keeps it."""
        typed = self.cleaned_data
        names_typed = ("given_name", "family_name", "preferred_name")
        return {**{name: [typed[name]] for name in names_typed}, "born_on": [typed["born_on"].isoformat()]}


def asked(answers: Mapping[str, Any]) -> names.Named | None:
    """The child of step 1 as step 2 carries it; None where names or date are missing or no date at all."""

    def one(name: str) -> str:
        value = answers.get(name, "")
        return str(value[0] if isinstance(value, list) and value else value or "").strip()

    try:
        born_on = dt.date.fromisoformat(one("born_on"))
    except ValueError:
        return None
    if not one("given_name") or not one("family_name"):
        return None
    return names.Named(
        given=one("given_name"), family=one("family_name"), born_on=born_on, preferred=one("preferred_name")
    )


class DescribeConcern(forms.Form):
    """Step 2: the child's strengths first, then the concern in the referrer's words."""

    given_name = forms.Hidden(max_length=200)
    family_name = forms.Hidden(max_length=200)
    preferred_name = forms.Hidden(max_length=200)
    born_on = forms.Hidden()
    strengths = forms.LongText(
        "What is the child good at?",
        hint="What they like, what goes well, who they get on with.",
        max_length=2000,
        rows=3,
        who="everybody who works with the child",
    )
    own_words = forms.LongText(
        "What does the child say?",
        hint="In the child's own words, if you have asked.",
        max_length=2000,
        rows=3,
        who="everybody who works with the child",
    )
    concern = forms.LongText(
        "What are you worried about?",
        missing="Write what you are worried about",
        hint="In your own words. Say what you saw or heard yourself, and what others told you.",
        max_length=6000,
        count=True,
        rows=8,
        who=SEEN_BY_FRONT_DOOR,
    )
    grounds = forms.Choices(
        "Which of these are you worried about?",
        hint="Choose all that apply. It is kept as your concern, not as a fact about the child.",
        missing="Choose what you are worried about, or choose “None of these”",
        options=[*((ground.code, ground.title) for ground in rules.GROUNDS.values()), ("none", "None of these")],
        alone="none",
        who=SEEN_BY_FRONT_DOOR,
    )
    carer_name = forms.Text("Parent's or carer's name", width=20)
    carer_relation = forms.Text(
        "Who they are to the child", hint="For example mother, uncle or foster carer.", width=20
    )
    carer_phone = forms.Phone("Their telephone number")
    carers_know = forms.Choice(
        "Do they know about this referral?",
        missing="Say whether the parent or carer knows about this referral",
        options=Referral.CarersKnow.choices,
    )
    locality = forms.Choice("Where does the child live?", select=True, missing="Choose where the child lives")
    school = forms.Choice("School, college or training provider", select=True)
    source = forms.Choice("Who asks for help?", select=True)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        places = [(row.ref, row.name) for row in partnerships.localities(actor)]
        self.give_options("locality", places)
        if actor.agency_kind in (Agency.Kind.SCHOOL, Agency.Kind.POST_16):
            del self.fields["school"]
        else:
            self.give_options("school", [(row.ref, row.name) for row in self._schools()])
        if actor.may(Permission.TRIAGE_REFERRAL):
            self.give_options("source", list(rules.SOURCES.items()))
        else:
            del self.fields["source"]

    def _schools(self) -> list[Agency]:
        return partnerships.agencies(self.actor, kinds=(Agency.Kind.SCHOOL, Agency.Kind.POST_16))

    def clean(self) -> dict[str, Any]:
        """The child of step 1 travels with the form: judge it again, since it comes back from outside."""
        child = asked(self.data)
        today = self.today or dt.date.max
        if child is None or child.born_on is None or child.born_on > today:
            raise ValidationError("The child's name or date of birth was lost on the way. Begin the referral again.")
        self.cleaned_data["born_on"] = child.born_on
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``receive_referral``."""
        typed = dict(self.cleaned_data)
        typed["grounds"] = [code for code in typed["grounds"] if code != "none"]
        typed["locality"] = next(row for row in partnerships.localities(self.actor) if row.ref == typed["locality"])
        if "school" in self.fields:
            typed["school"] = next((row for row in self._schools() if row.ref == typed["school"]), None)
        else:
            typed["school"] = next(row for row in partnerships.agencies(self.actor) if row.pk == self.actor.agency_id)
        return typed

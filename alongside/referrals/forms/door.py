"""What the front door types about what came from outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.children.queries import Found
from alongside.core.actor import Actor
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Agency
from alongside.referrals import rules
from alongside.referrals.forms.seen import SEEN_BY_FRONT_DOOR, WHOLE
from alongside.referrals.forms.triage import MatchToChild
from alongside.ui import forms


class TakeIn(MatchToChild):
    """Whose it is, and where the child lives and learns, as far as that is known."""

    locality = forms.Choice("Where does the child live?", select=True, empty_text="Not known", classes=WHOLE)
    school = forms.Choice(
        "School, college or training provider", select=True, empty_text="Not known or none", classes=WHOLE
    )

    def __init__(self, *args: Any, actor: Actor, found: Sequence[Found], **kwargs: Any) -> None:
        super().__init__(*args, found=found, **kwargs)
        self.places = {row.ref: row for row in partnerships.localities(actor)}
        self.schools = {
            row.ref: row for row in partnerships.agencies(actor, kinds=(Agency.Kind.SCHOOL, Agency.Kind.POST_16))
        }
        self.give_options("locality", [(ref, row.name) for ref, row in self.places.items()])
        self.give_options("school", [(ref, row.name) for ref, row in self.schools.items()])

    def where(self) -> dict[str, Any]:
        """Arguments of the command ``take_in``: the rows chosen."""
        return {
            "locality": self.places.get(self.cleaned_data["locality"]),
            "school": self.schools.get(self.cleaned_data["school"]),
        }


class AnswerArrival(forms.Form):
    """Why it is not for us, and what they were told."""

    because = forms.Choice(
        "Why is it not for us?", missing="Choose why it is not for us", options=list(rules.NOT_FOR_US.items())
    )
    told_how = forms.Choice(
        "How did you tell them?", missing="Choose how you told them", options=list(rules.HOW_ANSWERED.items())
    )
    reply = forms.LongText(
        "What did you tell them?",
        hint="What you said or wrote, and whom they can turn to.",
        max_length=3000,
        rows=5,
        who=f"{SEEN_BY_FRONT_DOOR}, and whoever asked",
    )
    note = forms.LongText("Anything to add for colleagues?", max_length=2000, rows=3, who=SEEN_BY_FRONT_DOOR)

    def clean(self) -> dict[str, Any]:
        """What was told is written down, unless they could not be told."""
        typed = self.cleaned_data
        if typed.get("told_how") not in (None, "not_safe") and not (typed.get("reply") or "").strip():
            self.add_error("reply", "Write what you told them")
        return typed

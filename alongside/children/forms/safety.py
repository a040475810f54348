"""What people type about a child who may be at risk of harm now."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.accounts.roles import RoleCode
from alongside.children.forms.fields import KEEPS_SAFE, Clock
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Agency
from alongside.ui import forms
from alongside.ui.words import LONDON


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=LONDON).astimezone(dt.UTC)


class _Told(forms.Form):
    """When social care was told, in two answers: either may be left out."""

    def __init__(self, *args: Any, now: dt.datetime, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        people = partnerships.colleagues(
            actor, calendar.london_date(now), roles=(RoleCode.SOCIAL_CARE.value,), kinds=(Agency.Kind.SOCIAL_CARE,)
        )
        if people:
            options = [(person.ref, f"{person.name}, {person.agency}") for person in people]
            self.give_options("told", options)
        else:
            del self.fields["told"]

    def clean(self) -> dict[str, Any]:
        """Nobody was told in the future."""
        if not self.errors and self.told_at() > self.now + dt.timedelta(minutes=5):
            self.add_error("told_time", "The time must be now or earlier")
        if self.cleaned_data.get("told") and self.cleaned_data.get("told_whom"):
            self.add_error("told_whom", "Choose somebody or write a name, not both")
        return self.cleaned_data

    def told_at(self) -> dt.datetime:
        """The moment. Without a time it is now if the day is today or left out, else midday of that day."""
        today = calendar.london_date(self.now)
        day, time = self.cleaned_data.get("told_on") or today, self.cleaned_data.get("told_time")
        if time is None and day == today:
            return self.now
        return _moment(day, time or dt.time(12))


def _told_here(hint: str) -> forms.Choice:
    return forms.Choice(
        "Whom did you speak to in social care?", select=True, hint=hint, empty_text="Somebody else, or nobody yet"
    )


def _told_elsewhere() -> forms.Text:
    return forms.Text(
        "If they are not in the list, what is their name?", hint="Only you and those who answer for the child see it."
    )


class RaiseConcern(_Told):
    """A child may be at risk of harm now. Only the words are needed."""

    named = forms.Text("Which child?", hint="A name, or how the child can be found", who=KEEPS_SAFE)
    what = forms.LongText(
        "What are you worried about?",
        missing="Say in a few words what you are worried about",
        hint="What you saw or heard, when, and the child's own words if you have them.",
        who=KEEPS_SAFE,
        rows=6,
    )
    told = _told_here("Leave this empty if you have not reached anybody yet. You can fill it in later.")
    told_whom = _told_elsewhere()
    told_on = forms.DateParts("On what day?", what="day", allow="until_today", hint="Leave empty if it was just now")
    told_time = Clock("At what time?", hint="For example, 2:15pm", width=5)

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["named"]


class TellSocialCare(_Told):
    """Who was told in social care, when."""

    told = _told_here("They see it in their work at once, and can read about the child.")
    told_whom = _told_elsewhere()
    told_on = forms.DateParts("On what day?", what="day", allow="until_today", missing="Enter the day")
    told_time = Clock(
        "At what time?", hint="For example, 2:15pm", width=5, missing="Enter the time, as well as you know it"
    )

    def clean(self) -> dict[str, Any]:
        """Somebody was told: chosen or named."""
        typed = super().clean()
        if not typed.get("told") and not typed.get("told_whom") and not self.has_error("told_whom"):
            field = "told" if "told" in self.fields else "told_whom"
            self.add_error(field, "Choose or name the person you told")
        return typed


class CloseConcern(forms.Form):
    """How a concern ended."""

    outcome = forms.LongText(
        "What did social care decide, and what happens now?",
        missing="Say what was decided",
        who=KEEPS_SAFE,
        rows=4,
    )

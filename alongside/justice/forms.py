"""What people type about a detention. Times may be left out where only the day is known."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from alongside.children.models import Child, Disclosure
from alongside.core import calendar
from alongside.justice import rules
from alongside.justice.commands import Place
from alongside.ui import forms

WHO_SEES = "people who read this child’s plan; a school does not"

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>am|pm)?", re.IGNORECASE)


def _time(text: str) -> dt.time | None:
    """ "16:30", "4.30pm", "9am"; None where it is no time of the day."""
    found = _TIME.fullmatch(text.strip())
    if found is None or not (found["minute"] or found["half"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower() == "pm" else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


class _Moments(forms.Form):
    """Days with a time beside each: ``<name>_on`` and ``<name>_time``."""

    def moment(self, name: str, now: dt.datetime) -> dt.datetime:
        """The moment that was typed. Without a time: now for today, else noon of the day."""
        day: dt.date = self.cleaned_data[f"{name}_on"]
        typed = self.cleaned_data[f"{name}_time"]
        if typed:
            time = _time(typed)
            assert time is not None, "the form has cleaned it"
            return calendar.start_of_day(day).replace(hour=time.hour, minute=time.minute)
        return now if day == calendar.london_date(now) else calendar.start_of_day(day).replace(hour=12)

    def clean(self) -> dict[str, Any]:
        """Each time is a time."""
        typed = super().clean() or self.cleaned_data
        for name in [name for name in self.fields if name.endswith("_time")]:
            if typed.get(name) and _time(typed[name]) is None:
                self.add_error(name, "Enter a time such as 4:30pm or 16:30")
        return typed


def _when(label: str, what: str, missing: str) -> forms.DateParts:
    return forms.DateParts(label, what=what, allow="until_today", missing=missing)


def _time_of_day(label: str) -> forms.Text:
    return forms.Text(label, hint="If you know it, such as 4:30pm", width=10, max_length=10)


class _Where(_Moments):
    """A place where children are held."""

    place = forms.Choice("Where is the child held?", select=True, missing="Choose where the child is held")
    place_name = forms.Text("Name of another place", hint="Only where it is not in the list", max_length=120)
    place_host = forms.Text("Local authority in whose area the other place stands", max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [(place.code, place.title) for place in sorted(rules.ESTABLISHMENTS, key=lambda one: one.name)]
        self.give_options("place", [*options, (rules.ANOTHER, "Another place")])

    def clean(self) -> dict[str, Any]:
        """Another place has a name and a host."""
        typed = super().clean()
        if typed.get("place") == rules.ANOTHER:
            if not typed.get("place_name"):
                self.add_error("place_name", "Enter the name of the place")
            if not typed.get("place_host"):
                self.add_error("place_host", "Enter the local authority in whose area it stands")
        return typed

    def where(self) -> Place:
        """The place that was chosen or typed."""
        typed = self.cleaned_data
        if typed["place"] == rules.ANOTHER:
            return Place(rules.ANOTHER, typed["place_name"], typed["place_host"])
        return Place(typed["place"])


class EnterDetention(_Where):
    """How, since when, where; whose child it is; what is known of a plan and of the release."""

    kind = forms.Choice(
        "What did the court decide?",
        missing="Choose what the court decided",
        options=[(kind.code, kind.title) for kind in rules.KINDS.values()],
        who="people who read about justice for this child",
    )
    detained_on = _when("On which day?", "the day on which the child was held", "Enter the day")
    detained_time = _time_of_day("At what time?")
    learnt_on = _when(
        "When did the youth justice service learn of it?", "the day on which you learnt of it", "Enter the day"
    )
    learnt_time = _time_of_day("At what time did you learn of it?")
    home_authority = forms.Text(
        "Home local authority",
        missing="Enter the home local authority",
        hint="The one that looks after the child; for other children, the one in whose area they live.",
        max_length=120,
    )
    home_is_here = forms.YesNo(
        "Does its SEND team work in this partnership?", missing="Say whether its SEND team works in this partnership"
    )
    ehc_plan = forms.Choice(
        "Does the child have an EHC plan?",
        missing="Say what is known. “Not known yet” asks the SEND team.",
        options=list(rules.PLANS.items()),
        conditional={"plan": "plan_reviewed_on"},
    )
    plan_reviewed_on = forms.DateParts(
        "When was the plan last reviewed, if you know?",
        what="the day of the last review",
        allow="until_today",
        say_optional=False,
    )
    release_expected_on = forms.DateParts(
        "When is release expected, if you know?",
        what="the day on which release is expected",
        hint="What must be ready before it is counted back from this day. You can enter it later.",
    )

    field_order = (
        "kind", "detained_on", "detained_time", "learnt_on", "learnt_time", "place", "place_name", "place_host",
        "home_authority", "home_is_here", "ehc_plan", "plan_reviewed_on", "release_expected_on",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A day of review belongs to a plan."""
        typed = super().clean()
        if typed.get("ehc_plan") != "plan":
            typed["plan_reviewed_on"] = None
        return typed


class MoveDetained(_Where):
    """To where, on which day, and when we learnt of it."""

    moved_on = _when("On which day was the child moved?", "the day of the move", "Enter the day of the move")
    learnt_on = _when("When did you learn of it?", "the day on which you learnt of it", "Enter the day")


class ExpectRelease(forms.Form):
    """The day on which release is expected, or that it is not known."""

    expected_on = forms.DateParts(
        "When is release expected?",
        what="the day on which release is expected",
        hint="Leave it empty if it is not known any more.",
        say_optional=False,
    )

    def in_words(self, values: Mapping[str, str]) -> Mapping[str, str]:
        """What was typed, or saved meanwhile, as two people who changed it at once read it."""
        return values

    def labels(self) -> list[tuple[str, str]]:
        """Names of the fields beside it."""
        return [("expected_on", "Release is expected on")]


class EndDetention(forms.Form):
    """How and when it ended."""

    ending = forms.Choice("How did it end?", missing="Choose how it ended", options=list(rules.ENDINGS.items()))
    ended_on = _when("On which day?", "the last day", "Enter the day")
    authority = forms.Text(
        "Another local authority that is responsible from now on",
        hint="Leave this out where the same authority stays responsible. The dates of an EHC assessment go on with the"
        " same authority, and begin anew with another; a plan is handed over.",
        max_length=120,
    )


class Reason(forms.Form):
    """Why."""

    reason = forms.LongText("Why?", missing="Say why", who=WHO_SEES, max_length=1000)


class Receipt(forms.Form):
    """When the other side had it."""

    received_on = _when("When did they say that they have it?", "the day", "Enter the day")


class DoHandOver(forms.Form):
    """When it was done, and what came of it."""

    done_on = _when("When was it done?", "the day on which it was done", "Enter the day on which it was done")
    note = forms.LongText("What came of it?", who=WHO_SEES, rows=3, max_length=1000)


class AnswerAboutPlan(forms.Form):
    """Whether there is an EHC plan."""

    ehc_plan = forms.Choice(
        "Does the child have an EHC plan?",
        missing="Say whether the child has an EHC plan",
        options=[(code, words) for code, words in rules.PLANS.items() if code != "unknown"],
        conditional={"plan": "plan_reviewed_on"},
    )
    plan_reviewed_on = forms.DateParts(
        "When was it last reviewed?", what="the day of the last review", allow="until_today", say_optional=False
    )


class Tell(_Moments):
    """Whom you told, when and how, and whether the child and family know that they were told."""

    whom = forms.Choices("Whom did you tell?", missing="Choose whom you told")
    person = forms.Text(
        "Who was it?",
        hint="The name of the person, if it was one. For several, leave it out.",
        max_length=200,
    )
    told_on = _when("On which day?", "the day on which you told them", "Enter the day on which you told them")
    told_time = _time_of_day("At what time?")
    how = forms.Choice(
        "How?", missing="Say how", options=[(how.value, str(how.label)) for how in Disclosure.How], select=True
    )
    family = forms.Choice(
        "Do the child and family know that you told them?",
        missing="Say whether the child and family know",
        options=[
            (Disclosure.Told.TOLD.value, "Yes"),
            (Disclosure.Told.TO_TELL.value, "Not yet: somebody will tell them"),
            (Disclosure.Told.NOT_TOLD.value, "No, and there is a reason"),
        ],
        conditional={"not_told": "family_why"},
    )
    family_why = forms.LongText("Why not?", say_optional=False, rows=2, max_length=1000)

    def __init__(self, *args: Any, child: Child, waiting: Iterable[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("whom", list(waiting))
        self.fields["family"].label = f"Do {child.first_called} and the family know that you told them?"

    def clean(self) -> dict[str, Any]:
        """Who is not told has a reason; a name belongs to one."""
        typed = super().clean()
        if typed.get("family") == Disclosure.Told.NOT_TOLD and not typed.get("family_why"):
            self.add_error("family_why", "Say why they do not know")
        if typed.get("family") != Disclosure.Told.NOT_TOLD:
            typed["family_why"] = ""
        if typed.get("person") and len(typed.get("whom") or []) > 1:
            self.add_error("person", "A name belongs to one of them. Leave it out, or write them down one by one.")
        return typed

    def people(self) -> dict[str, str]:
        """Code of each hand-over to the person reached."""
        return dict.fromkeys(self.cleaned_data["whom"], self.cleaned_data["person"])


class RecordOutcome(forms.Form):
    """What was decided, and when."""

    code = forms.Choice(
        "What was decided?",
        missing="Choose what was decided",
        options=[(kind.code, kind.title, kind.group.words) for kind in rules.OUTCOME_KINDS.values()],
        who="people who read about justice for this child",
    )
    given_on = _when("On which day?", "the day on which it was decided", "Enter the day")


class LookBack(forms.Form):
    """What was found, and what we learnt."""

    findings = forms.Choices(
        "What did you find?",
        missing="Choose what you found",
        hint="Of a whole year these are counted together, and shown to the board without any child.",
        options=[(kind.code, kind.title) for kind in rules.FINDINGS.values()],
    )
    learnt = forms.LongText(
        "What did we learn?",
        missing="Say in a few words what we learnt",
        who="managers who read about justice for this child",
        rows=4,
        max_length=2000,
    )


class SetStandards(forms.Form):
    """One number for each standard of the hand-overs of custody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, standard in rules.STANDARDS.items():
            same_day = " 0 is the same day." if standard.lowest == 0 else ""
            self.fields[code] = forms.Text(
                standard.title,
                missing=f"{standard.title}: enter a number",
                hint=f"In {standard.unit}, {standard.lowest} to {standard.highest}.{same_day} Our default:"
                f" {standard.words}.",
                width=4,
                max_length=4,
                inputmode="numeric",
            )

    def clean(self) -> dict[str, Any]:
        """Whole numbers within what makes sense."""
        for code, standard in rules.STANDARDS.items():
            typed = str(self.cleaned_data.get(code, ""))
            if code in self.errors:
                continue
            if not typed.isdecimal() or not standard.lowest <= int(typed) <= standard.highest:
                self.add_error(code, f"{standard.title}: enter a number from {standard.lowest} to {standard.highest}")
        return self.cleaned_data

    def values(self) -> dict[str, int]:
        """Arguments of the command ``set_standards``."""
        return {code: int(self.cleaned_data[code]) for code in rules.STANDARDS}

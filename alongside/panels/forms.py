"""What people type for panels. Long answers are few; what can be chosen is chosen."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from alongside.panels import rules
from alongside.panels.models import AgendaItem, SeriesMember
from alongside.ui import forms

PANEL = "the members of this meeting, guests for this child, and who works with the child and reads the plan"
PLAN = "who works with the child and reads the plan, and the members of this meeting"
EVERYONE = "everyone who may know of the child"

WEEKDAYS = tuple(
    (str(number), name) for number, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"))
)

Options = Sequence[tuple[str, str] | tuple[str, str, str]]


class TimeText(forms.Text):
    """A time of day, typed as people write it: 10:00, 10.30, 2pm. Cleans to ``datetime.time``."""

    def clean(self, value: Any) -> Any:
        """The time, or a sentence that shows how to type it."""
        text = super().clean(value)
        found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", text.strip().lower())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if found and found[3]:
            hour = hour % 12 + (12 if found[3] == "pm" else 0) if 1 <= hour <= 12 else 99
        if hour > 23 or minute > 59:
            raise ValidationError("Enter a time, like 10:00 or 2:30pm")
        return dt.time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        """A time as it is typed."""
        return f"{value:%H:%M}" if isinstance(value, dt.time) else value


class SeriesForm(forms.Form):
    """A panel: when and where it meets, and who runs it."""

    name = forms.Text("Name of the panel", missing="Enter the name of the panel")
    weekday = forms.Choice("Day", options=WEEKDAYS, inline=True, missing="Choose the day on which it meets")
    begins = TimeText("Start time", missing="Enter the start time", hint="For example, 10:00", width=5)
    place = forms.Text("Place", hint="A room, or how to join from afar", say_optional=False)
    chair = forms.Choice("Who chairs it?", select=True, missing="Choose who chairs it")
    prepared_by = forms.Choice("Who prepares it?", select=True, missing="Choose who prepares it")
    quorum = forms.Text(
        "How many core agencies must be there, besides the chair?",
        missing="Enter how many core agencies must be there",
        hint="A local setting. Agencies that must always be there are marked one by one.",
        width=2,
        inputmode="numeric",
    )

    def __init__(self, *args: Any, chairs: Options, preparers: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("chair", chairs)
        self.give_options("prepared_by", preparers)

    def clean_weekday(self) -> int:
        """The day's number."""
        return int(self.cleaned_data["weekday"])

    def clean_quorum(self) -> int:
        """A small whole number."""
        typed = self.cleaned_data["quorum"]
        if not typed.isdecimal() or int(typed) > 20:
            raise ValidationError("The number of core agencies must be a whole number, like 2")
        return int(typed)


class StartSeriesForm(SeriesForm):
    """A new panel, with its type first."""

    kind = forms.Choice(
        "What kind of panel is it?",
        options=[(kind.code, kind.title, kind.purpose) for kind in rules.TYPES.values()],
        missing="Choose the kind of panel",
    )
    field_order = ["kind"]


class ChangeSeriesForm(SeriesForm):
    """A panel that exists: it can also stop meeting."""

    is_active = forms.YesNo("Does it still meet?", missing="Say whether it still meets")


class SeatForm(forms.Form):
    """An agency's seat on a panel."""

    agency = forms.Choice("Agency", select=True, missing="Choose the agency")
    part = forms.Choice("When does it come?", options=SeriesMember.Part.choices, missing="Say when it comes")
    membership = forms.Choice(
        "Who usually comes?", select=True, hint="Needed for an agency that comes every time", say_optional=False
    )
    is_required = forms.Tick("The panel cannot decide without this agency")

    def __init__(self, *args: Any, agencies: Options, people: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("agency", agencies)
        self.give_options("membership", people)


class PlanMeetingForm(forms.Form):
    """A meeting's day; the rest comes from the panel."""

    meets_on = forms.DateParts("Day of the meeting", allow="from_today", missing="Enter the day of the meeting")


class RescheduleForm(PlanMeetingForm):
    """Another day, time or place."""

    begins = TimeText("Start time", missing="Enter the start time", width=5)
    place = forms.Text("Place", say_optional=False)


class PersonForm(forms.Form):
    """One person, chosen from a list: a chair, a guest, an owner."""

    person = forms.Choice("Who?", select=True, missing="Choose a person")

    def __init__(self, *args: Any, people: Options, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("person", people)
        if label:
            self.fields["person"].label = label


class ReasonForm(forms.Form):
    """A reason, kept apart in the trail."""

    reason = forms.Text("Why?", missing="Say why", who="who may see the trail")


class MoveItemForm(ReasonForm):
    """Another meeting, and why."""

    meeting = forms.Choice("To which meeting?", missing="Choose a meeting")
    field_order = ["meeting", "reason"]

    def __init__(self, *args: Any, meetings: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("meeting", meetings)


class AddItemForm(forms.Form):
    """A child for an agenda: which meeting, about what, and why."""

    meeting = forms.Choice("Which meeting?", missing="Choose a meeting")
    about = forms.Choice("What is it about?", say_optional=False)
    why_here = forms.LongText(
        "What should the panel help with?",
        missing="Say what the panel should help with",
        hint="What the child wants and what has helped so far, then the question for the panel.",
        who=PLAN,
        max_length=2000,
        count=True,
    )
    alleged = forms.LongText(
        "What is alleged",
        hint="Only if the panel needs it. It stands last, and only readers of the justice strand see it.",
        who="readers of the justice strand: the worker, the manager, police, social care and the chair",
        max_length=2000,
    )

    family_told = forms.Choice(
        "Do the child and family know who will read about the child?",
        missing="Say whether they know",
        hint="Tell them unless that would put somebody at risk. It stands in the child’s sharing ledger.",
        options=[(told.value, str(told.label)) for told in AgendaItem.FamilyTold],
        conditional={"not_told": "not_told_why"},
    )
    not_told_why = forms.LongText(
        "Why are they not told?",
        say_optional=False,
        who="those who answer for the child",
        rows=2,
        max_length=1000,
    )

    def __init__(self, *args: Any, meetings: Options, work: Options, writes_justice: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("meeting", meetings)
        self.give_options("about", work)
        if not work:
            del self.fields["about"]
        if not writes_justice:
            del self.fields["alleged"]

    def clean(self) -> dict[str, Any]:
        """Not to tell a family takes a reason."""
        typed = super().clean() or self.cleaned_data
        if typed.get("family_told") == AgendaItem.FamilyTold.NOT_TOLD and not typed.get("not_told_why"):
            self.add_error("not_told_why", "Say why they are not told")
        return typed


class ContributionForm(forms.Form):
    """The three questions for every agency, what goes well first."""

    going_well = forms.LongText(
        rules.QUESTIONS["going_well"],
        missing="Say what is going well",
        hint="Even something small. The panel hears this first.",
        max_length=2000,
        rows=4,
    )
    worries = forms.LongText(rules.QUESTIONS["worries"], max_length=2000, rows=4)
    would_help = forms.LongText(rules.QUESTIONS["would_help"], max_length=2000, rows=4)

    def __init__(self, *args: Any, who: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.who = who  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """The decision: the child's view first, then what, which lesser options, and why."""

    child_said = forms.LongText(
        "What does {name} say about it?",
        hint="In {name}’s own words, or how {name} showed it.",
        who=EVERYONE,
        max_length=2000,
        rows=3,
        say_optional=False,
    )
    gathered = forms.Text("How was {name} asked?", hint="By whom, where, with what help", say_optional=False)
    view_changed = forms.LongText(
        "How did that change the decision?", who=EVERYONE, max_length=1000, rows=2, say_optional=False
    )
    no_view_because = forms.Text("If {name}’s view is missing: why?", say_optional=False)
    option = forms.Choice(
        "What does the panel decide?",
        hint="The least intrusive first.",
        missing="Choose what the panel decides",
        small=True,
    )
    reason = forms.LongText("Why?", missing="Say why the panel decided this", who=PANEL, max_length=2000, rows=4)
    considered = forms.Choices(
        "Which less intrusive options were considered?",
        small=True,
        say_optional=False,
        hint="Only those above your choice.",
    )
    why_not = forms.LongText("Why will they not do?", who=PANEL, max_length=2000, rows=2, say_optional=False)
    is_agreed = forms.YesNo("Did everybody agree?", missing="Say whether everybody agreed")
    dissent = forms.Text("If not: who saw it differently, and why?", who=PANEL, max_length=1000, say_optional=False)

    def __init__(self, *args: Any, name: str, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for field in self.fields.values():
            field.label = str(field.label).format(name=name)
            field.help_text = str(field.help_text).format(name=name)
        options = rules.options(kind, self.today or dt.date.max)
        self.give_options("option", [(option.code, option.title, option.hint) for option in options])
        self.give_options("considered", [(option.code, option.title) for option in options[:-1]])

    def clean(self) -> dict[str, Any]:
        """What depends on another answer: each fault stands at its own question."""
        typed = super().clean() or self.cleaned_data
        if not typed.get("child_said") and not typed.get("no_view_because"):
            self.add_error("child_said", "Write what the child said, or say below why the child’s view is missing")
        if typed.get("child_said") and not typed.get("gathered"):
            self.add_error("gathered", "Say how the child was asked")
        if typed.get("is_agreed") is False and not typed.get("dissent"):
            self.add_error("dissent", "Say who saw it differently, and why")
        if typed.get("option"):
            considered, why_not = typed.get("considered") or [], typed.get("why_not") or ""
            fault = rules.fault_in_choice(self.kind, typed["option"], considered, why_not, self.today or dt.date.max)
            if fault:
                self.add_error("why_not" if considered and not why_not else "considered", fault)
        return typed


class ActionForm(forms.Form):
    """An action: what, who, by when."""

    what = forms.Text("What will be done?", missing="Say what will be done", who=PANEL)
    owner = forms.Choice("Who does it?", select=True, missing="Choose who does it")
    due_on = forms.DateParts("By when?", what="day", allow="from_today", missing="Enter the day by which it is done")

    def __init__(self, *args: Any, people: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("owner", people)


class DoActionForm(forms.Form):
    """That an action is done, and what came of it."""

    outcome = forms.LongText("What came of it?", max_length=1000, rows=3, who=PLAN)
    done_on = forms.DateParts("When was it done?", what="day", allow="until_today", missing="Enter the day")


class HandOverForm(PersonForm):
    """Somebody else for an action."""

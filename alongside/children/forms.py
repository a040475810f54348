"""What people type about a child, and about who may see a child."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import ROLES
from alongside.children.models import Child
from alongside.core import calendar, refs
from alongside.core.actor import Actor
from alongside.core.strands import TITLES, Strand
from alongside.partnerships import queries as partnerships
from alongside.ui import forms
from alongside.ui.words import LONDON, date_words

KEEPS_SAFE = "the allocated worker, their manager, the front door, and social care once they are told"
WORKS_WITH = "everyone who may see this child"


class Clock(forms.Text):
    """A time of day as people write it: 14:15, 2.15pm, 2pm, 1415. Cleans to a time, or None when left out."""

    def clean(self, value: Any) -> dt.time | None:
        """The time. The sentence says how to write it."""
        typed = super().clean(value).strip().lower().replace(" ", "")
        if not typed:
            return None
        match = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?", typed)
        if match is None or (not match[2] and not match[3]):
            raise ValidationError("Enter the time like 2:15pm or 14:15", code="time")
        hour, minute = int(match[1]), int(match[2] or 0)
        if match[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if match[3] == "pm" else 0)
        if hour > 23 or minute > 59:
            raise ValidationError("Enter the time like 2:15pm or 14:15", code="time")
        return dt.time(hour, minute)


class Reference(forms.Text):
    """The reference of a child, in whatever case and with spaces; cleans to its written form."""

    def __init__(self, label: str = "Reference of the child", **options: Any) -> None:
        super().__init__(
            label,
            **{
                "missing": "Enter the child's reference",
                "hint": "It begins with C. For example, C-7F3K2Q",
                "width": 10,
                "spellcheck": False,
                **options,
            },
        )

    def clean(self, value: Any) -> str:
        """The reference. Whether there is such a child is not said here."""
        typed = re.sub(r"\s", "", str(super().clean(value))).upper()
        if typed and not (refs.is_ref(typed) and typed.startswith(f"{refs.Kind.CHILD.value}-")):
            raise ValidationError("Enter a reference like C-7F3K2Q: the letter C and six more", code="reference")
        return typed


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=LONDON).astimezone(dt.UTC)


class _Told(forms.Form):
    """When social care was told, in two answers: either may be left out."""

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        """Nobody was told in the future."""
        if not self.errors and self.told_at() > self.now + dt.timedelta(minutes=5):
            self.add_error("told_time", "The time must be now or earlier")
        return self.cleaned_data

    def told_at(self) -> dt.datetime:
        """The moment. Without a time it is now if the day is today or left out, else midday of that day."""
        today = calendar.london_date(self.now)
        day, time = self.cleaned_data.get("told_on") or today, self.cleaned_data.get("told_time")
        if time is None and day == today:
            return self.now
        return _moment(day, time or dt.time(12))


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
    told_whom = forms.Text(
        "Whom did you speak to in social care?",
        hint="Leave this empty if you have not reached anybody yet. You can fill it in later.",
    )
    told_on = forms.DateParts("On what day?", what="day", allow="until_today", hint="Leave empty if it was just now")
    told_time = Clock("At what time?", hint="For example, 2:15pm", width=5)

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["named"]


class TellSocialCare(_Told):
    """Who was told in social care, when."""

    told_whom = forms.Text("Whom did you speak to in social care?", missing="Enter the name of the person you told")
    told_on = forms.DateParts("On what day?", what="day", allow="until_today", missing="Enter the day")
    told_time = Clock(
        "At what time?", hint="For example, 2:15pm", width=5, missing="Enter the time, as well as you know it"
    )


class CloseConcern(forms.Form):
    """How a concern ended."""

    outcome = forms.LongText(
        "What did social care decide, and what happens now?",
        missing="Say what was decided",
        who=KEEPS_SAFE,
        rows=4,
    )


class EditChild(forms.Form):
    """Who the child is: what stands first on every page about the child."""

    preferred_name = forms.Text("What the child wants to be called", width=20)
    pronouns = forms.Text("Pronouns", hint="For example, she/her", width=10)
    strengths = forms.LongText(
        "What the child is good at",
        hint="One thing a line. This stands first on the child's page.",
        who=WORKS_WITH,
        rows=3,
    )
    own_words = forms.LongText("In the child's own words", hint="As the child said it.", who=WORKS_WITH, rows=3)
    given_name = forms.Text("First name", missing="Enter the first name", width=20)
    family_name = forms.Text("Last name", missing="Enter the last name", width=20)
    former_names = forms.LongText("Other and former names", hint="One a line. The search finds them.", rows=2)
    born_on = forms.DateParts(
        "Date of birth", what="date of birth", birth=True, allow="past", missing="Enter the date of birth"
    )
    language = forms.Text("Language at home", width=20)
    needs_interpreter = forms.YesNo(
        "Does the child need an interpreter?", missing="Say whether an interpreter is needed"
    )
    ethnicity = forms.Text("Ethnicity", hint="As the child or the family describes it", width=20)

    @staticmethod
    def of(child: Child) -> dict[str, Any]:
        """The answers as they stand in the record."""
        return {name: getattr(child, name) for name in EditChild.base_fields}

    @classmethod
    def in_words(cls, version: Mapping[str, str]) -> dict[str, str]:
        """A version of the record, as the command compares it, in the words of the form."""
        words = dict(version)
        if words.get("born_on"):
            words["born_on"] = date_words(dt.date.fromisoformat(words["born_on"]))
        if "needs_interpreter" in words:
            words["needs_interpreter"] = "Yes" if words["needs_interpreter"] == "True" else "No"
        return words

    @classmethod
    def labels(cls) -> list[tuple[str, str]]:
        """Field and label, in the order of the form: for two versions side by side."""
        return [(name, str(field.label)) for name, field in cls.base_fields.items()]


class RecordVoice(forms.Form):
    """What the child said."""

    said = forms.LongText(
        "What did the child say?",
        missing="Write what the child said",
        hint="In the child's own words, as nearly as you can.",
        who=WORKS_WITH,
        rows=4,
    )
    gathered = forms.Choice(
        "How did you hear it?",
        missing="Choose how you heard it",
        options=[
            (text, text)
            for text in (
                "Talking together",
                "Drawing or writing",
                "With pictures or symbols",
                "With an interpreter",
                "From somebody the child trusts",
                "By watching what the child does",
            )
        ],
    )
    said_on = forms.DateParts("When?", what="day", allow="until_today", missing="Enter the day")


class TellBack(forms.Form):
    """What changed because of what the child said, and when the child was told."""

    changed = forms.LongText(
        "What changed because of it?",
        missing="Say what changed, or why it could not",
        hint="If nothing could change, say why. The child is owed that too.",
        who=WORKS_WITH,
        rows=3,
    )
    told_back_on = forms.DateParts(
        "When did you tell the child?", what="day", allow="until_today", missing="Enter the day"
    )


class RecordEntry(forms.Form):
    """A line of the chronology."""

    happened_on = forms.DateParts("When did it happen?", what="day", allow="until_today", missing="Enter the day")
    kind = forms.Choice(
        "What kind of thing was it?",
        missing="Choose the nearest kind",
        options=[
            ("good_news", "Good news"),
            ("note", "Something to know"),
            ("call", "A call or message"),
            ("meeting", "A meeting"),
            ("incident", "Something went wrong"),
        ],
    )
    strand = forms.Choice(
        "Which part of the record does it belong to?",
        missing="Choose the part of the record",
        hint="Only people who may see that part can read it.",
    )
    text = forms.LongText(
        "What happened?", missing="Say what happened", hint="Facts first. Two lines are enough.", rows=4
    )

    def __init__(self, *args: Any, writable: tuple[Strand, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strand"].set_options([(strand.value, TITLES[strand]) for strand in writable])  # type: ignore[attr-defined]


class AddCarer(forms.Form):
    """A parent, carer or other person who matters to the child."""

    name = forms.Text("Name", missing="Enter the name")
    relation = forms.Text("Who they are to the child", missing="Say who they are, for example mother", width=20)
    phone = forms.Phone("Phone number")
    has_parental_responsibility = forms.Choice(
        "Do they have parental responsibility?",
        missing="Choose an answer",
        options=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known yet")],
    )

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``record_carer``."""
        answer = {"yes": True, "no": False}.get(self.cleaned_data["has_parental_responsibility"])
        return {**self.cleaned_data, "has_parental_responsibility": answer}


class BreakGlass(forms.Form):
    """One record, now, and why."""

    reference = Reference()
    reason = forms.LongText(
        "Why must you see this record now?",
        missing="Write in a few words why you must see this record now",
        hint="What has happened, and what you need to know. At least ten characters.",
        who="whoever reviews this opening: a manager or the information governance lead",
        rows=3,
        max_length=1000,
    )


class ReviewOpening(forms.Form):
    """Whether an emergency opening was justified."""

    is_justified = forms.YesNo("Was it right to open this record?", missing="Say whether it was right")
    note = forms.LongText(
        "What did you find?",
        missing="Say what you found, and whom you spoke to",
        who="managers and the information governance lead",
        rows=3,
        max_length=1000,
    )


class FindWhoLooked(forms.Form):
    """The reference of a record, for whoever keeps information governance."""

    reference = Reference()


class SealChild(forms.Form):
    """Which record, and who may still know of it."""

    reference = Reference()
    reason = forms.LongText(
        "Why?",
        missing="Say why the record is sealed",
        hint="For example: adopted, a protected person, a worker's own family.",
        who="the information governance lead",
        rows=2,
        max_length=1000,
    )
    readers = forms.Choices(
        "Who may still see it?",
        missing="Choose at least one person who works with the child",
        hint="Nobody else will find any sign of the record. Each of them still needs a reason to see the child.",
        small=True,
    )

    def __init__(self, *args: Any, actor: Actor, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        sees = tuple(role.code.value for role in ROLES.values() if Permission.SEE_CHILDREN in role.permissions)
        people = partnerships.colleagues(actor, today, roles=sees)
        self.people = {person.ref: person for person in people}
        self.fields["readers"].set_options(  # type: ignore[attr-defined]
            [(person.ref, f"{person.name}, {person.agency}") for person in people]
        )

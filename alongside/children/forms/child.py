"""What people type about who the child is: one topic a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from alongside.children import rules
from alongside.children.forms.fields import WORKS_WITH
from alongside.children.models import Child
from alongside.ui import forms
from alongside.ui.words import date_words

GROUP_OPTIONS = [(group.code, f"{group.title} ({group.group})") for group in rules.ETHNIC_GROUPS.values()]


class Number(forms.Text):
    """A number that checks itself; cleans to its tidy form. ``is_right`` says whether it can be one."""

    def __init__(self, label: str, *, is_right: Any, wrong: str, **options: Any) -> None:
        super().__init__(label, **{"width": 20, "spellcheck": False, "max_length": 20, **options})
        self.is_right = is_right
        self.wrong = wrong

    def clean(self, value: Any) -> str:
        """The number, or the sentence for one that cannot be."""
        typed = rules.tidy_number(str(super().clean(value)))
        if typed and not self.is_right(typed):
            raise ValidationError(self.wrong, code="number")
        return typed


class EditChild(forms.Form):
    """What the forms about who the child is share: the answers of the record, and both ways back."""

    title: ClassVar[str] = ""
    answers: ClassVar[dict[str, Mapping[str, str]]] = {}
    """Fields that hold a code, with its words."""

    def __init__(self, *args: Any, without: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in without & set(self.fields):
            del self.fields[name]

    @classmethod
    def of(cls, child: Child) -> dict[str, Any]:
        """The answers as they stand in the record."""
        return {name: getattr(child, name) for name in cls.base_fields}

    @classmethod
    def in_words(cls, version: Mapping[str, str]) -> dict[str, str]:
        """A version of the record, as the command compares it, in the words of the form."""
        words = {name: cls.answers.get(name, {}).get(value, value) for name, value in version.items()}
        if words.get("born_on"):
            words["born_on"] = date_words(dt.date.fromisoformat(words["born_on"]))
        if "needs_interpreter" in words:
            words["needs_interpreter"] = {"yes": "Yes", "no": "No"}.get(
                words["needs_interpreter"], words["needs_interpreter"]
            )
        return words

    @classmethod
    def labels(cls) -> list[tuple[str, str]]:
        """Field and label, in the order of the form: for two versions side by side."""
        return [(name, str(field.label)) for name, field in cls.base_fields.items()]


class EditNames(EditChild):
    """What the child is called."""

    title = "Names"

    preferred_name = forms.Text("What the child wants to be called", width=20)
    pronouns = forms.Text("Pronouns", hint="For example, she/her", width=10)
    given_name = forms.Text("First name", missing="Enter the first name", width=20)
    family_name = forms.Text("Last name", missing="Enter the last name", width=20)
    former_names = forms.LongText("Other and former names", hint="One a line. The search finds them.", rows=2)


class EditMe(EditChild):
    """What stands first on the child's page."""

    title = "What I am good at, and my own words"

    strengths = forms.LongText(
        "What the child is good at",
        hint="One thing a line. This stands first on the child's page.",
        who=WORKS_WITH,
        rows=3,
    )
    own_words = forms.LongText("In the child's own words", hint="As the child said it.", who=WORKS_WITH, rows=3)


class EditBirth(EditChild):
    """Date of birth, and the numbers by which others know the child."""

    title = "Date of birth and numbers"

    born_on = forms.DateParts(
        "Date of birth", what="date of birth", birth=True, allow="past", missing="Enter the date of birth"
    )
    upn = Number(
        "Unique pupil number (UPN)",
        is_right=rules.is_upn,
        wrong="Check the unique pupil number: its first letter does not fit the rest",
        hint="A letter, then 12 figures, from the school. For example, B801200005001",
        who="people who may see the education part of the record",
    )
    nhs_number = Number(
        "NHS number",
        is_right=rules.is_nhs_number,
        wrong="Check the NHS number: its last figure does not fit the rest",
        hint="Ten figures. For example, 943 476 5919",
        who="people who may see the health part of the record",
        inputmode="numeric",
    )


class EditLanguage(EditChild):
    """How the child speaks and is spoken with."""

    title = "Language and communication"

    language = forms.Text("Language at home", width=20)
    needs_interpreter = forms.YesNo(
        "Does the child need an interpreter?", missing="Say whether an interpreter is needed"
    )
    communication = forms.Text(
        "How the child communicates best, in one line",
        hint="For example: needs time to answer; uses pictures; wears hearing aids. It stands on every page about the"
        " child. Longer advice goes into strategies.",
        who=WORKS_WITH,
        max_length=160,
    )


class EditBackground(EditChild):
    """Ethnicity and religion, asked of the child."""

    title = "Ethnicity and religion"
    answers = {"ethnic_group": dict(GROUP_OPTIONS), "religion": rules.RELIGIONS}

    ethnic_group = forms.Choice(
        "Which group does the child say they belong to?",
        select=True,
        empty_text="Not asked yet",
        options=GROUP_OPTIONS,
        hint="Ask, never guess. “Prefers not to say” is an answer.",
    )
    ethnicity = forms.Text("How the child or the family describes it", width=20)
    religion = forms.Choice("Religion", select=True, empty_text="Not asked yet", options=list(rules.RELIGIONS.items()))


class EditAuthorities(EditChild):
    """Which council answers for the child, and where the child is."""

    title = "Home and host authority"

    home_authority = forms.Text(
        "Home authority", hint="The council that answers for the child's education and care.", width=20
    )
    host_authority = forms.Text(
        "Host authority", hint="The council in whose area the child is now, if it is another one.", width=20
    )


CHILD_TOPICS: dict[str, type[EditChild]] = {
    "names": EditNames,
    "me": EditMe,
    "birth": EditBirth,
    "language": EditLanguage,
    "background": EditBackground,
    "authorities": EditAuthorities,
}
"""Topics of who the child is, by the word in the address, in the order of the page."""


class RecordCare(forms.Form):
    """What children's social care does for the child."""

    care = forms.Choice(
        "What does children's social care do for the child?",
        missing="Choose a care status",
        options=[(status.code, status.title) for status in rules.CARE_STATUSES.values()],
        conditional={"looked_after": "legal"},
    )
    legal = forms.Choice(
        "Legal status",
        select=True,
        say_optional=False,
        empty_text="Not known",
        options=[(code, f"{title} ({code})") for code, title in rules.LEGAL_STATUSES.items()],
    )
    from_on = forms.DateParts("Since when?", what="first day", allow="until_today", missing="Enter the first day")
    told_by = forms.Text("Where is this known from?", hint="For example: social worker, by phone on 3 March", width=20)

    def clean(self) -> dict[str, Any]:
        """Only a looked after child has a legal status of the list."""
        if self.cleaned_data.get("care") != "looked_after":
            self.cleaned_data["legal"] = ""
        return self.cleaned_data


class RecordAddress(forms.Form):
    """Where the child lives, and who may know of it."""

    kind = forms.Choice(
        "What kind of address is it?",
        missing="Choose a kind",
        options=[
            ("home", "Home", "The home before it ends on the same day."),
            ("staying", "Staying for a while"),
            ("placement", "Placed by the local authority"),
            ("other", "Another address"),
        ],
    )
    lines = forms.LongText("Address", missing="Enter the address", hint="One line each.", rows=3, max_length=300)
    postcode = forms.Text("Postcode", width=10)
    from_on = forms.DateParts("Since when?", what="first day", allow="until_today")
    is_restricted = forms.YesNo(
        "Must this address be kept from others?",
        missing="Say whether the address must be kept from others",
        hint="Then only the people you name see it, whatever else they may see. It is never printed.",
    )
    readers = forms.Choices("Who may see it, besides you?", small=True, say_optional=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("readers", people)


class EndAddress(forms.Form):
    """When the child left an address."""

    to_on = forms.DateParts(
        "Until when did the child live there?", what="last day", allow="until_today", missing="Enter the last day"
    )


class WithdrawAddress(forms.Form):
    """Why an address is taken away."""

    reason = forms.LongText(
        "Why is this address taken away?",
        missing="Say why the address is taken away",
        hint="Do not write the address here.",
        who="managers and the information governance lead",
        rows=2,
        max_length=500,
    )

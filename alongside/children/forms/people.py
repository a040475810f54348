"""What people type about family and others who matter to the child: one topic a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from alongside.children import rules
from alongside.children.forms.fields import WORKS_WITH
from alongside.children.models import Person
from alongside.ui import forms
from alongside.ui.words import date_words

KINDS = [(kin.code, kin.title) for kin in rules.KIN.values()]

NOT_KNOWN = "unknown"
"""What "not known" is called in a form: an empty answer could not be told from one left out."""


def _answers(choices: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(code or NOT_KNOWN, text) for code, text in choices.items()]


class _AboutPerson(forms.Form):
    """What the forms about somebody who matters share: the answers as the record holds them, and both ways back."""

    answers: ClassVar[dict[str, Mapping[str, str]]] = {}
    """Fields that hold a code, with its words."""

    def values(self) -> dict[str, Any]:
        """Field to value, as the commands take it."""
        typed = dict(self.cleaned_data)
        for name, value in typed.items():
            if value == NOT_KNOWN:
                typed[name] = ""
        return typed

    @classmethod
    def of(cls, person: Person) -> dict[str, Any]:
        """The answers as they stand in the record."""
        found = {name: getattr(person, name) for name in cls.base_fields}
        return {name: NOT_KNOWN if name in cls.answers and not value else value for name, value in found.items()}

    @classmethod
    def labels(cls) -> list[tuple[str, str]]:
        """Field and label, in the order of the form: for two versions side by side."""
        return [(name, str(field.label)) for name, field in cls.base_fields.items()]

    @classmethod
    def in_words(cls, version: Mapping[str, str]) -> dict[str, str]:
        """A version of the record, as the command compares it, in the words of the form."""
        words = {}
        for name, value in version.items():
            if name in cls.answers:
                words[name] = cls.answers[name].get(value, value)
            elif value and name.endswith("_on"):
                words[name] = date_words(dt.date.fromisoformat(value))
            else:
                words[name] = (
                    {"yes": "Yes", "no": "No"}.get(value, value) if name.startswith(("is_", "has_")) else value
                )
        return words


_RELATION = {
    "label": "What the child calls them",
    "hint": "For example Nan, Uncle Jez or Auntie Bev. Leave empty to use the answer above.",
    "width": 20,
}


class AddPerson(_AboutPerson):
    """Somebody of the family, or who matters to the child. More can be written down afterwards, a topic a page."""

    name = forms.Text("Name", missing="Enter the name")
    kin = forms.Choice(
        "Who are they to the child?", select=True, missing="Choose who they are to the child", options=KINDS
    )
    relation = forms.Text(**_RELATION)  # type: ignore[arg-type]
    responsibility = forms.Choice(
        "Do they have parental responsibility?",
        missing="Choose an answer",
        options=_answers(rules.RESPONSIBILITY),
    )
    lives_with = forms.Choice(
        "Does the child live with them?", missing="Choose an answer", options=_answers(rules.LIVES_WITH)
    )
    phone = forms.Phone("Phone number")
    safe_to_contact = forms.Choice(
        "Is it safe to contact them?",
        missing="Choose an answer",
        hint="Think of the child first: who else hears the phone, who reads the post?",
        options=_answers(rules.SAFE),
    )


class WhoTheyAre(_AboutPerson):
    """Name, how they stand to the child, and through whom."""

    answers = {"kin": dict(KINDS)}

    name = forms.Text("Name", missing="Enter the name")
    kin = forms.Choice(
        "Who are they to the child?", select=True, missing="Choose who they are to the child", options=KINDS
    )
    relation = forms.Text(**_RELATION)  # type: ignore[arg-type]
    through = forms.Choice(
        "Through whom?",
        select=True,
        empty_text="Nobody else",
        hint="For a grandmother: whose mother is she? The family picture draws the line to them.",
    )
    born_on = forms.DateParts("Date of birth", what="date of birth", birth=True, allow="past")
    has_died = forms.YesNo("Has this person died?", missing="Say whether this person has died")
    language = forms.Text("Language they speak best", hint="Leave empty for English.", width=20)

    def __init__(self, *args: Any, family: Sequence[Person] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.family = {person.ref: person for person in family}
        self.give_options("through", [(person.ref, f"{person.name}, {person.who}") for person in family])

    def values(self) -> dict[str, Any]:
        """Field to value, with whom they are of the family through."""
        return {**super().values(), "through": self.family.get(self.cleaned_data["through"])}

    @classmethod
    def of(cls, person: Person) -> dict[str, Any]:
        """The answers as they stand in the record."""
        return {**super().of(person), "through": person.through.ref if person.through else ""}


class WhoDecides(_AboutPerson):
    """Parental responsibility, where it comes from and how long it holds; and where the child lives."""

    answers = {
        "responsibility": rules.RESPONSIBILITY,
        "responsibility_basis": {code: basis.title for code, basis in rules.BASES.items()},
        "lives_with": rules.LIVES_WITH,
    }

    responsibility = forms.Choice(
        "Do they have parental responsibility?",
        missing="Choose an answer",
        hint="It lets a person decide about the child, and agree to what needs agreement.",
        options=_answers(rules.RESPONSIBILITY),
        conditional={"yes": "responsibility_basis"},
    )
    responsibility_basis = forms.Choice(
        "Where does it come from?",
        select=True,
        say_optional=False,
        empty_text="Not known",
        options=[(b.code, f"{b.title} ({b.source})" if b.source else b.title) for b in rules.BASES.values()],
    )
    responsibility_from_on = forms.DateParts("Since when?", what="first day", allow="until_today")
    responsibility_to_on = forms.DateParts("Until when?", what="last day", hint="Leave empty while it lasts.")
    lives_with = forms.Choice(
        "Does the child live with them?", missing="Choose an answer", options=_answers(rules.LIVES_WITH)
    )

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first."""
        first, last = self.cleaned_data.get("responsibility_from_on"), self.cleaned_data.get("responsibility_to_on")
        if first and last and last < first:
            self.add_error("responsibility_to_on", "The last day must be after the first day")
        return self.cleaned_data


class HowToReach(_AboutPerson):
    """Whether and how it is safe to contact somebody, and who may see that they are there."""

    answers = {"safe_to_contact": rules.SAFE}

    phone = forms.Phone("Phone number")
    safe_to_contact = forms.Choice(
        "Is it safe to contact them?",
        missing="Choose an answer",
        hint="Think of the child first: who else hears the phone, who reads the post?",
        options=_answers(rules.SAFE),
    )
    contact_note = forms.LongText(
        "What to know before contacting them",
        hint="For example: ring after 3pm, text first, a court order forbids contact with the child.",
        who=WORKS_WITH,
        rows=3,
        max_length=500,
    )
    is_restricted = forms.YesNo(
        "Are their details restricted?",
        missing="Say whether their details are restricted",
        hint="Then only the allocated worker, whoever covers, and their manager see that this person is written down"
        " here. They stand on no print.",
    )


class WithdrawPerson(forms.Form):
    """Why somebody is taken off the page."""

    reason = forms.LongText(
        "Why are they taken off this page?",
        missing="Say why they are taken off the page",
        hint="For example: written down twice, or about another child. Somebody who has died or moved away stays.",
        who="managers and the information governance lead",
        rows=2,
        max_length=500,
    )


class JoinFamily(forms.Form):
    """Which child known here this person is."""

    other = forms.Choice(
        "Which child is this?",
        missing="Choose the child",
        hint="These are the children whose records you can see and write in.",
        select=True,
    )

    def __init__(self, *args: Any, children: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("other", list(children))


class PartFamily(forms.Form):
    """Why two records are not of one family."""

    reason = forms.LongText(
        "Why are the two not of one family?",
        missing="Say why the two are not of one family",
        who="managers and the information governance lead",
        rows=2,
        max_length=500,
    )

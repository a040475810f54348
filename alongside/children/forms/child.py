"""What people type about who the child is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from alongside.children.forms.fields import WORKS_WITH
from alongside.children.models import Child
from alongside.ui import forms
from alongside.ui.words import date_words


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

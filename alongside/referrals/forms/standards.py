"""The numbers of a partnership's front door."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from alongside.referrals import rules
from alongside.ui import forms


class SetStandards(forms.Form):
    """One number for each standard."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, standard in rules.STANDARDS.items():
            self.fields[code] = forms.Text(
                standard.title,
                missing=f"{standard.title}: enter a number",
                hint=f"In {standard.unit}, {standard.lowest} to {standard.highest}. Our default is {standard.default}.",
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
                words = f"{standard.title}: enter a number from {standard.lowest} to {standard.highest}"
                self.add_error(code, ValidationError(words))
        return self.cleaned_data

    def values(self) -> dict[str, int]:
        """Arguments of the command ``set_standards``."""
        return {code: int(self.cleaned_data[code]) for code in rules.STANDARDS}


class SetPublicContact(forms.Form):
    """On which number a family reaches a person, and when."""

    phone = forms.Phone("Telephone number", hint="Leave empty to show no number.", autocomplete="off")
    hours = forms.Text(
        "When does somebody answer?", hint="Like: Monday to Friday, 9am to 5pm.", max_length=120, autocomplete="off"
    )

    def clean(self) -> dict[str, Any]:
        """A number has its hours."""
        typed = self.cleaned_data
        if typed.get("phone") and not typed.get("hours") and "hours" not in self.errors:
            self.add_error("hours", "Write when somebody answers")
        return typed

"""What somebody types to find a child."""

from __future__ import annotations

from typing import Any

from alongside.core import names, refs
from alongside.ui import forms


class Search(forms.Form):
    """Names and date of birth, each as far as it is known; or the reference."""

    given_name = forms.Text("First name", hint="Any first name or short form", say_optional=False, width=20)
    family_name = forms.Text("Last name", say_optional=False, width=20)
    born_on = forms.DateParts(
        "Date of birth", what="date of birth", allow="until_today", birth=True, say_optional=False
    )
    reference = forms.Text("Reference", hint="For example, C-7F3K2Q", say_optional=False, width=10, spellcheck=False)

    def clean(self) -> dict[str, Any]:
        """Something to look for."""
        typed: dict[str, Any] = self.cleaned_data
        if not self.errors and not any(typed.get(name) for name in self.fields):
            self.add_error("given_name", "Enter a name, a date of birth or a reference")
        return typed

    def asked(self) -> names.Named:
        """What the search compares."""
        typed = self.cleaned_data
        return names.Named(given=typed["given_name"], family=typed["family_name"], born_on=typed["born_on"])

    def reference_asked(self) -> str:
        """The reference that was typed, as references are written; empty for anything else."""
        typed = str(self.cleaned_data["reference"]).strip().upper()
        return typed if refs.is_ref(typed) else ""


class Narrow(forms.Form):
    """What the chronology is narrowed to. Sent by GET: codes only, never a name."""

    kind = forms.Choice("Kind", select=True, empty_text="All kinds", say_optional=False)

    def __init__(self, *args: Any, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].set_options([(kind, kind_in_words(kind)) for kind in kinds])  # type: ignore[attr-defined]


def kind_in_words(kind: str) -> str:
    """The code of an entry's kind as a reader sees it: "plan_agreed" is "Plan agreed"."""
    words = kind.replace("_", " ").strip()
    return f"{words[:1].upper()}{words[1:]}"

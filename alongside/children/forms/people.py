"""What people type about those who matter to the child."""

from __future__ import annotations

from typing import Any

from alongside.ui import forms


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

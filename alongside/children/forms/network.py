"""What people type about professionals of other services."""

from __future__ import annotations

from alongside.children.forms.fields import WORKS_WITH
from alongside.ui import forms


class RecordProfessional(forms.Form):
    """Somebody of another service who works with the child."""

    name = forms.Text("Name", missing="Enter the name")
    role = forms.Text("What they do", missing="Say what they do, for example solicitor", width=20)
    agency = forms.Text("Where they work", width=20)
    phone = forms.Phone("Phone number")
    reason = forms.Text(
        "Why they work with the child",
        hint="In a few words. Leave out what only some may know.",
        who=WORKS_WITH,
        max_length=160,
    )
    from_on = forms.DateParts("Since when?", what="first day", allow="until_today")


class EndProfessional(forms.Form):
    """When somebody stopped working with the child."""

    to_on = forms.DateParts("Until when?", what="last day", allow="until_today", missing="Enter the last day")

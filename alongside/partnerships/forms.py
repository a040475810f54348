"""What an administrator types about people."""

from __future__ import annotations

from typing import Any

from alongside.accounts.roles import ROLES
from alongside.core.actor import Actor
from alongside.partnerships import queries
from alongside.ui import forms


class AddPerson(forms.Form):
    """A person, an agency, a role and a team."""

    name = forms.Text("Full name", missing="Enter the person's name")
    email = forms.Email("Work e-mail address", missing="Enter the person's work e-mail address")
    phone = forms.Phone("Work telephone number")
    agency = forms.Choice("Agency", select=True, missing="Choose the agency")
    team = forms.Choice("Team", select=True, missing="Choose the team")
    role = forms.Choice(
        "Role",
        missing="Choose the role",
        options=[(role.code.value, role.title, role.what) for role in ROLES.values()],
    )
    from_on = forms.DateParts("First day", what="first day", missing="Enter the person's first day")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].set_options([(row.ref, row.name) for row in queries.agencies(actor)])  # type: ignore[attr-defined]
        self.fields["team"].set_options(  # type: ignore[attr-defined]
            [(row.ref, f"{row.name} ({row.agency.name})") for row in queries.teams(actor)]
        )

    def values(self, actor: Actor) -> dict[str, Any]:
        """Arguments of the command ``add_person``."""
        typed = self.cleaned_data
        return {
            "name": typed["name"],
            "email": typed["email"],
            "phone": typed["phone"],
            "agency": next(row for row in queries.agencies(actor) if row.ref == typed["agency"]),
            "teams": [row for row in queries.teams(actor) if row.ref == typed["team"]],
            "role": typed["role"],
            "from_on": typed["from_on"],
        }

    def clean_team(self) -> str:
        """A person's team belongs to their agency."""
        return str(self.cleaned_data["team"])


class EndMembership(forms.Form):
    """Somebody leaves."""

    to_on = forms.DateParts(
        "Last day", what="last day", hint="Access ends at midnight after it.", missing="Enter the person's last day"
    )

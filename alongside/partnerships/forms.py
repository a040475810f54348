"""What an administrator types about people."""

from __future__ import annotations

from typing import Any

from alongside.accounts.roles import ROLES
from alongside.core.actor import Actor
from alongside.partnerships import queries
from alongside.partnerships.models import Team
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
        self.agencies = {row.ref: row for row in queries.agencies(actor)}
        self.teams = {row.ref: row for row in queries.teams(actor)}
        self.give_options("agency", [(row.ref, row.name) for row in self.agencies.values()])
        self.give_options("team", [(row.ref, f"{row.name} ({row.agency.name})") for row in self.teams.values()])

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``propose_person``."""
        typed = self.cleaned_data
        return {
            "name": typed["name"],
            "email": typed["email"],
            "phone": typed["phone"],
            "agency": self.agencies[typed["agency"]],
            "team": self.teams[typed["team"]],
            "role": typed["role"],
            "from_on": typed["from_on"],
        }

    def clean(self) -> dict[str, Any]:
        """A person's team is one of their agency's; a team of governance draws on all agencies."""
        typed = self.cleaned_data
        team, agency = self.teams.get(typed.get("team", "")), self.agencies.get(typed.get("agency", ""))
        if team and agency and team.agency_id != agency.pk and team.duty != Team.Duty.GOVERNANCE:
            self.add_error("team", f"{team.name} belongs to {team.agency.name}. Choose a team of {agency.name}")
        return typed


class DecideAboutPerson(forms.Form):
    """The second person's answer; whoever proposed it can only withdraw it."""

    is_agreed = forms.YesNo("Should they have this role?", missing="Say whether they should have this role")
    note = forms.LongText(
        "Why?",
        hint="For example: who asked for them, and how you know that it is them.",
        missing="Say why, in a few words",
        who="administrators and the information governance lead",
        rows=2,
        max_length=1000,
    )

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            del self.fields["is_agreed"]

    def clean(self) -> dict[str, Any]:
        """Without the question it is withdrawn."""
        return {"is_agreed": False, **self.cleaned_data}


class EndMembership(forms.Form):
    """Somebody leaves."""

    to_on = forms.DateParts(
        "Last day", what="last day", hint="Access ends at midnight after it.", missing="Enter the person's last day"
    )

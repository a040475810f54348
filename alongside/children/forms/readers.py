"""What people type about who may see a child."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import ROLES
from alongside.children.forms.fields import Reference
from alongside.core.actor import Actor
from alongside.partnerships import queries as partnerships
from alongside.ui import forms


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


class SetNamesOnPaper(forms.Form):
    """Whether the paper on who looked names people."""

    names_people = forms.YesNo(
        "Does the paper on who looked name people?",
        missing="Choose whether people are named",
        yes="Yes, by name, role and agency",
        no="No, by role and agency only",
        inline=False,
    )


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
        self.give_options("readers", _who_sees_children(actor, today))


def _who_sees_children(actor: Actor, today: dt.date) -> list[tuple[str, str]]:
    sees = tuple(role.code.value for role in ROLES.values() if Permission.SEE_CHILDREN in role.permissions)
    people = partnerships.colleagues(actor, today, roles=sees)
    return [(person.ref, f"{person.name}, {person.agency}") for person in people]


class AskAboutSeal(forms.Form):
    """What should change about a seal, and why."""

    wish = forms.Choice(
        "What should change?",
        missing="Choose what should change",
        options=[
            ("name_reader", "One more person should know of this record", "They still need a reason to see the child."),
            ("unseal", "The record should be open again", "Everybody who has a reason to see the child will see it."),
        ],
        conditional={"name_reader": "reader"},
    )
    reader = forms.Choice("Who?", select=True)
    reason = forms.LongText(
        "Why?",
        missing="Say why, in a few words",
        who="whoever decides: somebody who knows of the record, the information governance lead or the head of service",
        rows=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, actor: Actor, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.give_options("reader", _who_sees_children(actor, today))

    def clean(self) -> dict[str, Any]:
        """Who is to know of it is named."""
        typed = self.cleaned_data
        if typed.get("wish") == "name_reader" and not typed.get("reader"):
            self.add_error("reader", "Choose who should know of this record")
        return typed


class DecideAboutSeal(forms.Form):
    """The second person's answer; whoever asked can only withdraw it."""

    is_agreed = forms.YesNo("Do you agree?", missing="Say whether you agree")
    note = forms.LongText(
        "Why?",
        missing="Say why, in a few words",
        who="the information governance lead",
        rows=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            del self.fields["is_agreed"]

    def clean(self) -> dict[str, Any]:
        """Without the question it is withdrawn."""
        return {"is_agreed": False, **self.cleaned_data}


class GiveWhoLooked(forms.Form):
    """To whom the paper was given, and how we know that they may have it."""

    to = forms.Choice(
        "Who has it now?",
        missing="Say who has it now",
        options=[("child", "The child"), ("parent", "Somebody with parental responsibility")],
        conditional={"parent": "name"},
    )
    name = forms.Text("Their name", say_optional=False, max_length=200)
    may_have_it = forms.LongText(
        "How do you know that they may have it?",
        missing="Say how you know that they may have it",
        hint="Who they are. For a parent: what the child thinks, and that nobody is put at risk by it.",
        who="those who answer for the child, and the child, who may read it on paper",
        rows=3,
        max_length=1000,
    )
    given_on = forms.DateParts("When?", what="day", allow="until_today", missing="Enter the day")
    how = forms.Choice(
        "How?",
        missing="Say how they got it",
        options=[("paper", "On paper"), ("spoken", "We read it together"), ("secure_email", "Secure e-mail")],
    )

    def clean(self) -> dict[str, Any]:
        """A parent is named."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("to") == "parent" and not typed.get("name"):
            self.add_error("name", "Enter their name")
        return typed

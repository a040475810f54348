"""What somebody types to find a child, or to hand over what a colleague has."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.children import rules as child_rules
from alongside.children.forms.chronology import kind_in_words
from alongside.core import calendar, names, refs
from alongside.partnerships.models import AreaPartnership
from alongside.referrals import rules as referral_rules
from alongside.ui import forms
from alongside.web.queries import PersonsWork, Taker, Thing


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
        self.give_options("kind", [(kind, kind_in_words(kind)) for kind in kinds])


class HandOver(forms.Form):
    """What changes hands, to whom, and why. One list of boxes for each kind of what the person has, all ticked."""

    def __init__(self, *args: Any, work: PersonsWork, takers: tuple[Taker, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.takers = {row.membership.ref: row.membership for row in takers}
        self.kinds: list[str] = []
        for number, (title, rows) in enumerate(work.groups):
            name = f"things_{number}"
            self.kinds.append(name)
            self.fields[name] = forms.Choices(
                title,
                options=[(row.key, _called(row.thing), _since(row.thing)) for row in rows],
                small=True,
                say_optional=False,
                initial=[row.key for row in rows],
            )
        self.fields["to"] = forms.Choice(
            "Who takes it over?",
            select=True,
            missing="Choose who takes it over",
            options=[(row.membership.ref, _taker(row)) for row in takers],
        )
        self.fields["reason"] = forms.LongText(
            "Why does it change hands?",
            hint="For example: Asha leaves us for another area.",
            missing="Write why it changes hands",
            max_length=1000,
            rows=3,
            who="whoever may read the trail of changes",
        )

    def clean(self) -> dict[str, Any]:
        """Something to hand over."""
        typed: dict[str, Any] = self.cleaned_data
        if self.kinds and not self.errors and not any(typed.get(name) for name in self.kinds):
            self.add_error(self.kinds[0], "Choose what is handed over")
        return typed

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``hand_over``."""
        typed = self.cleaned_data
        keys = [key for name in self.kinds for key in typed.get(name, [])]
        return {"keys": keys, "to": self.takers[typed["to"]], "reason": typed["reason"]}


def _called(thing: Thing) -> str:
    return f"{thing.what}: {thing.child_name}" if thing.child_name else thing.what


def _since(thing: Thing) -> str:
    due = f", due {calendar.spoken(thing.due_on)}" if thing.due_on else ""
    return f"Since {calendar.spoken(thing.since)}{due}"


def _taker(row: Taker) -> str:
    load = f"{row.children} open {'child' if row.children == 1 else 'children'}"
    return f"{row.name}, {row.where} ({load})"


class MoveChild(forms.Form):
    """To which area, how, under which law, and whether the family was told."""

    to = forms.Choice("Which area does the child move to?", missing="Choose the area")
    kind = forms.Choice(
        "What do you ask of them?",
        missing="Choose what you ask of them",
        options=[(code, title, means) for code, (title, means) in referral_rules.MOVE_KINDS.items()],
    )
    moves_on = forms.DateParts("When does the child move?", what="day of the move", missing="Enter the day of the move")
    why = forms.LongText(
        "What should they know first?",
        hint="Why the child moves, who will live with them, what must not stop. They read this before all else.",
        missing="Write what they should know first",
        max_length=2000,
        rows=4,
        who="the front door of the other area, and whoever works with the child there",
    )
    gateway = forms.Choice("Which law lets you share it?", missing="Choose the law that lets you share it")
    told = forms.Choice(
        "Were the child and family told that this goes to the other area?",
        missing="Say whether they were told",
        options=[("told", "Yes"), ("to_tell", "Not yet: it becomes work due"), ("not_told", "No, and this is why")],
        conditional={"told": "told_on", "not_told": "not_told_why"},
    )
    told_on = forms.DateParts("When were they told?", what="day", allow="until_today", say_optional=False)
    not_told_why = forms.Text("Why were they not told?", say_optional=False, max_length=500)

    def __init__(self, *args: Any, areas: list[AreaPartnership], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.areas = {area.slug: area for area in areas}
        self.give_options("to", [(area.slug, area.name) for area in areas])
        self.give_options(
            "gateway",
            [
                (one.code, one.title, f"{one.law}. Travels: {_parts(one.code)}.")
                for one in child_rules.gateways_on(today)
                if one.code in referral_rules.MOVE_GATEWAYS
            ],
        )

    def clean(self) -> dict[str, Any]:
        """Told has a day, not told has a reason."""
        typed: dict[str, Any] = self.cleaned_data
        if typed.get("told") == "told" and not typed.get("told_on") and "told_on" not in self.errors:
            self.add_error("told_on", "Enter the day on which they were told")
        if typed.get("told") == "not_told" and not typed.get("not_told_why"):
            self.add_error("not_told_why", "Write why they were not told")
        return typed

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``move_child``."""
        return {**self.cleaned_data, "to": self.areas[self.cleaned_data["to"]]}


def _parts(gateway: str) -> str:
    return ", ".join(section.title.lower() for section in referral_rules.sections_under(gateway))

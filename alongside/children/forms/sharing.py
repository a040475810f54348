"""What people type of what was shared, of consent to share, and of copies that somebody asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from alongside.children import rules
from alongside.children.forms.fields import Reference
from alongside.children.models import Consent, Disclosure, SubjectAccess
from alongside.core.strands import TITLES, Strand
from alongside.ui import forms
from alongside.ui.forms import Options

LEDGER_READERS = "those who answer for the child, and the child, who may read it on paper"

SOMEBODY_ELSE = "other"


class _Sharing(forms.Form):
    """What, from which parts, to whom: the same for sharing, for not sharing, and for the agreement to share."""

    what = forms.LongText(
        "What?",
        missing="Say what it is about",
        hint="For example, the communication strategies, or the screen of 3 March.",
        who=LEDGER_READERS,
        rows=2,
        max_length=1000,
    )
    strands = forms.Choices(
        "Which parts of the record does it come from?", missing="Choose at least one part of the record", small=True
    )
    agency = forms.Choice("With which agency?", missing="Choose the agency, or somebody else", select=True)
    person = forms.Text(
        "Name of the person, or of an agency that is not in the list",
        hint="Leave this out if it went to the agency as a whole.",
        max_length=200,
    )

    def __init__(
        self, *args: Any, readable: Iterable[Strand], agencies: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = dict(agencies)
        self.give_options("strands", [(strand.value, TITLES[strand]) for strand in readable])
        self.give_options("agency", [*self.agencies.items(), (SOMEBODY_ELSE, "Somebody who is not in this list")])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("agency") == SOMEBODY_ELSE and not typed.get("person"):
            self.add_error("person", "Enter the name of the person or agency")
        return typed

    def to_whom(self) -> str:
        """The recipient in words: the person, the agency, or both."""
        agency = self.agencies.get(self.cleaned_data["agency"], "")
        person = self.cleaned_data["person"]
        return ", ".join(part for part in (person, agency) if part)

    def parts(self) -> list[Strand]:
        """The parts of the record."""
        return [Strand(value) for value in self.cleaned_data["strands"]]


class _Telling(_Sharing):
    """Whether the child and family were told."""

    told = forms.Choice(
        "Were the child and family told?",
        missing="Say whether they were told",
        hint="Tell them unless that would put somebody at risk.",
        options=[
            (Disclosure.Told.TOLD.value, "Yes"),
            (Disclosure.Told.TO_TELL.value, "Not yet: somebody will tell them"),
            (Disclosure.Told.NOT_TOLD.value, "No, and there is a reason"),
        ],
        conditional={"told": "told_on", "not_told": "not_told_why"},
    )
    told_on = forms.DateParts("When were they told?", what="day", allow="until_today", say_optional=False)
    not_told_why = forms.LongText(
        "Why were they not told?",
        say_optional=False,
        hint="For example, telling would put somebody at risk.",
        who="those who answer for the child",
        rows=2,
        max_length=1000,
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("told") == Disclosure.Told.TOLD and not typed.get("told_on") and "told_on" not in self.errors:
            self.add_error("told_on", "Enter the day on which they were told")
        if typed.get("told") == Disclosure.Told.NOT_TOLD and not typed.get("not_told_why"):
            self.add_error("not_told_why", "Say why they were not told")
        if typed.get("told") != Disclosure.Told.NOT_TOLD:
            typed["not_told_why"] = ""
        return typed


class Share(_Telling):
    """Something shared."""

    purpose = forms.LongText(
        "What for?",
        missing="Say what it was shared for",
        who=LEDGER_READERS,
        rows=2,
        max_length=1000,
    )
    gateway = forms.Choice("Which law lets you share it?", missing="Choose the law that lets you share it")
    how = forms.Choice(
        "How did it go?", missing="Say how it went", options=[(how.value, str(how.label)) for how in Disclosure.How]
    )
    checked = forms.Choice(
        "Did somebody check what had to be left out?",
        missing="Say whether it was checked",
        options=[
            (checked.value, str(checked.label)) for checked in (Disclosure.Checked.CHECKED, Disclosure.Checked.NOTHING)
        ],
    )
    expires_on = forms.DateParts(
        "Until when may they keep it?",
        what="day",
        hint="Leave this out if they keep it by a rule of their own.",
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.give_options(
            "gateway",
            [
                (one.code, one.title, f"{one.law}. {one.allows} {one.limits}")
                for one in rules.gateways_on(today)
                if one.code != "subject_access"
            ],
        )
        self.order_fields(
            [
                "what",
                "strands",
                "agency",
                "person",
                "purpose",
                "gateway",
                "how",
                "checked",
                "told",
                "told_on",
                "not_told_why",
                "expires_on",
            ]
        )


class DoNotShare(_Telling):
    """A decision not to share."""

    why = forms.LongText(
        "Why not?",
        missing="Say why it is not shared",
        who=LEDGER_READERS,
        rows=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(
            [
                "what",
                "strands",
                "agency",
                "person",
                "why",
                "told",
                "told_on",
                "not_told_why",
            ]
        )


class RecordConsent(_Sharing):
    """The answer to "may we share this?"."""

    purpose = forms.LongText(
        "What for?", missing="Say what it would be shared for", who=LEDGER_READERS, rows=2, max_length=1000
    )
    by = forms.Choice(
        "Who answered?", missing="Say who answered", options=[(by.value, str(by.label)) for by in Consent.By]
    )
    by_name = forms.Text("Name of the adult who answered", max_length=200)
    understood = forms.LongText(
        "How was it explained, and how do you know that they understood?",
        missing="Say how it was explained",
        hint="There is no age at which a child may or may not decide: say what this child understood.",
        who=LEDGER_READERS,
        rows=3,
        max_length=1000,
    )
    is_given = forms.YesNo(
        "What did they say?", yes="Yes, share it", no="No, do not share it", missing="Say what they answered"
    )
    answered_on = forms.DateParts("When?", what="day", allow="until_today", missing="Enter the day")
    until_on = forms.DateParts(
        "Until when?", what="day", hint="Leave this out if it holds until they change their mind."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(
            [
                "what",
                "strands",
                "agency",
                "person",
                "purpose",
                "by",
                "by_name",
                "understood",
                "is_given",
                "answered_on",
                "until_on",
            ]
        )

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("by") in (Consent.By.PARENT, Consent.By.BOTH) and not typed.get("by_name"):
            self.add_error("by_name", "Enter the name of the adult who answered")
        begin, end = typed.get("answered_on"), typed.get("until_on")
        if begin and end and end < begin:
            self.add_error("until_on", "The last day must not be before the day on which they answered")
        return typed


class WithdrawConsent(forms.Form):
    """The agreement to share is taken back."""

    words = forms.LongText(
        "What did they say?",
        hint="In their own words. Nobody has to give a reason.",
        who=LEDGER_READERS,
        rows=2,
        max_length=1000,
    )
    withdrawn_on = forms.DateParts("When?", what="day", allow="until_today", missing="Enter the day")


class OnDay(forms.Form):
    """A day on which something was done: told, received, told to stop."""

    on = forms.DateParts("When?", what="day", allow="until_today", missing="Enter the day")


class FilterSharing(forms.Form):
    """What somebody looks for in the ledger."""

    to_whom = forms.Choice("To whom", select=True, empty_text="Anyone", say_optional=False)
    gateway = forms.Choice(
        "Under which law",
        say_optional=False,
        select=True,
        empty_text="Any",
        options=[(gateway.code, gateway.title) for gateway in rules.GATEWAYS],
    )
    told = forms.Choice(
        "Were they told",
        say_optional=False,
        select=True,
        empty_text="Any",
        options=[(told.value, str(told.label)) for told in Disclosure.Told],
    )

    def __init__(self, *args: Any, recipients: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("to_whom", [(name, name) for name in recipients])


class BeginCopy(forms.Form):
    """Somebody asked who looked at a record and what was shared."""

    reference = Reference()
    asked_by = forms.Choice(
        "Who asked?", missing="Say who asked", options=[(by.value, str(by.label)) for by in SubjectAccess.By]
    )
    asked_on = forms.DateParts("When did they ask?", what="day", allow="until_today", missing="Enter the day")
    identity_on = forms.DateParts(
        "When was it clear who asks?",
        what="day",
        allow="until_today",
        hint="Leave this out if it was clear at once. The clock starts on this day.",
    )
    may_act = forms.LongText(
        "How do you know who asks, and that they understand or may act for the child?",
        missing="Say how you know who asks",
        hint="There is no age at which a child may or may not ask. Say what this child understands.",
        who="the information governance lead and whoever releases the copy",
        rows=3,
        max_length=1000,
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        asked, known = typed.get("asked_on"), typed.get("identity_on")
        if asked and known and known < asked:
            self.add_error("identity_on", "This cannot be before the day on which they asked")
        return typed


class LeaveOut(forms.Form):
    """Which lines of a copy are left out, and why."""

    lines = forms.Choices("Leave out", small=True, say_optional=False)
    reason = forms.Choice(
        "Why are they left out?",
        say_optional=False,
        options=[(code, text) for code, text in rules.LEAVE_OUT.items()],
        hint="Choose one if you leave out any line.",
    )

    def __init__(self, *args: Any, lines: Options = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("lines", lines)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("lines") and not typed.get("reason"):
            self.add_error("reason", "Choose why these lines are left out")
        return typed


class SayWhy(forms.Form):
    """Why a copy goes back, or is not given."""

    why = forms.LongText(
        "Why?",
        missing="Say why",
        who="the information governance lead and whoever releases the copy",
        rows=3,
        max_length=1000,
    )

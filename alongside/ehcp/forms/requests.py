"""What people type about a request for an EHC needs assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from alongside.children import rules as child_rules
from alongside.children.models import Disclosure
from alongside.core.strands import Strand
from alongside.ehcp.models import Request
from alongside.ehcp.rules import requests as request_rules
from alongside.ui import forms

WHO_OF_REQUEST = {
    False: "the worker and their team, the SEND team, and the family if they ask",
    True: "those in the worker’s team and the SEND team who read this child’s health, and the family if they ask",
}
"""Who reads a part of a request, by whether it is of the health strand."""

LAWS_OF_REQUESTS = ("cfa2014_s28", "cfa2014_detained", "ca2004_s10", "consent")
"""Gateways under which a request goes to the SEND team: others of the ledger are for other purposes. Ours."""


HOWS = (
    (Disclosure.How.PAPER.value, "On paper, printed from here"),
    (Disclosure.How.SECURE_EMAIL.value, "By secure e-mail"),
)
"""How a request goes to an authority whose SEND team does not work here."""


class WriteRequest(forms.Form):
    """The parts of a request, each for those who read its strand."""

    def __init__(self, *args: Any, readable: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in request_rules.PARTS:
            if part.strand in readable:
                self.fields[part.column] = forms.LongText(
                    part.title,
                    hint=part.hint,
                    who=WHO_OF_REQUEST[part.strand is Strand.HEALTH],
                    max_length=12000,
                    rows=6,
                    say_optional=False,
                )

    @staticmethod
    def first(row: Request) -> dict[str, str]:
        """What stands in the parts now."""
        return {part.column: getattr(row, part.column) for part in request_rules.PARTS}


class SendRequest(forms.Form):
    """Who asks, whether the family knows and agrees, the law that lets it be shared, and that somebody read it."""

    asked_by = forms.Choice("Who asks?", missing="Choose who asks")
    agreement = forms.Choice(
        "Do they know that it is sent?",
        missing="Say whether they know",
        conditional={
            request_rules.AGREED: "told_on",
            request_rules.KNOWS: "told_on",
            request_rules.NOT_TOLD: "not_told_why",
        },
    )
    told_on = forms.DateParts("When were they told?", what="day", allow="until_today", say_optional=False)
    not_told_why = forms.LongText(
        "Why were they not told?",
        hint="For example, telling would put the child at risk.",
        who="the worker and their team, and the SEND team",
        rows=2,
        max_length=1000,
        say_optional=False,
    )
    how = forms.Choice("How did it go?", missing="Say how it went", options=HOWS)
    gateway = forms.Choice("Which law lets you share it?", missing="Choose the law that lets you share it")
    is_read = forms.Tick(
        "I have read it over: it is right, it is needed, and nothing of what is alleged stands in it",
        missing="Read it over first, then tick this",
    )

    def __init__(
        self,
        *args: Any,
        young: bool,
        held: bool = False,
        elsewhere: bool = False,
        today: dt.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, today=today, **kwargs)
        if not elsewhere:
            del self.fields["how"]
        self.give_options("asked_by", request_rules.who_may_ask(young=young, held=held))
        self.give_options("agreement", request_rules.AGREEMENTS)
        self.fields["agreement"].label = f"Does {request_rules.whose_agreement(young=young)} know that it is sent?"
        self.give_options(
            "gateway",
            [
                (one.code, one.title, f"{one.law}. {one.allows}")
                for one in child_rules.gateways_on(today)
                if one.code in LAWS_OF_REQUESTS
            ],
        )

    def clean(self) -> dict[str, Any]:
        """Told has its day, not told its reason."""
        typed = super().clean() or self.cleaned_data
        chosen = typed.get("agreement")
        if chosen == request_rules.NOT_TOLD:
            if not typed.get("not_told_why"):
                self.add_error("not_told_why", "Say why they were not told")
        elif chosen and not typed.get("told_on") and "told_on" not in self.errors:
            self.add_error("told_on", "Enter the day on which they were told")
        return typed

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``send_request``."""
        named = ("asked_by", "agreement", "told_on", "not_told_why", "gateway", "how")
        return {name: self.cleaned_data[name] for name in named if name in self.fields}

"""Another worker, goodbye and hello, a pause, less help, and days away."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.partnerships.models import Membership, Team
from alongside.referrals import rules
from alongside.referrals.forms.seen import SEEN_BY_FRONT_DOOR, WHOLE
from alongside.referrals.queries import Workers
from alongside.ui import forms

_THE_TEAM = "team."


class AskTransfer(forms.Form):
    """Who is asked to take over, and why."""

    to = forms.Choice("Whom do you ask?", missing="Choose whom you ask")
    reason = forms.LongText(
        "Why does the work change hands?",
        hint="Whoever is asked reads this and decides by it.",
        missing="Write why the work changes hands",
        max_length=1000,
        rows=3,
        who="whoever is asked, the worker and their managers",
    )

    def __init__(self, *args: Any, workers: Workers, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workers = {row.key: row for row in workers.rows}
        self.teams = {f"{_THE_TEAM}{team.ref}": team for team in teams}
        self.give_options(
            "to",
            [
                *((row.key, row.name, row.why) for row in workers.rows),
                *((key, f"The manager of {team.name}", "Chooses who of the team") for key, team in self.teams.items()),
            ],
        )

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``ask_transfer``."""
        key = self.cleaned_data["to"]
        row = self.workers.get(key)
        return {
            "team": row.team if row else self.teams[key],
            "membership": row.membership if row else None,
            "reason": self.cleaned_data["reason"],
        }


class AnswerTransfer(forms.Form):
    """Yes or no, with a reason for no; a team's manager names the worker."""

    accepts = forms.YesNo("Do you take over the work?", missing="Say whether you take over the work")
    worker = forms.Choice("Who of the team will work with the child?", say_optional=False, hint="If you take it over")
    answer = forms.LongText(
        "Why not?",
        hint="If you do not take it over. Whoever asked must find somebody else.",
        say_optional=False,
        max_length=1000,
        rows=3,
        who="whoever asked, the worker and their managers",
    )

    def __init__(self, *args: Any, workers: Workers | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workers = {row.key: row for row in workers.rows} if workers else {}
        if workers is None:
            del self.fields["worker"]
        else:
            self.give_options("worker", [(row.key, row.name, row.why) for row in workers.rows])

    def clean(self) -> dict[str, Any]:
        """A yes for a team names the worker; a no says why."""
        typed: dict[str, Any] = self.cleaned_data
        if typed.get("accepts") is True and "worker" in self.fields and not typed.get("worker"):
            self.add_error("worker", "Choose who of the team will work with the child")
        if typed.get("accepts") is False and not typed.get("answer"):
            self.add_error("answer", "Write why not")
        return typed

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``answer_transfer``."""
        typed = self.cleaned_data
        row = self.workers.get(typed.get("worker", ""))
        return {
            "accepts": typed["accepts"],
            "answer": typed["answer"],
            "membership": row.membership if row and typed["accepts"] else None,
        }


class RecordGoodbye(forms.Form):
    """When the child met each, and what they were told and said."""

    is_possible = forms.YesNo("Did the child meet the new worker?", missing="Say whether the child met the new worker")
    hello_on = forms.DateParts(
        "When did the child meet the new worker?", what="day of hello", allow="until_today", say_optional=False
    )
    goodbye_on = forms.DateParts(
        "When did the child say goodbye to the old worker?",
        what="day of goodbye",
        hint="The same day, where both were there. Leave empty if they could not.",
        allow="until_today",
        say_optional=False,
    )
    told = forms.LongText(
        "What was the child told?",
        hint="Why the worker changes, what stays the same, and whom they can ring. If they did not meet, say why.",
        missing="Write what the child was told, or why it was not possible",
        max_length=2000,
        rows=3,
        who=SEEN_BY_FRONT_DOOR,
    )
    child_words = forms.LongText(
        "What did the child say?", hint="In their own words.", max_length=2000, rows=3, who=SEEN_BY_FRONT_DOOR
    )

    def clean(self) -> dict[str, Any]:
        """Who met has a day."""
        typed: dict[str, Any] = self.cleaned_data
        if typed.get("is_possible") is True and not typed.get("hello_on") and "hello_on" not in self.errors:
            self.add_error("hello_on", "Enter the day on which the child met the new worker")
        return typed


class PauseInvolvement(forms.Form):
    """Why it rests, until when, and what goes on."""

    reason = forms.Choice("Why?", missing="Choose why it rests", options=list(rules.PAUSE_REASONS.items()))
    until_on = forms.DateParts(
        "Until when?",
        what="day until which it rests",
        allow="future",
        hint="On this day it is your work to take it up again. Your partnership’s standards say how long it may rest.",
        missing="Enter the day until which it rests",
    )
    continues = forms.LongText(
        "What goes on meanwhile, and whom can the child ring?",
        missing="Write what goes on, and whom the child can ring",
        max_length=1000,
        rows=3,
        who=SEEN_BY_FRONT_DOOR,
    )


class ResumeInvolvement(forms.Form):
    """Nothing to type: it goes on today."""


class StepDown(forms.Form):
    """Who helps from now on, and what the child was told."""

    to = forms.Choice(
        "Who helps from now on?",
        missing="Choose who helps from now on",
        options=list(rules.STEP_DOWN_TO.items()),
        conditional={"stream": "next"},
    )
    next = forms.Choice(
        "Which work, and with whom?",
        select=True,
        say_optional=False,
        classes=WHOLE,
    )
    who = forms.Text(
        "Who takes over, and their telephone number",
        hint="A person, not only a service. Leave empty for work of ours.",
        say_optional=False,
        max_length=300,
    )
    told_on = forms.DateParts(
        "When was the child told?",
        what="day on which the child was told",
        allow="until_today",
        missing="Enter the day on which the child was told",
    )
    told = forms.LongText(
        "What was the child told?",
        missing="Write what the child was told",
        max_length=2000,
        rows=3,
        who=SEEN_BY_FRONT_DOOR,
    )
    child_words = forms.LongText(
        "What did the child say?", hint="In their own words.", max_length=2000, rows=3, who=SEEN_BY_FRONT_DOOR
    )
    is_agreed = forms.Tick("The child and the parent or carer said yes to the voluntary work that follows")

    def __init__(self, *args: Any, options: list[tuple[str, str, Workers]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.onward = {f"{stream}.{row.key}": (stream, row) for stream, _, found in options for row in found.rows}
        titles = {stream: title for stream, title, _ in options}
        self.give_options(
            "next", [(key, f"{titles[stream]}: {row.name}") for key, (stream, row) in self.onward.items()]
        )

    def clean(self) -> dict[str, Any]:
        """Work of ours names the worker and needs a yes; anybody else is named."""
        typed: dict[str, Any] = self.cleaned_data
        if typed.get("to") == "stream":
            if not typed.get("next"):
                self.add_error("next", "Choose which work, and with whom")
            if not typed.get("is_agreed"):
                self.add_error("is_agreed", "Ask the child and the parent or carer first. Tick this when they said yes")
        elif typed.get("to") and not typed.get("who"):
            self.add_error("who", "Write who takes over, with a number")
        return typed

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``step_down``."""
        typed = {key: value for key, value in self.cleaned_data.items() if key != "next"}
        if typed["to"] != "stream":
            return {**typed, "is_agreed": False}
        stream, row = self.onward[self.cleaned_data["next"]]
        return {**typed, "stream": stream, "membership": row.membership, "team": row.team}


class WithdrawAgreement(forms.Form):
    """Who took it back, when, and what they said."""

    who = forms.Choice(
        "Who took back their agreement?", missing="Say who took it back", options=list(rules.WHO_WITHDREW.items())
    )
    withdrawn_on = forms.DateParts("When?", what="day", allow="until_today", missing="Enter the day")
    words = forms.LongText(
        "What did they say?",
        hint="In their own words. Nobody has to give a reason.",
        max_length=2000,
        rows=3,
        who=SEEN_BY_FRONT_DOOR,
    )


class RecordAbsence(forms.Form):
    """The first and the last day, and who covers."""

    from_on = forms.DateParts("First day away", what="first day", allow="from_today", missing="Enter the first day")
    until_on = forms.DateParts("Last day away", what="last day", allow="from_today", missing="Enter the last day")
    cover = forms.Choice("Who covers?", select=True, missing="Choose who covers")
    why = forms.Choice(
        "Why?",
        hint="Do not write down what illness it is.",
        missing="Choose why they are away",
        options=list(rules.ABSENCE_REASONS.items()),
    )

    def __init__(self, *args: Any, colleagues: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {row.ref: row for row in colleagues}
        self.give_options("cover", [(row.ref, row.user.name) for row in colleagues])

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        typed: dict[str, Any] = self.cleaned_data
        first, last = typed.get("from_on"), typed.get("until_on")
        if isinstance(first, dt.date) and isinstance(last, dt.date) and last < first:
            self.add_error("until_on", "The last day is not before the first")
        return typed

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``record_absence``."""
        return {**self.cleaned_data, "cover": self.colleagues[self.cleaned_data["cover"]]}


class AnswerMove(forms.Form):
    """Yes, or no with a reason that the other area reads."""

    accepts = forms.YesNo("Do you accept?", missing="Say whether you accept")
    answer = forms.LongText(
        "Anything the other area should know?",
        hint="If you refuse: why, and what would help. They read this.",
        say_optional=False,
        max_length=1000,
        rows=3,
        who="the other area, and whoever works with the child here",
    )

    def clean(self) -> dict[str, Any]:
        """A no says why."""
        typed: dict[str, Any] = self.cleaned_data
        if typed.get("accepts") is False and not typed.get("answer"):
            self.add_error("answer", "Write why you refuse")
        return typed

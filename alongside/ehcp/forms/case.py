"""What people type about EHC cases. The form of a step is made from the step's own questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.children.forms import FileOf
from alongside.core.actor import Actor
from alongside.ehcp import rules
from alongside.ehcp.commands import Said
from alongside.ehcp.models import Edition
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Agency
from alongside.ui import forms

WHO = "people who read this child’s education: the worker and their team, the SEND team, the school where it is let in"
WHO_OF_STRAND = {
    "identity": "everyone who works with the child",
    "education": WHO,
    "health": "people who read this child’s health: the worker, specialists, the SEND team",
    "plan": "people who read this child’s plan: the worker and their team, specialists, the SEND team",
}

_SETTINGS = (Agency.Kind.SCHOOL.value, Agency.Kind.POST_16.value)
_ELSEWHERE = "elsewhere"


class _WithSetting(forms.Form):
    """Shared by forms that name a school or college: one in Alongside, or another by its name."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {row.ref: row for row in partnerships.agencies(actor, kinds=_SETTINGS)}

    def _add_setting(self, label: str, *, missing: str | None = None) -> None:
        options = [(ref, row.name) for ref, row in self.agencies.items()]
        self.fields["setting"] = forms.Choice(
            label,
            options=[*options, (_ELSEWHERE, "Another school or college")],
            conditional={_ELSEWHERE: "setting_name"},
            missing=missing,
        )
        self.fields["setting_name"] = forms.Text("Name of the school or college", say_optional=False)

    def clean(self) -> dict[str, Any]:
        """A setting that is not in the list has a name."""
        typed = super().clean() or self.cleaned_data
        if typed.get("setting") == _ELSEWHERE and not typed.get("setting_name"):
            self.add_error("setting_name", "Enter the name of the school or college")
        return typed

    def _setting(self) -> tuple[Agency | None, str]:
        chosen = self.cleaned_data.get("setting") or ""
        if chosen == _ELSEWHERE:
            return None, self.cleaned_data["setting_name"]
        row = self.agencies.get(chosen)
        return row, row.name if row else ""


_ASKED = {one.code for one in rules.OPENINGS if one.state != "maintained"}
"""Ways of beginning in which somebody asks, or tells the authority."""


_DAY_OF_PLAN = "For a plan that exists: when it was made, or last reviewed."


class BeginCase(_WithSetting):
    """How it began, who asked, and since when."""

    how = forms.Choice("How did it begin?", missing="Choose how it began", conditional={"moved_in": "reviewed_before"})
    reviewed_before = forms.DateParts(
        "When did the other authority make the plan, or last review it?",
        what="day",
        hint="The next review is due a year after it, or three months after the transfer if that is later.",
        allow="until_today",
    )
    asked_by = forms.Choice(
        "Who asked, or told the authority?",
        hint="For a plan that there is already, leave this open.",
        options=rules.ASKED_BY,
        say_optional=False,
    )
    happened_on = forms.DateParts(
        "When did the authority hear of it?",
        what="day",
        hint=_DAY_OF_PLAN,
        allow="until_today",
        missing="Enter the day",
    )
    asked_before = forms.DateParts(
        "If another authority was assessing when the child moved here, when was it asked?",
        what="day",
        hint="The limits begin afresh here. The earlier ones stay in the record, and each new date names its own.",
        allow="until_today",
    )
    authority_before = forms.Text("Which authority was it?", max_length=200)
    note = forms.LongText(
        "What should the SEND team know first?",
        hint="Facts that help them decide. The request itself is sent in another way.",
        who=WHO,
        max_length=4000,
        rows=4,
        count=True,
    )

    def __init__(self, *args: Any, openings: Sequence[rules.Opening], actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.give_options("how", [(one.code, one.title, one.hint) for one in openings])
        if "moved_in" in {one.code for one in openings}:
            came = "If it came from another authority: when it came."
            self.fields["happened_on"].help_text = f"{_DAY_OF_PLAN} {came}"
        else:
            del self.fields["asked_before"], self.fields["authority_before"]
        self._add_setting("Where does the child learn, or which setting does the plan name?")
        asked = ["how", "reviewed_before", "asked_by", "happened_on", "asked_before", "authority_before"]
        self.order_fields([*asked, "setting", "setting_name", "note"])

    def clean(self) -> dict[str, Any]:
        """Somebody asked, or told the authority, unless there is a plan."""
        typed = super().clean()
        if not typed.get("asked_by") and typed.get("how") in _ASKED:
            self.add_error("asked_by", "Choose who asked")
        if typed.get("asked_before") and not typed.get("authority_before"):
            self.add_error("authority_before", "Enter the name of the authority that was assessing")
        if typed.get("authority_before") and "asked_before" in typed and not typed["asked_before"]:
            self.add_error("asked_before", "Enter the day on which the other authority was asked")
        return typed

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``begin_case``."""
        typed = self.cleaned_data
        setting, name = self._setting()
        return {
            "how": typed["how"],
            "asked_by": typed["asked_by"],
            "happened_on": typed["happened_on"],
            "reviewed_before": typed["reviewed_before"] or None,
            "asked_before": typed.get("asked_before"),
            "authority_before": typed.get("authority_before", ""),
            "setting": setting,
            "setting_name": name,
            "note": typed["note"],
        }


def _text(label: str, missing: str | None = None, hint: str = "") -> forms.LongText:
    return forms.LongText(label, hint=hint, who=WHO, max_length=4000, rows=4, count=True, missing=missing)


_NOTES = {
    "reason": lambda: _text("Why?", "Say why", "The reasons as the family was told them."),
    "comments": lambda: _text("What did the family say?", "Say what the family said"),
    "views": lambda: _text("What did the child say?", hint="In their own words. How they said it, if not in words."),
}
_CHOICES: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {
    "adviser": ("Of whom is advice asked?", "Choose who is asked", rules.ADVISERS),
    "phase": ("Which move?", "Choose which move", rules.PHASES),
    "asked_by": ("Who asked?", "Choose who asked", rules.ASKED_BY),
    "decision": ("Which decision?", "Choose which decision the family disagrees with", rules.DECISIONS),
    "cease_reason": ("Why does the plan end?", "Choose why the plan ends", rules.CEASE_REASONS),
}
_DAYS = {
    "meeting_on": ("When is the meeting?", "day of the meeting"),
    "move_on": ("When is the move?", "day of the move"),
}
_NAMES = {"whom": ("Who, by name or post?", ""), "authority": ("To which authority?", "Enter the authority")}


class TakeStep(_WithSetting):
    """A step: when it happened, and what else it asks."""

    happened_on = forms.DateParts("When did it happen?", what="day", missing="Enter the day")

    def __init__(self, *args: Any, step: rules.Step, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.step = step
        day = self.fields["happened_on"]
        assert isinstance(day, forms.DateParts)
        day.label, day.allow = step.day, "any" if step.ahead else "until_today"
        for ask in step.asks:
            self._ask(ask)
        if not any(ask in _NOTES for ask in step.asks):
            self.fields["note"] = _text("Anything to add?")
        for field in self.fields.values():
            if isinstance(field, forms.DateParts):
                field.today = self.today
        self.order_fields(
            [*(name for name in self.fields if name not in ("happened_on", "note")), "happened_on", "note"]
        )

    def _ask(self, ask: str) -> None:
        if ask in _NOTES:
            self.fields["note"] = _NOTES[ask]()
        elif ask in _CHOICES:
            label, missing, options = _CHOICES[ask]
            self.fields["what"] = forms.Choice(label, missing=missing, options=options)
        elif ask in _DAYS:
            label, what = _DAYS[ask]
            self.fields["planned_on"] = forms.DateParts(label, what=what, missing=f"Enter the {what}")
        elif ask in _NAMES:
            label, missing = _NAMES[ask]
            self.fields["whom"] = forms.Text(label, missing=missing or None)
        elif ask == "setting":
            self._add_setting("Which school or college?", missing="Choose the school or college")
        elif ask == "named_setting":
            self._add_setting("Which school or college does the plan name?")
        else:
            raise KeyError(ask)

    def said(self) -> Said:
        """What was said besides the day, for the command ``take_step``."""
        typed = self.cleaned_data
        setting, name = self._setting()
        return Said(
            what=typed.get("what") or "",
            whom=typed.get("whom") or "",
            setting=setting,
            setting_name=name,
            planned_on=typed.get("planned_on"),
            note=typed.get("note") or "",
        )


class TakeBackStep(forms.Form):
    """Why a step is taken back."""

    reason = forms.LongText(
        "Why was it entered in error?",
        hint="For example: the letter was sent a week later. It stays beside the step.",
        who=WHO,
        max_length=1000,
        rows=3,
        count=True,
        missing="Say why it was entered in error",
    )


class CorrectBeginning(forms.Form):
    """The right day on which a case began, and why the other was wrong."""

    happened_on = forms.DateParts(
        "On which day did the authority get it?",
        what="day on which it began",
        allow="until_today",
        missing="Enter the right day",
    )
    reason = forms.LongText(
        "Why was the other day wrong?",
        hint="For example: the letter came in on Friday and was opened on Monday. It stays in the record.",
        who=WHO,
        max_length=1000,
        rows=3,
        count=True,
        missing="Say why the other day was wrong",
    )


class WritePlanText(forms.Form):
    """The sections of the plan, each for those who read it."""

    def __init__(self, *args: Any, readable: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in rules.SECTIONS:
            if section.strand in readable:
                self.fields[section.code] = forms.LongText(
                    f"{section.letter}. {section.title}",
                    hint=section.hint,
                    who=WHO_OF_STRAND[section.strand.value],
                    max_length=12000,
                    rows=4,
                    say_optional=False,
                )

    @staticmethod
    def first(edition: Edition | None) -> dict[str, str]:
        """What stands in the sections now."""
        return {section.code: getattr(edition, section.code) if edition else "" for section in rules.SECTIONS}


class AttachFile(forms.Form):
    """A file of the case."""

    title = forms.Text("What is it?", missing="Say what it is, for example Final EHC plan", max_length=160)
    kind = forms.Choice(
        "What kind of document?",
        missing="Choose the nearest kind",
        options=[("plan", "Plan"), ("report", "Report or advice"), ("assessment", "Assessment"), ("letter", "Letter")],
    )
    dated_on = forms.DateParts(
        "Which day stands on it?",
        what="day of the document",
        allow="until_today",
        missing="Enter the day of the document",
    )
    paper = FileOf("The file", missing="Choose a file")


class HandOverCase(forms.Form):
    """Whose it is from now on."""

    officer = forms.Choice("Which officer?", missing="Choose an officer", select=True)

    def __init__(self, *args: Any, officers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("officer", list(officers))


class Narrow(forms.Form):
    """What the board shows."""

    stage = forms.Choice("Stage", select=True, empty_text="Every stage", say_optional=False)
    due = forms.Choice(
        "Due",
        select=True,
        empty_text="Any day",
        say_optional=False,
        options=[("late", "Late"), ("soon", "In the next two weeks"), ("excused", "With an exception claimed")],
    )
    locality = forms.Choice("Locality", select=True, empty_text="Every locality", say_optional=False)
    setting = forms.Choice("School or college", select=True, empty_text="Every setting", say_optional=False)
    officer = forms.Choice("Officer", select=True, empty_text="Every officer", say_optional=False)

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        officers: Sequence[tuple[str, str]],
        settings: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        options: dict[str, list[tuple[str, str]]] = {
            "stage": [(state.code, state.title) for state in rules.CASE.states if state.is_open],
            "locality": [(row.ref, row.name) for row in partnerships.localities(actor)],
            "setting": [(name, name) for name in settings],
            "officer": [("mine", "Mine"), ("nobody", "Nobody yet"), *officers],
        }
        for name, each in options.items():
            self.give_options(name, each)

    def values(self) -> dict[str, str]:
        """What was asked for and is known; anything else counts as not asked."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

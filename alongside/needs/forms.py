"""What people type about screens, needs, support and strategies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from alongside.core.actor import Actor
from alongside.needs import rules
from alongside.needs.models import Screen, Strategy, Support
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Team
from alongside.ui import forms

WHO_HEALTH = "the allocated worker and their team, specialists who support the child, social care at a meeting"
WHO_ALL = "everyone who works with the child, the school too"

HELPS = "One idea, in words that the child would use. At most 15 words in a sentence."


class _Strategy(forms.Text):
    """A strategy in one line, judged as it is typed in."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, max_length=rules.LONGEST_STRATEGY, **options)

    def validate(self, value: Any) -> None:
        """Refuse more than one idea, or a sentence too long for the child."""
        super().validate(value)
        fault = rules.fault_of_strategy(value) if value else ""
        if fault:
            raise ValidationError(fault, code="strategy")


class OfferScreen(forms.Form):
    """Which tool."""

    tool = forms.Choice("Which screen?", missing="Choose the screen")

    def __init__(self, *args: Any, tools: Sequence[rules.Tool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("tool", [(tool.code, tool.title, tool.what) for tool in tools])


class RecordScreen(forms.Form):
    """The result of a screen: scores of the tool's own scales, areas raised, what helps. Never the tool's questions."""

    named = forms.Text("Name and version of the tool", missing="Enter the name of the tool, and its version")
    done_on = forms.DateParts(
        "When was it done?", what="day of the screen", allow="until_today", missing="Enter the day of the screen"
    )
    raised = forms.Choices(
        "What should somebody look into?",
        missing="Choose at least one, or choose “Nothing for now”",
        alone="none",
        hint="Only what you choose goes further. Each goes to the service that answers it, at once.",
    )
    note = forms.LongText(
        "What did you notice?",
        hint="In a few words. The service that gets it reads this first.",
        who=WHO_HEALTH,
        max_length=2000,
        rows=4,
        count=True,
    )
    helps = _Strategy("What helps?", hint=f"It becomes a strategy: “Do this”. {HELPS}", who=WHO_ALL)
    avoid = _Strategy("What does not help?", hint="It becomes a strategy: “Avoid this”.", who=WHO_ALL)

    def __init__(self, *args: Any, tool: rules.Tool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tool = tool
        areas = [area for area in rules.NEED_AREAS if not tool.areas or area.code in tool.areas]
        self.give_options(
            "raised",
            [(area.code, area.title, area.looks_like) for area in areas]
            + [("none", "Nothing for now", "What we assume until we know better stays as it is")],
        )
        if not tool.is_named_by_hand:
            del self.fields["named"]
        if tool.tier > 1:
            del self.fields["helps"], self.fields["avoid"]
        for scale in tool.scales:
            self.fields[f"score_{scale.code}"] = forms.Text(
                scale.title,
                max_length=2,
                width=2,
                inputmode="numeric",
                hint=f"0 to {scale.highest}",
                say_optional=False,
            )
        self.order_fields(["named", "done_on", *self.score_names, "raised", "note", "helps", "avoid"])

    @property
    def score_names(self) -> list[str]:
        """Names of the fields that hold scores."""
        return [f"score_{scale.code}" for scale in self.tool.scales]

    def clean(self) -> dict[str, Any]:
        """Scores as whole numbers within their scale; a tool with scores has at least one."""
        typed = super().clean() or self.cleaned_data
        found: dict[str, int] = {}
        for scale in self.tool.scales:
            text = typed.get(f"score_{scale.code}") or ""
            if not text:
                continue
            if not text.isdecimal() or int(text) > scale.highest:
                self.add_error(f"score_{scale.code}", f"{scale.title} must be a whole number from 0 to {scale.highest}")
            else:
                found[scale.code] = int(text)
        if self.tool.scales and not found and not self.errors:
            self.add_error(self.score_names[0], "Enter at least one score")
        typed["scores"] = found
        return typed

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``record_screen``."""
        typed = self.cleaned_data
        return {
            "done_on": typed["done_on"],
            "scores": typed["scores"],
            "raised": [area for area in typed["raised"] if area != "none"],
            "note": typed["note"],
            "named": typed.get("named", ""),
            "helps": typed.get("helps", ""),
            "avoid": typed.get("avoid", ""),
        }


class DeclineScreen(forms.Form):
    """There is no result, and why."""

    status = forms.Choice(
        "Why is there no screen?",
        missing="Choose why there is no screen",
        options=[
            (Screen.Status.DECLINED, "The child said no", "It is never held against a child."),
            (Screen.Status.NOT_NEEDED, "It is not needed", "The answers are known from somewhere else."),
        ],
    )
    note = forms.LongText(
        "Say a little more",
        missing="Say in a few words why there is no screen",
        who=WHO_HEALTH,
        max_length=1000,
        rows=3,
    )


def _areas(codes: Sequence[str]) -> list[forms.Option]:
    return [(area.code, area.title) for area in rules.NEED_AREAS if area.code in codes]


class RecordNeed(forms.Form):
    """A need that is known, and from what."""

    area = forms.Choice("What does the child need help with?", missing="Choose what the child needs help with")
    identified_on = forms.DateParts(
        "When did it become known?", what="day", allow="until_today", missing="Enter the day on which it became known"
    )
    evidence = forms.LongText(
        "How is it known?",
        missing="Say how it is known: who assessed the child, and when",
        hint="Who assessed, with what, and when. For example: school’s EHC plan of March 2026.",
        who=WHO_HEALTH,
        max_length=1000,
        rows=3,
    )
    ask = forms.YesNo("Ask the service that answers it for support?", missing="Say whether to ask for support")

    def __init__(self, *args: Any, areas: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("area", _areas(areas))


class RuleOutNeed(forms.Form):
    """A full assessment found no need in an area."""

    area = forms.Choice("What did the assessment rule out?", missing="Choose what the assessment ruled out")
    ruled_out_on = forms.DateParts(
        "When was the assessment?",
        what="day of the assessment",
        allow="until_today",
        missing="Enter the day of the assessment",
    )
    evidence = forms.LongText(
        "Which assessment?",
        missing="Say which assessment ruled it out",
        hint="Who assessed, with what. A first screen rules nothing out.",
        who=WHO_HEALTH,
        max_length=1000,
        rows=3,
    )

    def __init__(self, *args: Any, areas: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("area", _areas(areas))


class AskForSupport(forms.Form):
    """What kind of support, and why."""

    wanted = forms.Choice("What would help?", missing="Choose what would help")
    why = forms.LongText(
        "What does the child need help with?",
        missing="Say what the child needs help with",
        hint="The service reads this first. Leave out what the child is said to have done.",
        who=WHO_HEALTH,
        max_length=2000,
        rows=4,
        count=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answered = {area.specialism for area in rules.NEED_AREAS}
        self.give_options(
            "wanted",
            [(area.code, area.title, rules.SPECIALISMS[area.specialism]) for area in rules.NEED_AREAS]
            + [(f"service:{code}", title) for code, title in rules.SPECIALISMS.items() if code not in answered],
        )

    def values(self) -> dict[str, str]:
        """Arguments of the command ``ask_for_support``."""
        wanted = str(self.cleaned_data["wanted"])
        if wanted.startswith("service:"):
            return {"specialism": wanted.partition(":")[2], "why": self.cleaned_data["why"]}
        return {
            "specialism": rules.AREAS_BY_CODE[wanted].specialism,
            "area": wanted,
            "why": self.cleaned_data["why"],
        }


class PlaceSupport(forms.Form):
    """Which team."""

    team = forms.Choice("Which team?", missing="Choose the team")

    def __init__(self, *args: Any, actor: Actor, specialism: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {team.ref: team for team in partnerships.teams(actor, specialism=specialism)}
        self.give_options("team", [(ref, f"{team.name}, {team.agency.name}") for ref, team in self.teams.items()])

    @property
    def chosen(self) -> Team:
        """The team that was chosen."""
        return self.teams[self.cleaned_data["team"]]


class DeclineSupport(forms.Form):
    """Why the team cannot give it."""

    reason = forms.LongText(
        "Why not, and what would help instead?",
        missing="Say why, and what would help instead",
        hint="The allocated worker reads this and decides what happens next.",
        who=WHO_HEALTH,
        max_length=1000,
        rows=4,
    )


class OfferSupport(forms.Form):
    """The day of the first time."""

    offered_for_on = forms.DateParts(
        "When is the first time?", what="first time", allow="from_today", missing="Enter the day of the first time"
    )


class StartSupport(forms.Form):
    """The day of the first support."""

    started_on = forms.DateParts(
        "When did support begin?", what="first day", allow="until_today", missing="Enter the day on which support began"
    )


class EndSupport(forms.Form):
    """How it ended."""

    ended_on = forms.DateParts("When did it end?", what="last day", allow="until_today", missing="Enter the last day")
    outcome = forms.Choice("What came of it?", missing="Choose what came of it")
    note = forms.LongText("Anything the next person should know", who=WHO_HEALTH, max_length=1000, rows=3)

    def __init__(self, *args: Any, has_begun: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(Support.Outcome)
        if not has_begun:
            known = known[known.index(Support.Outcome.NOT_WANTED) :]
        self.give_options("outcome", [(row.value, row.label) for row in known])


class WriteStrategy(forms.Form):
    """One thing to do or to avoid."""

    kind = forms.Choice("Is it something to do, or to avoid?", missing="Choose do or avoid", inline=True)
    text = _Strategy("What is it?", missing="Write what to do, or what to avoid", hint=HELPS, who=WHO_ALL)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("kind", [(kind.value, kind.label) for kind in Strategy.Kind])


class RewriteStrategy(WriteStrategy):
    """The same, said differently, and why."""

    reason = forms.Text("Why are you changing it?", missing="Say why you are changing it", who=WHO_ALL)


class WithdrawStrategy(forms.Form):
    """Why it no longer holds."""

    reason = forms.Text("Why does it no longer hold?", missing="Say why it no longer holds", who=WHO_ALL)


class Narrow(forms.Form):
    """Narrows the queue."""

    specialism = forms.Choice("Service", select=True, empty_text="All", say_optional=False)
    locality = forms.Choice("Locality", select=True, empty_text="All", say_optional=False)
    state = forms.Choice(
        "Where it stands",
        select=True,
        empty_text="All",
        say_optional=False,
        options=[
            ("new", "Waits for the team’s answer"),
            ("accepted", "Accepted, not begun"),
            ("unplaced", "No one to give it yet"),
            ("declined", "The team said no"),
        ],
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("specialism", list(rules.SPECIALISMS.items()))
        self.give_options("locality", [(row.ref, row.name) for row in partnerships.localities(actor)])

    def values(self) -> dict[str, str]:
        """Arguments of the query ``support_queue``; what is not an answer narrows nothing."""
        typed = self.cleaned_data if self.is_valid() else {}
        return {name: str(typed.get(name) or "") for name in ("specialism", "locality", "state")}

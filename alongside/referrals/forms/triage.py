"""What the front door types: which referrals to show, whose they are, what happens next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.accounts.permissions import Permission
from alongside.children.queries import Found
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.partnerships import queries as partnerships
from alongside.referrals import rules
from alongside.referrals.forms.seen import SEEN_BY_FRONT_DOOR, WHOLE
from alongside.referrals.models import Referral
from alongside.ui import forms


class NarrowReferrals(forms.Form):
    """Filters above the list: nothing that could be a name."""

    status = forms.Choice("State", select=True, say_optional=False, empty_text="Waiting for a next step", classes=WHOLE)
    source = forms.Choice("From", select=True, say_optional=False, empty_text="Anybody", classes=WHOLE)
    locality = forms.Choice("Locality", select=True, say_optional=False, empty_text="Anywhere", classes=WHOLE)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if actor.may(Permission.TRIAGE_REFERRAL):
            states = [("all", "All"), *Referral.Status.choices]
            self.give_options("source", list(rules.SOURCES.items()))
            self.give_options("locality", [(row.ref, row.name) for row in partnerships.localities(actor)])
        else:
            # A referrer's filter by state would tell what the state is.
            states = [("all", "All")]
            del self.fields["source"], self.fields["locality"]
        self.give_options("status", states)

    def narrowed(self) -> dict[str, str]:
        """Arguments of the query; what is not one of the options filters nothing."""
        self.is_valid()
        typed = getattr(self, "cleaned_data", {})
        return {
            "status": typed.get("status") or "waiting",
            "source": typed.get("source", ""),
            "locality": typed.get("locality", ""),
        }


NEW_RECORD = "new"


class MatchToChild(forms.Form):
    """Whose referral it is."""

    child = forms.Choice("Is it one of these children?", missing="Choose the child, or choose that it is none of these")

    def __init__(self, *args: Any, found: Sequence[Found], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options(
            "child",
            [
                *((row.ref, f"Yes: {row.full_name}", _described(row)) for row in found),
                (NEW_RECORD, "No, make a new record", "Only if you are sure. Two records of one child do harm."),
            ],
        )


def _described(row: Found) -> str:
    facts = [f"Born {calendar.spoken(row.born_on)}, {row.age} years old", row.locality, row.school]
    why = ". ".join(row.reasons)
    return f"{', '.join(fact for fact in facts if fact)}. {why}."


class DecideReferral(forms.Form):
    """What happens next."""

    outcome = forms.Choice(
        "What happens next?",
        missing="Choose what happens next",
        options=[
            (Referral.Status.ACCEPTED, "Offer support"),
            (Referral.Status.SIGNPOSTED, "Signpost to other help", "Another service can help better."),
            (Referral.Status.DECLINED, "Do not take it on", "Nothing more is needed from us now."),
        ],
        conditional={Referral.Status.ACCEPTED.value: "stream"},
    )
    stream = forms.Choice(
        "In which stream?",
        select=True,
        say_optional=False,
        options=[(stream.code, stream.title) for stream in rules.STREAMS.values()],
    )
    legal_basis = forms.Choice(
        "What does it rest on?",
        hint="For a court order, remand, custody and resettlement. For diversion, if it is known.",
        select=True,
        say_optional=False,
        options=[(basis.code, basis.title) for basis in rules.BASES.values()],
        empty_text="Nothing: it is the family’s choice",
    )
    legal_on = forms.DateParts(
        "On which day was that decided?", what="day of that decision", allow="until_today", say_optional=False
    )
    early_help = forms.Choice(
        "Early help first: why is it not enough by itself?",
        hint="If early help is best placed, choose “Signpost to other help” above.",
        say_optional=False,
        options=list(rules.EARLY_HELP.items()),
    )
    early_help_why = forms.LongText("Say more, if it helps", max_length=1000, rows=2, who=SEEN_BY_FRONT_DOOR)
    team = forms.Choice(
        "If prevention: does the Youth Crime Prevention team take the child on?",
        say_optional=False,
        options=[("yes", "Yes"), ("no", "No, another prevention worker")],
    )
    otherwise_reason = forms.LongText(
        "If you decide otherwise than the rules say: why?",
        hint="Kept and shown with the decision.",
        max_length=2000,
        rows=3,
        who=SEEN_BY_FRONT_DOOR,
    )
    reason = forms.LongText("Why?", missing="Write why you decide so", max_length=2000, rows=3, who=SEEN_BY_FRONT_DOOR)
    reply = forms.LongText(
        "What would you like to add to our reply?",
        hint="The referrer gets our standard words. Add nothing that is not theirs to know.",
        max_length=2000,
        rows=3,
        who="the person who referred the child, and their team",
    )

    told_how = forms.Choice(
        "How do you tell the family?",
        missing="Choose how you tell the family",
        options=list(rules.HOW_ANSWERED.items()),
    )

    family_told = forms.Choice(
        "Do the child and family know what you answer?",
        missing="Say whether the child and family know what you answer",
        hint="It stands in the child’s sharing ledger.",
        options=[
            ("told", "Yes, they know"),
            ("to_tell", "Not yet: whoever works with the child tells them", "Only if you offer support."),
            ("not_told", "No, and there is a reason"),
        ],
        conditional={"not_told": "not_told_why"},
    )
    not_told_why = forms.LongText(
        "Why do they not know?",
        hint="For example, nobody of ours will meet them, and the school tells them.",
        say_optional=False,
        max_length=1000,
        rows=2,
        who="those who answer for the child",
    )

    offer = ("legal_basis", "legal_on", "early_help", "early_help_why", "team", "otherwise_reason")

    def __init__(
        self, *args: Any, is_eligible: bool, may_decide_otherwise: bool, is_from_family: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_eligible = is_eligible
        if is_from_family:
            del self.fields["family_told"], self.fields["not_told_why"]
        else:
            del self.fields["told_how"]
        if not may_decide_otherwise:
            del self.fields["team"], self.fields["otherwise_reason"]

    def clean(self) -> dict[str, Any]:
        """Support is offered in a stream: after early help was looked at, or on a decision that is named."""
        typed = self.cleaned_data
        if typed.get("family_told") == "not_told" and not typed.get("not_told_why"):
            self.add_error("not_told_why", "Say why they do not know")
        if typed.get("outcome") != Referral.Status.ACCEPTED:
            if typed.get("family_told") == "to_tell":
                self.add_error("family_told", "Nobody of ours will tell them later. Choose yes, or say why not")
            return typed
        stream = rules.STREAMS.get(typed.get("stream", ""))
        if stream is None:
            self.add_error("stream", "Choose the stream in which the work will be done")
        elif stream.needs_agreement and not typed.get("early_help"):
            self.add_error("early_help", "Choose why early help is not enough by itself")
        elif stream.needs_basis and not typed.get("legal_basis"):
            self.add_error("legal_basis", f"Choose what {stream.title.lower()} rests on")
        if typed.get("legal_basis") and not typed.get("legal_on") and "legal_on" not in self.errors:
            self.add_error("legal_on", "Enter the day of that decision")
        return typed

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``decide_referral``. Without a manager's choice the rules decide on the team."""
        typed = dict(self.cleaned_data)
        team = typed.pop("team", "")
        is_prevention = typed["outcome"] == Referral.Status.ACCEPTED and typed["stream"] == "prevention"
        offers = team == "yes" if team else self.is_eligible
        return {**typed, "youth_crime_prevention": is_prevention and offers}


class CheckTurnaround(forms.Form):
    """What somebody says that bears on Turnaround's rules."""

    event = forms.Choice(
        "What happened?",
        hint="No admission is needed.",
        missing="Choose what happened, or that it is not known",
        options=[
            *rules.EVENTS.items(),
            (rules.NONE_OF_THESE, "None of these"),
            ("unknown", "Not known"),
        ],
    )
    event_on = forms.DateParts("On which day?", what="day on which it happened", allow="until_today")
    had_turnaround = forms.Choice(
        "Has the child been in Turnaround before?",
        missing="Say whether the child has been in Turnaround before",
        options=list(rules.KNOWN.items()),
        inline=True,
    )
    had_order = forms.Choice(
        "Has the child had an order of a court before?",
        missing="Say whether the child has had an order of a court before",
        options=list(rules.KNOWN.items()),
        inline=True,
    )
    looked_after = forms.Choice(
        "Is the child looked after?",
        missing="Say whether the child is looked after",
        options=list(rules.KNOWN.items()),
        inline=True,
    )
    protection_plan = forms.Choice(
        "Is the child on a child protection plan?",
        hint="A child in need plan does not count.",
        missing="Say whether the child is on a child protection plan",
        options=list(rules.KNOWN.items()),
        inline=True,
    )
    early_help_lead = forms.Choice(
        "Does the family have whole-family early help with a lead practitioner?",
        missing="Say whether the family has early help with a lead practitioner",
        options=list(rules.KNOWN.items()),
        inline=True,
    )
    said_by = forms.Text(
        "Who told you?",
        hint="For example the referrer, by telephone today.",
        missing="Enter who told you",
        who=SEEN_BY_FRONT_DOOR,
    )

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``check_turnaround``."""
        typed = dict(self.cleaned_data)
        said_by = typed.pop("said_by")
        typed["event"] = "" if typed["event"] == "unknown" else typed["event"]
        return {"facts": rules.TurnaroundFacts(**typed), "said_by": said_by}


class SignpostUnderTen(forms.Form):
    """A child under 10: there is one answer, and it cannot be undone."""

    understood = forms.Tick(
        "I have told the referrer where to turn. Erase what was written about this child.",
        missing="Tick to say that you have told the referrer where to turn",
    )

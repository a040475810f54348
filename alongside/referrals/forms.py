"""What people type about a referral, a family's answer, and who works with the child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from alongside.accounts.permissions import Permission
from alongside.children.queries import Found
from alongside.core import calendar, names
from alongside.core.actor import Actor
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Agency
from alongside.referrals import rules
from alongside.referrals.models import Referral
from alongside.referrals.queries import Workers
from alongside.ui import forms

SEEN_BY_FRONT_DOOR = "the front door, the worker who is allocated and their manager"
SEEN_IN_THE_TRAIL = "the information governance lead, who answers for the record of who did what"

WHOLE = "govuk-!-width-full"
"""As wide as there is room: a select is otherwise as wide as its longest option, which a telephone is not."""


class ReferChild(forms.Form):
    """Step 1: who the child is."""

    given_name = forms.Text("First name", missing="Enter the child's first name", width=20)
    family_name = forms.Text("Last name", missing="Enter the child's last name", width=20)
    preferred_name = forms.Text("What the child likes to be called", hint="If it is another name.", width=20)
    born_on = forms.DateParts(
        "Date of birth",
        what="date of birth",
        birth=True,
        allow="until_today",
        missing="Enter the child's date of birth",
    )

    def answers(self) -> dict[str, list[str]]:
        """What step 2 begins with, as its draft keeps it."""
        typed = self.cleaned_data
        names_typed = ("given_name", "family_name", "preferred_name")
        return {**{name: [typed[name]] for name in names_typed}, "born_on": [typed["born_on"].isoformat()]}


def asked(answers: Mapping[str, Any]) -> names.Named | None:
    """The child of step 1 as step 2 carries it; None where names or date are missing or no date at all."""

    def one(name: str) -> str:
        value = answers.get(name, "")
        return str(value[0] if isinstance(value, list) and value else value or "").strip()

    try:
        born_on = dt.date.fromisoformat(one("born_on"))
    except ValueError:
        return None
    if not one("given_name") or not one("family_name"):
        return None
    return names.Named(
        given=one("given_name"), family=one("family_name"), born_on=born_on, preferred=one("preferred_name")
    )


class DescribeConcern(forms.Form):
    """Step 2: the child's strengths first, then the concern in the referrer's words."""

    given_name = forms.Hidden(max_length=200)
    family_name = forms.Hidden(max_length=200)
    preferred_name = forms.Hidden(max_length=200)
    born_on = forms.Hidden()
    strengths = forms.LongText(
        "What is the child good at?",
        hint="What they like, what goes well, who they get on with.",
        max_length=2000,
        rows=3,
        who="everybody who works with the child",
    )
    own_words = forms.LongText(
        "What does the child say?",
        hint="In the child's own words, if you have asked.",
        max_length=2000,
        rows=3,
        who="everybody who works with the child",
    )
    concern = forms.LongText(
        "What are you worried about?",
        missing="Write what you are worried about",
        hint="In your own words. Say what you saw or heard yourself, and what others told you.",
        max_length=6000,
        count=True,
        rows=8,
        who=SEEN_BY_FRONT_DOOR,
    )
    grounds = forms.Choices(
        "Which of these are you worried about?",
        hint="Choose all that apply. It is kept as your concern, not as a fact about the child.",
        missing="Choose what you are worried about, or choose “None of these”",
        options=[*((ground.code, ground.title) for ground in rules.GROUNDS.values()), ("none", "None of these")],
        alone="none",
        who=SEEN_BY_FRONT_DOOR,
    )
    carer_name = forms.Text("Parent's or carer's name", width=20)
    carer_relation = forms.Text(
        "Who they are to the child", hint="For example mother, uncle or foster carer.", width=20
    )
    carer_phone = forms.Phone("Their telephone number")
    carers_know = forms.Choice(
        "Do they know about this referral?",
        missing="Say whether the parent or carer knows about this referral",
        options=Referral.CarersKnow.choices,
    )
    locality = forms.Choice("Where does the child live?", select=True, missing="Choose where the child lives")
    school = forms.Choice("School, college or training provider", select=True)
    source = forms.Choice("Who asks for help?", select=True)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        places = [(row.ref, row.name) for row in partnerships.localities(actor)]
        self.fields["locality"].set_options(places)  # type: ignore[attr-defined]
        if actor.agency_kind in (Agency.Kind.SCHOOL, Agency.Kind.POST_16):
            del self.fields["school"]
        else:
            self.fields["school"].set_options([(row.ref, row.name) for row in self._schools()])  # type: ignore[attr-defined]
        if actor.may(Permission.TRIAGE_REFERRAL):
            self.fields["source"].set_options(list(rules.SOURCES.items()))  # type: ignore[attr-defined]
        else:
            del self.fields["source"]

    def _schools(self) -> list[Agency]:
        return partnerships.agencies(self.actor, kinds=(Agency.Kind.SCHOOL, Agency.Kind.POST_16))

    def clean(self) -> dict[str, Any]:
        """The child of step 1 travels with the form: judge it again, since it comes back from outside."""
        child = asked(self.data)
        today = self.today or dt.date.max
        if child is None or child.born_on is None or child.born_on > today:
            raise ValidationError("The child's name or date of birth was lost on the way. Begin the referral again.")
        self.cleaned_data["born_on"] = child.born_on
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``receive_referral``."""
        typed = dict(self.cleaned_data)
        typed["grounds"] = [code for code in typed["grounds"] if code != "none"]
        typed["locality"] = next(row for row in partnerships.localities(self.actor) if row.ref == typed["locality"])
        if "school" in self.fields:
            typed["school"] = next((row for row in self._schools() if row.ref == typed["school"]), None)
        else:
            typed["school"] = next(row for row in partnerships.agencies(self.actor) if row.pk == self.actor.agency_id)
        return typed


class NarrowReferrals(forms.Form):
    """Filters above the list: nothing that could be a name."""

    status = forms.Choice("State", select=True, say_optional=False, empty_text="Waiting for a next step", classes=WHOLE)
    source = forms.Choice("From", select=True, say_optional=False, empty_text="Anybody", classes=WHOLE)
    locality = forms.Choice("Locality", select=True, say_optional=False, empty_text="Anywhere", classes=WHOLE)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if actor.may(Permission.TRIAGE_REFERRAL):
            states = [("all", "All"), *Referral.Status.choices]
            self.fields["source"].set_options(list(rules.SOURCES.items()))  # type: ignore[attr-defined]
            self.fields["locality"].set_options(  # type: ignore[attr-defined]
                [(row.ref, row.name) for row in partnerships.localities(actor)]
            )
        else:
            # A referrer's filter by state would tell what the state is.
            states = [("all", "All")]
            del self.fields["source"], self.fields["locality"]
        self.fields["status"].set_options(states)  # type: ignore[attr-defined]

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
        self.fields["child"].set_options(  # type: ignore[attr-defined]
            [
                *((row.ref, f"Yes: {row.full_name}", _described(row)) for row in found),
                (NEW_RECORD, "No, make a new record", "Only if you are sure. Two records of one child do harm."),
            ]
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

    def __init__(self, *args: Any, is_eligible: bool, may_decide_otherwise: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_eligible = is_eligible
        if not may_decide_otherwise:
            del self.fields["team"], self.fields["otherwise_reason"]

    def clean(self) -> dict[str, Any]:
        """Support is offered in a stream."""
        typed = self.cleaned_data
        if typed.get("outcome") == Referral.Status.ACCEPTED and not typed.get("stream"):
            self.add_error("stream", "Choose the stream in which the work will be done")
        return typed

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``decide_referral``. Without a manager's choice the rules decide on the team."""
        typed = dict(self.cleaned_data)
        team = typed.pop("team", "")
        is_prevention = typed["outcome"] == Referral.Status.ACCEPTED and typed["stream"] == "prevention"
        offers = team == "yes" if team else self.is_eligible
        return {**typed, "youth_crime_prevention": is_prevention and offers}


class SignpostUnderTen(forms.Form):
    """A child under 10: there is one answer, and it cannot be undone."""

    understood = forms.Tick(
        "I have told the referrer where to turn. Erase what was written about this child.",
        missing="Tick to say that you have told the referrer where to turn",
    )


class RecordAgreement(forms.Form):
    """Who told them, how, on what day, and each one's answer."""

    told_by = forms.Choice(
        "Who told the child and the family what this is about?", select=True, missing="Choose who told them"
    )
    told_on = forms.DateParts(
        "On which day?",
        what="day on which they were told",
        allow="until_today",
        missing="Enter the day on which they were told",
    )
    how = forms.Choice(
        "Where or how?", missing="Choose where or how they were told", options=list(rules.HOW_TOLD.items())
    )
    child_answer = forms.Choice(
        "What did the child answer?",
        missing="Choose what the child answered",
        options=list(rules.ANSWERS.items()),
    )
    child_words = forms.LongText(
        "What did the child say about it?",
        hint="In the child's own words.",
        max_length=2000,
        rows=3,
        who="everybody who works with the child",
    )
    carer_answer = forms.Choice(
        "What did the parent or carer answer?",
        missing="Choose what the parent or carer answered",
        options=list(rules.CARER_ANSWERS.items()),
        conditional={"not_needed": "carer_reason"},
    )
    carer_reason = forms.LongText(
        "Why was the parent or carer not asked?", max_length=1000, rows=3, say_optional=False, who=SEEN_BY_FRONT_DOOR
    )

    def __init__(self, *args: Any, tellers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_by"].set_options(list(tellers))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Not asking a parent or carer takes a reason."""
        typed = self.cleaned_data
        if typed.get("carer_answer") == "not_needed" and not (typed.get("carer_reason") or "").strip():
            self.add_error("carer_reason", "Write why the parent or carer was not asked")
        return typed


class ChooseWorker(forms.Form):
    """Who will work with the child."""

    worker = forms.Choice("Who will work with the child?", missing="Choose a worker")

    def __init__(self, *args: Any, workers: Workers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workers = workers
        self.fields["worker"].set_options(  # type: ignore[attr-defined]
            [
                (row.key, row.name, _load(row.open_children, row.team.name, row.locality, row.key == workers.suggested))
                for row in workers.rows
            ]
        )

    def values(self) -> dict[str, Any]:
        """Arguments of the commands ``allocate`` and ``transfer``."""
        row = next(row for row in self.workers.rows if row.key == self.cleaned_data["worker"])
        return {"membership": row.membership, "team": row.team}


def _load(open_children: int, team: str, locality: str, is_suggested: bool) -> str:
    count = f"{open_children} open {'child' if open_children == 1 else 'children'}"
    facts = ", ".join(fact for fact in (count, locality, team) if fact)
    return f"Suggested. {facts}" if is_suggested else facts


class Transfer(ChooseWorker):
    """Another worker, and why."""

    reason = forms.LongText(
        "Why does the worker change?",
        missing="Write why the worker changes",
        max_length=1000,
        rows=3,
        who=SEEN_IN_THE_TRAIL,
    )

    def values(self) -> dict[str, Any]:
        """Arguments of the command ``transfer``."""
        return {**super().values(), "reason": self.cleaned_data["reason"]}


class EndInvolvement(forms.Form):
    """When the work ended, and why."""

    on = forms.DateParts("Last day", what="last day", allow="until_today", missing="Enter the last day of the work")
    reason = forms.Choice(
        "Why does it end?", missing="Choose why the work ends", options=list(rules.END_REASONS.items())
    )
    note = forms.LongText(
        "Anything to add?",
        hint="What helped, and who stays with the child.",
        max_length=2000,
        rows=4,
        who=SEEN_BY_FRONT_DOOR,
    )


class RecordFirstContact(forms.Form):
    """The day on which the worker first met or spoke to the child."""

    on = forms.DateParts(
        "Day of first contact",
        what="day of first contact",
        allow="until_today",
        missing="Enter the day of first contact",
    )

"""What a worker types of a plan and of a contact: short, in the child's words where they are the child's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from alongside.plans import rules
from alongside.plans.models import Contact, Goal, Review, Step
from alongside.ui import forms

PLAN_READERS = "everyone who reads the plan with this child, and the child"
CONTACT_READERS = "everyone who reads the plan with this child"
VOICE_READERS = "everyone who works with this child"


class PlanForm(forms.Form):
    strengths = forms.LongText(
        "What {name} is good at",
        hint="One thing a line, as {name} would say it. It stands first in the plan.",
        who=PLAN_READERS,
        max_length=1000,
        rows=4,
        say_optional=False,
    )
    matters = forms.LongText(
        "What matters to {name}",
        hint="People, places, hopes. In {name}’s words.",
        who=PLAN_READERS,
        max_length=1000,
        rows=4,
        say_optional=False,
    )
    review_on = forms.DateParts(
        "When will you look at the plan together again?", what="review date", allow="future", say_optional=False
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = str(field.label).format(name=name)
            field.help_text = str(field.help_text).format(name=name)

    def clean_review_on(self) -> dt.date | None:
        """A date that is not too far off."""
        value: dt.date | None = self.cleaned_data["review_on"]
        fault = rules.fault_of_review_date(value, self.today) if value and self.today else ""
        # A date that stood there and is past stays as it is until the review is recorded.
        if fault and value != self.initial.get("review_on"):
            self.add_error("review_on", fault)
        return value


EHC_READERS = "people who read the plan and the education of this child"


class EhcChangesForm(forms.Form):
    changes = forms.LongText(
        "How does the EHC plan change our work?",
        missing="Say what you do otherwise because of the EHC plan",
        hint="What you say, send or plan otherwise. For example “Instructions one at a time, in writing.”",
        who=EHC_READERS,
        max_length=2000,
        rows=5,
        count=True,
    )


class SignForm(forms.Form):
    signed_on = forms.DateParts(
        "When did you sign?", what="day of signing", allow="until_today", missing="Enter the day on which you signed"
    )
    reason = forms.LongText(
        "Why does the plan go on without it?",
        missing="Say why the plan goes on without it",
        hint="It is asked for again after a term.",
        who=EHC_READERS,
        max_length=1000,
        rows=3,
    )


class GoalForm(forms.Form):
    words = forms.LongText(
        "What do you want?",
        missing="Write what the child wants, in the child’s own words",
        hint="In the child’s own words, for example “I want to play football on Saturdays.”",
        who=PLAN_READERS,
        max_length=400,
        rows=3,
    )
    why = forms.LongText(
        "Why does it matter to you?",
        hint="What would be better then?",
        who=PLAN_READERS,
        max_length=400,
        rows=3,
    )


class EditGoalForm(GoalForm):
    status = forms.Choice("How does it stand?", missing="Say how the goal stands", options=Goal.Status.choices)


OTHER = "other"


class StepForm(forms.Form):
    what = forms.Text(
        "What will be done?",
        missing="Write what the adult will do",
        hint="In plain words, since the child reads it. For example “Ring the club and ask for a place.”",
        who=PLAN_READERS,
        max_length=200,
    )
    goal = forms.Choice(
        "Which goal does it help with?", select=True, empty_text="No goal in particular", say_optional=False
    )
    who = forms.Choice(
        "Who will do it?",
        missing="Choose who will do it",
        select=True,
        hint="People who can see this plan. For anybody else choose “Somebody else” at the end of the list.",
    )
    named = forms.Text(
        "If somebody else: their name",
        hint="For example “Mum”, or “Mr Ali, head of year”.",
        max_length=100,
        say_optional=False,
    )
    due_on = forms.DateParts(
        "By when?", what="date", allow="from_today", missing="Enter the day by which it will be done"
    )

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, str]], goals: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("who", [*people, (OTHER, "Somebody else")])
        self.give_options("goal", list(goals))

    def clean(self) -> dict[str, Any]:
        """Exactly one owner: a step of nobody is done by nobody."""
        cleaned = super().clean() or self.cleaned_data
        who, named = cleaned.get("who"), (cleaned.get("named") or "").strip()
        if who == OTHER and not named:
            self.add_error("named", "Enter the name of the person who will do it")
        if who and who != OTHER:
            cleaned["named"] = ""
        return cleaned


class AgreeForm(forms.Form):
    said = forms.LongText(
        "What did the child say about the plan?",
        missing="Write what the child said about the plan",
        hint="In the child’s own words. Write what they did not like, too.",
        who=VOICE_READERS,
        max_length=600,
        rows=4,
    )
    agreed_on = forms.DateParts(
        "When did you agree it?", what="date", allow="until_today", missing="Enter the day on which you agreed it"
    )


class ReviewForm(forms.Form):
    held_on = forms.DateParts(
        "When did you meet?", what="date", allow="until_today", missing="Enter the day on which you met"
    )
    changed = forms.LongText(
        "What has changed since last time?",
        missing="Write what has changed since last time",
        hint="What went well first. Then what is still hard.",
        who=PLAN_READERS,
        max_length=1500,
        rows=5,
    )
    said = forms.LongText(
        "What did the child say?", hint="In the child’s own words.", who=VOICE_READERS, max_length=600, rows=3
    )
    outcome = forms.Choice(
        "What happens now?",
        missing="Choose what happens now",
        options=[
            (Review.Outcome.CARRY_ON.value, "Carry on with the plan"),
            (Review.Outcome.END.value, "End the plan", "Its goals and steps stay in the record."),
        ],
        conditional={Review.Outcome.CARRY_ON.value: "next_review_on"},
    )
    next_review_on = forms.DateParts(
        "When will you look at it again?", what="next review date", allow="future", say_optional=False
    )

    def clean(self) -> dict[str, Any]:
        """A plan that carries on has a next review."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == Review.Outcome.CARRY_ON and "next_review_on" not in self.errors:
            value = cleaned.get("next_review_on")
            if value is None:
                self.add_error("next_review_on", "Enter the day on which you will look at the plan again")
            elif self.today and (fault := rules.fault_of_review_date(value, self.today)):
                self.add_error("next_review_on", fault)
        return cleaned


class ContactForm(forms.Form):
    """Five taps and two lines: recorded in under a minute, on a phone, at the gate."""

    happened_on = forms.DateParts("When?", what="date", allow="until_today", missing="Enter the day of the contact")
    with_whom = forms.Choice("Who with?", missing="Choose who it was with", options=Contact.With.choices)
    attended = forms.Choice(
        "Did they come or answer?",
        missing="Say whether they came or answered",
        options=[
            (Contact.Attended.YES.value, "Yes"),
            (Contact.Attended.NO.value, "No"),
            (
                Contact.Attended.COULD_NOT.value,
                "They could not",
                "Ill, at school, no way to get there, or we changed it.",
            ),
        ],
    )
    how = forms.Choice("Where or how?", missing="Choose where or how", select=True, options=Contact.How.choices)
    kind = forms.Choice("What kind of contact?", missing="Choose the kind", select=True, options=Contact.Kind.choices)
    text = forms.LongText("What happened? Two lines are enough", max_length=600, rows=2, say_optional=False)
    said = forms.LongText(
        "What did the child say?", hint="In their own words.", who=VOICE_READERS, max_length=600, rows=2
    )

    def __init__(self, *args: Any, readers: str = CONTACT_READERS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].who = readers  # type: ignore[attr-defined]


class TickForm(forms.Form):
    status = forms.Choice("How does the step stand?", missing="Choose how the step stands", options=Step.Status.choices)

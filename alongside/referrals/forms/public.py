"""What a family types on the public pages. Short words, one idea a line; most of it may be left out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.core import calendar, refs
from alongside.referrals import rules
from alongside.ui import forms

OLDEST = 25
"""Years: a date of birth before that is a slip of the finger. Whether the person is too old is for people to answer."""


class AskForHelp(forms.Form):
    """The questions that both a young person and a parent or carer are asked. Texts differ; names do not."""

    phone = forms.Phone("Phone number", autocomplete="off")
    email = forms.Email("Email address", autocomplete="off")
    ways = forms.Choices("Which ways are safe?", missing="Choose at least one safe way", options=[*rules.WAYS.items()])
    times = forms.Choices("When is it safe?", missing="Choose when it is safe", options=[*rules.TIMES.items()])
    messages = forms.Choice(
        "Can we leave a message?", missing="Say if we can leave a message", options=[*rules.MESSAGES.items()]
    )
    safe_note = forms.LongText("Is there anything we must not do?", max_length=1000, rows=2)
    language = forms.Text(
        "Which language do you speak best?", hint="Leave empty if it is English.", max_length=60, width=20
    )
    needs_interpreter = forms.Tick("I would like an interpreter")
    reading = forms.Choices("Do you want help with reading?", options=[*rules.READING.items()])
    travel = forms.Choices("How can we meet?", options=[*rules.TRAVEL.items()])
    travel_note = forms.Text("Anything else about meeting or getting there?", max_length=400)
    may_tell = forms.Choices(
        "Who may we talk to about this?",
        missing="Choose who we may talk to, or “Nobody yet. Ask me first”",
        options=[*rules.MAY_TELL.items(), (rules.NOBODY_YET, "Nobody yet. Ask me first")],
        alone=rules.NOBODY_YET,
    )
    form_key = forms.Hidden(max_length=300)

    contact = ("phone", "email", "ways", "times", "messages", "safe_note")
    helps = ("language", "needs_interpreter", "reading", "travel", "travel_note")

    def clean_born_on(self) -> dt.date:
        """A date of birth of a child or young person, or of somebody not much older."""
        born_on: dt.date = self.cleaned_data["born_on"]
        if calendar.age_on(born_on, self.today or dt.date.max) > OLDEST:
            self.add_error("born_on", "Check the year of the date of birth")
        return born_on

    def clean(self) -> dict[str, Any]:
        """Somebody must be able to reach them, in a way that fits what they gave."""
        typed = self.cleaned_data
        ways = typed.get("ways", [])
        if "phone" in self.errors or "email" in self.errors:
            return typed
        if not typed.get("phone") and {"call", "text"} & set(ways):
            self.add_error("phone", "Enter a phone number, so that we can ring or text")
        elif not typed.get("email") and "email" in ways:
            self.add_error("email", "Enter an email address, so that we can write")
        return typed

    def given(self) -> dict[str, Any]:
        """Arguments of the command ``receive_arrival``: what is not asked on the page stays empty."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "form_key"}
        typed["postcode"] = rules.outward_code(typed.get("postcode", ""))
        typed["may_tell"] = [code for code in typed["may_tell"] if code != rules.NOBODY_YET]
        return typed


class AskForMyself(AskForHelp):
    """A child or young person asks for themselves."""

    given_name = forms.Text("First name", missing="Enter your first name", width=20, autocomplete="off")
    family_name = forms.Text("Last name", missing="Enter your last name", width=20, autocomplete="off")
    preferred_name = forms.Text("What do you like to be called?", hint="If it is another name.", width=20)
    born_on = forms.DateParts(
        "When were you born?", what="date of birth", birth=True, allow="until_today", missing="Enter your date of birth"
    )
    worry = forms.LongText(
        "What is going on?",
        missing="Write what is going on. A few words are enough",
        hint="A few words are enough. You can tell us more later.",
        max_length=6000,
        rows=6,
    )
    strengths = forms.LongText("What are you good at? What do you like?", max_length=2000, rows=3)
    hope = forms.LongText("What would you like to be different?", max_length=2000, rows=3)
    knows = forms.Choice(
        "Do your parents or carers know you are asking?",
        missing="Say if your parents or carers know",
        options=[*rules.CARERS_KNOW.items()],
    )
    postcode = forms.Text("Postcode where you live", hint="We keep only the first half.", width=10, max_length=10)
    school_name = forms.Text("School or college", width=20)

    about_me = ("given_name", "family_name", "preferred_name", "born_on", "postcode", "school_name")


class AskForMyChild(AskForHelp):
    """A parent or carer asks for their child."""

    sender_name = forms.Text("Your name", missing="Enter your name", width=20, autocomplete="off")
    sender_relation = forms.Text(
        "Who are you to the child?",
        missing="Enter who you are to the child, like mum or foster carer",
        hint="Like mum, dad, nan or foster carer.",
        width=20,
        autocomplete="off",
    )
    given_name = forms.Text("First name", missing="Enter your child’s first name", width=20, autocomplete="off")
    family_name = forms.Text("Last name", missing="Enter your child’s last name", width=20, autocomplete="off")
    preferred_name = forms.Text("What do they like to be called?", hint="If it is another name.", width=20)
    born_on = forms.DateParts(
        "When were they born?",
        what="date of birth",
        birth=True,
        allow="until_today",
        missing="Enter your child’s date of birth",
    )
    worry = forms.LongText(
        "What are you worried about?",
        missing="Write what you are worried about. A few words are enough",
        hint="A few words are enough. You can tell us more later.",
        max_length=6000,
        rows=6,
    )
    strengths = forms.LongText("What is your child good at? What goes well?", max_length=2000, rows=3)
    hope = forms.LongText("What do you hope for?", max_length=2000, rows=3)
    knows = forms.Choice(
        "Does your child know you are asking?",
        missing="Say if your child knows",
        hint="It is best to tell them. You do not have to.",
        options=[*rules.CHILD_KNOWS.items()],
    )
    postcode = forms.Text("Postcode where they live", hint="We keep only the first half.", width=10, max_length=10)
    school_name = forms.Text("School or college", width=20)

    about_me = ("sender_name", "sender_relation")
    about_child = ("given_name", "family_name", "preferred_name", "born_on", "postcode", "school_name")


class KnowsWhatWasAsked(forms.Form):
    """The reference and the date of birth, which whoever asked knows."""

    reference = forms.Text(
        "Your reference", missing="Enter your reference", hint="Like H-7F3K2Q.", width=10, autocomplete="off"
    )
    born_on = forms.DateParts(
        "The child’s date of birth",
        what="date of birth",
        birth=True,
        allow="until_today",
        missing="Enter the child’s date of birth",
    )

    def clean_reference(self) -> str:
        """As we write it, however it was typed: letters that look like figures are read as those."""
        typed = "".join(self.cleaned_data["reference"].upper().split()).replace("-", "")
        body = typed[1:].translate(str.maketrans("OIL", "011")) if typed else ""
        found = f"{typed[:1]}-{body}"
        if not refs.is_of(found, refs.Kind.ARRIVAL):
            self.add_error("reference", "Check your reference. It is the letter H and 6 letters or numbers")
        return found


class StopAsking(KnowsWhatWasAsked):
    """Somebody no longer wants what they asked for."""


class ReadAnswer(KnowsWhatWasAsked):
    """Somebody looks for the answer to what they asked."""

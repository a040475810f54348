"""What people type about dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from alongside.core import clocks
from alongside.core.strands import Strand
from alongside.deadlines import rules
from alongside.ui import forms

_EARLIEST, _LATEST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)

WHO_SEES = "whoever reads about this child's education"


class TryRule(forms.Form):
    """A start, to see what a rule makes of it."""

    start = forms.DateParts("When did it happen?", what="the day", missing="Enter a day")

    def __init__(self, *args: Any, rule: clocks.Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].label = f"The day of {rule.event}"

    def clean_start(self) -> dt.date:
        """A day whose working days can be counted."""
        start: dt.date = self.cleaned_data["start"]
        if not _EARLIEST <= start <= _LATEST:
            self.add_error("start", f"Enter a day from {_EARLIEST.year} to {_LATEST.year}")
        return start


class StartClock(forms.Form):
    """Which rule, from which day, and who keeps it."""

    rule = forms.Choice("What is due?", select=True, missing="Choose what is due")
    started_on = forms.DateParts(
        "On which day did it begin?",
        what="the day on which it began",
        missing="Enter the day on which it began",
        hint="The day of the request, the meeting, the notice. What came after midnight counts for the new day.",
    )
    owner = forms.Choice("Who keeps it?", select=True, missing="Choose who keeps it")

    def __init__(self, *args: Any, strands: Iterable[Strand], people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = set(strands)
        options = [
            (rule.code, f"{rule.title} ({rule.wording} {rule.event})")
            for rules_ in clocks.by_heading().values()
            for rule in rules_
            if rule.of_child and rule.strand in kept
        ]
        self.give_options("rule", options)
        self.give_options("owner", people)


class MeetClock(forms.Form):
    """The day on which it was done."""

    met_on = forms.DateParts(
        "When was it done?", what="the day on which it was done", allow="until_today", missing="Enter the day"
    )


class Reason(forms.Form):
    """Why."""

    reason = forms.LongText("Why?", missing="Say why", who=WHO_SEES, max_length=1000)


class ClaimException(forms.Form):
    """Which of the law's exceptions, for which time, and what shows it."""

    kind = forms.Choice("Which exception?", missing="Choose which exception applies")
    from_on = forms.DateParts("From", what="the first day", missing="Enter the first day")
    to_on = forms.DateParts("To", what="the last day", hint="Leave it out while it goes on.")
    evidence = forms.LongText(
        "What shows it?",
        missing="Say what shows it",
        hint="The school's closing dates, a letter, who said so and when.",
        who=WHO_SEES,
        max_length=2000,
    )

    def __init__(self, *args: Any, excuses: Iterable[clocks.Excuse], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("kind", [(one.code, one.words, one.source) for one in excuses])


class FollowClock(forms.Form):
    """What happened, and when."""

    when = forms.Choice("What happened?", missing="Choose what happened")
    happened_on = forms.DateParts(
        "When?", what="the day on which it happened", allow="until_today", missing="Enter the day on which it happened"
    )

    def __init__(self, *args: Any, rule: clocks.Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = []
        for event in dict.fromkeys(then.when for then in rule.follow_ons):
            begun = [then for then in rule.follow_ons if then.when is event]
            how = "counted on from the first day" if begun[0].keeps_start else "counted afresh"
            titles = "; ".join(clocks.latest(then.code).title for then in begun)
            options.append((event.value, event.words, f"Begins, {how}: {titles}"))
        self.give_options("when", options)


class HandOver(forms.Form):
    """To whom."""

    owner = forms.Choice("Who keeps it from now on?", select=True, missing="Choose who keeps it")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("owner", people)


class TermDatesForm(forms.Form):
    """The terms of a school year, a line each."""

    terms = forms.LongText(
        "Terms, one on each line",
        missing="Enter the terms",
        hint="First and last day of each half of a term, such as: 2 September 2026 to 23 October 2026",
        rows=8,
    )
    closed = forms.LongText(
        "Other days on which schools do not meet, one on each line", hint="Training days in term time.", rows=4
    )
    source = forms.Text("Where were they published?", missing="Say where they were published", hint="A web address.")

    def clean_terms(self) -> tuple[tuple[dt.date, dt.date], ...]:
        """The terms in order."""
        try:
            return rules.read_terms(self.cleaned_data["terms"])
        except rules.UnreadableTerms as fault:
            self.add_error("terms", str(fault))
            return ()

    def clean_closed(self) -> tuple[dt.date, ...]:
        """The days in order."""
        try:
            return rules.read_days(self.cleaned_data["closed"] or "")
        except rules.UnreadableTerms as fault:
            self.add_error("closed", str(fault))
            return ()

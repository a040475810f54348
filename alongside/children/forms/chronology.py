"""What people type of what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.children import rules
from alongside.core.strands import TITLES, Strand
from alongside.ui import forms
from alongside.ui.forms import Options


class RecordEntry(forms.Form):
    """A line of the chronology."""

    happened_on = forms.DateParts("When did it happen?", what="day", allow="until_today", missing="Enter the day")
    kind = forms.Choice(
        "What kind of thing was it?",
        missing="Choose the nearest kind",
        options=[
            ("good_news", "Good news"),
            ("note", "Something to know"),
            ("call", "A call or message"),
            ("meeting", "A meeting"),
            ("incident", "Something went wrong"),
        ],
    )
    strand = forms.Choice(
        "Which part of the record does it belong to?",
        missing="Choose the part of the record",
        hint="Only people who may see that part can read it.",
    )
    text = forms.LongText(
        "What happened?", missing="Say what happened", hint="Facts first. Two lines are enough.", rows=4
    )

    def __init__(self, *args: Any, writable: tuple[Strand, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options("strand", [(strand.value, TITLES[strand]) for strand in writable])


class ChooseSeveral(forms.Form):
    """With whom an entry is written together. Sent by GET: references only."""

    def __init__(self, *args: Any, options: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["with"] = forms.Choices(
            "Who else was it about?",
            missing="Choose at least one other child",
            hint=f"Up to {rules.SEVERAL_AT_MOST - 1}.",
            options=options,
            small=True,
        )


class RecordEntryForSeveral(RecordEntry):
    """What happened with several children: the part of all, and a part of each."""

    def __init__(
        self, *args: Any, writable: tuple[Strand, ...], children: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, writable=writable, **kwargs)
        text = self.fields["text"]
        text.label = "What happened, for all of them?"
        text.help_text = "It stands in each child’s record. Name none of them: write “the children”."
        self.own_fields = {f"own_{ref}": ref for ref, _ in children}
        for name, (_, called) in zip(self.own_fields, children, strict=True):
            self.fields[name] = forms.LongText(f"Only for {called}", say_optional=False, rows=2, max_length=2000)

    def own(self) -> dict[str, str]:
        """Reference of a child to the part that is its own."""
        return {ref: self.cleaned_data[name] for name, ref in self.own_fields.items()}


class WithdrawForSeveral(forms.Form):
    """Taking back an entry that was written for several children."""

    where = forms.Choice("Where is it wrong?", missing="Say where it is wrong")
    reason = forms.LongText("What is wrong with it?", missing="Say what is wrong with it", rows=3, max_length=1000)

    def __init__(self, *args: Any, called: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give_options(
            "where",
            [
                ("here", f"Only in {called}’s record"),
                ("everywhere", "Everywhere", "Each record in which you may write this part of."),
            ],
        )


class NarrowChronology(forms.Form):
    """What the chronology is narrowed to. Sent by GET: codes and references only, never a name."""

    strand = forms.Choice("Part of the record", select=True, empty_text="All parts", say_optional=False)
    agency = forms.Choice("Agency", select=True, empty_text="All agencies", say_optional=False)
    kind = forms.Choice("Kind", select=True, empty_text="All kinds", say_optional=False)

    def __init__(
        self,
        *args: Any,
        strands: tuple[Strand, ...],
        agencies: tuple[tuple[str, str], ...],
        kinds: tuple[str, ...],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.named = {
            "strand": {strand.value: TITLES[strand] for strand in strands},
            "agency": dict(agencies),
            "kind": {kind: kind_in_words(kind) for kind in kinds},
        }
        for name, options in self.named.items():
            self.give_options(name, list(options.items()))

    def in_words_of(self, strand: str, agency: str, kind: str) -> tuple[str, ...]:
        """What the page is narrowed to, for its paper."""
        chosen = {"strand": strand, "agency": agency, "kind": kind}
        return tuple(self.named[name].get(code, "") for name, code in chosen.items() if self.named[name].get(code))


def kind_in_words(kind: str) -> str:
    """The code of a line's kind as a reader sees it: "plan_agreed" is "Plan agreed"."""
    if kind == "ehc":
        return "EHC plan"
    words = kind.replace("_", " ").strip()
    if words == "ehc":
        return "EHC"
    return f"{words[:1].upper()}{words[1:]}"

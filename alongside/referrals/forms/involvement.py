"""Who works with the child, and why that changes or ends."""

from __future__ import annotations

from typing import Any

from alongside.referrals import rules
from alongside.referrals.forms.seen import SEEN_BY_FRONT_DOOR, SEEN_IN_THE_TRAIL
from alongside.referrals.queries import Workers
from alongside.ui import forms


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

"""Who works with the child, and why that changes or ends."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.referrals import rules
from alongside.referrals.forms.seen import SEEN_BY_FRONT_DOOR, SEEN_IN_THE_TRAIL
from alongside.referrals.queries import WorkerLine, Workers
from alongside.ui import forms


class ChooseWorker(forms.Form):
    """Who will work with the child."""

    worker = forms.Choice("Who will work with the child?", missing="Choose a worker")

    def __init__(self, *args: Any, workers: Workers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workers = workers
        self.give_options(
            "worker", [(row.key, row.name, _why(row, row.key == workers.suggested)) for row in workers.rows]
        )

    def values(self) -> dict[str, Any]:
        """Arguments of the commands ``allocate`` and ``transfer``."""
        row = next(row for row in self.workers.rows if row.key == self.cleaned_data["worker"])
        return {"membership": row.membership, "team": row.team}


def _why(row: WorkerLine, is_suggested: bool) -> str:
    return f"Suggested. {row.why}" if is_suggested else row.why


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

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.give_options("reason", [(one.code, one.title) for one in rules.end_reasons_on(today)])

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

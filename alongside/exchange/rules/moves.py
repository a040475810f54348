"""What moves a case on, where a list is ahead of the record: the tracker's own next step, and the day the list gives.

Only the next step: a list that is three steps ahead is followed step by step, each with its law and its day, as the
tracker asks. A list that is behind, or says something that can mean several steps, moves nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.exchange.rules.lines import Said
from alongside.exchange.rules.proposals import Here


@dataclass(frozen=True, slots=True)
class Move:
    """A step (a code of ``alongside.ehcp.rules``) of the case or, with ``of_review``, of its open review.

    ``on`` is the day that the list gives for it, if it gives one.
    """

    step: str
    on: dt.date | None = None
    of_review: bool = False


_NEXT: dict[tuple[str, str], tuple[str, str]] = {
    ("considering", "assessing"): ("decide_to_assess", "decided_on"),
    ("considering", "drafting"): ("decide_to_assess", "decided_on"),
    ("considering", "maintained"): ("decide_to_assess", "decided_on"),
    ("considering", "refused"): ("decide_not_to_assess", "decided_on"),
    ("assessing", "drafting"): ("decide_to_issue", ""),
    ("assessing", "maintained"): ("decide_to_issue", ""),
    ("assessing", "refused"): ("decide_no_plan", ""),
    ("drafting", "maintained"): ("send_draft", "draft_on"),
    ("draft_sent", "maintained"): ("send_final_plan", "plan_on"),
    ("maintained", "ended"): ("consider_ceasing", ""),
    ("ceasing", "ended"): ("decide_to_cease", ""),
    ("to_cease", "ended"): ("cease", "ended_on"),
}
"""State of the case here and what the list says, to the next step and to the day of the list that is its day.

"Ended" of a case without a plan is not in it: the request was withdrawn, or the family moved away; a list does not say
which. Nor is an assessment after a refusal: the authority gave way, or the Tribunal ordered it, or it is a new request.
"""


def next_move(said: Said, here: Here) -> Move | None:
    """The next step of the case, where the list is ahead of it; None where nothing follows for certain."""
    found = _NEXT.get((here.status, said.status))
    if found is not None:
        step, day = found
        return Move(step, _no_sooner(getattr(said, day) if day else None, here))
    if here.status == "drafting" and said.status == "drafting" and said.draft_on is not None:
        return Move("send_draft", _no_sooner(said.draft_on, here))
    if here.status == said.status == "maintained":
        return _review(said, here)
    return None


def _review(said: Said, here: Here) -> Move | None:
    """The meeting of a later review than the record knows of. What was decided after it, no list says."""
    before = here.reviewed_on or here.has_plan_since
    if said.reviewed_on is None or before is None or said.reviewed_on <= before:
        return None
    if here.review_stands == "planned":
        return Move("hold_meeting", said.reviewed_on, of_review=True)
    return None if here.review_stands else Move("plan_review", said.reviewed_on)


def _no_sooner(day: dt.date | None, here: Here) -> dt.date | None:
    """A day before the case began is no day of the case: it belongs to an earlier one, or is a slip."""
    return day if day is not None and day >= here.opened_on else None

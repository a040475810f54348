"""Letters of EHC cases in every state, one of them to the family of a child who is held; and a corrected day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from alongside.children import queries as child_queries
from alongside.core import calendar
from alongside.ehcp import access as ehcp_access
from alongside.ehcp import commands as ehcp
from alongside.ehcp import queries as ehcp_queries
from alongside.ehcp.rules import letters as letter_rules
from alongside.web.demonstration.ehc import OFFICER
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from alongside.core.actor import Actor
    from alongside.ehcp.models import Letter, Step

KNOWN = {
    "reasons": "What the school reports shows that more may be needed than it can give from its own means.",
    "advice service": "Family Voice, 01632 960 411.",
    "disagreement resolution": "Common Ground, 01632 960 422.",
    "mediation adviser": "Talk First, 01632 960 433, hello@talkfirst.example.",
}
"""What only the writer knows, by what a gap of a wording asks for. Invented."""

_OTHER = "We tell you more when we next speak."

SENT, DRAFT, DROPPED = "sent", "draft", "dropped"

WANTED = (
    ("decide_to_assess", "assess_family", False, SENT),
    ("decide_to_assess", "assess_setting", False, SENT),
    ("decide_to_assess", "assess_family", True, SENT),
    ("send_draft", "draft_family", False, DRAFT),
    ("send_final_plan", "final_family", False, DRAFT),
    ("decide_to_assess", "assess_health", False, DROPPED),
    ("send_final_plan", "final_setting", False, DROPPED),
)
"""Of which step, which letter, whether to the family of a child who is held, and in which state it is left."""


def stories(area: Area, at: Callable[[int, int, int], dt.datetime]) -> list[Story]:
    """Each of them once. ``at`` gives a moment so many days before the end."""
    return [_letters(area, at(1, 16, 40)), _corrected(area, at(3, 11, 20))]


def _letters(area: Area, moment: dt.datetime) -> Story:
    """The officer writes what the law asks for after a step."""
    now = yield moment
    with area.acting(OFFICER) as actor:
        rows = ehcp_access.visible_steps(actor, now).filter(matter__isnull=True, code__in={one[0] for one in WANTED})
        steps = list(rows.select_related("case", "child").order_by("-happened_on", "-id"))
        used: set[tuple[int, str]] = set()
        for code, letter, held, state in WANTED:
            found = [
                step
                for step in steps
                if step.code == code
                and step.case.is_live
                and step.case.is_detained is held
                and (step.pk, letter) not in used
            ]
            if found:
                used.add((found[0].pk, letter))
                _write(actor, found[0], letter, state, now)


def _write(actor: Actor, step: Step, code: str, state: str, now: dt.datetime) -> None:
    _, look = child_queries.look_at(actor, step.child, now)
    row = ehcp.begin_letter(actor=actor, step=step, code=code, look=look, now=now)
    if state == DROPPED:
        ehcp.drop_letter(actor=actor, letter=row, now=now)
        return
    if state == DRAFT:
        return
    to = f"The parents of {step.child.called}" if row.of_rule.to == letter_rules.FAMILY else "The head teacher"
    row = ehcp.write_letter(
        actor=actor,
        letter=row,
        addressed_to=to,
        subject=_filled(row.subject),
        text=_filled(row.text),
        version=row.version,
        now=now,
    )
    assert not ehcp_queries.lacks_of(row), ehcp_queries.lacks_of(row)
    _send(actor, row, now)


def _send(actor: Actor, row: Letter, now: dt.datetime) -> None:
    ehcp.send_letter(
        actor=actor,
        letter=row,
        sent_on=calendar.london_date(now),
        how="paper",
        family="told",
        gateway="cfa2014_tell",
        version=row.version,
        now=now,
    )


def _filled(text: str) -> str:
    """The text with each gap of the wording filled."""
    for gap in letter_rules.gaps(text):
        words = next((said for asked, said in KNOWN.items() if asked in gap), _OTHER)
        text = text.replace(gap, words)
    return text


def _corrected(area: Area, moment: dt.datetime) -> Story:
    """The request lay in the post room for two days: the authority had it when it came there, and dates count anew."""
    now = yield moment
    with area.acting(OFFICER) as actor:
        rows = ehcp_access.visible_cases(actor, now).filter(status="considering", regime="ordinary")
        case = rows.select_related("child").order_by("-id").first()
        if case is None:
            return
        ehcp.correct_beginning(
            actor=actor,
            case=case,
            happened_on=case.opened_on - dt.timedelta(days=2),
            reason="It came to the post room on this day, and to the team two days later.",
            now=now,
        )

"""What travels with a child who moves to another area."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.audit import trail
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core.strands import Strand
from alongside.needs import queries as needs
from alongside.plans import queries as plans


def what_travels(
    child: Child, standing: Standing, look: trail.Look, sections: set[str], now: dt.datetime
) -> dict[str, Any]:
    """The copy for another area, as plain values: of these parts those that the reader may read and that hold anything.

    Never what is alleged, who was hurt, an address, or what a clinician noted; of needs only those that are known.
    """
    look.insist(child.ref)
    copy: dict[str, Any] = {
        "identity": {
            "given_name": child.given_name,
            "family_name": child.family_name,
            "preferred_name": child.preferred_name,
            "pronouns": child.pronouns,
            "born_on": child.born_on.isoformat(),
            "language": child.language,
            "needs_interpreter": child.needs_interpreter,
            "communication": child.communication,
            "strengths": child.strengths,
            "own_words": child.own_words,
        }
    }
    if "strategies" in sections:
        copy["strategies"] = [
            {"kind": "do" if line.do else "avoid", "text": line.do or line.avoid}
            for line in needs.strategies(child, look)
        ]
    if "words" in sections:
        said = children.voices(child, standing, look, strand=Strand.IDENTITY, limit=50)
        copy["words"] = [{"said": row.said, "on": row.said_on.isoformat()} for row in said]
    plan = plans.current_plan(child, standing, look, with_reviews=False) if "plan" in sections else None
    if plan is not None:
        copy["plan"] = {
            "strengths": plan.strengths,
            "matters": plan.matters,
            "goals": [{"words": goal.words, "why": goal.why} for goal in plan.goals if goal.is_open],
            "steps": [{"what": step.what, "due_on": step.due_on.isoformat()} for step in plan.steps if step.is_open],
        }
    if "needs" in sections and standing.reads(Strand.HEALTH):
        copy["needs"] = [line.title for line in needs.needs(child, standing, look)]
    return {code: part for code, part in copy.items() if part}

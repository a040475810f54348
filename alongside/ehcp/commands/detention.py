"""What a detention, and a release, do to an EHC case: for the record of the detention, and the case's own page."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children.models import Child
from alongside.core.actor import Actor
from alongside.ehcp import rules
from alongside.ehcp.commands.steps import Said, take_step
from alongside.ehcp.models import Case
from alongside.partnerships import wall


@trail.command("ehcp.detention.told")
def tell_of_detention(
    *, actor: Actor, child: Child, detained_on: dt.date, note: str = "", now: dt.datetime
) -> Case | None:
    """Put the child's EHC case under the rules for detained children. None where there is no case to put.

    Its clocks count on from their first day (SEND (Detained Persons) Regulations 2015, regulation 15(4) and (5)). Safe
    to call again: a case that is under these rules already stays as it is.
    """
    case = _tell(actor, child, "tell_of_detention", detained_on, note, now)
    trail.record(actor, "ehcp.detention.told", about=[child.ref], now=now, detail={"case": case.ref if case else ""})
    return case


@trail.command("ehcp.release.told")
def tell_of_release(
    *, actor: Actor, child: Child, released_on: dt.date, note: str = "", now: dt.datetime
) -> Case | None:
    """Put the child's EHC case back under the ordinary rules, with the same authority. None where there is no case.

    Its clocks count on from their first day (regulation 15(1) and (2)). Safe to call again.
    """
    case = _tell(actor, child, "tell_of_release", released_on, note, now)
    trail.record(actor, "ehcp.release.told", about=[child.ref], now=now, detail={"case": case.ref if case else ""})
    return case


def _tell(actor: Actor, child: Child, step: str, on: dt.date, note: str, now: dt.datetime) -> Case | None:
    case = wall.own(Case.objects.all(), actor).filter(child=child, status__in=rules.LIVE).first()
    found = rules.CASE.step(step)
    if case is None or found is None or not found.follows_from(case.status):
        return None
    if case.is_detained == (step == "tell_of_detention"):
        return case
    # A case that began after the detention, or while the child was away, is moved from its own first day.
    on = max(on, case.opened_on)
    return take_step(actor=actor, case=case, step=step, happened_on=on, said=Said(note=note), now=now)

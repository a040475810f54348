"""What a detention, and a release, do to an EHC case: for the record of the detention, and the case's own page."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import commands as children
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
    told = [_tell(actor, case, "tell_of_detention", detained_on, note, now) for case in _live(actor, child)]
    case = next((case for case in told if case is not None), None)
    trail.record(actor, "ehcp.detention.told", about=[child.ref], now=now, detail={"case": case.ref if case else ""})
    return case


@trail.command("ehcp.release.told")
def tell_of_release(
    *, actor: Actor, child: Child, released_on: dt.date, note: str = "", authority: str = "", now: dt.datetime
) -> Case | None:
    """Put the child's EHC case back under the ordinary rules. None where there is no case.

    With the same authority its clocks count on from their first day (regulation 15(1) and (2)). Where another, named by
    ``authority``, is responsible from the release on, what is asked for begins anew there: the case ends here, and a
    plan in force is to be handed over (SEND Regulations 2014, regulation 15). Safe to call again.
    """
    told = [_of_release(actor, case, released_on, note, authority, now) for case in _live(actor, child)]
    case = next((case for case in told if case is not None), None)
    trail.record(actor, "ehcp.release.told", about=[child.ref], now=now, detail={"case": case.ref if case else ""})
    return case


def _of_release(actor: Actor, live: Case, on: dt.date, note: str, authority: str, now: dt.datetime) -> Case | None:
    if authority:
        case = _tell(actor, live, "tell_of_release_elsewhere", on, note, now, whom=authority)
        if case is not None:
            return case
    case = _tell(actor, live, "tell_of_release", on, note, now)
    step = rules.CASE.step("learn_of_move")
    if authority and case is not None and step is not None and step.follows_from(case.status):
        moved = Said(whom=authority, planned_on=on, note=note)
        day = max(on, case.opened_on)
        return take_step(actor=actor, case=case, step=step.code, happened_on=day, said=moved, now=now)
    return case


def _live(actor: Actor, child: Child) -> list[Case]:
    """The child's live cases, in whichever record they stand (ADR 11): one, or one in each where both had one when they
    were joined. This record's own first."""
    rows = wall.own(Case.objects.all(), actor).filter(child_id__in=children.records_of(child), status__in=rules.LIVE)
    return sorted(rows, key=lambda row: (row.child_id != child.pk, row.pk))


def _tell(
    actor: Actor, case: Case, step: str, on: dt.date, note: str, now: dt.datetime, *, whom: str = ""
) -> Case | None:
    found = rules.CASE.step(step)
    if found is None or not found.follows_from(case.status):
        return None
    if case.is_detained == (step == "tell_of_detention"):
        return case
    # A case that began after the detention, or while the child was away, is moved from its own first day.
    on = max(on, case.opened_on)
    return take_step(actor=actor, case=case, step=step, happened_on=on, said=Said(whom=whom, note=note), now=now)

"""A child who is held and has two records that were joined (ADR 11): what each says, and what is left to settle."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child, Grant
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import Work
from alongside.ehcp import queries as ehcp
from alongside.justice import access, rules
from alongside.justice.models import Detention
from alongside.partnerships import prepared
from alongside.ui.address import url


@dataclass(frozen=True, slots=True)
class HeldElsewhere:
    """A detention of the same child that lasts in another record: both had one when they were joined (ADR 11)."""

    child_ref: str
    ref: str
    detained_at: dt.datetime


def held_elsewhere(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> tuple[HeldElsewhere, ...]:
    """Detentions that last in the other records of the child. One query where there are none."""
    others = {other.child.pk: other.child.ref for other in children.joined_records(child, standing, look, now)}
    if not others:
        return ()
    rows = access.visible_detentions(look.actor, now).filter(child_id__in=others, status=Detention.Status.HELD)
    return tuple(HeldElsewhere(others[row.child_id], row.ref, row.detained_at) for row in rows.order_by("id"))


def two_records_work(actor: Actor, now: dt.datetime) -> list[Work]:
    """For whoever works with a child who is held and has two records: that each says so, and that an EHC case in the
    other was never told. One query where there are none, and two else."""
    mine = child_access.held(actor, now, reasons=(Grant.Reason.ALLOCATED,), mine=True)
    alias = Child.objects.filter(joined_to_id=OuterRef("child_id"))
    rows = list(
        access.visible_detentions(actor, now)
        .filter(prepared.any_of("child_id", mine), status=Detention.Status.HELD)
        .filter(Q(child__joined_to_id__isnull=False) | Exists(alias))
        .select_related("child")
        .order_by("detained_at", "id")
    )
    of_child: dict[int, list[Detention]] = {}
    for row in rows:
        of_child.setdefault(row.child.joined_to_id or row.child_id, []).append(row)
    found = [
        _joined_work(
            held[0],
            "Two records say that this child is held: say which was entered twice",
            url("justice:detention", child_ref=held[0].child.ref, ref=held[0].ref),
        )
        for held in of_child.values()
        if len(held) > 1
    ]
    by_regime = {kept: held[0] for kept, held in of_child.items() if held[0].regime is rules.Regime.DETAINED}
    cases = ehcp.not_told(actor, by_regime) if by_regime else {}
    return found + [
        _joined_work(
            by_regime[kept],
            "Record in the EHC case of this child that the child is held",
            url("ehcp:take_step", child_ref=child_ref, ref=ref, step="tell_of_detention"),
        )
        for kept, (child_ref, ref) in cases.items()
    ]


def _joined_work(row: Detention, what: str, address: str) -> Work:
    return Work(
        kind="two_records",
        what=what,
        url=address,
        waiting_since=calendar.london_date(row.detained_at),
        child_ref=row.child.ref,
        child_name=row.child.called,
        why="Two records of this child were joined.",
    )

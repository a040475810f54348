"""Everything that the child said: who heard it, what changed because of it, and who tells the child by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.access import Standing
from alongside.children.models import Child, Voice
from alongside.children.queries.owed import workers_of_children
from alongside.children.queries.together import records_of
from alongside.core.strands import TITLES, Strand
from alongside.partnerships import wall
from alongside.partnerships.models import Membership

SAID = 20
"""Things said on one page."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that the child said. ``due_on`` and ``owner`` stand there until the child was told what came of it.
    ``child_ref`` is the record in which it stands, where there are two of the child."""

    ref: str
    child_ref: str
    said: str
    said_on: dt.date
    gathered: str
    heard_by: str
    about: str
    changed: str
    told_back_on: dt.date | None
    due_on: dt.date | None
    owner: str
    may_tell_back: bool


@dataclass(frozen=True, slots=True)
class AllSaid:
    """A page of them; ``more`` says whether there is a next one. ``waiting`` counts those of the page not told back."""

    rows: tuple[Said, ...]
    number: int
    more: bool

    @property
    def waiting(self) -> int:
        return sum(1 for row in self.rows if row.told_back_on is None)


def all_said(child: Child, standing: Standing, look: trail.Look, *, number: int, now: dt.datetime) -> AllSaid:
    """A page of what the child said about the parts of their life that the reader sees, the newest first, from
    both of two records of the child. Four queries at most.

    The allocated worker tells the child back; before there is one, whoever heard it.
    """
    look.insist(child.ref)
    number = max(number, 1)
    readable = [strand.value for strand in standing.strands]
    records = records_of(look.actor, child, standing, now)
    of_child = Voice.objects.filter(partnership_id=child.partnership_id, child_id__in=records)
    rows = (
        of_child.filter(strand__in=readable, withdrawn_at=None)
        .select_related("heard_by__user")
        .order_by("-said_on", "-id")
    )
    found = list(rows[(number - 1) * SAID : number * SAID + 1])
    worker = _worker(records, look, now) if any(row.told_back_on is None for row in found) else ""
    return AllSaid(
        rows=tuple(_said(row, records[row.child_id], standing, look, worker) for row in found[:SAID]),
        number=number,
        more=len(found) > SAID,
    )


def _worker(records: Iterable[int], look: trail.Look, now: dt.datetime) -> str:
    """The name of the allocated worker, empty while there is none."""
    membership_id = next(iter(workers_of_children(look.actor, now, records).values()), None)
    if membership_id is None:
        return ""
    found = wall.own(Membership.objects.all(), look.actor).select_related("user").filter(pk=membership_id).first()
    return found.user.name if found else ""


def _said(row: Voice, child_ref: str, standing: Standing, look: trail.Look, worker: str) -> Said:
    waits = row.told_back_on is None
    return Said(
        ref=row.ref,
        child_ref=child_ref,
        said=row.said,
        said_on=row.said_on,
        gathered=row.gathered,
        heard_by=row.heard_by.user.name,
        about=TITLES[Strand(row.strand)],
        changed=row.changed,
        told_back_on=row.told_back_on,
        due_on=rules.tell_back_by(row.said_on) if waits else None,
        owner=(worker or row.heard_by.user.name) if waits else "",
        may_tell_back=waits and bool(access.may_tell_back(look.actor, row, standing)),
    )

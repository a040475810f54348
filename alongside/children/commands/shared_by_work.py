"""What is shared by the work itself: the pack of a panel, the answer to a referrer. Each leaves its line in the ledger
in the transaction of the command that shares it, and never two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from alongside.audit import trail
from alongside.children import rules
from alongside.children.models import Child, Disclosure
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import prepared, saving, wall
from alongside.partnerships.models import Agency


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets something of one child: which parts of the record it comes from, and whether the family was told."""

    child: Child
    to_whom: str
    kind: str
    """What kind of organisation it is, from which follows the law under which it may get it."""
    strands: frozenset[Strand]
    to_agency: Agency | None = None
    about: tuple[str, ...] = ()
    told: str = Disclosure.Told.TO_TELL.value
    told_on: dt.date | None = None
    not_told_why: str = ""


def share_by_work(
    *,
    actor: Actor,
    source: str,
    recipients: Iterable[Recipient],
    what: str,
    purpose: str,
    how: str,
    expires_on: dt.date | None,
    now: dt.datetime,
) -> list[Disclosure]:
    """Write a line for each child and recipient who has none yet of this work, ``source``. Gives the new lines.

    Who has one reads until ``expires_on`` again.

    For a command which shares something and has decided that it may: the actor need not read what is shared, since the
    work shares it and not they. What the recipient may not see was left out by part of the record. Three queries,
    however many children. Raises NotNow where no law was in force on the day that lets this recipient have it.
    """
    wanted = list(recipients)
    if not wanted:
        return []
    known = {(child, to_whom): pk for child, to_whom, pk in _known(actor, source)}
    new = [one for one in wanted if (one.child.pk, one.to_whom) not in known]
    again = [known[one.child.pk, one.to_whom] for one in wanted if (one.child.pk, one.to_whom) in known]
    if again:
        Disclosure.objects.filter(pk__in=again).update(expires_on=expires_on)
    if not new:
        return []
    return _write(
        actor=actor, source=source, recipients=new, what=what, purpose=purpose, how=how, expires_on=expires_on, now=now
    )


@prepared.question
def _known(actor: Actor, source: str) -> QuerySet[Disclosure, tuple[int, str, int]]:
    """Child, recipient and row of what this work has shared."""
    rows = wall.own(Disclosure.objects.all(), actor).filter(source=source)
    return rows.values_list("child_id", "to_whom", "pk")


@trail.command("children.disclosure.by_work", trail.Verb.DISCLOSURE)
def _write(
    *,
    actor: Actor,
    source: str,
    recipients: Sequence[Recipient],
    what: str,
    purpose: str,
    how: str,
    expires_on: dt.date | None,
    now: dt.datetime,
) -> list[Disclosure]:
    """Work shared something of children, as its own command decided: a line for each child and recipient."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("Write down what you share on the child’s sharing page.")
    day = calendar.london_date(now)
    rows = [_row(actor, source, one, what, purpose, how, expires_on, day, now) for one in recipients]
    made = saving.create_all(rows)
    trail.record(
        actor,
        "children.disclosure.by_work",
        about=[source, *dict.fromkeys(one.child.ref for one in recipients), *(row.ref for row in made)],
        now=now,
        detail={"gateways": sorted({row.gateway for row in made}), "lines": len(made)},
    )
    return made


def _row(
    actor: Actor,
    source: str,
    one: Recipient,
    what: str,
    purpose: str,
    how: str,
    expires_on: dt.date | None,
    day: dt.date,
    now: dt.datetime,
) -> Disclosure:
    gateway = rules.usual_gateway(one.kind, day)
    if gateway is None:
        raise NotNow(f"No law was found that lets {one.to_whom} have this today. Share it by hand, or leave them out.")
    is_told = one.told == Disclosure.Told.TOLD
    return Disclosure(
        partnership_id=actor.partnership_id,
        child=one.child,
        outcome=Disclosure.Outcome.SHARED,
        what=what,
        strands=sorted(strand.value for strand in one.strands),
        about=[source, *one.about],
        source=source,
        to_whom=one.to_whom,
        to_agency=one.to_agency,
        controller_id=actor.agency_id or None,
        purpose=purpose,
        gateway=gateway.code,
        law=gateway.law,
        how=how,
        checked=Disclosure.Checked.BY_STRAND,
        shared_at=now,
        shared_by_id=actor.membership_id,
        expires_on=expires_on,
        told=one.told,
        told_on=(one.told_on or day) if is_told else None,
        told_by_id=actor.membership_id if is_told else None,
        not_told_why=one.not_told_why if one.told == Disclosure.Told.NOT_TOLD else "",
    )


@trail.command("children.disclosure.ended")
def end_of_sharing(*, actor: Actor, source: str, child: Child, to_whom: Iterable[str], now: dt.datetime) -> int:
    """Recipients of what work shared of a child read it until today and no longer. Gives how many lines."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("Sharing by work ends with the work.")
    day = calendar.london_date(now)
    rows = wall.own(Disclosure.objects.all(), actor).filter(source=source, child=child, to_whom__in=list(to_whom))
    ended = rows.filter(Q(expires_on__isnull=True) | Q(expires_on__gt=day)).update(expires_on=day)
    trail.record(actor, "children.disclosure.ended", about=[child.ref, source], now=now, detail={"lines": ended})
    return ended


@trail.command("children.disclosure.prolonged")
def go_on_sharing(*, actor: Actor, source: str, expires_on: dt.date, now: dt.datetime) -> int:
    """Whoever still reads what work shared does so until another day than was said. Gives how many lines."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("Sharing by work goes on with the work.")
    rows = wall.own(Disclosure.objects.all(), actor).filter(source=source, expires_on__gt=calendar.london_date(now))
    refs = sorted(set(rows.values_list("child__ref", flat=True)))
    moved = rows.update(expires_on=expires_on)
    trail.record(actor, "children.disclosure.prolonged", about=[source, *refs], now=now, detail={"lines": moved})
    return moved

"""Writing down where the child lives, and who may know of it where that is restricted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import access
from alongside.children.models import Address, AddressReader, Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.partnerships import wall
from alongside.partnerships.models import Membership


@trail.command("children.address.recorded", trail.Verb.COLLECTION)
def record_address(
    *,
    actor: Actor,
    child: Child,
    kind: str,
    lines: str,
    postcode: str = "",
    from_on: dt.date | None = None,
    readers: Iterable[int] | None = None,
    now: dt.datetime,
) -> Address:
    """Write down an address. With ``readers`` (memberships) it is restricted to them and to whoever writes it down.

    A new home ends the home before it. The readers are those of all restricted addresses of the child: naming somebody
    anew adds to them.
    """
    row = wall.own(Child.objects.all(), actor).select_for_update().get(pk=child.pk)
    access.may_write(actor, row, Strand.IDENTITY, now).or_raise()
    named = None if readers is None else _people(actor, readers) | {actor.user_id}
    if named is not None:
        access.may_see_restricted(access.standing(actor, row, now)).or_raise()
        # Before the address: the wall lets nobody write what they may not read.
        AddressReader.objects.bulk_create(
            [
                AddressReader(
                    partnership_id=actor.partnership_id,
                    child=row,
                    user_id=user_id,
                    named_by=actor.membership_ref,
                    named_at=now,
                )
                for user_id in sorted(named)
            ],
            ignore_conflicts=True,
        )
    if kind == Address.Kind.HOME:
        _own(actor, row).filter(kind=kind, to_on__isnull=True).update(to_on=from_on or calendar.london_date(now))
    address = Address.objects.create(
        partnership_id=actor.partnership_id,
        child=row,
        kind=Address.Kind(kind).value,
        lines=lines,
        postcode=postcode,
        from_on=from_on,
        is_restricted=named is not None,
        recorded_by=actor.name,
    )
    trail.record(
        actor,
        "children.address.recorded",
        about=[row.ref, address.ref],
        now=now,
        detail={"restricted": named is not None, "readers": len(named or ())},
    )
    return address


@trail.command("children.address.ended")
def end_address(*, actor: Actor, address: Address, to_on: dt.date, now: dt.datetime) -> Address:
    """The child does not live there any more."""
    row = _locked(actor, address, now)
    if row.from_on is not None and to_on < row.from_on:
        raise NotNow("The last day must be after the first day.")
    row.to_on = to_on
    row.save(update_fields=["to_on"])
    trail.record(actor, "children.address.ended", about=[row.child.ref, row.ref], now=now)
    return row


@trail.command("children.address.withdrawn", trail.Verb.ERASURE)
def withdraw_address(*, actor: Actor, address: Address, reason: str, now: dt.datetime) -> None:
    """Take away an address that was written down wrongly. Its text goes: an address in the wrong record endangers."""
    row = _locked(actor, address, now)
    if len(reason.strip()) < 3:
        raise NotNow("Say in a few words why the address is taken away.")
    trail.record(actor, "children.address.withdrawn", about=[row.child.ref, row.ref], now=now, reason=reason)
    row.delete()


def _people(actor: Actor, memberships: Iterable[int]) -> set[int]:
    rows = wall.own(Membership.objects.all(), actor).filter(id__in=list(memberships))
    return set(rows.values_list("user_id", flat=True))


def _own(actor: Actor, child: Child) -> QuerySet[Address]:
    return wall.own(Address.objects.all(), actor).filter(child=child)


def _locked(actor: Actor, address: Address, now: dt.datetime) -> Address:
    row = (
        wall.own(Address.objects.all(), actor)
        .select_for_update(of=("self",))
        .select_related("child")
        .get(pk=address.pk)
    )
    access.may_write(actor, row.child, Strand.IDENTITY, now).or_raise()
    return row

"""Writing down where the child lives, and who may know of it where that is restricted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import access
from alongside.children.commands.merging import records_of
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
    anew adds to them. Raises NotNow where another record of the child keeps to others where the child lives.
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
    else:
        _insist_not_kept(actor, row, from_on)
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
    _keep(actor, row)
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
    _keep(actor, row.child)
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
    _keep(actor, row.child)


def _insist_not_kept(actor: Actor, child: Child, from_on: dt.date | None) -> None:
    """The database takes no address for everybody from a person to whom it would not show it: say so in a sentence."""
    others = [pk for pk in records_of(child) if pk != child.pk]
    if not others:
        return
    rows = wall.own(AddressReader.objects.all(), actor).filter(child__in=others)
    named = set(rows.filter(user_id=actor.user_id).values_list("child_id", flat=True))
    until = rows.exclude(child__in=named).values_list("until_on", flat=True)
    if any(day is None or from_on is None or from_on < day for day in until):
        raise NotNow(
            "Where this child lives is kept to the people named in another record of the same child. Ask the allocated"
            " worker to write this address down."
        )


def _keep(actor: Actor, child: Child) -> None:
    """Write down until when the restricted addresses of this record were lived at: other records of the child heed it.
    Nobody stays named for none. Who is not named has changed none of them, and cannot tell."""
    readers = wall.own(AddressReader.objects.all(), actor).filter(child=child)
    if not readers.filter(user_id=actor.user_id).exists():
        return
    ends = list(_own(actor, child).filter(is_restricted=True).values_list("to_on", flat=True))
    if not ends:
        readers.delete()
        return
    readers.update(until_on=None if None in ends else max(day for day in ends if day is not None))


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

"""Sealing a record so that only named people know of it; and, by two people, naming one more or opening it again."""

from __future__ import annotations

import datetime as dt

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import permissions_of
from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.models import Child, SealAsk, SealedReader
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import wall
from alongside.partnerships.models import Membership


@trail.command("children.child.sealed")
def seal_child(*, actor: Actor, ref: str, readers: list[Membership], reason: str, now: dt.datetime) -> None:
    """Seal a child's record so that only named people know of it.

    Used for protected persons, adopted children and workers' own families. Raises NotNow when nobody is named, or when
    the record is sealed already: who knows of it is then changed by two people (``ask_about_seal``).
    """
    if not actor.may(Permission.SEAL_CHILD):
        raise NotPermitted("Only the information governance lead seals a record.")
    if not readers:
        raise NotNow("Name at least one person who works with the child.")
    child = wall.own(Child.objects.all(), actor).select_for_update().filter(ref=ref).first()
    if child is None or child.is_sealed:
        raise NotNow("There is no open record with this reference. Check the reference.")
    if child.joined_to_id or Child.objects.filter(joined_to_id=child.pk).exists():
        raise NotNow("This record is joined with another of the same child. Have them parted first.")
    # Before the readers are named: after it the row may be hidden from the person who seals it.
    Child.objects.filter(pk=child.pk).update(is_sealed=True)
    with wall.through(access.SEALED_DOOR):
        SealedReader.objects.bulk_create(
            _reader(actor, child.pk, child.ref, user_id, now) for user_id in {reader.user_id for reader in readers}
        )
    access.forget()
    trail.record(
        actor,
        "children.child.sealed",
        about=[ref],
        now=now,
        reason=reason,
        detail={"readers": sorted(reader.ref for reader in readers)},
    )


@trail.command("children.seal.asked")
def ask_about_seal(
    *, actor: Actor, ref: str, wish: str, reader: Membership | None = None, reason: str, now: dt.datetime
) -> SealAsk:
    """Ask that a sealed record be opened again, or that one more person may know of it. Somebody else decides.

    Asked by somebody who knows of the record, or by the information governance lead, who sees its reference only.
    Raises NotNow when something is asked already, or the person could not see the child anyway.
    """
    with wall.through(access.SEALED_DOOR):
        named = list(wall.own(SealedReader.objects.all(), actor).filter(child_ref=ref))
        readers = {row.user_id for row in named}
        access.may_ask_about_seal(actor, is_reader=actor.user_id in readers).or_raise()
        if not named:
            raise NotNow("There is no sealed record with this reference. Check the reference.")
        if len(reason.strip()) < 10:
            raise NotNow("Write in a few words why. The person who decides reads it.")
        if wish == SealAsk.Wish.NAME_READER:
            _can_be_named(actor, reader, readers)
        child_id = named[0].child_id
        lock_seal(actor, child_id)
        if SealAsk.objects.filter(
            partnership_id=actor.partnership_id, child_id=child_id, status=SealAsk.Status.WAITING
        ).exists():
            raise NotNow("Something is asked about this seal already. It must be decided first.")
        ask = SealAsk.objects.create(
            partnership_id=actor.partnership_id,
            child_id=child_id,
            child_ref=ref,
            wish=SealAsk.Wish(wish).value,
            reader=reader if wish == SealAsk.Wish.NAME_READER else None,
            reason_digest=trail.digest(reason),
            asked_by_id=actor.membership_id,
            asked_at=now,
            decide_by_on=calendar.add_working_days(calendar.london_date(now), rules.SEAL_ASK_WORKING_DAYS),
        )
    trail.record(
        actor,
        "children.seal.asked",
        about=[ref, ask.ref],
        now=now,
        reason=reason,
        detail={"wish": ask.wish, "reader": ask.reader.ref if ask.reader else ""},
    )
    return ask


@trail.command("children.seal.decided")
def decide_about_seal(*, actor: Actor, ask: SealAsk, is_agreed: bool, note: str, now: dt.datetime) -> SealAsk:
    """A second person agrees, and it is done at once, or refuses. Whoever asked may withdraw it."""
    with wall.through(access.SEALED_DOOR):
        lock_seal(actor, ask.child_id)
        row = (
            wall.own(SealAsk.objects.all(), actor)
            .select_for_update(of=("self",))
            .select_related("asked_by", "reader__user")
            .get(pk=ask.pk)
        )
        is_withdrawal = not is_agreed and row.asked_by.user_id == actor.user_id
        if not is_withdrawal:
            is_reader = access.is_named_reader(actor, row.child_id)
            access.may_decide_about_seal(actor, row, is_reader=is_reader).or_raise()
        if row.status != SealAsk.Status.WAITING:
            raise NotNow("This has been decided already.")
        answer = SealAsk.Status.WITHDRAWN if is_withdrawal else SealAsk.Status.REFUSED
        row.status = SealAsk.Status.AGREED if is_agreed else answer
        row.decided_by_id, row.decided_at = actor.membership_id, now
        row.save(update_fields=["status", "decided_by", "decided_at"])
        if is_agreed and row.reader is not None:
            SealedReader.objects.get_or_create(
                partnership_id=actor.partnership_id,
                child_id=row.child_id,
                user_id=row.reader.user_id,
                defaults={"child_ref": row.child_ref, "named_by": actor.membership_ref, "named_at": now},
            )
        elif is_agreed:
            wall.own(SealedReader.objects.all(), actor).filter(child_id=row.child_id).delete()
            # Now that nobody is named any more, row security shows the record again.
            Child.objects.filter(partnership_id=actor.partnership_id, pk=row.child_id).update(is_sealed=False)
    access.forget()
    trail.record(
        actor,
        "children.seal.decided",
        about=[row.child_ref, row.ref],
        now=now,
        reason=note,
        detail={"wish": row.wish, "status": row.status, "reader": row.reader.ref if row.reader else ""},
    )
    return row


def lock_seal(actor: Actor, child_id: int) -> None:
    """Whatever changes who knows of this record waits here: the rows of its readers."""
    rows = wall.own(SealedReader.objects.all(), actor).filter(child_id=child_id)
    list(rows.select_for_update().order_by("id").values_list("id"))


def _can_be_named(actor: Actor, reader: Membership | None, readers: set[int]) -> None:
    if reader is None:
        raise NotNow("Choose who may know of the record.")
    if reader.user_id == actor.user_id:
        raise NotPermitted("Nobody lets themselves in. Somebody who knows of the record must ask.")
    if reader.user_id in readers:
        raise NotNow("This person may know of the record already.")
    if Permission.SEE_CHILDREN.value not in permissions_of(reader.role):
        raise NotNow("This person's role sees no children. Choose somebody who works with the child.")


def _reader(actor: Actor, child_id: int, child_ref: str, user_id: int, now: dt.datetime) -> SealedReader:
    return SealedReader(
        partnership_id=actor.partnership_id,
        child_id=child_id,
        child_ref=child_ref,
        user_id=user_id,
        named_by=actor.membership_ref,
        named_at=now,
    )

"""Sharing something of a child's record, deciding not to, and the agreement to share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.commands.handed import is_done
from alongside.children.models import Child, Consent, Disclosure
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import Agency


@trail.command("children.disclosure.shared", trail.Verb.DISCLOSURE)
def share(
    *,
    actor: Actor,
    child: Child,
    what: str,
    strands: Iterable[Strand],
    to_whom: str,
    to_agency: Agency | None = None,
    about: Iterable[str] = (),
    purpose: str,
    gateway: str,
    how: str,
    checked: str,
    told: str,
    told_on: dt.date | None = None,
    not_told_why: str = "",
    expires_on: dt.date | None = None,
    now: dt.datetime,
) -> Disclosure:
    """Write down something shared of a child: what, to whom, under which law, and whether the family was told.

    Other rooms call it in the command that sends something out, so that nothing leaves without a line in the ledger.
    ``strands`` are the parts of the record that what was shared came from; the actor must be able to read each.
    ``told`` is one of ``Disclosure.Told``; "to_tell" becomes work due for the allocated worker.

    Raises NotPermitted for a part that the actor may not read, NotNow for a gateway that was not in force on the day
    and for consent where nobody has given it.
    """
    of = sorted({strand.value for strand in strands})
    access.may_share(actor, child, of, now).or_raise()
    day = calendar.london_date(now)
    chosen = rules.BY_CODE.get(gateway)
    if chosen is None or not chosen.holds_on(day):
        title = chosen.title if chosen else "This"
        raise NotNow(f"{title} cannot be chosen: it was not in force on {calendar.spoken(day)}. Choose another reason.")
    if chosen.footing is rules.Footing.CONSENT and not _is_covered(actor, child, of, to_whom, to_agency, day):
        raise NotNow(
            "Nobody has agreed to share this with them. Record the agreement first, or choose the law that lets you"
            " share without it."
        )
    row = Disclosure.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        outcome=Disclosure.Outcome.SHARED,
        what=what,
        strands=of,
        about=list(about),
        to_whom=to_whom,
        to_agency=to_agency,
        controller_id=actor.agency_id or None,
        purpose=purpose,
        gateway=chosen.code,
        law=chosen.law,
        how=how,
        checked=checked,
        shared_at=now,
        shared_by_id=actor.membership_id,
        expires_on=expires_on,
        told=told,
        told_on=told_on if told == Disclosure.Told.TOLD else None,
        told_by_id=actor.membership_id if told == Disclosure.Told.TOLD else None,
        not_told_why=not_told_why,
    )
    trail.record(
        actor,
        "children.disclosure.shared",
        about=[child.ref, row.ref],
        now=now,
        basis=access.standing(actor, child, now).basis,
        detail={"gateway": chosen.code, "strands": of, "how": how},
    )
    return row


@trail.command("children.disclosure.refused")
def decide_not_to_share(
    *,
    actor: Actor,
    child: Child,
    what: str,
    strands: Iterable[Strand],
    to_whom: str,
    to_agency: Agency | None = None,
    why: str,
    told: str,
    told_on: dt.date | None = None,
    not_told_why: str = "",
    now: dt.datetime,
) -> Disclosure:
    """Write down that something is not shared, and why: a refusal needs its reason as much as sharing does."""
    of = sorted({strand.value for strand in strands})
    access.may_share(actor, child, of, now).or_raise()
    row = Disclosure.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        outcome=Disclosure.Outcome.NOT_SHARED,
        what=what,
        strands=of,
        to_whom=to_whom,
        to_agency=to_agency,
        controller_id=actor.agency_id or None,
        purpose=why,
        shared_at=now,
        shared_by_id=actor.membership_id,
        told=told,
        told_on=told_on if told == Disclosure.Told.TOLD else None,
        told_by_id=actor.membership_id if told == Disclosure.Told.TOLD else None,
        not_told_why=not_told_why,
    )
    trail.record(actor, "children.disclosure.refused", about=[child.ref, row.ref], now=now, detail={"strands": of})
    return row


@trail.command("children.disclosure.told")
def tell_of_sharing(*, actor: Actor, disclosure: Disclosure, told_on: dt.date, now: dt.datetime) -> Disclosure:
    """Write down that the child and family were told of something shared, or not shared."""
    row = _locked(actor, disclosure, now)
    if row.told == Disclosure.Told.TOLD:
        raise NotNow("It is already written down that they were told.")
    row.told, row.told_on, row.told_by_id, row.not_told_why = (
        Disclosure.Told.TOLD,
        told_on,
        actor.membership_id,
        "",
    )
    row.save(update_fields=["told", "told_on", "told_by", "not_told_why"])
    also = _told_with(actor, row)
    for ref in (row.ref, *also):
        is_done(actor, ref, now)
    trail.record(actor, "children.disclosure.told", about=[row.child.ref, row.ref, *also], now=now)
    return row


def _told_with(actor: Actor, row: Disclosure) -> list[str]:
    """A pack goes to several agencies, and the family is told once: the other lines of this child and this work."""
    if not row.source:
        return []
    rows = wall.own(Disclosure.objects.all(), actor).filter(
        child_id=row.child_id, source=row.source, told=Disclosure.Told.TO_TELL
    )
    refs = list(rows.order_by("id").values_list("ref", flat=True))
    rows.update(told=Disclosure.Told.TOLD, told_on=row.told_on, told_by_id=row.told_by_id)
    return refs


@trail.command("children.disclosure.received")
def record_receipt(*, actor: Actor, disclosure: Disclosure, received_on: dt.date, now: dt.datetime) -> Disclosure:
    """Write down that the other side confirmed that it has what was shared."""
    row = _locked(actor, disclosure, now)
    if row.outcome != Disclosure.Outcome.SHARED:
        raise NotNow("This was not shared, so nobody can have received it.")
    row.received_on = received_on
    row.save(update_fields=["received_on"])
    trail.record(actor, "children.disclosure.received", about=[row.child.ref, row.ref], now=now)
    return row


@trail.command("children.disclosure.stopped")
def tell_to_stop(*, actor: Actor, disclosure: Disclosure, told_on: dt.date, now: dt.datetime) -> Disclosure:
    """Write down that whoever got something under a consent was told that the consent is taken back."""
    row = _locked(actor, disclosure, now)
    row.told_to_stop_on = told_on
    row.save(update_fields=["told_to_stop_on"])
    is_done(actor, row.ref, now)
    trail.record(actor, "children.disclosure.stopped", about=[row.child.ref, row.ref], now=now)
    return row


@trail.command("children.consent.recorded", trail.Verb.COLLECTION)
def record_consent(
    *,
    actor: Actor,
    child: Child,
    by: str,
    by_name: str = "",
    what: str,
    strands: Iterable[Strand],
    with_whom: str,
    with_agency: Agency | None = None,
    purpose: str,
    understood: str,
    is_given: bool,
    answered_on: dt.date,
    until_on: dt.date | None = None,
    now: dt.datetime,
) -> Consent:
    """Write down the answer to "may we share this?". It is another question than whether to work together."""
    access.may_write(actor, child, Strand.IDENTITY, now).or_raise()
    row = Consent.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        by=by,
        by_name=by_name,
        what=what,
        strands=sorted({strand.value for strand in strands}),
        with_whom=with_whom,
        with_agency=with_agency,
        purpose=purpose,
        understood=understood,
        answered_on=answered_on,
        until_on=until_on,
        status=Consent.Status.GIVEN if is_given else Consent.Status.REFUSED,
        recorded_by_id=actor.membership_id,
    )
    trail.record(
        actor,
        "children.consent.recorded",
        about=[child.ref, row.ref],
        now=now,
        detail={"status": row.status, "strands": row.strands},
    )
    return row


@trail.command("children.consent.withdrawn")
def withdraw_consent(*, actor: Actor, consent: Consent, withdrawn_on: dt.date, words: str, now: dt.datetime) -> Consent:
    """The child or family took the agreement to share back. Nothing more is shared under it.

    What was shared under it before becomes work due: each recipient is told to stop.
    """
    row = prepared.locked(actor.partnership_id, Consent, consent.pk)
    access.may_write(actor, row.child, Strand.IDENTITY, now).or_raise()
    if row.status != Consent.Status.GIVEN:
        raise NotNow("Only an agreement that was given can be taken back.")
    row.status, row.withdrawn_on, row.withdrawn_words = Consent.Status.WITHDRAWN, withdrawn_on, words
    row.save(update_fields=["status", "withdrawn_on", "withdrawn_words"])
    trail.record(actor, "children.consent.withdrawn", about=[row.child.ref, row.ref], now=now)
    return row


def _locked(actor: Actor, disclosure: Disclosure, now: dt.datetime) -> Disclosure:
    row = Disclosure.objects.select_for_update().select_related(None).get(pk=disclosure.pk)
    # Work of a subject above that shared it has decided who may say what became of it.
    is_part = trail.is_part_of_a_command()
    if not is_part and not access.may_see_sharing(actor, access.standing(actor, row.child, now)):
        raise NotPermitted("Only those who answer for the child change the sharing ledger.")
    return row


def _is_covered(
    actor: Actor, child: Child, strands: list[str], to_whom: str, to_agency: Agency | None, day: dt.date
) -> bool:
    """Whether a consent that holds on the day covers these parts, and this recipient by agency or by the same words."""
    recipient = Q(with_whom__iexact=to_whom)
    if to_agency is not None:
        recipient |= Q(with_agency=to_agency)
    return (
        wall.own(Consent.objects.all(), actor)
        .filter(recipient, child=child, status=Consent.Status.GIVEN, answered_on__lte=day, strands__contains=strands)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=day))
        .exists()
    )

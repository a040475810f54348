"""Recording a contact in under a minute."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.partnerships import prepared
from alongside.plans import access
from alongside.plans.models import Contact
from alongside.referrals import access as referral_access
from alongside.referrals import commands as referral_commands
from alongside.referrals import queries as referrals


@trail.command("plans.contact.recorded", trail.Verb.COLLECTION)
def record_contact(
    *,
    actor: Actor,
    child: Child,
    happened_on: dt.date,
    with_whom: str,
    how: str,
    kind: str,
    attended: str,
    text: str = "",
    said: str = "",
    now: dt.datetime,
) -> Contact:
    """Record a contact in the strand in which the actor writes: the plan, or health for a clinician.

    What the child said is kept as the child's voice, which everyone who works with the child sees.
    """
    standing = child_access.standing(actor, child, now)
    access.may_record_contact(actor, standing).or_raise()
    strand = access.contact_strand(actor, standing)
    assert strand is not None
    if happened_on > calendar.london_date(now):
        raise NotNow("A contact is recorded once it has happened. Choose today or an earlier day.")
    work = referrals.open_involvements(child)
    contact = Contact.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        involvement=work[0].ref if work else "",
        strand=strand.value,
        happened_on=happened_on,
        with_whom=with_whom,
        how=how,
        kind=kind,
        attended=attended,
        text=text,
        made_by_id=actor.membership_id,
    )
    if attended == Contact.Attended.YES and with_whom in (Contact.With.CHILD, Contact.With.CHILD_AND_FAMILY):
        _stop_first_contact_clocks(actor, child, happened_on, now)
    if said:
        children.record_voice(
            actor=actor,
            child=child,
            said=said,
            gathered=Contact.How(how).label,
            said_on=happened_on,
            about=contact.ref,
            strand=strand,
            now=now,
        )
    children.record_entry(
        actor=actor,
        child=child,
        happened_on=happened_on,
        strand=strand,
        kind="contact",
        text=contact.line,
        source=contact.ref,
        now=now,
    )
    trail.record(
        actor,
        "plans.contact.recorded",
        about=[child.ref, contact.ref],
        now=now,
        detail={"kind": kind, "attended": attended, "strand": strand.value},
    )
    return contact


def _stop_first_contact_clocks(actor: Actor, child: Child, happened_on: dt.date, now: dt.datetime) -> None:
    """The first time that the allocated worker and the child meet or speak is the work's first contact."""
    for involvement in referrals.mine_without_contact(actor, child, happened_on, now):
        if referral_access.may_record_first_contact(actor, involvement, now):
            referral_commands.record_first_contact(actor=actor, involvement=involvement, on=happened_on, now=now)


@trail.command("plans.contact.withdrawn")
def withdraw_contact(*, actor: Actor, contact: Contact, reason: str, now: dt.datetime) -> Contact:
    """Withdraw a contact that was written down wrongly, with its line and with what the child is written to have said.

    Dates that it met stay met: whoever withdraws it looks at them.
    """
    row = prepared.locked(actor.partnership_id, Contact, contact.pk, "child")
    child_access.may_withdraw(child_access.standing(actor, row.child, now), row.strand).or_raise()
    if row.withdrawn_at is not None:
        raise NotNow("This contact has been withdrawn already.")
    children.strike_out(actor=actor, child=row.child, source=row.ref, reason=reason, now=now)
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = now, actor.name, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    trail.record(actor, "plans.contact.withdrawn", about=[row.child.ref, row.ref], now=now, reason=reason)
    return row

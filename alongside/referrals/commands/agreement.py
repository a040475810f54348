"""What the child and the family answered when they were told what the work is about."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import commands as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.partnerships import prepared
from alongside.partnerships.models import Membership
from alongside.referrals import access, rules
from alongside.referrals.models import Agreement, Referral

_ENTRIES = {
    "agreed": "{name} and the family were told what the work is about, and said yes.",
    "refused": "{name} and the family were offered support and chose not to take it up now. The offer stays open.",
    "agreement_asked": "{name} and the family were told what the work is about. They take time to decide.",
}


@trail.command("referrals.agreement.recorded", trail.Verb.COLLECTION)
def record_agreement(
    *,
    actor: Actor,
    referral: Referral,
    told_by: Membership,
    told_on: dt.date,
    how: str,
    child_answer: str,
    carer_answer: str,
    carer_reason: str = "",
    child_words: str = "",
    now: dt.datetime,
) -> Agreement:
    """Record who told them, how, on what day, and each one's answer. The last answer counts; none is overwritten.

    Both needed answers yes: to be allocated. One no: closed kindly, and counted against nobody. Raises NotNow for a day
    before the referral or after today, and for a parent or carer who was not asked without a reason.
    """
    row = prepared.locked(actor.partnership_id, Referral, referral.pk, "child")
    access.may_record_agreement(actor, row).or_raise()
    assert row.child is not None, "a referral that was accepted is matched"
    if not row.received_on <= told_on <= calendar.london_date(now):
        raise NotNow("The day on which they were told is between the day of the referral and today. Check the date.")
    if carer_answer == "not_needed" and not carer_reason.strip():
        raise NotNow("Write why the parent or carer was not asked.")
    made = Agreement.objects.create(
        partnership_id=actor.partnership_id,
        referral=row,
        child=row.child,
        told_by=told_by,
        told_on=told_on,
        how=how,
        child_answer=child_answer,
        carer_answer=carer_answer,
        carer_reason=carer_reason if carer_answer == "not_needed" else "",
        child_words=child_words,
        recorded_at=now,
    )
    row.status = Referral.Status(rules.outcome_of(child_answer, carer_answer))
    row.answered_at = now
    row.save(update_fields=["status", "answered_at"])
    if child_words:
        children.record_voice(
            actor=actor,
            child=row.child,
            said=child_words,
            gathered=rules.HOW_TOLD[how],
            said_on=told_on,
            about=made.ref,
            strand=Strand.PLAN,
            now=now,
        )
    children.record_entry(
        actor=actor,
        child=row.child,
        happened_on=told_on,
        strand=Strand.PLAN,
        kind="agreement",
        text=_ENTRIES[row.status].format(name=row.child.first_called),
        source=made.ref,
        now=now,
    )
    if row.status == Referral.Status.REFUSED:
        children.end_grants(actor=actor, child=row.child, source=row.ref, now=now)
    trail.record(
        actor,
        "referrals.agreement.recorded",
        about=[row.ref, made.ref, row.child.ref],
        now=now,
        detail={"outcome": row.status},
    )
    return made

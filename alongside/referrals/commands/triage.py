"""What belongs to a decision: Turnaround's rules gone through, and the reply to whoever referred."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from alongside.audit import trail
from alongside.children import commands as children
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.notifications import commands as notifications
from alongside.referrals import access, rules
from alongside.referrals.models import Arrival, Referral, Reply, TurnaroundCheck


@trail.command("referrals.turnaround.checked", trail.Verb.COLLECTION)
def check_turnaround(
    *, actor: Actor, referral: Referral, facts: rules.TurnaroundFacts, said_by: str, now: dt.datetime
) -> TurnaroundCheck:
    """Write down what somebody said that bears on Turnaround's rules, and who said it. The rules judge it anew on each
    page; a person decides. Raises NotNow without a source, and for an answer that is none."""
    access.may_decide(actor, referral).or_raise()
    if not said_by.strip():
        raise NotNow("Write who said so. What nobody said is not known.")
    answers = (facts.had_turnaround, facts.had_order, facts.looked_after, facts.protection_plan, facts.early_help_lead)
    if not set(answers) <= set(rules.KNOWN) or facts.event not in ("", rules.NONE_OF_THESE, *rules.EVENTS):
        raise NotNow("Choose yes, no or not known for each.")
    made = TurnaroundCheck.objects.create(
        partnership_id=actor.partnership_id,
        referral=referral,
        event=facts.event,
        event_on=facts.event_on,
        had_turnaround=facts.had_turnaround,
        had_order=facts.had_order,
        looked_after=facts.looked_after,
        protection_plan=facts.protection_plan,
        early_help_lead=facts.early_help_lead,
        said_by=said_by,
        checked_by_id=actor.membership_id,
        checked_at=now,
    )
    met = (
        rules.is_eligible(rules.check_turnaround(referral.born_on, referral.received_on, facts))
        if (referral.born_on)
        else False
    )
    trail.record(actor, "referrals.turnaround.checked", about=[referral.ref], now=now, detail={"met": met})
    return made


@trail.command("referrals.reply.sent", trail.Verb.DISCLOSURE)
def send_reply(
    *,
    actor: Actor,
    referral: Referral,
    outcome: str,
    more: str = "",
    told_how: str = "",
    family_told: str = "",
    not_told_why: str = "",
    now: dt.datetime,
) -> Reply:
    """Tell whoever referred what they may know of the decision: our words for their kind, and what was added.

    They read it on their own page; whoever came by a link on the page of the link, to which a mail without names leads
    them; a family is told by a person. Called with the decision.

    An answer to somebody outside the family stands in the ledger of the child's record, where there is one;
    ``family_told`` says whether they know of it. Unsaid, whoever works with the child tells them; where nobody will,
    whoever referred is left to.
    """
    access.triages(actor).or_raise()
    text = "\n\n".join(part for part in (rules.words_of_reply(referral.source, outcome), more.strip()) if part)
    made = Reply.objects.create(
        partnership_id=actor.partnership_id,
        referral=referral,
        kind=referral.source,
        outcome=outcome,
        text=text,
        told_how=told_how,
        sent_by_id=actor.membership_id,
        sent_at=now,
    )
    if referral.written_by:
        _tell_outside(actor, referral, text, told_how, now)
    elif told_how == "page":
        raise NotNow(NOT_BY_PAGE)
    if referral.child is not None and referral.source != "family" and _is_outside(actor, referral):
        _write_into_ledger(actor, referral, made, family_told, not_told_why, now)
    trail.record(
        actor,
        "referrals.reply.sent",
        about=[referral.ref, made.ref],
        now=now,
        detail={"kind": referral.source, "outcome": outcome, "how": told_how},
    )
    return made


def _tell_outside(actor: Actor, referral: Referral, text: str, told_how: str, now: dt.datetime) -> None:
    """What came by a link is answered on the link's page, a family that chose so on the page of answers."""
    row = (
        Arrival.objects.select_for_update(of=("self",))
        .select_related("link")
        .filter(
            Q(link__isnull=False) | Q(ways__contains=["page"]), partnership_id=actor.partnership_id, referral=referral
        )
        .first()
    )
    if row is None:
        if told_how == "page":
            raise NotNow(NOT_BY_PAGE)
        return
    row.reply = text
    row.save(update_fields=["reply"])
    if row.link is None:
        return
    notifications.queue_email(
        actor=actor,
        letter="referral_answered",
        to=row.email,
        about=row.ref,
        values={"area": actor.partnership_name},
        now=now,
    )


def _is_outside(actor: Actor, referral: Referral) -> bool:
    return bool(referral.written_by) or referral.agency_id != actor.agency_id


NOT_BY_PAGE = "They did not choose to look for an answer on the website. Tell them in a way that they chose."

NOBODY_TELLS = "We do not work with the family, and whoever referred speaks with them."


def _write_into_ledger(
    actor: Actor, referral: Referral, reply: Reply, family_told: str, not_told_why: str, now: dt.datetime
) -> None:
    """What the referrer was told stands in the child's ledger. An answer to the family itself is no sharing."""
    assert referral.child is not None, "a ledger is that of a record"
    is_accepted = reply.outcome == Referral.Status.ACCEPTED
    told = family_told or ("to_tell" if is_accepted else "not_told")
    if told == "to_tell" and not is_accepted:
        raise NotNow("Nobody of ours will work with this family. Tell them before you answer, or say why you do not.")
    outside = referral.written_for or referral.written_by
    agency = None if outside else referral.agency
    children.share_by_work(
        actor=actor,
        source=reply.ref,
        recipients=[
            children.Recipient(
                child=referral.child,
                to_whom=outside or referral.agency.name,
                to_agency=agency,
                kind=agency.kind if agency else referral.source,
                strands=frozenset({Strand.PLAN}),
                about=(referral.ref,),
                told=told,
                not_told_why=not_told_why or NOBODY_TELLS,
            )
        ],
        what="Our answer to the referral: whether we offer support, and nothing else that is in the record",
        purpose="So that whoever referred knows that the referral was answered",
        how="link" if outside else "here",
        expires_on=None,
        now=now,
    )

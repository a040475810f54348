"""Receiving a referral, finding whose it is, and deciding what happens next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import commands as children
from alongside.children.models import Child, Grant
from alongside.core import calendar, refs
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import prepared, wall
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Agency, Locality, Team
from alongside.referrals import access, rules
from alongside.referrals.commands.triage import send_reply
from alongside.referrals.models import Arrival, MovedIn, Referral, Reply, TurnaroundCheck

FRONT_DOOR_STRANDS = (Strand.IDENTITY, Strand.EDUCATION, Strand.PLAN)
"""What the front door reads of a known child while it decides: who, school and support, never health or justice."""


@trail.command("referrals.referral.received", trail.Verb.COLLECTION)
def receive_referral(
    *,
    actor: Actor,
    given_name: str,
    family_name: str,
    born_on: dt.date,
    preferred_name: str = "",
    concern: str,
    grounds: Iterable[str],
    strengths: str = "",
    own_words: str = "",
    carer_name: str = "",
    carer_relation: str = "",
    carer_phone: str = "",
    carers_know: str = "",
    locality: Locality | None = None,
    school: Agency | None = None,
    source: str = "",
    ref: str = "",
    now: dt.datetime,
) -> Referral:
    """Somebody refers a child, in their own words. Nothing is looked up, and nobody's record is opened.

    ``source`` is what kind of agency refers, unless the front door writes down what somebody told it. ``ref`` is the
    reference that the form began with. Raises NotNow for a day of birth that has not been, and for a reference that is
    not a free one of a referral: grants end by the reference of their work, so nobody chooses another's.
    """
    access.may_refer(actor).or_raise()
    if source and source != rules.source_of(actor.agency_kind) and not actor.may(Permission.TRIAGE_REFERRAL):
        raise NotPermitted("Only the front door writes down a referral that somebody else made.")
    received_on = calendar.london_date(now)
    if born_on > received_on:
        raise NotNow("The date of birth is in the future. Check the date.")
    ref = ref or refs.new(refs.Kind.REFERRAL)
    taken = wall.own(Referral.objects.all(), actor).filter(ref=ref).exists()
    if taken or not refs.is_of(ref, refs.Kind.REFERRAL):
        raise NotNow("This form can no longer be sent. Begin the referral again.")
    row = Referral.objects.create(
        partnership_id=actor.partnership_id,
        ref=ref,
        received_at=now,
        received_on=received_on,
        referred_by_id=actor.membership_id,
        agency_id=actor.agency_id,
        team_id=actor.team_ids[0] if actor.team_ids else None,
        source=source or rules.source_of(actor.agency_kind),
        given_name=given_name,
        family_name=family_name,
        preferred_name=preferred_name,
        born_on=born_on,
        locality=locality,
        school=school,
        strengths=strengths,
        own_words=own_words,
        concern=concern,
        grounds=[code for code in rules.GROUNDS if code in set(grounds)],
        carer_name=carer_name,
        carer_relation=carer_relation,
        carer_phone=carer_phone,
        carers_know=carers_know,
    )
    trail.record(
        actor,
        "referrals.referral.received",
        about=[row.ref],
        now=now,
        detail={"source": row.source, "grounds": row.grounds},
    )
    return row


@trail.command("referrals.referral.matched", trail.Verb.COMBINATION)
def match_to_child(*, actor: Actor, referral: Referral, child: Child | None, now: dt.datetime) -> Child:
    """Say whose referral it is: a known child's, or (None) a child's without a record, for whom one is made.

    The front door may see the child from now on until the referral is allocated or closed. Nothing is written into a
    known record before the decision, so that a wrong match can be put right without a trace on the wrong child.
    """
    row = _locked(referral)
    access.may_match(actor, row).or_raise()
    if row.child_id is not None:
        if child is not None and row.child_id == child.pk:
            raise NotNow("The referral is matched to this child already.")
        children.end_grants(actor=actor, source=row.ref, now=now)
    is_new = child is None
    found = child if child is not None else _record(actor, row, now)
    row.child, row.matched_by_id, row.matched_at = found, actor.membership_id, now
    row.save(update_fields=["child", "matched_by", "matched_at"])
    # What came to the door is about the same child: it stands behind the same wall.
    Arrival.objects.filter(partnership_id=row.partnership_id, referral=row).update(child=found)
    _let_front_door_see(actor, row, found, now)
    trail.record(
        actor, "referrals.referral.matched", about=[row.ref, found.ref], now=now, detail={"new_record": is_new}
    )
    return found


def _record(actor: Actor, row: Referral, now: dt.datetime) -> Child:
    if row.born_on is None:
        raise NotNow("Nothing of this child was kept.")
    made = children.record_child(
        actor=actor,
        given_name=row.given_name,
        family_name=row.family_name,
        preferred_name=row.preferred_name,
        born_on=row.born_on,
        locality=row.locality,
        school=row.school,
        source=row.ref,
        now=now,
    )
    if row.carer_name:
        children.record_person(
            actor=actor,
            child=made,
            about=children.About(
                name=row.carer_name, relation=row.carer_relation or "Parent or carer", phone=row.carer_phone
            ),
            now=now,
        )
    return made


def _let_front_door_see(actor: Actor, row: Referral, child: Child, now: dt.datetime) -> None:
    """The front door's teams, and a manager who does its work without belonging to them."""
    teams = [team for team in partnerships.teams(actor, duty=Team.Duty.FRONT_DOOR) if team.pk in actor.team_ids]
    for team in teams:
        children.give_grant(
            actor=actor,
            child=child,
            team=team,
            reason=Grant.Reason.FRONT_DOOR,
            strands=FRONT_DOOR_STRANDS,
            source=row.ref,
            now=now,
        )
    if not teams:
        children.give_grant(
            actor=actor,
            child=child,
            membership=partnerships.membership_or_404(actor, actor.membership_ref),
            reason=Grant.Reason.FRONT_DOOR,
            strands=FRONT_DOOR_STRANDS,
            source=row.ref,
            now=now,
        )


def _carry_over(actor: Actor, row: Referral, child: Child, now: dt.datetime) -> None:
    """Nobody types a fact twice: strengths and the child's own words go from the referral to the record.

    They fill what is empty and overwrite nothing.
    """
    _let_front_door_see(actor, row, child, now)
    told = {"strengths": row.strengths, "own_words": row.own_words}
    changes: dict[str, object] = {name: text for name, text in told.items() if text and not getattr(child, name)}
    if changes:
        children.edit_child(actor=actor, child=child, version=child.version, changes=changes, now=now)
    if row.own_words:
        children.record_voice(
            actor=actor,
            child=child,
            said=row.own_words,
            gathered=f"As written in a referral by {_in_a_sentence(row.asked_by)}",
            said_on=row.received_on,
            about=row.ref,
            now=now,
        )
    children.record_entry(
        actor=actor,
        child=child,
        happened_on=row.received_on,
        strand=Strand.PLAN,
        kind="referral",
        text=f"{row.asked_by} asked the partnership to help.",
        source=row.ref,
        now=now,
    )


@trail.command("referrals.referral.decided")
def decide_referral(
    *,
    actor: Actor,
    referral: Referral,
    outcome: str,
    stream: str = "",
    youth_crime_prevention: bool = False,
    reason: str,
    otherwise_reason: str = "",
    legal_basis: str = "",
    legal_on: dt.date | None = None,
    early_help: str = "",
    early_help_why: str = "",
    reply: str = "",
    told_how: str = "",
    family_told: str = "",
    not_told_why: str = "",
    now: dt.datetime,
) -> Referral:
    """Decide what happens next: ``accepted`` into a stream, ``declined``, or ``signposted`` to other help.

    The referrer is told in the same act: our words for their kind, and ``reply`` as what is added to them;
    ``family_told`` (with ``not_told_why``) is whether the family knows, as ``send_reply`` says. A stream
    that nobody chooses names what it rests on, ``legal_basis`` with its day ``legal_on``. ``early_help`` is why early
    help alone was not the answer; it is looked at first.

    A child under 10 is only ever signposted, and nothing of the child is kept. Offering the Youth Crime Prevention
    team against its rules, or not offering it to a child who meets them, takes a manager and a reason. The rules of
    that team never gate the rest of the stream.
    """
    row = _locked(referral)
    access.may_decide(actor, row).or_raise()
    if row.born_on is None or outcome not in (
        Referral.Status.ACCEPTED,
        Referral.Status.DECLINED,
        Referral.Status.SIGNPOSTED,
    ):
        raise NotNow("Choose what happens next.")
    if rules.is_under_ten(row.born_on, row.received_on):
        return _decide_under_ten(actor, row, outcome, now)
    is_otherwise = False
    if outcome == Referral.Status.ACCEPTED:
        is_otherwise = _insist_on_rules(actor, row, stream, youth_crime_prevention, otherwise_reason)
        _insist_on_basis(rules.STREAMS[stream], legal_basis, legal_on, calendar.london_date(now))
    else:
        stream, youth_crime_prevention = "", False
        legal_basis, legal_on, early_help, early_help_why = "", None, "", ""
        if row.child_id is not None:
            children.end_grants(actor=actor, source=row.ref, now=now)
    row.status = Referral.Status(outcome)
    row.stream, row.is_youth_crime_prevention = stream, youth_crime_prevention
    row.legal_basis, row.legal_on = legal_basis, legal_on if legal_basis else None
    row.early_help, row.early_help_why = early_help, early_help_why if early_help else ""
    row.decision_reason, row.reply = reason, reply
    row.otherwise_reason = otherwise_reason if is_otherwise else ""
    row.decided_by_id, row.decided_at = actor.membership_id, now
    row.save(
        update_fields=[
            "status",
            "stream",
            "is_youth_crime_prevention",
            "legal_basis",
            "legal_on",
            "early_help",
            "early_help_why",
            "decision_reason",
            "reply",
            "otherwise_reason",
            "decided_by",
            "decided_at",
        ]
    )
    if row.status == Referral.Status.ACCEPTED and row.child is not None:
        _carry_over(actor, row, row.child, now)
    send_reply(
        actor=actor,
        referral=row,
        outcome=outcome,
        more=reply,
        told_how=told_how,
        family_told=family_told,
        not_told_why=not_told_why,
        now=now,
    )
    trail.record(
        actor,
        "referrals.referral.decided",
        about=[row.ref, *([row.child.ref] if row.child else [])],
        now=now,
        detail={"outcome": outcome, "stream": stream, "ycp": youth_crime_prevention, "otherwise": is_otherwise},
    )
    return row


def _decide_under_ten(actor: Actor, row: Referral, outcome: str, now: dt.datetime) -> Referral:
    """Only signposting, without the typed reason: whatever was typed could be about the child."""
    if outcome != Referral.Status.SIGNPOSTED:
        raise NotNow("This child is under 10. Signpost the referral to early help: nothing of the child is kept.")
    erased = erase_under_ten(actor=actor, referral=row, now=now)
    send_reply(actor=actor, referral=erased, outcome=outcome, now=now)
    trail.record(
        actor, "referrals.referral.decided", about=[row.ref], now=now, detail={"outcome": outcome, "under_ten": True}
    )
    return erased


def _insist_on_rules(actor: Actor, row: Referral, stream: str, offers_ycp: bool, otherwise_reason: str) -> bool:
    """Whether the decision goes against the rules of the team; raises when it may not be taken."""
    assert row.born_on is not None, "an erased referral is not decided on"
    if row.child_id is None:
        raise NotNow("Find out first whether the child is known. Then accept the referral.")
    if stream not in rules.STREAMS:
        raise NotNow("Choose the stream in which the work will be done.")
    if not rules.is_eligible(rules.check_front_door(row.born_on, row.received_on)):
        raise NotNow("This person is 18 or over. Signpost the referral to a service for adults.")
    if stream != "prevention" and offers_ycp:
        raise NotNow("Youth Crime Prevention is a team within prevention. Choose prevention, or leave it out.")
    if stream == "turnaround":
        return _insist_on_turnaround(actor, row, otherwise_reason)
    if stream != "prevention":
        return False
    is_met = rules.is_eligible(rules.check_youth_crime_prevention(row.born_on, row.received_on, row.grounds))
    if is_met == offers_ycp:
        return False
    access.may_decide_otherwise(actor).or_raise()
    if not otherwise_reason.strip():
        raise NotNow("Write why you decide otherwise than the rules say. The reason is kept and shown.")
    return True


def _insist_on_turnaround(actor: Actor, row: Referral, otherwise_reason: str) -> bool:
    """The rules are gone through one by one; against them a manager decides with a reason."""
    assert row.born_on is not None, "an erased referral is not decided on"
    check = TurnaroundCheck.objects.filter(partnership_id=row.partnership_id, referral=row).order_by("-id").first()
    if check is None:
        raise NotNow("Go through Turnaround’s rules first. Then offer it.")
    if rules.is_eligible(rules.check_turnaround(row.born_on, row.received_on, check.facts)):
        return False
    access.may_decide_otherwise(actor).or_raise()
    if not otherwise_reason.strip():
        raise NotNow("Write why you decide otherwise than the rules say. The reason is kept and shown.")
    return True


def _insist_on_basis(stream: rules.Stream, legal_basis: str, legal_on: dt.date | None, today: dt.date) -> None:
    if legal_basis and legal_basis not in stream.bases:
        raise NotNow(f"{stream.title} does not rest on that. Choose another legal basis.")
    if stream.needs_basis and (not legal_basis or legal_on is None):
        raise NotNow(f"{stream.title} rests on a decision of a court. Say which, and on which day.")
    if legal_on is not None and legal_on > today:
        raise NotNow("The day of the court’s or the police’s decision is in the future. Check the date.")


@trail.command("referrals.referral.erased", trail.Verb.ERASURE)
def erase_under_ten(*, actor: Actor, referral: Referral, now: dt.datetime) -> Referral:
    """Erase a child under 10 from a referral that is signposted; only where it came from and when stays.

    A safeguarding concern that was raised is a record of its own and stays. The trail holds references and no content.
    """
    row = _locked(referral)
    access.may_decide(actor, row).or_raise()
    if row.born_on is None or not rules.is_under_ten(row.born_on, row.received_on):
        raise NotNow("Only a referral of a child under 10 is erased on signposting.")
    if row.child_id is not None:
        children.end_grants(actor=actor, source=row.ref, now=now)
    empty_referral(row)
    row.status = Referral.Status.SIGNPOSTED
    row.decided_by_id, row.decided_at, row.erased_at = actor.membership_id, now, now
    row.save()
    Reply.objects.filter(partnership_id=row.partnership_id, referral=row).delete()
    trail.record(actor, "referrals.referral.erased", about=[row.ref], now=now)
    return row


CONTENT = (
    "given_name",
    "family_name",
    "preferred_name",
    "concern",
    "strengths",
    "own_words",
    "carer_name",
    "carer_relation",
    "carer_phone",
    "carers_know",
    "written_by",
    "written_for",
    "early_help_why",
    "decision_reason",
    "otherwise_reason",
    "reply",
)


def empty_referral(row: Referral) -> None:
    """Take out of the row all that anybody wrote and whom it is about; what stays is where it came from and when. What
    another area sent, of which it was made, is emptied with it."""
    came = MovedIn.objects.filter(partnership_id=row.partnership_id, referral_id=row.pk)
    came.update(copy={}, why="", answer="")
    for name in CONTENT:
        setattr(row, name, "")
    row.born_on, row.grounds, row.locality, row.school, row.child = None, [], None, None, None


def _locked(referral: Referral) -> Referral:
    return prepared.locked(referral.partnership_id, Referral, referral.pk, "agency", "locality", "school", "child")


def _in_a_sentence(who: str) -> str:
    return "the family" if who == "The family" else who

"""What happens to a spell of work while it lasts: handed over, said goodbye to, paused, taken up, stepped down."""

from __future__ import annotations

import datetime as dt

from alongside.accounts.roles import RoleCode
from alongside.audit import trail
from alongside.children import commands as children
from alongside.children.models import Grant
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import Membership, Team
from alongside.referrals import access, queries, rules
from alongside.referrals.commands.involvement import (
    end_involvement,
    insist_on_worker,
    let_team_see,
    locked,
    strand_of,
    tell,
    transfer,
)
from alongside.referrals.models import Goodbye, Involvement, Pause, StepDown, Transfer, Withdrawal

_DECIDE_FOR_A_TEAM = (RoleCode.TEAM_MANAGER.value, RoleCode.FRONT_DOOR.value)

# Another worker, asked first


@trail.command("referrals.transfer.asked")
def ask_transfer(
    *, actor: Actor, involvement: Involvement, team: Team, membership: Membership | None, reason: str, now: dt.datetime
) -> Transfer:
    """Ask a colleague, or a team's manager, to take the work over. Until they accept it stays whose it is.

    Whoever is asked reads who the child is and the plan, until they have answered.
    """
    row = locked(involvement)
    access.may_ask_transfer(actor, row, now).or_raise()
    if not reason.strip():
        raise NotNow("Write why the work changes hands. Whoever is asked decides by it.")
    today = calendar.london_date(now)
    stream = rules.STREAMS[row.stream]
    if membership is not None:
        if membership.pk == row.worker_id and team.pk == row.team_id:
            raise NotNow(f"{membership.user.name} works with this child already. Choose somebody else.")
        insist_on_worker(row.child, membership, team, stream, today)
    elif team.duty not in stream.duties:
        raise NotNow(f"{team.name} does not work in the stream {stream.title}. Choose another team.")
    elif not partnerships.colleagues(actor, today, roles=_DECIDE_FOR_A_TEAM, team_id=team.pk):
        raise NotNow(f"Nobody decides for {team.name} here. Ask one of its workers instead.")
    if Transfer.objects.filter(
        partnership_id=actor.partnership_id, involvement=row, status=Transfer.Status.ASKED
    ).exists():
        raise NotNow("Somebody has been asked already. Take that back first, or wait for the answer.")
    made = Transfer.objects.create(
        partnership_id=actor.partnership_id,
        involvement=row,
        child=row.child,
        from_worker=row.worker,
        to_team=team,
        to_worker=membership,
        reason=reason,
        asked_by_id=actor.membership_id,
        asked_at=now,
        answer_by_on=calendar.add_working_days(today, _standard(actor, "transfer", today)),
    )
    strands = [Strand.IDENTITY, Strand.EDUCATION, Strand.PLAN, *([Strand.JUSTICE] if stream.is_justice else [])]
    children.give_grant(
        actor=actor,
        child=row.child,
        membership=membership,
        team=None if membership else team,
        reason=Grant.Reason.TEAM,
        strands=strands,
        source=made.ref,
        now=now,
    )
    trail.record(
        actor,
        "referrals.transfer.asked",
        about=[row.child.ref, row.ref, made.ref],
        now=now,
        reason=reason,
        detail={"team": team.ref, "to": membership.ref if membership else ""},
    )
    return made


@trail.command("referrals.transfer.answered")
def answer_transfer(
    *,
    actor: Actor,
    transfer_row: Transfer,
    accepts: bool,
    answer: str = "",
    membership: Membership | None = None,
    now: dt.datetime,
) -> Transfer:
    """Accept, and the work is theirs at once; or refuse, with a reason, and it stays where it was. A team's manager
    names the worker."""
    row = _locked_transfer(actor, transfer_row)
    access.may_answer_transfer(actor, row).or_raise()
    if not accepts and not answer.strip():
        raise NotNow("Write why not. Whoever asked must find somebody else.")
    worker = row.to_worker or membership
    if accepts and worker is None:
        raise NotNow("Choose who of the team will work with the child.")
    row.status = Transfer.Status.ACCEPTED if accepts else Transfer.Status.REFUSED
    row.answered_by_id, row.answered_at, row.answer = actor.membership_id, now, answer
    row.save(update_fields=["status", "answered_by", "answered_at", "answer"])
    children.end_grants(actor=actor, child=row.child, source=row.ref, now=now)
    if accepts and worker is not None:
        transfer(
            actor=actor, involvement=row.involvement, membership=worker, team=row.to_team, reason=row.reason, now=now
        )
    trail.record(
        actor,
        "referrals.transfer.answered",
        about=[row.child.ref, row.involvement.ref, row.ref],
        now=now,
        reason=answer,
        detail={"accepted": accepts},
    )
    return row


@trail.command("referrals.transfer.withdrawn")
def withdraw_transfer(*, actor: Actor, transfer_row: Transfer, now: dt.datetime) -> Transfer:
    """Take back what was asked. The work stays where it was."""
    row = _locked_transfer(actor, transfer_row)
    if not trail.is_part_of_a_command():
        access.may_withdraw_transfer(actor, row, now).or_raise()
    row.status, row.answered_by_id, row.answered_at = Transfer.Status.WITHDRAWN, actor.membership_id, now
    row.save(update_fields=["status", "answered_by", "answered_at"])
    children.end_grants(actor=actor, child=row.child, source=row.ref, now=now)
    trail.record(actor, "referrals.transfer.withdrawn", about=[row.child.ref, row.involvement.ref, row.ref], now=now)
    return row


def _locked_transfer(actor: Actor, found: Transfer) -> Transfer:
    rows = wall.own(Transfer.objects.all(), actor).select_for_update(of=("self",))
    return rows.select_related("child", "involvement__team", "to_team", "to_worker__user").get(pk=found.pk)


# Goodbye and hello


@trail.command("referrals.goodbye.recorded", trail.Verb.COLLECTION)
def record_goodbye(
    *,
    actor: Actor,
    goodbye: Goodbye,
    is_possible: bool,
    goodbye_on: dt.date | None,
    hello_on: dt.date | None,
    told: str,
    child_words: str = "",
    now: dt.datetime,
) -> Goodbye:
    """Record that the child met both workers, or the new one where the old one has left, and what they were told.

    What the child said is kept as their view, to be told back. The first meeting with the new worker is their first
    contact. Where it was not possible, ``told`` says why.
    """
    row = (
        wall.own(Goodbye.objects.all(), actor)
        .select_for_update(of=("self",))
        .select_related("child", "involvement", "to_worker__user")
        .get(pk=goodbye.pk)
    )
    work = locked(row.involvement)
    access.may_record_goodbye(actor, row, work, now).or_raise()
    today = calendar.london_date(now)
    if not told.strip():
        raise NotNow("Write what the child was told." if is_possible else "Write why it was not possible.")
    if is_possible and hello_on is None:
        raise NotNow("Enter the day on which the child met the new worker.")
    for day in (goodbye_on, hello_on):
        if day is not None and not work.opened_on <= day <= today:
            raise NotNow("Each day is between the beginning of the work and today. Check the dates.")
    row.status = Goodbye.Status.DONE if is_possible else Goodbye.Status.NOT_POSSIBLE
    row.goodbye_on, row.hello_on = (goodbye_on, hello_on) if is_possible else (None, None)
    row.told, row.recorded_by_id, row.recorded_at = told, actor.membership_id, now
    row.save(update_fields=["status", "goodbye_on", "hello_on", "told", "recorded_by", "recorded_at"])
    if is_possible and hello_on is not None:
        if work.first_contact_on is None and hello_on >= work.allocated_on:
            work.first_contact_on, work.reached_on = hello_on, work.reached_on or hello_on
            work.save(update_fields=["first_contact_on", "reached_on"])
        tell(actor, work, f"{row.child.first_called} met {row.to_worker.user.name}. {told}", now, on=hello_on)
    if child_words.strip():
        children.record_voice(
            actor=actor,
            child=row.child,
            said=child_words,
            gathered="Talking together",
            said_on=hello_on or today,
            about=row.ref,
            strand=strand_of(work),
            now=now,
        )
    trail.record(actor, "referrals.goodbye.recorded", about=[row.child.ref, work.ref, row.ref], now=now)
    return row


# A pause


@trail.command("referrals.involvement.paused")
def pause_involvement(
    *, actor: Actor, involvement: Involvement, reason: str, until_on: dt.date, continues: str, now: dt.datetime
) -> Pause:
    """Let the work rest until a day. What the law sets runs on; our own clock of first contact begins anew after it."""
    row = locked(involvement)
    access.may_pause(actor, row, now).or_raise()
    today = calendar.london_date(now)
    if reason not in rules.PAUSE_REASONS:
        raise NotNow("Choose why the work is paused.")
    longest = _standard(actor, "pause", today)
    if not today < until_on <= today + dt.timedelta(days=longest):
        raise NotNow(f"Choose a day from tomorrow on, at most {longest} days from now. After that decide anew.")
    if not continues.strip():
        raise NotNow("Write what goes on meanwhile, and whom the child can ring.")
    made = Pause.objects.create(
        partnership_id=actor.partnership_id,
        involvement=row,
        child=row.child,
        reason=reason,
        continues=continues,
        from_on=today,
        until_on=until_on,
        paused_by_id=actor.membership_id,
    )
    row.paused_until_on = until_on
    row.save(update_fields=["paused_until_on"])
    tell(actor, row, f"The work rests until {calendar.spoken(until_on)}. Meanwhile: {continues}", now)
    trail.record(
        actor,
        "referrals.involvement.paused",
        about=[row.child.ref, row.ref, made.ref],
        now=now,
        detail={"reason": reason, "until": until_on.isoformat()},
    )
    return made


@trail.command("referrals.involvement.resumed")
def resume_involvement(*, actor: Actor, involvement: Involvement, now: dt.datetime) -> Involvement:
    """The work goes on: today, whatever day was meant."""
    row = locked(involvement)
    access.may_resume(actor, row, now).or_raise()
    today = calendar.london_date(now)
    row.paused_until_on, row.resumed_on = None, today
    row.save(update_fields=["paused_until_on", "resumed_on"])
    Pause.objects.filter(partnership_id=actor.partnership_id, involvement=row, resumed_on__isnull=True).update(
        resumed_on=today
    )
    tell(actor, row, f"The work with {row.child.first_called} goes on.", now)
    trail.record(actor, "referrals.involvement.resumed", about=[row.child.ref, row.ref], now=now)
    return row


# Less help, and the end of an agreement


@trail.command("referrals.involvement.stepped_down")
def step_down(
    *,
    actor: Actor,
    involvement: Involvement,
    to: str,
    who: str,
    told_on: dt.date,
    told: str,
    child_words: str = "",
    stream: str = "",
    membership: Membership | None = None,
    team: Team | None = None,
    is_agreed: bool = False,
    now: dt.datetime,
) -> StepDown:
    """The child needs less: this work ends, and somebody else helps, here in another stream or elsewhere.

    Who takes over is a person with a number, and the child has been told before. Voluntary work of ours opens only with
    the child's and the family's yes.
    """
    row = locked(involvement)
    access.may_end(actor, row, now).or_raise()
    today = calendar.london_date(now)
    if to not in rules.STEP_DOWN_TO:
        raise NotNow("Choose who helps from now on.")
    if not told.strip() or not row.opened_on <= told_on <= today:
        raise NotNow("Tell the child first. Write what they were told, and on which day up to today.")
    if to != "stream" and not who.strip():
        raise NotNow("Write who takes over, with a number that the child can ring.")
    onward = None
    if to == "stream":
        onward = _insist_on_stream(actor, row, stream, membership, team, is_agreed, today)
    made = StepDown(
        partnership_id=actor.partnership_id,
        involvement=row,
        child=row.child,
        to=to,
        who=who.strip(),
        told_on=told_on,
        told=told,
        child_words=child_words,
        recorded_by_id=actor.membership_id,
    )
    note = f"{rules.STEP_DOWN_TO[to]}: {who.strip()}" if who.strip() else rules.STEP_DOWN_TO[to]
    if child_words.strip():
        children.record_voice(
            actor=actor,
            child=row.child,
            said=child_words,
            gathered="Talking together",
            said_on=told_on,
            about=row.ref,
            strand=strand_of(row),
            now=now,
        )
    if onward is not None and membership is not None and team is not None:
        onward.worker, onward.team = membership, team
        onward.save()
        let_team_see(actor, onward, now)
        tell(actor, onward, f"{membership.user.name} of {team.name} began to work with {row.child.first_called}.", now)
        made.next = onward
    end_involvement(actor=actor, involvement=row, reason="stepped_down", note=note, now=now)
    made.save(force_insert=True)
    trail.record(
        actor,
        "referrals.involvement.stepped_down",
        about=[row.child.ref, row.ref, made.ref, *([onward.ref] if onward else [])],
        now=now,
        detail={"to": to, "stream": stream if onward else ""},
    )
    return made


def _insist_on_stream(
    actor: Actor,
    row: Involvement,
    stream: str,
    membership: Membership | None,
    team: Team | None,
    is_agreed: bool,
    today: dt.date,
) -> Involvement:
    """The spell of work that follows, not saved yet. Raises NotNow where it may not open."""
    wanted = rules.STREAMS.get(stream)
    if wanted is None or membership is None or team is None or not wanted.needs_agreement:
        raise NotNow("Choose the kind of work that follows, and who does it. Only voluntary work follows by itself.")
    if not is_agreed:
        raise NotNow("Voluntary work starts with agreement. Ask the child and the parent or carer first.")
    insist_on_worker(row.child, membership, team, wanted, today)
    same = wall.own(Involvement.objects.all(), actor).filter(child=row.child, stream=stream)
    if same.filter(status=Involvement.Status.OPEN).exists():
        raise NotNow(f"Work in the stream {wanted.title} is open for this child already. End this work instead.")
    return Involvement(
        partnership_id=actor.partnership_id,
        child=row.child,
        stream=stream,
        locality_id=row.locality_id,
        source=row.source,
        opened_on=today,
        allocated_on=today,
    )


@trail.command("referrals.agreement.withdrawn")
def withdraw_agreement(
    *, actor: Actor, involvement: Involvement, who: str, withdrawn_on: dt.date, words: str, now: dt.datetime
) -> Withdrawal:
    """The child or the family takes back their agreement to voluntary work: it ends, and counts against nobody.

    Their consents to share are separate and stay as they are. Raises NotNow for work that does not rest on agreement.
    """
    row = locked(involvement)
    access.may_withdraw_agreement(actor, row, now).or_raise()
    if who not in rules.WHO_WITHDREW:
        raise NotNow("Say who took back their agreement.")
    if not row.opened_on <= withdrawn_on <= calendar.london_date(now):
        raise NotNow("The day is between the beginning of the work and today. Check the date.")
    made = Withdrawal.objects.create(
        partnership_id=actor.partnership_id,
        involvement=row,
        child=row.child,
        who=who,
        withdrawn_on=withdrawn_on,
        words=words,
        recorded_by_id=actor.membership_id,
    )
    if words.strip():
        children.record_voice(
            actor=actor,
            child=row.child,
            said=words,
            gathered="Talking together",
            said_on=withdrawn_on,
            about=row.ref,
            strand=strand_of(row),
            now=now,
        )
    end_involvement(actor=actor, involvement=row, reason="withdrawn", on=withdrawn_on, now=now)
    trail.record(actor, "referrals.agreement.withdrawn", about=[row.child.ref, row.ref], now=now, detail={"who": who})
    return made


@trail.command("referrals.transfer.unasked")
def unask(*, actor: Actor, ref: str, now: dt.datetime) -> Transfer:
    """A leaver is not asked any longer, and the work stays where it is. For the command that hands over their work."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("Take this back on its own page.")
    found = wall.own(Transfer.objects.all(), actor).get(ref=ref)
    trail.record(actor, "referrals.transfer.unasked", about=[found.ref], now=now)
    return withdraw_transfer(actor=actor, transfer_row=found, now=now)


def _standard(actor: Actor, code: str, today: dt.date) -> int:
    """The partnership's own number, or our default."""
    return queries.standards(actor.partnership_id).value(code, today)

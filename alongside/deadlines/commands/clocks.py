"""Beginning clocks, keeping them, handing them over, and what begins in their place."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core import clocks as time
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.deadlines import access, queries, rules
from alongside.deadlines.models import Claim, Clock
from alongside.partnerships import prepared, saving, wall
from alongside.partnerships.models import Membership, Team

MEANWHILE = "Somebody else changed this date while you had it open. Look at it again, then do what is still needed."


def _rule(code: str, start: dt.date) -> time.Rule:
    try:
        return time.on(code, start)
    except time.UnknownRule as refusal:
        raise NotNow(str(refusal.args[0])) from refusal


def _insist_on_owner(owner: Membership | None, team: Team | None) -> None:
    if (owner is None) == (team is None):
        raise NotNow("A date has one owner: a person or a team. Nothing waits on nobody.")
    if owner is not None and not access.may_own(owner):
        raise NotNow("This person's role cannot take a date to keep. Choose somebody who works with children.")


def _let_owner_see(actor: Actor, clock: Clock, now: dt.datetime) -> None:
    """Whoever keeps a date reads what it is about until it is kept. Nobody lets themselves in, in no role."""
    if clock.owner is not None and clock.owner.user_id == actor.user_id:
        return
    children.give_grant(
        actor=actor,
        child=clock.child,
        membership=clock.owner,
        team=clock.team,
        reason="action",
        strands=(Strand.IDENTITY, Strand(clock.strand)),
        source=clock.ref,
        now=now,
    )


def _begin(
    *,
    actor: Actor,
    child: Child,
    rule: time.Rule,
    started_on: dt.date,
    owner: Membership | None,
    team: Team | None,
    about: str,
    follows: Clock | None,
    how: str,
    now: dt.datetime,
) -> Clock:
    counts_school_days = rule.counting.unit is time.Unit.SCHOOL_DAYS
    school = queries.school_now(actor) if counts_school_days else None
    context = time.Context(school=school.days) if school else time.PLAIN
    clock = Clock.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        strand=rule.strand.value,
        about=about,
        rule=rule.code,
        rule_version=rule.version,
        term_dates=list(school.editions) if school else [],
        started_on=started_on,
        due_on=time.due_on(rule, started_on, context),
        also_on=time.also_by(rule, started_on, context),
        owner=owner,
        team=team,
        started_by_id=actor.membership_id,
        follows=follows,
        follows_how=how,
    )
    _let_owner_see(actor, clock, now)
    return clock


@trail.command("deadlines.clock.started", trail.Verb.COLLECTION)
def start_clock(
    *,
    actor: Actor,
    child: Child,
    rule: str,
    started_on: dt.date,
    own: int | None = None,
    owner: Membership | None = None,
    team: Team | None = None,
    about: str = "",
    now: dt.datetime,
) -> Clock:
    """Begin to count a rule for a child from a day in London.

    The date is counted once, by the version of the rule in force on that day, and keeps what it was counted from.
    ``own`` is the partnership's own number for a rule whose length is ours; it is kept with the version.
    Raises NotNow for a rule that was not in force, and where the same clock runs already.
    """
    child = prepared.locked(actor.partnership_id, Child, child.pk)
    # Work of a subject above begins its own dates, for whoever they fall to: its command has decided.
    is_part = trail.is_part_of_a_command()
    if not is_part:
        access.may_start(actor, child, now).or_raise()
    found = _rule(rule, started_on)
    if own is not None:
        found = found.with_own(own)
    if not found.of_child:
        raise NotNow("This rule is not about a child. Try it on its own page.")
    if not is_part and found.strand not in access.strands_kept(actor, child, now):
        raise NotPermitted("You do not write in the part of the record to which this date belongs.")
    _insist_on_owner(owner, team)
    running = wall.own(Clock.objects.all(), actor).filter(child=child, rule=rule, started_on=started_on, about=about)
    if running.filter(status=Clock.Status.RUNNING).exists():
        raise NotNow("This date is counted for this child already, from the same day.")
    clock = _begin(
        actor=actor,
        child=child,
        rule=found,
        started_on=started_on,
        owner=owner,
        team=team,
        about=about,
        follows=None,
        how="",
        now=now,
    )
    trail.record(
        actor,
        "deadlines.clock.started",
        about=[child.ref, clock.ref, *([about] if about else [])],
        now=now,
        detail={"rule": clock.rule_version, "due": clock.due_on.isoformat()},
    )
    return clock


def locked(
    actor: Actor, clock: Clock, now: dt.datetime, version: int | None = None, *, is_decided: bool = False
) -> Clock:
    """The clock for whoever may know of it, held until the transaction ends. Raises Changed for another version."""
    if not is_decided and not access.is_visible(actor, clock, now):
        raise NotPermitted("You can no longer see this date.")
    row = prepared.locked(actor.partnership_id, Clock, clock.pk, "child", "owner", "team")
    if version is not None and version != row.version:
        raise Changed(MEANWHILE, theirs={"version": str(row.version)}, yours={"version": str(version)})
    return row


def _insist_may_keep(actor: Actor, row: Clock, now: dt.datetime) -> None:
    """Who may say what became of a running clock; the command of the work that it belongs to has decided for itself."""
    if not trail.is_part_of_a_command():
        access.may_keep_running(actor, row, now).or_raise()
    elif not row.is_running:
        raise NotNow("This date is no longer waited for.")


def _step(row: Clock, to: Clock.Status) -> None:
    if to.value not in rules.TRANSITIONS["Clock"][row.status]:
        raise NotNow("This date is no longer waited for.")
    row.status = to
    row.version += 1


@trail.command("deadlines.clock.met")
def meet_clock(*, actor: Actor, clock: Clock, met_on: dt.date, version: int | None = None, now: dt.datetime) -> Clock:
    """Say on which day what the rule asks was done. Its owner's sight of the child that came with it ends."""
    row = locked(actor, clock, now, version)
    _insist_may_keep(actor, row, now)
    if met_on > calendar.london_date(now):
        raise NotNow("Say that it is done once it is. The day is in the future.")
    counting = row.of_rule.counting
    is_ahead = counting.backwards or counting.unit is time.Unit.DATE
    if met_on < row.started_on and not is_ahead:
        raise NotNow(f"It was done before it began, on {calendar.spoken(row.started_on)}? Check the day.")
    _step(row, Clock.Status.MET)
    row.met_on = met_on
    row.save(update_fields=["status", "met_on", "version"])
    children.end_grants(actor=actor, source=row.ref, child=row.child, now=now)
    trail.record(
        actor,
        "deadlines.clock.met",
        about=[row.child.ref, row.ref],
        now=now,
        detail={"days_late": max((met_on - row.due_on).days, 0)},
    )
    return row


@trail.command("deadlines.clock.reopened")
def reopen_clock(*, actor: Actor, clock: Clock, reason: str, now: dt.datetime) -> Clock:
    """Say that it was not done after all, with a reason: the clock runs again, with the date it always had."""
    row = locked(actor, clock, now)
    access.may_reopen(actor, row, now).or_raise()
    if row.status != Clock.Status.MET:
        raise NotNow("Only a date that was said to be kept can run again.")
    _step(row, Clock.Status.RUNNING)
    row.met_on = None
    row.save(update_fields=["status", "met_on", "version"])
    _let_owner_see(actor, row, now)
    trail.record(actor, "deadlines.clock.reopened", about=[row.child.ref, row.ref], now=now, reason=reason)
    return row


@trail.command("deadlines.clock.ended")
def end_clock(*, actor: Actor, clock: Clock, reason: str, version: int | None = None, now: dt.datetime) -> Clock:
    """Stop waiting for a date, with a reason: it was begun in error, or the request was withdrawn."""
    row = locked(actor, clock, now, version)
    _insist_may_keep(actor, row, now)
    _end(actor, row, reason, now)
    trail.record(actor, "deadlines.clock.ended", about=[row.child.ref, row.ref], now=now, reason=reason)
    return row


def _end(actor: Actor, row: Clock, why: str, now: dt.datetime) -> None:
    _step(row, Clock.Status.ENDED)
    row.ended_on, row.ended_why = calendar.london_date(now), why
    row.save(update_fields=["status", "ended_on", "ended_why", "version"])
    children.end_grants(actor=actor, source=row.ref, child=row.child, now=now)


@trail.command("deadlines.clock.restored")
def restore_clock(
    *, actor: Actor, clock: Clock, owner: Membership | None, team: Team | None, reason: str, now: dt.datetime
) -> Clock:
    """Wait again for a date that was kept or ended by mistake: for the command that takes the mistake back.

    One that was kept runs again. One that had ended stays ended, and another with its rule, its start and its day
    names it. Either is the owner's, or the team's. Gives the clock that runs.
    """
    if not trail.is_part_of_a_command():
        raise NotPermitted("Take back the step by which this date was kept.")
    row = locked(actor, clock, now, is_decided=True)
    if row.is_running:
        raise NotNow("This date is waited for already.")
    if row.status == Clock.Status.MET:
        _step(row, Clock.Status.RUNNING)
        row.met_on, row.owner, row.team = None, owner, None if owner else team
        row.save(update_fields=["status", "met_on", "owner", "team", "version"])
        _let_owner_see(actor, row, now)
        restored = row
    else:
        restored = _begin(
            actor=actor,
            child=row.child,
            rule=row.of_rule,
            started_on=row.started_on,
            owner=owner,
            team=None if owner else team,
            about=row.about,
            follows=row,
            how=time.Follows.CORRECTED.value,
            now=now,
        )
    trail.record(
        actor, "deadlines.clock.restored", about=[row.child.ref, row.ref, restored.ref], now=now, reason=reason
    )
    return restored


@trail.command("deadlines.clock.redated")
def redate_clock(*, actor: Actor, clock: Clock, started_on: dt.date, reason: str, now: dt.datetime) -> Clock:
    """Count a date from another day: for the command that corrects the day of what it is counted from.

    The clock ends and another names it, counted from the right day by the version of the rule in force then. One that
    was kept is kept on the day on which it was, in time or not by the new date; exceptions that stand are claimed for
    the new one too, as they were. Gives the new clock. Raises NotNow where it was kept before the new day.
    """
    if not trail.is_part_of_a_command():
        raise NotPermitted("Correct the day of what this date is counted from.")
    row = locked(actor, clock, now, is_decided=True)
    met_on = row.met_on
    if met_on is not None:
        if met_on < started_on:
            raise NotNow(f"This was done before that day, on {calendar.spoken(met_on)}. Check the day.")
        _step(row, Clock.Status.RUNNING)
        row.met_on = None
        row.save(update_fields=["status", "met_on", "version"])
    own = row.of_rule.own
    rule = time.nearest(row.rule, started_on)
    _end(actor, row, f"Counted from {calendar.spoken(row.started_on)}, which was not the day", now)
    made = _begin(
        actor=actor,
        child=row.child,
        rule=rule if own is None else rule.with_own(own),
        started_on=started_on,
        owner=row.owner,
        team=row.team,
        about=row.about,
        follows=row,
        how=time.Follows.REDATED.value,
        now=now,
    )
    _claim_again(row, made)
    if met_on is not None:
        _step(made, Clock.Status.MET)
        made.met_on = met_on
        made.save(update_fields=["status", "met_on", "version"])
        children.end_grants(actor=actor, source=made.ref, child=made.child, now=now)
    trail.record(
        actor,
        "deadlines.clock.redated",
        about=[row.child.ref, row.ref, made.ref],
        now=now,
        reason=reason,
        detail={"due": made.due_on.isoformat()},
    )
    return made


def _claim_again(row: Clock, made: Clock) -> None:
    """What excuses the old date excuses the new one: it happened, from whatever day is counted."""
    claims = Claim.objects.filter(partnership_id=row.partnership_id, clock=row, withdrawn_on__isnull=True)
    saving.create_all(
        Claim(
            partnership_id=row.partnership_id,
            clock=made,
            child=row.child,
            kind=claim.kind,
            from_on=claim.from_on,
            to_on=claim.to_on,
            evidence=claim.evidence,
            decided_by_id=claim.decided_by_id,
            decided_on=claim.decided_on,
        )
        for claim in claims.order_by("pk")
    )


@trail.command("deadlines.clock.followed")
def follow_clock(
    *, actor: Actor, clock: Clock, when: str, happened_on: dt.date, version: int | None = None, now: dt.datetime
) -> tuple[Clock, ...]:
    """Begin what the law begins in the place of a clock: a concession, an order, detention, release, another authority.

    The old clock ends and each new one names it. Where the law counts on from the first day (detention, and release
    with the same authority), the new one has the old one's start and so its date; otherwise it starts with the event.
    A decision that was kept in time can be followed too: where the authority gives way, or an order is made, after it.
    Gives the new clocks. Raises NotNow where the law begins nothing then.
    """
    row = locked(actor, clock, now, version)
    event = time.Follows(when)
    is_over = row.status == Clock.Status.MET and event in rules.AFTER_A_DECISION
    if not is_over:
        _insist_may_keep(actor, row, now)
    elif not trail.is_part_of_a_command():
        access.may_keep(actor, row, now).or_raise()
    found = [then for then in row.of_rule.follow_ons if then.when is event]
    if not found:
        raise NotNow("Nothing takes the place of this date then. End it with a reason, and begin another.")
    if happened_on > calendar.london_date(now):
        raise NotNow("Say what happened once it has. The day is in the future.")
    if happened_on < row.started_on:
        raise NotNow(f"It happened before this date was begun, on {calendar.spoken(row.started_on)}? Check the day.")
    starts = [row.started_on if then.keeps_start else happened_on for then in found]
    then_rules = [time.nearest(then.code, start) for then, start in zip(found, starts, strict=True)]
    if not is_over:
        # What happened stands with the new date: where that is in another strand, not everybody who reads this one may
        # know of it. A school reads education, and does not read that a child is held.
        is_theirs = all(rule.strand == row.strand for rule in then_rules)
        what = event.words if is_theirs else "Another date took its place"
        _end(actor, row, f"{what} on {calendar.spoken(happened_on)}", now)
    begun = []
    for rule, start in zip(then_rules, starts, strict=True):
        begun.append(
            _begin(
                actor=actor,
                child=row.child,
                rule=rule,
                started_on=start,
                owner=row.owner,
                team=row.team,
                about=row.about,
                follows=row,
                how=event.value,
                now=now,
            )
        )
    trail.record(
        actor,
        "deadlines.clock.followed",
        about=[row.child.ref, row.ref, *(clock.ref for clock in begun)],
        now=now,
        detail={"when": event.value, "rules": [clock.rule_version for clock in begun]},
    )
    return tuple(begun)


@trail.command("deadlines.clock.handed_over")
def hand_over_clock(
    *,
    actor: Actor,
    clock: Clock,
    owner: Membership | None = None,
    team: Team | None = None,
    version: int | None = None,
    now: dt.datetime,
) -> Clock:
    """Give a date to somebody else, who sees the child from now on in the place of the former owner."""
    is_decided = trail.is_part_of_a_command()
    row = locked(actor, clock, now, version, is_decided=is_decided)
    if not is_decided:
        access.may_hand_over(actor, row, now).or_raise()
    _insist_on_owner(owner, team)
    former = row.owner.ref if row.owner else row.team.ref if row.team else ""
    if (owner and owner.pk == row.owner_id) or (team and team.pk == row.team_id):
        raise NotNow("They have this date already.")
    row.owner, row.team = owner, team
    row.version += 1
    row.save(update_fields=["owner", "team", "version"])
    children.end_grants(actor=actor, source=row.ref, child=row.child, now=now)
    _let_owner_see(actor, row, now)
    new = owner.ref if owner else team.ref if team else ""
    trail.record(actor, "deadlines.clock.handed_over", about=[row.child.ref, row.ref, former, new], now=now)
    return row


@trail.command("deadlines.clock.passed_on")
def hand_over_clock_of(*, actor: Actor, ref: str, to: Membership, now: dt.datetime) -> Clock:
    """A date of a leaver is somebody else's. For the command that hands over what the leaver had."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("Hand this over on the page of what the person has.")
    found = wall.own(Clock.objects.all(), actor).get(ref=ref)
    trail.record(actor, "deadlines.clock.passed_on", about=[found.ref, to.ref], now=now)
    return hand_over_clock(actor=actor, clock=found, owner=to, now=now)

"""Every change to a child's plan, and every contact."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotNow
from alongside.partnerships.models import Membership
from alongside.plans import access, rules
from alongside.plans.models import Contact, Goal, Plan, Review, Step
from alongside.referrals import access as referral_access
from alongside.referrals import commands as referral_commands
from alongside.referrals import queries as referrals

CHANGED_MEANWHILE = "Somebody else changed this while you were writing. Both versions are below. Nothing is lost."


@trail.command("plans.plan.started", trail.Verb.COLLECTION)
def start_plan(
    *,
    actor: Actor,
    child: Child,
    strengths: str = "",
    matters: str = "",
    review_on: dt.date | None = None,
    now: dt.datetime,
) -> Plan:
    """Begin the plan of a child whose work is open.

    A plan that was left open when its work ended is closed first. Raises NotNow when the child has a plan already.
    """
    # The child's row is the lock: two people who begin at once make one plan.
    child = Child.objects.select_for_update(of=("self",)).get(pk=child.pk)
    access.may_write_plan(actor, child, now).or_raise()
    today = calendar.london_date(now)
    _insist_on_review_date(review_on, today)
    work = referrals.open_involvements(child)
    earlier = Plan.objects.filter(partnership_id=actor.partnership_id, child=child).exclude(status=Plan.Status.CLOSED)
    left = earlier.select_for_update().first()
    if left is not None:
        if left.involvement in {row.ref for row in work}:
            raise NotNow("This child has a plan already. Open it and change it there.")
        close_plan(actor=actor, plan=left, now=now)
    plan = Plan.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        involvement=work[0].ref,
        strengths=strengths,
        matters=matters,
        review_on=review_on,
        started_on=today,
        written_by_id=actor.membership_id,
    )
    trail.record(actor, "plans.plan.started", about=[child.ref, plan.ref, plan.involvement], now=now)
    return plan


@trail.command("plans.plan.closed")
def close_plan(*, actor: Actor, plan: Plan, now: dt.datetime) -> Plan:
    """Close a plan: after its last review, or because a new one begins."""
    row = _locked(actor, plan, now)
    _step_to(row, Plan.Status.CLOSED)
    row.closed_on = calendar.london_date(now)
    row.version += 1
    row.save(update_fields=["status", "closed_on", "version"])
    trail.record(actor, "plans.plan.closed", about=[row.child.ref, row.ref], now=now)
    return row


EDITABLE = ("strengths", "matters", "review_on")


@trail.command("plans.plan.edited")
def edit_plan(
    *, actor: Actor, plan: Plan, version: int, changes: dict[str, str | dt.date | None], now: dt.datetime
) -> Plan:
    """Change the words of the plan and its review date. Raises Changed with both versions when somebody saved first."""
    row = _locked(actor, plan, now)
    assert set(changes) <= set(EDITABLE), changes
    if row.version != version:
        raise Changed(
            CHANGED_MEANWHILE,
            theirs={name: _words(getattr(row, name)) for name in changes},
            yours={name: _words(value) for name, value in changes.items()},
        )
    changed = sorted(name for name, value in changes.items() if getattr(row, name) != value)
    if "review_on" in changed:
        _insist_on_review_date(changes["review_on"], calendar.london_date(now), is_agreed=row.is_agreed)
    for name in changed:
        setattr(row, name, changes[name])
    if {"strengths", "matters"} & set(changed):
        row.edition += 1
    row.version += 1
    row.save(update_fields=[*changed, "edition", "version"])
    trail.record(actor, "plans.plan.edited", about=[row.child.ref, row.ref], now=now, detail={"fields": changed})
    return row


@trail.command("plans.review.set")
def set_review(*, actor: Actor, plan: Plan, review_on: dt.date, now: dt.datetime) -> Plan:
    """Choose the day on which the plan is looked at again."""
    row = _locked(actor, plan, now)
    _insist_on_review_date(review_on, calendar.london_date(now))
    row.review_on = review_on
    row.version += 1
    row.save(update_fields=["review_on", "version"])
    trail.record(actor, "plans.review.set", about=[row.child.ref, row.ref], now=now)
    return row


@trail.command("plans.goal.added", trail.Verb.COLLECTION)
def add_goal(*, actor: Actor, plan: Plan, words: str, why: str = "", now: dt.datetime) -> Goal:
    """Add what the child wants, in the child's own words."""
    row = _locked(actor, plan, now)
    last = Goal.objects.filter(partnership_id=row.partnership_id, plan=row).order_by("-position").first()
    goal = Goal.objects.create(
        partnership_id=row.partnership_id,
        plan=row,
        child_id=row.child_id,
        words=words,
        why=why,
        status_on=calendar.london_date(now),
        position=last.position + 1 if last else 1,
    )
    _note_change(row)
    trail.record(actor, "plans.goal.added", about=[row.child.ref, row.ref, goal.ref], now=now)
    return goal


@trail.command("plans.goal.edited")
def edit_goal(*, actor: Actor, goal: Goal, version: int, words: str, why: str, status: str, now: dt.datetime) -> Goal:
    """Change a goal's words, or say that it is reached or let go. Raises Changed when somebody else saved first."""
    plan = _locked(actor, goal.plan, now)
    row = Goal.objects.select_for_update().get(pk=goal.pk)
    if row.version != version:
        raise Changed(
            CHANGED_MEANWHILE,
            theirs={"words": row.words, "why": row.why, "status": Goal.Status(row.status).label},
            yours={"words": words, "why": why, "status": Goal.Status(status).label},
        )
    if status != row.status:
        if not rules.may_follow("Goal", row.status, status):
            raise NotNow("Open this goal again first, then say how it stands.")
        row.status, row.status_on = status, calendar.london_date(now)
        if status == Goal.Status.REACHED:
            children.record_entry(
                actor=actor,
                child=plan.child,
                happened_on=row.status_on,
                strand=Strand.PLAN,
                kind="goal",
                text=f"Reached a goal: “{words}”",
                source=row.ref,
                now=now,
            )
    if (words, why) != (row.words, row.why):
        _note_change(plan)
    row.words, row.why = words, why
    row.version += 1
    row.save(update_fields=["words", "why", "status", "status_on", "version"])
    trail.record(
        actor, "plans.goal.edited", about=[plan.child.ref, plan.ref, row.ref], now=now, detail={"status": status}
    )
    return row


@trail.command("plans.step.added", trail.Verb.COLLECTION)
def add_step(
    *,
    actor: Actor,
    plan: Plan,
    what: str,
    due_on: dt.date,
    membership: Membership | None = None,
    named: str = "",
    goal: Goal | None = None,
    now: dt.datetime,
) -> Step:
    """Add what an adult will do by a day: a colleague (``membership``) or somebody ``named``, and never nobody."""
    row = _locked(actor, plan, now)
    if (membership is None) == (not named.strip()):
        raise NotNow("Say who will do this: one colleague, or the name of somebody else.")
    if due_on < calendar.london_date(now):
        raise NotNow("Choose a day from today on by which the step is to be done.")
    step = Step.objects.create(
        partnership_id=row.partnership_id,
        plan=row,
        goal=goal,
        child_id=row.child_id,
        what=what,
        membership=membership,
        named=named.strip(),
        due_on=due_on,
    )
    about = [row.child.ref, row.ref, step.ref, *([membership.ref] if membership else [])]
    trail.record(actor, "plans.step.added", about=about, now=now)
    return step


@trail.command("plans.step.ticked")
def tick_step(*, actor: Actor, step: Step, status: str, done_on: dt.date | None = None, now: dt.datetime) -> Step:
    """Say that a step is done, not needed any more, or to do after all. The same answer twice changes nothing."""
    row = Step.objects.select_for_update(of=("self",)).select_related("child", "plan").get(pk=step.pk)
    access.may_tick(actor, row, row.child, now).or_raise()
    if row.plan.status == Plan.Status.CLOSED:
        raise NotNow("This plan has ended. Its steps stay as they were.")
    if done_on is not None and done_on > calendar.london_date(now):
        raise NotNow("A step is done today or on an earlier day. Check the date.")
    if status != row.status:
        if not rules.may_follow("Step", row.status, status):
            raise NotNow("Put this step back to “to do” first.")
        is_done = status == Step.Status.DONE
        row.status = status
        row.done_on = (done_on or calendar.london_date(now)) if is_done else None
        row.ticked_by_id = actor.membership_id
        row.save(update_fields=["status", "done_on", "ticked_by"])
    trail.record(
        actor, "plans.step.ticked", about=[row.child.ref, row.plan.ref, row.ref], now=now, detail={"status": status}
    )
    return row


@trail.command("plans.plan.agreed")
def agree_plan(
    *, actor: Actor, plan: Plan, said: str, agreed_on: dt.date, edition: int | None = None, now: dt.datetime
) -> Plan:
    """Record that the child agreed to the plan, in the child's words: for the first time, or again after a change.

    With ``edition``, what was agreed is what the worker had on the page: raises NotNow when it has changed since.
    Raises NotNow with what the plan still needs (a goal, a step by an adult, a review date).
    """
    row = _locked(actor, plan, now)
    if edition is not None and row.edition != edition:
        raise NotNow("Somebody changed the plan while you had it open. Look at it again with the child, then agree it.")
    if agreed_on > calendar.london_date(now):
        raise NotNow("A plan is agreed once the child has said so. Choose today or an earlier day.")
    if row.is_agreed and not row.is_changed_since_agreed:
        raise NotNow("This plan is agreed already, and nothing has changed since.")
    missing = rules.missing_before_agreement(
        goals=Goal.objects.filter(partnership_id=row.partnership_id, plan=row, status=Goal.Status.WORKING_ON).count(),
        steps=Step.objects.filter(partnership_id=row.partnership_id, plan=row)
        .exclude(status=Step.Status.NOT_NEEDED)
        .count(),
        review_on=row.review_on,
    )
    if missing:
        raise NotNow(" ".join(missing))
    is_again = row.agreed_on is not None
    _step_to(row, Plan.Status.AGREED)
    row.agreed_on, row.agreed_words, row.agreed_edition = agreed_on, said, row.edition
    row.version += 1
    row.save(update_fields=["status", "agreed_on", "agreed_words", "agreed_edition", "version"])
    children.record_voice(
        actor=actor,
        child=row.child,
        said=said,
        gathered="When we agreed the plan",
        said_on=agreed_on,
        about=row.ref,
        changed="The plan was agreed",
        told_back_on=agreed_on,
        now=now,
    )
    children.record_entry(
        actor=actor,
        child=row.child,
        happened_on=agreed_on,
        strand=Strand.PLAN,
        kind="plan",
        text=f"{row.child.first_called} agreed to the plan{' again' if is_again else ''}: “{said}”",
        source=row.ref,
        now=now,
    )
    trail.record(actor, "plans.plan.agreed", about=[row.child.ref, row.ref], now=now, detail={"again": is_again})
    return row


@trail.command("plans.plan.reviewed", trail.Verb.COLLECTION)
def review_plan(
    *,
    actor: Actor,
    plan: Plan,
    held_on: dt.date,
    changed: str,
    said: str = "",
    outcome: str = Review.Outcome.CARRY_ON,
    next_review_on: dt.date | None = None,
    now: dt.datetime,
) -> Review:
    """Record a review with the child: what changed, what the child said, and when next; or that the plan ends."""
    row = _locked(actor, plan, now)
    if not row.is_agreed:
        raise NotNow("Agree the plan with the child first. Then it can be reviewed.")
    today = calendar.london_date(now)
    if held_on > today:
        raise NotNow("A review is recorded once it has been held. Choose today or an earlier day.")
    ends = outcome == Review.Outcome.END
    if not ends:
        if next_review_on is None:
            raise NotNow("Choose the day of the next review.")
        _insist_on_review_date(next_review_on, today)
    review = Review.objects.create(
        partnership_id=row.partnership_id,
        plan=row,
        child_id=row.child_id,
        held_on=held_on,
        changed=changed,
        outcome=outcome,
        next_review_on=None if ends else next_review_on,
        held_by_id=actor.membership_id,
    )
    if ends:
        close_plan(actor=actor, plan=row, now=now)
    else:
        _step_to(row, Plan.Status.REVIEWED)
        row.review_on = next_review_on
        row.version += 1
        row.save(update_fields=["status", "review_on", "version"])
    if said:
        children.record_voice(
            actor=actor,
            child=row.child,
            said=said,
            gathered="At the review of the plan",
            said_on=held_on,
            about=review.ref,
            now=now,
        )
    children.record_entry(
        actor=actor,
        child=row.child,
        happened_on=held_on,
        strand=Strand.PLAN,
        kind="review",
        text=f"Plan reviewed. {'It ends here.' if ends else 'It carries on.'} {changed}",
        source=review.ref,
        now=now,
    )
    trail.record(
        actor,
        "plans.plan.reviewed",
        about=[row.child.ref, row.ref, review.ref],
        now=now,
        detail={"outcome": str(outcome)},
    )
    return review


@trail.command("plans.plan.given", trail.Verb.DISCLOSURE)
def give_plan(*, actor: Actor, plan: Plan, now: dt.datetime) -> Plan:
    """Record that the plain version of the plan is given to the child."""
    row = Plan.objects.select_for_update(of=("self",)).select_related("child").get(pk=plan.pk)
    access.may_write_plan(actor, row.child, now).or_raise()
    row.given_on = calendar.london_date(now)
    row.save(update_fields=["given_on"])
    trail.record(
        actor,
        "plans.plan.given",
        about=[row.child.ref, row.ref],
        now=now,
        basis="given to the child",
        detail={"edition": row.edition, "status": row.status},
    )
    return row


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
    mine = referral_access.visible_involvements(actor, now).filter(child=child, worker_id=actor.membership_id)
    for involvement in mine.filter(first_contact_on__isnull=True, opened_on__lte=happened_on):
        if referral_access.may_record_first_contact(actor, involvement):
            referral_commands.record_first_contact(actor=actor, involvement=involvement, on=happened_on, now=now)


def _locked(actor: Actor, plan: Plan, now: dt.datetime) -> Plan:
    """The plan's row, locked, for somebody who may write it. Raises NotNow when it has ended."""
    row = Plan.objects.select_for_update(of=("self",)).select_related("child").get(pk=plan.pk)
    access.may_write_plan(actor, row.child, now).or_raise()
    if row.status == Plan.Status.CLOSED:
        raise NotNow("This plan has ended. Begin a new one to change anything.")
    return row


def _step_to(row: Plan, status: str) -> None:
    if not rules.may_follow("Plan", row.status, status):
        raise NotNow("Agree the plan with the child first.")
    row.status = status


def _note_change(row: Plan) -> None:
    """What the child agreed to is not what the plan says now: the page says so, and asks to agree it again."""
    row.edition += 1
    row.save(update_fields=["edition"])


def _insist_on_review_date(review_on: object, today: dt.date, *, is_agreed: bool = False) -> None:
    if review_on is None:
        if is_agreed:
            raise NotNow("An agreed plan needs a review date. Choose the day on which you will look at it again.")
        return
    assert isinstance(review_on, dt.date)
    fault = rules.fault_of_review_date(review_on, today)
    if fault:
        raise NotNow(fault)


def _words(value: str | dt.date | None) -> str:
    if isinstance(value, dt.date):
        return calendar.spoken(value)
    return value or ""

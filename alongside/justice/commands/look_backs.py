"""Outcomes, and the yearly look back on every first entry and every custody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import ROLES
from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children import queries as child_queries
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.justice import access, queries, rules
from alongside.justice.models import LookBack, Outcome
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import Team


@trail.command("justice.outcome.recorded", trail.Verb.COLLECTION)
def record_outcome(*, actor: Actor, child: Child, code: str, given_on: dt.date, now: dt.datetime) -> Outcome:
    """Write down what a police force or a court decided. Raises NotNow for what could not be given on the day."""
    records = children.locked_records(actor, child)
    child = records[child.pk]
    access.may_record_outcome(actor, child_access.standing(actor, child, now)).or_raise()
    kind = rules.OUTCOME_KINDS.get(code)
    if kind is None or not kind.holds_on(given_on):
        raise NotNow("This could not be given on that day. Check the day, or choose another outcome.")
    if given_on > calendar.london_date(now) or calendar.age_on(child.born_on, given_on) < 10:
        raise NotNow("It was given at the age of 10 or later, and not in the future. Check the day.")
    same = wall.own(Outcome.objects.all(), actor).filter(child_id__in=list(records), code=code, given_on=given_on)
    if same.filter(status=Outcome.Status.STANDS).exists():
        raise NotNow("This outcome of this day is written down already.")
    row = Outcome.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        code=code,
        given_on=given_on,
        recorded_by_id=actor.membership_id,
    )
    children.record_entry(
        actor=actor,
        child=child,
        happened_on=given_on,
        strand=Strand.JUSTICE,
        kind="outcome",
        text=f"{kind.title}.",
        source=row.ref,
        now=now,
    )
    trail.record(actor, "justice.outcome.recorded", about=[child.ref, row.ref], now=now, detail={"code": code})
    return row


@trail.command("justice.outcome.withdrawn")
def withdraw_outcome(*, actor: Actor, outcome: Outcome, reason: str, now: dt.datetime) -> Outcome:
    """It was wrong, or changed on appeal. A look back on it that waits is not waited for any more; one that is done
    stays, with what was found."""
    row = (
        wall.own(Outcome.objects.all(), actor)
        .select_for_update(of=("self",))
        .select_related("child")
        .get(pk=outcome.pk)
    )
    access.may_record_outcome(actor, child_access.standing(actor, row.child, now)).or_raise()
    if not rules.may_follow("Outcome", row.status, Outcome.Status.WITHDRAWN):
        raise NotNow("This was withdrawn already.")
    if not reason.strip():
        raise NotNow("Say what was wrong, or what the appeal changed.")
    row.status, row.withdrawn_why = Outcome.Status.WITHDRAWN, reason
    row.save(update_fields=["status", "withdrawn_why"])
    gone = not_looked_back_on(actor, row.child, row.ref, now)
    trail.record(actor, "justice.outcome.withdrawn", about=[row.child.ref, row.ref, *gone], now=now, reason=reason)
    return row


def not_looked_back_on(actor: Actor, child: Child, about: str, now: dt.datetime) -> tuple[str, ...]:
    """Take away the look back that waits on what is withdrawn, and the sight of the child that came with it. Nobody has
    written in it yet: its reference stays in the trail. Gives it, for the command that withdraws."""
    rows = wall.own(LookBack.objects.all(), actor).filter(about=about, status=LookBack.Status.WAITING)
    refs = tuple(rows.select_for_update().order_by("id").values_list("ref", flat=True))
    for ref in refs:
        children.end_grants(actor=actor, source=ref, child=child, now=now)
    if refs:
        rows.delete()
    return refs


@trail.command("justice.look_backs.opened")
def open_look_backs(*, actor: Actor, now: dt.datetime) -> int:
    """Open a look back on every first entry and every custody of the years that have ended. Safe to run twice.

    The team that supervises the work has it, its manager sees the child for it until it is done. Where that team has no
    manager, another has it that has one, those of statutory work first: nobody else can look back. Gives how many.
    """
    if actor.role != "clock":
        raise NotPermitted("Look-backs are opened by the clock, once the year has ended.")
    today = calendar.london_date(now)
    supervising = child_queries.supervised_by(actor, now)
    teams = {team.pk: team for team in partnerships.teams(actor)}
    managed = _managed(actor, today)
    others = sorted(teams.values(), key=lambda team: (team.pk not in managed, team.duty != Team.Duty.STATUTORY))
    others = [team for team in others if team.pk in managed or team.duty == Team.Duty.STATUTORY]
    opened = []
    for due in queries.to_look_back_on(actor, today):
        supervised = supervising.get(due.child.pk, 0)
        team = teams[supervised] if supervised in managed else next(iter(others), teams.get(supervised))
        if team is None:
            continue
        row = LookBack.objects.create(
            partnership_id=actor.partnership_id,
            child=due.child,
            kind=due.kind,
            about=due.about,
            happened_on=due.happened_on,
            due_on=rules.look_back_due_on(due.happened_on),
            team=team,
        )
        children.give_grant(actor=actor, child=due.child, team=team, reason="supervision", source=row.ref, now=now)
        opened.append(row)
    trail.record(
        actor,
        "justice.look_backs.opened",
        about=[ref for row in opened for ref in (row.child.ref, row.ref)],
        now=now,
        detail={"opened": len(opened)},
    )
    return len(opened)


def _managed(actor: Actor, today: dt.date) -> frozenset[int]:
    """Teams in which somebody works today who can look back. One query."""
    roles = tuple(role.code.value for role in ROLES.values() if Permission.LOOK_BACK in role.permissions)
    places = partnerships.places(actor, today, duties=tuple(Team.Duty.values), roles=roles)
    return frozenset(place.team_id for place in places)


@trail.command("justice.look_back.done")
def complete_look_back(
    *, actor: Actor, look_back: LookBack, findings: Iterable[str], learnt: str, now: dt.datetime
) -> LookBack:
    """Say what was found. The findings are counted for the board; what was learnt stays with the child's record."""
    rows = wall.own(LookBack.objects.all(), actor).select_for_update(of=("self",)).select_related("child")
    row = rows.get(pk=look_back.pk)
    access.may_look_back(actor, child_access.standing(actor, row.child, now)).or_raise()
    if not rules.may_follow("LookBack", row.status, LookBack.Status.DONE):
        raise NotNow("This look back is done already.")
    found = [code for code in rules.FINDINGS if code in set(findings)]
    if not found:
        raise NotNow("Choose what you found, even if it is that nothing should have been done otherwise.")
    if "nothing_more" in found and len(found) > 1 and not set(found) <= {"nothing_more", "went_well"}:
        raise NotNow("Something should have been done otherwise, or nothing: choose one of the two.")
    if not learnt.strip():
        raise NotNow("Say in a few words what we learnt.")
    row.status, row.findings, row.learnt = LookBack.Status.DONE, found, learnt
    row.done_on, row.done_by_id = calendar.london_date(now), actor.membership_id
    row.save(update_fields=["status", "findings", "learnt", "done_on", "done_by"])
    children.end_grants(actor=actor, source=row.ref, child=row.child, now=now)
    trail.record(actor, "justice.look_back.done", about=[row.child.ref, row.ref], now=now, detail={"findings": found})
    return row

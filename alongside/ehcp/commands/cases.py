"""What every command about a case needs, and whose a case is."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children.access import Standing
from alongside.children.models import Child, Grant
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.deadlines import commands as deadlines
from alongside.deadlines import queries as dates
from alongside.ehcp import access, rules
from alongside.ehcp.models import Case, Matter, Step
from alongside.ehcp.rules.changes import Changes
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import Membership

SEEN = (Strand.IDENTITY, Strand.EDUCATION, Strand.HEALTH, Strand.PLAN)
"""Strands that the SEND team gets to see with a case: never what is alleged."""

MEANWHILE = "Somebody else changed this case while you had it open. Look at it again, then do what is still needed."


def locked(actor: Actor, case: Case, now: dt.datetime, version: int | None = None) -> tuple[Case, Child, Standing]:
    """The case for whoever may know of it, held until the transaction ends. Raises Changed for another version."""
    child = prepared.locked(actor.partnership_id, Child, case.child_id)
    standing = child_access.standing(actor, child, now)
    if not standing.reads(Strand.EDUCATION):
        raise NotPermitted("You can no longer see this case.")
    row = prepared.locked(actor.partnership_id, Case, case.pk, "team", "officer__user")
    if version is not None and version != row.version:
        raise Changed(MEANWHILE, theirs={"version": str(row.version)}, yours={"version": str(version)})
    row.child = child
    return row, child, standing


def start_clock(
    actor: Actor, case: Case, child: Child, rule: str, started_on: dt.date, about: str, now: dt.datetime
) -> None:
    """Begin a clock of the case: for a detained child the rule that holds then. The officer's, else the team's."""
    deadlines.start_clock(
        actor=actor,
        child=child,
        rule=rules.in_regime(rule, known_rules(), detained=case.is_detained),
        started_on=started_on,
        owner=case.officer,
        team=None if case.officer else case.team,
        about=about,
        now=now,
    )


def known_rules() -> tuple[str, ...]:
    """Codes of all rules of EHC plans."""
    return tuple(rule.code for rule in rules.CLOCKS)


def let_team_see(actor: Actor, case: Case, child: Child, now: dt.datetime) -> None:
    """The SEND team has the child on its caseload for as long as the case lasts."""
    if case.team is not None:
        children.give_grant(
            actor=actor,
            child=child,
            team=case.team,
            reason=Grant.Reason.SEND,
            strands=SEEN,
            source=case.ref,
            now=now,
        )


def noted(
    actor: Actor,
    case: Case,
    child: Child,
    *,
    code: str,
    text: str,
    before: str,
    after: str,
    happened_on: dt.date,
    note: str = "",
    matter: Matter | None = None,
    changed: Changes | None = None,
    now: dt.datetime,
) -> Step:
    """Keep the step that was taken, with what it changed, and its line in the chronology."""
    step = Step.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        case=case,
        matter=matter,
        code=code,
        before=before,
        after=after,
        happened_on=happened_on,
        note=note,
        taken_by_id=actor.membership_id,
        taken_at=now,
        changed=changed,
    )
    children.record_entry(
        actor=actor,
        child=child,
        happened_on=min(happened_on, calendar.london_date(now)),
        strand=Strand.PLAN if code in access.OF_DETENTION else Strand.EDUCATION,
        kind="ehc",
        text=text,
        source=case.ref,
        now=now,
    )
    return step


@trail.command("ehcp.case.taken")
def take_case(*, actor: Actor, case: Case, now: dt.datetime) -> Case:
    """Become the officer of the case. Its dates come along."""
    row, child, standing = locked(actor, case, now)
    access.may_take_case(actor, standing, row).or_raise()
    _give(actor, row, child, Membership.objects.select_related("user").get(pk=actor.membership_id), now)
    trail.record(actor, "ehcp.case.taken", about=[child.ref, row.ref], now=now)
    return row


@trail.command("ehcp.case.handed_over")
def hand_over_case(*, actor: Actor, case: Case, officer: Membership, now: dt.datetime) -> Case:
    """Give the case to another officer, with its dates."""
    row, child, standing = locked(actor, case, now)
    access.may_keep_case(actor, standing).or_raise()
    if not access.may_be_officer(officer):
        raise NotNow("Choose a SEND officer.")
    if officer.pk == row.officer_id:
        raise NotNow("They have this case already.")
    _give(actor, row, child, officer, now)
    trail.record(actor, "ehcp.case.handed_over", about=[child.ref, row.ref, officer.ref], now=now)
    return row


@trail.command("ehcp.case.passed_on")
def hand_over_case_of(*, actor: Actor, ref: str, to: Membership, now: dt.datetime) -> Case:
    """A case of a leaver is another officer's. For the command that hands over what the leaver had, which has decided
    that it may be done."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("Hand this over on the page of what the person has.")
    rows = wall.own(Case.objects.all(), actor).select_for_update(of=("self",))
    row = rows.select_related("child").get(ref=ref)
    if not access.may_be_officer(to):
        raise NotNow(f"{to.user.name} is no SEND officer. Choose one for the EHC cases.")
    _give(actor, row, row.child, to, now)
    trail.record(actor, "ehcp.case.passed_on", about=[row.child.ref, row.ref, to.ref], now=now)
    return row


def _give(actor: Actor, row: Case, child: Child, officer: Membership, now: dt.datetime) -> None:
    child_access.may_be_given(child, officer).or_raise()
    if row.officer_id is not None:
        children.end_grants(
            actor=actor, source=row.ref, child=child, membership=Membership.objects.get(pk=row.officer_id), now=now
        )
    row.officer = officer
    row.version += 1
    row.save(update_fields=["officer", "version"])
    if officer.pk != actor.membership_id:
        children.give_grant(
            actor=actor,
            child=child,
            membership=officer,
            reason=Grant.Reason.SEND,
            strands=SEEN,
            source=row.ref,
            now=now,
        )
    refs = [row.ref, *Matter.objects.filter(case=row).values_list("ref", flat=True)]
    for clock in dates.running_about(actor, child, refs, now):
        if clock.owner_id != officer.pk:
            deadlines.hand_over_clock(actor=actor, clock=clock, owner=officer, now=now)

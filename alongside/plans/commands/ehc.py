"""Saying in the child's plan how the EHC plan changes our work; or a manager's signature in its place, for a time."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import commands as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotNow
from alongside.ehcp import queries as ehcp
from alongside.partnerships import wall
from alongside.plans import access, rules
from alongside.plans.commands.plan import CHANGED_MEANWHILE, locked
from alongside.plans.models import Plan


@trail.command("plans.ehc_changes.written")
def write_ehc_changes(*, actor: Actor, plan: Plan, changes: str, version: int | None = None, now: dt.datetime) -> Plan:
    """Say how the EHC plan changes our work with the child. It takes the place of a manager's signature.

    Raises NotNow where no EHC plan is in force.
    """
    row = locked(actor, plan, now)
    if version is not None and version != row.version:
        raise Changed(CHANGED_MEANWHILE, theirs={"changes": row.ehc_changes}, yours={"changes": changes})
    access.may_write_ehc_changes(actor, row.child, now).or_raise()
    if ehcp.in_force_since(actor, [row.child_id]).get(row.child_id) is None:
        raise NotNow("No EHC plan is in force for this child.")
    today = calendar.london_date(now)
    row.ehc_changes, row.ehc_changes_on = changes, today
    row.ehc_signed_why, row.ehc_signed_on, row.ehc_signed_by = "", None, None
    row.version += 1
    row.save(update_fields=[*_COLUMNS, "version"])
    children.record_entry(
        actor=actor,
        child=row.child,
        happened_on=today,
        strand=Strand.EDUCATION,
        kind="plan",
        text=f"How the EHC plan changes our work: {changes}",
        source=row.ref,
        now=now,
    )
    trail.record(actor, "plans.ehc_changes.written", about=[row.child.ref, row.ref], now=now)
    return row


@trail.command("plans.ehc_changes.signed")
def sign_without_ehc_changes(*, actor: Actor, plan: Plan, reason: str, signed_on: dt.date, now: dt.datetime) -> Plan:
    """A manager signs that the plan goes on without it, with the reason and the day. It is asked for again in time.

    Raises NotNow where no EHC plan is in force, where it is written already, and for a day in the future.
    """
    row = wall.own(Plan.objects.all(), actor).select_for_update(of=("self",)).select_related("child").get(pk=plan.pk)
    access.may_sign_without_ehc_changes(actor, row.child, now).or_raise()
    since = ehcp.in_force_since(actor, [row.child_id]).get(row.child_id)
    if since is None:
        raise NotNow("No EHC plan is in force for this child.")
    if rules.says_ehc_changes(row.ehc_changes_on, since):
        raise NotNow("The plan says already how the EHC plan changes our work.")
    if signed_on > calendar.london_date(now):
        raise NotNow("Sign with today or an earlier day.")
    row.ehc_signed_why, row.ehc_signed_on, row.ehc_signed_by_id = reason, signed_on, actor.membership_id
    row.version += 1
    row.save(update_fields=[*_COLUMNS, "version"])
    trail.record(actor, "plans.ehc_changes.signed", about=[row.child.ref, row.ref], now=now, reason=reason)
    return row


_COLUMNS = ("ehc_changes", "ehc_changes_on", "ehc_signed_why", "ehc_signed_on", "ehc_signed_by")

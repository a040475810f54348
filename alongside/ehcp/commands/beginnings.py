"""Beginning a case: a request, the child brought to attention, a plan that there is already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.ehcp import access, queries, rules
from alongside.ehcp.commands.cases import let_team_see, noted, start_clock
from alongside.ehcp.commands.days import MOVED_IN, MOVED_REVIEW, begin_afresh, count_on_from_before
from alongside.ehcp.commands.detention import tell_of_detention
from alongside.ehcp.models import Case
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import Agency, Membership, Team


@trail.command("ehcp.case.begun", trail.Verb.COLLECTION)
def begin_case(
    *,
    actor: Actor,
    child: Child,
    how: str,
    asked_by: str = "",
    happened_on: dt.date,
    kind: str = "ehc_plan",
    setting: Agency | None = None,
    setting_name: str = "",
    note: str = "",
    reviewed_before: dt.date | None = None,
    asked_before: dt.date | None = None,
    authority_before: str = "",
    now: dt.datetime,
) -> Case:
    """Begin the EHC case of a child: somebody asked, youth justice brought the child to attention, or there is a plan.

    The clocks of the law begin with it, from the day on which the authority heard, and the SEND team sees the child
    from now on. For a child who is held the rules for detained children hold from the start. ``reviewed_before`` is
    when the authority from which a plan came made it, or last reviewed it, where that is known: the year counts on.
    ``asked_before`` is when another authority, ``authority_before``, was asked, where it was assessing the child who
    moved here meanwhile: its limits stand in the record as ended, and each of ours begins afresh and names one.

    Raises NotNow where a case is live already, where somebody who cannot make a request is said to have made one, and
    for a day in the future, of a review that is not before the plan came, or of another authority that was asked later
    than ours, or is not named.
    """
    records = children.locked_records(actor, child)
    child = records[child.pk]
    standing = child_access.standing(actor, child, now)
    access.may_begin_case(actor, standing).or_raise()
    opening = rules.opening(how)
    access.may_begin_as(actor, opening).or_raise()
    held = queries.held(actor, list(records))
    # Whoever may not know that the child is held is not told of it by a refusal either.
    was_held = held is not None and held.since <= happened_on and access.sees_detention(standing)
    _insist_on_asker(opening, asked_by, was_held=was_held)
    _insist(actor, child, records, kind, happened_on, calendar.london_date(now))
    before = reviewed_before if how == MOVED_IN else None
    if before is not None and before > happened_on:
        raise NotNow("The other authority made or reviewed the plan before it came. Check the two days.")
    if asked_before is not None:
        _insist_on_before(opening, asked_before, authority_before, happened_on, child)
    team = _send_team(actor, child)
    is_officer = access.may_be_officer(Membership.objects.get(pk=actor.membership_id))
    has_plan = opening.state == "maintained"
    case = Case.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        kind=kind,
        status=opening.state,
        opened_how=how,
        asked_by=asked_by,
        opened_on=happened_on,
        team=team,
        officer_id=actor.membership_id if is_officer else None,
        opened_by_id=actor.membership_id,
        setting=setting,
        setting_name=setting_name or (setting.name if setting else ""),
        reviewed_on=(before or happened_on) if has_plan else None,
    )
    let_team_see(actor, case, child, now)
    if asked_before is not None:
        begin_afresh(actor, case, child, asked_before, now)
    else:
        for rule in opening.starts:
            if before is None or rule != MOVED_REVIEW:
                start_clock(actor, case, child, rule, happened_on, case.ref, now)
    if before is not None:
        count_on_from_before(actor, case, child, now)
    was = (
        f" {authority_before.strip()} was assessing already: it was asked on {calendar.spoken(asked_before)}."
        if asked_before
        else ""
    )
    noted(
        actor,
        case,
        child,
        code=f"begun_{how}",
        text=f"{opening.done}{was}",
        before="",
        after=case.status,
        happened_on=happened_on,
        note=note,
        now=now,
    )
    if held is not None:
        case = tell_of_detention(actor=actor, child=child, detained_on=held.since, now=now) or case
    trail.record(
        actor,
        "ehcp.case.begun",
        about=[child.ref, case.ref, *([team.ref] if team else [])],
        now=now,
        detail={"how": how, "asked_by": asked_by, "on": happened_on.isoformat()}
        | ({"before": asked_before.isoformat()} if asked_before else {}),
    )
    return case


def _insist_on_asker(opening: rules.Opening, asked_by: str, *, was_held: bool) -> None:
    """Raise NotNow where somebody is said to have made a request who cannot make one on that day."""
    if opening.code != "request" or asked_by in rules.may_request(held=was_held):
        return
    who = (
        "While the child is held, only a parent, the young person, or the person in charge of where the child is held"
        " makes a request. Anybody else, a school too, brings the child to the authority’s attention"
        if was_held
        else "Only a parent, a young person, or a school or college makes a request. Anybody else brings the child to"
        " the authority’s attention"
    )
    raise NotNow(f"{who}: the same limits begin.")


def _insist_on_before(
    opening: rules.Opening, asked_before: dt.date, authority: str, happened_on: dt.date, child: Child
) -> None:
    """Raise NotNow where no other authority can have been assessing since that day."""
    if opening.state != "considering":
        raise NotNow("Another authority was assessing: say so of a request, or of a child brought to attention.")
    if not authority.strip():
        raise NotNow("Name the authority that was assessing.")
    if asked_before >= happened_on:
        raise NotNow("The other authority was asked before this one. Check the two days.")
    if asked_before < child.born_on:
        raise NotNow("The child was not born when the other authority was asked. Check the day.")


def _insist(
    actor: Actor,
    child: Child,
    records: Mapping[int, Child],
    kind: str,
    happened_on: dt.date,
    today: dt.date,
) -> None:
    if happened_on > today:
        raise NotNow("The day is in the future. Record it once it has happened.")
    if kind not in {each.code for each in rules.kinds_on(happened_on) if each.has_clocks}:
        raise NotNow("This kind of plan has no limits of time that Alongside counts yet.")
    live = wall.own(Case.objects.all(), actor).filter(child_id__in=list(records), status__in=rules.LIVE)
    at = live.values_list("child_id", flat=True).first()
    if at is not None:
        where = "" if at == child.pk else f", in {records[at].ref}, another record of the same child"
        raise NotNow(f"There is a case for this child already{where}. Go on with that one.")


def _send_team(actor: Actor, child: Child) -> Team:
    """The SEND team for the child: of the child's locality, else for the whole area, else the first by name."""
    teams = [team for team in partnerships.teams(actor) if team.agency.kind == Agency.Kind.SEND_TEAM]
    near = [team for team in teams if child.locality_id is not None and team.locality_id == child.locality_id]
    wide = [team for team in teams if team.locality_id is None]
    found = next(iter([*near, *wide, *teams]), None)
    if found is None:
        raise NotNow("No SEND team is in Alongside yet. An administrator adds it; until then ring the authority.")
    return found

"""A request for an EHC needs assessment: put together, written, sent to the SEND team, or set aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import Changed, NotNow
from alongside.ehcp import access, queries, rules
from alongside.ehcp.commands.beginnings import begin_case
from alongside.ehcp.models import Case, Request
from alongside.ehcp.rules import requests as request_rules
from alongside.partnerships import prepared, wall

ALTERED = "Somebody else wrote this request while you had it open. Look at both, then save what is right."

HERE = "here"
"""A request goes in Alongside, where the SEND team works in this area partnership."""

NOT_HERE = "The home authority’s SEND team does not work in Alongside here. Print the request, and say how it went."


@trail.command("ehcp.request.started", trail.Verb.COLLECTION)
def start_request(*, actor: Actor, child: Child, look: trail.Look, now: dt.datetime) -> Request:
    """Put a request together from what the record holds and the actor reads.

    Raises NotNow where one is being written, and where a case of the child is live: it was asked for already.
    """
    child = prepared.locked(actor.partnership_id, Child, child.pk)
    standing = child_access.standing(actor, child, now)
    access.may_write_request(actor, standing).or_raise()
    if wall.own(Request.objects.all(), actor).filter(child=child, status=Request.Status.DRAFT).exists():
        raise NotNow("A request is being written for this child already. Go on with that one.")
    live = wall.own(Case.objects.all(), actor).filter(status__in=rules.LIVE)
    if live.filter(child_id__in=children.records_of(child)).exists():
        raise NotNow("There is a case for this child already. Go on with that one.")
    found = queries.gather(child, standing, look, now)
    row = Request.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        gathered={code: queries.digest(text) for code, text in found.items()},
        gathered_on=calendar.london_date(now),
        written_by_id=actor.membership_id,
        written_at=now,
        **{request_rules.BY_CODE[code].column: text for code, text in found.items()},
    )
    trail.record(
        actor,
        "ehcp.request.started",
        about=[child.ref, row.ref],
        now=now,
        detail={"parts": sorted(code for code, text in found.items() if text)},
    )
    return row


@trail.command("ehcp.request.written", trail.Verb.ALTERATION)
def write_request(
    *, actor: Actor, request: Request, parts: Mapping[str, str], version: int, now: dt.datetime
) -> Request:
    """Write parts of a request. ``parts`` are texts by column (``part_why``); those that are left out stay.

    Raises NotPermitted for a part of a strand that the actor does not read, Changed where somebody else wrote since.
    """
    row, child = _held(actor, request, now)
    by_column = {part.column: part for part in request_rules.PARTS}
    if unknown := set(parts) - set(by_column):
        raise ValueError(f"No such parts: {unknown}")
    child_access.may_share(actor, child, [by_column[one].strand.value for one in parts], now).or_raise()
    if row.version != version:
        theirs = {one: getattr(row, one) for one in parts}
        raise Changed(ALTERED, theirs=theirs, yours=dict(parts))
    for column, text in parts.items():
        setattr(row, column, text)
    row.written_by_id, row.written_at = actor.membership_id, now
    row.version += 1
    row.save(update_fields=[*parts, "written_by", "written_at", "version"])
    trail.record(actor, "ehcp.request.written", about=[child.ref, row.ref], now=now, detail={"parts": sorted(parts)})
    return row


@trail.command("ehcp.request.sent", trail.Verb.DISCLOSURE)
def send_request(
    *,
    actor: Actor,
    request: Request,
    asked_by: str,
    agreement: str,
    told_on: dt.date | None = None,
    not_told_why: str = "",
    gateway: str,
    how: str = HERE,
    version: int,
    now: dt.datetime,
) -> Request:
    """Send a request to the SEND team: the case begins today, its clocks run, and a line stands in the sharing ledger.

    A parent, a young person or a school makes a request (section 36(1)); anybody else brings the child to attention.
    For a child who is detained today the request goes to the home authority (section 71), and a parent, a young person
    or the person in charge of where the child is held makes it. Where that authority's SEND team does not work here it
    goes on paper or by secure e-mail, as ``how`` says, and no case begins here: its clocks are the authority's to keep.

    Raises NotNow where nothing says why, where the family's own request is not agreed, and where a case is live;
    NotPermitted where it holds a part that the actor may not read.
    """
    row, child = _held(actor, request, now)
    if row.version != version:
        raise Changed(ALTERED, theirs={"version": str(row.version)}, yours={"version": str(version)})
    if not row.part_why.strip():
        raise NotNow("Say why an assessment is needed, then send it.")
    today = calendar.london_date(now)
    held = queries.held(actor, children.records_of(child))
    elsewhere = held is not None and not held.home_is_here
    if elsewhere != (how != HERE):
        raise NotNow(NOT_HERE if elsewhere else "The SEND team is here. Send it in Alongside.")
    why_not = request_rules.why_not(
        asked_by=asked_by,
        agreement=agreement,
        why_not_told=not_told_why,
        young=request_rules.is_young_person(child.born_on, today),
        held=held is not None,
    )
    if why_not:
        raise NotNow(why_not)
    strands = {part.strand for part in request_rules.PARTS if getattr(row, part.column)}
    child_access.may_share(actor, child, sorted(strand.value for strand in strands), now).or_raise()
    is_told = agreement != request_rules.NOT_TOLD
    way = request_rules.way_of(asked_by, held=held is not None)
    case = None
    if not elsewhere:
        case = begin_case(
            actor=actor, child=child, how=way, asked_by=asked_by, happened_on=today, setting=child.school, now=now
        )
    team = case.team if case else None
    to_whom = team.name if team else request_rules.addressee(held.home_authority if held else "")
    about = [*([case.ref] if case else []), row.ref]
    line = children.share(
        actor=actor,
        child=child,
        what="A request for an EHC needs assessment",
        strands=strands,
        about=about,
        to_whom=to_whom,
        to_agency=team.agency if team else None,
        purpose="So that the authority can decide whether to assess what help the child needs to learn",
        gateway=gateway,
        how=how,
        checked="checked",
        told="told" if is_told else "not_told",
        told_on=(told_on or today) if is_told else None,
        not_told_why="" if is_told else not_told_why,
        now=now,
    )
    row.case, row.status = case, Request.Status.SENT
    row.sent_to = f"{team.name}, {team.agency.name}" if team else to_whom
    if held is not None:
        row.held_since, row.held_at, row.home_authority = held.since, held.place, held.home_authority
    row.asked_by, row.agreement, row.not_told_why = asked_by, agreement, "" if is_told else not_told_why
    row.disclosure_ref, row.sent_at, row.sent_by_id = line.ref, now, actor.membership_id
    row.version += 1
    row.save()
    trail.record(
        actor,
        "ehcp.request.sent",
        about=[child.ref, *about, line.ref],
        now=now,
        detail={"how": way, "asked_by": asked_by, "agreement": agreement, "held": held is not None, "by": how},
    )
    return row


@trail.command("ehcp.request.dropped")
def drop_request(*, actor: Actor, request: Request, now: dt.datetime) -> Request:
    """Set a request aside that is not sent. It can be put together anew."""
    row, child = _held(actor, request, now)
    row.status = Request.Status.DROPPED
    row.version += 1
    row.save(update_fields=["status", "version"])
    trail.record(actor, "ehcp.request.dropped", about=[child.ref, row.ref], now=now)
    return row


def _held(actor: Actor, request: Request, now: dt.datetime) -> tuple[Request, Child]:
    """The request, held until the transaction ends, for whoever may alter it."""
    child = prepared.locked(actor.partnership_id, Child, request.child_id, "school")
    standing = child_access.standing(actor, child, now)
    row = prepared.locked(actor.partnership_id, Request, request.pk)
    row.child = child
    access.may_alter_request(actor, standing, row).or_raise()
    return row, child

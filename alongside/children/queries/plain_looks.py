"""Who looked at a record, for the child and the family: by agency and role, with reasons and days, in plain words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.audit import queries as audit
from alongside.audit import trail
from alongside.children.models import Child, Grant
from alongside.children.queries.looks import role_in_words
from alongside.children.queries.together import all_refs
from alongside.core import calendar
from alongside.core.actor import Actor

PAPER_READ = trail.sight("children.looks.told", "Somebody saw the paper on who looked that a child can be given.")

EVENTS = 5_000
"""The most events that one paper tells of; it says so where there are more."""

WHY: dict[str, str] = {
    Grant.Reason.ALLOCATED: "They are your worker.",
    Grant.Reason.TEAM: "Their team works with you.",
    Grant.Reason.FRONT_DOOR: "They decide who can help you.",
    Grant.Reason.SPECIALIST: "They help you, or were asked to.",
    Grant.Reason.SUPERVISION: "They check that we help you well.",
    Grant.Reason.MEETING: "They were at a meeting about you.",
    Grant.Reason.REFERRER: "They asked us to help you.",
    Grant.Reason.SETTING: "You learn there.",
    Grant.Reason.SEND: "They work on your help to learn.",
    Grant.Reason.COVER: "Your worker was away.",
    Grant.Reason.ACTION: "They promised to do something for you.",
    Grant.Reason.BREAK_GLASS: "They said it was an emergency. Somebody else checks that.",
}
"""The reason of a look as the child reads it: at most fifteen words a sentence."""

OF_THE_WORK = "It was part of their work."

DID = {
    trail.Verb.CONSULTATION: "looked at your record",
    trail.Verb.COLLECTION: "wrote something in your record",
    trail.Verb.ALTERATION: "changed something in your record",
    trail.Verb.DISCLOSURE: "shared something about you",
    trail.Verb.COMBINATION: "compared your record with another",
    trail.Verb.ERASURE: "took something out of your record",
}
REFUSED = "tried to see your record. We did not let them"
EMERGENCY = "opened your record in an emergency"


@dataclass(frozen=True, slots=True)
class PlainLook:
    """One line of the paper: who, what they did, how often, from when until when, and why."""

    who: str
    did: str
    why: tuple[str, ...]
    times: int
    from_on: dt.date
    until_on: dt.date


@dataclass(frozen=True, slots=True)
class PlainLooks:
    """The paper: those who were refused first, then the latest. ``is_cut`` where there were more than it tells of."""

    lines: tuple[PlainLook, ...]
    is_cut: bool


def who_looked_in_plain_words(actor: Actor, child: Child, *, with_names: bool, now: dt.datetime) -> PlainLooks:
    """Who looked at this record, wrote in it, shared from it, or was refused, and at every other record of the child.
    Leaves a trace itself. Two queries.

    A line is a role of an agency, and a person only ``with_names``. What arises from a safeguarding concern is not on
    the paper, nor what was shared: a paper lies about at home, and whom somebody told is for the full copy, which two
    people go through.
    """
    refs = all_refs(actor, child.ref)
    trail.look(actor, PAPER_READ, about=refs, now=now, basis="Prepares a paper for the child")
    found = audit.about(*refs, limit=EVENTS + 1)
    grouped: dict[tuple[str, str], list[audit.Trace]] = {}
    for event in found[:EVENTS]:
        if _is_left_out(event):
            continue
        grouped.setdefault((_who(event, with_names=with_names), _did(event)), []).append(event)
    lines = [
        PlainLook(
            who=who,
            did=did,
            why=_why(events),
            times=len(events),
            from_on=calendar.london_date(min(event.at for event in events)),
            until_on=calendar.london_date(max(event.at for event in events)),
        )
        for (who, did), events in grouped.items()
    ]
    return PlainLooks(tuple(sorted(lines, key=_order)), is_cut=len(found) > EVENTS)


def _order(line: PlainLook) -> tuple[bool, int, str, str]:
    return (line.did != REFUSED, -line.until_on.toordinal(), line.who, line.did)


NOT_HERE = ("children.concern.", "children.disclosure.")
"""What a line would give away: that somebody was worried, or shared something of which the family is not told. What
they may know of sharing stands on the ledger's own paper."""


def _is_left_out(event: audit.Trace) -> bool:
    reasons = {part.partition(" ")[0] for part in event.basis.split("; ")}
    return reasons == {Grant.Reason.SAFEGUARDING.value} or event.action.startswith(NOT_HERE)


def _who(event: audit.Trace, *, with_names: bool) -> str:
    role = role_in_words(event.role)
    somebody = f"{event.who}, {role.lower()}" if with_names and event.who else role
    return f"{somebody}, {event.agency}" if event.agency else somebody


def _did(event: audit.Trace) -> str:
    if event.outcome == "refused":
        return REFUSED
    if event.action == "children.glass.broken":
        return EMERGENCY
    return DID[trail.Verb(event.verb)]


def _why(events: list[audit.Trace]) -> tuple[str, ...]:
    """Every reason that they had, once; whoever was refused had none that counts."""
    if events[0].outcome == "refused":
        return ()
    reasons = (part.partition(" ")[0] for event in events for part in event.basis.split("; "))
    return tuple(dict.fromkeys(WHY[reason] for reason in reasons if reason in WHY)) or (OF_THE_WORK,)

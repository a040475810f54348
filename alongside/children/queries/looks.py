"""Who looked at a record, and why somebody can see it: the trail and the grants in words that people understand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from alongside.accounts.roles import ROLES
from alongside.audit import queries as audit
from alongside.audit import trail
from alongside.children import rules
from alongside.children.access import Standing
from alongside.children.models import Child, Grant
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import STRANDS, TITLES, Strand
from alongside.partnerships import wall

LOOKS_LISTED = trail.sight("children.looks.viewed", "Somebody saw who looked at a child's record.")

LOOKS = 50
"""Events on one page of *who looked*."""

BASES = {
    Grant.Reason.ALLOCATED: "Allocated worker",
    Grant.Reason.TEAM: "Their team works with the child",
    Grant.Reason.FRONT_DOOR: "Decides at the front door",
    Grant.Reason.SPECIALIST: "Support from their service",
    Grant.Reason.SUPERVISION: "Supervises the work",
    Grant.Reason.MEETING: "Sits in a meeting about the child",
    Grant.Reason.REFERRER: "Referred the child",
    Grant.Reason.SETTING: "The child learns at their setting",
    Grant.Reason.SEND: "SEND caseload",
    Grant.Reason.COVER: "Covers for a colleague",
    Grant.Reason.SAFEGUARDING: "Told of a safeguarding concern",
    Grant.Reason.ACTION: "Has an action to do",
    Grant.Reason.BREAK_GLASS: "Opened in an emergency",
}
"""The reason of a grant as others read it."""

_ROLE_TITLES = {role.code.value: role.title for role in ROLES.values()}

SOURCES = {
    "R": "a referral",
    "J": "an involvement",
    "X": "specialist support",
    "Q": "a screen",
    "P": "a plan",
    "PM": "a meeting",
    "PI": "a meeting",
    "PA": "an action",
    "S": "a safeguarding concern",
    "BG": "an emergency opening",
}
"""What a reference points at, by its letters."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One line of *who looked*."""

    at: dt.datetime
    who: str
    role: str
    agency: str
    what: str
    why: str
    was_refused: bool
    times: int = 1
    """How often in a row on the same day; ``at`` is the last time."""


@dataclass(frozen=True, slots=True)
class Looks:
    """A page of them; ``more`` says whether there is a next one."""

    rows: tuple[Looked, ...]
    number: int
    more: bool


def who_looked(actor: Actor, ref: str, *, number: int, now: dt.datetime) -> Looks:
    """Who looked at, changed or was refused the record of this reference, newest first. Leaves a trace itself.

    Asks nothing of the record: it need not be open to the reader. ``access.may_see_who_looked`` comes first.
    """
    trail.look(actor, LOOKS_LISTED, about=[ref], now=now, basis="Asked who looked")
    number = max(number, 1)
    found = audit.about(ref, limit=LOOKS + 1, offset=(number - 1) * LOOKS)
    return Looks(_together([_looked(trace) for trace in found[:LOOKS]]), number, len(found) > LOOKS)


def _together(rows: list[Looked]) -> tuple[Looked, ...]:
    """The same person doing the same several times in a row on one day is one line that says how often."""
    lines: list[Looked] = []
    for row in rows:
        last = lines[-1] if lines else None
        if last is not None and replace(last, at=row.at, times=1) == row and _day(last) == _day(row):
            lines[-1] = replace(last, times=last.times + 1)
        else:
            lines.append(row)
    return tuple(lines)


def _day(row: Looked) -> dt.date:
    return calendar.london_date(row.at)


def _looked(trace: audit.Trace) -> Looked:
    return Looked(
        at=trace.at,
        who=trace.who,
        role=_ROLE_TITLES.get(trace.role, trace.role),
        agency=trace.agency,
        what=what_was_done(trace.action),
        why=why_in_words(trace.basis),
        was_refused=trace.outcome == "refused",
    )


WORDS = {
    "children.child.recorded": "Began the record.",
    "children.child.edited": "Changed who the child is.",
    "children.grant.given": "Let somebody see the record.",
    "children.grant.ended": "Ended somebody's access.",
    "children.glass.broken": "Opened the record in an emergency.",
    "children.glass.reviewed": "Reviewed an emergency opening.",
    "children.child.sealed": "Sealed the record.",
    "children.entry.recorded": "Wrote down what happened.",
    "children.entry.withdrawn": "Withdrew a line that was wrong.",
    "children.entry.struck_out": "Struck out lines with what they told of.",
    "children.voice.withdrawn": "Withdrew words that the child did not say.",
    "children.merge.proposed": "Proposed to join two records of one child.",
    "children.merge.denied": "Wrote down that two records are of two children.",
    "children.merge.decided": "Decided whether two records are of one child.",
    "children.merge.undone": "Parted two records that had been joined.",
    "children.duplicates.viewed": "Compared it with another record.",
    "children.document.recorded": "Put a document into the record.",
    "children.document.opened": "Opened a document.",
    "children.document.withdrawn": "Withdrew a document.",
    "children.voice.recorded": "Wrote down what the child said.",
    "children.voice.told_back": "Told the child what changed.",
    "children.address.recorded": "Wrote down where the child lives.",
    "children.address.ended": "Wrote down that the child has left an address.",
    "children.address.withdrawn": "Took away an address that was wrong.",
    "children.care.recorded": "Wrote down what social care does for the child.",
    "children.professional.recorded": "Wrote down somebody of another service.",
    "children.professional.ended": "Wrote down that somebody does not work with the child any more.",
    "children.person.recorded": "Wrote down somebody who matters.",
    "children.person.edited": "Changed what is written of somebody who matters.",
    "children.person.withdrawn": "Took somebody who was written down wrongly off the page.",
    "children.family.joined": "Joined the records of two children of one family.",
    "children.family.parted": "Parted the records of two children.",
    "children.concern.raised": "Raised a safeguarding concern.",
    "children.concern.told": "Told social care.",
    "children.concern.closed": "Closed a safeguarding concern.",
    "children.disclosure.shared": "Shared something, as the sharing ledger says.",
    "children.disclosure.by_work": "Shared something in the course of the work, as the sharing ledger says.",
    "children.disclosure.ended": "Ended what somebody could read in the course of the work.",
    "children.disclosure.prolonged": "Changed until when somebody reads in the course of the work.",
    "children.entry.recorded_for_several": "Wrote one entry for several children.",
    "children.disclosure.refused": "Decided not to share something.",
    "children.disclosure.told": "Told the child and family what was shared.",
    "children.disclosure.received": "Wrote down that something shared was received.",
    "children.disclosure.stopped": "Told somebody that consent to share was taken back.",
    "children.consent.recorded": "Wrote down an answer to whether something may be shared.",
    "children.consent.withdrawn": "Wrote down that consent to share was taken back.",
    "children.looks.told": "Made a paper on who looked, for the child.",
    "children.looks.given": "Gave the child or family a paper on who looked.",
    "children.subject_access.begun": "Began a copy of who looked.",
    "children.subject_access.prepared": "Prepared a copy of who looked.",
    "children.subject_access.released": "Released a copy of who looked.",
    "children.subject_access.returned": "Sent a copy of who looked back to be changed.",
    "children.subject_access.refused": "Refused a copy of who looked.",
    "audit.access.refused": "Asked for the record.",
}
"""What was done, in the past tense, for events whose catalogue line speaks to engineers."""


def what_was_done(action: str) -> str:
    """An event of the catalogue as one sentence, for people who do not know its code."""
    if action in WORDS:
        return WORDS[action]
    known = trail.CATALOGUE.get(action)
    if known is None:
        return action
    sentence = known.meaning.split(". ")[0].rstrip(".").removeprefix("Somebody ")
    return f"{sentence[:1].upper()}{sentence[1:]}."


def role_in_words(role: str) -> str:
    """The title of a role; "Alongside itself" for what the clock did."""
    return _ROLE_TITLES.get(role, role) or "Alongside itself"


def why_in_words(basis: str) -> str:
    """The basis that the system wrote ("allocated J-7F3K2Q; team J-7F3K2Q") as words."""
    words = []
    for part in basis.split("; "):
        reason, _, _source = part.partition(" ")
        words.append(BASES[Grant.Reason(reason)] if reason in Grant.Reason.values else part)
    return "; ".join(dict.fromkeys(word for word in words if word))


@dataclass(frozen=True, slots=True)
class Right:
    """One grant as its holder reads it: why, which parts of the record, from when, until when, from what work."""

    why: str
    through: str
    strands: tuple[str, ...]
    from_at: dt.datetime
    until_at: dt.datetime | None
    source: str
    source_kind: str


def rights(child: Child, standing: Standing, look: trail.Look) -> tuple[Right, ...]:
    """Why the reader can see this child. One query."""
    look.insist(child.ref)
    rows = (
        wall.own(Grant.objects.all(), look.actor)
        .filter(id__in=[grant.pk for grant in standing.grants])
        .select_related("team")
        .order_by("from_at", "id")
    )
    return tuple(
        Right(
            why=Grant.Reason(row.reason).label,
            through=f"your team, {row.team.name}" if row.team else "you",
            strands=tuple(TITLES[s] for s in STRANDS if s in _readable(look.actor, row)),
            from_at=row.from_at,
            until_at=row.until_at,
            source=row.source,
            source_kind=SOURCES.get(row.source.partition("-")[0], "earlier work"),
        )
        for row in rows
    )


def _readable(actor: Actor, grant: Grant) -> set[Strand]:
    return {Strand(name) for name in grant.strands} & rules.readable(actor.role, grant.reason)

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
from alongside.children.queries.deeds import DEEDS
from alongside.children.queries.together import all_refs
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
    others: tuple[str, ...] = ()
    """Other records of the same child of which it tells too."""


def who_looked(actor: Actor, ref: str, *, number: int, now: dt.datetime) -> Looks:
    """Who looked at, changed or was refused the record of this reference, newest first; where there are two records of
    the child, either of them. Leaves a trace itself.

    Asks nothing of the record: it need not be open to the reader. ``access.may_see_who_looked`` comes first.
    """
    refs = all_refs(actor, ref)
    trail.look(actor, LOOKS_LISTED, about=refs, now=now, basis="Asked who looked")
    number = max(number, 1)
    found = audit.about(*refs, limit=LOOKS + 1, offset=(number - 1) * LOOKS)
    return Looks(_together([_looked(trace) for trace in found[:LOOKS]]), number, len(found) > LOOKS, refs[1:])


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


SEEN = {
    "audit.access.refused": "Asked for the record.",
    "children.duplicates.viewed": "Compared it with another record.",
    "children.document.opened": "Opened a document.",
    "children.looks.told": "Made a paper on who looked, for the child.",
    "children.records.matched": "Compared a referral with the record.",
    "deadlines.feed.read": "Had what is due read by their calendar.",
}
"""Looks whose line in the catalogue says more, or less, than whoever reads their own record needs."""


def what_was_done(action: str) -> str:
    """An event of the catalogue as one sentence, for people who do not know its code."""
    if action in DEEDS or action in SEEN:
        return DEEDS.get(action) or SEEN[action]
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

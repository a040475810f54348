"""A request for an EHC needs assessment: what the record holds for each part of it, and the paper as it stands."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.http import Http404

from alongside.audit import trail
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar, clocks
from alongside.core.strands import TITLES, Strand
from alongside.ehcp import access, rules
from alongside.ehcp.models import Request
from alongside.ehcp.queries.held import Held, held
from alongside.ehcp.rules import requests as request_rules
from alongside.needs import queries as needs
from alongside.needs import rules as need_rules

Source = Callable[[Child, Standing, trail.Look], Iterable[str]]

_SOURCES: dict[str, Source] = {}

_LINES = 12
"""How many lines of the chronology, and of what the child said, are taken: the newest. Ours; a person adds more."""

_NOT_HISTORY = frozenset({"ehc", "document"})
"""Kinds of lines that say what was done with papers, and nothing of the child's education."""


def fill_from(part: str, source: Source) -> None:
    """Have a subject above fill a part of the paper. It calls this once, when it is made known, as it does rules."""
    _SOURCES[request_rules.BY_CODE[part].code] = source


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part of the paper. ``text`` is None where the reader does not read its strand."""

    code: str
    title: str
    strand: str
    text: str | None
    is_gathered: bool
    is_edited: bool
    """Whether a person changed what the record filled in."""

    @property
    def blocks(self) -> tuple[tuple[bool, tuple[str, ...]], ...]:
        """Its lines as they are set: whether they are points of a list, and the lines."""
        kept = [line.strip() for line in (self.text or "").splitlines() if line.strip()]
        return tuple(
            (is_list, tuple(line.removeprefix("- ") for line in lines))
            for is_list, lines in groupby(kept, lambda line: line.startswith("- "))
        )


@dataclass(frozen=True, slots=True)
class RequestLaw:
    """The law under which a request is made, why it is that one, and to whom the request goes.

    ``held`` is None where the child is not detained on the day.
    """

    basis: request_rules.Basis
    held: Held | None
    why: str
    asks: str
    to: str
    is_elsewhere: bool

    @property
    def sources(self) -> tuple[clocks.Source, ...]:
        """The sections, the one that lets somebody ask first."""
        return (self.basis.who_asks, self.basis.attention, self.basis.test, *self.basis.others)


@dataclass(frozen=True, slots=True)
class RequestPaper:
    """A request as it is read over, printed and sent."""

    ref: str
    law: RequestLaw
    sender: tuple[str, ...]
    status: str
    status_title: str
    is_draft: bool
    parts: tuple[PartLine, ...]
    gathered_on: dt.date
    written_by: str
    asked_by: str
    agreement: str
    not_told_why: str
    sent_to: str
    sent_on: dt.date | None
    sent_by: str
    disclosure_ref: str
    version: int

    @property
    def hidden(self) -> tuple[str, ...]:
        """Titles of strands that the reader does not read."""
        return tuple(dict.fromkeys(part.strand for part in self.parts if part.text is None))

    @property
    def missing(self) -> tuple[str, ...]:
        """What it needs before it can be sent, as sentences."""
        why = next(part for part in self.parts if part.code == "why")
        return () if why.text else ("Say why an assessment is needed.",)


def gather(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> dict[str, str]:
    """What the record holds for each part, by its code, from the strands that the reader sees, each line with its
    source and its day. A constant number of queries for each record.

    Where the child has two records that are joined, both are read (ADR 11), this one first, and a line that stands in
    both is taken once. Neither what is alleged nor what we presume of every child is in it.
    """
    found = _gather_one(child, standing, look, now)
    for other in children.joined_records(child, standing, look, now):
        for code, lines in _gather_one(other.child, other.standing, other.look, now).items():
            if code in found:
                found[code].extend(lines)
    return {code: "\n".join(dict.fromkeys(lines)) for code, lines in found.items()}


def _gather_one(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> dict[str, list[str]]:
    """What one record holds for each part that the reader sees."""
    look.insist(child.ref)
    today = calendar.london_date(now)
    seen = {part.code for part in request_rules.PARTS if part.is_gathered and standing.reads(part.strand)}
    found: dict[str, list[str]] = {code: [] for code in seen}

    def add(code: str, lines: Iterable[str]) -> None:
        if code in found:
            found[code].extend(lines)

    page = children.header(child, standing, look, today)
    add("strengths", [_line(page.strengths, "the child’s page", today)] if page.strengths else [])
    for code, strand in (("views", Strand.IDENTITY), ("education", Strand.EDUCATION), ("needs", Strand.HEALTH)):
        if code in found:
            add(code, _said(child, standing, look, strand))
    # What the child said stands on their page too: once, with who heard it, is enough.
    if page.own_words and not any(page.own_words in line for line in found.get("views", ())):
        add("views", [_line(f"“{page.own_words}”", "the child’s page", today)])
    add("education", _education(page.school, child, standing, look, today))
    known = needs.needs(child, standing, look)
    areas = [
        (
            need_rules.strand_of_area(one.area),
            _line(f"{one.title}: {one.evidence}" if one.evidence else one.title, one.by or "need", one.since or today),
        )
        for one in known
    ]
    add("education", (line for strand, line in areas if strand is Strand.EDUCATION))
    add("needs", (line for strand, line in areas if strand is Strand.HEALTH))
    if "needs" in found:
        add("needs", _screens(child, standing, look))
    # What stands in the plan (resettlement, restorative work) is left out: it says why the child is known to us.
    given = needs.supports(child, standing, look, today)
    for code, strand in (("education", Strand.EDUCATION), ("support", Strand.HEALTH)):
        add(code, (_support(one) for one in given if need_rules.strand_of_specialism(one.specialism) is strand))
    add(
        "ways",
        (
            _line(one.text if one.do else f"Avoid: {one.text}", one.by, one.since)
            for one in needs.strategies(child, look)
        ),
    )
    for code, source in _SOURCES.items():
        if code in found:
            add(code, source(child, standing, look))
    return found


def digest(text: str) -> str:
    """What is kept of a text to see later whether it was changed."""
    return hashlib.sha256(_same_breaks(text).encode()).hexdigest()[:16]


def _same_breaks(text: str) -> str:
    return "\n".join(text.strip().splitlines())


def _line(text: str, source: str, on: dt.date) -> str:
    """A line with its source and its day."""
    return f"- {' '.join(text.split())} ({source}, {calendar.spoken(on)})"


def _said(child: Child, standing: Standing, look: trail.Look, strand: Strand) -> Iterable[str]:
    for one in children.voices(child, standing, look, strand=strand.value, limit=_LINES):
        yield _line(f"“{one.said}”", f"heard by {one.heard_by.user.name}", one.said_on)


def _education(school: str, child: Child, standing: Standing, look: trail.Look, today: dt.date) -> Iterable[str]:
    if school:
        yield _line(f"School or college: {school}", "the child’s page", today)
    for case in access.cases_of(look.actor, child, standing).order_by("opened_on", "id"):
        title = rules.CASE.state(case.status).title
        yield _line(f"An EHC case before: {title}", "EHC case", case.ended_on or case.opened_on)
    lines = children.chronology(child, standing, look, strand=Strand.EDUCATION.value).rows
    for one in [row for row in lines if row.kind not in _NOT_HISTORY][:_LINES]:
        yield _line(one.text, ", ".join(filter(None, (one.recorded_by, one.agency))), one.happened_on)


def _screens(child: Child, standing: Standing, look: trail.Look) -> Iterable[str]:
    for one in needs.screens(child, standing, look):
        if one.done_on is None:
            continue
        raised = f"raised {', '.join(one.raised)}" if one.raised else "raised nothing"
        yield _line(f"{one.title}: {raised}. {one.note}", f"screen by {one.done_by}", one.done_on)


def _support(one: needs.SupportLine) -> str:
    came = f" Outcome: {one.outcome}. {one.outcome_note}" if one.ended_on and one.outcome else ""
    on = one.ended_on or one.started_on or one.raised_on
    return _line(f"{one.title}: {one.status_words[:1].lower()}{one.status_words[1:]}.{came}", one.team or "support", on)


def requests_here(child: Child, standing: Standing, look: trail.Look) -> tuple[Request, ...]:
    """Requests for the child: the one that is being written first, then those that were sent, newest first. One
    query."""
    look.insist(child.ref)
    rows: QuerySet[Request] = access.requests_of(look.actor, child, standing).exclude(status=Request.Status.DROPPED)
    return tuple(rows.order_by("status", "-sent_at"))


def request_or_404(child: Child, standing: Standing, ref: str, look: trail.Look) -> Request:
    """The request of that reference, for whoever may read it."""
    look.insist(child.ref)
    rows = access.requests_of(look.actor, child, standing).select_related(
        "written_by__user", "written_by__agency", "sent_by__user", "sent_by__agency", "child"
    )
    found = rows.filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def law_of_request(row: Request, standing: Standing, look: trail.Look, now: dt.datetime) -> RequestLaw:
    """The law that holds for the request: of the day on which it was sent, or of today while it is being written.

    One query for what is being written, and one more for a child with joined records.
    """
    look.insist(row.child.ref)
    if row.sent_at is None:
        day = calendar.london_date(now)
        found = held(look.actor, list(children.records_of(look.actor, row.child, standing, now)))
    else:
        day = calendar.london_date(row.sent_at)
        found = None
        if row.held_since is not None:
            found = Held(row.held_since, row.held_at, row.home_authority, not row.is_elsewhere)
    name, basis = row.child.first_called, request_rules.basis(held=found is not None)
    return RequestLaw(
        basis=basis,
        held=found,
        why=request_rules.why_this_law(
            name,
            day,
            since=found.since if found else None,
            place=found.place if found else "",
            home=found.home_authority if found else "",
            is_past=row.sent_at is not None,
        ),
        asks=basis.asks.format(name=name),
        to=request_rules.addressee(found.home_authority if found else ""),
        is_elsewhere=found is not None and not found.home_is_here,
    )


def request_paper(row: Request, standing: Standing, look: trail.Look, now: dt.datetime) -> RequestPaper:
    """The paper, as far as the reader reads each part."""
    look.insist(row.child.ref)
    writer = row.sent_by or row.written_by
    sender = (writer.agency.name, writer.user.name, writer.user.phone or writer.agency.phone)
    return RequestPaper(
        ref=row.ref,
        law=law_of_request(row, standing, look, now),
        sender=tuple(line for line in sender if line),
        status=row.status,
        status_title=Request.Status(row.status).label,
        is_draft=row.is_draft,
        parts=tuple(_part(row, part, standing) for part in request_rules.PARTS),
        gathered_on=row.gathered_on,
        written_by=row.written_by.user.name,
        asked_by=dict(rules.ASKED_BY).get(row.asked_by, ""),
        agreement=row.agreement,
        not_told_why=row.not_told_why,
        sent_to=row.sent_to,
        sent_on=calendar.london_date(row.sent_at) if row.sent_at else None,
        sent_by=row.sent_by.user.name if row.sent_by else "",
        disclosure_ref=row.disclosure_ref,
        version=row.version,
    )


def _part(row: Request, part: request_rules.Part, standing: Standing) -> PartLine:
    text = getattr(row, part.column)
    before = row.gathered.get(part.code, "")
    return PartLine(
        code=part.code,
        title=part.title,
        strand=TITLES[part.strand],
        text=text if standing.reads(part.strand) else None,
        is_gathered=part.is_gathered,
        is_edited=part.is_gathered and bool(before or text) and digest(text) != before,
    )

"""Files in the child's record, as far as the reader sees the part to which they belong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from alongside.audit import trail
from alongside.children import access
from alongside.children.access import Standing
from alongside.children.models import Child, Document
from alongside.children.queries.together import records_of
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import TITLES, Strand
from alongside.documents import files
from alongside.partnerships import wall

DOCUMENT_OPENED = trail.sight("children.document.opened", "Somebody opened a file in a child's record.")

DOCUMENTS = 30
"""Documents on one page."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as a page shows it. ``withdrawn_by`` is set, for those who may know, where it was withdrawn."""

    child_ref: str
    """The record in which it stands."""
    ref: str
    title: str
    kind: str
    strand: str
    dated_on: dt.date
    type: str
    size: str
    file_name: str
    by: str
    agency: str
    kept_on: dt.date
    may_withdraw: bool
    withdrawn_on: dt.date | None
    withdrawn_by: str
    withdrawn_why: str


@dataclass(frozen=True, slots=True)
class Papers:
    """A page of them; ``more`` says whether there is a next one."""

    rows: tuple[Paper, ...]
    number: int
    more: bool


def documents(
    child: Child,
    standing: Standing,
    look: trail.Look,
    now: dt.datetime,
    *,
    strand: str = "",
    kind: str = "",
    number: int = 1,
) -> Papers:
    """A page of the documents that the reader may see, from both of two records of the child, the newest first.

    Two queries. What is joined is read alike: whoever holds a grant for one record holds it for the other (ADR 11).
    """
    look.insist(child.ref)
    number = max(number, 1)
    records = records_of(look.actor, child, standing, now)
    rows = _visible(child, standing, records)
    if strand:
        rows = rows.filter(strand=strand)
    if kind:
        rows = rows.filter(kind=kind)
    found = list(rows.order_by("-dated_on", "-id")[(number - 1) * DOCUMENTS : number * DOCUMENTS + 1])
    papers = tuple(_paper(row, standing, records[row.child_id]) for row in found[:DOCUMENTS])
    return Papers(papers, number, len(found) > DOCUMENTS)


def documents_about(child: Child, standing: Standing, look: trail.Look, source: str) -> tuple[Paper, ...]:
    """The documents that belong to one piece of work, for the page of that work. One query."""
    look.insist(child.ref)
    rows = (
        _visible(child, standing, [child.pk])
        .filter(source=source, withdrawn_at__isnull=True)
        .order_by("-dated_on", "-id")
    )
    return tuple(_paper(row, standing, child.ref) for row in rows)


def document_or_404(child: Child, standing: Standing, ref: str, look: trail.Look) -> tuple[Document, Paper]:
    """One document, in a part of the record that the reader sees."""
    look.insist(child.ref)
    found = _visible(child, standing, [child.pk]).filter(ref=ref).first()
    if found is None:
        raise Http404
    return found, _paper(found, standing, child.ref)


def open_document(actor: Actor, document: Document, standing: Standing, now: dt.datetime) -> bytes:
    """The content of the file, with a trace of its own. Raises Http404 once it was withdrawn, FileRefused where the
    file is missing or was changed on the disk."""
    if document.withdrawn_at is not None:
        raise Http404
    trail.look(actor, DOCUMENT_OPENED, about=[standing.child_ref, document.ref], now=now, basis=standing.basis)
    return files.load(files.place(document.partnership_id, document.ref), document.digest)


def _visible(child: Child, standing: Standing, records: Collection[int]) -> QuerySet[Document]:
    readable = [strand.value for strand in standing.strands]
    rows = Document.objects.filter(partnership_id=child.partnership_id, child_id__in=records, strand__in=readable)
    if not access.may_see_history(standing):
        rows = rows.filter(withdrawn_at__isnull=True)
    return rows.select_related("agency")


def _paper(row: Document, standing: Standing, child_ref: str) -> Paper:
    return Paper(
        child_ref=child_ref,
        ref=row.ref,
        title=row.title,
        kind=Document.Kind(row.kind).label,
        strand=TITLES[Strand(row.strand)],
        dated_on=row.dated_on,
        type=files.WORDS[files.SUFFIXES[row.media_type]],
        size=size_in_words(row.size),
        file_name=row.file_name,
        by=row.recorded_by,
        agency=row.agency.name if row.agency else "",
        kept_on=calendar.london_date(row.created_at),
        may_withdraw=row.withdrawn_at is None and bool(access.may_withdraw(standing, row.strand)),
        withdrawn_on=None if row.withdrawn_at is None else calendar.london_date(row.withdrawn_at),
        withdrawn_by=row.withdrawn_by,
        withdrawn_why=row.withdrawn_why,
    )


def size_in_words(size: int) -> str:
    """How large a file is, as people say it."""
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:.1f} MB"
    return f"{max(1, round(size / 1024))} KB"


UNDONE_AFTER = dt.timedelta(days=1)
"""How long a file may lie there without its row. A transaction is over in seconds; ours, with room for a clock that is
wrong."""


def files_without_a_row(actor: Actor, now: dt.datetime) -> list[str]:
    """Names of files that were written before a transaction that was undone, a day ago or longer. One query."""
    names = files.older_than(actor.partnership_id, now - UNDONE_AFTER)
    if not names:
        return []
    kept = set(wall.own(Document.objects.all(), actor).filter(ref__in=names).values_list("ref", flat=True))
    return [name for name in names if name not in kept]

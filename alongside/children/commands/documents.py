"""Putting files into a record, and taking wrong ones away."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import access, queries
from alongside.children.commands.chronology import record_entry
from alongside.children.commands.withdrawal import strike_out
from alongside.children.models import Child, Document
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.documents import files
from alongside.partnerships import prepared


@trail.command("children.document.recorded", trail.Verb.COLLECTION)
def record_document(
    *,
    actor: Actor,
    child: Child,
    paper: files.Paper,
    title: str,
    strand: Strand,
    kind: str,
    dated_on: dt.date,
    source: str = "",
    is_made_here: bool = False,
    now: dt.datetime,
) -> Document:
    """Put a file into the record. Commands of other subjects call it for what belongs to their work (``source``).

    The file is on the disk before the row is: a row never speaks of a file that is not there. ``is_made_here`` is for
    what Alongside typeset itself: only that is ever shown in the browser.
    """
    if not trail.is_part_of_a_command():
        access.may_record_document(actor, access.standing(actor, child, now), strand).or_raise()
    document = Document.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        strand=strand.value,
        kind=Document.Kind(kind).value,
        title=title,
        dated_on=dated_on,
        file_name=paper.name,
        media_type=paper.media_type,
        size=paper.size,
        digest=paper.digest,
        is_made_here=is_made_here,
        agency_id=actor.agency_id or None,
        recorded_by=actor.name,
        source=source,
    )
    record_entry(
        actor=actor,
        child=child,
        happened_on=dated_on,
        strand=strand,
        kind="document",
        text=f"{Document.Kind(kind).label}: {title}",
        source=document.ref,
        now=now,
    )
    trail.record(
        actor,
        "children.document.recorded",
        about=[child.ref, document.ref],
        now=now,
        detail={"kind": document.kind, "strand": document.strand, "digest": paper.digest},
    )
    files.keep(files.place(document.partnership_id, document.ref), paper.content)
    return document


@trail.command("children.document.withdrawn")
def withdraw_document(*, actor: Actor, document: Document, reason: str, now: dt.datetime) -> Document:
    """Take a wrong file away. The row stays, struck out with who and why; the file is given to nobody any more."""
    row = prepared.locked(actor.partnership_id, Document, document.pk, "child")
    access.may_withdraw(access.standing(actor, row.child, now), row.strand).or_raise()
    if row.withdrawn_at is not None:
        raise NotNow("This document has been withdrawn already.")
    if len(reason.strip()) < 3:
        raise NotNow("Say in a few words why the document is withdrawn.")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = now, actor.name, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    strike_out(actor=actor, child=row.child, source=row.ref, reason=reason, now=now)
    trail.record(actor, "children.document.withdrawn", about=[row.child.ref, row.ref], now=now, reason=reason)
    return row


@trail.command("children.files.swept", trail.Verb.ERASURE)
def sweep_files(*, actor: Actor, now: dt.datetime) -> int:
    """Take away the files of a partnership whose row was not kept. For the clock. Gives how many."""
    if actor.role != "clock":
        raise NotPermitted("Files that belong to nothing are taken away by the clock.")
    names = queries.files_without_a_row(actor, now)
    for name in names:
        files.drop(files.place(actor.partnership_id, name))
    trail.record(actor, "children.files.swept", about=[], now=now, detail={"files": len(names)})
    return len(names)

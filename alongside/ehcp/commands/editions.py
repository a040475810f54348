"""The words of the plan, section by section: written, sent as a draft, made final."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import Max

from alongside.audit import trail
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotNow
from alongside.documents import files
from alongside.ehcp import access, rules
from alongside.ehcp.commands.cases import MEANWHILE, locked
from alongside.ehcp.models import Case, Edition

_CODES = tuple(section.code for section in rules.SECTIONS)


@trail.command("ehcp.plan_text.written", trail.Verb.ALTERATION)
def write_plan_text(
    *, actor: Actor, case: Case, sections: Mapping[str, str], version: int, now: dt.datetime
) -> Edition:
    """Write the words of the plan. What was sent stays as it was sent: the first change after it begins a new edition.

    ``sections`` are texts by code of the section (``section_a``); those that are left out stay. ``version`` is of the
    newest edition as the writer saw it, 0 for none. Raises Changed where somebody else wrote since.
    """
    row, child, standing = locked(actor, case, now)
    access.may_write_plan(actor, standing).or_raise()
    if not row.is_live:
        raise NotNow("Nothing is to be written in this case.")
    unknown = set(sections) - set(_CODES)
    if unknown:
        raise ValueError(f"No such sections: {unknown}")
    newest = _newest(row)
    if (newest.version if newest else 0) != version:
        raise Changed(
            MEANWHILE,
            theirs={code: getattr(newest, code) for code in _CODES} if newest else {},
            yours=dict(sections),
        )
    if newest is None or newest.status != Edition.Status.WRITING:
        newest = _next(actor, row, child, newest, now)
    for code, text in sections.items():
        setattr(newest, code, text)
    newest.written_by_id, newest.written_at = actor.membership_id, now
    newest.version += 1
    newest.save(update_fields=[*sections, "written_by", "written_at", "version"])
    trail.record(
        actor,
        "ehcp.plan_text.written",
        about=[child.ref, row.ref, newest.ref],
        now=now,
        detail={"sections": sorted(sections)},
    )
    return newest


@trail.command("ehcp.file.attached", trail.Verb.COLLECTION)
def attach_file(
    *, actor: Actor, case: Case, paper: files.Paper, title: str, kind: str, dated_on: dt.date, now: dt.datetime
) -> None:
    """Attach a file to the case: the plan as it was sent, advice, a letter. It lies with the record's education."""
    row, child, standing = locked(actor, case, now)
    access.may_attach_file(actor, standing).or_raise()
    document = children.record_document(
        actor=actor,
        child=child,
        paper=paper,
        title=title,
        strand=Strand.EDUCATION,
        kind=kind,
        dated_on=dated_on,
        source=row.ref,
        now=now,
    )
    trail.record(actor, "ehcp.file.attached", about=[child.ref, row.ref, document.ref], now=now)


def _newest(case: Case) -> Edition | None:
    return Edition.objects.select_for_update().filter(case=case).order_by("-number").first()


def _next(actor: Actor, case: Case, child: Child, before: Edition | None, now: dt.datetime) -> Edition:
    """A new edition, which begins with the words of the one before."""
    number = Edition.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    return Edition.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        case=case,
        number=number + 1,
        written_by_id=actor.membership_id,
        written_at=now,
        version=before.version if before else 1,
        **({code: getattr(before, code) for code in _CODES} if before else {}),
    )


def settle(
    *, actor: Actor, case: Case, child: Child, becomes: str, sent_on: dt.date, now: dt.datetime
) -> Edition | None:
    """What was written becomes a draft, or final; the final plan before it is kept as replaced. None without words."""
    newest = _newest(case)
    if newest is None or (becomes == "draft" and newest.status != Edition.Status.WRITING):
        return newest
    if newest.status == Edition.Status.FINAL:
        return newest
    if becomes == "final":
        earlier = Edition.objects.filter(case=case, status__in=[Edition.Status.FINAL, Edition.Status.DRAFT])
        for one in earlier.exclude(pk=newest.pk):
            one.status = Edition.Status.REPLACED
            one.save(update_fields=["status"])
        if case.setting_name:
            newest.section_i = newest.section_i or case.setting_name
    newest.status, newest.sent_on = Edition.Status(becomes), sent_on
    newest.version += 1
    newest.save(update_fields=["status", "sent_on", "section_i", "version"])
    return newest

"""A list is uploaded, its columns and words are given a meaning, it is matched, and a person confirms each line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.crypto import salted_hmac

from alongside.audit import trail
from alongside.children.models import Child
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow, Refusal
from alongside.ehcp import commands as ehcp
from alongside.exchange import access, queries, rules
from alongside.exchange.models import EhcList, ListColumns, ListLine, ListLink
from alongside.partnerships import wall


@trail.command("exchange.list.uploaded", trail.Verb.COLLECTION)
def upload_list(*, actor: Actor, content: bytes, now: dt.datetime) -> EhcList:
    """Take a list in. Nothing of it is matched before a person has said what its columns mean.

    Raises NotNow, in words, for a file that is no list or too large.
    """
    access.may_reconcile(actor).or_raise()
    try:
        sheet = rules.read_sheet(content)
    except rules.Unreadable as fault:
        raise NotNow(str(fault)) from None
    before = queries.remembered(actor)
    row = EhcList.objects.create(
        partnership_id=actor.partnership_id,
        agency_id=actor.agency_id,
        uploaded_by_id=actor.membership_id,
        uploaded_at=now,
        content=content,
        heads=[head for head in sheet.heads if head],
        notes=list(sheet.notes),
        columns=rules.guess_columns(sheet.heads, before.columns if before else {}),
        statuses=before.statuses if before else {},
        total=len(sheet.rows),
    )
    trail.record(actor, "exchange.list.uploaded", about=[row.ref], now=now, detail={"lines": row.total})
    return row


@trail.command("exchange.list.mapped")
def map_columns(*, actor: Actor, ehc_list: EhcList, columns: Mapping[str, str], now: dt.datetime) -> EhcList:
    """Say what its columns mean. Raises NotNow where no child could be told from another by them."""
    row = _locked(actor, ehc_list, EhcList.Status.UPLOADED, EhcList.Status.MAPPED)
    chosen = {code: head for code, head in columns.items() if head in row.heads and code in rules.FIELDS_BY_CODE}
    faults = rules.missing_columns(chosen)
    if faults:
        raise NotNow(" ".join(faults))
    row.columns, row.status = chosen, EhcList.Status.MAPPED
    row.save(update_fields=["columns", "status"])
    trail.record(actor, "exchange.list.mapped", about=[row.ref], now=now, detail={"columns": sorted(chosen)})
    return row


@trail.command("exchange.list.queued")
def queue_list(*, actor: Actor, ehc_list: EhcList, statuses: Mapping[str, str], now: dt.datetime) -> EhcList:
    """Say what its words mean, and have it read. Columns and words are remembered for the agency's next list."""
    row = _locked(actor, ehc_list, EhcList.Status.MAPPED)
    known = {code for code, _ in rules.STATUSES}
    row.statuses = {word: code for word, code in statuses.items() if code in known}
    row.status = EhcList.Status.QUEUED
    row.save(update_fields=["statuses", "status"])
    remembered, _ = ListColumns.objects.get_or_create(partnership_id=actor.partnership_id, agency_id=actor.agency_id)
    remembered.columns = row.columns
    remembered.statuses = {**remembered.statuses, **row.statuses}
    remembered.save(update_fields=["columns", "statuses"])
    trail.record(actor, "exchange.list.queued", about=[row.ref], now=now)
    return row


def _locked(actor: Actor, ehc_list: EhcList, *expected: str) -> EhcList:
    access.may_reconcile(actor).or_raise()
    rows = access.visible_lists(actor).select_for_update(of=("self",))
    row = rows.get(pk=ehc_list.pk)
    if row.status not in expected:
        raise NotNow("This list has gone on meanwhile. Look at it again.")
    return row


# Reading, in the worker


@trail.command("exchange.list.matched", trail.Verb.COMBINATION)
def match_lines(
    *, actor: Actor, ehc_list: EhcList, lines: Sequence[rules.Said], matcher: rules.Matcher, now: dt.datetime
) -> int:
    """Match some lines of a list, as its reader: to children whom they may know of, and to nobody else.

    Gives how many lines of the list are dealt with. A line about somebody who is not known and one about a child whom
    the reader may not know of leave the same behind.
    """
    row = wall.own(EhcList.objects.defer("content"), actor).select_for_update(of=("self",)).get(pk=ehc_list.pk)
    before = _lines_before(row)
    links = _links(row)
    hits = {}
    for said in lines:
        key = _digest(row, said.key)
        matched = matcher.match(said)
        hits[said.number] = _as_said_before(key, matched, links, matcher)
    here = queries.cases_here(actor, now, {hit.child_id for hit in hits.values() if hit})
    ListLine.objects.bulk_create(_line_of(row, said, hits[said.number], here, before) for said in lines)
    row.done += len(lines)
    row.save(update_fields=["done"])
    trail.record(
        actor,
        "exchange.list.matched",
        about=[row.ref],
        now=now,
        detail={"lines": len(lines), "matched": sum(1 for hit in hits.values() if hit)},
    )
    return row.done


def _line_of(
    row: EhcList,
    said: rules.Said,
    hit: rules.Matched | None,
    here: Mapping[int, rules.Here],
    before: Mapping[str, tuple[str, str, int | None, list[str]]],
) -> ListLine:
    key, value = _digest(row, said.key), _digest(row, said.values)
    line = ListLine(
        partnership_id=row.partnership_id,
        ehc_list=row,
        number=said.number,
        kind=ListLine.Kind.UNKNOWN,
        key_digest=key,
        value_digest=value,
    )
    if hit is not None:
        proposal = rules.propose(said, here.get(hit.child_id))
        line.kind = ListLine.Kind.MATCHED if hit.is_certain else ListLine.Kind.POSSIBLE
        line.child_id = hit.child_id
        line.score, line.reasons = hit.score, list(hit.reasons)
        line.proposal, line.words, line.begin_on = proposal.what, list(proposal.words), proposal.on
        line.said = rules.kept_of(said)
    line.is_changed = before.get(key) != (value, line.kind, line.child_id, line.words)
    return line


def _as_said_before(
    key: str, matched: rules.Matched | None, links: Mapping[str, Mapping[int, bool]], matcher: rules.Matcher
) -> rules.Matched | None:
    """What a person said of this line in another week holds: it is this child, or it is not."""
    said = links.get(key, {})
    same = next((child_id for child_id, is_same in said.items() if is_same and matcher.knows(child_id)), None)
    if same is not None:
        return rules.Matched(same, 1.0, ("A person said so",), is_certain=True)
    if matched is not None and said.get(matched.child_id) is False:
        return None
    return matched


def _lines_before(row: EhcList) -> dict[str, tuple[str, str, int | None, list[str]]]:
    """The lines of the list before by what tells a child from others, in three columns and the words."""
    earlier = (
        EhcList.objects.defer("content")
        .filter(partnership_id=row.partnership_id, uploaded_by_id=row.uploaded_by_id, status=EhcList.Status.READ)
        .filter(id__lt=row.pk)
        .order_by("-id")
        .first()
    )
    if earlier is None:
        return {}
    lines = ListLine.objects.filter(ehc_list=earlier).exclude(kind=ListLine.Kind.FAULTY)
    return {
        line.key_digest: (line.value_digest, line.kind, line.child_id, line.words)
        for line in lines.only("key_digest", "value_digest", "kind", "child_id", "words")
    }


def _links(row: EhcList) -> dict[str, dict[int, bool]]:
    found: dict[str, dict[int, bool]] = {}
    for link in ListLink.objects.filter(partnership_id=row.partnership_id, agency_id=row.agency_id):
        found.setdefault(link.key_digest, {})[link.child_id] = link.is_same
    return found


def _digest(row: EhcList, text: str) -> str:
    """A digest that says nothing to whoever does not hold our key: names and days of birth could be tried."""
    whose = f"{row.partnership_id}|{row.agency_id}|{text}"
    return salted_hmac("alongside.exchange.list", whose, algorithm="sha256").hexdigest()


@trail.command("exchange.list.finished", trail.Verb.ERASURE)
def finish_list(
    *, actor: Actor, ehc_list: EhcList, faulty: Sequence[rules.Faulty], left_out: int, now: dt.datetime
) -> EhcList:
    """Keep what is wrong with the faulty lines, erase the file, and of earlier lists all but the last."""
    row = wall.own(EhcList.objects.defer("content"), actor).select_for_update(of=("self",)).get(pk=ehc_list.pk)
    ListLine.objects.bulk_create(
        ListLine(
            partnership_id=row.partnership_id,
            ehc_list=row,
            number=one.number,
            kind=ListLine.Kind.FAULTY,
            faults=list(one.faults),
        )
        for one in faulty
    )
    row.left_out, row.done = left_out, row.total
    row.status, row.finished_at, row.content = EhcList.Status.READ, now, None
    row.save(update_fields=["left_out", "done", "status", "finished_at", "content"])
    earlier = EhcList.objects.defer("content").filter(
        partnership_id=row.partnership_id, uploaded_by_id=row.uploaded_by_id, id__lt=row.pk
    )
    kept = earlier.filter(status=EhcList.Status.READ).order_by("-id").values_list("id", flat=True).first()
    older = earlier.filter(status=EhcList.Status.READ).exclude(id=kept or row.pk)
    ListLine.objects.filter(ehc_list__in=older.values("id")).delete()
    older.update(status=EhcList.Status.FAILED, why_failed="Its lines were erased: the last two lists are kept.")
    trail.record(
        actor, "exchange.list.finished", about=[row.ref], now=now, detail={"faulty": len(faulty), "lines": row.total}
    )
    return row


@trail.command("exchange.list.failed", trail.Verb.ERASURE)
def fail_list(*, actor: Actor, ehc_list: EhcList, why: str, now: dt.datetime) -> EhcList:
    """Say why a list could not be read, and erase its file and what was matched of it."""
    row = wall.own(EhcList.objects.defer("content"), actor).select_for_update(of=("self",)).get(pk=ehc_list.pk)
    ListLine.objects.filter(ehc_list=row).delete()
    row.status, row.why_failed, row.content, row.finished_at = EhcList.Status.FAILED, why, None, now
    row.save(update_fields=["status", "why_failed", "content", "finished_at"])
    trail.record(actor, "exchange.list.failed", about=[row.ref], now=now)
    return row


# Confirming


@trail.command("exchange.line.decided")
def decide_line(*, actor: Actor, ehc_list: EhcList, number: int, is_same: bool, now: dt.datetime) -> ListLine:
    """Say whether a line is about this child. It is remembered, so that nobody is asked again next week.

    Of a line that is not, nothing is kept but its digests.
    """
    line = _line_to_decide(actor, ehc_list, number, now)
    if line.kind != ListLine.Kind.POSSIBLE or line.child is None:
        raise NotNow("Somebody decided about this line already.")
    child = line.child
    ListLink.objects.update_or_create(
        partnership_id=actor.partnership_id,
        agency_id=ehc_list.agency_id,
        key_digest=line.key_digest,
        child=child,
        defaults={"is_same": is_same, "said_by_id": actor.membership_id, "said_at": now},
    )
    line.decided_by_id, line.decided_at = actor.membership_id, now
    if is_same:
        line.kind = ListLine.Kind.MATCHED
        line.reasons = [*line.reasons, "A person said so"]
    else:
        line.kind, line.child, line.said, line.words, line.reasons = ListLine.Kind.UNKNOWN, None, {}, [], []
        line.proposal, line.begin_on, line.score = "", None, None
    line.save()
    trail.record(
        actor,
        "exchange.line.decided",
        about=[child.ref, ehc_list.ref],
        now=now,
        detail={"line": number, "is_same": is_same},
    )
    return line


def _line_to_decide(actor: Actor, ehc_list: EhcList, number: int, now: dt.datetime) -> ListLine:
    access.may_reconcile(actor).or_raise()
    row = access.visible_lists(actor).get(pk=ehc_list.pk)
    if row.status != EhcList.Status.READ:
        raise NotNow("The list is still being read.")
    lines = access.visible_lines(actor, row, now).select_for_update(of=("self",)).select_related("child")
    line = lines.filter(number=number).first()
    if line is None:
        raise NotNow("There is no such line about a child whom you may know of.")
    return line


@trail.command("exchange.list.applied")
def apply_list(*, actor: Actor, ehc_list: EhcList, numbers: Sequence[int] | None = None, now: dt.datetime) -> int:
    """Begin the EHC case of each child of whom that is certain, or of those lines only. Gives how many were begun.

    Each goes through the tracker's own command, with its clocks, its trace and its refusals; a refusal is kept with
    its line, and stops none of the others.
    """
    access.may_reconcile(actor).or_raise()
    row = access.visible_lists(actor).get(pk=ehc_list.pk)
    if row.status != EhcList.Status.READ:
        raise NotNow("The list is still being read.")
    lines = access.visible_lines(actor, row, now).filter(kind=ListLine.Kind.MATCHED, proposal="begin", outcome="")
    if numbers is not None:
        lines = lines.filter(number__in=list(numbers))
    begun = 0
    touched = []
    for line in lines.select_for_update(of=("self",)).select_related("child").order_by("number"):
        assert line.child is not None
        line.outcome = _begun(actor, line.child, line, now)
        line.decided_by_id, line.decided_at = actor.membership_id, now
        line.save(update_fields=["outcome", "decided_by", "decided_at"])
        touched.append(line.child.ref)
        begun += line.outcome == "done"
    trail.record(
        actor, "exchange.list.applied", about=[row.ref, *touched], now=now, detail={"begun": begun, "of": len(touched)}
    )
    return begun


def _begun(actor: Actor, child: Child, line: ListLine, now: dt.datetime) -> str:
    if line.begin_on is None:
        return "The line gives no day."
    try:
        with transaction.atomic():
            ehcp.begin_case(
                actor=actor,
                child=child,
                how="has_plan",
                happened_on=line.begin_on,
                setting_name=line.said.get("setting", ""),
                note="From the list of the SEND team.",
                now=now,
            )
    except Refusal as refusal:
        return refusal.reason
    return "done"

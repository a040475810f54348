"""Lists that were uploaded, what came of their lines, and the children against whom they are matched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Q

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children.models import Child
from alongside.children.queries.search import named
from alongside.core.actor import Actor
from alongside.ehcp import access as ehcp
from alongside.ehcp.rules import LIVE, machine
from alongside.exchange import access, rules
from alongside.exchange.models import EhcList, ListColumns, ListLine
from alongside.partnerships import wall

LIST_VIEWED = trail.sight("exchange.list.viewed", "Somebody saw what a list of EHC plans says of children they know.")

FAULTS_TAKEN = trail.sight("exchange.faults.taken", "Somebody took away what is wrong with the faulty lines of a list.")

FAULTS_HEAD = ("Line in the file", "What is wrong, and what to do")
"""The head of the file of faulty lines."""

SHOWN = 200
"""Lines of one kind on a page; what is left is numbered. Those that were dealt with make room for it. Ours."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A list in the table of lists."""

    ref: str
    uploaded_at: dt.datetime
    status: str
    status_title: str
    total: int
    done: int
    to_decide: int


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step by which the tracker follows a list that is ahead: where it is taken, and the day the list gives.

    ``ref`` is that of the case or, with ``of_review``, of its review. ``is_mine``: the reader moves cases on.
    """

    code: str
    title: str
    ref: str
    of_review: bool
    on: dt.date | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line about a child whom the reader may know of."""

    number: int
    child_ref: str
    child_name: str
    child_born_on: dt.date
    said_name: str
    said_born_on: dt.date
    reference: str
    percent: int
    reasons: tuple[str, ...]
    proposal: str
    words: tuple[str, ...]
    outcome: str
    is_changed: bool
    next: NextStep | None = None
    is_same_now: bool = False
    """It differed when the list was read, and does not any more."""


@dataclass(frozen=True, slots=True)
class FaultyLine:
    """A line that cannot be used, and each fault with what to do."""

    number: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a list. Each line is counted once: ``to_decide``, ``to_begin``, ``differing``, ``agreeing``,
    ``faulty``, ``unknown`` (about nobody whom the reader may know of) and ``left_out`` come to ``total``."""

    ref: str
    uploaded_at: dt.datetime
    total: int
    notes: tuple[str, ...]
    left_out: int
    unknown: int
    agreeing: int
    same: int
    """Lines that say the same as in the list before, and of which nothing is left to do: not shown unless asked for."""
    deciding: tuple[Line, ...]
    beginning: tuple[Line, ...]
    differing: tuple[Line, ...]
    begun: tuple[Line, ...]
    agreed: tuple[Line, ...]
    faulty: tuple[FaultyLine, ...]
    counts: dict[str, int]
    missing: tuple[tuple[str, str], ...]
    """Children with a live case here (reference and name) of whom the list says nothing."""
    is_first: bool


def uploads(actor: Actor) -> tuple[Upload, ...]:
    """One's own lists, the newest first. One query."""
    rows = access.visible_lists(actor).order_by("-id")[:10]
    waiting = dict(
        wall.own(ListLine.objects.all(), actor)
        .filter(ehc_list__in=[row.pk for row in rows], kind=ListLine.Kind.POSSIBLE)
        .values_list("ehc_list_id")
        .annotate(Count("id"))
    )
    return tuple(
        Upload(
            row.ref,
            row.uploaded_at,
            row.status,
            row.get_status_display(),
            row.total,
            row.done,
            waiting.get(row.pk, 0),
        )
        for row in rows
    )


def remembered(actor: Actor) -> ListColumns | None:
    """How the lists of one's agency were read the last time."""
    return wall.own(ListColumns.objects.all(), actor).filter(agency_id=actor.agency_id).first()


def sheet_of(actor: Actor, ehc_list: EhcList) -> rules.Sheet:
    """The list as it stands in its file. Raises rules.Unreadable once the file is gone."""
    content = wall.own(EhcList.objects.all(), actor).values_list("content", flat=True).get(pk=ehc_list.pk)
    if content is None:
        raise rules.Unreadable("The file was erased. Upload the list again.")
    return rules.read_sheet(bytes(content))


def known_children(actor: Actor, now: dt.datetime) -> list[rules.Known]:
    """Every child whom the actor may know of, as a list is matched. One query."""
    return [
        rules.Known(child.joined_to_id or child.pk, named(child))
        for child in child_access.visible_children(actor, now).order_by("id")
    ]


def cases_here(actor: Actor, now: dt.datetime, child_ids: Iterable[int]) -> dict[int, rules.Here]:
    """The case of each child: the live one, else the newest; none of a child whose education one may not read."""
    found: dict[int, rules.Here] = {}
    wanted = list(child_ids)
    rows = ehcp.visible_cases(actor, now).filter(child_id__in=wanted).order_by("id")
    reviews = {
        matter.case_id: matter
        for matter in ehcp.visible_matters(actor, now)
        .filter(child_id__in=wanted, kind="review", settled_on__isnull=True)
        .order_by("id")
    }
    live: set[int] = set()
    for case in rows:
        if case.child_id in live:
            continue
        if case.status in LIVE:
            live.add(case.child_id)
        review = reviews.get(case.pk)
        found[case.child_id] = rules.Here(
            case.status,
            case.opened_on,
            case.final_on,
            case.reviewed_on,
            case.setting_name,
            case.ref,
            review.ref if review else "",
            review.status if review else "",
        )
    return found


def report(actor: Actor, ehc_list: EhcList, now: dt.datetime, *, everything: bool = False) -> trail.Untraced[Report]:
    """What came of a list, for its reader as of now. The same number of queries however many lines it has.

    A line about a child whom one may no longer know of counts among those about nobody.
    """
    kinds, lines = ListLine.Kind, access.visible_lines(actor, ehc_list, now)
    counted = lines.aggregate(
        deciding=Count("id", filter=Q(kind=kinds.POSSIBLE)),
        beginning=Count("id", filter=_BEGIN & Q(outcome="")),
        begun=Count("id", filter=_BEGIN & ~Q(outcome="")),
        differing=Count("id", filter=_DIFFERS),
        agreeing=Count("id", filter=_AGREES),
        faulty=Count("id", filter=Q(kind=kinds.FAULTY)),
        same=Count("id", filter=_SAME),
    )
    shown = lines if everything else lines.exclude(_SAME)
    rows = shown.exclude(kind=kinds.FAULTY).select_related("child").order_by("number")
    split = {
        "deciding": rows.filter(kind=kinds.POSSIBLE),
        "beginning": rows.filter(_BEGIN & Q(outcome="")),
        "begun": rows.filter(_BEGIN).exclude(outcome=""),
        "differing": rows.filter(_DIFFERS),
        "agreed": rows.filter(_AGREES) if everything else rows.none(),
    }
    found = {name: tuple(_line(row) for row in part[:SHOWN]) for name, part in split.items() if name != "differing"}
    found["differing"] = _as_it_stands(actor, list(split["differing"][:SHOWN]), now)
    faulty = lines.filter(kind=kinds.FAULTY).order_by("number")[: rules.FAULTS_SHOWN]
    matched = lines.filter(child__isnull=False).values("child_id")
    missing = (
        ehcp.visible_cases(actor, now)
        .filter(status__in=LIVE)
        .exclude(child_id__in=matched)
        .select_related("child")
        .order_by("child__family_name", "child__given_name", "id")[:SHOWN]
    )
    absent = tuple((case.child.ref, _name(case.child)) for case in missing)
    seen = sum(value for name, value in counted.items() if name != "same")
    page = Report(
        ref=ehc_list.ref,
        uploaded_at=ehc_list.uploaded_at,
        total=ehc_list.total,
        notes=tuple(ehc_list.notes),
        left_out=ehc_list.left_out,
        unknown=ehc_list.total - ehc_list.left_out - seen,
        agreeing=counted["agreeing"],
        same=counted["same"],
        deciding=found["deciding"],
        beginning=found["beginning"],
        differing=found["differing"],
        begun=found["begun"],
        agreed=found["agreed"],
        faulty=tuple(FaultyLine(row.number, tuple(row.faults)) for row in faulty),
        counts=counted,
        missing=absent,
        is_first=not access.visible_lists(actor).filter(status=EhcList.Status.READ, id__lt=ehc_list.pk).exists(),
    )
    refs = [line.child_ref for part in found.values() for line in part] + [ref for ref, _ in absent]
    return trail.Untraced(page, tuple(dict.fromkeys(refs)))


_MATCHED = Q(kind=ListLine.Kind.MATCHED)
_BEGIN = _MATCHED & Q(proposal="begin")
_DIFFERS = _MATCHED & Q(proposal="differs")
_AGREES = _MATCHED & Q(proposal="agrees")
_SAME = _MATCHED & Q(is_changed=False) & (~Q(proposal="begin") | ~Q(outcome=""))


def _line(row: ListLine) -> Line:
    assert row.child is not None
    said = row.said
    return Line(
        number=row.number,
        child_ref=row.child.ref,
        child_name=_name(row.child),
        child_born_on=row.child.born_on,
        said_name=f"{said.get('given', '')} {said.get('family', '')}",
        said_born_on=dt.date.fromisoformat(said["born_on"]),
        reference=said.get("reference", ""),
        percent=round(100 * (row.score or 0)),
        reasons=tuple(row.reasons),
        proposal=row.proposal,
        words=tuple(row.words),
        outcome=row.outcome,
        is_changed=row.is_changed,
    )


def _as_it_stands(actor: Actor, rows: list[ListLine], now: dt.datetime) -> tuple[Line, ...]:
    """Lines that differ, compared again with the record of now, and the step that follows where the list is ahead."""
    here = cases_here(actor, now, {row.child_id for row in rows if row.child_id})
    found = []
    for row in rows:
        line, said, case = _line(row), rules.said_again(row.number, row.said), here.get(row.child_id or 0)
        if said is not None and case is not None:
            fresh = rules.propose(said, case)
            line = replace(
                line, words=fresh.words, is_same_now=fresh.what == "agrees", next=_next_step(actor, said, case)
            )
        found.append(line)
    return tuple(found)


def _next_step(actor: Actor, said: rules.Said, here: rules.Here) -> NextStep | None:
    move = rules.next_move(said, here)
    if move is None:
        return None
    step = machine("review" if move.of_review else "case").step(move.step)
    assert step is not None
    return NextStep(
        code=step.code,
        title=step.title,
        ref=here.review_ref if move.of_review else here.case_ref,
        of_review=move.of_review,
        on=move.on,
        is_mine=actor.may(Permission.KEEP_EHC_CASE),
    )


def faults(actor: Actor, ehc_list: EhcList, now: dt.datetime) -> trail.Untraced[tuple[FaultyLine, ...]]:
    """Every faulty line of a list, however many there are. They are about nobody whom the record knows."""
    rows = access.visible_lines(actor, ehc_list, now).filter(kind=ListLine.Kind.FAULTY).order_by("number")
    found = tuple(FaultyLine(row.number, tuple(row.faults)) for row in rows.only("number", "faults"))
    return trail.Untraced(found, (ehc_list.ref,))


def _name(child: Child) -> str:
    return f"{child.given_name} {child.family_name}"


def queued(partnership_id: int) -> list[EhcList]:
    """Lists that wait to be read, the oldest first; of the context's partnership."""
    return list(
        EhcList.objects.filter(partnership_id=partnership_id, status=EhcList.Status.QUEUED)
        .select_related("uploaded_by")
        .order_by("id")
    )


def overdue(partnership_id: int, before: dt.datetime) -> list[EhcList]:
    """Lists whose file is still here though they were uploaded before that moment."""
    return list(
        EhcList.objects.defer("content").filter(
            partnership_id=partnership_id, content__isnull=False, uploaded_at__lt=before
        )
    )

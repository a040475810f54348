"""Everything that happened, by part of the record, agency and kind: lines that the work of every subject wrote, what
the child said, and what was shared. The database puts them in order and gives a page; nothing is counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, TruncDate
from django.http import Http404

from alongside.audit import trail
from alongside.children import access
from alongside.children.access import Standing
from alongside.children.models import Child, Disclosure, Entry, Voice
from alongside.children.queries import opens
from alongside.children.queries.together import records_of
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import TITLES, Strand

HAPPENED = 50
"""Lines on one page of the chronology."""

SAID, SHARED, NOT_SHARED = "said", "shared", "not_shared"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the chronology is narrowed to, and where its page begins: references and codes, empty for everything."""

    strand: str = ""
    agency: str = ""
    kind: str = ""
    earlier_than: str = ""
    later_than: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the chronology. Addresses are empty where there is nothing to open or to withdraw."""

    ref: str
    happened_on: dt.date
    strand: str
    kind: str
    text: str
    agency: str
    by: str
    url: str
    withdraw_url: str
    withdrawn_on: dt.date | None
    withdrawn_by: str
    withdrawn_why: str


@dataclass(frozen=True, slots=True)
class Chronology:
    """A page of it: the references with which the pages before and after begin, empty where there is none."""

    rows: tuple[Happened, ...]
    earlier: str
    later: str
    kinds: tuple[str, ...]
    agencies: tuple[tuple[str, str], ...]


_COLUMNS = (
    "happened_on",
    "created_at",
    "ref",
    "part",
    "of_kind",
    "words",
    "of_agency",
    "by",
    "tells_of",
    "withdrawn_at",
    "withdrawn_by",
    "withdrawn_why",
    "of_child",
)


def everything(child: Child, standing: Standing, look: trail.Look, asked: Asked, now: dt.datetime) -> Chronology:
    """A page of all that happened which the reader may see, the newest first. Five queries, however long the record,
    and one for each kind of work in it whose own subject knows who may open it.

    What was withdrawn stands there, struck out, for those who answer for the child; to others it is not there.
    """
    look.insist(child.ref)
    records = list(records_of(look.actor, child, standing, now))
    shown = _sources(look.actor, child, records, standing, asked)
    place = _place(shown, asked)
    backwards = bool(asked.later_than) and place is not None
    parts = [_part(rows, place, backwards) for rows in shown.values()]
    order = [("" if backwards else "-") + name for name in ("happened_on", "created_at", "ref")]
    found: list[Any] = []
    if len(parts) > 1:
        found = list(parts[0].union(*parts[1:], all=True).order_by(*order)[: HAPPENED + 1])
    elif parts:
        found = list(parts[0])
    more = len(found) > HAPPENED
    found = found[:HAPPENED]
    if backwards:
        found.reverse()
    has_later = more if backwards else place is not None
    has_earlier = bool(found) and (backwards or more)
    doors = opens.doors_to(look.actor, {row[8] for row in found}, now)
    return Chronology(
        rows=tuple(_happened(row, standing, doors) for row in found),
        earlier=found[-1][2] if has_earlier else "",
        later=found[0][2] if found and has_later else "",
        kinds=_kinds(child, records, standing, look.actor),
        agencies=tuple(
            Entry.objects.filter(partnership_id=child.partnership_id, child_id__in=records, agency__isnull=False)
            .filter(strand__in=[part.value for part in standing.strands])
            .order_by("agency__name", "agency__ref")
            .values_list("agency__ref", "agency__name")
            .distinct()
        ),
    )


def _kinds(child: Child, records: list[int], standing: Standing, actor: Actor) -> tuple[str, ...]:
    rows = Entry.objects.filter(partnership_id=child.partnership_id, child_id__in=records)
    rows = rows.filter(strand__in=[part.value for part in standing.strands])
    of_lines = set(rows.order_by("kind").values_list("kind", flat=True).distinct())
    also = {SAID} | ({SHARED, NOT_SHARED} if access.may_see_sharing(actor, standing) else set())
    return tuple(sorted(of_lines | also))


def _sources(
    actor: Actor, child: Child, records: list[int], standing: Standing, asked: Asked
) -> dict[str, QuerySet[Any, Any]]:
    """The rows of each table, by the letters of its references, as far as the reader sees them and asked for them."""
    strands = [part.value for part in standing.strands if asked.strand in ("", part.value)]
    own: dict[str, Any] = {"partnership_id": child.partnership_id, "child_id__in": records}
    found: dict[str, QuerySet[Any, Any]] = {}
    if asked.kind not in (SAID, SHARED, NOT_SHARED):
        lines = Entry.objects.filter(**own, strand__in=strands)
        found["E"] = _asked(lines, asked, "agency__ref", asked.kind and Q(kind=asked.kind))
    if asked.kind in ("", SAID):
        found["V"] = _asked(Voice.objects.filter(**own, strand__in=strands), asked, "heard_by__agency__ref")
    if not access.may_see_history(standing):
        found = {letters: rows.filter(withdrawn_at__isnull=True) for letters, rows in found.items()}
    if asked.kind in ("", SHARED, NOT_SHARED) and access.may_see_sharing(actor, standing):
        rows = Disclosure.objects.filter(**own)
        if asked.strand:
            rows = rows.filter(strands__contains=[asked.strand])
        found["DS"] = _asked(rows, asked, "shared_by__agency__ref", asked.kind and Q(outcome=asked.kind))
    return {letters: _named(letters, rows) for letters, rows in found.items()}


def _asked(rows: QuerySet[Any], asked: Asked, agency: str, kind: Q | str = "") -> QuerySet[Any]:
    if asked.agency:
        rows = rows.filter(**{agency: asked.agency})
    return rows.filter(kind) if isinstance(kind, Q) else rows


def _named(letters: str, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """The same columns from each table."""
    named: QuerySet[Any, Any] = _NAMED[letters](rows).annotate(of_child=F("child__ref")).values_list(*_COLUMNS)
    return named


def _of_lines(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = rows.annotate(
        part=F("strand"),
        of_kind=F("kind"),
        words=F("text"),
        of_agency=F("agency__name"),
        by=F("recorded_by"),
        tells_of=F("source"),
    )
    return named


def _of_words(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = rows.annotate(
        happened_on=F("said_on"),
        part=F("strand"),
        of_kind=Value(SAID, output_field=TextField()),
        words=Concat(Value("“", output_field=TextField()), F("said"), Value("”", output_field=TextField())),
        of_agency=F("heard_by__agency__name"),
        by=F("heard_by__user__name"),
        tells_of=F("ref"),
    )
    return named


def _of_sharing(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = rows.annotate(
        happened_on=TruncDate("shared_at", tzinfo=ZoneInfo("Europe/London")),
        part=Value(Strand.IDENTITY.value, output_field=TextField()),
        of_kind=F("outcome"),
        words=Concat(F("what"), Value(" – ", output_field=TextField()), F("to_whom")),
        of_agency=F("shared_by__agency__name"),
        by=F("shared_by__user__name"),
        tells_of=F("ref"),
        withdrawn_at=Value(None, output_field=DateTimeField()),
        withdrawn_by=Value("", output_field=TextField()),
        withdrawn_why=Value("", output_field=TextField()),
    )
    return named


_NAMED: dict[str, Callable[[QuerySet[Any]], QuerySet[Any, Any]]] = {"E": _of_lines, "V": _of_words, "DS": _of_sharing}


def _place(shown: dict[str, QuerySet[Any, Any]], asked: Asked) -> tuple[Any, ...] | None:
    """Day, moment and reference of the line at which the page begins; None for the newest. One query at most."""
    ref = asked.earlier_than or asked.later_than
    rows = shown.get(ref.partition("-")[0])
    found = rows.filter(ref=ref).first() if ref and rows is not None else None
    return None if found is None else found[:3]


def _part(rows: QuerySet[Any, Any], place: tuple[Any, ...] | None, backwards: bool) -> QuerySet[Any, Any]:
    """The first lines of one table on this side of the place, found by the index of the table and not by counting."""
    if place is not None:
        side = "gt" if backwards else "lt"
        day, moment, ref = place
        rows = rows.filter(
            Q(**{f"happened_on__{side}": day})
            | Q(**{"happened_on": day, f"created_at__{side}": moment})
            | Q(**{"happened_on": day, "created_at": moment, f"ref__{side}": ref})
        )
    order = [("" if backwards else "-") + name for name in ("happened_on", "created_at", "ref")]
    return rows.order_by(*order)[: HAPPENED + 1]


def _happened(row: tuple[Any, ...], standing: Standing, doors: Mapping[str, str]) -> Happened:
    day, _, ref, part, kind, words, agency, by, tells_of, withdrawn_at, withdrawn_by, why, child_ref = row
    letters = ref.partition("-")[0]
    may = withdrawn_at is None and letters != "DS" and bool(access.may_withdraw(standing, part))
    return Happened(
        ref=ref,
        happened_on=day,
        strand=TITLES[Strand(part)],
        kind=kind,
        text=words,
        agency=agency or "",
        by=by,
        url=doors.get(tells_of) or opens.address_of(child_ref, tells_of, standing, line=ref),
        withdraw_url=opens.withdrawn_at(child_ref, ref, tells_of) if may else "",
        withdrawn_on=None if withdrawn_at is None else calendar.london_date(withdrawn_at),
        withdrawn_by=withdrawn_by,
        withdrawn_why=why,
    )


def entry_or_404(child: Child, standing: Standing, ref: str, look: trail.Look) -> Entry:
    """A line of the chronology, in a part of the record that the reader sees, that was not withdrawn."""
    look.insist(child.ref)
    rows = Entry.objects.filter(partnership_id=child.partnership_id, child_id=child.pk, withdrawn_at__isnull=True)
    found = rows.filter(ref=ref, strand__in=[strand.value for strand in standing.strands]).first()
    if found is None:
        raise Http404
    return found


def lines_of(child: Child, standing: Standing, source: str, look: trail.Look) -> tuple[Entry, ...]:
    """The lines of one piece of work in this record that the reader sees, that were not withdrawn. One query."""
    look.insist(child.ref)
    rows = Entry.objects.filter(partnership_id=child.partnership_id, child_id=child.pk, withdrawn_at__isnull=True)
    return tuple(rows.filter(source=source, strand__in=[one.value for one in standing.strands]).order_by("id"))

"""Records that may be of one child: what stands in both, what waits for a second person, and what was joined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.audit import trail
from alongside.children.models import Child, Merge
from alongside.children.queries.search import named
from alongside.core import calendar, names
from alongside.core.actor import Actor
from alongside.partnerships import prepared, wall

DUPLICATES_VIEWED = trail.sight("children.duplicates.viewed", "Somebody compared records that may be of one child.")

LIMIT = 30
"""How many pairs a page shows; the likeliest come first."""

PAIRS = """
SELECT a.id, b.id FROM children_child a JOIN children_child b
  ON b.partnership_id = a.partnership_id AND b.born_on = a.born_on AND b.id > a.id
WHERE a.partnership_id = %s AND a.joined_to_id IS NULL AND b.joined_to_id IS NULL AND NOT a.is_sealed
  AND NOT b.is_sealed AND EXISTS (
    SELECT 1 FROM children_name_token x JOIN children_name_token y
      ON y.partnership_id = x.partnership_id AND y.kind = x.kind AND y.token = x.token AND y.child_id = b.id
    WHERE x.partnership_id = a.partnership_id AND x.child_id = a.id)
  AND NOT EXISTS (
    SELECT 1 FROM children_merge m WHERE m.partnership_id = a.partnership_id AND m.status <> 'parted'
      AND (m.kept_id, m.other_id) IN ((a.id, b.id), (b.id, a.id)))
ORDER BY a.id, b.id LIMIT 300
"""
"""Pairs born on one day that share a piece of a name and of whom nobody has said anything: row security hides sealed
records from whoever may not know of them."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records, as far as one must see it to know whether it is of the same child."""

    ref: str
    called: str
    full_name: str
    born_on: dt.date
    age: int
    locality: str
    school: str
    begun_on: dt.date


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records. ``ref`` is empty until somebody has said something of them."""

    ref: str
    one: Side
    two: Side
    reasons: tuple[str, ...]
    status: str
    said: str
    why: str
    by: str
    on: dt.date | None
    may_decide: bool


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What waits for a second person, which records may be of one child, and which were joined."""

    waiting: tuple[Pair, ...]
    likely: tuple[Pair, ...]
    joined: tuple[Pair, ...]


def duplicates(actor: Actor, now: dt.datetime) -> trail.Untraced[Duplicates]:
    """Pairs of the whole partnership, for whoever matches records. Three queries, however many there are."""
    today = calendar.london_date(now)
    rows = list(_merges(actor).filter(status__in=[Merge.Status.PROPOSED, Merge.Status.JOINED])[: 2 * LIMIT])
    said = [_said_of(actor, row, today) for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, [actor.partnership_id])
        ids = cursor.fetchall()
    children = {row.pk: row for row in _children(actor, {pk for pair in ids for pk in pair})} if ids else {}
    likely = []
    for a, b in ids:
        if a in children and b in children:
            match = names.score(named(children[a]), named(children[b]))
            if match.score >= names.POSSIBLE:
                likely.append((match, a, b))
    likely.sort(key=lambda found: (-found[0].score, found[1], found[2]))
    found = Duplicates(
        waiting=tuple(pair for pair in said if pair.status == Merge.Status.PROPOSED),
        likely=tuple(_likely(children[a], children[b], match.reasons, today) for match, a, b in likely[:LIMIT]),
        joined=tuple(pair for pair in said if pair.status == Merge.Status.JOINED),
    )
    return trail.Untraced(found, tuple(dict.fromkeys(_refs((*found.waiting, *found.likely, *found.joined)))))


def two_records(
    actor: Actor, one_ref: str, two_ref: str, now: dt.datetime
) -> tuple[Child, Child, trail.Untraced[Pair]]:
    """Two records to compare that may be of one child, of whom nobody has said anything yet. 404 for any other two, so
    that nobody opens a record by trying references."""
    found = {row.ref: row for row in _children(actor, (), (one_ref, two_ref))}
    if len(found) != 2 or any(row.is_sealed or row.joined_to_id for row in found.values()):
        raise Http404
    one, two = found[one_ref], found[two_ref]
    match = names.score(named(one), named(two))
    both = {one.pk, two.pk}
    said = wall.own(Merge.objects.all(), actor).exclude(status=Merge.Status.PARTED)
    if match.score < names.POSSIBLE or said.filter(kept_id__in=both, other_id__in=both).exists():
        raise Http404
    pair = _likely(one, two, match.reasons, calendar.london_date(now))
    return one, two, trail.Untraced(pair, (one.ref, two.ref))


def merge_or_404(actor: Actor, ref: str, now: dt.datetime) -> tuple[Merge, trail.Untraced[Pair]]:
    """What was said of two records."""
    row = _merges(actor).filter(ref=ref).first()
    if row is None:
        raise Http404
    pair = _said_of(actor, row, calendar.london_date(now))
    return row, trail.Untraced(pair, (pair.one.ref, pair.two.ref))


def other_records(child: Child, look: trail.Look) -> tuple[str, ...]:
    """References of the other records of this child: the one in which work goes on first. One query."""
    look.insist(child.ref)
    rows = _records(child.partnership_id, child.joined_to_id or child.pk)
    found = sorted(rows, key=lambda row: (row[0] is not None, row[1]))
    return tuple(ref for _, pk, ref in found if pk != child.pk)


@prepared.question
def _records(partnership_id: int, kept_id: int) -> QuerySet[Child, tuple[int | None, int, str]]:
    rows = Child.objects.filter(partnership_id=partnership_id).filter(Q(pk=kept_id) | Q(joined_to_id=kept_id))
    return rows.values_list("joined_to_id", "id", "ref")


def _merges(actor: Actor) -> QuerySet[Merge]:
    rows = wall.own(Merge.objects.all(), actor).order_by("-proposed_at", "-id")
    return rows.select_related(
        "proposed_by__user", "kept__locality", "kept__school", "other__locality", "other__school"
    )


def _children(actor: Actor, ids: Iterable[int], refs: Iterable[str] = ()) -> list[Child]:
    rows = wall.own(Child.objects.all(), actor).filter(Q(id__in=list(ids)) | Q(ref__in=list(refs)))
    return list(rows.select_related("locality", "school"))


def _likely(one: Child, two: Child, reasons: tuple[str, ...], today: dt.date) -> Pair:
    return Pair("", _side(one, today), _side(two, today), reasons, "", "", "", "", None, may_decide=False)


def _said_of(actor: Actor, row: Merge, today: dt.date) -> Pair:
    return Pair(
        ref=row.ref,
        one=_side(row.kept, today),
        two=_side(row.other, today),
        reasons=names.score(named(row.kept), named(row.other)).reasons,
        status=row.status,
        said=Merge.Status(row.status).label,
        why=row.why,
        by=row.proposed_by.user.name,
        on=calendar.london_date(row.proposed_at),
        may_decide=row.proposed_by.user_id != actor.user_id,
    )


def _side(row: Child, today: dt.date) -> Side:
    return Side(
        row.ref,
        row.called,
        f"{row.given_name} {row.family_name}",
        row.born_on,
        calendar.age_on(row.born_on, today),
        row.locality.name if row.locality else "",
        row.school.name if row.school else "",
        calendar.london_date(row.created_at),
    )


def _refs(pairs: Iterable[Pair]) -> Iterable[str]:
    for pair in pairs:
        yield from (pair.one.ref, pair.two.ref)

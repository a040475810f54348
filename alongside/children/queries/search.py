"""Search before create: the child who may be known already, and nothing about anybody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import access
from alongside.children.models import Child
from alongside.children.queries.record import PAGE
from alongside.core import calendar, names
from alongside.core.actor import Actor
from alongside.partnerships import prepared, wall

CHILDREN_SEARCHED = trail.sight("children.search.made", "Somebody searched for children by name or date of birth.")
RECORDS_MATCHED = trail.sight("children.records.matched", "The front door compared a referral with known records.")


@dataclass(frozen=True, slots=True)
class Found:
    """A child found by a search, with how well the record fits and why."""

    ref: str
    called: str
    full_name: str
    born_on: dt.date
    age: int
    locality: str
    school: str
    score: float
    reasons: tuple[str, ...]


CANDIDATES = 400
"""How many records are compared at most; those that share the most with what was typed come first."""


ONE_THING = 0.4
"""What fits well enough when only one name or only the date of birth was typed: such a match weighs 0.42 to 0.52. Ours,
for a search among children whom the actor may see anyway; a match of records never rests on one thing."""


def search(actor: Actor, asked: names.Named, now: dt.datetime) -> trail.Untraced[tuple[Found, ...]]:
    """Children whom the actor may see and who may be the one asked for, best first: closed work is found too.

    It says nothing of others, neither that they exist nor how many there are.
    """
    visible = access.visible_children(actor, now).values("id")
    typed = sum(map(bool, (asked.given, asked.family, asked.born_on)))
    enough = names.POSSIBLE if typed > 1 else ONE_THING
    return _compare(asked, _candidates(actor, asked, within=visible), calendar.london_date(now), enough)


def find(actor: Actor, ref: str, now: dt.datetime) -> trail.Untraced[tuple[Found, ...]]:
    """The child of this reference, if the actor may see the child; else nothing."""
    children = access.visible_children(actor, now).filter(ref=ref)
    children = children.select_related("locality", "school", "joined_to__locality", "joined_to__school")
    today = calendar.london_date(now)
    found = tuple(_found(child.joined_to or child, names.Match(1.0, ("Same reference",)), today) for child in children)
    return trail.Untraced(found, tuple(row.ref for row in found))


def match_records(actor: Actor, asked: names.Named, now: dt.datetime) -> trail.Untraced[tuple[Found, ...]]:
    """Records of the whole partnership that may be this child, for whoever decides at the front door.

    Sealed children do not appear: row security hides them from all but the people named.
    """
    return _compare(asked, _candidates(actor, asked, within=None), calendar.london_date(now))


def matching(actor: Actor, asked: names.Named, ref: str) -> Child | None:
    """The record of this reference if it may be the child asked for, sealed children apart; else None.

    So the front door can choose among what it was shown, and cannot open a record by trying references.
    """
    for child in _candidates(actor, asked, within=None):
        shown = child.joined_to or child
        if shown.ref == ref and names.score(asked, named(child)).score >= names.POSSIBLE:
            return shown
    return None


def _candidates(actor: Actor, asked: names.Named, within: QuerySet[Child, Any] | None) -> list[Child]:
    wanted = names.look_for(asked)
    kinds = sorted(wanted.tokens)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT child_id FROM ("
            " SELECT t.child_id, 1 AS hit FROM children_name_token t"
            " JOIN unnest(%s::text[], %s::text[]) AS w(kind, token) ON w.kind = t.kind AND w.token = t.token"
            " WHERE t.partnership_id = %s"
            " UNION ALL"
            " SELECT c.id, 3 FROM children_child c WHERE c.partnership_id = %s AND c.born_on = ANY (%s::date[])"
            ") hits GROUP BY child_id ORDER BY sum(hit) DESC, child_id LIMIT %s",
            [
                [str(kind) for kind, _ in kinds],
                [value for _, value in kinds],
                actor.partnership_id,
                actor.partnership_id,
                list(wanted.born_on),
                CANDIDATES,
            ],
        )
        ids = [row[0] for row in cursor.fetchall()]
    if within is None:
        return _found_rows(actor, ids)
    return list(_rows(actor, ids).filter(id__in=within))


def _rows(actor: Actor, ids: Iterable[int]) -> QuerySet[Child]:
    rows = wall.own(Child.objects.all(), actor).filter(prepared.any_of("id", ids))
    return rows.select_related("locality", "school", "joined_to__locality", "joined_to__school")


@prepared.question
def _found_rows(actor: Actor, ids: Iterable[int]) -> QuerySet[Child]:
    return _rows(actor, ids)


def _compare(
    asked: names.Named, children: list[Child], today: dt.date, enough: float = names.POSSIBLE
) -> trail.Untraced[tuple[Found, ...]]:
    found: dict[str, Found] = {}
    for child in children:
        match = names.score(asked, named(child))
        # What was joined is found under both names, and leads to the record in which work goes on.
        shown = child.joined_to or child
        if match.score >= enough and (shown.ref not in found or found[shown.ref].score < match.score):
            found[shown.ref] = _found(shown, match, today)
    best = tuple(sorted(found.values(), key=lambda row: (-row.score, row.full_name, row.ref))[:PAGE])
    return trail.Untraced(best, tuple(row.ref for row in best))


def _found(child: Child, match: names.Match, today: dt.date) -> Found:
    return Found(
        child.ref,
        child.called,
        f"{child.given_name} {child.family_name}",
        child.born_on,
        calendar.age_on(child.born_on, today),
        child.locality.name if child.locality else "",
        child.school.name if child.school else "",
        match.score,
        match.reasons,
    )


def named(child: Child) -> names.Named:
    """The child as far as a search is concerned."""
    return names.Named(
        given=child.given_name,
        family=child.family_name,
        born_on=child.born_on,
        preferred=child.preferred_name,
        former=tuple(name for name in child.former_names.splitlines() if name.strip()),
    )

"""Family and people who matter; and which children known here are of one family."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.access import Standing
from alongside.children.models import Child, Person
from alongside.children.queries.owed import workers_of_children
from alongside.children.queries.record import Mine, mine
from alongside.children.queries.together import Joined
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.partnerships import prepared, wall


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody who matters, as a page shows them. ``known_ref`` is empty unless the reader may see that child too."""

    id: int
    ref: str
    name: str
    who: str
    kin: str
    generation: int | None
    is_parent: bool
    age: int | None
    has_died: bool
    phone: str
    language: str
    responsibility: str
    basis: str
    responsibility_from_on: dt.date | None
    responsibility_to_on: dt.date | None
    decides: bool
    lives_with: str
    safe_to_contact: str
    contact_note: str
    is_restricted: bool
    through_id: int | None
    known_ref: str
    version: int
    child_ref: str
    """The record in which they stand, where there are two of the child."""

    @property
    def may_be_known(self) -> bool:
        """Whether the person may be a child with a record here."""
        return bool(rules.KIN[self.kin].back) and not self.is_parent and not self.has_died


def people(
    child: Child, standing: Standing, look: trail.Look, now: dt.datetime, *, others: Sequence[Joined] = ()
) -> tuple[Relative, ...]:
    """Family and people who matter, the nearest first, with those of the other records of the child. One query for each
    record, and one more where a child known here is among them.

    People whose details are restricted are there only for whoever answers for the child. Somebody who is written down
    in both records is there twice: whether they are one person is for people to say.
    """
    look.insist(child.ref)
    rows = _people(child, is_restricted=bool(access.may_see_restricted(standing)))
    refs = {child.pk: child.ref}
    for other in others:
        other.look.insist(other.child.ref)
        refs[other.child.pk] = other.child.ref
        rows = [*rows, *_people(other.child, is_restricted=bool(access.may_see_restricted(other.standing)))]
    known_ids = {row.known_id for row in rows if row.known_id}
    known: dict[int, str] = {}
    if known_ids:
        seen = access.visible_children(look.actor, now).filter(id__in=known_ids)
        known = dict(seen.values_list("id", "ref"))
    today = calendar.london_date(now)
    found = [_relative(row, known.get(row.known_id or 0, ""), today, refs[row.child_id]) for row in rows]
    return tuple(sorted(found, key=_nearest))


def family_rows(child: Child, standing: Standing, look: trail.Look, besides: Person) -> tuple[Person, ...]:
    """People of the family through whom somebody else can be, by name. One query."""
    look.insist(child.ref)
    return tuple(_shown(child, standing).exclude(pk=besides.pk).order_by("name", "id"))


def children_to_write_for(actor: Actor, now: dt.datetime, *, besides: Child) -> trail.Untraced[tuple[Mine, ...]]:
    """Other children in whose records the actor may write who the child is, by name. One query."""
    grants = access.grants_of(actor, now).filter(reason__in=rules.reasons_that_write(actor.role, Strand.IDENTITY))
    rows = (
        access.visible_children(actor, now)
        .filter(id__in=grants.values("child_id"), is_sealed=False)
        .exclude(pk=besides.pk)
        .select_related("locality", "school")
        .order_by("sort_name", "id")[:CHOICES]
    )
    today = calendar.london_date(now)
    found = tuple(mine(row, today) for row in rows)
    return trail.Untraced(found, tuple(row.ref for row in found))


CHOICES = 200
"""How many children a person is offered to choose from."""


def person_or_404(child: Child, standing: Standing, ref: str, look: trail.Look) -> Person:
    """Somebody who matters to this child, for a reader who may see them."""
    look.insist(child.ref)
    found = _shown(child, standing).select_related("through", "known").filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def _shown(child: Child, standing: Standing) -> QuerySet[Person]:
    return _of(child, is_restricted=bool(access.may_see_restricted(standing)))


def _of(child: Child, *, is_restricted: bool) -> QuerySet[Person]:
    rows = Person.objects.filter(partnership_id=child.partnership_id, child_id=child.pk, withdrawn_at__isnull=True)
    return rows if is_restricted else rows.filter(is_restricted=False)


@prepared.question
def _people(child: Child, *, is_restricted: bool) -> QuerySet[Person]:
    return _of(child, is_restricted=is_restricted).order_by("id")


_ORDER = {code: place for place, code in enumerate(rules.KIN)}


def _nearest(person: Relative) -> tuple[bool, bool, bool, bool, int, int]:
    return (
        person.has_died,
        not person.decides,
        person.lives_with != "yes",
        person.generation is None,
        _ORDER[person.kin],
        person.id,
    )


def _relative(row: Person, known_ref: str, today: dt.date, child_ref: str) -> Relative:
    kin = rules.KIN[row.kin]
    return Relative(
        id=row.pk,
        ref=row.ref,
        name=row.name,
        who=row.who,
        kin=row.kin,
        generation=kin.generation,
        is_parent=kin.is_parent,
        age=calendar.age_on(row.born_on, today) if row.born_on and not row.has_died else None,
        has_died=row.has_died,
        phone=row.phone,
        language=row.language,
        responsibility=row.responsibility,
        basis=rules.BASES[row.responsibility_basis].title if row.responsibility_basis in rules.BASES else "",
        responsibility_from_on=row.responsibility_from_on,
        responsibility_to_on=row.responsibility_to_on,
        decides=row.decides_on(today) and not row.has_died,
        lives_with=row.lives_with,
        safe_to_contact=row.safe_to_contact,
        contact_note=row.contact_note,
        is_restricted=row.is_restricted,
        through_id=row.through_id,
        known_ref=known_ref,
        version=row.version,
        child_ref=child_ref,
    )


def family_of(actor: Actor, child_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Child to the other children of the family who are known here, by row id. One query. For deciding, never for
    showing: names come through ``names_of``, which knows what the reader may see. Sealed children are not among them.
    """
    wanted = list(child_ids)
    found: dict[int, set[int]] = {pk: set() for pk in wanted}
    rows = wall.own(Person.objects.all(), actor).filter(
        child_id__in=wanted, known__isnull=False, withdrawn_at__isnull=True
    )
    for child_id, known_id in rows.values_list("child_id", "known_id"):
        found[child_id].add(known_id)
    return {pk: frozenset(others) for pk, others in found.items()}


def family_workers(actor: Actor, child: Child, now: dt.datetime) -> dict[int, tuple[int, ...]]:
    """Membership of a worker to the ids of the children of this family with whom they work now: whoever allocates
    keeps one worker for brothers and sisters. Two queries. Ids only: see ``family_of``."""
    others = family_of(actor, [child.pk])[child.pk]
    found: dict[int, list[int]] = {}
    for child_id, membership_id in sorted(workers_of_children(actor, now, others).items()):
        found.setdefault(membership_id, []).append(child_id)
    return {membership_id: tuple(ids) for membership_id, ids in found.items()}

"""Writing down family and others who matter to the child, and that two children known here are of one family."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.commands.history import as_text, keep_changes, overtaken
from alongside.children.models import Child, Person
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.partnerships import wall

OF_A_PERSON = (
    "name",
    "kin",
    "relation",
    "born_on",
    "has_died",
    "phone",
    "language",
    "responsibility",
    "responsibility_basis",
    "responsibility_from_on",
    "responsibility_to_on",
    "lives_with",
    "safe_to_contact",
    "contact_note",
    "is_restricted",
    "through",
)


@dataclass(frozen=True, slots=True)
class About:
    """What is written down of somebody who matters. Codes are those of ``children.rules``."""

    name: str
    kin: str = ""
    relation: str = ""
    born_on: dt.date | None = None
    has_died: bool = False
    phone: str = ""
    language: str = ""
    responsibility: str = ""
    responsibility_basis: str = ""
    responsibility_from_on: dt.date | None = None
    responsibility_to_on: dt.date | None = None
    lives_with: str = ""
    safe_to_contact: str = ""
    contact_note: str = ""
    is_restricted: bool = False
    through: Person | None = None

    def values(self) -> dict[str, object]:
        """Field to value. Without a kind, the words for the relation say which it is."""
        values: dict[str, object] = {name: getattr(self, name) for name in OF_A_PERSON}
        values["kin"] = self.kin or rules.kin_in_words(self.relation)
        if self.responsibility != "yes":
            # A basis and dates speak of a responsibility that somebody has; of none they would only mislead.
            values |= {"responsibility_basis": "", "responsibility_from_on": None, "responsibility_to_on": None}
        return values


@trail.command("children.person.recorded", trail.Verb.COLLECTION)
def record_person(*, actor: Actor, child: Child, about: About, now: dt.datetime) -> Person:
    """Write down somebody of the family, or who matters to the child.

    Whoever makes the record at the front door may, and whoever writes who the child is.
    """
    if not actor.may(Permission.MATCH_RECORDS):
        access.may_write(actor, child, Strand.IDENTITY, now).or_raise()
    values = _checked(about, child)
    person = Person.objects.create(partnership_id=actor.partnership_id, child=child, **values)
    trail.record(actor, "children.person.recorded", about=[child.ref, person.ref], now=now)
    return person


@trail.command("children.person.edited")
def edit_person(
    *, actor: Actor, person: Person, version: int, changes: Mapping[str, object], now: dt.datetime
) -> Person:
    """Change what is written of somebody. Raises Changed with both versions when somebody else saved first."""
    row = _writable(actor, person, now)
    unknown = set(changes) - set(OF_A_PERSON)
    if unknown:
        raise NotPermitted(f"These cannot be changed here: {', '.join(sorted(unknown))}.")
    if overtaken(row.child, row.ref, version, row.version, changes):
        raise Changed(
            "Somebody else changed this page while you were writing. Both versions are below. Nothing is lost.",
            theirs={name: as_text(_shown(getattr(row, name))) for name in changes},
            yours={name: as_text(_shown(value)) for name, value in changes.items()},
        )
    about = About(**{name: getattr(row, name) for name in OF_A_PERSON} | dict(changes))
    values = _checked(about, row.child, row)
    was = {name: _kept(getattr(row, name)) for name in values}
    became = {name: _kept(value) for name, value in values.items()}
    changed = keep_changes(actor, row.child, row.ref, was, became, version=row.version + 1, now=now)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*values, "version"])
    trail.record(
        actor, "children.person.edited", about=[row.child.ref, row.ref], now=now, detail={"fields": sorted(changed)}
    )
    return row


@trail.command("children.person.withdrawn")
def withdraw_person(*, actor: Actor, person: Person, reason: str, now: dt.datetime) -> Person:
    """Take somebody who was written down wrongly off the page. The row and its history stay."""
    row = _writable(actor, person, now)
    if len(reason.strip()) < 3:
        raise NotNow("Say in a few words why this person is taken off the page.")
    if row.known_id is not None:
        raise NotNow("This person is joined to the record of another child. Undo that first.")
    if Person.objects.filter(partnership_id=row.partnership_id, through=row, withdrawn_at__isnull=True).exists():
        raise NotNow("Somebody else of the family is written down through this person. Change them first.")
    row.withdrawn_at, row.withdrawn_by = now, actor.name
    row.version += 1
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "version"])
    trail.record(actor, "children.person.withdrawn", about=[row.child.ref, row.ref], now=now, reason=reason)
    return row


@trail.command("children.family.joined", trail.Verb.COMBINATION)
def join_family(*, actor: Actor, person: Person, other: Child, now: dt.datetime) -> Person:
    """Say that somebody of this child's family is another child known here, for whoever may write in both records.

    The other child's record gets the way back: the person there who is this child. Sealed records are not joined: the
    family of a protected or adopted child must not lead to the child.
    """
    row = _writable(actor, person, now)
    both = list(wall.own(Child.objects.all(), actor).select_for_update().filter(id__in=[row.child_id, other.pk]))
    if len(both) != 2:
        raise NotNow("Choose another child whose record you can see.")
    # Asked by what this person may see, so that a reference of somebody else's child says nothing.
    if not access.visible_children(actor, now).filter(pk=other.pk).exists():
        raise NotNow("Choose another child whose record you can see.")
    access.may_write(actor, other, Strand.IDENTITY, now).or_raise()
    if any(child.is_sealed for child in both):
        raise NotNow("A sealed record is not joined to a family. Ask the information governance lead.")
    back = rules.KIN[row.kin].back
    if not back:
        raise NotNow(f"Say first how they stand to the child: “{rules.KIN[row.kin].title}” is not another child here.")
    if _people(actor, row.child).filter(known=other).exclude(pk=row.pk).exists():
        raise NotNow("This child stands in the family already.")
    if row.known_id not in (None, other.pk):
        # Said in words that fit any case: whether and where the person has a record is not told here.
        raise NotNow("These two records cannot be joined here. Ask the information governance lead.")
    row.known = other
    row.version += 1
    row.save(update_fields=["known", "version"])
    if not _people(actor, other).filter(known_id=row.child_id).exists():
        Person.objects.create(
            partnership_id=actor.partnership_id,
            child=other,
            name=row.child.called,
            kin=back,
            born_on=row.child.born_on,
            lives_with=row.lives_with,
            known=row.child,
        )
    trail.record(actor, "children.family.joined", about=[row.child.ref, other.ref, row.ref], now=now)
    return row


@trail.command("children.family.parted")
def part_family(*, actor: Actor, person: Person, reason: str, now: dt.datetime) -> Person:
    """Undo a wrong join, in both records. What was written of the people stays."""
    row = _writable(actor, person, now)
    if row.known_id is None:
        raise NotNow("This person is not joined to another record.")
    if len(reason.strip()) < 3:
        raise NotNow("Say in a few words why the two are not of one family.")
    other = row.known
    assert other is not None
    access.may_write(actor, other, Strand.IDENTITY, now).or_raise()
    _people(actor, other).filter(known_id=row.child_id).update(known=None)
    row.known = None
    row.version += 1
    row.save(update_fields=["known", "version"])
    trail.record(actor, "children.family.parted", about=[row.child.ref, other.ref, row.ref], now=now, reason=reason)
    return row


def _people(actor: Actor, child: Child) -> QuerySet[Person]:
    return wall.own(Person.objects.all(), actor).filter(child=child, withdrawn_at__isnull=True)


def _writable(actor: Actor, person: Person, now: dt.datetime) -> Person:
    """The person, locked, for whoever may write who the child is."""
    row = (
        wall.own(Person.objects.all(), actor)
        .select_for_update(of=("self",))
        .select_related("child", "known", "through")
        .get(pk=person.pk)
    )
    access.may_write(actor, row.child, Strand.IDENTITY, now).or_raise()
    if row.is_restricted:
        access.may_see_restricted(access.standing(actor, row.child, now)).or_raise()
    if row.withdrawn_at is not None:
        raise NotNow("This person was taken off the page. Write them down anew if they belong there.")
    return row


def _checked(about: About, child: Child, row: Person | None = None) -> dict[str, object]:
    values = about.values()
    if about.through is not None and (
        about.through.child_id != child.pk or (row is not None and _leads_to(about.through, row))
    ):
        raise NotNow("Choose somebody else of this family.")
    if values["kin"] not in rules.KIN:
        raise NotNow("Choose how they stand to the child.")
    return values


def _leads_to(through: Person, row: Person) -> bool:
    """Whether the line from ``through`` comes back to the person: nobody is their own grandparent."""
    seen: set[int] = set()
    step: Person | None = through
    while step is not None and step.pk not in seen:
        if step.pk == row.pk:
            return True
        seen.add(step.pk)
        step = step.through
    return False


def _kept(value: object) -> object:
    """A value as the history keeps it: somebody else of the family by reference."""
    return value.ref if isinstance(value, Person) else value


def _shown(value: object) -> object:
    return value.name if isinstance(value, Person) else value

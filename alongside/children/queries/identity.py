"""Who the child is, topic by topic; care status, addresses; and what the record said before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from alongside.audit import trail
from alongside.children import rules
from alongside.children.access import Standing
from alongside.children.models import Address, AddressReader, CareSpell, Change, Child, Person
from alongside.children.queries.record import remember_look
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.partnerships import queries as partnerships
from alongside.ui.words import date_words

ADDRESSES_VIEWED = trail.sight("children.addresses.viewed", "Somebody saw where a child lives.")
HISTORY_VIEWED = trail.sight("children.history.viewed", "Somebody saw what a child's record said before.")

HISTORY = 50
"""Changes on one page of the history."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that the record says of who the child is; empty when nobody has asked yet."""

    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of who the child is, with the word in the address of its form."""

    code: str
    title: str
    answers: tuple[Answer, ...]


_TOPICS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "names",
        "Names",
        (
            ("preferred_name", "Wants to be called"),
            ("pronouns", "Pronouns"),
            ("given_name", "First name"),
            ("family_name", "Last name"),
            ("former_names", "Other and former names"),
        ),
    ),
    ("me", "What I am good at, and my own words", (("strengths", "Good at"), ("own_words", "In my own words"))),
    (
        "birth",
        "Date of birth and numbers",
        (("born_on", "Date of birth"), ("upn", "Unique pupil number"), ("nhs_number", "NHS number")),
    ),
    (
        "language",
        "Language and communication",
        (
            ("language", "Language at home"),
            ("needs_interpreter", "Needs an interpreter"),
            ("communication", "Communicates best"),
        ),
    ),
    (
        "background",
        "Ethnicity and religion",
        (("ethnic_group", "Ethnic group"), ("ethnicity", "In their own words"), ("religion", "Religion")),
    ),
    (
        "authorities",
        "Home and host authority",
        (("home_authority", "Home authority"), ("host_authority", "Host authority")),
    ),
)

LABELS = {field: label for _, _, fields in _TOPICS for field, label in fields}

NUMBERS = {"upn": Strand.EDUCATION, "nhs_number": Strand.HEALTH}
"""Numbers that belong to another strand than who the child is."""


def hidden_fields(standing: Standing) -> frozenset[str]:
    """Fields of who the child is that this reader may not read."""
    return frozenset(field for field, strand in NUMBERS.items() if not standing.reads(strand))


def identity(child: Child, standing: Standing, look: trail.Look, today: dt.date) -> tuple[Topic, ...]:
    """Who the child is, topic by topic, as far as the reader may read it. Asks the database nothing."""
    look.insist(child.ref)
    hidden = hidden_fields(standing)
    return tuple(
        Topic(
            code,
            title,
            tuple(
                Answer(field, label, _in_words(field, getattr(child, field), today))
                for field, label in fields
                if field not in hidden
            ),
        )
        for code, title, fields in _TOPICS
    )


def _in_words(field: str, value: object, today: dt.date | None = None) -> str:
    if isinstance(value, dt.date):
        age = f", {calendar.age_on(value, today)} years old" if today else ""
        return f"{date_words(value)}{age}"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    text = str(value or "")
    if field == "ethnic_group" and text in rules.ETHNIC_GROUPS:
        return rules.ETHNIC_GROUPS[text].title
    if field == "religion":
        return rules.RELIGIONS.get(text, text)
    return rules.spaced_nhs_number(text) if field == "nhs_number" else text


@dataclass(frozen=True, slots=True)
class Care:
    """A care status from a day to a day."""

    title: str
    legal: str
    source: str
    from_on: dt.date
    to_on: dt.date | None
    told_by: str
    recorded_by: str


def care_spells(child: Child, standing: Standing, look: trail.Look) -> tuple[Care, ...]:
    """What social care did and does, the latest first; nothing for who may not read the plan. One query."""
    look.insist(child.ref)
    if not standing.reads(Strand.PLAN):
        return ()
    rows = CareSpell.objects.filter(partnership_id=child.partnership_id, child=child).order_by("-from_on", "-id")
    return tuple(
        Care(
            title=rules.CARE_STATUSES[row.care].title,
            legal=rules.LEGAL_STATUSES.get(row.legal, ""),
            source=rules.CARE_STATUSES[row.care].source,
            from_on=row.from_on,
            to_on=row.to_on,
            told_by=row.told_by,
            recorded_by=row.recorded_by,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Place:
    """An address as its page shows it."""

    ref: str
    kind: str
    lines: str
    postcode: str
    from_on: dt.date | None
    to_on: dt.date | None
    is_restricted: bool
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where the child lives and lived, and who is named for what is restricted (for those who are)."""

    now: tuple[Place, ...]
    before: tuple[Place, ...]
    readers: tuple[str, ...]


def addresses(actor: Actor, child: Child, basis: str, now: dt.datetime) -> Places:
    """Where the child lives, with its own trace. Restricted addresses are kept back by the database itself from all but
    the people named. Three queries at most."""
    remember_look(child, trail.look(actor, ADDRESSES_VIEWED, about=[child.ref], now=now, basis=basis))
    rows = list(Address.objects.filter(partnership_id=child.partnership_id, child=child).order_by("-from_on", "-id"))
    today = calendar.london_date(now)
    places = [
        Place(
            row.ref,
            Address.Kind(row.kind).label,
            row.lines,
            row.postcode,
            row.from_on,
            row.to_on,
            row.is_restricted,
            row.recorded_by,
        )
        for row in rows
    ]
    readers = _named(actor, child) if any(row.is_restricted for row in rows) else ()
    return Places(
        now=tuple(place for place in places if place.to_on is None or place.to_on > today),
        before=tuple(place for place in places if place.to_on is not None and place.to_on <= today),
        readers=readers,
    )


def _named(actor: Actor, child: Child) -> tuple[str, ...]:
    rows = AddressReader.objects.filter(partnership_id=child.partnership_id, child=child)
    names = partnerships.names_of_people(actor, set(rows.values_list("user_id", flat=True)))
    return tuple(sorted(names.values()))


def address_or_404(child: Child, ref: str, look: trail.Look) -> Address:
    """An address of this child that the reader may know of."""
    look.insist(child.ref)
    found = Address.objects.filter(partnership_id=child.partnership_id, child=child, ref=ref).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Changed:
    """One field as it was and became, by whom and when."""

    at: dt.datetime
    by: str
    what: str
    was: str
    became: str


@dataclass(frozen=True, slots=True)
class History:
    """A page of changes; ``more`` says whether there is a next one."""

    rows: tuple[Changed, ...]
    number: int
    more: bool


def history(actor: Actor, child: Child, standing: Standing, *, number: int, now: dt.datetime) -> History:
    """What the record said before, newest first, with its own trace. Two queries.

    For who answers for the child: ``access.may_see_history`` comes first.
    """
    remember_look(child, trail.look(actor, HISTORY_VIEWED, about=[child.ref], now=now, basis=standing.basis))
    number = max(number, 1)
    rows = (
        Change.objects.filter(partnership_id=child.partnership_id, child=child)
        .exclude(field__in=hidden_fields(standing))
        .select_related("changed_by__user")
        .order_by("-changed_at", "-id")
    )
    found = list(rows[(number - 1) * HISTORY : number * HISTORY + 1])
    people = {
        person.ref: person.name for person in Person.objects.filter(partnership_id=child.partnership_id, child=child)
    }
    return History(tuple(_changed(row, child, people) for row in found[:HISTORY]), number, len(found) > HISTORY)


_OF_A_PERSON = {
    "name": "name",
    "kin": "who they are",
    "relation": "what the child calls them",
    "born_on": "date of birth",
    "has_died": "whether they have died",
    "phone": "phone number",
    "language": "language",
    "responsibility": "parental responsibility",
    "responsibility_basis": "where parental responsibility comes from",
    "responsibility_from_on": "parental responsibility since",
    "responsibility_to_on": "parental responsibility until",
    "lives_with": "whether the child lives with them",
    "safe_to_contact": "whether it is safe to contact them",
    "contact_note": "what to know before contacting them",
    "is_restricted": "whether their details are restricted",
    "through": "through whom",
}


def _changed(row: Change, child: Child, people: dict[str, str]) -> Changed:
    of_child = row.about == child.ref
    if of_child:
        what = LABELS.get(row.field, row.field)
    else:
        what = f"{people.get(row.about, 'Somebody of the family')}: {_OF_A_PERSON.get(row.field, row.field)}"

    def words(text: str) -> str:
        return _stored_in_words(row.field, text) if of_child else people.get(text) or _person_in_words(row.field, text)

    return Changed(row.changed_at, row.changed_by.user.name, what, words(row.was), words(row.became))


def _stored_in_words(field: str, text: str) -> str:
    if field == "born_on" and text:
        return date_words(dt.date.fromisoformat(text))
    return {"yes": "Yes", "no": "No"}.get(text, text) if field == "needs_interpreter" else _in_words(field, text)


def _person_in_words(field: str, text: str) -> str:
    if text and field.endswith("_on"):
        return date_words(dt.date.fromisoformat(text))
    codes = {
        "kin": {code: kin.title for code, kin in rules.KIN.items()},
        "responsibility": rules.RESPONSIBILITY,
        "responsibility_basis": {code: basis.title for code, basis in rules.BASES.items()},
        "lives_with": rules.LIVES_WITH,
        "safe_to_contact": rules.SAFE,
        "has_died": {"yes": "Yes", "no": "No"},
        "is_restricted": {"yes": "Yes", "no": "No"},
    }
    return codes.get(field, {}).get(text, text)

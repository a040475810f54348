"""Who the child is, topic by topic; care status, addresses; and what the record said before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from alongside.audit import trail
from alongside.children import rules
from alongside.children.access import Standing
from alongside.children.models import Address, AddressReader, CareSpell, Change, Child, Person
from alongside.children.queries.record import remember_look
from alongside.children.queries.together import Joined, records_of
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
    elsewhere: tuple[tuple[str, str], ...] = ()
    """What another record of the same child says otherwise: its reference, and its answer."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of who the child is, with the word in the address of its form."""

    code: str
    title: str
    answers: tuple[Answer, ...]

    @property
    def differs_in(self) -> tuple[str, ...]:
        """References of the other records that say something otherwise."""
        return tuple(dict.fromkeys(ref for answer in self.answers for ref, _ in answer.elsewhere))


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


def identity(
    child: Child, standing: Standing, look: trail.Look, today: dt.date, others: Sequence[Joined] = ()
) -> tuple[Topic, ...]:
    """Who the child is, topic by topic, as far as the reader may read it, and where another record of the same child
    says otherwise. Asks the database nothing."""
    look.insist(child.ref)
    records = [(child, hidden_fields(standing))]
    for other in others:
        other.look.insist(other.child.ref)
        records.append((other.child, hidden_fields(other.standing)))
    return tuple(
        Topic(
            code, title, tuple(answer for field, label in fields for answer in _answers(field, label, records, today))
        )
        for code, title, fields in _TOPICS
    )


def _answers(
    field: str, label: str, records: Sequence[tuple[Child, frozenset[str]]], today: dt.date
) -> Iterator[Answer]:
    """What this record answers, and what the others answer otherwise. What another leaves empty is no other answer;
    but that somebody needs no interpreter is."""
    (own, hidden), *others = records
    if field in hidden:
        return
    text = _in_words(field, getattr(own, field), today)
    said = [(child.ref, _in_words(field, getattr(child, field), today)) for child, kept in others if field not in kept]
    yield Answer(field, label, text, tuple((ref, words) for ref, words in said if words and words != text))


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
    child_ref: str
    """The record in which it stands."""


def care_spells(child: Child, standing: Standing, look: trail.Look, others: Sequence[Joined] = ()) -> tuple[Care, ...]:
    """What social care did and does, the latest first, from all records of the child; nothing for who may not read the
    plan. One query."""
    look.insist(child.ref)
    refs = {child.pk: child.ref} if standing.reads(Strand.PLAN) else {}
    for other in others:
        other.look.insist(other.child.ref)
        if other.standing.reads(Strand.PLAN):
            refs[other.child.pk] = other.child.ref
    if not refs:
        return ()
    rows = CareSpell.objects.filter(partnership_id=child.partnership_id, child__in=refs).order_by("-from_on", "-id")
    return tuple(
        Care(
            title=rules.CARE_STATUSES[row.care].title,
            legal=rules.LEGAL_STATUSES.get(row.legal, ""),
            source=rules.CARE_STATUSES[row.care].source,
            from_on=row.from_on,
            to_on=row.to_on,
            told_by=row.told_by,
            recorded_by=row.recorded_by,
            child_ref=refs[row.child_id],
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
    """Whether it is kept to named people: itself, or by a restricted address in another record of the child."""
    recorded_by: str
    child_ref: str
    """The record in which it stands."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the child lives and lived, and who is named for what is restricted (for those who are), by the record."""

    now: tuple[Place, ...]
    before: tuple[Place, ...]
    readers: tuple[tuple[str, tuple[str, ...]], ...]


def addresses(actor: Actor, child: Child, standing: Standing, now: dt.datetime) -> Places:
    """Where the child lives, from all records of the child, with its own trace. The database itself keeps what is
    restricted in any of them back from all but the people named there. Four queries at most, for each record one
    more where two are joined."""
    look = trail.look(actor, ADDRESSES_VIEWED, about=[child.ref], now=now, basis=standing.basis)
    remember_look(child, look)
    refs = records_of(actor, child, standing, now)
    if len(refs) > 1:
        others = [ref for ref in refs.values() if ref != child.ref]
        trail.look(actor, ADDRESSES_VIEWED, about=others, now=now, basis=standing.basis)
    rows = list(Address.objects.filter(partnership_id=child.partnership_id, child__in=refs).order_by("-from_on", "-id"))
    today = calendar.london_date(now)
    places = [
        Place(
            row.ref,
            Address.Kind(row.kind).label,
            row.lines,
            row.postcode,
            row.from_on,
            row.to_on,
            row.is_restricted or _is_kept_elsewhere(row, rows),
            row.recorded_by,
            refs[row.child_id],
        )
        for row in rows
    ]
    holders = {row.child_id: refs[row.child_id] for row in rows if row.is_restricted}
    return Places(
        now=tuple(place for place in places if place.to_on is None or place.to_on > today),
        before=tuple(place for place in places if place.to_on is not None and place.to_on <= today),
        readers=_named(actor, child, holders) if holders else (),
    )


def _is_kept_elsewhere(row: Address, rows: Sequence[Address]) -> bool:
    """Whether a restricted address in another record restricts this one: the child may have lived here meanwhile."""
    ends = [other.to_on for other in rows if other.is_restricted and other.child_id != row.child_id]
    return any(end is None or row.from_on is None or row.from_on < end for end in ends)


def names_restricted_address(child: Child, *texts: str) -> bool:
    """Whether a text holds the first line or the postcode of an address of the child that is restricted, in whichever
    record of the child, as far as the database lets the writer know of it: nobody else can have it from the record.
    Blanks, marks and capitals do not count. One query."""
    kept = child.joined_to_id or child.pk
    places = Address.objects.filter(partnership_id=child.partnership_id)
    rows = list(places.filter(Q(child_id=kept) | Q(child__joined_to_id=kept)))
    held = _plain(" ".join(texts))
    return any(
        _plain(part) in held
        for row in rows
        if row.is_restricted or _is_kept_elsewhere(row, rows)
        for part in (next(iter(row.lines.strip().splitlines()), ""), row.postcode)
        if _plain(part)
    )


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _named(actor: Actor, child: Child, holders: dict[int, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = AddressReader.objects.filter(partnership_id=child.partnership_id, child__in=holders)
    pairs = list(rows.values_list("child_id", "user_id"))
    names = partnerships.names_of_people(actor, {user_id for _, user_id in pairs})
    return tuple(
        (ref, tuple(sorted(names[user_id] for child_id, user_id in pairs if child_id == pk and user_id in names)))
        for pk, ref in holders.items()
    )


def postcodes(child_ids: Collection[int]) -> dict[int, str]:
    """Postcodes of where these children live, for returns. None that another record of the child restricts, though the
    reader is named there: what is printed has other readers. Three queries."""
    rows = Address.objects.filter(child__in=child_ids, to_on__isnull=True, is_restricted=False).exclude(postcode="")
    kept_of = dict(Child.objects.filter(joined_to__isnull=False).values_list("id", "joined_to_id"))
    named = AddressReader.objects.filter(child__in={*kept_of, *kept_of.values()})
    ends = set(named.values_list("child_id", "until_on"))

    def is_kept(row: Address) -> bool:
        kept = kept_of.get(row.child_id, row.child_id)
        return any(
            end is None or row.from_on is None or row.from_on < end
            for holder, end in ends
            if holder != row.child_id and kept_of.get(holder, holder) == kept
        )

    return {row.child_id: row.postcode for row in rows.order_by("id") if not is_kept(row)}


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

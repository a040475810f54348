"""Who may see or do what with a child. ``visible_children`` serves every list, lookup, search, export and job."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple, TypeVar, cast

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import BooleanField, Exists, Expression, F, OuterRef, Q, QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.children import rules
from alongside.children.models import (
    BreakGlass,
    Child,
    Concern,
    Grant,
    HandedOn,
    Merge,
    SealAsk,
    SealedReader,
    SubjectAccess,
    Voice,
)
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import STRANDS, Strand
from alongside.core.verdict import YES, Verdict, no
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import Membership

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Standing:
    """How the actor stands to one child: the grants that hold now, and the strands that follow from them."""

    SHAPE: ClassVar = ("readable", "writable")
    """What decides how a prepared question looks; all else is a value in it."""

    child_id: int
    child_ref: str
    grants: tuple[Grant, ...]
    readable: frozenset[Strand]
    writable: frozenset[Strand]
    why: tuple[str, ...] = field(default=())
    """Whole sentences: why I can see this, and until when."""

    @property
    def basis(self) -> str:
        """The basis for the trail, filled in by the system: reasons and references of the work they arise from."""
        return "; ".join(f"{grant.reason} {grant.source}".strip() for grant in self.grants)

    def reads(self, strand: str) -> bool:
        """Whether the actor may read the strand."""
        return strand in self.readable

    def writes(self, strand: str) -> bool:
        """Whether the actor may write in the strand."""
        return strand in self.writable

    @property
    def strands(self) -> tuple[Strand, ...]:
        """Readable strands in the order in which pages show them."""
        return tuple(strand for strand in STRANDS if strand in self.readable)


class _Held(Expression):
    """The grants of one person now, as a single condition.

    It stands in nearly every query of a page, often several deep: made of a dozen Django filters, building it took
    longer than running it.
    """

    def __init__(self, actor: Actor, now: dt.datetime) -> None:
        super().__init__(output_field=BooleanField())
        self.columns: list[Any] = [
            F(name) for name in ("membership", "team", "from_at", "until_at", "reason", "strands")
        ]
        self.values = (
            actor.membership_id,
            prepared.plain(actor.team_ids),
            now,
            now,
            list(rules.reasons_that_show(actor.role)),
            [Strand.IDENTITY.value],
        )

    def get_source_expressions(self) -> list[Any]:
        return self.columns

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        self.columns = list(exprs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        membership, team, from_at, until_at, reason, strands = (compiler.compile(c)[0] for c in self.columns)
        return (
            f"(({membership} = %s OR {team} = ANY (%s::bigint[])) AND {from_at} <= %s"
            f" AND ({until_at} IS NULL OR {until_at} > %s) AND {reason} = ANY (%s::text[])"
            f" AND {strands} @> %s::text[])"
        ), self.values


def grants_of(actor: Actor, now: dt.datetime) -> QuerySet[Grant]:
    """Grants that hold now for the person or one of the person's teams, and under which the role sees anything."""
    return wall.own(Grant.objects.all(), actor).filter(_Held(actor, now))


class Held(NamedTuple):
    """Children of whom a person holds a grant of one kind: what says whom they may know of, and for what."""

    child_ids: Sequence[int]
    membership_id: int | None
    """None for a grant of a team of the person's."""
    reason: str
    strands: list[str]


@dataclass(slots=True)
class _Known:
    """What was asked of the database within one request, by person and moment."""

    with_standings: bool
    held: dict[tuple[object, ...], Any] = field(default_factory=dict)
    """The grants of a person, and the children of each kind of them."""
    standings: dict[tuple[int, int, dt.datetime, int], Standing] = field(default_factory=dict)


_known: ContextVar[_Known | None] = ContextVar("alongside_held_grants", default=None)


@contextmanager
def remembering(*, with_standings: bool = False) -> Iterator[None]:
    """Within one request, ask once which grants a person holds: a page asks it some twenty times.

    ``with_standings`` remembers how the person stands to each child too, and is for what only reads, or works where
    nobody else does: a command asks again once it holds its lock, since a grant may have ended while it waited.
    Forgotten as soon as a grant is given or ended. Outside of it every question goes to the database.
    """
    token = _known.set(_Known(with_standings))
    try:
        yield
    finally:
        _known.reset(token)


@contextmanager
def only_of(actor: Actor, records: Iterable[Child], now: dt.datetime) -> Iterator[None]:
    """Within this, the actor holds no grants but those for these records of one child: a question that is asked of all
    of somebody's children is then asked of this one, as its page does with what is due. It can only ever take away."""
    found = standings(actor, records, now)
    held = [
        Held((pk,), grant.membership_id, grant.reason, grant.strands)
        for pk, each in found.items()
        for grant in each.grants
    ]
    token = _known.set(_Known(False, {_key(actor, now): held}))
    try:
        yield
    finally:
        _known.reset(token)


def forget() -> None:
    """A grant changed: what was known of who may know of whom no longer holds."""
    known = _known.get()
    if known is not None:
        known.held.clear()
        known.standings.clear()


@prepared.question
def _grants_held(actor: Actor, now: dt.datetime) -> QuerySet[Grant, tuple[list[int], int | None, str, list[str]]]:
    """By kind of grant: a team holds hundreds, of a handful of kinds."""
    kinds = grants_of(actor, now).order_by().values("membership_id", "reason", "strands")
    return kinds.annotate(child_ids=ArrayAgg("child_id")).values_list("child_ids", "membership_id", "reason", "strands")


def _once(key: tuple[object, ...], find: Callable[[], T]) -> T:
    known = _known.get()
    if known is None:
        return find()
    if key not in known.held:
        known.held[key] = find()
    return cast(T, known.held[key])


def _held(actor: Actor, now: dt.datetime) -> list[Held]:
    if not actor.may(Permission.SEE_CHILDREN):
        return []
    return _once(_key(actor, now), lambda: [Held(*row) for row in _grants_held(actor, now)])


def _key(actor: Actor, now: dt.datetime) -> tuple[object, ...]:
    return actor.partnership_id, actor.membership_id, now


def held(
    actor: Actor,
    now: dt.datetime,
    *,
    reasons: Iterable[str] | None = None,
    strand: Strand | None = None,
    mine: bool = False,
) -> Sequence[int]:
    """Ids of children of whom the actor holds a grant now: for one of these reasons, to read this strand, given to the
    person and not to a team. For a filter: ``rows.filter(prepared.any_of("child_id", access.held(actor, now)))``."""
    wanted = None if reasons is None else frozenset(reasons)
    return prepared.later(_ids, actor, now, reasons=wanted, strand=strand, mine=mine)


def _ids(
    actor: Actor, now: dt.datetime, *, reasons: frozenset[str] | None, strand: Strand | None, mine: bool
) -> prepared.Ids:
    return _once(
        (actor.partnership_id, actor.membership_id, now, reasons, strand, mine),
        lambda: _find_ids(actor, now, reasons=reasons, strand=strand, mine=mine),
    )


def _find_ids(
    actor: Actor, now: dt.datetime, *, reasons: frozenset[str] | None, strand: Strand | None, mine: bool
) -> prepared.Ids:
    if strand is not None:
        reads = {
            reason for reason in rules.reasons_that_show(actor.role) if strand in rules.readable(actor.role, reason)
        }
        reasons = frozenset(reads if reasons is None else reads & reasons)
    return prepared.Ids(
        {
            child_id
            for each in _held(actor, now)
            if (reasons is None or each.reason in reasons)
            and (strand is None or strand in each.strands)
            and (not mine or each.membership_id == actor.membership_id)
            for child_id in each.child_ids
        }
    )


def visible_children(actor: Actor, now: dt.datetime) -> QuerySet[Child]:
    """Children whom the actor may know of now. Everything that shows, finds, counts or exports children starts here."""
    children = wall.own(Child.objects.all(), actor)
    if not actor.may(Permission.SEE_CHILDREN):
        return children.none()
    return children.filter(prepared.any_of("id", held(actor, now)))


def child_or_404(actor: Actor, ref: str, now: dt.datetime) -> Child:
    """The child, or the same 404 for "there is none" and "you may not know of it"."""
    found = _child(actor, now, ref)
    if not found:
        raise Http404
    return found[0]


@prepared.question
def _child(actor: Actor, now: dt.datetime, ref: str) -> QuerySet[Child]:
    if not actor.may(Permission.SEE_CHILDREN):
        return Child.objects.none()
    # The same as of visible_children, asked of this one child only.
    of_child = grants_of(actor, now).filter(child_id=OuterRef("pk"))
    found = wall.own(Child.objects.all(), actor).filter(Exists(of_child), ref=ref)
    return found.select_related("locality", "school")


def standing(actor: Actor, child: Child, now: dt.datetime) -> Standing:
    """How the actor stands to the child. A stranger's standing reads nothing."""
    return standings(actor, [child], now)[child.pk]


def standings(actor: Actor, children: Iterable[Child], now: dt.datetime) -> dict[int, Standing]:
    """The same for many children in one query."""
    children = list(children)
    known = _known.get()
    if known is None or not known.with_standings:
        return _standings(actor, children, now)
    keys = {child.pk: (actor.partnership_id, actor.membership_id, now, child.pk) for child in children}
    unknown = [child for child in children if keys[child.pk] not in known.standings]
    for pk, found in _standings(actor, unknown, now).items() if unknown else ():
        known.standings[keys[pk]] = found
    return {pk: known.standings[key] for pk, key in keys.items()}


def _standings(actor: Actor, children: Iterable[Child], now: dt.datetime) -> dict[int, Standing]:
    of = {child.pk: child for child in children}
    grants: dict[int, list[Grant]] = {pk: [] for pk in of}
    if actor.may(Permission.SEE_CHILDREN):
        for grant in _grants_for(actor, now, list(of)):
            grants[grant.child_id].append(grant)
    return {pk: _standing(actor, of[pk], grants[pk]) for pk in of}


@prepared.question
def _grants_for(actor: Actor, now: dt.datetime, child_ids: Sequence[int]) -> QuerySet[Grant]:
    return grants_of(actor, now).filter(prepared.any_of("child_id", child_ids)).order_by("from_at", "id")


def _standing(actor: Actor, child: Child, grants: list[Grant]) -> Standing:
    readable: set[Strand] = set()
    writable: set[Strand] = set()
    for grant in grants:
        named = {Strand(strand) for strand in grant.strands}
        readable |= rules.readable(actor.role, grant.reason) & named
        writable |= rules.writable(actor.role, grant.reason) & named
    return Standing(
        child_id=child.pk,
        child_ref=child.ref,
        grants=tuple(grants),
        readable=frozenset(readable),
        writable=frozenset(writable),
        why=tuple(dict.fromkeys(_sentence(grant) for grant in grants)),
    )


def _sentence(grant: Grant) -> str:
    reason = Grant.Reason(grant.reason).label
    if grant.until_at is None:
        return f"{reason}. This ends when the work ends."
    return f"{reason}. This ends on {calendar.spoken(calendar.london_date(grant.until_at))}."


def may_write(actor: Actor, child: Child, strand: Strand, now: dt.datetime) -> Verdict:
    """May they write in this strand of the child's record?"""
    return may_write_in(standing(actor, child, now), strand)


def may_write_in(standing: Standing, strand: Strand) -> Verdict:
    """The same for a page that knows already how the actor stands to the child."""
    if standing.writes(strand):
        return YES
    return no("You can read this part of the record and not write in it. Ask the allocated worker to record it.")


def may_record_entry(actor: Actor, held: Standing, strand: Strand | None = None) -> Verdict:
    """May they write what happened into this part of the record, or (None) into any part of it?"""
    if not actor.may(Permission.RECORD_ENTRY):
        return no("Your role reads this record and does not write in it. Ask the allocated worker to record it.")
    if strand is None:
        if held.writable:
            return YES
        return no("You can read this record and not write in it. Ask the allocated worker to record it.")
    return may_write_in(held, strand)


def may_record_voice(actor: Actor, held: Standing, strand: Strand) -> Verdict:
    """May they write down what the child said about this part of their life? Whoever reads that part."""
    if not actor.may(Permission.RECORD_VOICE) or not held.reads(Strand.IDENTITY):
        return no("Your role reads this record and does not write in it. Ask the allocated worker to record it.")
    if not held.reads(strand):
        return no("You do not see this part of the record. Ask the allocated worker to record it.")
    return YES


def may_propose_merge(actor: Actor) -> Verdict:
    """May they compare records of the whole partnership, and say that two are of one child? Who matches referrals."""
    if actor.may(Permission.MATCH_RECORDS):
        return YES
    return no("Only the front door and managers compare records. Tell them the two references.")


def may_decide_merge(actor: Actor, merge: Merge) -> Verdict:
    """May they be the second person? Never who proposed it, under whatever hat."""
    if not actor.may(Permission.MATCH_RECORDS):
        return no("Only the front door and managers compare records. Tell them the two references.")
    if merge.proposed_by.user_id == actor.user_id:
        return no("You proposed this yourself. Somebody else looks at both records and decides.")
    return YES


def may_record_document(actor: Actor, held: Standing, *strands: Strand) -> Verdict:
    """May they put a file into this part of the record? Whoever writes in it."""
    if not actor.may(Permission.RECORD_ENTRY):
        return no("Your role reads this record and does not write in it. Ask the allocated worker to add the document.")
    if not strands or not all(held.writes(strand) for strand in strands):
        return no("You can read this record and not write in it. Ask the allocated worker to add the document.")
    return YES


def may_withdraw(held: Standing, strand: str) -> Verdict:
    """May they withdraw something that stands wrongly in this part of the record? Whoever writes in it."""
    if held.writes(strand):
        return YES
    return no("You can read this part of the record and not write in it. Tell the allocated worker what is wrong.")


def may_tell_back(actor: Actor, voice: Voice, held: Standing) -> Verdict:
    """May they write down what came of what the child said? Whoever writes in that part of the record; and whoever
    heard it and writes who the child is, such as the front door before there is a worker."""
    strand = Strand(voice.strand)
    if held.writes(strand) or (
        voice.heard_by_id == actor.membership_id and held.reads(strand) and held.writes(Strand.IDENTITY)
    ):
        return YES
    return no("Ask the allocated worker to tell the child what changed.")


def may_open_in_emergency(actor: Actor) -> Verdict:
    """May they break the glass?"""
    if actor.may(Permission.BREAK_GLASS):
        return YES
    return no("Your role cannot open records in an emergency. Ring the duty manager.")


def may_review(actor: Actor, opening: BreakGlass) -> Verdict:
    """May they review this emergency opening? Never their own."""
    if not actor.may(Permission.REVIEW_BREAK_GLASS):
        return no("Only a manager or the information governance lead reviews emergency openings.")
    if opening.membership.user_id == actor.user_id:
        return no("You opened this record yourself. Somebody else must review it.")
    return YES


def visible_openings(actor: Actor) -> QuerySet[BreakGlass]:
    """Emergency openings that the actor may review: they say who and when, and name the child by reference only."""
    openings = wall.own(BreakGlass.objects.all(), actor)
    return openings if actor.may(Permission.REVIEW_BREAK_GLASS) else openings.none()


SEALED_DOOR = "sealed"
"""The door of row security through which seals are kept: who knows of which reference, and what is asked about it."""


def is_named_reader(actor: Actor, child_id: int) -> bool:
    """Whether the person, in any of their roles, was named to know of this sealed record."""
    rows = wall.own(SealedReader.objects.all(), actor)
    return rows.filter(child_id=child_id, user_id=actor.user_id).exists()


def knows_of_sealed(child: Child, person: Membership) -> bool:
    """Whether somebody else was named to know of this sealed record. Asked by one who knows of it."""
    with wall.through(SEALED_DOOR):
        rows = SealedReader.objects.filter(partnership_id=child.partnership_id, child_id=child.pk)
        return rows.filter(user_id=person.user_id).exists()


def may_be_given(child: Child, person: Membership) -> Verdict:
    """May what is open in this record become this person's? Asked by one who knows of the record."""
    if not child.is_sealed or knows_of_sealed(child, person):
        return YES
    return no(
        f"{child.ref} is sealed, and {person.user.name} may not know of it. Have them named for it first, on its seal’s"
        " page, or choose somebody who knows of it."
    )


def may_see_seals(actor: Actor) -> Verdict:
    """May they see which records are sealed, by reference, and who knows of each?"""
    if actor.may(Permission.SEAL_CHILD):
        return YES
    return no("Only the information governance lead sees which records are sealed.")


def may_ask_about_seal(actor: Actor, *, is_reader: bool) -> Verdict:
    """May they ask that a record be unsealed, or that one more person may know of it?"""
    if is_reader or actor.may(Permission.SEAL_CHILD):
        return YES
    return no("Only people who know of a sealed record, or the information governance lead, ask about its seal.")


def may_decide_about_seal(actor: Actor, ask: SealAsk, *, is_reader: bool) -> Verdict:
    """May they be the second person? Never who asked, and never who would be let in, under whatever hat."""
    if not is_reader and not actor.may(Permission.AGREE_ABOUT_SEAL):
        return no("Only people who know of the record, the information governance lead or the head of service decide.")
    if ask.asked_by.user_id == actor.user_id:
        return no("You asked for this yourself. Somebody else decides. You can withdraw it.")
    if ask.reader is not None and ask.reader.user_id == actor.user_id:
        return no("Nobody lets themselves in. Somebody else decides.")
    return YES


_KEEP_SAFE = (
    Grant.Reason.ALLOCATED,
    Grant.Reason.COVER,
    Grant.Reason.SUPERVISION,
    Grant.Reason.FRONT_DOOR,
    Grant.Reason.SAFEGUARDING,
)
"""Reasons under which somebody reads concerns that others raised: to answer for the child, not to sit in a meeting."""


def handed_to(actor: Actor) -> QuerySet[HandedOn, str]:
    """References of what the actor sees to in place of a colleague who raised, heard or shared it."""
    rows = wall.own(HandedOn.objects.all(), actor).filter(membership_id=actor.membership_id)
    return rows.values_list("about", flat=True)


def visible_concerns(actor: Actor, now: dt.datetime) -> QuerySet[Concern]:
    """Safeguarding concerns that the actor raised or was told of, about children for whom the actor answers, or, at the
    front door and for managers, those about no recorded child."""
    mine = Q(raised_by_id=actor.membership_id) | Q(told_id=actor.membership_id) | Q(ref__in=handed_to(actor))
    if actor.may(Permission.SEE_CHILDREN):
        mine |= Q(prepared.any_of("child_id", held(actor, now, reasons=_KEEP_SAFE)))
    if actor.may(Permission.TRIAGE_REFERRAL):
        mine |= Q(child__isnull=True)
    return wall.own(Concern.objects.all(), actor).filter(mine)


def may_see_who_looked(actor: Actor, standing: Standing | None) -> Verdict:
    """May they see who looked at a record? Whoever keeps information governance, for any reference without opening the
    record; the allocated worker and the supervising manager, for their child."""
    if actor.may(Permission.SEE_WHO_LOOKED):
        return YES
    if standing is not None and any(grant.reason in _ANSWERS_FOR for grant in standing.grants):
        return YES
    return no("Ask the allocated worker or the information governance lead who looked at this record.")


def may_give_who_looked(standing: Standing) -> Verdict:
    """May they give the child or family the paper on who looked? The manager who answers for the work: a worker is
    among those who looked, and does not vouch for themselves."""
    if any(grant.reason == Grant.Reason.SUPERVISION for grant in standing.grants):
        return YES
    return no("The manager who answers for the work with this child gives this paper. Ask them to print it.")


def may_set_names_on_paper(actor: Actor) -> Verdict:
    """May they choose whether the paper on who looked names people?"""
    if actor.may(Permission.SET_STANDARDS):
        return YES
    return no("Only a manager or the head of service chooses whether a child's paper names staff.")


_ANSWERS_FOR = (Grant.Reason.ALLOCATED, Grant.Reason.COVER, Grant.Reason.SUPERVISION)


def may_see_restricted(held: Standing) -> Verdict:
    """May they see somebody of the family whose details are restricted? Whoever answers for the child."""
    if any(grant.reason in _ANSWERS_FOR for grant in held.grants):
        return YES
    return no("Only the allocated worker and their manager see people whose details are restricted.")


def may_see_history(held: Standing) -> Verdict:
    """May they see what the record said before, and who changed it? Whoever answers for the child."""
    if any(grant.reason in _ANSWERS_FOR for grant in held.grants):
        return YES
    return no("Only the allocated worker and their manager see what the record said before.")


def may_close_concern(actor: Actor) -> Verdict:
    """May they close a safeguarding concern?"""
    if actor.may(Permission.CLOSE_CONCERN):
        return YES
    return no("Only the allocated worker, a manager or social care can close a concern.")


def may_see_sharing(actor: Actor, held: Standing) -> Verdict:
    """May they see the sharing ledger and the consents of this child?

    Those who answer for the child: a line tells which other services know the child, and why.
    """
    if any(grant.reason in _SHARES for grant in held.grants):
        return YES
    return no("Ask the allocated worker what was shared. Only those who answer for the child see the sharing ledger.")


_SHARES = (*_ANSWERS_FOR, Grant.Reason.FRONT_DOOR)


def may_share(actor: Actor, child: Child, strands: Iterable[str], now: dt.datetime) -> Verdict:
    """May they share, or decide not to share, something from these parts of the record? Only what they may read."""
    held = standing(actor, child, now)
    if held.grants and all(held.reads(strand) for strand in strands):
        return YES
    return no("You can share only from the parts of a record that you may read. Ask the allocated worker.")


def visible_subject_accesses(actor: Actor) -> QuerySet[SubjectAccess]:
    """Requests for a copy of who looked and what was shared: of those who prepare and release them."""
    rows = wall.own(SubjectAccess.objects.all(), actor)
    if actor.may(Permission.SEE_WHO_LOOKED) or actor.may(Permission.RELEASE_COPY):
        return rows
    return rows.none()


def may_release(actor: Actor, row: SubjectAccess) -> Verdict:
    """May they let this copy go? Never whoever prepared it."""
    if not actor.may(Permission.RELEASE_COPY):
        return no("Only the information governance lead and the head of service release copies.")
    if row.prepared_by_id == actor.membership_id:
        return no("You prepared this copy yourself. A second person must read and release it.")
    return YES

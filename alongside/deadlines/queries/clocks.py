"""The dates of one child, and one date with all that belongs to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Subquery, TextField

from alongside.audit import trail
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import clocks
from alongside.core.actor import Actor
from alongside.deadlines import access
from alongside.deadlines.models import Claim, Clock
from alongside.deadlines.queries.terms import school_of
from alongside.partnerships import prepared, wall


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """An exception as pages show it beside the date."""

    ref: str
    kind: str
    from_on: dt.date
    to_on: dt.date | None
    evidence: str
    decided_by: str
    decided_on: dt.date
    withdrawn_on: dt.date | None
    withdrawn_why: str

    @property
    def stands(self) -> bool:
        """Whether it is still claimed."""
        return self.withdrawn_on is None


@dataclass(frozen=True, slots=True)
class Line:
    """A date as lists show it. ``excused`` is whether an exception is claimed: the date is the same."""

    ref: str
    title: str
    due_on: dt.date
    also_on: dt.date | None
    status: str
    met_on: dt.date | None
    owner: str
    is_mine: bool
    why: clocks.Why
    excused: bool
    rule: str
    about: str
    started_on: dt.date

    @property
    def is_running(self) -> bool:
        return self.status == Clock.Status.RUNNING


@dataclass(frozen=True, slots=True)
class Summary:
    """What the child's page says of dates: those that run, soonest first, and whether the reader may begin one."""

    running: tuple[Line, ...]
    may_start: bool
    has_others: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A clock that another came from, or that came of it."""

    ref: str
    title: str
    how: str
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class Page:
    """One date: why it is that date, what is claimed beside it, whose it is, and where it comes from."""

    line: Line
    answer: clocks.Answer
    claims: tuple[ClaimLine, ...]
    before: Link | None
    after: tuple[Link, ...]
    ended_on: dt.date | None
    ended_why: str
    owner_phone: str
    version: int
    is_same_when_counted_again: bool


def explained(actor: Actor, row: Clock) -> clocks.Answer:
    """Why the date is that date, counted again from what it was counted from. One query where school days count."""
    context = clocks.Context(row.nation, school_of(actor, row.term_dates, row.nation))
    return clocks.explain(row.of_rule, row.started_on, context)


def _line(actor: Actor, row: Clock, answer: clocks.Answer, excused: bool) -> Line:
    owner = row.owner.user.name if row.owner else row.team.name if row.team else "Nobody"
    is_mine = row.owner_id == actor.membership_id or row.team_id in actor.team_ids
    return Line(
        row.ref,
        answer.rule.title,
        row.due_on,
        row.also_on,
        row.status,
        row.met_on,
        owner,
        is_mine,
        answer.why,
        excused,
        row.rule,
        row.about,
        row.started_on,
    )


def _lines(actor: Actor, rows: Iterable[Clock]) -> tuple[Line, ...]:
    found = list(rows)
    excused = set(_excused(actor, [row.pk for row in found])) if found else set()
    schools: dict[tuple[str, tuple[int, ...]], clocks.SchoolDays] = {}
    everything = {pk for row in found for pk in row.term_dates}
    known = access.visible_term_dates(actor).in_bulk(everything) if everything else {}
    lines = []
    for row in found:
        key = (row.nation, tuple(row.term_dates))
        if key not in schools:
            editions = [known[pk] for pk in row.term_dates if pk in known]
            schools[key] = clocks.of_terms(
                [pair for one in editions for pair in zip(one.first_days, one.last_days, strict=True)],
                [day for one in editions for day in one.closed_days],
                row.nation,
            )
        answer = clocks.explain(row.of_rule, row.started_on, clocks.Context(row.nation, schools[key]))
        lines.append(_line(actor, row, answer, row.pk in excused))
    return tuple(lines)


def dates_of(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> tuple[Line, ...]:
    """Every date of the child that the reader may see, those that run first. Four queries at most."""
    look.insist(child.ref)
    rows = _of_child(look.actor, now, child)
    return tuple(sorted(_lines(look.actor, rows), key=lambda line: not line.is_running))


@prepared.question
def _of_child(actor: Actor, now: dt.datetime, child: Child) -> QuerySet[Clock]:
    rows = access.visible_clocks(actor, now).filter(child_id=child.pk)
    return rows.select_related("owner__user", "team").order_by("due_on", "id")


@prepared.question
def _excused(actor: Actor, clock_ids: list[int]) -> QuerySet[Claim, int]:
    claims = wall.own(Claim.objects.all(), actor).filter(prepared.any_of("clock_id", clock_ids))
    return claims.filter(withdrawn_on__isnull=True).values_list("clock_id", flat=True)


def child_summary(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> Summary | None:
    """For the child's page; None for whoever reads no strand in which dates stand."""
    look.insist(child.ref)
    if not any(standing.reads(strand) for strand in access.strands_of_rules()):
        return None
    lines = dates_of(child, standing, look, now)
    running = tuple(line for line in lines if line.is_running)
    return Summary(running, bool(access.may_start(look.actor, child, now)), len(running) < len(lines))


def clock_page(row: Clock, look: trail.Look, now: dt.datetime) -> Page:
    """One date. The same number of queries whatever belongs to it."""
    look.insist(row.child.ref)
    actor = look.actor
    answer = explained(actor, row)
    claims = wall.own(Claim.objects.all(), actor).filter(clock=row).select_related("decided_by__user").order_by("id")
    words = {excuse.code: excuse.words for excuse in answer.rule.excuses}
    lines = tuple(
        ClaimLine(
            claim.ref,
            words.get(claim.kind, claim.kind),
            claim.from_on,
            claim.to_on,
            claim.evidence,
            claim.decided_by.user.name,
            claim.decided_on,
            claim.withdrawn_on,
            claim.withdrawn_why,
        )
        for claim in claims
    )
    related = access.visible_clocks(actor, now).filter(Q(pk=row.follows_id) | Q(follows=row)).order_by("id")
    found = list(related)
    before = next((one for one in found if one.pk == row.follows_id), None)
    return Page(
        line=_line(actor, row, answer, any(claim.stands for claim in lines)),
        answer=answer,
        claims=lines,
        before=_link(before, row.follows_how) if before else None,
        after=tuple(_link(one, one.follows_how) for one in found if one.follows_id == row.pk),
        ended_on=row.ended_on,
        ended_why=row.ended_why,
        owner_phone=row.owner.user.phone if row.owner else "",
        version=row.version,
        is_same_when_counted_again=(answer.due, answer.also) == (row.due_on, row.also_on),
    )


def _link(row: Clock, how: str) -> Link:
    return Link(row.ref, row.of_rule.title, clocks.Follows(how).words, row.due_on)


@prepared.question
def _about(
    actor: Actor, child_id: int, refs: Sequence[str], now: dt.datetime, *, status: str, order: tuple[str, ...]
) -> QuerySet[Clock]:
    rows = access.visible_clocks(actor, now).filter(prepared.any_of("about", refs), child_id=child_id)
    rows = rows.filter(status=status) if status else rows
    return rows.select_related("child", "owner__user", "team").order_by(*order)


def running_about(actor: Actor, child: Child, refs: Iterable[str], now: dt.datetime) -> list[Clock]:
    """Clocks of the child that run about any of these things: for commands of the subject that owns them. One query."""
    return _about(actor, child.pk, tuple(refs), now, status=Clock.Status.RUNNING.value, order=("due_on", "id"))


def all_about(actor: Actor, child: Child, refs: Iterable[str], now: dt.datetime) -> list[Clock]:
    """The same of every clock, whatever became of it, the oldest first. One query."""
    return _about(actor, child.pk, tuple(refs), now, status="", order=("id",))


def kept_about(actor: Actor, child: Child, refs: Iterable[str], now: dt.datetime) -> list[Clock]:
    """The same of clocks that were kept, the newest first. One query."""
    return _about(actor, child.pk, tuple(refs), now, status=Clock.Status.MET.value, order=("-id",))


def excused_about(actor: Actor, child_ids: Iterable[int], rules_of: Iterable[str]) -> set[str]:
    """What the clocks of these rules belong to for which an exception is claimed and not withdrawn: of children whose
    dates the caller may see. One query."""
    rows = wall.own(Claim.objects.all(), actor).filter(child__in=list(child_ids), withdrawn_on__isnull=True)
    return set(rows.filter(clock__rule__in=list(rules_of)).values_list("clock__about", flat=True))


def due_about(actor: Actor, child_ids: Iterable[int], rules_of: Iterable[str]) -> dict[str, dt.date]:
    """What the clocks of these rules belong to, with the day each is due: of children whose dates the caller may see.
    One query."""
    rows = wall.own(Clock.objects.all(), actor).filter(child__in=list(child_ids), rule__in=list(rules_of))
    return dict(rows.order_by("id").values_list("about", "due_on"))


def soonest(rules_of: Iterable[str], *, child: str = "child_id") -> dict[str, Subquery | Exists]:
    """For lists of a subject above: the soonest date that runs for the child of each row, by these rules.

    Gives ``next_due_on``, ``next_rule`` (a version), ``next_ref``, ``next_about`` and ``is_excused`` (whether an
    exception stands beside any of them) for ``annotate``, so that the database sorts and pages by them. The rows must
    be those that the reader may see, in the strand of the rules.
    """
    rows = Clock.objects.filter(
        partnership_id=OuterRef("partnership_id"),
        child_id=OuterRef(child),
        status=Clock.Status.RUNNING,
        rule__in=list(rules_of),
    ).order_by("due_on", "id")
    columns = (
        ("next_due_on", "due_on", DateField()),
        ("next_rule", "rule_version", TextField()),
        ("next_ref", "ref", TextField()),
        ("next_about", "about", TextField()),
    )
    claims = Claim.objects.filter(
        partnership_id=OuterRef("partnership_id"),
        child_id=OuterRef(child),
        withdrawn_on__isnull=True,
        clock__status=Clock.Status.RUNNING,
        clock__rule__in=list(rules_of),
    )
    found: dict[str, Subquery | Exists] = {
        name: Subquery(rows.values(column)[:1], output_field=field) for name, column, field in columns
    }
    return {**found, "is_excused": Exists(claims)}

"""All that stands on the child's page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.children import access
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child, Voice
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import TITLES as STRAND_TITLES
from alongside.core.strands import Strand
from alongside.core.work import Work
from alongside.deadlines import queries as deadlines
from alongside.ehcp import queries as ehcp
from alongside.justice import queries as justice
from alongside.needs import queries as needs
from alongside.panels import queries as panels
from alongside.plans import queries as plans
from alongside.referrals import queries as referrals
from alongside.web.queries.work import grouped, work_for


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a subject shows on the child's page: its template, the strands under whose tab it stands, its question."""

    template: str
    strands: frozenset[Strand]
    ask: Callable[..., object]
    """Of the child, the reader's standing, the look and the moment; and of other records of the child, where it
    reads all of them together."""
    reads_all: bool = False


_PLAN = frozenset({Strand.PLAN})

_NEEDS = frozenset({Strand.HEALTH, Strand.EDUCATION})

_EDUCATION = frozenset({Strand.EDUCATION})

_DATES = frozenset({Strand.EDUCATION, Strand.PLAN})

FRAGMENTS: tuple[Fragment, ...] = (
    Fragment("justice/_on_child_page.html", _PLAN, justice.child_summary),
    Fragment("needs/_on_child_page.html", _NEEDS, needs.child_summary, reads_all=True),
    Fragment("ehcp/_on_child_page.html", _EDUCATION, ehcp.child_summary),
    Fragment("deadlines/_on_child_page.html", _DATES, deadlines.child_summary),
    Fragment("plans/_on_child_page.html", _PLAN, plans.child_summary),
    Fragment("panels/_on_child_page.html", _PLAN, panels.child_summary),
    Fragment("referrals/_on_child_page.html", _PLAN, referrals.child_summary),
    Fragment("justice/_outcomes_on_child_page.html", frozenset({Strand.JUSTICE}), justice.outcomes, reads_all=True),
)
"""Fragments in the order of the page: how to work with the child before what is planned, and decisions last."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the record, for those who may see it; the empty code is the page as a whole."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class OtherRecord:
    """What is open in another record of the same child, for one reader. Each is done where it stands."""

    ref: str
    custody: justice.Summary | None
    ehc: ehcp.Summary | None
    plan: plans.PlanSummary | None
    work: referrals.ChildSummary | None

    @property
    def is_held(self) -> bool:
        """Whether the child is held, as this record knows."""
        return self.custody is not None and self.custody.is_held

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan in this record that the reader reads."""
        return self.plan is not None and self.plan.reads_plan and bool(self.plan.status)

    @property
    def has_case(self) -> bool:
        """Whether there is an EHC case in this record that the reader reads."""
        return self.ehc is not None and bool(self.ehc.ref)


@dataclass(frozen=True, slots=True)
class ChildPage:
    """All that stands on the child's page, for one reader."""

    header: children.ChildHeader
    tabs: tuple[Tab, ...]
    alongside: tuple[children.Contact, ...]
    due: tuple[Work, ...]
    fragments: tuple[tuple[str, object], ...]
    people: tuple[children.Relative, ...]
    voices: tuple[Voice, ...]
    kinds: tuple[str, ...]
    chronology: children.Paged
    may_see_who_looked: bool
    may_see_sharing: bool
    how_to_work_with_me: tuple[str, ...]
    writes_identity: bool
    writes: frozenset[Strand]
    may_record_voice: bool
    may_record_entry: bool
    other_records: tuple[OtherRecord, ...]
    """Other records of the same child: the one in which work goes on first."""
    refs: dict[int, str]
    """References of all records of the child, by row id."""


def child_page(
    actor: Actor, child: Child, now: dt.datetime, *, strand: str = "", kind: str = "", number: int = 1
) -> tuple[ChildPage, Standing]:
    """The child's page as this reader sees it, with the trace of the look. Http404 for a strand not theirs.

    Of two records of one child it shows what helps, who matters, what was said and what happened together, what is due
    from the reader in both, and what is open in the other.
    """
    standing, look = children.look_at(actor, child, now)
    if strand and strand not in standing.strands:
        raise Http404
    others = children.joined_records(child, standing, look, now)
    also = tuple(other.child.pk for other in others)
    fragments = tuple(
        (part.template, part.ask(child, standing, look, now, *((others,) if part.reads_all else ())))
        for part in FRAGMENTS
        if not strand or Strand(strand) in part.strands
    )
    # What helps stands at the top of the page, and again with the needs where these are shown: it is asked once.
    shown = next((found.strategies for _, found in fragments if isinstance(found, needs.Summary)), None)
    strategies = needs.strategies_of_all(child, standing, look, others) if shown is None else shown
    chronology = children.chronology(child, standing, look, strand=strand, kind=kind, number=number, others=also)
    return (
        ChildPage(
            header=children.header(child, standing, look, calendar.london_date(now)),
            tabs=(Tab("", "Everything"), *(Tab(part.value, STRAND_TITLES[part]) for part in standing.strands)),
            alongside=children.network(child, standing, look, now, others=others),
            due=() if strand else due_for(actor, (child, *(other.child for other in others)), now),
            fragments=fragments,
            people=children.people(child, standing, look, now, others=others)
            if strand in ("", Strand.IDENTITY)
            else (),
            voices=children.voices(child, standing, look, strand=strand, others=also),
            kinds=children.kinds(child, standing, look, chronology if not strand and not kind else None, others=also),
            chronology=chronology,
            may_see_who_looked=bool(access.may_see_who_looked(actor, standing)),
            may_see_sharing=bool(access.may_see_sharing(actor, standing)),
            how_to_work_with_me=tuple(line.do or f"Avoid: {line.avoid}" for line in strategies),
            writes=standing.writable,
            writes_identity=standing.writes(Strand.IDENTITY),
            may_record_voice=actor.may(Permission.RECORD_VOICE),
            may_record_entry=actor.may(Permission.RECORD_ENTRY) and bool(standing.writable),
            other_records=tuple(_other_record(other, now) for other in others),
            refs={child.pk: child.ref, **{other.child.pk: other.child.ref for other in others}},
        ),
        standing,
    )


def _other_record(other: children.Joined, now: dt.datetime) -> OtherRecord:
    asked = (other.child, other.standing, other.look, now)
    return OtherRecord(
        ref=other.child.ref,
        custody=justice.child_summary(*asked),
        ehc=ehcp.child_summary(*asked),
        plan=plans.child_summary(*asked),
        work=referrals.child_summary(*asked),
    )


def due_for(actor: Actor, records: Sequence[Child], now: dt.datetime) -> tuple[Work, ...]:
    """What the actor owes the child of these records, in the order of *my work*."""
    refs = {record.ref for record in records}
    with access.only_of(actor, records, now):
        work = [item for item in work_for(actor, now) if item.child_ref in refs]
    return tuple(item for group in grouped(work, calendar.london_date(now)) for item in group.items)

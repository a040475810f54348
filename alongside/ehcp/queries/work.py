"""Cases that nobody has taken yet, and whose the others are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from alongside.accounts.permissions import Permission
from alongside.core.actor import Actor
from alongside.core.work import OpenThing, Owners, Work
from alongside.ehcp import access, rules
from alongside.ehcp.models import Case, Edition, Recipient
from alongside.partnerships import prepared, wall
from alongside.ui.address import url

LIMIT = 50
"""How many cases without an officer *my work* holds; the oldest come first."""


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """For SEND officers: cases of their team that nobody has taken, final plans that not everybody has who has to have
    them, and children with two live cases. Dates come from ``deadlines``. Three queries."""
    if not actor.may(Permission.KEEP_EHC_CASE):
        return []
    rows = (
        access.visible_cases(actor, now)
        .filter(status__in=rules.LIVE, officer__isnull=True, team_id__in=actor.team_ids)
        .select_related("child")
        .order_by("opened_on", "id")[:LIMIT]
    )
    return [*_to_decide(actor, now), *_to_send_on(actor, now), *_to_take(rows)]


def _to_decide(actor: Actor, now: dt.datetime) -> list[Work]:
    """Children with two records, each with a live case when they were joined (ADR 11): no clock is lost by joining, and
    a person decides which case goes on. One line for each child, at the case that began first."""
    live = wall.own(Case.objects.all(), actor).filter(status__in=rules.LIVE)
    other = live.annotate(kept=Coalesce("child__joined_to_id", "child_id")).filter(kept=OuterRef("kept"))
    rows = (
        access.visible_cases(actor, now)
        .filter(status__in=rules.LIVE)
        .filter(Q(officer_id=actor.membership_id) | Q(officer__isnull=True, team_id__in=actor.team_ids))
        .annotate(kept=Coalesce("child__joined_to_id", "child_id"))
        .filter(Exists(other.exclude(child_id=OuterRef("child_id"))))
        .select_related("child")
        .order_by("opened_on", "id")[:LIMIT]
    )
    found: dict[int, Case] = {}
    for row in rows:
        found.setdefault(row.child.joined_to_id or row.child_id, row)
    return [
        Work(
            kind="ehc_two_cases",
            what="Decide which of two EHC cases of one child goes on",
            url=url("ehcp:ehc", child_ref=row.child.ref),
            waiting_since=row.opened_on,
            child_ref=row.child.ref,
            child_name=row.child.called,
            why="Two records of this child were joined. The dates of both cases count until one has ended.",
        )
        for row in found.values()
    ]


def _to_take(rows: Iterable[Case]) -> list[Work]:
    return [
        Work(
            kind="ehc_case",
            what="Take this EHC case: it has no officer yet",
            url=url("ehcp:ehc", child_ref=row.child.ref),
            waiting_since=row.opened_on,
            child_ref=row.child.ref,
            child_name=row.child.called,
            why=rules.CASE.state(row.status).title,
        )
        for row in rows
    ]


def _to_send_on(actor: Actor, now: dt.datetime) -> list[Work]:
    """Final plans of detained children that somebody does not have yet, or has not confirmed. Nothing sets a day for
    a receipt: it waits without a date."""
    missing = Q(status=Recipient.Status.WAITING) | Q(status=Recipient.Status.SENT, disclosure__received_on__isnull=True)
    rows = (
        access.visible_recipients(actor, now)
        .filter(missing, case__status__in=rules.LIVE, step__taken_back_at__isnull=True)
        .filter(
            Q(case__officer_id=actor.membership_id) | Q(case__officer__isnull=True, case__team_id__in=actor.team_ids)
        )
        .select_related("child", "case")
        .order_by("id")[:LIMIT]
    )
    found: dict[str, list[Recipient]] = {}
    for row in rows:
        found.setdefault(row.case.ref, []).append(row)
    return [_send_on(lines) for lines in found.values()]


def _send_on(rows: list[Recipient]) -> Work:
    waiting = [row for row in rows if row.status == Recipient.Status.WAITING]
    first, child = rows[0], rows[0].child
    if waiting:
        what = f"Send the final EHC plan to {len(waiting)} of the six who have to have it"
    else:
        what = f"Ask whether the final EHC plan arrived: {len(rows)} not confirmed yet"
    return Work(
        kind="ehc_recipients",
        what=what,
        url=url("ehcp:ehc", child_ref=child.ref) + "#final-plan-to",
        due_on=waiting[0].due_on if waiting else None,
        waiting_since=first.due_on,
        child_ref=child.ref,
        child_name=child.called,
        why=rules.RECIPIENTS_SOURCE.citation,
    )


def open_things(actor: Actor, now: dt.datetime, owners: Owners | None = None) -> list[OpenThing]:
    """Live cases and whose they are; of these owners, or of everybody. Their dates stand for themselves. One query."""
    rows = wall.own(Case.objects.all(), actor).filter(status__in=rules.LIVE)
    if owners is not None:
        rows = rows.filter(Q(officer_id__in=owners.memberships) | Q(officer__isnull=True, team_id__in=owners.teams))
    return [
        OpenThing(
            kind="ehc_case",
            what="An EHC case" if row.officer_id else "An EHC case without an officer",
            ref=row.ref,
            since=row.opened_on,
            child_id=row.child_id,
            membership_id=row.officer_id,
            team_id=None if row.officer_id else row.team_id,
        )
        for row in rows.order_by("opened_on", "id")
    ]


_IN_FORCE = (Case.Status.MAINTAINED, Case.Status.CEASING, Case.Status.TO_CEASE)


@prepared.question
def _in_force(actor: Actor, child_ids: Sequence[int]) -> QuerySet[Case, tuple[int, dt.date]]:
    sent = Edition.objects.filter(case_id=OuterRef("pk"), status=Edition.Status.FINAL).values("sent_on")[:1]
    rows = wall.own(Case.objects.all(), actor).filter(prepared.any_of("child_id", child_ids), status__in=_IN_FORCE)
    return rows.annotate(since=Coalesce(Subquery(sent), "final_on", "opened_on")).values_list("child_id", "since")


def in_force_since(actor: Actor, child_ids: Sequence[int]) -> dict[int, dt.date]:
    """Of which of these children an EHC plan is in force, and since when as it is now. One query, none for no child.

    For subjects above, of children whose education the reader reads.
    """
    return dict(_in_force(actor, list(child_ids))) if child_ids else {}


def not_told(actor: Actor, child_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Live cases under the ordinary rules in all records of these children, by the child whose record is kept: the
    reference of the record, and of the case. For subjects above that know that the child is held. One query."""
    rows = wall.own(Case.objects.all(), actor).filter(status__in=rules.LIVE).exclude(regime=Case.Regime.DETAINED)
    rows = rows.annotate(kept=Coalesce("child__joined_to_id", "child_id")).filter(kept__in=child_ids)
    told = rules.CASE.step("tell_of_detention")
    return {
        kept: (child_ref, ref)
        for kept, child_ref, ref, status in rows.order_by("-id").values_list("kept", "child__ref", "ref", "status")
        if told is not None and told.follows_from(status)
    }


def has_live_case(actor: Actor, child_id: int) -> bool:
    """Whether an EHC case of the child is live: for subjects above, which have looked at the child. One query."""
    return wall.own(Case.objects.all(), actor).filter(child_id=child_id, status__in=rules.LIVE).exists()

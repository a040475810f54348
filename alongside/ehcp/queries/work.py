"""Cases that nobody has taken yet, and whose the others are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from alongside.accounts.permissions import Permission
from alongside.core.actor import Actor
from alongside.core.work import OpenThing, Owners, Work
from alongside.ehcp import access, rules
from alongside.ehcp.models import Case, Edition
from alongside.partnerships import prepared, wall
from alongside.ui.address import url

LIMIT = 50
"""How many cases without an officer *my work* holds; the oldest come first."""


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """For SEND officers: cases of their team that nobody has taken; their dates come from ``deadlines``. One query."""
    if not actor.may(Permission.KEEP_EHC_CASE):
        return []
    rows = (
        access.visible_cases(actor, now)
        .filter(status__in=rules.LIVE, officer__isnull=True, team_id__in=actor.team_ids)
        .select_related("child")
        .order_by("opened_on", "id")[:LIMIT]
    )
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


def has_live_case(actor: Actor, child_id: int) -> bool:
    """Whether an EHC case of the child is live: for subjects above, which have looked at the child. One query."""
    return wall.own(Case.objects.all(), actor).filter(child_id=child_id, status__in=rules.LIVE).exists()

"""People: by agency, by reference, those who stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.http import Http404

from alongside.accounts.roles import ROLES, RoleCode
from alongside.core.actor import Actor
from alongside.partnerships import wall
from alongside.partnerships.models import (
    AreaPartnership,
    Membership,
    TeamMember,
)


def staying(actor: Actor, today: dt.date, *, besides: Membership) -> list[Membership]:
    """People who work here today and whose last day is not set, by name: they could take something over. One query."""
    rows = wall.own(Membership.objects.all(), actor).filter(from_on__lte=today, user__is_active=True)
    rows = rows.filter(to_on__isnull=True).exclude(user_id=besides.user_id)
    return list(rows.select_related("user", "agency").order_by("user__name", "id"))


def phone_of(actor: Actor) -> str:
    """The number under which the actor is rung at work, or that of their agency; empty where neither is known."""
    row = (
        wall.own(Membership.objects.all(), actor)
        .select_related("user", "agency")
        .filter(pk=actor.membership_id)
        .first()
    )
    return (row.user.phone or row.agency.phone) if row else ""


@dataclass(frozen=True, slots=True)
class Invented:
    """A person of the demonstration, as its door lists them."""

    ref: str
    name: str
    agency: str
    role_name: str
    what: str


def invented_people(now: dt.datetime) -> list[tuple[str, list[tuple[str, list[Invented]]]]]:
    """People of each demonstration partnership by role. Enters each partnership in turn: for the demonstration only."""
    today = now.date()
    found = []
    for area in AreaPartnership.objects.filter(is_demonstration=True).order_by("name"):
        wall.enter(area.pk)
        rows = (
            Membership.objects.filter(partnership=area, from_on__lte=today, user__email__endswith=".example")
            .exclude(to_on__lt=today)
            .select_related("user", "agency")
            .order_by("agency__name", "user__name")
        )
        by_role: dict[str, list[Invented]] = {role.title: [] for role in ROLES.values()}
        for row in rows:
            role = ROLES[RoleCode(row.role)]
            by_role[role.title].append(Invented(row.user.ref, row.user.name, row.agency.name, role.title, role.what))
        found.append((area.name, [(title, people) for title, people in by_role.items() if people]))
    wall.enter(None)
    return found


@dataclass(frozen=True, slots=True)
class Person:
    """A row of the list of people."""

    ref: str
    name: str
    email: str
    role_name: str
    teams: str
    from_on: dt.date
    to_on: dt.date | None
    is_self: bool


def people_by_agency(actor: Actor, now: dt.datetime) -> list[tuple[str, list[Person]]]:
    """Everybody who holds or held a role, by agency. Two queries."""
    rows = (
        wall.own(Membership.objects.all(), actor)
        .select_related("user", "agency")
        .order_by("agency__name", "to_on", "user__name", "id")
    )
    teams: dict[int, list[str]] = {}
    for membership_id, name in (
        wall.own(TeamMember.objects.all(), actor).values_list("membership_id", "team__name").order_by("team__name")
    ):
        teams.setdefault(membership_id, []).append(name)
    found: dict[str, list[Person]] = {}
    for row in rows:
        found.setdefault(row.agency.name, []).append(
            Person(
                row.ref,
                row.user.name,
                row.user.email,
                ROLES[RoleCode(row.role)].title,
                ", ".join(teams.get(row.pk, [])),
                row.from_on,
                row.to_on,
                row.user_id == actor.user_id,
            )
        )
    return list(found.items())


def names_of_people(actor: Actor, user_ids: set[int]) -> dict[int, str]:
    """Person to name and agency (the latest role), of people who hold or held a role in the partnership. One query."""
    rows = wall.own(Membership.objects.all(), actor).filter(user_id__in=user_ids).select_related("user", "agency")
    return {row.user_id: f"{row.user.name}, {row.agency.name}" for row in rows.order_by("from_on", "id")}


def working_here(actor: Actor, user_ids: set[int], today: dt.date) -> frozenset[int]:
    """Those of the people who hold a role in the partnership today. One query; none of nobody."""
    if not user_ids:
        return frozenset()
    rows = wall.own(Membership.objects.all(), actor).filter(user_id__in=user_ids, from_on__lte=today)
    return frozenset(rows.exclude(to_on__lt=today).values_list("user_id", flat=True))


def membership_or_404(actor: Actor, ref: str) -> Membership:
    """A membership of the actor's partnership, or 404."""
    row = wall.own(Membership.objects.all(), actor).select_related("user", "agency").filter(ref=ref).first()
    if row is None:
        raise Http404
    return row


def names_of_memberships(refs: Collection[str]) -> dict[str, str]:
    """The names of the people who hold these memberships, by reference; of the context's partnership. One query."""
    rows = Membership.objects.filter(ref__in=list(refs)).values_list("ref", "user__name")
    return dict(rows)

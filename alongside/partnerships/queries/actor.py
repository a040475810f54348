"""The actor of a request, the posts that somebody can act from, and the clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from alongside.accounts.roles import ROLES, RoleCode, permissions_of
from alongside.core.actor import Actor
from alongside.partnerships.models import (
    AreaPartnership,
    Membership,
)

_ACTOR = """
SELECT u.id, u.ref, u.name, p.id, p.slug, p.name, m.id, m.ref, g.id, g.ref, g.name, g.kind, m.role, m.specialism,
       m.locality_id,
       ARRAY(SELECT t.team_id FROM partnerships_team_member t
             WHERE t.partnership_id = m.partnership_id AND t.membership_id = m.id
               AND t.from_on <= %(today)s AND (t.to_on IS NULL OR t.to_on >= %(today)s) ORDER BY t.team_id)
FROM partnerships_membership m
JOIN accounts_user u ON u.id = m.user_id
JOIN partnerships_area_partnership p ON p.id = m.partnership_id
JOIN partnerships_agency g ON g.id = m.agency_id
WHERE m.id = %(membership)s AND m.user_id = %(user)s AND m.partnership_id = %(partnership)s AND u.is_active
  AND g.is_active AND m.from_on <= %(today)s AND (m.to_on IS NULL OR m.to_on >= %(today)s)
"""


_ACTOR_FIELDS = (
    "user_id",
    "user_ref",
    "name",
    "partnership_id",
    "partnership_slug",
    "partnership_name",
    "membership_id",
    "membership_ref",
    "agency_id",
    "agency_ref",
    "agency_name",
    "agency_kind",
    "role",
    "specialism",
    "locality_id",
    "team_ids",
)


def actor_for(*, user_id: int, membership_id: int, partnership_id: int, today: dt.date) -> Actor | None:
    """The actor of this membership today, or None for a leaver. One query; the context must be set."""
    with connection.cursor() as cursor:
        cursor.execute(
            _ACTOR,
            {"membership": membership_id, "user": user_id, "partnership": partnership_id, "today": today},
        )
        row = cursor.fetchone()
    if row is None:
        return None
    role = RoleCode(row[_ACTOR_FIELDS.index("role")])
    return Actor(
        **dict(zip(_ACTOR_FIELDS, row, strict=True)),
        role_name=ROLES[role].title,
        permissions=permissions_of(role),
    )


@dataclass(frozen=True, slots=True)
class Hat:
    """One membership that a person can act in."""

    membership_id: int
    membership_ref: str
    partnership_id: int
    partnership: str
    agency: str
    role: str
    role_name: str


def hats_of(user_id: int, today: dt.date) -> list[Hat]:
    """Memberships of a person that hold today, in every partnership: through the door for one's own rows."""
    rows = (
        Membership.objects.filter(user_id=user_id, from_on__lte=today)
        .exclude(to_on__lt=today)
        .select_related("partnership", "agency")
        .order_by("partnership__name", "agency__name", "id")
    )
    return [
        Hat(
            row.pk,
            row.ref,
            row.partnership_id,
            row.partnership.name,
            row.agency.name,
            row.role,
            ROLES[RoleCode(row.role)].title,
        )
        for row in rows
    ]


def the_clock(area: AreaPartnership) -> Actor:
    """The worker that runs by the clock, as the trail knows it: nobody's permission, one partnership."""
    return Actor(
        user_id=0,
        user_ref="U-SYSTEM",
        name="Scheduled work",
        partnership_id=area.pk,
        partnership_slug=area.slug,
        partnership_name=area.name,
        membership_id=0,
        membership_ref="M-SYSTEM",
        agency_id=0,
        agency_ref="G-SYSTEM",
        agency_name=area.name,
        agency_kind="other",
        role="clock",
        role_name="Scheduled work",
    )


def holder_of(membership_ref: str) -> tuple[int, int] | None:
    """The row ids of a membership and of its person, of the context's partnership; None where there is none."""
    return Membership.objects.filter(ref=membership_ref).values_list("id", "user_id").first()

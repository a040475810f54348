"""Who else may read a part of a child's record: for choosing to whom something can be given to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.models import Child, Grant, SealedReader
from alongside.core import calendar
from alongside.core.strands import Strand
from alongside.partnerships import wall
from alongside.partnerships.models import Membership, TeamMember


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may read a strand of the child's record now."""

    membership_id: int
    ref: str
    name: str
    agency: str


def readers(child: Child, strand: Strand, look: trail.Look, now: dt.datetime) -> tuple[Reader, ...]:
    """People who may read this strand of the child's record now, by themselves or through a team, by name.

    What is given to somebody to do for a child is given to one of these: anybody else would never see it. Three
    queries, and one more for a sealed child.
    """
    look.insist(child.ref)
    today = calendar.london_date(now)
    grants = list(
        Grant.objects.filter(
            Q(until_at__isnull=True) | Q(until_at__gt=now),
            partnership_id=child.partnership_id,
            child=child,
            from_at__lte=now,
            strands__contains=[Strand.IDENTITY.value, strand.value],
        )
    )
    of_team: dict[int, set[str]] = {}
    of_person: dict[int, set[str]] = {}
    for grant in grants:
        if grant.team_id is not None:
            of_team.setdefault(grant.team_id, set()).add(grant.reason)
        elif grant.membership_id is not None:
            of_person.setdefault(grant.membership_id, set()).add(grant.reason)
    members = TeamMember.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=today),
        partnership_id=child.partnership_id,
        team_id__in=of_team,
        from_on__lte=today,
    )
    for member in members:
        of_person.setdefault(member.membership_id, set()).update(of_team[member.team_id])
    people = (
        Membership.objects.filter(
            Q(to_on__isnull=True) | Q(to_on__gte=today),
            partnership_id=child.partnership_id,
            id__in=of_person,
            from_on__lte=today,
            user__is_active=True,
        )
        .select_related("user", "agency")
        .order_by("user__name", "id")
    )
    if child.is_sealed:
        with wall.through(access.SEALED_DOOR):
            named = SealedReader.objects.filter(partnership_id=child.partnership_id, child_id=child.pk)
            people = people.filter(user_id__in=list(named.values_list("user_id", flat=True)))
    return tuple(
        Reader(person.pk, person.ref, person.user.name, person.agency.name)
        for person in people
        if any({Strand.IDENTITY, strand} <= rules.readable(person.role, reason) for reason in of_person[person.pk])
    )

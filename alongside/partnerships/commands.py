"""Setting up a partnership, and people who come and go."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from alongside.accounts.models import User
from alongside.accounts.permissions import Permission
from alongside.accounts.roles import RoleCode
from alongside.audit import trail
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import wall
from alongside.partnerships.models import (
    Agency,
    AreaPartnership,
    Locality,
    Membership,
    NamedContact,
    Post,
    Team,
    TeamMember,
)


def _insist(actor: Actor) -> None:
    if not actor.may(Permission.MANAGE_PEOPLE):
        raise NotPermitted("Only a system administrator can change agencies, teams and people.")


def found_partnership(
    *, slug: str, name: str, is_demonstration: bool, now: dt.datetime
) -> tuple[AreaPartnership, Actor]:
    """Make an area partnership, and the actor with whom its set-up is recorded: the command line as administrator.

    The caller must be in a transaction; the context is entered here.
    """
    made = AreaPartnership.objects.create(slug=slug, name=name, is_demonstration=is_demonstration)
    wall.enter(made.pk)
    return made, founder(made)


def founder(partnership: AreaPartnership) -> Actor:
    """The command line as an actor: it may set up people and agencies and sees no child."""
    return Actor(
        user_id=0,
        user_ref="U-SYSTEM",
        name="Set-up from the command line",
        partnership_id=partnership.pk,
        partnership_slug=partnership.slug,
        partnership_name=partnership.name,
        membership_id=0,
        membership_ref="M-SYSTEM",
        agency_id=0,
        agency_ref="G-SYSTEM",
        agency_name=partnership.name,
        agency_kind="other",
        role=RoleCode.ADMINISTRATOR.value,
        role_name="System administrator",
        permissions=frozenset({Permission.MANAGE_PEOPLE.value}),
    )


@trail.command("partnerships.locality.added")
def add_locality(*, actor: Actor, name: str, postcodes: str = "", now: dt.datetime) -> Locality:
    """Add a locality."""
    _insist(actor)
    row = Locality.objects.create(partnership_id=actor.partnership_id, name=name, postcodes=postcodes)
    trail.record(actor, "partnerships.locality.added", about=[row.ref], now=now)
    return row


@trail.command("partnerships.agency.added")
def add_agency(*, actor: Actor, name: str, kind: str, phone: str = "", now: dt.datetime) -> Agency:
    """Add an agency."""
    _insist(actor)
    row = Agency.objects.create(partnership_id=actor.partnership_id, name=name, kind=kind, phone=phone)
    trail.record(actor, "partnerships.agency.added", about=[row.ref], now=now)
    return row


@trail.command("partnerships.team.added")
def add_team(
    *,
    actor: Actor,
    agency: Agency,
    name: str,
    duty: str,
    specialism: str = "",
    locality: Locality | None = None,
    now: dt.datetime,
) -> Team:
    """Add a team of an agency."""
    _insist(actor)
    row = Team.objects.create(
        partnership_id=actor.partnership_id,
        agency=agency,
        name=name,
        duty=duty,
        specialism=specialism,
        locality=locality,
    )
    trail.record(actor, "partnerships.team.added", about=[row.ref, agency.ref], now=now)
    return row


@trail.command("partnerships.person.added")
def add_person(
    *,
    actor: Actor,
    name: str,
    email: str,
    phone: str = "",
    agency: Agency,
    role: str,
    teams: list[Team],
    specialism: str = "",
    locality: Locality | None = None,
    from_on: dt.date,
    now: dt.datetime,
) -> Membership:
    """Give a person a role in an agency and a place in its teams. The person is made if the e-mail address is new.

    Raises NotPermitted when people would give themselves a role.
    """
    _insist(actor)
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create(email=email.lower(), name=name, phone=phone)
        user.set_unusable_password()
        user.save(update_fields=["password"])
    if user.pk == actor.user_id:
        raise NotPermitted("Nobody gives themselves a role. Ask another administrator.")
    row = Membership.objects.create(
        partnership_id=actor.partnership_id,
        user=user,
        agency=agency,
        role=RoleCode(role).value,
        specialism=specialism,
        locality=locality,
        from_on=from_on,
    )
    TeamMember.objects.bulk_create(
        TeamMember(partnership_id=actor.partnership_id, team=team, membership=row, from_on=from_on) for team in teams
    )
    trail.record(
        actor,
        "partnerships.person.added",
        about=[row.ref, user.ref, agency.ref],
        now=now,
        detail={"role": row.role, "teams": [team.ref for team in teams]},
    )
    return row


@trail.command("partnerships.person.left")
def end_membership(*, actor: Actor, membership: Membership, to_on: dt.date, now: dt.datetime) -> Membership:
    """Somebody leaves, or changes role: ``to_on`` is the last day. Access ends at the next request after it."""
    _insist(actor)
    row = Membership.objects.select_for_update().get(pk=membership.pk)
    if row.user_id == actor.user_id:
        raise NotPermitted("Nobody ends their own role. Ask another administrator.")
    if to_on < row.from_on:
        raise NotNow("The last day is before the first. Check the date.")
    row.to_on = to_on
    row.ended_by = actor.user_ref
    row.save(update_fields=["to_on", "ended_by"])
    trail.record(actor, "partnerships.person.left", about=[row.ref], now=now)
    return row


@trail.command("partnerships.post.added")
def add_post(
    *,
    actor: Actor,
    team: Team,
    title: str,
    full_time_equivalent: Decimal,
    specialism: str = "",
    held_by: Membership | None,
    from_on: dt.date,
    now: dt.datetime,
) -> Post:
    """Add a post, filled or vacant, in full-time equivalents."""
    _insist(actor)
    row = Post.objects.create(
        partnership_id=actor.partnership_id,
        team=team,
        title=title,
        full_time_equivalent=full_time_equivalent,
        specialism=specialism,
        held_by=held_by,
        from_on=from_on,
    )
    trail.record(actor, "partnerships.post.added", about=[row.ref, team.ref], now=now)
    return row


@trail.command("partnerships.contact.named")
def name_contact(
    *, actor: Actor, agency: Agency, purpose: str, membership: Membership, deputy: Membership | None, now: dt.datetime
) -> NamedContact:
    """Name whom to ring at an agency for a purpose, and a deputy."""
    _insist(actor)
    row = NamedContact.objects.create(
        partnership_id=actor.partnership_id, agency=agency, purpose=purpose, membership=membership, deputy=deputy
    )
    trail.record(actor, "partnerships.contact.named", about=[agency.ref, membership.ref], now=now)
    return row


@trail.command("partnerships.session.began", trail.Verb.CONSULTATION)
def begin_session(*, actor: Actor, now: dt.datetime) -> None:
    """A person begins to act for an agency."""
    trail.record(actor, "partnerships.session.began", about=[actor.membership_ref], now=now)

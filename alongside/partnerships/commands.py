"""Setting up a partnership, and people who come and go."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from alongside.accounts.models import User
from alongside.accounts.permissions import Permission
from alongside.accounts.roles import RoleCode
from alongside.audit import trail
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import access, rules, wall
from alongside.partnerships.models import (
    Agency,
    AreaPartnership,
    Leaving,
    Locality,
    Membership,
    NamedContact,
    Post,
    Proposal,
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

    Alone, an administrator gives only roles that see figures and no child; every other role takes a second person
    (``propose_person``), and the set-up from the command line, which holds the server already, takes none. Raises
    NotPermitted when people would give themselves a role.
    """
    if not trail.is_part_of_a_command():
        _insist(actor)
        if actor.membership_id and access.needs_second_person(role):
            raise NotPermitted("This role takes two people. Propose it, and somebody else agrees.")
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


@trail.command("partnerships.person.proposed")
def propose_person(
    *,
    actor: Actor,
    name: str,
    email: str,
    phone: str = "",
    agency: Agency,
    role: str,
    team: Team | None,
    from_on: dt.date,
    now: dt.datetime,
) -> Proposal:
    """Propose a role for somebody. They hold it when a second person has agreed.

    Raises NotPermitted when people would propose themselves, and NotNow when the same role waits already or the team
    is another agency's (a team of governance draws on all of them).
    """
    _insist(actor)
    if email.lower() == _email_of(actor):
        raise NotPermitted("Nobody gives themselves a role. Ask another administrator.")
    if team is not None and team.agency_id != agency.pk and team.duty != Team.Duty.GOVERNANCE:
        raise NotNow("This team belongs to another agency. Choose a team of the person's own agency.")
    same = wall.own(Proposal.objects.all(), actor).filter(email__iexact=email, agency=agency, role=role)
    if same.filter(status=Proposal.Status.WAITING).exists():
        raise NotNow("This role is proposed for this person already. It waits for a second person.")
    row = Proposal.objects.create(
        partnership_id=actor.partnership_id,
        name=name,
        email=email.lower(),
        phone=phone,
        agency=agency,
        team=team,
        role=RoleCode(role).value,
        from_on=from_on,
        proposed_by_id=actor.membership_id,
        proposed_at=now,
        decide_by_on=calendar.add_working_days(calendar.london_date(now), rules.PROPOSAL_WORKING_DAYS),
    )
    about = [row.ref, agency.ref]
    trail.record(actor, "partnerships.person.proposed", about=about, now=now, detail={"role": row.role})
    return row


@trail.command("partnerships.person.decided")
def decide_about_person(
    *, actor: Actor, proposal: Proposal, is_agreed: bool, note: str = "", now: dt.datetime
) -> Proposal:
    """A second person agrees to a role, and it begins, or refuses it. Whoever proposed it may withdraw it."""
    row = (
        wall.own(Proposal.objects.all(), actor)
        .select_for_update(of=("self",))
        .select_related("proposed_by", "agency", "team")
        .get(pk=proposal.pk)
    )
    is_withdrawal = not is_agreed and row.proposed_by.user_id == actor.user_id
    if not is_withdrawal:
        access.may_decide_about(actor, row).or_raise()
    if row.status != Proposal.Status.WAITING:
        raise NotNow("This has been decided already.")
    about = [row.ref]
    if is_agreed:
        made = add_person(
            actor=actor,
            name=row.name,
            email=row.email,
            phone=row.phone,
            agency=row.agency,
            role=row.role,
            teams=[row.team] if row.team else [],
            from_on=row.from_on,
            now=now,
        )
        about.append(made.ref)
    refused = Proposal.Status.WITHDRAWN if is_withdrawal else Proposal.Status.REFUSED
    row.status = Proposal.Status.AGREED if is_agreed else refused
    row.decided_by_id, row.decided_at = actor.membership_id, now
    row.save(update_fields=["status", "decided_by", "decided_at"])
    detail = {"role": row.role, "status": row.status}
    trail.record(actor, "partnerships.person.decided", about=about, now=now, reason=note, detail=detail)
    return row


def _email_of(actor: Actor) -> str:
    return User.objects.values_list("email", flat=True).get(pk=actor.user_id).lower()


@trail.command("partnerships.person.left")
def end_membership(*, actor: Actor, membership: Membership, to_on: dt.date, now: dt.datetime) -> Membership:
    """Somebody leaves, or changes role: ``to_on`` is the last day. Access ends at the next request after it.

    That never waits for the work: what they have is handed over in the ``Leaving`` that begins here, which stays open
    with their managers until nothing is left.
    """
    _insist(actor)
    row = Membership.objects.select_for_update().get(pk=membership.pk)
    if row.user_id == actor.user_id:
        raise NotPermitted("Nobody ends their own role. Ask another administrator.")
    if to_on < row.from_on:
        raise NotNow("The last day is before the first. Check the date.")
    row.to_on = to_on
    row.ended_by = actor.user_ref
    row.save(update_fields=["to_on", "ended_by"])
    leaving, is_new = Leaving.objects.get_or_create(
        partnership_id=actor.partnership_id, membership=row, defaults={"last_on": to_on, "begun_at": now}
    )
    if not is_new and leaving.last_on != to_on:
        leaving.last_on = to_on
        leaving.save(update_fields=["last_on"])
    trail.record(actor, "partnerships.person.left", about=[row.ref, leaving.ref], now=now)
    return row


@trail.command("partnerships.leaving.closed")
def close_leaving(*, actor: Actor, leaving: Leaving, left: int, now: dt.datetime) -> Leaving:
    """Say that everything a leaver had is with somebody else. ``left`` is how many open things are still theirs, as the
    rooms above count them: with one left, it stays open."""
    row = wall.own(Leaving.objects.all(), actor).select_for_update(of=("self",)).get(pk=leaving.pk)
    if not actor.may(Permission.SEE_TEAM_WORK):
        raise NotPermitted("Only a manager closes this. Everything the person had must be with somebody else first.")
    if row.status == Leaving.Status.CLOSED:
        raise NotNow("This is closed already.")
    if left:
        things = "1 thing is" if left == 1 else f"{left} things are"
        raise NotNow(f"{things} still with this person. Hand over each of them first.")
    row.status, row.closed_by_id, row.closed_at = Leaving.Status.CLOSED, actor.membership_id, now
    row.save(update_fields=["status", "closed_by", "closed_at"])
    trail.record(actor, "partnerships.leaving.closed", about=[row.ref], now=now)
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

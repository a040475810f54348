"""The people of every test: two partnerships, one person in each role, and a child or two, all made through commands.

``build_world`` fills the template database once; a test gets a clone and finds people by name:

    with people.acting("swindon", "practitioner") as actor: ...

``actor(partnership, role)`` is the person's ``Actor``; ``acting`` also enters a transaction with the wall's context;
``sign_in(client, partnership, role)`` signs a test client in as that person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from alongside.accounts.models import User
from alongside.accounts.roles import RoleCode
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core.actor import Actor
from alongside.partnerships import commands as partnerships
from alongside.partnerships import queries, wall
from alongside.partnerships.models import Agency, AreaPartnership, Locality, Membership, Team

NOW = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)
"""A Friday morning: when the world was made. Tests pass later moments."""

TODAY = NOW.date()

AREAS = {"swindon": "Swindon Area Partnership", "hampshire": "Hampshire Area Partnership"}

AGENCIES = {
    "yjs": ("Youth Justice Service", Agency.Kind.YOUTH_JUSTICE),
    "send": ("SEND Team", Agency.Kind.SEND_TEAM),
    "salt": ("Speech and Language Therapy", Agency.Kind.SPEECH_LANGUAGE),
    "camhs": ("CAMHS", Agency.Kind.CAMHS),
    "school": ("Oakfield School", Agency.Kind.SCHOOL),
    "other_school": ("Riverside Academy", Agency.Kind.SCHOOL),
    "police": ("Constabulary", Agency.Kind.POLICE),
    "early_help": ("Early Help", Agency.Kind.EARLY_HELP),
    "social_care": ("Children's Social Care", Agency.Kind.SOCIAL_CARE),
    "board": ("Management Board", Agency.Kind.BOARD),
}

TEAMS = {
    "front_door": ("yjs", "Front door", Team.Duty.FRONT_DOOR, ""),
    "prevention": ("yjs", "Prevention team", Team.Duty.PREVENTION, ""),
    "other_team": ("yjs", "Court team", Team.Duty.STATUTORY, ""),
    "salt": ("salt", "Speech and language", Team.Duty.SPECIALIST, "speech_language"),
    "camhs": ("camhs", "CAMHS in youth justice", Team.Duty.SPECIALIST, "camhs"),
    "send": ("send", "SEND casework", Team.Duty.PARTNER, ""),
    "school": ("school", "Pastoral team", Team.Duty.PARTNER, ""),
    "other_school": ("other_school", "Pastoral team at Riverside", Team.Duty.PARTNER, ""),
    "police": ("police", "Child-centred policing", Team.Duty.PARTNER, ""),
    "early_help": ("early_help", "Early help", Team.Duty.PARTNER, ""),
    "social_care": ("social_care", "Front door of social care", Team.Duty.PARTNER, ""),
    "governance": ("board", "Board and governance", Team.Duty.GOVERNANCE, ""),
}

# Key -> (name, role, agency, team, specialism). Where a role has one person, the key is the role.
PEOPLE: dict[str, tuple[str, RoleCode, str, str, str]] = {
    "practitioner": ("Asha Penrose", RoleCode.PRACTITIONER, "yjs", "prevention", ""),
    "colleague": ("Tom Wickham", RoleCode.PRACTITIONER, "yjs", "prevention", ""),
    "stranger": ("Bea Holloway", RoleCode.PRACTITIONER, "yjs", "other_team", ""),
    "front_door": ("Imran Quaye", RoleCode.FRONT_DOOR, "yjs", "front_door", ""),
    "team_manager": ("Grace Tolland", RoleCode.TEAM_MANAGER, "yjs", "prevention", ""),
    "specialist": ("Nia Farrant", RoleCode.SPECIALIST, "salt", "salt", "speech_language"),
    "camhs": ("Owen Maddern", RoleCode.SPECIALIST, "camhs", "camhs", "camhs"),
    "send_officer": ("Ruth Selwyn", RoleCode.SEND_OFFICER, "send", "send", ""),
    "school": ("Dev Marlowe", RoleCode.SCHOOL, "school", "school", ""),
    "other_school": ("Ellen Crabtree", RoleCode.SCHOOL, "other_school", "other_school", ""),
    "police": ("Sam Kestrel", RoleCode.POLICE, "police", "police", ""),
    "early_help": ("Jo Lindqvist", RoleCode.EARLY_HELP, "early_help", "early_help", ""),
    "social_care": ("Mina Okafor", RoleCode.SOCIAL_CARE, "social_care", "social_care", ""),
    "panel_chair": ("Harriet Vane", RoleCode.PANEL_CHAIR, "yjs", "governance", ""),
    "panel_administrator": ("Colin Brook", RoleCode.PANEL_ADMINISTRATOR, "yjs", "governance", ""),
    "head_of_service": ("Patricia Lowe", RoleCode.HEAD_OF_SERVICE, "yjs", "governance", ""),
    "board_member": ("Edmund Vale", RoleCode.BOARD_MEMBER, "board", "governance", ""),
    "assessor": ("Lucy Thorne", RoleCode.ASSESSOR, "board", "governance", ""),
    "governance_lead": ("Kiran Bassi", RoleCode.GOVERNANCE_LEAD, "yjs", "governance", ""),
    "administrator": ("Frances Iden", RoleCode.ADMINISTRATOR, "yjs", "governance", ""),
}


def email(partnership: str, key: str) -> str:
    return f"{key}@{partnership}.example"


def build_world() -> None:
    """Fill the template: called once for a migrated database, as the application's own role."""
    for slug, name in AREAS.items():
        with transaction.atomic():
            _build(slug, name)


def _build(slug: str, name: str) -> None:
    _, founder = partnerships.found_partnership(slug=slug, name=name, is_demonstration=False, now=NOW)
    places = [
        partnerships.add_locality(actor=founder, name=place, now=NOW) for place in (f"North {slug}", f"South {slug}")
    ]
    agencies = {
        key: partnerships.add_agency(actor=founder, name=f"{title}", kind=kind, phone="01632 960000", now=NOW)
        for key, (title, kind) in AGENCIES.items()
    }
    teams = {
        key: partnerships.add_team(
            actor=founder,
            agency=agencies[agency],
            name=title,
            duty=duty,
            specialism=specialism,
            locality=places[0],
            now=NOW,
        )
        for key, (agency, title, duty, specialism) in TEAMS.items()
    }
    for key, (person, role, agency, team, specialism) in PEOPLE.items():
        membership = partnerships.add_person(
            actor=founder,
            name=person,
            email=email(slug, key),
            phone="01632 960001",
            agency=agencies[agency],
            role=role,
            teams=[teams[team]],
            specialism=specialism,
            locality=places[0],
            from_on=TODAY - dt.timedelta(days=400),
            now=NOW,
        )
        if team == "prevention":
            partnerships.add_post(
                actor=founder,
                team=teams[team],
                title="Prevention worker",
                full_time_equivalent=Decimal("1.0"),
                held_by=membership,
                from_on=TODAY - dt.timedelta(days=400),
                now=NOW,
            )


def partnership(slug: str) -> AreaPartnership:
    return AreaPartnership.objects.get(slug=slug)


def actor(slug: str, key: str, *, today: dt.date = TODAY) -> Actor:
    """The actor of a person. Enters a transaction of its own to look it up."""
    made = partnership(slug)
    user = User.objects.get(email=email(slug, key))
    with wall.inside(made.pk, user.pk):
        membership = Membership.objects.filter(partnership=made, user=user).earliest("id")
        found = queries.actor_for(user_id=user.pk, membership_id=membership.pk, partnership_id=made.pk, today=today)
    assert found is not None, f"{key} of {slug} has no membership on {today}"
    return found


@contextmanager
def acting(slug: str, key: str, *, today: dt.date = TODAY) -> Iterator[Actor]:
    """A transaction in which this person acts: the wall's context is set as in a request."""
    found = actor(slug, key, today=today)
    with wall.inside(found.partnership_id, found.user_id):
        yield found


def membership_of(slug: str, key: str) -> Membership:
    """The membership row: the first, of somebody who was given another hat. Call inside ``acting``."""
    rows = Membership.objects.select_related("user", "agency").filter(partnership__slug=slug)
    return rows.filter(user__email=email(slug, key)).earliest("id")


def team_of(slug: str, key: str) -> Team:
    """The team row, by its key in TEAMS. Call inside ``acting``."""
    return Team.objects.get(partnership__slug=slug, name=TEAMS[key][1])


def agency_of(slug: str, key: str) -> Agency:
    """The agency row, by its key in AGENCIES. Call inside ``acting``."""
    return Agency.objects.get(partnership__slug=slug, name=AGENCIES[key][0])


def locality_of(slug: str, place: str = "North") -> Locality:
    """The locality row. Call inside ``acting``."""
    return Locality.objects.get(partnership__slug=slug, name=f"{place} {slug}")


def a_child(slug: str, *, given: str = "Zoë", family: str = "Ashdown", born_on: dt.date = dt.date(2013, 2, 3)) -> Child:
    """A child recorded by the front door, with nobody else granted anything yet."""
    with acting(slug, "front_door") as front_door:
        return children.record_child(
            actor=front_door,
            given_name=given,
            family_name=family,
            born_on=born_on,
            locality=locality_of(slug),
            source="R-TEST00",
            now=NOW,
        )


def grant(slug: str, child: Child, key: str, reason: str, **more: object) -> None:
    """Give a person a grant for a child, as the work it arises from would."""
    # Nobody lets themselves in: the front door is let in by a manager.
    with acting(slug, "team_manager" if key == "front_door" else "front_door") as giver:
        children.give_grant(
            actor=giver,
            child=child,
            membership=membership_of(slug, key),
            reason=reason,
            source="R-TEST00",
            now=NOW,
            **more,  # type: ignore[arg-type]
        )


def sign_in(client: object, slug: str, key: str) -> Actor:
    """Sign a Django test client in as this person, acting for their agency (without the sign-in pages)."""
    from django.conf import settings

    found = actor(slug, key)
    user = User.objects.get(pk=found.user_id)
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store["partnership_id"], store["membership_id"] = found.partnership_id, found.membership_id
    store.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key  # type: ignore[attr-defined]
    # What each form of a page carries; tests that fill in no form send it in the header.
    client.defaults["HTTP_X_ALONGSIDE_HAT"] = found.membership_ref  # type: ignore[attr-defined]
    return found

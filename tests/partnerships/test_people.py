"""Roles that see children, or decide who may, take two people; nobody lets themselves in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from alongside.accounts.models import User
from alongside.accounts.roles import RoleCode
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import access, commands, queries, wall
from alongside.partnerships.models import Membership, Proposal
from tests import people
from tests.children.makers import as_, counted, date_parts, events, post
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]


@pytest.fixture(autouse=True)
def _day_of_the_tests() -> Iterator[None]:
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=True):
        yield


def proposed(email: str = "new.worker@swindon.example", role: str = "practitioner", **given: Any) -> Proposal:
    with acting("swindon", "administrator") as actor:
        return commands.propose_person(
            actor=actor,
            name="Wren Ashby",
            email=email,
            agency=people.agency_of("swindon", given.pop("agency", "yjs")),
            role=role,
            team=people.team_of("swindon", given.pop("team", "prevention")),
            from_on=TODAY,
            now=NOW,
        )


def decided(proposal: Proposal, key: str, *, is_agreed: bool = True) -> Proposal:
    with acting("swindon", key) as actor:
        return commands.decide_about_person(
            actor=actor, proposal=proposal, is_agreed=is_agreed, note="She starts on Monday", now=NOW
        )


@pytest.mark.parametrize("key", ["head_of_service", "governance_lead"])
def test_a_role_begins_when_a_second_person_agrees(key: str) -> None:
    proposal = proposed()
    assert not User.objects.filter(email=proposal.email).exists(), "Nobody is made before"

    decided(proposal, key)

    with acting("swindon", "administrator"):
        membership = Membership.objects.select_related("user").get(user__email=proposal.email)
        assert membership.role == "practitioner"
    assert membership.ref in events("swindon", "partnerships.person.decided")[0].about
    assert len(events("swindon", "partnerships.person.added")) == len(people.PEOPLE) + 1
    with wall.inside(membership.partnership_id, membership.user_id):
        assert queries.hats_of(membership.user_id, TODAY)


@pytest.mark.parametrize("role", [role for role in RoleCode if role not in ("board_member", "assessor")])
def test_one_administrator_alone_gives_no_role_that_sees_children_or_decides_who_may(role: str) -> None:
    assert access.needs_second_person(role)
    with acting("swindon", "administrator") as actor, pytest.raises(NotPermitted, match="takes two people"):
        commands.add_person(
            actor=actor,
            name="Second account",
            email="second@swindon.example",
            agency=people.agency_of("swindon", "yjs"),
            role=role,
            teams=[],
            from_on=TODAY,
            now=NOW,
        )


def test_a_role_that_sees_figures_only_takes_one() -> None:
    with acting("swindon", "administrator") as actor:
        made = commands.add_person(
            actor=actor,
            name="Board",
            email="board@swindon.example",
            agency=people.agency_of("swindon", "board"),
            role="board_member",
            teams=[],
            from_on=TODAY,
            now=NOW,
        )
    assert made.role == "board_member"


@pytest.mark.parametrize("key", ["administrator", "team_manager", "practitioner"])
def test_neither_who_proposed_it_nor_who_may_not_is_the_second_person(key: str) -> None:
    proposal = proposed()
    with pytest.raises(NotPermitted):
        decided(proposal, key)
    assert not User.objects.filter(email=proposal.email).exists()


def test_nobody_agrees_to_a_role_for_themselves_or_proposes_one() -> None:
    with pytest.raises(NotPermitted, match="gives themselves a role"):
        proposed(people.email("swindon", "administrator"))
    with pytest.raises(NotPermitted, match="gives themselves a role"):
        decided(proposed(people.email("swindon", "head_of_service")), "head_of_service")


def test_who_proposed_withdraws_and_a_refusal_makes_nobody() -> None:
    assert decided(proposed(), "administrator", is_agreed=False).status == "withdrawn"
    refused = decided(proposed(), "head_of_service", is_agreed=False)
    assert refused.status == "refused"
    with pytest.raises(NotNow):
        decided(refused, "governance_lead")
    assert not User.objects.filter(email=refused.email).exists()


def test_the_same_role_waits_once_and_a_team_is_of_the_agency() -> None:
    proposed()
    with pytest.raises(NotNow, match="already"):
        proposed()
    with pytest.raises(NotNow, match="another agency"):
        proposed("other@swindon.example", agency="police", role="police", team="prevention")
    assert proposed("chair@swindon.example", role="panel_chair", team="governance")


def test_from_the_form_to_the_other_persons_work_to_the_role() -> None:
    administrator, head = as_("swindon", "administrator"), as_("swindon", "head_of_service")
    with acting("swindon", "administrator"):
        agency, team = people.agency_of("swindon", "yjs").ref, people.team_of("swindon", "prevention").ref
        police = people.team_of("swindon", "police").ref
    typed = {"name": "Wren Ashby", "email": "wren@swindon.example", "phone": "", "role": "practitioner"}
    typed |= {"agency": agency, **date_parts("from_on", TODAY)}

    wrong = post(administrator, "/people/add/", team=police, **typed)
    assert wrong.status_code == 422
    assert "belongs to Constabulary" in wrong.content.decode()
    assert post(administrator, "/people/add/", team=team, **typed).status_code == 302

    people_page = administrator.get("/people/").content.decode()
    assert "Waiting for a second person" in people_page
    assert "Proposed. They can sign in once a second person has agreed." in people_page
    assert "Agree to a role" not in administrator.get("/").content.decode()
    assert "Agree to a role, or refuse it: Wren Ashby, practitioner" in head.get("/").content.decode()
    with acting("swindon", "administrator"):
        address = f"/people/proposed/{Proposal.objects.get().ref}/"
    assert post(administrator, address, is_agreed="yes", note="Mine").status_code == 302
    assert not User.objects.filter(email="wren@swindon.example").exists(), "One's own answer is a withdrawal"
    post(administrator, "/people/add/", team=team, **typed)
    with acting("swindon", "administrator"):
        address = f"/people/proposed/{Proposal.objects.get(status='waiting').ref}/"
    assert "wren@swindon.example (new here)" in head.get(address).content.decode()
    assert post(head, address, is_agreed="yes", note="Known to me").status_code == 302
    assert User.objects.filter(email="wren@swindon.example").exists()


@pytest.mark.parametrize("key", ["practitioner", "team_manager", "board_member"])
def test_a_proposal_does_not_exist_for_others(key: str) -> None:
    address = f"/people/proposed/{proposed().ref}/"
    assert as_("swindon", key).get(address).status_code == 404
    assert as_("hampshire", "administrator").get(address).status_code == 404


def test_ten_proposals_cost_as_many_queries_as_one() -> None:
    proposed("a0@swindon.example")
    head, administrator = as_("swindon", "head_of_service"), as_("swindon", "administrator")
    pages = [(head, "/"), (administrator, "/people/")]
    few, many = [], []
    for client, address in pages:
        client.get(address)
        with counted() as statements:
            client.get(address)
        few.append(len(statements))
    for number in range(1, 10):
        proposed(f"a{number}@swindon.example")
    for client, address in pages:
        with counted() as statements:
            client.get(address)
        many.append(len(statements))
    assert few == many

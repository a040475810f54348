"""Sealed records: known to named people only, kept by reference, and changed by two people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from alongside.children import access, commands, queries
from alongside.children.models import Child, SealAsk, SealedReader
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import commands as partnerships
from alongside.partnerships import queries as partnership_queries
from alongside.partnerships import wall
from tests import people
from tests.children.makers import as_, counted, events, post
from tests.people import NOW, TODAY, acting, membership_of

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.database_near]

WHY = "The adoption order was made last week"


@pytest.fixture(autouse=True)
def _day_of_the_tests() -> Iterator[None]:
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=True):
        yield


def sealed(*keys: str, given: str = "Zoë") -> Child:
    """A child for whom three people work, sealed for some of them."""
    child = people.a_child("swindon", given=given)
    for key in ("practitioner", "colleague", "specialist"):
        people.grant("swindon", child, key, "allocated")
    with acting("swindon", "governance_lead") as lead:
        readers = [membership_of("swindon", key) for key in keys or ("practitioner",)]
        commands.seal_child(actor=lead, ref=child.ref, readers=readers, reason="Adopted", now=NOW)
    return child


def asked(child: Child, key: str = "governance_lead", wish: str = "unseal", reader: str = "") -> SealAsk:
    with acting("swindon", key) as actor:
        return commands.ask_about_seal(
            actor=actor,
            ref=child.ref,
            wish=wish,
            reader=membership_of("swindon", reader) if reader else None,
            reason=WHY,
            now=NOW,
        )


def decided(ask: SealAsk, key: str, *, is_agreed: bool = True) -> SealAsk:
    with acting("swindon", key) as actor:
        return commands.decide_about_seal(actor=actor, ask=ask, is_agreed=is_agreed, note="I checked", now=NOW)


def sees(key: str, child: Child) -> bool:
    with acting("swindon", key) as actor:
        return access.visible_children(actor, NOW).filter(pk=child.pk).exists()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("governance_lead", "practitioner"),
        ("practitioner", "governance_lead"),
        ("practitioner", "colleague"),
        ("governance_lead", "head_of_service"),
    ],
)
def test_two_people_open_a_sealed_record_again(first: str, second: str) -> None:
    child = sealed("practitioner", "colleague")
    assert not sees("specialist", child)

    ask = asked(child, first)
    assert not sees("specialist", child), "One person alone has changed nothing"
    decided(ask, second)

    assert sees("specialist", child)
    with acting("swindon", "specialist"):
        assert not Child.objects.get(pk=child.pk).is_sealed
    assert events("swindon", "children.seal.asked")[0].reason_digest
    assert child.ref in events("swindon", "children.seal.decided")[0].about


def test_one_more_person_is_named_by_two_and_may_then_know_of_the_record() -> None:
    child = sealed()
    ask = asked(child, "governance_lead", "name_reader", "colleague")
    decided(ask, "practitioner")

    assert sees("colleague", child)
    assert sees("practitioner", child)
    assert not sees("specialist", child)


def test_nobody_is_the_second_person_for_what_they_asked_under_any_hat() -> None:
    child = sealed("practitioner", "colleague")
    ask = asked(child, "practitioner")
    with pytest.raises(NotPermitted):
        decided(ask, "practitioner")
    with acting("swindon", "administrator"):
        hat = partnerships.add_person(
            actor=partnerships.founder(people.partnership("swindon")),
            name="Same person",
            email=people.email("swindon", "practitioner"),
            agency=people.agency_of("swindon", "yjs"),
            role="head_of_service",
            teams=[],
            from_on=TODAY,
            now=NOW,
        )
    with wall.inside(hat.partnership_id, hat.user_id):
        actor = partnership_queries.actor_for(
            user_id=hat.user_id, membership_id=hat.pk, partnership_id=hat.partnership_id, today=TODAY
        )
        assert actor is not None
        with pytest.raises(NotPermitted):
            commands.decide_about_seal(actor=actor, ask=ask, is_agreed=True, note="Fine", now=NOW)


def test_the_database_wants_two_people_too() -> None:
    ask = asked(sealed())
    with (
        acting("swindon", "governance_lead"),
        pytest.raises(IntegrityError),
        transaction.atomic(),
        wall.through("sealed"),
    ):
        SealAsk.objects.filter(pk=ask.pk).update(status="agreed", decided_by_id=ask.asked_by_id)


def test_nobody_lets_themselves_in() -> None:
    child = sealed()
    with pytest.raises(NotPermitted):
        asked(child, "governance_lead", "name_reader", "governance_lead")
    # The person who would be named is not the second one either.
    ask = asked(child, "practitioner", "name_reader", "colleague")
    with pytest.raises(NotPermitted):
        decided(ask, "colleague")


@pytest.mark.parametrize("key", ["colleague", "team_manager", "head_of_service", "administrator", "front_door"])
def test_who_may_not_know_of_the_record_asks_nothing_about_it(key: str) -> None:
    child = sealed()
    with pytest.raises(NotPermitted):
        asked(child, key)


def test_a_seal_is_not_replaced_by_one_person() -> None:
    child = sealed("practitioner")
    with acting("swindon", "governance_lead") as lead, pytest.raises(NotNow):
        commands.seal_child(
            actor=lead, ref=child.ref, readers=[membership_of("swindon", "colleague")], reason="x", now=NOW
        )
    assert not sees("colleague", child)


def test_whoever_asked_withdraws_and_a_refusal_changes_nothing() -> None:
    child = sealed("practitioner", "colleague")
    assert decided(asked(child, "practitioner"), "practitioner", is_agreed=False).status == "withdrawn"
    refused = decided(asked(child, "practitioner"), "colleague", is_agreed=False)
    assert refused.status == "refused"
    assert not sees("specialist", child)
    with pytest.raises(NotNow):
        decided(refused, "governance_lead")


def test_one_thing_at_a_time_is_asked() -> None:
    child = sealed()
    asked(child)
    with pytest.raises(NotNow):
        asked(child, "practitioner", "name_reader", "colleague")


# The narrow door


def test_row_security_shows_who_knows_of_a_sealed_record_to_themselves_and_through_the_door_only() -> None:
    child = sealed("practitioner", "colleague")
    asked(child)
    with acting("swindon", "practitioner"):
        assert SealedReader.objects.count() == 1, "One's own line, not the others'"
        assert SealAsk.objects.count() == 1
    for key in ("specialist", "governance_lead"):
        with acting("swindon", key):
            assert SealedReader.objects.count() == SealAsk.objects.count() == 0
            with connection.cursor() as cursor:
                cursor.execute("SELECT alongside_hidden_children()")
                assert cursor.fetchone()[0] == [child.pk]
    with acting("swindon", "governance_lead"):
        with wall.through("sealed"):
            assert SealedReader.objects.count() == 2
            assert SealAsk.objects.count() == 1
            assert not Child.objects.filter(pk=child.pk).exists(), "The door shows who knows, never the child"
        assert SealedReader.objects.count() == 0, "It is shut again"
    with acting("hampshire", "governance_lead"), wall.through("sealed"):
        assert SealedReader.objects.count() == SealAsk.objects.count() == 0


def test_the_door_shuts_when_what_came_through_it_was_refused() -> None:
    sealed()
    with acting("swindon", "governance_lead"):
        with pytest.raises(NotNow), wall.through("sealed"):
            raise NotNow("x")
        assert SealedReader.objects.count() == 0


# Pages


def test_the_governance_lead_sees_references_and_readers_and_no_name() -> None:
    child = sealed()
    page = as_("swindon", "governance_lead").get("/sealed-records/").content.decode()

    assert child.ref in page
    assert "Asha Penrose, Youth Justice Service" in page
    assert "Ashdown" not in page
    assert "Zoë" not in page
    assert child.ref in events("swindon", "children.seals.viewed")[-1].about
    for key in ("practitioner", "team_manager", "head_of_service", "administrator"):
        assert as_("swindon", key).get("/sealed-records/").status_code == 403
    assert child.ref not in as_("hampshire", "governance_lead").get("/sealed-records/").content.decode()


def test_from_the_list_to_the_second_persons_work_and_open_again() -> None:
    child = sealed()
    lead, worker = as_("swindon", "governance_lead"), as_("swindon", "practitioner")
    answer = post(lead, f"/children/{child.ref}/seal/", wish="unseal", reader="", reason=WHY)
    assert answer.status_code == 302, answer.content.decode()
    page = worker.get("/").content.decode()
    assert "Decide about a sealed record as the second person" in page
    assert "Decide about a sealed record" not in lead.get("/").content.decode()
    assert "Decide about a sealed record" in as_("swindon", "head_of_service").get("/").content.decode()
    assert "Decide about a sealed record" not in as_("swindon", "colleague").get("/").content.decode()

    address = answer.headers["Location"]
    assert WHY in worker.get(address).content.decode()
    assert post(lead, address, is_agreed="yes", note="Me too").status_code == 302
    assert not sees("specialist", child), "What its own asker sends is a withdrawal, whatever the form said"
    again = post(lead, f"/children/{child.ref}/seal/", wish="unseal", reader="", reason=WHY)
    assert post(worker, again.headers["Location"], is_agreed="yes", note="Right").status_code == 302
    assert sees("specialist", child)


@pytest.mark.parametrize("key", ["colleague", "team_manager", "police", "board_member", "administrator"])
def test_pages_of_a_seal_do_not_exist_for_who_may_not_know_of_it(key: str) -> None:
    child = sealed()
    ask = asked(child)
    client = as_("swindon", key)
    for address in (f"/children/{child.ref}/seal/", f"/sealed-records/asked/{ask.ref}/"):
        assert client.get(address).status_code == 404
        assert post(client, address, wish="unseal", reason=WHY, is_agreed="yes", note="x").status_code == 404
    assert as_("hampshire", "governance_lead").get(f"/sealed-records/asked/{ask.ref}/").status_code == 404


def test_the_child_page_tells_its_reader_that_it_is_sealed() -> None:
    child = sealed()
    assert "This record is sealed" in as_("swindon", "practitioner").get(f"/children/{child.ref}/").content.decode()
    assert "Asha Penrose" in as_("swindon", "practitioner").get(f"/children/{child.ref}/seal/").content.decode()


def test_ten_sealed_records_cost_as_many_queries_as_one() -> None:
    sealed()
    lead = as_("swindon", "governance_lead")
    lead.get("/sealed-records/")
    with counted() as few:
        lead.get("/sealed-records/")
    for number in range(9):
        asked(sealed("practitioner", "colleague", given=f"Kit{number}"))
    with counted() as many:
        assert lead.get("/sealed-records/").content.decode().count("Waits for a second person") == 9
    assert len(few) == len(many)
    with acting("swindon", "governance_lead") as actor:
        assert len(queries.seals(actor)._value) == 10

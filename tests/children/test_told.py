"""Telling social care of a concern inside Alongside: it becomes theirs, and they read on, until it is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from alongside.children import access, commands
from alongside.children.models import Child, Concern, Grant
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from tests import people
from tests.children.makers import as_, date_parts, events, post
from tests.people import NOW, TODAY, acting, membership_of

pytestmark = [pytest.mark.usefixtures("database")]

WORRY = "He has bruises and will not say why"


@pytest.fixture(autouse=True)
def _day_of_the_tests() -> Iterator[None]:
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=True):
        yield


def raised(child: Child | None) -> Concern:
    with acting("swindon", "practitioner") as worker:
        return commands.raise_concern(
            actor=worker, child=child, named="" if child else "Wren Ashby", what=WORRY, now=NOW
        )


def told(concern: Concern, key: str = "social_care") -> Concern:
    with acting("swindon", "practitioner") as worker:
        return commands.tell_social_care(
            actor=worker, concern=concern, told=membership_of("swindon", key), told_at=NOW, now=NOW
        )


def a_known_child() -> Child:
    child = people.a_child("swindon")
    people.grant("swindon", child, "practitioner", "allocated")
    return child


def test_social_care_that_was_told_reads_the_child_and_has_the_concern_in_its_work() -> None:
    child = a_known_child()
    concern = raised(child)
    client = as_("swindon", "social_care")
    assert WORRY not in client.get(f"/concerns/{concern.ref}/").content.decode()

    told(concern)

    with acting("swindon", "social_care") as actor:
        standing = access.standing(actor, child, NOW)
        grant = Grant.objects.get(membership_id=actor.membership_id, child=child)
    assert grant.reason == "safeguarding"
    assert grant.source == concern.ref
    assert grant.until_at == NOW + dt.timedelta(days=28)
    assert standing.readable == {Strand.IDENTITY, Strand.EDUCATION, Strand.HEALTH, Strand.PLAN}
    assert not standing.writable
    work = client.get("/").content.decode()
    assert "You were told of a safeguarding concern" in work
    assert "Ashdown" in work
    assert WORRY in client.get(f"/concerns/{concern.ref}/").content.decode()
    assert client.get(f"/children/{child.ref}/").status_code == 200
    told_event = events("swindon", "children.concern.told")[0]
    assert told_event.verb == "disclosure"
    assert child.ref in told_event.about


def test_reading_ends_when_the_concern_is_closed() -> None:
    child = a_known_child()
    concern = told(raised(child))
    with acting("swindon", "social_care") as actor:
        commands.close_concern(actor=actor, concern=concern, outcome="A strategy meeting is held", now=NOW)

    client = as_("swindon", "social_care")
    assert client.get(f"/children/{child.ref}/").status_code == 404
    page = client.get(f"/concerns/{concern.ref}/").content.decode()
    assert "A child whose record you do not see now" in page
    assert "Ashdown" not in page
    assert "told of a safeguarding concern" not in client.get("/").content.decode()


def test_a_concern_about_nobody_on_record_is_theirs_too() -> None:
    concern = told(raised(None))
    assert "Wren Ashby" in as_("swindon", "social_care").get(f"/concerns/{concern.ref}/").content.decode()


def test_when_somebody_else_is_told_the_first_stops_reading() -> None:
    child = a_known_child()
    concern = told(raised(child))
    with acting("swindon", "practitioner") as worker:
        commands.tell_social_care(
            actor=worker, concern=concern, told_whom="Ann Other, out of hours", told_at=NOW, now=NOW
        )

    with acting("swindon", "social_care") as actor:
        assert not access.standing(actor, child, NOW + dt.timedelta(minutes=1)).readable
        assert not access.visible_concerns(actor, NOW + dt.timedelta(minutes=1)).exists()


@pytest.mark.parametrize("key", ["police", "colleague", "school"])
def test_only_people_of_social_care_are_told_this_way(key: str) -> None:
    concern = raised(a_known_child())
    with pytest.raises(NotNow):
        told(concern, key)


def test_somebody_who_may_not_know_of_a_sealed_record_is_told_by_telephone() -> None:
    child = a_known_child()
    with acting("swindon", "governance_lead") as lead:
        commands.seal_child(
            actor=lead, ref=child.ref, readers=[membership_of("swindon", "practitioner")], reason="Adopted", now=NOW
        )
    with acting("swindon", "practitioner"):
        child.refresh_from_db()
    concern = raised(child)
    with pytest.raises(NotNow, match="by telephone"):
        told(concern)


def test_the_page_offers_social_care_and_a_name_outside_and_wants_one_of_them() -> None:
    child = a_known_child()
    concern = raised(child)
    worker = as_("swindon", "practitioner")
    address = f"/concerns/{concern.ref}/told/"
    page = worker.get(address).content.decode()
    assert "Mina Okafor, Children&#39;s Social Care" in page
    assert "Sam Kestrel" not in page
    when = {**date_parts("told_on", TODAY), "told_time": "9:30am"}
    assert "Choose or name the person you told" in post(worker, address, **when).content.decode()
    with acting("swindon", "practitioner"):
        ref = membership_of("swindon", "social_care").ref
        stranger = membership_of("swindon", "police").ref
    assert post(worker, address, told=stranger, **when).status_code == 422
    assert post(worker, address, told=ref, told_whom="And another", **when).status_code == 422
    assert post(worker, address, told=ref, told_whom="", **when).status_code == 302
    assert (
        "Mina Okafor, Children&#39;s Social Care was told on"
        in worker.get(f"/concerns/{concern.ref}/").content.decode()
    )


def test_raising_and_telling_in_one_go() -> None:
    child = a_known_child()
    worker = as_("swindon", "practitioner")
    with acting("swindon", "practitioner"):
        ref = membership_of("swindon", "social_care").ref
    answer = post(worker, f"/children/{child.ref}/concern/", what=WORRY, told=ref, told_whom="")
    assert answer.status_code == 302
    assert "You were told of a safeguarding concern" in as_("swindon", "social_care").get("/").content.decode()

"""Who works with the child: by their work, and from other services as typed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from alongside.children import commands
from alongside.children.models import Child, Professional
from alongside.core.verdict import NotNow, NotPermitted
from tests import people
from tests.children.makers import as_, counted, date_parts, post
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]


@pytest.fixture(autouse=True)
def at_ten() -> Iterator[None]:
    """Requests come on the morning on which the world was made."""
    with time_machine.travel(NOW, tick=True):
        yield


def my_child() -> Child:
    child = people.a_child("swindon")
    people.grant("swindon", child, "practitioner", "allocated")
    people.grant("swindon", child, "school", "setting")
    people.grant("swindon", child, "camhs", "specialist")
    return child


def somebody(child: Child, name: str = "Dr Hazel Moss", key: str = "practitioner") -> Professional:
    with acting("swindon", key) as actor:
        return commands.record_professional(
            actor=actor,
            child=child,
            name=name,
            role="GP",
            agency="Hill Surgery",
            phone="01632 960200",
            from_on=TODAY - dt.timedelta(days=30),
            now=NOW,
        )


def page(key: str, child: Child, place: str = "network/") -> str:
    return as_("swindon", key).get(f"/children/{child.ref}/{place}").content.decode()


def test_the_network_makes_itself_from_the_work_and_takes_in_other_services() -> None:
    child = my_child()
    somebody(child)
    for place in ("network/", ""):
        text = page("practitioner", child, place)
        assert "Asha Penrose" in text
        assert "Allocated worker" in text
        assert "Owen Maddern" in text
        assert "Dr Hazel Moss" in text
        assert "Hill Surgery" in text


def test_a_school_is_not_told_that_a_specialist_works_with_the_child() -> None:
    child = my_child()
    somebody(child)
    for place in ("network/", ""):
        text = page("school", child, place)
        assert "Owen Maddern" not in text
        assert "Dr Hazel Moss" in text


def test_who_does_not_work_with_the_child_any_more_is_gone() -> None:
    child = my_child()
    row = somebody(child)
    client = as_("swindon", "practitioner")
    path = f"/children/{child.ref}/network/{row.ref}/end/"
    assert as_("swindon", "school").get(path).status_code == 200
    assert as_("swindon", "colleague").get(path).status_code == 404
    assert as_("hampshire", "practitioner").get(path).status_code == 404
    assert post(as_("swindon", "school"), path, **date_parts("to_on", TODAY)).status_code == 403
    assert post(client, path, **date_parts("to_on", TODAY - dt.timedelta(days=31))).status_code == 409
    assert post(client, path, **date_parts("to_on", TODAY)).status_code == 302
    assert "Dr Hazel Moss" not in page("practitioner", child)
    assert client.get(path).status_code == 404


def test_only_whoever_writes_the_record_writes_down_a_professional() -> None:
    child = my_child()
    for key in ("school", "camhs", "colleague"):
        with pytest.raises(NotPermitted):
            somebody(child, key=key)
    row = somebody(child)
    with acting("swindon", "practitioner") as actor, pytest.raises(NotNow):
        commands.end_professional(actor=actor, professional=row, to_on=TODAY - dt.timedelta(days=31), now=NOW)


def test_ten_professionals_cost_as_many_questions_as_one() -> None:
    child = my_child()
    somebody(child)
    client = as_("swindon", "practitioner")
    client.get(f"/children/{child.ref}/network/")
    with counted() as one:
        client.get(f"/children/{child.ref}/network/")
    for number in range(9):
        somebody(child, f"Professional {number}")
    with counted() as ten:
        client.get(f"/children/{child.ref}/network/")
    assert len(one) == len(ten)

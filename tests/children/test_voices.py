"""Everything that a child said on one page: who reads which part of it, who owes the answer, and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from alongside.children import commands
from alongside.children.models import Child, Voice
from alongside.core.strands import Strand
from tests import people
from tests.children.makers import as_, counted
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
    return child


def said(child: Child, words: str, strand: Strand = Strand.IDENTITY, days: int = 0, **more: object) -> Voice:
    with acting("swindon", "practitioner") as actor:
        return commands.record_voice(
            actor=actor,
            child=child,
            said=words,
            gathered="Talking together",
            strand=strand,
            said_on=TODAY - dt.timedelta(days=days),
            now=NOW,
            **more,  # type: ignore[arg-type]
        )


def page(key: str, child: Child, query: str = "") -> str:
    return " ".join(as_("swindon", key).get(f"/children/{child.ref}/voices/{query}").content.decode().split())


def test_each_reads_what_the_child_said_about_the_parts_that_they_see() -> None:
    child = my_child()
    said(child, "I love my dog")
    said(child, "The plan is too long", Strand.PLAN)

    assert "The plan is too long" in page("practitioner", child)
    assert "I love my dog" in page("school", child)
    assert "The plan is too long" not in page("school", child)


def test_what_is_owed_has_an_owner_and_a_date_until_the_child_is_told() -> None:
    child = my_child()
    owed = said(child, "School is loud", days=20)
    text = page("school", child)
    assert "Asha Penrose tells Zoë" in text
    assert "6 days late" in text
    assert f"said/{owed.ref}/" not in text
    assert f"said/{owed.ref}/" in page("practitioner", child)

    with acting("swindon", "practitioner") as actor:
        commands.tell_back(actor=actor, voice=owed, changed="A quiet room", told_back_on=TODAY, now=NOW)
    text = page("school", child)
    assert "A quiet room" in text
    assert "has not been told yet" not in text


def test_before_there_is_a_worker_whoever_heard_it_tells_the_child() -> None:
    child = people.a_child("swindon")
    people.grant("swindon", child, "team_manager", "front_door")
    with acting("swindon", "team_manager") as actor:
        commands.record_voice(actor=actor, child=child, said="Hi", gathered="By phone", said_on=TODAY, now=NOW)
    assert "Grace Tolland tells Zoë" in page("team_manager", child)


def test_the_oldest_stand_on_the_next_page() -> None:
    child = my_child()
    for number in range(21):
        said(child, f"Thing {number:02}.", days=number, told_back_on=TODAY)
    assert "Thing 20." not in page("practitioner", child)
    assert "Thing 20." in page("practitioner", child, "?page=2")


def test_ten_things_cost_as_many_questions_as_one() -> None:
    child = my_child()
    said(child, "One")
    client = as_("swindon", "practitioner")
    client.get(f"/children/{child.ref}/voices/")
    with counted() as one:
        client.get(f"/children/{child.ref}/voices/")
    for number in range(9):
        said(child, f"Thing {number}", days=number)
    with counted() as ten:
        client.get(f"/children/{child.ref}/voices/")
    assert len(one) == len(ten)

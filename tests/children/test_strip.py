"""How to work with the child stands on every page about the child, and on no other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from alongside.children import commands
from alongside.children.models import Child
from alongside.needs import commands as needs
from tests import people
from tests.children.makers import as_
from tests.people import NOW, acting

pytestmark = [pytest.mark.usefixtures("database")]


@pytest.fixture(autouse=True)
def at_ten() -> Iterator[None]:
    """Requests come on the morning on which the world was made."""
    with time_machine.travel(NOW, tick=True):
        yield


def my_child(given: str = "Zoë") -> Child:
    child = people.a_child("swindon", given=given)
    people.grant("swindon", child, "practitioner", "allocated")
    people.grant("swindon", child, "school", "setting")
    with acting("swindon", "practitioner") as actor:
        commands.edit_child(
            actor=actor, child=child, version=1, changes={"communication": f"{given} draws it"}, now=NOW
        )
        for number in range(5):
            needs.write_strategy(actor=actor, child=child, kind="do", text=f"{given} advice {number}", now=NOW)
    return child


PAGES = ("identity/", "family/", "family-member/", "addresses/", "needs/", "plan/", "why/", "said/")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_about_a_child_says_how_to_work_with_the_child(page: str) -> None:
    child = my_child()
    text = as_("swindon", "practitioner").get(f"/children/{child.ref}/{page}").content.decode()
    strip = text.split('class="app-childstrip', 1)
    assert len(strip) == 2, "The page does not say how to work with the child"
    shown = strip[1].split("</aside>")[0]
    assert "Zoë draws it" in shown
    assert shown.count("Zoë advice") == 3
    assert "2 more" in shown


def test_pages_about_nobody_and_refusals_say_nothing_of_a_child() -> None:
    child = my_child()
    client = as_("swindon", "practitioner")
    client.get(f"/children/{child.ref}/family/")
    for path in ("/", "/search/", f"/children/{child.ref}/?strand=victim", "/children/C-000000/family/"):
        assert "app-childstrip" not in client.get(path).content.decode(), path
    assert "advice" not in as_("swindon", "colleague").get(f"/children/{child.ref}/family/").content.decode()
    refused = as_("swindon", "school").get(f"/children/{child.ref}/identity/history/")
    assert refused.status_code == 403
    assert "app-childstrip" not in refused.content.decode()


def test_the_child_of_one_request_is_never_shown_on_the_next() -> None:
    one, other = my_child(), my_child("Ada")
    client = as_("swindon", "practitioner")
    client.get(f"/children/{one.ref}/family/")
    assert "Zoë advice" not in client.get(f"/children/{other.ref}/family/").content.decode()


def test_the_passport_has_all_advice_and_says_nothing_of_why_the_child_is_known() -> None:
    child = my_child()
    people.grant("swindon", child, "camhs", "specialist")
    school = as_("swindon", "school").get(f"/children/{child.ref}/passport/").content.decode()
    body = school.split('class="app-passport ')[1].split("app-passport__foot")[0]
    assert body.count("Zoë advice") == 5
    assert "Asha Penrose" in body
    assert "CAMHS" not in body
    specialist = as_("swindon", "camhs").get(f"/children/{child.ref}/passport/").content.decode()
    assert "Owen Maddern" not in specialist.split('class="app-passport ')[1]
    assert as_("swindon", "colleague").get(f"/children/{child.ref}/passport/").status_code == 404

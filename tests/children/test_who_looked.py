"""The paper on who looked: plain words, no names unless a service chose them, given by the manager."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from alongside.children import commands, queries
from alongside.children.models import Child, Disclosure, Grant, NamesOnPaper
from alongside.children.queries import plain_looks
from alongside.core.plain_words import too_long_sentences
from alongside.core.verdict import NotNow, NotPermitted
from tests import people
from tests.children.makers import as_, counted, date_parts, events, post
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]

SLUG = "swindon"
NAMES = "/who-looked/names/"


@pytest.fixture(autouse=True)
def at_ten() -> Iterator[None]:
    """Requests come on the morning on which the world was made."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def child() -> Child:
    """A child with a worker, a manager who supervises, and a specialist."""
    made = people.a_child(SLUG)
    for key, reason in (("practitioner", "allocated"), ("team_manager", "supervision"), ("camhs", "specialist")):
        people.grant(SLUG, made, key, reason)
    return made


def paper(child: Child, key: str = "team_manager") -> str:
    text = as_(SLUG, key).get(f"/children/{child.ref}/who-looked/paper/").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text[text.index("<article") :])).replace(" .", ".")


def test_a_look_stands_by_role_and_agency_with_its_reason_and_no_name(child: Child) -> None:
    for _ in range(3):
        as_(SLUG, "practitioner").get(f"/children/{child.ref}/")
    as_(SLUG, "camhs").get(f"/children/{child.ref}/")
    shown = paper(child)
    assert "Practitioner, Youth Justice Service looked at your record" in shown
    assert re.search(r"\d times on 20 November 2026\. They are your worker\.", shown)
    assert "They help you, or were asked to." in shown
    assert "Asha Penrose" not in shown


NAMED = "Asha Penrose, practitioner, Youth Justice Service looked at your record"


def test_a_partnership_chooses_to_name_people_from_a_day_and_may_choose_again(child: Child) -> None:
    as_(SLUG, "practitioner").get(f"/children/{child.ref}/")
    manager = as_(SLUG, "team_manager")
    page = manager.get(NAMES).content.decode()
    assert "That is our default" in page
    assert "Choose whether people are named" in post(manager, NAMES).content.decode()
    assert post(manager, NAMES, names_people="yes").status_code == 302
    assert NAMED in paper(child)
    assert "Now people are named. Set 20 November 2026" in manager.get(NAMES).content.decode()
    with acting(SLUG, "head_of_service") as actor:
        assert not queries.names_on_paper(actor, TODAY - dt.timedelta(days=1)).names_people
        assert not commands.set_names_on_paper(actor=actor, names_people=True, now=NOW)
        assert commands.set_names_on_paper(actor=actor, names_people=False, now=NOW)
        assert NamesOnPaper.objects.count() == 2
    assert NAMED not in paper(child)
    assert len(events(SLUG, "children.names_on_paper.set")) == 3


def test_only_who_sets_standards_chooses_and_for_their_own_partnership(child: Child) -> None:
    with acting(SLUG, "team_manager") as actor:
        commands.set_names_on_paper(actor=actor, names_people=True, now=NOW)
    with acting("hampshire", "team_manager") as actor:
        assert queries.names_on_paper(actor, TODAY) == queries.NamesStandard(False, None)
    for key, status in (("head_of_service", 200), ("practitioner", 403), ("school", 403), ("board_member", 403)):
        assert as_(SLUG, key).get(NAMES).status_code == status
    assert "Only a manager or the head of service" in as_(SLUG, "practitioner").get(NAMES).content.decode()
    with acting(SLUG, "practitioner") as actor, pytest.raises(NotPermitted):
        commands.set_names_on_paper(actor=actor, names_people=False, now=NOW)


def test_who_was_refused_and_who_opened_it_in_an_emergency_stand_there(child: Child) -> None:
    stranger = as_(SLUG, "colleague")
    people.grant(SLUG, child, "school", "setting")
    assert as_(SLUG, "school").get(f"/children/{child.ref}/sharing/").status_code == 403
    with acting(SLUG, "colleague") as actor:
        commands.break_glass(actor=actor, ref=child.ref, reason="She is missing from home tonight", now=NOW)
    stranger.get(f"/children/{child.ref}/")
    shown = paper(child)
    assert "tried to see your record. We did not let them." in shown
    assert "opened your record in an emergency." in shown
    assert "They said it was an emergency. Somebody else checks that." in shown
    assert "missing from home" not in shown


def test_a_safeguarding_concern_is_never_on_a_paper_that_lies_about_at_home(child: Child) -> None:
    with acting(SLUG, "school") as actor:
        commands.raise_concern(actor=actor, child=child, what="A bruise", now=NOW)
    people.grant(SLUG, child, "social_care", "safeguarding")
    as_(SLUG, "social_care").get(f"/children/{child.ref}/")
    shown = paper(child)
    assert "Social Care" not in shown
    assert "Oakfield School" not in shown


def test_every_reason_is_said_in_plain_words() -> None:
    known = set(plain_looks.WHY) | {Grant.Reason.SAFEGUARDING}
    assert known == set(Grant.Reason)
    for text in (
        *plain_looks.WHY.values(),
        plain_looks.OF_THE_WORK,
        *(f"A person {did}." for did in plain_looks.DID.values()),
    ):
        assert not too_long_sentences(text), text


def test_the_manager_gives_it_and_it_stands_in_the_ledger(child: Child) -> None:
    manager = as_(SLUG, "team_manager")
    at = f"/children/{child.ref}/who-looked/given/"
    typed = {**date_parts("given_on", TODAY), "to": "parent", "how": "paper", "may_have_it": "Her mother, known to us"}
    assert "Enter their name" in post(manager, at, **typed).content.decode()
    sent = post(manager, at, **typed, name="Mel Ashdown")
    assert sent.status_code == 302
    with acting(SLUG, "team_manager") as actor:
        row = Disclosure.objects.get(child=child)
        standing, look = queries.look_at(actor, child, NOW)
        (line,) = queries.in_plain_words(child, standing, look, NOW)
    assert (row.gateway, row.to_whom, row.told, row.told_on) == ("subject_access", "Mel Ashdown", "told", TODAY)
    assert line.text == "We gave Mel Ashdown a paper about what we keep."
    assert len(events(SLUG, "children.looks.given")) == 1
    assert "Mel Ashdown" in manager.get(sent["Location"]).content.decode()


def test_nobody_else_gives_it(child: Child) -> None:
    paths = [f"/children/{child.ref}/who-looked/{page}/" for page in ("paper", "given")]
    worker = as_(SLUG, "practitioner")
    assert worker.get(paths[0]).status_code == 403
    assert "Ask them to print it" in worker.get(paths[1]).content.decode()
    assert "who-looked/paper" not in worker.get(f"/children/{child.ref}/who-looked/").content.decode()
    assert "who-looked/paper" in as_(SLUG, "team_manager").get(f"/children/{child.ref}/who-looked/").content.decode()
    for slug, key in ((SLUG, "stranger"), ("hampshire", "team_manager")):
        assert [as_(slug, key).get(path).status_code for path in paths] == [404, 404]
    given: dict[str, Any] = {
        "to": "child",
        "name": "",
        "may_have_it": "It is her",
        "given_on": TODAY,
        "how": "paper",
        "now": NOW,
    }
    with acting(SLUG, "practitioner") as actor, pytest.raises(NotPermitted):
        commands.give_who_looked(actor=actor, child=child, **given)
    with acting(SLUG, "team_manager") as actor, pytest.raises(NotNow, match="in the future"):
        commands.give_who_looked(
            actor=actor,
            child=child,
            **{**given, "given_on": TODAY + dt.timedelta(days=1)},
        )


def test_the_paper_asks_as_often_for_ten_looks_as_for_one(child: Child) -> None:
    manager, worker = as_(SLUG, "team_manager"), as_(SLUG, "practitioner")

    def asked() -> int:
        with counted() as statements:
            manager.get(f"/children/{child.ref}/who-looked/paper/")
        return len(statements)

    asked()
    one = asked()
    for _ in range(10):
        worker.get(f"/children/{child.ref}/")
    assert asked() == one

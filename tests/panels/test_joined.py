"""A panel that meets a child with two records meets one child: its page is read from both, while they are joined."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from alongside.children import commands as children
from alongside.children.models import Child, Merge
from alongside.needs import commands as needs
from alongside.panels.models import AgendaItem
from alongside.plans import commands as plans
from tests import people
from tests.children.makers import as_
from tests.panels import makers
from tests.people import NOW, TODAY, acting
from tests.plans.makers import open_work

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.database_near]

WORDS = (
    "Let her stand at the back.",
    "I sleep badly before Mondays.",
    "Speech, language and communication",
    "Ride a horse once a week",
    "He is out late with older boys.",
)
"""What helps, what she said, what is known, what she wants and what a referrer wrote: all of it in the record that is
not on the agenda."""


@pytest.fixture(autouse=True)
def at_ten() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def on_the_agenda(slug: str) -> tuple[Child, Child, AgendaItem]:
    """Zoë on a released agenda, and Zoe's record, in which a colleague has worked for long."""
    kept, other = makers.a_known_child(slug), people.a_child(slug, given="Zoe")
    open_work(slug, worker="colleague", child=other)
    people.grant(slug, other, "specialist", "specialist")
    with acting(slug, "colleague") as actor:
        needs.write_strategy(actor=actor, child=other, kind="do", text=WORDS[0], now=NOW)
        children.record_voice(
            actor=actor, child=other, said=WORDS[1], gathered="On a walk", said_on=TODAY, changed="", now=NOW
        )
    with acting(slug, "specialist") as actor:
        needs.record_need(
            actor=actor,
            child=other,
            area="speech_language",
            identified_on=TODAY,
            evidence="Assessed in May",
            now=NOW,
        )
    with acting(slug, "colleague") as actor:
        plan = plans.start_plan(actor=actor, child=other, strengths="Horses", now=NOW)
        plans.add_goal(actor=actor, plan=plan, words=WORDS[3], now=NOW)
    meeting = makers.a_meeting(slug)
    item = makers.an_item(slug, meeting, kept)
    makers.released(slug, meeting)
    return kept, other, item


def joined(slug: str, kept: Child, other: Child) -> Merge:
    with acting(slug, "front_door") as actor:
        row = children.propose_merge(actor=actor, kept=kept, other=other, why="The mother was rung", now=NOW)
    with acting(slug, "team_manager") as actor:
        return children.decide_merge(actor=actor, merge=row, is_one_child=True, why="The school said so", now=NOW)


def read(slug: str, key: str, address: str) -> list[str]:
    """Which of the words this person reads there."""
    page = as_(slug, key).get(address).content.decode()
    return [words for words in WORDS if words in page]


@pytest.mark.parametrize("slug", ["swindon", "hampshire"])
def test_the_one_page_of_a_child_is_read_from_both_records_until_they_are_parted(slug: str) -> None:
    kept, other, item = on_the_agenda(slug)
    elsewhere = "hampshire" if slug == "swindon" else "swindon"
    address, pack = f"/panel-items/{item.ref}/", f"/meetings/{item.meeting.ref}/pack/"
    assert read(slug, "practitioner", address) == []

    row = joined(slug, kept, other)

    for key in ("practitioner", "social_care"):
        assert read(slug, key, address) == read(slug, key, pack) == list(WORDS), f"{key} sits on the panel"
    assert other.ref in as_(slug, "practitioner").get(address).content.decode()
    for stranger in ("stranger", "early_help"):
        assert as_(slug, stranger).get(address).status_code == 404
    assert as_(elsewhere, "practitioner").get(address).status_code == 404

    with acting(slug, "front_door") as actor:
        children.part_records(actor=actor, merge=row, why="Cousins", now=NOW)
    assert read(slug, "practitioner", address) == read(slug, "social_care", pack) == []

"""The number on the public page, and the answer that a family reads there if it chose to."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.audit.models import Event
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import wall
from alongside.referrals import commands, jobs, queries, rules
from alongside.referrals.models import Arrival, PublicContact
from tests import people
from tests.browsers import through
from tests.people import NOW, acting
from tests.referrals import door_makers as door
from tests.referrals.test_browser import check, sign_in

pytestmark = [pytest.mark.usefixtures("database")]

READ = "/refer/swindon/answer/"
TOLD = "The early help team rings you this week.\n\nThey know why."


@pytest.fixture(autouse=True)
def _that_friday() -> Any:
    with time_machine.travel(NOW, tick=True):
        yield


def read(ref: str, *, year: str = "2013", path: str = READ, client: Client | None = None) -> Any:
    born_on = {"born_on-day": "3", "born_on-month": "2", "born_on-year": year}
    return (client or Client()).post(path, {"reference": ref, **born_on})


def answered(row: Arrival, how: str = "page") -> None:
    with acting("swindon", "front_door") as actor:
        commands.answer_arrival(actor=actor, arrival=row, because="early_help", told_how=how, reply=TOLD, now=NOW)


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode().partition("<main")[2]))


def test_a_mother_who_chose_to_look_here_reads_how_far_it_is_and_then_the_answer() -> None:
    page = door.ask(ways=["page"], phone="")
    assert "You chose to look on this website" in words(page)
    row = door.again("swindon", door.reference(page))
    before = read(row.ref)
    assert "answers by Tuesday 24 November 2026" in words(before)
    answered(row)
    after = read(row.ref.lower().replace("-", " "))
    assert "The early help team rings you this week." in words(after)
    assert "They know why." in words(after)
    for shown in (before, after):
        assert (shown["Cache-Control"], shown.cookies, shown.has_header("Location")) == ("no-store", {}, False)
        assert "Zoë" not in shown.content.decode()
    with acting("swindon", "governance_lead"):
        looks = list(Event.objects.filter(action="referrals.answer.read").order_by("id"))
    assert [(look.user_ref, look.about) for look in looks] == [("U-DOOR", [row.ref])] * 2


def test_what_was_taken_in_says_that_a_worker_has_it_and_then_what_was_decided() -> None:
    row = door.taken_in(ways=["page", "call"])
    assert "A worker has it" in words(read(row.ref))
    with acting("swindon", "front_door") as actor:
        referral = row.referral
        assert referral is not None
        commands.send_reply(
            actor=actor, referral=referral, outcome="accepted", more="Sam rings on Monday.", told_how="page", now=NOW
        )
    assert "Sam rings on Monday." in words(read(row.ref))


def test_nobody_who_guesses_learns_that_anything_is_there() -> None:
    """A wrong date, a wrong reference, another area, and a family that did not choose so: one page for all."""
    chose = door.arrived(ways=["page"], phone="")
    did_not = door.arrived(ways=["call"])
    answered(chose)
    answered(did_not, how="phone")
    pages, statements = [], []
    for ref, year in ((chose.ref, "2012"), ("H-000000", "2013"), (did_not.ref, "2013")):
        with CaptureQueriesContext(connection) as asked:
            pages.append(read(ref, year=year))
        statements.append([re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in asked.captured_queries])
    assert len({page.content for page in pages}) == 1
    assert {page.status_code for page in pages} == {200}
    assert statements[0] == statements[1] == statements[2]
    assert "Nothing to read here" in words(pages[0])
    elsewhere = read(chose.ref, path="/refer/hampshire/answer/")
    assert "early help" not in elsewhere.content.decode()
    assert "Nothing to read here" in words(elsewhere)


def test_row_security_itself_shows_one_row_to_whoever_knows_both() -> None:
    row = door.arrived(ways=["page"], phone="")
    other = door.arrived(ways=["page"], phone="", sender_name="Other")
    area = people.partnership("swindon")
    assert row.born_on is not None

    def seen(ref: str, born_on: dt.date, partnership_id: int = area.pk) -> list[str]:
        with transaction.atomic():
            wall.enter(None, door=rules.reading_door(partnership_id, ref, born_on))
            return list(Arrival.objects.values_list("ref", flat=True))

    assert seen(row.ref, row.born_on) == [row.ref]
    assert seen(other.ref, row.born_on) == [other.ref]
    assert seen(row.ref, row.born_on + dt.timedelta(days=1)) == []
    assert seen(row.ref, row.born_on, people.partnership("hampshire").pk) == []
    assert seen("", row.born_on) == []


def test_it_is_gone_when_the_family_withdraws() -> None:
    row = door.arrived(ways=["page"], phone="")
    Client().post(door.STOP, {"reference": row.ref, "born_on-day": "3", "born_on-month": "2", "born_on-year": "2013"})
    assert jobs.withdraw_what_was_asked() == 1
    assert "Nothing to read here" in words(read(row.ref))


def test_who_guesses_on_and_on_is_asked_to_wait() -> None:
    client = Client()
    codes = [read("H-000000", client=client).status_code for _ in range(rules.SENT_AN_HOUR + 1)]
    assert codes == [200] * rules.SENT_AN_HOUR + [429]


def test_a_family_that_did_not_choose_to_look_is_told_in_a_way_that_it_chose() -> None:
    row = door.arrived(ways=["call"])
    with pytest.raises(NotNow, match="did not choose to look"):
        answered(row)
    taken = door.taken_in(ways=["call"], sender_name="Other")
    assert taken.referral is not None
    with acting("swindon", "front_door") as actor, pytest.raises(NotNow, match="did not choose to look"):
        commands.send_reply(actor=actor, referral=taken.referral, outcome="declined", told_how="page", now=NOW)


# The number


def signed_in(key: str) -> Client:
    client = Client()
    people.sign_in(client, "swindon", key)
    return client


def set_to(phone: str, hours: str, by: str = "team_manager", slug: str = "swindon") -> bool:
    with acting(slug, by) as actor:
        return commands.set_public_contact(actor=actor, phone=phone, hours=hours, now=NOW)


def test_the_public_pages_show_the_number_of_their_own_area_and_when_somebody_answers() -> None:
    assert "Would you rather talk" not in Client().get(door.START).content.decode()
    assert set_to("01632 960 111", "Monday to Friday, 9am to 5pm") is True
    assert set_to("01632 960 111", "Monday to Friday, 9am to 5pm") is False
    for path in (door.START, READ):
        page = Client().get(path).content.decode()
        assert 'href="tel:01632960111"' in page
        assert "Monday to Friday, 9am to 5pm" in page
    assert "01632 960 111" in door.ask().content.decode()
    assert "01632" not in Client().get("/refer/hampshire/").content.decode()
    assert set_to("", "") is True
    assert "Would you rather talk" not in Client().get(door.START).content.decode()
    with acting("swindon", "team_manager") as actor:
        assert wall.own(PublicContact.objects.all(), actor).count() == 2
    with acting("hampshire", "team_manager") as actor:
        assert queries.public_contact(actor.partnership_id, NOW.date()) is None


def test_a_number_without_hours_is_refused_and_only_who_sets_standards_sets_it() -> None:
    with pytest.raises(NotNow, match="when somebody answers"):
        set_to("01632 960 111", " ")
    with pytest.raises(NotPermitted, match="Only a manager"):
        set_to("01632 960 111", "Mondays", by="practitioner")


def test_the_page_of_the_number() -> None:
    client = signed_in("team_manager")
    path = "/standards/public-page/"
    shown = client.get(path).content.decode()
    assert "Now it shows no number." in shown
    key = re.search(r'name="form_key"[^>]*value="([^"]+)"', shown)
    assert key is not None
    wrong = client.post(path, {"form_key": key.group(1), "phone": "01632 960 111", "hours": ""})
    assert wrong.status_code == 422
    assert "Write when somebody answers" in wrong.content.decode()
    right = client.post(path, {"form_key": key.group(1), "phone": "01632 960 111", "hours": "Mondays"}, follow=True)
    assert "Now it shows 01632 960 111, Mondays. Set 20 November 2026." in words(right)
    assert signed_in("practitioner").get(path).status_code == 403


@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_the_answer(browser_page: Any) -> None:
    set_to("01632 960 111", "Monday to Friday, 9am to 5pm")
    waiting = door.arrived(ways=["page"], phone="")
    told = door.arrived(ways=["page"], phone="", sender_name="Other")
    answered(told)
    faults = check(browser_page, READ, "answer-ask")
    for ref, name in ((waiting.ref, "waits"), (told.ref, "told"), ("H-000000", "nothing")):
        browser_page.goto(READ)
        browser_page.get_by_label("Your reference").fill(ref)
        for part, text in (("Day", "3"), ("Month", "2"), ("Year", "2013")):
            browser_page.get_by_label(part, exact=True).fill(text)
        through(browser_page.get_by_role("button", name="Read our answer"))
        faults += check(browser_page, "", f"answer-{name}")
    faults += check(browser_page, door.START, "answer-start")
    sign_in(browser_page, "team_manager")
    faults += check(browser_page, "/standards/public-page/", "answer-number")
    assert faults == []

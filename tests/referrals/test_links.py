"""Links for people without an account: one person, one referral, for some days, and nothing else through them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client

from alongside.core.verdict import NotNow, NotPermitted
from alongside.notifications import commands as notifications
from alongside.notifications import jobs
from alongside.notifications import rules as letters
from alongside.notifications.models import Outgoing
from alongside.partnerships import wall
from alongside.referrals import commands, queries, rules
from alongside.referrals.models import Arrival, Link
from tests import people
from tests.people import NOW, acting
from tests.referrals import door_makers as door
from tests.referrals import makers

pytestmark = [pytest.mark.usefixtures("database")]


@pytest.fixture(autouse=True)
def _that_friday() -> Any:
    with time_machine.travel(NOW, tick=True):
        yield


def send(slug: str = "swindon", by: str = "front_door", **changes: Any) -> Link:
    given = {
        "name": "Priya Nand",
        "organisation": "Riverbank Youth Club",
        "source": "other",
        "email": "priya@riverbank.example",
        "address": "https://alongside.example/link/",
        "days": 14,
        **changes,
    }
    with acting(slug, by) as actor:
        return commands.send_link(actor=actor, now=NOW, **given)


def address() -> str:
    """The path of the link in the newest mail."""
    jobs.send_waiting()
    found = re.search(r"https://[^/]+(/link/[^\s]+)", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found.group(1)


def fill(place: str, **changes: Any) -> dict[str, Any]:
    return {
        "given_name": "Kit",
        "family_name": "Brennan",
        "born_on-day": "4",
        "born_on-month": "5",
        "born_on-year": "2012",
        "strengths": "Brilliant at football",
        "concern": "Older boys wait for him outside.",
        "grounds": ["influence"],
        "carer_name": "Ann Brennan",
        "carers_know": "yes",
        "locality": place,
        "sender_phone": "01632 960333",
        **changes,
    }


def locality() -> str:
    with acting("swindon", "front_door"):
        return people.locality_of("swindon").ref


def use(path: str, **changes: Any) -> Any:
    client = Client(enforce_csrf_checks=True)
    page = client.get(path).content.decode()
    return client.post(path, {**fill(locality(), **changes), "form_key": door.key_of(page)})


def test_somebody_without_an_account_refers_one_child() -> None:
    link = send()
    path = address()
    page = use(path)

    with acting("swindon", "front_door") as actor:
        row = Arrival.objects.select_related("locality").get(link=link)
        (line,) = queries.links(actor, NOW)
        work = [item for item in queries.work_for(actor, NOW) if item.kind == "arrival"]
    assert page.status_code == 200
    assert row.ref in page.content.decode()
    assert (row.sender, row.source, row.from_whom) == ("professional", "other", "Priya Nand, Riverbank Youth Club")
    assert (row.worry, row.grounds, row.email) == (
        "Older boys wait for him outside.",
        ["influence"],
        "priya@riverbank.example",
    )
    assert row.locality is not None
    assert line.state == "Used"
    assert [item.url for item in work] == [f"/door/{row.ref}/"]
    assert not page.cookies
    assert page["Cache-Control"] == "no-store"


def test_afterwards_the_link_shows_the_answer_and_nothing_of_the_child() -> None:
    send()
    path = address()
    use(path)
    before = Client().get(path).content.decode()
    with acting("swindon", "front_door") as actor:
        row = Arrival.objects.get()
        commands.answer_arrival(
            actor=actor, arrival=row, because="early_help", told_how="email", reply="Ask early help", now=NOW
        )
    after = Client().get(path).content.decode()

    assert "Tuesday 24 November 2026" in before
    assert "Ask early help" in after
    for text in (before, after):
        assert "Kit" not in text
        assert "Brennan" not in text
    assert Client().post(path, fill("", given_name="Another")).status_code == 200
    with acting("swindon", "front_door"):
        assert Arrival.objects.count() == 1


def test_it_is_taken_in_as_a_referral_of_who_wrote_it() -> None:
    send(source="health")
    use(address())
    with acting("swindon", "front_door") as actor:
        made = commands.take_in(actor=actor, arrival=Arrival.objects.get(), child=None, now=NOW)

    assert (made.source, made.written_for, made.carer_name) == ("health", "Riverbank Youth Club", "Ann Brennan")
    page = makers.again("swindon", made)
    client = Client()
    people.sign_in(client, "swindon", "front_door")
    text = client.get(f"/referrals/{page.ref}/").content.decode()
    assert "What Priya Nand, Riverbank Youth Club wrote" in text


def _open(path: str) -> tuple[int, bytes]:
    page = Client().get(path)
    return page.status_code, page.content


def test_a_link_that_ended_was_taken_back_or_never_was_looks_the_same() -> None:
    send()
    ended = address()
    link = send()
    revoked = address()
    with acting("swindon", "front_door") as actor:
        commands.revoke_link(actor=actor, link=link, now=NOW)
    nothing = _open("/link/" + "x" * 43 + "/")

    assert nothing[0] == 410
    assert _open(revoked) == nothing
    with time_machine.travel(NOW + dt.timedelta(days=14, minutes=1), tick=True):
        assert _open(ended) == nothing
        with acting("swindon", "front_door") as actor, pytest.raises(NotNow, match="ended"):
            commands.revoke_link(actor=actor, link=Link.objects.exclude(pk=link.pk).get(), now=NOW + dt.timedelta(15))


def test_a_form_that_was_open_when_the_link_was_taken_back_is_refused() -> None:
    link = send()
    path = address()
    key = door.key_of(Client().get(path).content.decode())
    with acting("swindon", "front_door") as actor:
        commands.revoke_link(actor=actor, link=link, now=NOW)

    assert Client().post(path, {**fill(locality()), "form_key": key}).status_code == 410
    with acting("swindon", "front_door"):
        assert not Arrival.objects.exists()


def test_what_is_missing_is_said_and_what_was_typed_stays() -> None:
    send()
    path = address()
    page = use(path, concern="", **{"born_on-year": ""})

    assert page.status_code == 422
    for words in ("Write what you are worried about", "must include a year", "Brilliant at football"):
        assert words in page.content.decode()


def test_the_mail_names_nobody() -> None:
    send(name="Priya Nand", organisation="Riverbank Youth Club")
    jobs.send_waiting()
    (sent,) = mail.outbox

    for name in ("Priya", "Riverbank", "Imran", "Quaye"):
        assert name not in sent.body
        assert name not in sent.subject
    assert sent.to == ["priya@riverbank.example"]
    assert "4 December 2026" in sent.body
    with acting("swindon", "front_door") as actor, pytest.raises(ValueError, match="holds nothing but"):
        notifications.queue_email(
            actor=actor, letter="referral_link", to="a@b.example", about="x", values={"name": "Kit"}, now=NOW
        )


@pytest.mark.parametrize("letter", letters.LETTERS.values(), ids=lambda letter: letter.code)
def test_no_letter_has_a_place_for_a_name(letter: letters.Letter) -> None:
    assert set(re.findall(r"{(\w+)}", letter.body + letter.subject)) <= letters.MAY_VARY


def test_only_a_digest_of_the_key_is_kept_once_the_mail_has_gone() -> None:
    link = send()
    key = address().removeprefix("/link/").rstrip("/")

    assert link.digest == hashlib.sha256(key.encode()).hexdigest()
    with acting("swindon", "front_door"):
        assert [row.body for row in Outgoing.objects.all()] == [""]


def test_the_outbox_is_sent_once_and_a_fault_is_tried_again(monkeypatch: Any) -> None:
    send()
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", lambda self: 1 / 0)
        assert jobs.send_waiting() == 1
        assert jobs.send_waiting() == 0
    with acting("swindon", "front_door"):
        row = Outgoing.objects.get()
    assert (row.tries, row.fault, row.sent_at) == (1, "ZeroDivisionError", None)
    with time_machine.travel(NOW + dt.timedelta(minutes=5), tick=True):
        assert (jobs.send_waiting(), jobs.send_waiting()) == (1, 0)
    assert len(mail.outbox) == 1


def test_who_sends_sees_and_takes_back_their_own_and_the_front_door_all() -> None:
    mine, theirs = send(by="practitioner"), send(by="colleague")
    for key, expected in (("practitioner", {mine.ref}), ("front_door", {mine.ref, theirs.ref}), ("school", None)):
        client = Client()
        people.sign_in(client, "swindon", key)
        page = client.get("/links/")
        assert page.status_code == (403 if expected is None else 200)
        if expected is not None:
            assert set(re.findall(r"LK-[0-9A-Z]{6}", page.content.decode())) == expected
    with acting("swindon", "practitioner") as actor, pytest.raises(NotPermitted):
        commands.revoke_link(actor=actor, link=theirs, now=NOW)
    with acting("swindon", "school") as actor, pytest.raises(NotPermitted):
        commands.send_link(
            actor=actor, name="a", organisation="b", source="other", email="a@b.example", address="", days=1, now=NOW
        )
    elsewhere = Client()
    people.sign_in(elsewhere, "hampshire", "front_door")
    assert "LK-" not in elsewhere.get("/links/").content.decode()
    assert elsewhere.post(f"/links/{mine.ref}/revoke/").status_code == 404


def test_a_worker_sends_and_takes_back_by_the_pages() -> None:
    client = Client()
    people.sign_in(client, "swindon", "practitioner")
    page = client.get("/links/new/").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)"[^>]*value="([^"]*)"', page))
    given = {"name": "Priya", "organisation": "Club", "source": "other", "email": "p@c.example"}
    assert client.post("/links/new/", {**hidden, **given}).status_code == 302
    listed = client.get("/links/").content.decode()
    assert "Open" in listed
    ref = re.findall(r"LK-[0-9A-Z]{6}", listed)[0]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)"[^>]*value="([^"]*)"', listed))
    assert client.post(f"/links/{ref}/revoke/", hidden).status_code == 302
    assert "Taken back" in client.get("/links/").content.decode()


@pytest.mark.database_near
def test_through_the_door_of_a_link_nothing_else_is_seen_or_written() -> None:
    people.a_child("swindon")
    door.arrived()
    link, other = send(), send()
    key = address().removeprefix("/link/").rstrip("/")
    assert other.digest == rules.digest_of(key)
    use(f"/link/{key}/")
    may_see = {"referrals_link": 1, "referrals_arrival": 1}
    with transaction.atomic(), connection.cursor() as cursor:
        wall.enter(None, door=rules.link_door(other.digest))
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace")
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone()[0] == may_see.get(table, 0), table
        assert Link.objects.update(name="changed") == 0
        assert Arrival.objects.update(worry="changed") == 0
    for door_string in ("", "link:", f"link:{'0' * 64}:", f"refer:{link.partnership_id}:"):
        with transaction.atomic():
            wall.enter(None, door=door_string)
            assert not Link.objects.exists()
    with transaction.atomic():
        wall.enter(None, door=rules.link_door(link.digest))
        row = Arrival(
            partnership_id=link.partnership_id,
            key="00000000-0000-4000-8000-000000000000",
            received_at=NOW,
            received_on=NOW.date(),
            sender="professional",
            source="other",
            born_on=dt.date(2012, 1, 1),
            link=other,
        )
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)

"""The public door, from outside and from inside: what is promised to a family, and what nobody learns from it."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.audit.models import Event
from alongside.children.models import Child
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import wall
from alongside.referrals import access, commands, jobs, queries, rules
from alongside.referrals.models import Arrival, Referral, WishToWithdraw
from tests import people
from tests.people import NOW, acting
from tests.referrals import door_makers as door

pytestmark = [pytest.mark.usefixtures("database")]


@pytest.fixture(autouse=True)
def _that_friday() -> Any:
    with time_machine.travel(NOW, tick=True):
        yield


def events(action: str) -> list[Event]:
    with acting("swindon", "governance_lead"):
        return list(Event.objects.filter(action=action).order_by("id"))


# Outside


def test_a_mother_asks_for_help_and_is_given_a_reference_and_a_day() -> None:
    page = door.ask()

    row = door.again("swindon", door.reference(page))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Tuesday 24 November 2026" in text
    assert (row.status, row.sender, row.source, row.called) == ("waiting", "carer", "family", "Zoë Ashdown")
    assert (row.received_on, row.postcode, row.needs_interpreter) == (NOW.date(), "SN1", True)
    assert (row.ways, row.messages, row.may_tell) == (["call", "text"], "discreet", [])
    assert row.safe_note == "Never ring when his stepfather is at home"
    (event,) = events("referrals.arrival.received")
    assert (event.user_ref, event.verb, event.about) == ("U-DOOR", "collection", [row.ref])
    assert "Zoë" not in str(event.detail)


def test_a_young_person_asks_for_themselves() -> None:
    row = door.again("swindon", door.reference(door.ask(door.ME)))

    assert (row.sender, row.sender_name, row.knows) == ("self", "", "not_safe")
    assert row.from_whom == "Zoë themselves"


@pytest.mark.parametrize("path", [door.START, door.ME, door.MY_CHILD, door.STOP])
def test_the_pages_leave_nothing_on_the_device(path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    for page in (client.get(path), *([client.post(path, {})] if path != door.START else [])):
        assert page["Cache-Control"] == "no-store"
        assert not page.cookies
        assert "csrfmiddlewaretoken" not in page.content.decode()
    assert not client.cookies
    if path != door.START:
        assert 'autocomplete="off"' in client.get(path).content.decode()


def test_the_answer_says_nothing_in_its_address_either() -> None:
    client = Client(enforce_csrf_checks=True)
    page = door.ask(client=client)

    assert page.status_code == 200
    assert not page.has_header("Location")
    assert not client.cookies


def _comparable(page: Any) -> str:
    text = re.sub(r"H-[0-9A-Z]{6}", "H-REFERE", page.content.decode())
    return re.sub(r'value="[^"]{40,}"', 'value=""', text)


def test_nobody_learns_whether_a_child_is_known() -> None:
    """Same words, same length, and the same questions to the database: so also the same time."""
    people.a_child("swindon", given="Zoë", family="Ashdown")
    known_page = door.ask()
    known_page = door.ask(client=Client(), **{"sender_name": "Other"})
    statements = []
    pages = []
    for given, family in (("Zoë", "Ashdown"), ("Kit", "Brennan")):
        client = Client()
        key = door.key_of(client.get(door.MY_CHILD).content.decode())
        with CaptureQueriesContext(connection) as asked:
            pages.append(door.ask(client=client, key=key, given_name=given, family_name=family))
        statements.append([re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in asked.captured_queries])

    assert known_page.status_code == 200
    assert _comparable(pages[0]) == _comparable(pages[1])
    assert len(pages[0].content) == len(pages[1].content)
    assert statements[0] == statements[1]
    assert not any("children_" in sql for sql in statements[0])


def test_the_page_is_the_same_for_whoever_is_signed_in() -> None:
    client = Client()
    people.sign_in(client, "swindon", "front_door")
    client.get("/")
    inside, outside = client.get(door.START).content.decode(), Client().get(door.START).content.decode()

    assert inside == outside
    assert door.ask(client=client).status_code == 200


def test_an_unknown_area_is_not_found() -> None:
    for path in ("/refer/nowhere/", "/refer/nowhere/me/", "/refer/nowhere/my-child/", "/refer/nowhere/stop/"):
        assert Client().get(path).status_code == 404
        assert Client().post(path, door.CARER).status_code in (404, 405)


def test_the_same_form_sent_twice_makes_one_row_and_one_reference() -> None:
    client = Client()
    key = door.key_of(client.get(door.MY_CHILD).content.decode())
    refs = {door.reference(door.ask(client=client, key=key)) for _ in range(3)}

    assert len(refs) == 1
    with acting("swindon", "front_door"):
        assert Arrival.objects.count() == 1


def test_a_page_that_was_open_for_days_loses_nothing() -> None:
    client = Client()
    key = door.key_of(client.get(door.MY_CHILD).content.decode())
    with time_machine.travel(NOW + dt.timedelta(hours=49), tick=True):
        late = door.ask(client=client, key=key)
        again = door.ask(client=client, key=door.key_of(late.content.decode()))

    assert late.status_code == 422
    assert "Never ring when his stepfather is at home" in late.content.decode()
    assert door.reference(again)


@pytest.mark.parametrize(
    "changes,words",
    [
        ({"worry": ""}, "Write what you are worried about"),
        ({"phone": ""}, "Enter a phone number, so that we can ring or text"),
        ({"ways": ["email"]}, "Enter an email address, so that we can write"),
        ({"ways": []}, "Choose at least one safe way"),
        ({"born_on-year": "1913"}, "Check the year of the date of birth"),
        ({"born_on-year": "2027"}, "Date of birth must be today or in the past"),
        ({"may_tell": ["nobody", "school"]}, "Nobody yet. Ask me first"),
        ({"form_key": "made-up"}, "This page was open for too long"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(changes: dict[str, Any], words: str) -> None:
    given = {**door.CARER, **changes}
    client = Client()
    page = client.post(door.MY_CHILD, {"form_key": door.key_of(client.get(door.MY_CHILD).content.decode()), **given})

    assert page.status_code == 422
    assert words in page.content.decode()
    assert "Maria Ashdown" in page.content.decode()
    with acting("swindon", "front_door"):
        assert not Arrival.objects.exists()


def test_one_address_sends_a_few_an_hour_and_loses_nothing_when_it_is_too_many(monkeypatch: Any) -> None:
    monkeypatch.setattr(rules, "SENT_AN_HOUR", 3)
    statuses = [door.ask().status_code for _ in range(4)]
    page = door.ask()
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    with time_machine.travel(NOW + dt.timedelta(hours=1, minutes=1), tick=True):
        later = door.ask().status_code

    assert statuses == [200, 200, 200, 429]
    assert page["Retry-After"] == "3600"
    assert "He stays out at night" in page.content.decode()
    assert door.ask(client=elsewhere).status_code == 200
    assert later == 200


def test_no_address_is_kept() -> None:
    door.ask(client=Client(REMOTE_ADDR="203.0.113.77"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM referrals_door_count")
        keys = [row[0] for row in cursor.fetchall()]
    assert keys
    assert not any("203" in key and "." in key for key in keys)
    with time_machine.travel(NOW + dt.timedelta(hours=2), tick=True):
        assert jobs.forget_door_counts() == len(keys)
        assert jobs.forget_door_counts() == 0


@pytest.mark.parametrize(
    "one,other,alike",
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.5", "203.0.113.5", True),
        ("203.0.113.5", "203.0.113.6", False),
    ],
)
def test_a_household_counts_as_one_address(one: str, other: str, alike: bool) -> None:
    assert (rules.address_key("s", "sent", one) == rules.address_key("s", "sent", other)) is alike
    assert rules.address_key("s", "sent", one) != rules.address_key("s", "tried", one)


@pytest.mark.parametrize(
    "typed,kept", [("SN1 2JG", "SN1"), ("so23 8uj", "SO23"), ("SW1A 1AA", "SW1A"), ("SN25", "SN25"), ("", "")]
)
def test_only_the_first_half_of_a_postcode_is_kept(typed: str, kept: str) -> None:
    assert rules.outward_code(typed) == kept


# The narrow policies, tried as an attacker would who runs their own statements in the context of the door


def _at_the_door(slug: str, key: str = "") -> None:
    wall.enter(None, door=rules.public_door(people.partnership(slug).pk, key))


def test_from_the_door_nothing_can_be_read() -> None:
    people.a_child("swindon")
    mine = door.arrived()
    door.taken_in(given_name="Kit")
    # Names of places and schools, from which the form of a link chooses.
    may_see = {"partnerships_locality": 2, "partnerships_agency": 2}
    for key in ("", str(uuid.uuid4())):
        with transaction.atomic(), connection.cursor() as cursor:
            _at_the_door("swindon", key)
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"
            )
            for (table,) in cursor.fetchall():
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone()[0] == may_see.get(table, 0), f"{table} can be read from the public door"
    with transaction.atomic():
        _at_the_door("swindon", str(mine.key))
        assert [row.ref for row in Arrival.objects.all()] == [mine.ref]
        assert Arrival.objects.update(worry="changed") == 0
        assert Arrival.objects.all().delete()[0] == 0


@pytest.mark.parametrize(
    "change",
    [
        {"status": "withdrawn"},
        {"sender": "professional"},
        {"key": uuid.uuid4()},
        {"slug": "hampshire"},
    ],
)
@pytest.mark.database_near
def test_from_the_door_only_the_own_row_can_be_written(change: dict[str, Any]) -> None:
    mine = uuid.uuid4()
    values = {"key": mine, "sender": "self", "status": "waiting", **change}
    area = people.partnership(values.pop("slug", "swindon"))
    row = Arrival(
        partnership=area,
        received_at=NOW,
        received_on=NOW.date(),
        source="family",
        born_on=dt.date(2012, 1, 1),
        **values,
    )
    with transaction.atomic():
        _at_the_door("swindon", str(mine))
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)


@pytest.mark.database_near
def test_from_the_door_the_trail_takes_only_what_happened_there() -> None:
    sql = (
        "INSERT INTO audit_event (partnership_id, at, verb, action, user_ref, user_name, agency_ref, agency_name, role,"
        " about, basis, outcome, detail, reason_digest) VALUES (%s, now(), 'collection', %s, %s, '', '', '', '', '{}',"
        " '', 'done', '{}', '')"
    )
    area, elsewhere = people.partnership("swindon").pk, people.partnership("hampshire").pk
    tried: tuple[tuple[list[int | str], bool], ...] = (
        ([area, "referrals.arrival.received", "U-DOOR"], True),
        ([area, "children.grant.given", "U-DOOR"], False),
        ([area, "referrals.arrival.received", "U-7F3K2Q"], False),
        ([elsewhere, "referrals.arrival.received", "U-DOOR"], False),
    )
    for values, is_taken in tried:
        with transaction.atomic(), connection.cursor() as cursor:
            _at_the_door("swindon")
            if is_taken:
                cursor.execute(sql, values)
            else:
                with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                    cursor.execute(sql, values)


# Withdrawing


def stop(ref: str, *, year: str = "2013", path: str = door.STOP) -> Any:
    given = {"reference": ref, "born_on-day": "3", "born_on-month": "2", "born_on-year": year}
    return Client().post(path, given)


def test_a_family_withdraws_with_the_reference_and_the_date_of_birth() -> None:
    row = door.arrived()
    page = stop(row.ref.lower().replace("-", " "))
    waiting = door.again("swindon", row.ref)
    done = (jobs.withdraw_what_was_asked(), jobs.withdraw_what_was_asked())

    gone = door.again("swindon", row.ref)
    assert page.status_code == 200
    assert waiting.status == "waiting"
    assert done == (1, 0)
    assert (gone.status, gone.called, gone.worry, gone.phone, gone.born_on) == ("withdrawn", "A child", "", "", None)
    assert events("referrals.arrival.withdrawn")[0].about == [row.ref]


def test_withdrawing_tells_nobody_whether_anything_fits() -> None:
    row = door.arrived()
    pages = [stop(row.ref), stop(row.ref, year="2012"), stop("H-000000")]
    hampshire = stop(row.ref, path="/refer/hampshire/stop/")

    assert len({page.content for page in pages}) == 1
    assert hampshire.status_code == 200
    with acting("swindon", "front_door"):
        assert WishToWithdraw.objects.count() == 3
    assert jobs.withdraw_what_was_asked() == 1
    for slug in ("swindon", "hampshire"):
        with acting(slug, "front_door"):
            assert not WishToWithdraw.objects.exists()


def test_a_wrong_date_of_birth_withdraws_nothing() -> None:
    row = door.arrived()
    stop(row.ref, year="2012")

    assert jobs.withdraw_what_was_asked() == 0
    assert door.again("swindon", row.ref).status == "waiting"


def test_when_it_was_taken_in_a_person_speaks_with_the_family() -> None:
    row = door.taken_in()
    stop(row.ref)
    jobs.withdraw_what_was_asked()

    kept = door.again("swindon", row.ref)
    with acting("swindon", "front_door") as actor:
        work = [item for item in queries.work_for(actor, NOW) if item.kind == "withdrawn"]
    assert (kept.status, kept.called) == ("taken_in", "Zoë Ashdown")
    assert kept.withdrawn_at is not None
    assert kept.referral is not None
    assert [item.url for item in work] == [f"/referrals/{kept.referral.ref}/"]


# Inside


def test_it_is_in_the_front_doors_work_in_the_morning() -> None:
    row = door.arrived()
    with acting("swindon", "front_door") as actor:
        (work,) = [item for item in queries.work_for(actor, NOW) if item.kind == "arrival"]
        things = [thing for thing in queries.open_things(actor, NOW) if thing.kind == "arrival"]
    with acting("swindon", "practitioner") as actor:
        assert not [item for item in queries.work_for(actor, NOW) if item.kind == "arrival"]

    assert (work.url, work.due_on) == (f"/door/{row.ref}/", dt.date(2026, 11, 24))
    assert [thing.ref for thing in things] == [row.ref]


def _paths(ref: str) -> tuple[str, ...]:
    return (f"/door/{ref}/", f"/door/{ref}/take-in/", f"/door/{ref}/answer/")


def test_the_front_door_sees_it_and_nobody_else_learns_that_it_is_there() -> None:
    row = door.arrived()
    for key, expected in (("front_door", 200), ("team_manager", 200), ("practitioner", 404), ("school", 404)):
        client = Client()
        people.sign_in(client, "swindon", key)
        for path, unknown in zip(_paths(row.ref), _paths("H-000000"), strict=True):
            page = client.get(path)
            assert page.status_code == expected, (key, path)
            assert client.get(unknown).status_code == 404
        assert client.get("/door/").status_code == (200 if expected == 200 else 403)
    elsewhere = Client()
    people.sign_in(elsewhere, "hampshire", "front_door")
    assert [elsewhere.get(path).status_code for path in _paths(row.ref)] == [404] * 3
    assert "Zoë" not in elsewhere.get("/door/").content.decode()


def test_opening_it_leaves_a_trace_and_shows_how_to_reach_them_safely() -> None:
    row = door.arrived()
    client = Client()
    people.sign_in(client, "swindon", "front_door")
    text = client.get(f"/door/{row.ref}/").content.decode()

    for words in ("Never ring when his stepfather is at home", "Polish, with an interpreter", "Nobody yet. Ask first"):
        assert words in text
    assert events("referrals.arrival.viewed")[0].about == [row.ref]


def test_taking_it_in_finds_the_known_child_first_and_counts_from_the_day_it_came() -> None:
    known = people.a_child("swindon", given="Zoe", family="Ashdown")
    row = door.arrived()
    client = Client()
    people.sign_in(client, "swindon", "front_door")
    path = f"/door/{row.ref}/take-in/"
    with time_machine.travel(NOW + dt.timedelta(days=3), tick=True):
        people.sign_in(client, "swindon", "front_door")
        page = client.get(path).content.decode()
        done = client.post(path, {**_hidden(page), "child": known.ref, "locality": "", "school": ""})

    taken = door.again("swindon", row.ref)
    assert known.ref in page
    assert taken.referral is not None
    assert done["Location"] == f"/referrals/{taken.referral.ref}/"
    assert (taken.status, taken.child_id, taken.referral.child_id) == ("taken_in", known.pk, known.pk)
    made = taken.referral
    assert (made.received_on, made.source, made.status) == (NOW.date(), "family", "received")
    assert (made.written_by, made.carer_name, made.carers_know) == ("Maria Ashdown, Mum", "Maria Ashdown", "yes")
    shown = client.get(done["Location"]).content.decode()
    assert "What Maria Ashdown, Mum wrote" in shown
    assert "Never ring when his stepfather is at home" in shown


def _hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)"[^>]*value="([^"]*)"', page))


def test_what_else_waits_and_may_be_about_the_same_child_is_shown() -> None:
    first = door.arrived()
    second = door.arrived(given_name="Zoe")
    door.arrived(given_name="Kit", family_name="Brennan", **{"born_on-year": "2011"})
    with acting("swindon", "front_door") as actor:
        same = queries.may_be_the_same(actor, first, NOW)

    assert [row.ref for row in same] == [second.ref]


def test_the_locality_follows_from_the_first_half_of_the_postcode() -> None:
    row = door.arrived()
    with acting("swindon", "front_door") as actor:
        place = people.locality_of("swindon", "South")
        place.postcodes = "SN3 SN1"
        place.save(update_fields=["postcodes"])
        assert queries.locality_of(actor, row) == place


def test_a_child_under_ten_is_not_taken_in_and_nothing_is_kept() -> None:
    row = door.arrived(**{"born_on-year": "2019"})
    with acting("swindon", "front_door") as actor:
        with pytest.raises(NotNow, match="under 10"):
            commands.take_in(actor=actor, arrival=row, child=None, now=NOW)
        commands.answer_arrival(
            actor=actor, arrival=row, because="early_help", told_how="phone", reply="Ring early help", now=NOW
        )

    gone = door.again("swindon", row.ref)
    assert (gone.status, gone.not_for_us, gone.called, gone.reply) == ("not_for_us", "under_10", "A child", "")
    with acting("swindon", "front_door"):
        assert not Child.objects.exists()
        assert not Referral.objects.exists()


def test_an_answer_says_what_they_were_told_or_that_they_could_not_be() -> None:
    row = door.arrived()
    with acting("swindon", "front_door") as actor, pytest.raises(NotNow, match="what you told them"):
        commands.answer_arrival(actor=actor, arrival=row, because="other_area", told_how="phone", now=NOW)
    with acting("swindon", "front_door") as actor:
        commands.answer_arrival(actor=actor, arrival=row, because="no_answer", told_how="not_safe", now=NOW)
    with acting("swindon", "front_door") as actor, pytest.raises(NotNow, match="answered already"):
        commands.take_in(actor=actor, arrival=row, child=None, now=NOW)

    assert events("referrals.arrival.answered")[0].verb == "disclosure"


def test_only_the_front_door_answers() -> None:
    row = door.arrived()
    for key in ("practitioner", "school", "head_of_service"):
        with acting("swindon", key) as actor:
            with pytest.raises(NotPermitted):
                commands.take_in(actor=actor, arrival=row, child=None, now=NOW)
            with pytest.raises(NotPermitted):
                commands.answer_arrival(actor=actor, arrival=row, because="no_answer", told_how="not_safe", now=NOW)


def test_another_match_takes_what_came_to_the_door_with_it() -> None:
    row = door.taken_in()
    other = people.a_child("swindon", given="Zoe")
    with acting("swindon", "front_door") as actor:
        assert row.referral is not None
        commands.match_to_child(actor=actor, referral=row.referral, child=other, now=NOW)

    assert door.again("swindon", row.ref).child_id == other.pk


def test_ten_at_the_door_cost_as_many_queries_as_one() -> None:
    def cost() -> int:
        with acting("swindon", "front_door") as actor, CaptureQueriesContext(connection) as asked:
            queries.door(actor, NOW)
            queries.work_for(actor, NOW)
        return len(asked)

    door.arrived()
    one = cost()
    for number in range(9):
        row = door.arrived(given_name=f"Child{chr(97 + number)}", client=Client(REMOTE_ADDR=f"203.0.113.{number}"))
    assert row.ref
    assert cost() == one


def test_after_some_days_the_front_door_no_longer_sees_what_it_answered() -> None:
    row = door.arrived()
    with acting("swindon", "front_door") as actor:
        commands.answer_arrival(actor=actor, arrival=row, because="no_answer", told_how="not_safe", now=NOW)
        later = NOW + dt.timedelta(days=rules.FRONT_DOOR_DAYS + 1)
        assert access.visible_arrivals(actor, NOW).exists()
        assert not access.visible_arrivals(actor, later).exists()

"""Who the child is: numbers that check themselves, what is missing, care status, addresses behind a wall, history."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection

from alongside.children import commands, rules
from alongside.children.models import Address, AddressReader, CareSpell, Change, Child
from alongside.core.verdict import Changed, NotNow, NotPermitted
from tests import people
from tests.children.makers import as_, counted, date_parts, events, post
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


def edit(child: Child, version: int = 1, **changes: object) -> Child:
    with acting("swindon", "practitioner") as actor:
        return commands.edit_child(actor=actor, child=child, version=version, changes=changes, now=NOW)


def page(key: str, child: Child, place: str = "identity/") -> str:
    return as_("swindon", key).get(f"/children/{child.ref}/{place}").content.decode()


# Numbers


@pytest.mark.parametrize("number", ["9434765919", "4010232137"])
def test_an_nhs_number_checks_itself(number: str) -> None:
    assert rules.is_nhs_number(number)
    for place in range(10):
        for digit in "0123456789":
            if digit != number[place]:
                assert not rules.is_nhs_number(number[:place] + digit + number[place + 1 :])


@pytest.mark.parametrize("number", ["", "943476591", "94347659190", "943476591X", "1111111111", "0000000000"])
def test_what_is_no_nhs_number(number: str) -> None:
    assert not rules.is_nhs_number(number)


@pytest.mark.parametrize("number", ["B801200005001", "P207000016049"])
def test_a_unique_pupil_number_checks_itself(number: str) -> None:
    """The first is a published example; the second is worked out by hand: 266 leaves 13, which is P."""
    assert rules.is_upn(number)
    assert not rules.is_upn("A" + number[1:])
    assert not rules.is_upn(number[:12] + str((int(number[12]) + 1) % 10))


def test_numbers_are_tidied_and_refused_when_they_cannot_be() -> None:
    child = my_child()
    client = as_("swindon", "practitioner")
    path = f"/children/{child.ref}/identity/birth/"
    born = date_parts("born_on", dt.date(2013, 2, 3))
    wrong = post(client, path, version="1", upn="B801200005002", nhs_number="943 476 5918", **born)
    assert wrong.status_code == 422
    assert "first letter does not fit" in wrong.content.decode()
    assert "last figure does not fit" in wrong.content.decode()
    assert post(client, path, version="1", upn="b801200005001", nhs_number="943-476 5919", **born).status_code == 302
    with acting("swindon", "practitioner"):
        row = Child.objects.get(pk=child.pk)
    assert (row.upn, row.nhs_number) == ("B801200005001", "9434765919")
    with pytest.raises(NotNow):
        edit(child, 2, nhs_number="9434765918")


def test_two_children_may_carry_the_same_number_so_that_no_error_tells_of_a_hidden_child() -> None:
    one, other = my_child(), my_child()
    edit(one, nhs_number="9434765919", upn="B801200005001")
    edit(other, nhs_number="9434765919", upn="B801200005001")


def test_numbers_belong_to_the_strands_of_those_who_need_them() -> None:
    child = my_child()
    edit(child, nhs_number="9434765919", upn="B801200005001")
    people.grant("swindon", child, "police", "meeting")

    assert "943 476 5919" in page("practitioner", child)
    school = page("school", child)
    assert "B801200005001" in school
    assert "943 476 5919" not in school
    police = page("police", child)
    assert "B801200005001" not in police
    assert "943 476 5919" not in police


def test_whoever_may_not_read_a_number_neither_sees_nor_overwrites_it() -> None:
    child = my_child()
    edit(child, nhs_number="9434765919")
    people.grant("swindon", child, "team_manager", "front_door")
    client = as_("swindon", "team_manager")
    path = f"/children/{child.ref}/identity/birth/"
    assert "9434765919" not in client.get(path).content.decode()
    assert post(client, path, version="2", **date_parts("born_on", dt.date(2013, 2, 4))).status_code == 302
    with acting("swindon", "practitioner"):
        assert Child.objects.get(pk=child.pk).nhs_number == "9434765919"


# Codes


def test_every_ethnic_group_falls_into_a_group_of_the_returns() -> None:
    assert {group.group for group in rules.ETHNIC_GROUPS.values()} == {
        "White",
        "Mixed",
        "Asian or Asian British",
        "Black or Black British",
        "Other Ethnic Group",
        rules.NOT_OBTAINABLE,
    }
    on_census_day = [group for group in rules.ETHNIC_GROUPS.values() if group.since == dt.date(2011, 3, 27)]
    assert len(on_census_day) == 18 + 1


def test_not_asked_is_missing_and_prefers_not_to_say_is_an_answer() -> None:
    asked, not_asked = my_child(), my_child()
    edit(asked, ethnic_group="NS", religion="none")
    with acting("swindon", "team_manager") as actor, connection.cursor() as cursor:
        cursor.execute(
            "SELECT child_id, ethnicity_recorded, ethnic_group, religion_recorded FROM children_fact_child"
            " WHERE partnership_id = %s",
            [actor.partnership_id],
        )
        rows = {row[0]: row[1:] for row in cursor.fetchall()}
    assert rows[asked.pk] == (True, rules.NOT_OBTAINABLE, True)
    assert rows[not_asked.pk] == (False, "", False)
    assert "Nobody has asked yet" in page("practitioner", not_asked)


def test_a_code_of_no_list_is_refused() -> None:
    child = my_child()
    with pytest.raises(NotNow):
        edit(child, ethnic_group="Z9")
    with pytest.raises(NotNow):
        edit(child, religion="jedi")


# Editing, a topic at a time


def test_two_people_who_change_different_topics_do_not_stand_in_each_others_way() -> None:
    child = my_child()
    edit(child, 1, strengths="Draws")
    edit(child, 1, language="Polish")
    with pytest.raises(Changed) as raised:
        edit(child, 1, strengths="Sings")
    assert raised.value.theirs == {"strengths": "Draws"}
    with pytest.raises(Changed):
        edit(child, 0, religion="none")


def test_a_conflict_is_shown_in_words() -> None:
    child = my_child()
    client = as_("swindon", "practitioner")
    path = f"/children/{child.ref}/identity/background/"
    assert post(client, path, version="1", ethnic_group="W3", religion="christian").status_code == 302
    conflict = post(client, path, version="1", ethnic_group="M1", religion="christian")
    assert conflict.status_code == 409
    assert "Gypsy or Irish Traveller" in conflict.content.decode()


def test_what_the_record_said_before_is_there_for_who_answers_for_the_child() -> None:
    child = my_child()
    people.grant("swindon", child, "team_manager", "supervision")
    edit(child, born_on=dt.date(2013, 2, 4), needs_interpreter=True)

    for key in ("practitioner", "team_manager"):
        text = " ".join(page(key, child, "identity/history/").split())
        assert "3 February 2013" in text
        assert "4 February 2013" in text
        assert "Asha Penrose" in text
    assert as_("swindon", "school").get(f"/children/{child.ref}/identity/history/").status_code == 403
    assert as_("swindon", "colleague").get(f"/children/{child.ref}/identity/history/").status_code == 404
    assert events("swindon", "children.history.viewed")


def test_the_history_costs_the_same_for_one_change_and_for_ten() -> None:
    child = my_child()
    edit(child, 1, strengths="0")
    client = as_("swindon", "practitioner")
    path = f"/children/{child.ref}/identity/history/"
    client.get(path)
    with counted() as one:
        client.get(path)
    for number in range(2, 11):
        edit(child, number, strengths=str(number))
    with counted() as ten:
        client.get(path)
    assert len(one) == len(ten)


# Care status


def care(child: Child, status: str, since: dt.date, key: str = "practitioner", **more: str) -> CareSpell:
    with acting("swindon", key) as actor:
        return commands.record_care(actor=actor, child=child, care=status, from_on=since, now=NOW, **more)


def test_a_care_status_ends_the_one_before_it() -> None:
    child = my_child()
    care(child, "child_in_need", TODAY - dt.timedelta(days=90))
    care(child, "looked_after", TODAY - dt.timedelta(days=9), legal="C2", told_by="Social worker")
    with acting("swindon", "practitioner"):
        spells = list(CareSpell.objects.order_by("from_on").values_list("care", "to_on"))
    assert spells == [("child_in_need", TODAY - dt.timedelta(days=9)), ("looked_after", None)]
    assert "Looked after: Care order" in page("practitioner", child)


def test_a_care_status_that_cannot_be_is_refused() -> None:
    child = my_child()
    care(child, "looked_after", TODAY)
    for status, since, more in (
        ("child_in_need", TODAY - dt.timedelta(days=1), {}),
        ("child_in_need", TODAY + dt.timedelta(days=1), {}),
        ("child_in_need", TODAY, {"legal": "C2"}),
        ("adored", TODAY, {}),
    ):
        with pytest.raises(NotNow):
            care(child, status, since, **more)


def test_a_school_does_not_read_what_social_care_does() -> None:
    child = my_child()
    care(child, "child_protection", TODAY)
    assert "Child protection plan" in page("practitioner", child)
    assert "Child protection plan" not in page("school", child)
    with pytest.raises(NotPermitted):
        care(child, "looked_after", TODAY, key="school")


# Addresses


def address(child: Child, lines: str, *, readers: list[str] | None = None, **more: object) -> Address:
    with acting("swindon", "practitioner") as actor:
        named = None if readers is None else [people.membership_of("swindon", key).pk for key in readers]
        return commands.record_address(
            actor=actor,
            child=child,
            kind="home",
            lines=lines,
            readers=named,
            now=NOW,
            **more,  # type: ignore[arg-type]
        )


def test_a_new_home_ends_the_home_before() -> None:
    child = my_child()
    address(child, "1 Old Road", from_on=dt.date(2020, 1, 1))
    address(child, "2 New Road", from_on=dt.date(2026, 1, 1))
    with acting("swindon", "practitioner"):
        assert dict(Address.objects.values_list("lines", "to_on")) == {
            "1 Old Road": dt.date(2026, 1, 1),
            "2 New Road": None,
        }


def test_a_restricted_address_is_there_for_the_named_people_and_for_nobody_else() -> None:
    child = my_child()
    people.grant("swindon", child, "team_manager", "supervision")
    people.grant("swindon", child, "colleague", "cover")
    hidden = address(child, "9 Safe House", readers=["team_manager"])

    for key in ("practitioner", "team_manager"):
        assert "9 Safe House" in page(key, child, "addresses/")
    for key in ("colleague", "school"):
        client = as_("swindon", key)
        assert "9 Safe House" not in client.get(f"/children/{child.ref}/addresses/").content.decode()
        for act in ("end", "withdraw"):
            assert client.get(f"/children/{child.ref}/addresses/{hidden.ref}/{act}/").status_code == 404
        with acting("swindon", key), connection.cursor() as cursor:
            # The database itself keeps it back, whatever a query forgets.
            cursor.execute("SELECT count(*) FROM children_address")
            assert cursor.fetchone() == (0,)
    assert events("swindon", "children.addresses.viewed")


def test_nobody_moves_a_restricted_address_out_of_the_wall_or_into_it_unnamed() -> None:
    child = my_child()
    people.grant("swindon", child, "colleague", "cover")
    address(child, "9 Safe House", readers=[])
    with acting("swindon", "colleague"), connection.cursor() as cursor:
        cursor.execute("UPDATE children_address SET is_restricted = false")
        assert cursor.rowcount == 0
    with acting("swindon", "practitioner"):
        assert AddressReader.objects.count() == 1
        assert Address.objects.get().is_restricted


def test_an_address_of_the_wrong_child_is_erased_and_the_history_never_had_it() -> None:
    child = my_child()
    wrong = address(child, "9 Wrong Road")
    with acting("swindon", "practitioner") as actor:
        commands.withdraw_address(actor=actor, address=wrong, reason="Another family", now=NOW)
        assert not Address.objects.exists()
        assert not Change.objects.exists()
    assert events("swindon", "children.address.withdrawn")[0].about == [child.ref, wrong.ref]


def test_a_restricted_address_is_written_down_in_the_page() -> None:
    child = my_child()
    people.grant("swindon", child, "team_manager", "supervision")
    client = as_("swindon", "practitioner")
    path = f"/children/{child.ref}/address/"
    ref = re.search(r'name="readers"[^>]*value="(M-[0-9A-Z]{6})"', client.get(path).content.decode())
    assert ref is not None
    sent = post(client, path, kind="placement", lines="9 Safe House", is_restricted="yes", readers=ref[1])
    assert sent.status_code == 302, sent.content.decode()
    assert sent.headers["Location"] == f"/children/{child.ref}/addresses/"
    with acting("swindon", "practitioner"):
        assert Address.objects.get().is_restricted
        assert AddressReader.objects.count() == 2


def test_only_whoever_answers_for_the_child_restricts_an_address() -> None:
    child = people.a_child("swindon")
    people.grant("swindon", child, "team_manager", "front_door")
    with acting("swindon", "team_manager") as actor, pytest.raises(NotPermitted):
        commands.record_address(actor=actor, child=child, kind="home", lines="9 Safe House", readers=[], now=NOW)


def test_who_the_child_is_costs_the_same_whatever_stands_there() -> None:
    child = my_child()
    client = as_("swindon", "practitioner")
    client.get(f"/children/{child.ref}/identity/")
    with counted() as bare:
        client.get(f"/children/{child.ref}/identity/")
    for number in range(9):
        care(child, "child_in_need", TODAY - dt.timedelta(days=9 - number))
    with counted() as full:
        client.get(f"/children/{child.ref}/identity/")
    assert len(bare) == len(full)

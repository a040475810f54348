"""Family and people who matter: who decides, who is restricted, and children of one family who are both known here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection, transaction
from django.db.utils import Error

from alongside.children import access, commands, queries
from alongside.children.models import Change, Child, Person
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


def my_child(given: str = "Zoë") -> Child:
    child = people.a_child("swindon", given=given)
    people.grant("swindon", child, "practitioner", "allocated")
    people.grant("swindon", child, "school", "setting")
    return child


def somebody(child: Child, name: str = "Mel Ashdown", key: str = "practitioner", **more: object) -> Person:
    with acting("swindon", key) as actor:
        about = commands.About(**{"name": name, "relation": "Mum", **more})  # type: ignore[arg-type]
        return commands.record_person(actor=actor, child=child, about=about, now=NOW)


def seen_by(key: str, child: Child) -> tuple[queries.Relative, ...]:
    with acting("swindon", key) as actor:
        standing, look = queries.look_at(actor, child, NOW)
        return queries.people(child, standing, look, NOW)


def joined() -> tuple[Child, Child, Person]:
    """Two children of one family, both with the same worker."""
    child, brother = my_child(), my_child("Leo")
    person = somebody(child, "Leo Ashdown", relation="Brother")
    with acting("swindon", "practitioner") as actor:
        commands.join_family(actor=actor, person=person, other=brother, now=NOW)
    return child, brother, person


# Writing down


def test_words_for_a_relation_say_which_it_is() -> None:
    child = my_child()
    somebody(child, "Bev", relation="Nan")
    somebody(child, "Kai", relation="Best mate")

    shown = {row.name: row for row in seen_by("practitioner", child)}
    assert (shown["Bev"].kin, shown["Bev"].who, shown["Bev"].generation) == ("grandmother", "Nan", -2)
    assert (shown["Kai"].kin, shown["Kai"].who, shown["Kai"].generation) == ("other", "Best mate", None)


def test_who_decides_is_told_by_the_day_and_comes_first() -> None:
    child = my_child()
    somebody(child, "Former guardian", responsibility="yes", responsibility_to_on=TODAY - dt.timedelta(days=1))
    somebody(child, "Friend", kin="friend")
    somebody(child, "Mum", responsibility="yes", responsibility_basis="birth")

    shown = seen_by("practitioner", child)
    assert [row.name for row in shown if row.decides] == ["Mum"]
    assert shown[0].name == "Mum"


def test_a_basis_without_responsibility_is_not_kept() -> None:
    child = my_child()
    person = somebody(child, responsibility="no", responsibility_basis="birth", responsibility_from_on=TODAY)
    assert (person.responsibility_basis, person.responsibility_from_on) == ("", None)


def test_only_whoever_writes_the_record_writes_down_the_family() -> None:
    child = my_child()
    for key in ("school", "colleague"):
        with pytest.raises(NotPermitted):
            somebody(child, key=key)


def test_nobody_is_their_own_grandparent() -> None:
    child = my_child()
    mum = somebody(child)
    nan = somebody(child, "Bev", relation="Nan", through=mum)
    with acting("swindon", "practitioner") as actor, pytest.raises(NotNow):
        commands.edit_person(actor=actor, person=mum, version=1, changes={"through": nan}, now=NOW)


def test_a_change_of_family_is_kept_with_what_was_there_before() -> None:
    child = my_child()
    mum = somebody(child, phone="01632 960001")
    with acting("swindon", "practitioner") as actor:
        commands.edit_person(actor=actor, person=mum, version=1, changes={"phone": "01632 960002"}, now=NOW)
        kept = Change.objects.get()
        assert (kept.about, kept.field, kept.was, kept.became) == (mum.ref, "phone", "01632 960001", "01632 960002")
        with pytest.raises(Changed) as raised:
            commands.edit_person(actor=actor, person=mum, version=1, changes={"phone": "01632 960003"}, now=NOW)
    assert raised.value.theirs == {"phone": "01632 960002"}
    assert events("swindon", "children.person.edited")[-1].detail == {"fields": ["phone"]}


def test_a_person_written_down_wrongly_leaves_the_page_and_stays_in_the_record() -> None:
    child = my_child()
    mum = somebody(child)
    with acting("swindon", "practitioner") as actor:
        commands.withdraw_person(actor=actor, person=mum, reason="Written twice", now=NOW)
        assert Person.objects.filter(pk=mum.pk).exists()
    assert seen_by("practitioner", child) == ()
    with acting("swindon", "practitioner") as actor, pytest.raises(NotNow):
        commands.edit_person(actor=actor, person=mum, version=2, changes={"phone": ""}, now=NOW)


# Restricted details


def test_restricted_people_are_there_only_for_whoever_answers_for_the_child() -> None:
    child = my_child()
    people.grant("swindon", child, "team_manager", "supervision")
    people.grant("swindon", child, "specialist", "specialist")
    person = somebody(child, "Hidden Person", is_restricted=True)

    assert [row.name for row in seen_by("team_manager", child)] == ["Hidden Person"]
    for key in ("school", "specialist"):
        assert seen_by(key, child) == ()
        client = as_("swindon", key)
        for page in ("", "family/"):
            assert "Hidden Person" not in client.get(f"/children/{child.ref}/{page}").content.decode()
        assert client.get(f"/children/{child.ref}/family/{person.ref}/who/").status_code == 404
    page = as_("swindon", "practitioner").get(f"/children/{child.ref}/family/").content.decode()
    # That none of it is printed is seen in a browser: test_browser.py.
    assert "Hidden Person" in page


# Two children of one family


def test_joined_children_lead_to_each_other_for_who_may_see_both() -> None:
    child, brother, _ = joined()
    assert [(row.name, row.known_ref) for row in seen_by("practitioner", child)] == [("Leo Ashdown", brother.ref)]
    back = seen_by("practitioner", brother)
    assert [(row.name, row.kin, row.known_ref) for row in back] == [("Zoë Ashdown", "sibling", child.ref)]


def test_nobody_else_learns_that_a_brother_is_known_here() -> None:
    child, brother, person = joined()
    people.grant("swindon", child, "colleague", "cover")
    people.grant("swindon", child, "specialist", "specialist")

    for key in ("colleague", "specialist"):
        client = as_("swindon", key)
        for page in ("", "family/", f"family/{person.ref}/", f"family/{person.ref}/join/", f"family/{person.ref}/who/"):
            assert brother.ref not in client.get(f"/children/{child.ref}/{page}").content.decode(), page
        assert client.get(f"/children/{child.ref}/family/{person.ref}/part/").status_code == 404
    assert brother.ref in as_("swindon", "practitioner").get(f"/children/{child.ref}/family/").content.decode()


def test_a_brother_who_is_not_known_looks_the_same_as_one_who_is() -> None:
    """Byte for byte, apart from references and one-time values: else the page would tell which it is."""
    child, _, _ = joined()
    other = my_child()
    somebody(other, "Leo Ashdown", relation="Brother")
    for one in (child, other):
        people.grant("swindon", one, "colleague", "cover")
    client = as_("swindon", "colleague")

    def plain(of: Child) -> str:
        text = client.get(f"/children/{of.ref}/family/").content.decode()
        text = re.sub(r"(?:\b|(?<=%2F))[A-Z]{1,2}-[0-9A-Z]{6}\b", "REF", text)
        return re.sub(r'(nonce|value)="[^"]*"', "", text)

    assert plain(child) == plain(other)


def test_joining_takes_the_right_to_write_in_both_records() -> None:
    child = my_child()
    person = somebody(child, "Leo Ashdown", relation="Brother")
    unseen = people.a_child("swindon", given="Leo")
    read_only = people.a_child("swindon", given="Max")
    people.grant("swindon", read_only, "practitioner", "meeting")
    with acting("swindon", "practitioner") as actor:
        with pytest.raises(NotNow):
            commands.join_family(actor=actor, person=person, other=unseen, now=NOW)
        with pytest.raises(NotPermitted):
            commands.join_family(actor=actor, person=person, other=read_only, now=NOW)
        with pytest.raises(NotNow):
            commands.join_family(actor=actor, person=person, other=child, now=NOW)
    path = f"/children/{child.ref}/family/{person.ref}/join/"
    client = as_("swindon", "practitioner")
    assert unseen.ref not in client.get(path).content.decode()
    assert post(client, path, other=unseen.ref).status_code == 422


def test_a_sealed_brother_is_gone_from_the_family_even_by_name() -> None:
    child, brother, _ = joined()
    people.grant("swindon", child, "colleague", "cover")
    with acting("swindon", "governance_lead") as actor:
        reader = people.membership_of("swindon", "practitioner")
        commands.seal_child(actor=actor, ref=brother.ref, readers=[reader], reason="Adopted", now=NOW)

    assert seen_by("colleague", child) == ()
    assert "Leo" not in as_("swindon", "colleague").get(f"/children/{child.ref}/family/").content.decode()
    assert [row.name for row in seen_by("practitioner", child)] == ["Leo Ashdown"]
    with acting("swindon", "colleague") as actor:
        assert queries.family_of(actor, [child.pk]) == {child.pk: frozenset()}


def test_sealed_records_are_not_joined() -> None:
    child, brother = my_child(), my_child("Leo")
    person = somebody(child, "Leo Ashdown", relation="Brother")
    with acting("swindon", "governance_lead") as actor:
        reader = people.membership_of("swindon", "practitioner")
        commands.seal_child(actor=actor, ref=brother.ref, readers=[reader], reason="Adopted", now=NOW)
    with acting("swindon", "practitioner") as actor, pytest.raises(NotNow):
        commands.join_family(actor=actor, person=person, other=brother, now=NOW)


def test_parting_undoes_both_ways() -> None:
    child, brother, person = joined()
    with acting("swindon", "practitioner") as actor:
        commands.part_family(actor=actor, person=person, reason="Not the same Leo", now=NOW)
    assert [row.known_ref for one in (child, brother) for row in seen_by("practitioner", one)] == ["", ""]


def test_allocation_learns_which_workers_have_the_family() -> None:
    child, brother, _ = joined()
    sister = my_child("Ada")
    person = somebody(child, "Ada Ashdown", relation="Sister")
    with acting("swindon", "practitioner") as actor:
        commands.join_family(actor=actor, person=person, other=sister, now=NOW)
        mine = people.membership_of("swindon", "practitioner").pk
    alone = people.a_child("swindon", given="Una")
    with acting("swindon", "team_manager") as actor:
        assert queries.family_workers(actor, child, NOW) == {mine: tuple(sorted((brother.pk, sister.pk)))}
        assert queries.family_workers(actor, alone, NOW) == {}


def test_nobody_refers_to_a_child_of_another_partnership() -> None:
    child = my_child()
    person = somebody(child, "Leo Ashdown", relation="Brother")
    theirs = people.a_child("hampshire")
    with pytest.raises(Error), transaction.atomic(), acting("swindon", "practitioner"), connection.cursor() as cursor:
        cursor.execute("UPDATE children_person SET known_id = %s WHERE id = %s", [theirs.pk, person.pk])


# Pages


def test_somebody_is_added_changed_and_taken_off_in_the_pages() -> None:
    child = my_child()
    client = as_("swindon", "practitioner")
    added = post(
        client,
        f"/children/{child.ref}/family-member/",
        name="Mel Ashdown",
        kin="mother",
        responsibility="yes",
        lives_with="some",
        safe_to_contact="unknown",
    )
    assert added.headers["Location"] == f"/children/{child.ref}/family/"
    with acting("swindon", "practitioner"):
        person = Person.objects.get()
    assert (person.safe_to_contact, person.lives_with) == ("", "some")

    path = f"/children/{child.ref}/family/{person.ref}"
    typed = {"responsibility": "yes", "responsibility_basis": "birth", "lives_with": "yes", "version": "1"}
    day = date_parts("responsibility_from_on", dt.date(2013, 2, 3))
    assert post(client, f"{path}/responsibility/", **typed, **day).status_code == 302
    stale = post(client, f"{path}/responsibility/", **typed | {"lives_with": "no"}, **day)
    assert stale.status_code == 409
    assert "Yes, all of the time" in stale.content.decode()
    page = client.get(f"/children/{child.ref}/family/").content.decode()
    assert "Yes: gave birth to the child, since 3 February 2013" in " ".join(page.split())
    assert "Same home" in page

    assert post(client, f"{path}/off/", reason="Written twice").status_code == 302
    assert "Mel Ashdown" not in client.get(f"/children/{child.ref}/family/").content.decode()


@pytest.mark.parametrize("page", ["", "who/", "responsibility/", "contact/", "off/", "join/"])
def test_pages_about_a_person_are_for_those_who_see_the_child(page: str) -> None:
    child = my_child()
    person = somebody(child)
    path = f"/children/{child.ref}/family/{person.ref}/{page}"

    assert as_("swindon", "practitioner").get(path).status_code == 200
    assert as_("swindon", "colleague").get(path).status_code == 404
    assert as_("hampshire", "practitioner").get(path).status_code == 404
    reader = as_("swindon", "school")
    if page:
        assert "Ask the allocated worker" in reader.get(path).content.decode()
        assert post(reader, path).status_code == 403
    else:
        assert "Change" not in reader.get(path).content.decode().split("<main")[1]
    other = my_child("Ada")
    assert as_("swindon", "practitioner").get(f"/children/{other.ref}/family/{person.ref}/{page}").status_code == 404


def test_ten_people_cost_as_many_questions_as_one() -> None:
    child = my_child()
    somebody(child)
    client = as_("swindon", "practitioner")
    client.get(f"/children/{child.ref}/family/")
    with counted() as one:
        client.get(f"/children/{child.ref}/family/")
    for number in range(9):
        somebody(child, f"Person {number}", kin="friend")
    with counted() as ten:
        client.get(f"/children/{child.ref}/family/")
    assert len(ten) == len(one)


def test_restricted_is_a_matter_of_who_answers_for_the_child() -> None:
    child = my_child()
    with acting("swindon", "school") as actor:
        assert not access.may_see_restricted(access.standing(actor, child, NOW))
    with acting("swindon", "practitioner") as actor:
        assert access.may_see_restricted(access.standing(actor, child, NOW))

"""One entry for several children: a part of all, a part of each, and no record that says who the others were."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from alongside.audit import queries as audit
from alongside.children import commands, rules
from alongside.children.models import Child, Entry
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from tests import people
from tests.children.makers import as_, counted, date_parts, events, post
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]

SLUG = "swindon"
LINK = re.compile(r'<a class="govuk-link" href="([^"]+)">Open<')
ALL = "We made pancakes and the children planned the week."


@pytest.fixture(autouse=True)
def at_ten() -> Iterator[None]:
    """Requests come on the morning on which the world was made."""
    with time_machine.travel(NOW, tick=True):
        yield


def two(slug: str = SLUG, key: str = "practitioner") -> tuple[Child, Child]:
    """A sister and a brother of the same worker."""
    made = people.a_child(slug, given="Zoë"), people.a_child(slug, given="Idris")
    for child in made:
        people.grant(slug, child, key, "allocated")
    return made


def write(children: tuple[Child, ...], key: str = "practitioner", **more: Any) -> str:
    with acting(SLUG, key) as actor:
        return commands.record_entry_for_several(
            actor=actor,
            **{
                "children": children,
                "happened_on": TODAY,
                "strand": Strand.PLAN,
                "kind": "meeting",
                "text": ALL,
                "own": {children[0].ref: "She chose the music.", children[-1].ref: "He was tired."},
                "now": NOW,
                **more,
            },
        )


def texts(child: Child, *, live: bool = True) -> list[str]:
    with acting(SLUG, "practitioner"):
        rows = Entry.objects.filter(child=child, withdrawn_at__isnull=live).order_by("id")
        return list(rows.values_list("text", flat=True))


def page(key: str, child: Child, slug: str = SLUG) -> str:
    return as_(slug, key).get(f"/children/{child.ref}/chronology/").content.decode()


def test_each_record_has_what_is_of_all_and_what_is_its_own() -> None:
    zoe, idris = two()
    write((zoe, idris))
    assert texts(zoe) == ["She chose the music.", ALL]
    assert texts(idris) == ["He was tired.", ALL]
    shown = page("practitioner", zoe)
    assert ALL in shown
    assert "She chose the music." in shown
    assert "He was tired" not in shown
    assert "Idris" not in shown
    assert idris.ref not in shown


def test_the_trail_of_one_child_does_not_name_another() -> None:
    zoe, idris = two()
    write((zoe, idris))
    worker = as_(SLUG, "practitioner")
    worker.get(f"/children/{zoe.ref}/entry/several/?with={idris.ref}")
    for event in (*events(SLUG, "children.entry.recorded"), *events(SLUG, "children.child.viewed")):
        assert not {zoe.ref, idris.ref} <= set(event.about)
    with acting(SLUG, "governance_lead"):
        assert "children.entry.recorded" in {event.action for event in audit.about(zoe.ref, limit=50)}


def test_the_shared_part_names_nobody() -> None:
    zoe, idris = two()
    with pytest.raises(NotNow, match="names Idris"):
        write((zoe, idris), text="Idris made pancakes")
    assert texts(zoe) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May came too", "May"),
        ("They may come", ""),
        ("Zoë's room", "Zoë"),
        ("Zoës", ""),
        ("The Ashdown family", ""),
        ("The Marlowe boy", "Marlowe"),
    ],
)
def test_what_names_a_child(text: str, found: str) -> None:
    same = [("May", "", "Ashdown"), ("Zoë", "Zo", "Ashdown")]
    children = [*same, ("Kit", "", "Marlowe")] if "Marlowe" in text else same
    assert rules.named_in(text, children) == found


def test_whoever_may_not_write_in_one_of_the_records_writes_in_none() -> None:
    zoe, idris = two()
    strange = people.a_child(SLUG, given="Noor")
    with pytest.raises(NotPermitted):
        write((zoe, idris, strange))
    with pytest.raises(NotPermitted):
        write((zoe, idris), key="specialist")
    assert texts(zoe) == []


def test_it_takes_two_and_not_a_caseload() -> None:
    zoe, _ = two()
    with pytest.raises(NotNow, match="two children or more"):
        write((zoe, zoe))


def test_it_is_withdrawn_here_or_everywhere() -> None:
    zoe, idris = two()
    source = write((zoe, idris))
    with acting(SLUG, "practitioner") as actor:
        commands.withdraw_entry_for_several(
            actor=actor, child=zoe, source=source, everywhere=False, reason="The wrong Zoë", now=NOW
        )
    assert texts(zoe) == []
    assert texts(zoe, live=False) == ["She chose the music.", ALL]
    assert texts(idris) == ["He was tired.", ALL]
    with acting(SLUG, "practitioner") as actor, pytest.raises(NotNow, match="withdrawn already"):
        commands.withdraw_entry_for_several(
            actor=actor, child=zoe, source=source, everywhere=True, reason="Again", now=NOW
        )
    with acting(SLUG, "practitioner") as actor:
        commands.withdraw_entry_for_several(
            actor=actor, child=idris, source=source, everywhere=True, reason="Not that day", now=NOW
        )
    assert texts(idris) == []


def test_one_line_of_it_is_not_withdrawn_by_itself() -> None:
    zoe, idris = two()
    write((zoe, idris))
    with acting(SLUG, "practitioner") as actor:
        line = Entry.objects.filter(child=zoe).first()
        assert line is not None
        with pytest.raises(NotNow, match="for several children"):
            commands.withdraw_entry(actor=actor, entry=line, reason="Wrong", now=NOW)


def test_everywhere_is_where_the_reader_may() -> None:
    zoe, idris = two()
    source = write((zoe, idris))
    people.grant(SLUG, zoe, "front_door", "allocated")
    with acting(SLUG, "front_door") as actor:
        done = commands.withdraw_entry_for_several(
            actor=actor, child=zoe, source=source, everywhere=True, reason="Not hers", now=NOW
        )
    assert done == 1
    assert texts(idris) == ["He was tired.", ALL]


def test_its_line_opens_for_each_reader_of_that_part_and_says_of_nobody_else() -> None:
    zoe, idris = two()
    write((zoe, idris))
    people.grant(SLUG, zoe, "camhs", "specialist")
    people.grant(SLUG, zoe, "school", "setting")
    for key, withdraws in (("practitioner", True), ("camhs", False)):
        found = LINK.findall(page(key, zoe))
        assert len(found) == 2
        assert all(re.search(r"/chronology/E-\w{6}/$", at) for at in found)
        for at in found:
            opened = as_(SLUG, key).get(at).content.decode()
            assert ALL in opened
            assert "She chose the music." in opened
            assert ("/withdraw/" in opened) is withdraws
            assert not [words for words in ("He was tired.", "Idris", idris.ref) if words in opened]
            if not withdraws:
                assert "SV-" not in opened
    at = LINK.findall(page("practitioner", zoe))[0]
    # The school reads another part; a line of another child, and of another partnership, is not there.
    assert as_(SLUG, "school").get(at).status_code == 404
    assert as_(SLUG, "stranger").get(at).status_code == 404
    assert as_("hampshire", "practitioner").get(at).status_code == 404
    assert as_(SLUG, "practitioner").get(at.replace(zoe.ref, idris.ref)).status_code == 404


def test_opening_it_asks_as_often_for_ten_children_as_for_two() -> None:
    zoe, idris = two()
    write((zoe, idris))
    more = tuple(people.a_child(SLUG, given=f"Kit{chr(97 + n)}") for n in range(8))
    for child in more:
        people.grant(SLUG, child, "practitioner", "allocated")
    worker = as_(SLUG, "practitioner")

    def asked() -> int:
        at = LINK.findall(page("practitioner", zoe))[0]
        with counted() as statements:
            assert worker.get(at).status_code == 200
        return len(statements)

    asked()
    few = asked()
    write((zoe, idris, *more))
    assert asked() == few


def test_a_sealed_brother_is_nowhere_to_be_seen() -> None:
    zoe, idris = two()
    source = write((zoe, idris))
    with acting(SLUG, "governance_lead") as lead:
        commands.seal_child(
            actor=lead, ref=idris.ref, readers=[people.membership_of(SLUG, "team_manager")], reason="Adopted", now=NOW
        )
    shown = page("practitioner", zoe)
    assert ALL in shown
    assert "several" not in shown.replace("Write one entry for several children", "").replace("entry/several", "")
    worker = as_(SLUG, "practitioner")
    choices = worker.get(f"/children/{zoe.ref}/entry/several/").content.decode()
    assert idris.ref not in choices
    assert "Idris" not in choices
    unknown = worker.get(f"/children/{zoe.ref}/entry/several/?with=C-000000")
    hidden = worker.get(f"/children/{zoe.ref}/entry/several/?with={idris.ref}")
    assert (unknown.status_code, hidden.status_code) == (404, 404)
    assert len(unknown.content) == len(hidden.content)
    with acting(SLUG, "practitioner") as actor:
        done = commands.withdraw_entry_for_several(
            actor=actor, child=zoe, source=source, everywhere=True, reason="Not that day", now=NOW
        )
    assert done == 1


def test_the_pages_from_choosing_to_withdrawing() -> None:
    zoe, idris = two()
    worker = as_(SLUG, "practitioner")
    at = f"/children/{zoe.ref}/entry/several/"
    assert "Idris Ashdown" in worker.get(at).content.decode()
    assert "Choose at least one other child" in worker.get(at, {"next": "1"}).content.decode()
    form = worker.get(at, {"with": idris.ref}).content.decode()
    assert "One entry for 2 children" in form
    assert "Only for Idris Ashdown" in form

    sent = post(
        worker,
        f"{at}?with={idris.ref}",
        **date_parts("happened_on", TODAY),
        kind="meeting",
        strand="plan",
        text=ALL,
        **{f"own_{idris.ref}": "He was tired."},
    )
    assert sent["Location"] == f"/children/{zoe.ref}/chronology/"
    assert (texts(zoe), texts(idris)) == ([ALL], ["He was tired.", ALL])
    with acting(SLUG, "practitioner"):
        source = Entry.objects.filter(child=zoe).values_list("source", flat=True)[0]
    withdraw = f"/children/{zoe.ref}/entry/several/{source}/withdraw/"
    assert withdraw in page("practitioner", zoe)
    assert ALL in worker.get(withdraw).content.decode()
    assert post(worker, withdraw, where="everywhere", reason="Not that day").status_code == 302
    assert (texts(zoe), texts(idris)) == ([], [])
    assert worker.get(withdraw).status_code == 404
    assert sent.status_code == 302


def test_owner_colleague_stranger_and_another_partnership() -> None:
    zoe, idris = two()
    source = write((zoe, idris))
    people.grant(SLUG, zoe, "school", "setting")
    at = f"/children/{zoe.ref}/entry/several/"
    school = as_(SLUG, "school")
    assert "Your role reads this record" in school.get(at).content.decode()
    assert school.get(f"{at}?with={idris.ref}").status_code in (200, 404)
    assert "Idris" not in school.get(f"{at}?with={idris.ref}").content.decode()
    assert post(school, at, text=ALL).status_code == 403
    # A school reads no plans: of an entry in that part of the record it knows nothing.
    assert school.get(f"{at}{source}/withdraw/").status_code == 404
    for key, slug in (("stranger", SLUG), ("practitioner", "hampshire")):
        somebody = as_(slug, key)
        assert somebody.get(at).status_code == 404
        assert somebody.get(f"{at}{source}/withdraw/").status_code == 404


def test_the_page_asks_as_often_for_two_children_as_for_ten() -> None:
    zoe, _ = two()
    worker = as_(SLUG, "practitioner")
    at = f"/children/{zoe.ref}/entry/several/"

    def asked() -> int:
        with counted() as statements:
            worker.get(at)
        return len(statements)

    asked()
    one = asked()
    for number in range(9):
        people.grant(SLUG, people.a_child(SLUG, given=f"Kit{number}"), "practitioner", "allocated")
    assert asked() == one


def test_it_may_be_of_a_day_in_the_past_only() -> None:
    zoe, idris = two()
    sent = post(
        as_(SLUG, "practitioner"),
        f"/children/{zoe.ref}/entry/several/?with={idris.ref}",
        **date_parts("happened_on", TODAY + dt.timedelta(days=1)),
        kind="meeting",
        strand="plan",
        text=ALL,
    )
    assert sent.status_code == 422

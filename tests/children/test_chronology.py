"""Everything that happened, a page at a time, and withdrawing what was written down wrongly."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine

from alongside.children import commands, queries
from alongside.children.models import Child, Entry, Voice
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.plans import commands as plans
from alongside.plans.models import Contact
from tests import people
from tests.children.makers import as_, counted, events, post
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


def line(
    child: Child,
    text: str,
    *,
    strand: Strand = Strand.EDUCATION,
    days_ago: int = 0,
    kind: str = "note",
    source: str = "",
) -> Entry:
    with acting("swindon", "practitioner") as actor:
        return commands.record_entry(
            actor=actor,
            child=child,
            happened_on=TODAY - dt.timedelta(days=days_ago),
            strand=strand,
            kind=kind,
            text=text,
            source=source,
            now=NOW,
        )


def said(child: Child, text: str, strand: Strand = Strand.IDENTITY) -> Voice:
    with acting("swindon", "practitioner") as actor:
        return commands.record_voice(
            actor=actor, child=child, said=text, gathered="Drawing", said_on=TODAY, strand=strand, now=NOW
        )


def page(key: str, child: Child, query: str = "") -> str:
    return as_("swindon", key).get(f"/children/{child.ref}/chronology/{query}").content.decode()


def lines_of(text: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", found) for found in re.findall(r'app-entries__text">(.*?)</p>', text, re.S)]


def test_lines_words_and_what_was_shared_stand_in_one_order() -> None:
    child = my_child()
    line(child, "Started at the club", days_ago=3)
    said(child, "I like it there")
    with acting("swindon", "practitioner") as actor:
        commands.decide_not_to_share(
            actor=actor,
            child=child,
            what="His address",
            strands=[Strand.PLAN],
            to_whom="A newspaper",
            why="No reason in law",
            told="told",
            told_on=TODAY,
            now=NOW,
        )
    assert lines_of(page("practitioner", child)) == [
        "His address – A newspaper",
        "“I like it there”",
        "Started at the club",
    ]
    assert lines_of(page("school", child)) == ["“I like it there”", "Started at the club"]


def test_it_is_narrowed_by_part_agency_and_kind_and_only_to_what_the_reader_may_see() -> None:
    child = my_child()
    line(child, "School day", kind="meeting")
    line(child, "Court day", strand=Strand.JUSTICE)
    said(child, "It was long")
    with acting("swindon", "practitioner"):
        agency, other = (people.agency_of("swindon", key).ref for key in ("yjs", "camhs"))
    assert lines_of(page("practitioner", child, "?strand=justice")) == ["Court day"]
    assert "Court day" not in lines_of(page("school", child, "?strand=justice"))
    assert lines_of(page("practitioner", child, "?kind=meeting")) == ["School day"]
    assert lines_of(page("practitioner", child, "?kind=said")) == ["“It was long”"]
    assert len(lines_of(page("practitioner", child, f"?agency={agency}"))) == 3
    assert lines_of(page("practitioner", child, f"?agency={other}")) == []


def test_pages_meet_without_a_gap_or_a_repetition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alongside.children.queries.happened.HAPPENED", 4)
    child = my_child()
    for number in range(11):
        # Several on one day, so that the day alone does not say where a page ends.
        line(child, f"Line {number:02}", days_ago=number // 4)
    said(child, "In the middle")
    seen, pages, path = [], [], ""
    for _ in range(5):
        text = page("practitioner", child, path)
        pages.append(lines_of(text))
        seen += pages[-1]
        found = re.search(r'href="(\?earlier=[^"]+)"', text)
        if found is None:
            break
        path = found[1]
    assert len(seen) == len(set(seen)) == 12
    assert [len(rows) for rows in pages] == [4, 4, 4]
    back = re.search(r'href="(\?later=[^"]+)"', text)
    assert back is not None
    assert lines_of(page("practitioner", child, back[1])) == pages[1]
    assert 'href="?earlier=' not in text


def test_a_page_of_another_childs_line_begins_at_the_newest() -> None:
    mine, other = my_child(), people.a_child("swindon", given="Rafi")
    people.grant("swindon", other, "practitioner", "allocated")
    elsewhere = line(other, "Elsewhere", days_ago=30)
    line(mine, "Here")
    assert lines_of(page("practitioner", mine, f"?earlier={elsewhere.ref}")) == ["Here"]


def test_a_withdrawn_line_is_struck_out_for_who_answers_for_the_child_and_gone_for_others() -> None:
    child = my_child()
    row = line(child, "Wrong child")
    path = f"/children/{child.ref}/chronology/{row.ref}/withdraw/"
    worker, school = as_("swindon", "practitioner"), as_("swindon", "school")
    assert post(school, path, reason="Not so").status_code == 403
    assert as_("swindon", "colleague").get(path).status_code == 404
    assert as_("hampshire", "practitioner").get(path).status_code == 404
    assert post(worker, path, reason=" ").status_code == 422
    assert post(worker, path, reason="About another child").status_code == 302
    text = page("practitioner", child)
    assert "<s>Wrong child</s>" in text
    assert "About another child" in text
    assert "Wrong child" not in page("school", child)
    assert "Wrong child" not in worker.get(f"/children/{child.ref}/").content.decode()
    assert worker.get(path).status_code == 404
    assert [event.reason_digest != "" for event in events("swindon", "children.entry.withdrawn")] == [True]


def test_withdrawn_words_are_not_told_back_shown_or_counted() -> None:
    child = my_child()
    row = said(child, "Not my words")
    path = f"/children/{child.ref}/said/{row.ref}/withdraw/"
    assert post(as_("swindon", "school"), path, reason="Not so").status_code == 403
    assert post(as_("swindon", "practitioner"), path, reason="His brother said it").status_code == 302
    for place in ("", "voices/"):
        assert (
            "Not my words" not in as_("swindon", "practitioner").get(f"/children/{child.ref}/{place}").content.decode()
        )
    assert "Not my words" not in as_("swindon", "practitioner").get("/").content.decode()
    assert "<s>“Not my words”</s>" in page("practitioner", child)
    with acting("swindon", "practitioner") as actor:
        with pytest.raises(NotNow):
            commands.tell_back(actor=actor, voice=row, changed="Nothing", told_back_on=TODAY, now=NOW)
        assert not [thing for thing in queries.open_things(actor, NOW, None) if thing.kind == "tell_back"]


def test_a_contact_goes_with_its_line_and_its_words() -> None:
    child = my_child()
    with acting("swindon", "practitioner") as actor:
        contact = plans.record_contact(
            actor=actor,
            child=child,
            happened_on=TODAY,
            with_whom="child",
            how="home",
            kind="planned",
            attended="yes",
            text="Walked the dog",
            said="He is called Biscuit",
            now=NOW,
        )
        entry = Entry.objects.get(source=contact.ref)
        with pytest.raises(NotNow, match="Withdraw the contact"):
            commands.withdraw_entry(actor=actor, entry=entry, reason="Wrong", now=NOW)
    path = f"/children/{child.ref}/contacts/{contact.ref}/withdraw/"
    assert path in page("practitioner", child)
    assert as_("swindon", "school").get(path).status_code == 404
    assert as_("swindon", "colleague").get(path).status_code == 404
    assert post(as_("swindon", "practitioner"), path, reason="The other brother").status_code == 302
    text = page("practitioner", child)
    assert text.count("The other brother") == 2
    assert "<s>“He is called Biscuit”</s>" in text
    with acting("swindon", "practitioner") as actor:
        assert Contact.objects.get(pk=contact.pk).withdrawn_by == "Asha Penrose"
        with pytest.raises(NotPermitted):
            commands.strike_out(actor=actor, child=child, source=contact.ref, reason="Alone", now=NOW)
    plan = as_("swindon", "practitioner").get(f"/children/{child.ref}/plan/").content.decode()
    assert "Walked the dog" not in plan


def test_ten_lines_cost_as_many_questions_as_one() -> None:
    child = my_child()
    line(child, "One")
    for letters in ("R", "Y", "PD"):
        line(child, "What its own subject opens", source=f"{letters}-000000")
    client = as_("swindon", "practitioner")
    client.get(f"/children/{child.ref}/chronology/")
    with counted() as one:
        client.get(f"/children/{child.ref}/chronology/")
    for number in range(9):
        line(child, f"Line {number}")
        for letters in ("R", "Y", "PD"):
            line(child, f"More of {letters}", source=f"{letters}-00000{number + 1}")
        said(child, f"Words {number}")
    with counted() as ten:
        client.get(f"/children/{child.ref}/chronology/")
    assert len(one) == len(ten)

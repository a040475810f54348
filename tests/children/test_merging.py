"""Two records of one child: joined by two people as an alias, seen by those who saw one of them, and parted again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import time_machine

from alongside.children import access, commands, queries
from alongside.children.models import Child, Entry, Grant, Merge
from alongside.core import names
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.needs import commands as needs
from alongside.partnerships import wall
from alongside.plans import commands as plans
from tests import people
from tests.children.makers import as_, counted, events, post
from tests.people import NOW, TODAY, acting
from tests.plans import makers as plan_makers

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.database_near]

WHY = "The mother was rung"


@pytest.fixture(autouse=True)
def at_ten() -> Iterator[None]:
    """Requests come on the morning on which the world was made."""
    with time_machine.travel(NOW, tick=True):
        yield


def two() -> tuple[Child, Child]:
    """Zoë's record, in which the practitioner works, and Zoe's, in which the colleague does."""
    kept, other = people.a_child("swindon"), people.a_child("swindon", given="Zoe")
    people.grant("swindon", kept, "practitioner", "allocated")
    people.grant("swindon", other, "colleague", "allocated")
    return kept, other


def proposed(kept: Child, other: Child, key: str = "front_door") -> Merge:
    with acting("swindon", key) as actor:
        return commands.propose_merge(actor=actor, kept=kept, other=other, why=WHY, now=NOW)


def joined(kept: Child, other: Child) -> Merge:
    row = proposed(kept, other)
    with acting("swindon", "team_manager") as actor:
        return commands.decide_merge(actor=actor, merge=row, is_one_child=True, why=WHY, now=NOW)


def reads(key: str, child: Child) -> bool:
    return as_("swindon", key).get(f"/children/{child.ref}/").status_code == 200


def entry(child: Child, key: str, text: str) -> Entry:
    with acting("swindon", key) as actor:
        return commands.record_entry(
            actor=actor, child=child, happened_on=TODAY, strand=Strand.PLAN, kind="note", text=text, now=NOW
        )


def test_it_takes_two_people_and_nothing_changes_before_the_second() -> None:
    kept, other = two()
    row = proposed(kept, other)
    assert not reads("practitioner", other)
    with acting("swindon", "front_door") as actor, pytest.raises(NotPermitted):
        commands.decide_merge(actor=actor, merge=row, is_one_child=True, why=WHY, now=NOW)
    path = f"/duplicates/{row.ref}/decide/"
    assert post(as_("swindon", "front_door"), path, is_one_child="yes", why=WHY).status_code == 403
    assert b"You proposed this yourself" in as_("swindon", "front_door").get(path).content
    for key in ("practitioner", "school", "governance_lead"):
        assert as_("swindon", key).get(path).status_code == 403
        assert as_("swindon", key).get("/duplicates/").status_code == 403
    assert as_("hampshire", "team_manager").get(path).status_code == 404
    assert post(as_("swindon", "team_manager"), path, is_one_child="yes", why=WHY).status_code == 302
    assert post(as_("swindon", "team_manager"), path, is_one_child="yes", why=WHY).status_code == 409
    with acting("swindon", "front_door"):
        assert Child.objects.get(pk=other.pk).joined_to_id == kept.pk


def test_whoever_saw_one_sees_both_for_the_same_reason_and_not_more() -> None:
    kept, other = two()
    people.grant("swindon", kept, "school", "setting")
    joined(kept, other)
    assert reads("practitioner", other)
    assert reads("colleague", kept)
    assert not reads("stranger", kept)
    assert not reads("stranger", other)
    with acting("swindon", "school") as actor:
        for child in (kept, other):
            assert access.standing(actor, child, NOW).readable == {Strand.IDENTITY, Strand.EDUCATION}
            assert not access.standing(actor, child, NOW).writable


def test_what_is_given_or_ended_afterwards_holds_for_both() -> None:
    kept, other = two()
    joined(kept, other)
    people.grant("swindon", kept, "stranger", "cover")
    assert reads("stranger", other)
    with acting("swindon", "practitioner"):
        source = Grant.objects.get(child=kept, reason="cover", membership__user__name="Bea Holloway").source
    with acting("swindon", "team_manager") as actor:
        commands.end_grants(actor=actor, source=source, child=kept, reasons=["cover"], now=NOW)
    assert not reads("stranger", kept)
    assert not reads("stranger", other)


def test_parted_records_are_as_they_were() -> None:
    kept, other = two()
    row = joined(kept, other)
    path = f"/duplicates/{row.ref}/part/"
    assert as_("swindon", "practitioner").get(path).status_code == 403
    assert post(as_("swindon", "front_door"), path, why="Cousins of one name").status_code == 302
    assert reads("practitioner", kept)
    assert reads("colleague", other)
    assert not reads("practitioner", other)
    assert not reads("colleague", kept)
    with acting("swindon", "front_door"):
        assert Child.objects.get(pk=other.pk).joined_to_id is None
    assert proposed(kept, other).status == "proposed"
    assert [event.verb for event in events("swindon", "children.merge.decided")] == ["combination"]
    assert len(events("swindon", "children.merge.undone")) == 1


def test_search_finds_one_by_either_name_and_the_front_door_matches_to_it() -> None:
    kept, other = people.a_child("swindon"), people.a_child("swindon", given="Zoe", family="Ashdowne-Marsh")
    people.grant("swindon", kept, "practitioner", "allocated")
    joined(kept, other)
    asked = names.Named(given="Zoe", family="Ashdowne-Marsh", born_on=other.born_on)
    with acting("swindon", "practitioner") as actor:
        assert [row.ref for row in queries.search(actor, asked, NOW)._value] == [kept.ref]
        assert [row.ref for row in queries.find(actor, other.ref, NOW)._value] == [kept.ref]
    with acting("swindon", "front_door") as actor:
        assert [row.ref for row in queries.match_records(actor, asked, NOW)._value] == [kept.ref]
        found = queries.matching(actor, asked, kept.ref)
        assert found is not None
        assert found.pk == kept.pk
        assert queries.matching(actor, asked, other.ref) is None


def test_the_chronology_of_either_reads_both_and_leaves_a_trace_of_both() -> None:
    kept, other = two()
    entry(kept, "practitioner", "Came on Monday")
    entry(other, "colleague", "Came on Tuesday")
    assert b"Came on Tuesday" not in as_("swindon", "practitioner").get(f"/children/{kept.ref}/chronology/").content
    joined(kept, other)
    for child in (kept, other):
        text = as_("swindon", "practitioner").get(f"/children/{child.ref}/chronology/").content
        assert b"Came on Monday" in text
        assert b"Came on Tuesday" in text
    looked = events("swindon", "children.child.viewed")[-2:]
    assert {ref for event in looked for ref in event.about} == {kept.ref, other.ref}
    page = as_("swindon", "practitioner").get(f"/children/{kept.ref}/").content.decode()
    assert other.ref in page
    assert (
        "Work goes on in another record"
        in as_("swindon", "practitioner").get(f"/children/{other.ref}/").content.decode()
    )


def test_what_was_said_and_shared_stands_on_the_page_of_either_and_leads_to_its_own_record() -> None:
    kept, other = two()
    for child, key, text in ((kept, "practitioner", "I like Mondays"), (other, "colleague", "I like Tuesdays")):
        with acting("swindon", key) as actor:
            commands.record_voice(actor=actor, child=child, said=text, gathered="Drawing", said_on=TODAY, now=NOW)
            commands.decide_not_to_share(
                actor=actor,
                child=child,
                what=text,
                strands=[Strand.PLAN],
                to_whom=text,
                why="No reason in law",
                told="told",
                told_on=TODAY,
                now=NOW,
            )
    worker = as_("swindon", "practitioner")
    pages = [f"/children/{kept.ref}/voices/", f"/children/{kept.ref}/sharing/"]
    for path in pages:
        assert b"I like Tuesdays" not in worker.get(path).content
    joined(kept, other)
    for path in (*pages, f"/children/{other.ref}/voices/", f"/children/{other.ref}/sharing/"):
        text = worker.get(path).content.decode()
        assert "I like Mondays" in text
        assert "I like Tuesdays" in text
        links = re.findall(r'href="([^"]+/(?:said|sharing)/[A-Z]+-[^"]+)"', text)
        assert {link.split("/")[2] for link in links} == {kept.ref, other.ref}
        assert {worker.get(link).status_code for link in links} == {200}
    with acting("swindon", "practitioner") as actor:
        standing, look = queries.look_at(actor, kept, NOW)
        assert len(queries.in_plain_words(kept, standing, look, NOW)) == 2


def test_two_children_are_not_suggested_again() -> None:
    kept, other = two()
    manager = as_("swindon", "team_manager")
    page = manager.get("/duplicates/").content.decode()
    path = f"/duplicates/{kept.ref}/with/{other.ref}/"
    assert path in page
    assert as_("hampshire", "team_manager").get(path).status_code == 404
    assert as_("swindon", "practitioner").get(path).status_code == 403
    assert post(manager, path, answer="different", why="Twins").status_code == 302
    assert path not in manager.get("/duplicates/").content.decode()
    assert manager.get(path).status_code == 404
    with acting("swindon", "front_door") as actor, pytest.raises(NotNow):
        commands.propose_merge(actor=actor, kept=other, other=kept, why=WHY, now=NOW)


def test_records_that_do_not_look_like_one_child_are_not_opened_by_their_references() -> None:
    one, two_ = people.a_child("swindon"), people.a_child("swindon", given="Rafi", family="Osei")
    assert as_("swindon", "team_manager").get(f"/duplicates/{one.ref}/with/{two_.ref}/").status_code == 404


def test_a_sealed_record_is_neither_suggested_nor_joined_and_a_joined_one_not_sealed() -> None:
    kept, other = two()
    row = joined(kept, other)
    with acting("swindon", "governance_lead") as lead:
        readers = [people.membership_of("swindon", "practitioner")]
        for child in (kept, other):
            with pytest.raises(NotNow, match="parted first"):
                commands.seal_child(actor=lead, ref=child.ref, readers=readers, reason="Adopted", now=NOW)
    with acting("swindon", "front_door") as actor:
        commands.part_records(actor=actor, merge=row, why="To seal one", now=NOW)
    with acting("swindon", "governance_lead") as lead:
        readers = [people.membership_of("swindon", "practitioner")]
        commands.seal_child(actor=lead, ref=other.ref, readers=readers, reason="Adopted", now=NOW)
    assert other.ref not in as_("swindon", "team_manager").get("/duplicates/").content.decode()
    assert as_("swindon", "team_manager").get(f"/duplicates/{row.ref}/part/").status_code == 404


def test_an_alias_is_not_joined_again() -> None:
    kept, other = two()
    joined(kept, other)
    third = people.a_child("swindon", given="Zoey")
    for one, two_ in ((third, other), (third, kept)):
        with acting("swindon", "front_door") as actor, pytest.raises(NotNow):
            commands.propose_merge(actor=actor, kept=one, other=two_, why=WHY, now=NOW)
    joined(kept, third)
    with wall.inside(people.partnership("swindon").pk):
        assert set(Child.objects.filter(joined_to=kept).values_list("pk", flat=True)) == {other.pk, third.pk}


def test_ten_pairs_cost_as_many_questions_as_one() -> None:
    two()
    client = as_("swindon", "team_manager")
    client.get("/duplicates/")
    with counted() as one:
        client.get("/duplicates/")
    for number in range(5):
        people.a_child("swindon", given=f"Zo{'e' * number}")
    with counted() as ten:
        client.get("/duplicates/")
    assert len(one) == len(ten)


def both_at_work() -> tuple[Child, Child]:
    """Zoë's record and Zoe's, each with work that is open and a worker of its own."""
    kept, _ = plan_makers.open_work()
    other, _ = plan_makers.open_work(given="Zoe", worker="colleague")
    return kept, other


def written_in_both(kept: Child, other: Child) -> None:
    """In each record somebody who matters, a nurse, what helps, a plan, and words of the child; each names its day."""
    for child, key, day in ((kept, "practitioner", "Monday"), (other, "colleague", "Tuesday")):
        with acting("swindon", key) as actor:
            about = commands.About(name=f"Aunt {day}", relation="Aunt")
            commands.record_person(actor=actor, child=child, about=about, now=NOW)
            commands.record_professional(
                actor=actor, child=child, name=f"Nurse {day}", role="Nurse", agency="NHS", reason="Checks", now=NOW
            )
            needs.write_strategy(actor=actor, child=child, kind="do", text=f"Ring on {day}", now=NOW)
            plan = plans.start_plan(actor=actor, child=child, strengths="Kind", matters=f"{day}s matter", now=NOW)
            plans.add_goal(actor=actor, plan=plan, words=f"Swim on {day}", now=NOW)
            plans.record_contact(
                actor=actor,
                child=child,
                happened_on=TODAY,
                with_whom="child",
                how="home",
                kind="planned",
                attended="yes",
                text=f"We met on {day}",
                now=NOW,
            )
            commands.record_voice(
                actor=actor, child=child, said=f"I like {day}", gathered="Talk", said_on=TODAY, now=NOW
            )


def test_child_family_needs_plan_and_contacts_read_both_and_lead_to_each() -> None:
    kept, other = both_at_work()
    written_in_both(kept, other)
    worker = as_("swindon", "practitioner")
    told = {
        "": ("Aunt {}", "Nurse {}", "Ring on {}", "I like {}"),
        "family/": ("Aunt {}",),
        "network/": ("Nurse {}",),
        "needs/": ("Ring on {}",),
        "passport/": ("Ring on {}",),
        "plan/": ("Swim on {}", "We met on {}"),
    }
    for path in told:
        assert "Tuesday" not in worker.get(f"/children/{kept.ref}/{path}").content.decode()
    joined(kept, other)
    for child in (kept, other):
        for path, words in told.items():
            text = worker.get(f"/children/{child.ref}/{path}").content.decode()
            for said in words:
                assert {day for day in ("Monday", "Tuesday") if said.format(day) in text} == {"Monday", "Tuesday"}, path
            links = set(re.findall(r'href="(/children/[^"#?]+/)', text))
            records = {link.split("/")[2] for link in links}
            assert path == "passport/" or records == {kept.ref, other.ref}, path
            links = {link for link in links if re.search(r"/[A-Z]+-[0-9A-Z]{6}/.*[A-Z]+-[0-9A-Z]{6}/", link)}
            shut = {link for link in links if worker.get(link).status_code != 200}
            assert not shut, path
        plan = worker.get(f"/children/{child.ref}/plan/").content.decode()
        assert f"The plan in {(other if child == kept else kept).ref}" in plan
    assert as_("swindon", "stranger").get(f"/children/{kept.ref}/family/").status_code == 404


def test_who_looked_tells_of_both_records_once_and_so_do_its_papers() -> None:
    kept, other = two()
    people.grant("swindon", kept, "team_manager", "supervision")
    as_("swindon", "colleague").get(f"/children/{other.ref}/")
    manager = as_("swindon", "team_manager")
    paths = (f"/children/{kept.ref}/who-looked/", f"/children/{kept.ref}/who-looked/paper/")
    before = [manager.get(path).content.decode() for path in paths]
    assert "Tom Wickham" not in before[0]
    assert "compared your record with another" not in before[1]
    row = joined(kept, other)
    listed, paper = (manager.get(path).content.decode() for path in paths)
    assert "Tom Wickham" in listed
    assert other.ref in listed
    assert listed.count("Decided whether two records are of one child.") == 1
    assert "compared your record with another" in paper
    lead = as_("swindon", "governance_lead").get(f"/children/{other.ref}/who-looked/").content.decode()
    assert kept.ref in lead
    with acting("swindon", "front_door") as actor:
        commands.part_records(actor=actor, merge=row, why="Cousins", now=NOW)
    assert "Tom Wickham" not in manager.get(paths[0]).content.decode()


def test_pages_ask_as_often_however_much_stands_in_the_other_record() -> None:
    kept, other = both_at_work()
    written_in_both(kept, other)
    joined(kept, other)
    client = as_("swindon", "practitioner")
    paths = [f"/children/{kept.ref}/{page}" for page in ("", "family/", "needs/", "plan/", "network/")]

    def asked() -> list[int]:
        found = []
        for path in paths:
            with counted() as statements:
                client.get(path)
            found.append(len(statements))
        return found

    asked()
    one = asked()
    with acting("swindon", "colleague") as actor:
        for number in range(9):
            commands.record_person(actor=actor, child=other, about=commands.About(name=f"Aunt {number}"), now=NOW)
            needs.write_strategy(actor=actor, child=other, kind="do", text=f"Way {number}", now=NOW)
    assert asked() == one

"""Each command asks for itself who may do it: a page or a job that forgets to ask opens nothing."""

from __future__ import annotations

import pytest

from alongside.children import commands, queries
from alongside.children.models import Child, Voice
from alongside.core.strands import Strand
from alongside.core.verdict import NotPermitted
from alongside.needs.models import Screen
from tests import people
from tests.children.makers import as_, date_parts, post
from tests.people import NOW, TODAY, acting, membership_of
from tests.plans import makers as plan_makers
from tests.referrals import makers as referral_makers

pytestmark = [pytest.mark.usefixtures("database")]


def a_known_child(key: str = "practitioner", reason: str = "allocated") -> Child:
    child = people.a_child("swindon")
    people.grant("swindon", child, key, reason)
    return child


def write_line(key: str, child: Child, strand: Strand, slug: str = "swindon") -> None:
    with acting(slug, key) as actor:
        commands.record_entry(
            actor=actor, child=child, happened_on=TODAY, strand=strand, kind="note", text="A line", now=NOW
        )


@pytest.mark.parametrize(
    ("key", "strand"),
    [
        ("stranger", Strand.PLAN),
        ("practitioner", Strand.HEALTH),
        ("practitioner", Strand.VICTIM),
        ("school", Strand.EDUCATION),
        ("administrator", Strand.PLAN),
    ],
)
def test_nobody_writes_a_line_where_they_do_not_write(key: str, strand: Strand) -> None:
    child = a_known_child()
    people.grant("swindon", child, "school", "setting")
    with pytest.raises(NotPermitted):
        write_line(key, child, strand)
    write_line("practitioner", child, Strand.PLAN)


@pytest.mark.parametrize("key", ["stranger", "school", "team_manager"])
def test_nobody_records_the_voice_of_a_child_whom_they_do_not_see(key: str) -> None:
    child = a_known_child()
    with acting("swindon", key) as actor, pytest.raises(NotPermitted):
        commands.record_voice(actor=actor, child=child, said="x", gathered="Talking", said_on=TODAY, now=NOW)


def test_nobody_gives_or_ends_the_right_to_see_without_the_work_it_arises_from() -> None:
    child = a_known_child()
    with acting("swindon", "practitioner") as actor:
        with pytest.raises(NotPermitted):
            commands.give_grant(
                actor=actor,
                child=child,
                membership=membership_of("swindon", "stranger"),
                reason="cover",
                source="R-TEST00",
                now=NOW,
            )
        with pytest.raises(NotPermitted):
            commands.end_grants(actor=actor, source="R-TEST00", now=NOW)
    with acting("swindon", "front_door") as actor, pytest.raises(NotPermitted, match="lets themselves in"):
        commands.give_grant(
            actor=actor,
            child=child,
            membership=membership_of("swindon", "front_door"),
            reason="allocated",
            source="R-TEST00",
            now=NOW,
        )


# What a child says, by what it was about


def say(child: Child, strand: Strand, said: str) -> Voice:
    with acting("swindon", "practitioner") as actor:
        return commands.record_voice(
            actor=actor, child=child, said=said, gathered="Talking", said_on=TODAY, strand=strand, now=NOW
        )


def test_a_school_reads_what_was_said_of_school_and_not_what_was_said_of_the_plan() -> None:
    child = a_known_child()
    people.grant("swindon", child, "school", "setting")
    of_plan = say(child, Strand.PLAN, "I will stop going there at night")
    say(child, Strand.EDUCATION, "I like the art room")
    say(child, Strand.JUSTICE, "I did not throw it")

    def page(key: str, more: str = "") -> str:
        return as_("swindon", key).get(f"/children/{child.ref}/{more}").content.decode()

    school = page("school")
    assert "I like the art room" in school
    assert "at night" not in school
    assert "throw it" not in school
    worker = page("practitioner")
    assert "at night" in worker
    assert "throw it" in worker
    assert "at night" not in page("practitioner", "?strand=education")
    assert as_("swindon", "school").get(f"/children/{child.ref}/said/{of_plan.ref}/").status_code == 404


def test_what_a_child_says_on_agreeing_the_plan_is_of_the_plan() -> None:
    child, _ = plan_makers.open_work()
    plan_makers.an_agreed_plan(child)
    with acting("swindon", "practitioner"):
        assert set(Voice.objects.filter(child=child).values_list("strand", flat=True)) == {"plan"}


def test_the_page_asks_what_it_was_about_and_begins_with_where_one_came_from() -> None:
    child = a_known_child("specialist", "specialist")
    worker = as_("swindon", "specialist")
    page = worker.get(f"/children/{child.ref}/said/?strand=health").content.decode()
    assert 'value="health" checked' in " ".join(page.split())
    assert 'value="justice"' not in page
    typed = {"said": "It is too loud", "gathered": "Talking together", **date_parts("said_on", TODAY)}
    assert post(worker, f"/children/{child.ref}/said/", strand="justice", **typed).status_code == 422
    assert post(worker, f"/children/{child.ref}/said/", strand="health", **typed).status_code == 302
    with acting("swindon", "specialist") as actor:
        standing, look = queries.look_at(actor, child, NOW)
        assert [row.strand for row in queries.voices(child, standing, look)] == ["health"]


# A screen that waits on nobody


def test_a_screen_without_a_worker_waits_for_the_manager_who_supervises_and_else_for_the_front_doors() -> None:
    work = referral_makers.allocated()
    with acting("swindon", "practitioner"):
        assert Screen.objects.filter(child=work.child, status="offered").count() == 1
    manager = as_("swindon", "team_manager")
    assert "Nobody is allocated" not in manager.get("/").content.decode()
    with acting("swindon", "front_door") as actor:
        commands.end_grants(actor=actor, source=work.ref, reasons=["allocated"], now=NOW)

    page = manager.get("/").content.decode()
    assert "Nobody is allocated, and a screen waits" in page
    assert "Ashdown" in page
    with acting("swindon", "front_door") as actor:
        commands.end_grants(actor=actor, source=work.ref, now=NOW)
    page = manager.get("/").content.decode()
    assert "Nobody is allocated, and a screen waits" in page
    assert "Ashdown" not in page
    assert "Nobody is allocated" not in as_("hampshire", "team_manager").get("/").content.decode()
    assert "Nobody is allocated" not in as_("swindon", "practitioner").get("/").content.decode()

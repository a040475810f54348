"""Each page for owner, colleague, stranger and the other partnership; what posts do; what pages never show."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.children.models import Child
from alongside.core import calendar
from alongside.needs import commands, rules
from alongside.needs.models import Screen, Strategy, Support
from alongside.partnerships import wall
from tests import people
from tests.needs import makers
from tests.people import acting

pytestmark = [pytest.mark.usefixtures("database")]


def clock() -> dt.date:
    """The day on which pages are asked for: they go by the machine's clock."""
    return calendar.london_date(dt.datetime.now(dt.UTC))


def signed_in(key: str, slug: str = "swindon") -> Client:
    client = Client()
    people.sign_in(client, slug, key)
    return client


def at(view: str, child: Child, ref: str = "") -> str:
    kwargs = {"child_ref": child.ref, **({"ref": ref} if ref else {})}
    return reverse(f"needs:{view}", kwargs=kwargs)


def parts(name: str, day: dt.date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def post(client: Client, address: str, **typed: object) -> Any:
    return client.post(address, {"form_key": str(uuid.uuid4()), **typed})


def every_page(child: Child) -> dict[str, str]:
    """Each page of this subject about a child, by view."""
    screen, support, strategy = rows_of(child)
    of = {
        "screen": screen.ref,
        "record_screen": screen.ref,
        "decline_screen": screen.ref,
        "support": support.ref,
        "decline_support": support.ref,
        "offer_support": support.ref,
        "start_support": support.ref,
        "end_support": support.ref,
        "place_support": support.ref,
        "rewrite_strategy": strategy.ref,
        "withdraw_strategy": strategy.ref,
    }
    plain = ["needs", "record_need", "rule_out_need", "offer_screen", "ask_for_support", "write_strategy"]
    return {**{view: at(view, child) for view in plain}, **{view: at(view, child, ref) for view, ref in of.items()}}


def rows_of(child: Child) -> tuple[Screen, Support, Strategy]:
    with wall.inside(child.partnership_id):
        return (
            Screen.objects.filter(child=child).order_by("-id")[:1].get(),
            Support.objects.filter(child=child).order_by("-id")[:1].get(),
            Strategy.objects.filter(child=child).order_by("-id")[:1].get(),
        )


def a_full_child(slug: str = "swindon", **more: Any) -> Child:
    """A child with a screen done, one that waits, support in a queue and a strategy."""
    child = makers.a_screened_child(slug, **more)
    makers.a_screen(child, slug, tool="assetplus_slcn")
    with acting(slug, "practitioner") as actor:
        commands.write_strategy(actor=actor, child=child, kind="do", text="Walk and talk.", now=makers.NOW)
    return child


def test_owner_reads_every_page_and_a_stranger_none_of_them() -> None:
    child = a_full_child()
    owner, stranger, other = signed_in("practitioner"), signed_in("stranger"), signed_in("practitioner", "hampshire")

    for view, address in every_page(child).items():
        assert owner.get(address).status_code == 200, view
        assert stranger.get(address).status_code == 404, view
        assert other.get(address).status_code == 404, view


@pytest.mark.parametrize("key", ["police", "school"])
def test_whoever_may_not_know_of_needs_finds_no_screen_and_no_support(key: str) -> None:
    child = a_full_child()
    people.grant("swindon", child, key, "meeting")
    pages, reader = every_page(child), signed_in(key)

    for view in ("screen", "record_screen", "decline_screen", "support", "end_support", "place_support"):
        assert reader.get(pages[view]).status_code == 404, view
    page = reader.get(pages["needs"]).content.decode()
    assert "Walk and talk." in page
    for word in ("Speech", "screen", "assume", makers.SPOKEN, "Wait ten seconds"):
        assert word not in page, word


def test_police_read_what_helps_and_nothing_of_what_is_needed() -> None:
    child = a_full_child()
    people.grant("swindon", child, "police", "meeting")

    page = signed_in("police").get(at("needs", child)).content.decode()

    assert "Walk and talk." in page
    assert "needs help with" not in page
    assert "Support" not in page.partition("<h1")[2]


def test_a_reader_reads_why_they_may_not_do_it_and_a_post_is_refused_with_the_same() -> None:
    child = a_full_child()
    people.grant("swindon", child, "school", "setting")
    school = signed_in("school")

    page = school.get(at("write_strategy", child))
    refused = post(school, at("write_strategy", child), kind="do", text="Use pictures.")

    assert page.status_code == 200
    assert "Tell the allocated worker what helps" in page.content.decode()
    assert "<textarea" not in page.content.decode()
    assert refused.status_code == 403
    assert "Tell the allocated worker what helps" in refused.content.decode()


def test_a_presumed_need_stands_on_no_page_as_the_childs_own() -> None:
    child = makers.a_child()
    makers.a_screen(child)

    page = signed_in("practitioner").get(at("needs", child)).content.decode()

    assert "We assume this until we know better" in page
    assert "Wait ten seconds for an answer." in page
    assert "Nothing is known for certain yet" in page
    for presumption in rules.PRESUMED:
        assert rules.AREAS_BY_CODE[presumption.area].title not in page


def test_a_screen_is_recorded_from_its_page_and_shows_in_the_teams_queue() -> None:
    child = makers.a_child()
    screen = makers.a_screen(child)
    worker = signed_in("practitioner")

    answer = post(
        worker,
        at("record_screen", child, screen.ref),
        **parts("done_on", clock()),
        raised=["speech_language"],
        note="Loses the thread.",
        helps="Draw it.",
    )

    assert answer.status_code == 302, answer.content.decode()
    queue = signed_in("specialist").get(reverse("needs:support_queue")).content.decode()
    assert child.called in queue
    assert child.called not in signed_in("camhs").get(reverse("needs:support_queue")).content.decode()
    assert "Draw it." in worker.get(at("needs", child)).content.decode()


def test_a_screen_without_an_answer_to_what_to_look_into_is_not_recorded() -> None:
    child = makers.a_child()
    screen = makers.a_screen(child)
    worker = signed_in("practitioner")

    for raised in ([], ["none", "trauma"]):
        answer = post(worker, at("record_screen", child, screen.ref), **parts("done_on", clock()), raised=raised)
        assert answer.status_code == 422
    assert rows_status(screen) == "offered"


def rows_status(screen: Screen) -> str:
    with wall.inside(screen.partnership_id):
        return Screen.objects.get(pk=screen.pk).status


def test_scores_are_whole_numbers_within_their_scale() -> None:
    child = makers.a_screened_child(raised=("social_emotional_mental_health",))
    screen = makers.a_screen(child, tool="sdq_teacher")
    worker, address = signed_in("practitioner"), at("record_screen", child, screen.ref)
    typed = {**parts("done_on", clock()), "raised": "none"}

    assert "whole number from 0 to 40" in post(worker, address, **typed, score_total="41").content.decode()
    assert "Enter at least one score" in post(worker, address, **typed).content.decode()
    assert post(worker, address, **typed, score_total="19").status_code == 302
    page = worker.get(at("screen", child, screen.ref)).content.decode()
    assert "19 of 40" in page
    assert "Very high" in page
    assert "Feelings and mental health" in page


def test_the_same_post_twice_records_one_screen() -> None:
    child = makers.a_child()
    screen = makers.a_screen(child)
    worker, address = signed_in("practitioner"), at("record_screen", child, screen.ref)
    typed = {**parts("done_on", clock()), "raised": "trauma", "form_key": str(uuid.uuid4())}

    first, second = worker.post(address, typed), worker.post(address, typed)

    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]


def test_support_goes_from_hand_to_hand_on_its_pages() -> None:
    child = makers.a_screened_child()
    support = makers.support_of(child)
    specialist = signed_in("specialist")

    assert "Accept" in specialist.get(at("support", child, support.ref)).content.decode()
    assert makers.support_of(child).status == "seen"
    assert post(specialist, at("accept_support", child, support.ref)).status_code == 302
    later = clock() + dt.timedelta(days=3)
    offered = post(specialist, at("offer_support", child, support.ref), **parts("offered_for_on", later))
    assert offered.status_code == 302
    assert post(specialist, at("start_support", child, support.ref), **parts("started_on", clock())).status_code == 302
    assert makers.support_of(child).started_on == clock()
    ended = post(
        specialist, at("end_support", child, support.ref), **parts("ended_on", clock()), outcome="helped", note=""
    )
    assert ended["Location"] == reverse("needs:support_queue")
    assert specialist.get(at("support", child, support.ref)).status_code == 404
    page = signed_in("practitioner").get(at("support", child, support.ref)).content.decode()
    assert "It helped" in page


def test_the_worker_opening_it_does_not_count_as_seen_by_the_team() -> None:
    child = makers.a_screened_child()
    support = makers.support_of(child)

    signed_in("practitioner").get(at("support", child, support.ref))

    assert makers.support_of(child).status == "received"


def test_what_was_declined_comes_back_and_is_asked_for_again() -> None:
    child = makers.a_screened_child()
    support = makers.support_of(child)
    answer = post(signed_in("specialist"), at("decline_support", child, support.ref), reason="Known to school's own")
    worker = signed_in("practitioner")

    assert answer["Location"] == reverse("needs:support_queue")
    assert "Known to school&#39;s own" in worker.get(at("support", child, support.ref)).content.decode()
    with acting("swindon", "practitioner"):
        team = people.team_of("swindon", "salt")
    assert post(worker, at("place_support", child, support.ref), team=team.ref).status_code == 302
    assert makers.support_of(child).status == "received"


def test_where_nobody_gives_it_the_manager_sees_who_waits_and_since_when() -> None:
    makers.without_a_team("hampshire", "salt")
    child = makers.a_screened_child("hampshire")
    support = makers.support_of(child)
    manager = signed_in("team_manager", "hampshire")

    queue = manager.get(reverse("needs:support_queue")).content.decode()
    place = manager.get(at("place_support", child, support.ref)).content.decode()

    assert "No one to give it yet: 1 child" in queue
    assert child.called in queue
    assert "No team gives Speech and language therapy yet" in place


def test_the_queue_narrows_by_service_place_and_state() -> None:
    first = makers.a_screened_child(given="Ana", raised=("speech_language",))
    makers.a_screened_child(given="Kit", raised=("trauma",))
    manager = signed_in("team_manager")
    queue = reverse("needs:support_queue")

    by_service = manager.get(queue, {"specialism": "camhs"}).content.decode()
    with acting("swindon", "team_manager"):
        north, south = people.locality_of("swindon").ref, people.locality_of("swindon", "South").ref

    assert "Kit Ashdown" in by_service
    assert first.called not in by_service
    assert first.called in manager.get(queue, {"locality": north}).content.decode()
    assert first.called not in manager.get(queue, {"locality": south}).content.decode()
    assert "Nobody waits here" in manager.get(queue, {"state": "declined"}).content.decode()
    assert first.called in manager.get(queue, {"state": "new", "page": "99"}).content.decode()


@pytest.mark.parametrize("key", ["school", "police", "board_member", "administrator", "head_of_service"])
def test_others_do_not_open_the_queue(key: str) -> None:
    assert signed_in(key).get(reverse("needs:support_queue")).status_code == 403


def test_a_strategy_is_written_changed_and_withdrawn_from_the_page() -> None:
    child = makers.a_child()
    worker = signed_in("practitioner")

    assert post(worker, at("write_strategy", child), kind="avoid", text="Loud rooms.").status_code == 302
    with wall.inside(child.partnership_id):
        row = Strategy.objects.get(child=child)
    too_long = post(worker, at("rewrite_strategy", child, row.ref), kind="avoid", text="word " * 20, reason="x")
    assert too_long.status_code == 422
    changed = post(worker, at("rewrite_strategy", child, row.ref), kind="avoid", text="Crowds.", reason="He said so")
    assert changed.status_code == 302
    page = worker.get(at("needs", child)).content.decode()
    assert "Crowds." in page
    assert "Withdrawn by Asha Penrose: He said so" in page
    again = worker.get(at("withdraw_strategy", child, row.ref)).content.decode()
    assert "has been withdrawn already" in again


def test_a_need_is_recorded_and_support_is_asked_for_in_one_go() -> None:
    child = makers.a_child()
    worker = signed_in("practitioner")

    answer = post(
        worker,
        at("record_need", child),
        area="learning",
        **parts("identified_on", clock()),
        evidence="EHC plan of March",
        ask="yes",
    )

    assert answer.status_code == 302, answer.content.decode()
    support = makers.support_of(child, "education")
    assert support.status == "unplaced"
    assert "Learning and being in education" in worker.get(at("needs", child)).content.decode()


def test_every_page_about_a_child_leaves_a_trace() -> None:
    child = a_full_child()
    worker = signed_in("practitioner")

    for view, address in every_page(child).items():
        before = looks_at(child)
        worker.get(address)
        assert looks_at(child) == before + 1, view


def looks_at(child: Child) -> int:
    with wall.inside(child.partnership_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_event WHERE %s = ANY(about) AND action = 'children.child.viewed'", [child.ref]
        )
        return int(cursor.fetchone()[0])


def test_ten_rows_cost_as_many_queries_as_one() -> None:
    child = a_full_child()
    worker, manager = signed_in("practitioner"), signed_in("team_manager")
    pages = [(worker, at("needs", child)), (manager, reverse("needs:support_queue"))]
    one = [queries_of(client, address) for client, address in pages]
    with acting("swindon", "practitioner") as actor:
        for number in range(9):
            commands.write_strategy(
                actor=actor, child=child, kind="do", text=f"Strategy number {number}.", now=makers.NOW
            )
        for area in ("trauma", "neurodiversity", "learning", "sensory", "physical", "substance", "wellbeing"):
            commands.ask_for_support(
                actor=actor,
                child=child,
                specialism=rules.AREAS_BY_CODE[area].specialism,
                area=area,
                now=makers.NOW,
            )
    for name in ("Ana", "Ben", "Cai", "Dee"):
        makers.a_screened_child(given=name)

    assert [queries_of(client, address) for client, address in pages] == one


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)

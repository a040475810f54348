"""What each reader gets, what waits for whom, and what is never counted."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children import queries as child_queries
from alongside.children.models import Child
from alongside.core.actor import Actor
from alongside.needs import commands, queries
from alongside.partnerships import commands as partnerships
from tests import people
from tests.needs import makers
from tests.needs.makers import at
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]


def with_strategies() -> Child:
    child = makers.a_screened_child()
    with acting("swindon", "specialist") as actor:
        commands.write_strategy(actor=actor, child=child, kind="avoid", text="Long questions.", now=at(1))
        commands.write_strategy(actor=actor, child=child, kind="do", text="Draw what happens next.", now=at(2))
        old = commands.write_strategy(actor=actor, child=child, kind="do", text="Shout.", now=at(1))
        commands.withdraw_strategy(actor=actor, strategy=old, reason="Wrong", now=at(2))
    return child


@pytest.mark.parametrize(
    ("key", "reason"),
    [("practitioner", None), ("school", "setting"), ("police", "meeting"), ("early_help", "meeting")],
)
def test_everyone_who_may_know_the_child_reads_what_helps_at_once(key: str, reason: str | None) -> None:
    child = with_strategies()
    if reason:
        people.grant("swindon", child, key, reason)

    with acting("swindon", key) as actor:
        _, look = makers.looking(actor, child, at(2))
        found = queries.strategies(child, look)

    assert [(line.kind, line.text) for line in found] == [
        ("do", "Draw what happens next."),
        ("avoid", "Long questions."),
    ]
    # The agency would tell a reader without the health strand with what the child gets help.
    assert {line.by for line in found} == {"Nia Farrant"}


@pytest.mark.parametrize(
    ("key", "reason", "needs", "supports", "screens", "ways"),
    [
        ("practitioner", None, True, True, True, True),
        ("social_care", "meeting", True, True, True, True),
        ("school", "setting", False, False, False, False),
        ("police", "meeting", False, False, False, False),
        ("early_help", "meeting", False, False, False, False),
        ("panel_administrator", "meeting", False, False, False, False),
    ],
)
def test_needs_are_for_readers_of_their_strand(
    key: str, reason: str | None, needs: bool, supports: bool, screens: bool, ways: bool
) -> None:
    child = makers.a_screened_child(raised=("trauma",))
    with acting("swindon", "practitioner") as actor:
        commands.record_need(
            actor=actor, child=child, area="trauma", identified_on=TODAY, evidence="CAMHS letter", now=NOW
        )
    if reason:
        people.grant("swindon", child, key, reason)

    with acting("swindon", key) as actor:
        standing, look = makers.looking(actor, child)
        assert bool(queries.needs(child, standing, look)) is needs
        assert bool(queries.supports(child, standing, look, TODAY)) is supports
        assert bool(queries.screens(child, standing, look)) is screens
        assert bool(queries.ways_of_working(child, standing, look)) is ways


def test_a_school_reads_support_with_education_and_not_with_health() -> None:
    child = makers.a_screened_child(raised=("trauma", "learning"))
    makers.show_at_school("swindon", child)

    with acting("swindon", "school") as actor:
        standing, look = makers.looking(actor, child)
        found = queries.supports(child, standing, look, TODAY)

    assert [line.specialism for line in found] == ["education"]


def test_what_is_presumed_or_merely_raised_is_not_among_the_childs_needs() -> None:
    child = makers.a_screened_child(raised=("trauma",))

    with acting("swindon", "practitioner") as actor:
        standing, look = makers.looking(actor, child)
        assert queries.needs(child, standing, look) == ()
        summary = queries.child_summary(child, standing, look, NOW)

    assert summary.needs == ()
    assert "Wait ten seconds for an answer." in summary.ways_of_working


def test_the_assumption_ends_as_soon_as_we_know_better() -> None:
    child = makers.a_screened_child()
    with acting("swindon", "specialist") as actor:
        commands.rule_out_need(
            actor=actor, child=child, area="speech_language", ruled_out_on=TODAY, evidence="CELF-5", now=NOW
        )
        standing, look = makers.looking(actor, child)
        ways = queries.ways_of_working(child, standing, look)

    assert "Wait ten seconds for an answer." not in ways
    assert "Offer to read letters and forms aloud." in ways


def test_days_are_counted_to_the_first_support() -> None:
    child = makers.a_screened_child()
    support = makers.support_of(child)
    with acting("swindon", "specialist") as actor:
        standing, look = makers.looking(actor, child, at(12))
        (waiting,) = queries.supports(child, standing, look, at(12).date())
        commands.accept_support(actor=actor, support=support, now=at(2))
        commands.start_support(actor=actor, support=support, started_on=at(15).date(), now=at(16))
        (begun,) = queries.supports(child, standing, look, at(40).date())

    assert (waiting.days, waiting.is_waiting) == (12, True)
    assert (begun.days, begun.is_waiting) == (15, False)


def kinds(actor: Actor, day: int = 0) -> list[str]:
    return sorted(item.what for item in queries.work_for(actor, at(day)))


def test_each_open_thing_is_somebodys_work_until_the_wait_is_over() -> None:
    child = makers.a_child()
    screen = makers.a_screen(child)

    with acting("swindon", "practitioner") as actor:
        (work,) = queries.work_for(actor, NOW)
        assert work.what == "Record a screen: First screen"
        assert work.due_on == screen.due_on
        commands.record_screen(actor=actor, screen=screen, done_on=TODAY, raised=["speech_language"], now=NOW)
        assert kinds(actor) == []
    with acting("swindon", "specialist") as actor:
        support = makers.support_of(child)
        assert kinds(actor) == ["Answer: Speech and language therapy is asked for"]
        commands.accept_support(actor=actor, support=support, now=NOW)
        assert kinds(actor) == ["Offer a first time: Speech and language therapy"]
        commands.offer_support(actor=actor, support=support, offered_for_on=at(4).date(), now=NOW)
        (work,) = queries.work_for(actor, NOW)
        assert (work.what, work.due_on) == ("Begin support: Speech and language therapy", at(4).date())
        commands.start_support(actor=actor, support=support, started_on=at(4).date(), now=at(4))
        assert kinds(actor, 4) == []


def test_what_a_leaver_gave_is_the_teams_work_until_a_colleague_takes_it_over() -> None:
    child = makers.a_screened_child()
    support = makers.support_of(child)
    with acting("swindon", "specialist") as actor:
        commands.accept_support(actor=actor, support=support, now=NOW)
    with acting("swindon", "administrator") as administrator:
        partnerships.end_membership(
            actor=administrator,
            membership=people.membership_of("swindon", "specialist"),
            to_on=at(3).date(),
            now=NOW,
        )
        partnerships.add_person(
            actor=partnerships.founder(people.partnership("swindon")),
            name="Wen Adler",
            email="wen@swindon.example",
            agency=people.agency_of("swindon", "salt"),
            role="specialist",
            teams=[people.team_of("swindon", "salt")],
            specialism="speech_language",
            from_on=TODAY,
            now=NOW,
        )

    with acting("swindon", "wen") as actor:
        assert kinds(actor, 3) == []
        assert kinds(actor, 4) == ["Take over: Speech and language therapy"]
        commands.take_over_support(actor=actor, support=support, now=at(4))
        assert kinds(actor, 4) == ["Offer a first time: Speech and language therapy"]


@pytest.mark.parametrize("key", ["colleague", "stranger", "camhs", "school", "board_member"])
def test_nobody_gets_the_work_of_others(key: str) -> None:
    makers.a_screen(makers.a_screened_child(), tool="assetplus_slcn")

    with acting("swindon", key) as actor:
        assert queries.work_for(actor, NOW) == []


def test_what_a_team_declined_is_the_workers_work() -> None:
    child = makers.a_screened_child()
    with acting("swindon", "specialist") as actor:
        commands.decline_support(actor=actor, support=makers.support_of(child), reason="Full until May", now=at(1))

    with acting("swindon", "practitioner") as actor:
        assert kinds(actor, 1) == ["Decide what next: Speech and language therapy was declined"]


def test_what_nobody_gives_is_the_managers_work() -> None:
    makers.without_a_team("hampshire", "salt")
    makers.a_screened_child("hampshire")

    with acting("hampshire", "team_manager") as actor:
        (work,) = queries.work_for(actor, at(30))

    assert work.what == "Nobody gives Speech and language therapy yet"
    assert (work.due_on, work.waiting_since) == (None, TODAY)


def test_work_costs_the_same_for_one_and_for_ten() -> None:
    def cost(key: str) -> int:
        with acting("swindon", key) as actor, CaptureQueriesContext(connection) as seen:
            assert queries.work_for(actor, NOW)
        return len(seen)

    makers.a_screen(makers.a_screened_child(), tool="assetplus_slcn")
    one = [cost("practitioner"), cost("specialist")]
    for name in ("Ana", "Ben", "Cai", "Dee"):
        makers.a_screen(makers.a_screened_child(given=name), tool="assetplus_slcn")

    assert [cost("practitioner"), cost("specialist")] == one


def test_the_queue_shows_only_children_of_whom_the_reader_may_read_that_strand() -> None:
    mine = makers.a_screened_child(given="Ana", raised=("speech_language", "trauma"))
    makers.a_screened_child("hampshire", given="Kit")

    def seen(key: str) -> set[tuple[str, str]]:
        with acting("swindon", key) as actor:
            queue = queries.support_queue(actor, NOW)
            lines = {(line.child_ref, line.specialism) for line in queue._value.lines}
            assert set(queue.refs) == {child for child, _ in lines}
            assert queue._value.waiting == len({child for child, _ in lines})
            assert [len(strip.days) for strip in queue._value.strips] == [1] * len({kind for _, kind in lines})
        return lines

    both = {(mine.ref, "speech_language"), (mine.ref, "camhs")}
    assert seen("practitioner") == seen("team_manager") == both
    # Each service works with the whole child, so it also sees that another has been asked.
    assert seen("specialist") == seen("camhs") == both
    assert seen("stranger") == seen("colleague") == set()


def test_a_sealed_child_does_not_stand_in_the_queue_of_a_team() -> None:
    child = makers.a_screened_child()
    with acting("swindon", "governance_lead") as lead:
        children.seal_child(
            actor=lead,
            ref=child.ref,
            readers=[people.membership_of("swindon", "practitioner")],
            reason="A worker's own family",
            now=NOW,
        )

    with acting("swindon", "specialist") as actor:
        assert not child_access.visible_children(actor, NOW).exists()
        assert queries.support_queue(actor, NOW)._value.waiting == 0
        assert queries.work_for(actor, NOW) == []


def test_the_oldest_wait_stands_first() -> None:
    later = makers.a_screened_child(given="Later", now=at(5))
    first = makers.a_screened_child(given="First", now=at(1))

    with acting("swindon", "specialist") as actor:
        lines = queries.support_queue(actor, at(40))._value.lines

    assert [(line.child_ref, line.days, line.is_late) for line in lines] == [
        (first.ref, 39, True),
        (later.ref, 35, True),
    ]


@pytest.mark.parametrize(("key", "reason"), [("school", "setting"), ("police", "meeting"), ("early_help", "meeting")])
def test_the_chronology_tells_nobody_without_the_health_strand_of_screen_support_or_therapist(
    key: str, reason: str
) -> None:
    child = with_strategies()
    people.grant("swindon", child, key, reason)

    with acting("swindon", key) as actor:
        standing, look = makers.looking(actor, child, at(3))
        lines = child_queries.chronology(child, standing, look).rows

    assert lines == ()


def test_what_is_published_for_measures_holds_no_presumed_need() -> None:
    makers.a_screen(makers.a_child(given="Ana"))
    child = makers.a_screened_child(raised=("trauma",))
    with acting("swindon", "practitioner") as actor:
        commands.record_need(
            actor=actor, child=child, area="trauma", identified_on=TODAY, evidence="CAMHS letter", now=NOW
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT area FROM needs_fact_need")
            assert cursor.fetchall() == [("trauma",)]
            cursor.execute("SELECT specialism FROM needs_fact_support")
            assert cursor.fetchall() == [("camhs",)]

"""Screens, what they raise, each hand-off of support, needs and strategies: what changes, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection

from alongside.children import access as child_access
from alongside.children.models import Child, Entry, Grant
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.needs import commands
from alongside.needs.models import Need, Screen, Strategy, Support
from alongside.partnerships import commands as partnerships
from tests import people
from tests.needs import makers
from tests.needs.makers import at
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]


def statuses(child: Child, slug: str = "swindon") -> dict[str, str]:
    with acting(slug, "administrator"):
        return dict(Need.objects.filter(child=child).values_list("area", "status"))


def sees(key: str, child: Child, now: dt.datetime, slug: str = "swindon") -> bool:
    with acting(slug, key) as actor:
        return child_access.visible_children(actor, now).filter(pk=child.pk).exists()


# Screens


def test_offering_the_first_screen_presumes_needs_and_is_not_doubled() -> None:
    child = makers.a_child()

    first, second = makers.a_screen(child), makers.a_screen(child)

    assert first.pk == second.pk
    assert (first.status, first.due_on, first.tier) == ("offered", dt.date(2026, 12, 4), 1)
    assert statuses(child) == {"speech_language": "presumed", "learning": "presumed"}


def test_whoever_allocates_offers_the_first_screen_without_working_with_the_child() -> None:
    child = people.a_child("swindon")

    with acting("swindon", "team_manager") as manager:
        screen = commands.offer_screen(actor=manager, child=child, source="J-TEST00", due_on=TODAY, now=NOW)

    assert screen.due_on == TODAY


@pytest.mark.parametrize("key", ["stranger", "school", "police", "send_officer", "specialist"])
def test_others_do_not_offer_or_record_a_screen(key: str) -> None:
    child = makers.a_child()
    screen = makers.a_screen(child)
    people.grant("swindon", child, key, "meeting")

    with pytest.raises(NotPermitted), acting("swindon", key) as actor:
        commands.offer_screen(actor=actor, child=child, source="J-TEST00", now=NOW)
    with pytest.raises(NotPermitted), acting("swindon", key) as actor:
        commands.record_screen(actor=actor, screen=screen, done_on=TODAY, now=NOW)


def test_a_fuller_screen_waits_for_the_first_one() -> None:
    child = makers.a_child()

    with pytest.raises(NotNow, match="first screen"):
        makers.a_screen(child, tool="assetplus_slcn")

    screened = makers.a_screened_child(given="Kit")
    assert makers.a_screen(screened, tool="assetplus_slcn").tier == 2
    with pytest.raises(NotNow, match="first screen"):
        makers.a_screen(screened, tool="sdq_parent")


def test_recording_a_screen_hands_what_it_raised_to_the_team_at_the_same_moment() -> None:
    child = makers.a_screened_child(raised=("speech_language",), now=at(3))

    support = makers.support_of(child)

    assert support.status == "received"
    assert support.raised_at == support.received_at == at(3)
    assert support.team is not None
    assert support.team.specialism == "speech_language"
    assert support.why == makers.SPOKEN
    assert statuses(child)["speech_language"] == "raised"
    assert statuses(child)["learning"] == "presumed"
    assert sees("specialist", child, at(3))
    assert not sees("camhs", child, at(3))


def test_the_team_sees_health_and_education_and_never_what_is_alleged() -> None:
    child = makers.a_screened_child()

    with acting("swindon", "specialist") as actor:
        standing = child_access.standing(actor, child, NOW)

    assert standing.readable == {Strand.IDENTITY, Strand.EDUCATION, Strand.HEALTH, Strand.PLAN}


def test_a_screen_that_raises_nothing_goes_no_further_and_rules_nothing_out() -> None:
    child = makers.a_screened_child(raised=())

    with acting("swindon", "practitioner"):
        assert not Support.objects.filter(child=child).exists()
    assert statuses(child) == {"speech_language": "presumed", "learning": "presumed"}


def test_a_score_in_the_highest_band_raises_its_area_by_itself() -> None:
    child = makers.a_screened_child(raised=("social_emotional_mental_health",))
    screen = makers.a_screen(child, tool="sdq_parent")

    with acting("swindon", "practitioner") as actor:
        row = commands.record_screen(
            actor=actor, screen=screen, done_on=TODAY, scores={"hyperactivity": 8, "total": 10}, now=NOW
        )

    assert row.raised == ["neurodiversity"]
    assert [(score["title"], score["value"], score["band"]) for score in row.scores] == [
        ("Total difficulties", 10, "Close to average"),
        ("Attention and activity", 8, "High"),
    ]
    assert statuses(child)["neurodiversity"] == "raised"


def test_what_the_child_said_helps_becomes_a_strategy_at_once() -> None:
    child = makers.a_child()
    screen = makers.a_screen(child)

    with acting("swindon", "practitioner") as actor:
        commands.record_screen(
            actor=actor, screen=screen, done_on=TODAY, helps="Walk and talk.", avoid="Big groups.", now=NOW
        )
        found = list(Strategy.objects.filter(child=child).order_by("id").values_list("kind", "text"))

    assert found == [("do", "Walk and talk."), ("avoid", "Big groups.")]


def test_a_screen_is_recorded_once_and_not_before_it_was_offered_or_in_the_future() -> None:
    child = makers.a_child()
    screen = makers.a_screen(child)

    for day in (TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)):
        with pytest.raises(NotNow), acting("swindon", "practitioner") as actor:
            commands.record_screen(actor=actor, screen=screen, done_on=day, now=NOW)
    with acting("swindon", "practitioner") as actor:
        commands.record_screen(actor=actor, screen=screen, done_on=TODAY, now=NOW)
    with pytest.raises(NotNow, match="recorded already"), acting("swindon", "practitioner") as actor:
        commands.record_screen(actor=actor, screen=screen, done_on=TODAY, now=NOW)


def test_saying_no_to_a_screen_is_recorded_and_changes_nothing_that_we_presume() -> None:
    child = makers.a_child()
    screen = makers.a_screen(child)

    with acting("swindon", "practitioner") as actor:
        commands.decline_screen(actor=actor, screen=screen, status="declined", note="Not today, she said", now=NOW)
        row = Screen.objects.get(pk=screen.pk)

    assert (row.status, row.done_on, row.raised) == ("declined", None, [])
    assert statuses(child) == {"speech_language": "presumed", "learning": "presumed"}


def test_the_trail_says_how_many_areas_were_raised_and_never_which() -> None:
    child = makers.a_screened_child(raised=("trauma", "substance"))

    with acting("swindon", "practitioner"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT action, detail::text FROM audit_event WHERE %s = ANY(about) AND action LIKE 'needs.%%'",
            [child.ref],
        )
        events = cursor.fetchall()

    assert "needs.screen.recorded" in {action for action, _ in events}
    assert not [detail for _, detail in events if "trauma" in detail or "substance" in detail]


# Support


def test_each_hand_off_has_its_own_stamp() -> None:
    child = makers.a_screened_child()
    support = makers.support_of(child)

    with acting("swindon", "specialist") as actor:
        commands.see_support(actor=actor, support=support, now=at(1))
        commands.accept_support(actor=actor, support=support, now=at(2))
        commands.offer_support(actor=actor, support=support, offered_for_on=at(9).date(), now=at(3))
        commands.start_support(actor=actor, support=support, started_on=at(9).date(), now=at(9))
    row = makers.support_of(child)

    assert (row.raised_at, row.received_at, row.seen_at, row.accepted_at) == (NOW, NOW, at(1), at(2))
    assert (row.offered_on, row.offered_for_on, row.started_on) == (at(3).date(), at(9).date(), at(9).date())
    with acting("swindon", "specialist") as actor:
        commands.end_support(actor=actor, support=row, ended_on=at(60).date(), outcome="helped", now=at(60))
    assert makers.support_of(child).ended_on == at(60).date()


def test_support_lets_the_team_see_the_child_until_it_ends() -> None:
    child = makers.a_screened_child()
    support = makers.support_of(child)
    with acting("swindon", "specialist") as actor:
        commands.accept_support(actor=actor, support=support, now=at(1))
        held = Grant.objects.filter(child=child, source=support.ref)
        assert sorted(grant.membership_id is None for grant in held) == [False, True]
        commands.end_support(actor=actor, support=support, ended_on=at(2).date(), outcome="not_needed", now=at(2))

    assert sees("specialist", child, at(2) - dt.timedelta(seconds=1))
    assert not sees("specialist", child, at(2))


def test_what_a_team_declines_goes_back_to_the_worker_and_the_team_no_longer_sees_the_child() -> None:
    child = makers.a_screened_child()
    support = makers.support_of(child)

    with pytest.raises(NotNow, match="Say why"), acting("swindon", "specialist") as actor:
        commands.decline_support(actor=actor, support=support, reason=" ", now=at(1))
    with acting("swindon", "specialist") as actor:
        commands.decline_support(actor=actor, support=support, reason="School has a therapist already", now=at(1))

    assert not sees("specialist", child, at(1))
    with acting("swindon", "practitioner") as worker:
        commands.place_support(actor=worker, support=support, team=people.team_of("swindon", "salt"), now=at(2))
    row = makers.support_of(child)
    assert (row.status, row.raised_at, row.received_at, row.seen_at) == ("received", NOW, at(2), None)
    assert sees("specialist", child, at(2))


@pytest.mark.parametrize("key", ["practitioner", "camhs", "team_manager", "police", "stranger"])
def test_only_the_team_that_has_it_answers(key: str) -> None:
    child = makers.a_screened_child()
    support = makers.support_of(child)

    with pytest.raises(NotPermitted), acting("swindon", key) as actor:
        commands.accept_support(actor=actor, support=support, now=at(1))
    with pytest.raises(NotPermitted), acting("swindon", key) as actor:
        commands.end_support(actor=actor, support=support, ended_on=TODAY, outcome="not_needed", now=NOW)


def test_nobody_accepts_twice_and_no_step_is_skipped() -> None:
    child = makers.a_screened_child()
    support = makers.support_of(child)

    with pytest.raises(NotNow), acting("swindon", "specialist") as actor:
        commands.offer_support(actor=actor, support=support, offered_for_on=at(5).date(), now=at(1))
    with pytest.raises(NotNow), acting("swindon", "specialist") as actor:
        commands.start_support(actor=actor, support=support, started_on=TODAY, now=NOW)
    with acting("swindon", "specialist") as actor:
        commands.accept_support(actor=actor, support=support, now=at(1))
    with pytest.raises(NotNow, match="accepted this already"), acting("swindon", "specialist") as actor:
        commands.accept_support(actor=actor, support=support, now=at(1))


def test_support_that_has_not_begun_cannot_have_helped() -> None:
    support = makers.support_of(makers.a_screened_child())

    with pytest.raises(NotNow, match="not begun"), acting("swindon", "specialist") as actor:
        commands.end_support(actor=actor, support=support, ended_on=TODAY, outcome="helped", now=NOW)


def test_a_first_support_is_neither_in_the_future_nor_before_it_was_asked_for() -> None:
    support = makers.support_of(makers.a_screened_child())
    with acting("swindon", "specialist") as actor:
        commands.accept_support(actor=actor, support=support, now=NOW)

    for day in (-1, 2):
        with pytest.raises(NotNow), acting("swindon", "specialist") as actor:
            commands.start_support(actor=actor, support=support, started_on=TODAY + dt.timedelta(days=day), now=at(1))


def test_where_no_team_gives_it_support_waits_in_view_and_is_never_lost() -> None:
    makers.without_a_team("hampshire", "salt")
    child = makers.a_screened_child("hampshire")
    support = makers.support_of(child)

    assert (support.status, support.team, support.received_at, support.raised_at) == ("unplaced", None, None, NOW)
    with acting("hampshire", "administrator") as administrator:
        team = partnerships.add_team(
            actor=administrator,
            agency=people.agency_of("hampshire", "salt"),
            name="New therapists",
            duty="specialist",
            specialism="speech_language",
            now=at(30),
        )
    with acting("hampshire", "team_manager") as manager:
        with pytest.raises(NotNow):
            commands.place_support(
                actor=manager, support=support, team=people.team_of("hampshire", "camhs"), now=at(30)
            )
        commands.place_support(actor=manager, support=support, team=team, now=at(30))
    row = makers.support_of(child)
    assert (row.status, row.raised_at, row.received_at) == ("received", NOW, at(30))


def test_support_that_is_open_is_not_asked_for_twice() -> None:
    child = makers.a_screened_child()
    with acting("swindon", "practitioner") as actor:
        again = commands.ask_for_support(
            actor=actor, child=child, specialism="speech_language", area="speech_language", now=at(1)
        )
        assert Support.objects.filter(child=child).count() == 1
        assert again.raised_at == NOW
        commands.ask_for_support(actor=actor, child=child, specialism="restorative", now=at(1))
        assert Support.objects.filter(child=child).count() == 2


@pytest.mark.database_near
def test_the_database_itself_refuses_a_second_open_support_for_one_need() -> None:
    support = makers.support_of(makers.a_screened_child())
    support.pk, support.ref = None, "X-000000"

    with pytest.raises(IntegrityError), acting("swindon", "practitioner"):
        support.save(force_insert=True)


def test_the_team_of_the_childs_locality_gets_it() -> None:
    with acting("swindon", "administrator") as administrator:
        partnerships.add_team(
            actor=administrator,
            agency=people.agency_of("swindon", "salt"),
            name="A team in the south",
            duty="specialist",
            specialism="speech_language",
            locality=people.locality_of("swindon", "South"),
            now=NOW,
        )
    support = makers.support_of(makers.a_screened_child())

    assert support.team is not None
    assert support.team.name == "Speech and language"


# Needs


def test_a_need_becomes_known_with_who_says_so() -> None:
    child = makers.a_screened_child()

    with acting("swindon", "specialist") as actor:
        with pytest.raises(NotNow, match="how this is known"):
            commands.record_need(
                actor=actor, child=child, area="speech_language", identified_on=TODAY, evidence=" ", now=NOW
            )
        row = commands.record_need(
            actor=actor, child=child, area="speech_language", identified_on=TODAY, evidence="CELF-5, 20 Nov", now=NOW
        )

    assert (row.status, row.identified_on) == ("identified", TODAY)
    with pytest.raises(NotNow, match="recorded already"), acting("swindon", "specialist") as actor:
        commands.record_need(
            actor=actor, child=child, area="speech_language", identified_on=TODAY, evidence="Again", now=NOW
        )


def test_only_whoever_assesses_rules_a_need_out_and_it_is_not_presumed_again() -> None:
    child = makers.a_screened_child()

    with pytest.raises(NotPermitted, match="Only a specialist"), acting("swindon", "practitioner") as actor:
        commands.rule_out_need(
            actor=actor, child=child, area="speech_language", ruled_out_on=TODAY, evidence="He talks a lot", now=NOW
        )
    with acting("swindon", "specialist") as actor:
        commands.rule_out_need(
            actor=actor, child=child, area="speech_language", ruled_out_on=TODAY, evidence="CELF-5, 20 Nov", now=NOW
        )
    makers.a_screen(child, now=at(100))

    assert statuses(child)["speech_language"] == "ruled_out"


def test_what_was_ruled_out_can_be_raised_again() -> None:
    child = makers.a_screened_child()
    with acting("swindon", "specialist") as actor:
        commands.rule_out_need(
            actor=actor, child=child, area="speech_language", ruled_out_on=TODAY, evidence="CELF-5", now=NOW
        )
    with acting("swindon", "practitioner") as actor:
        commands.ask_for_support(
            actor=actor, child=child, specialism="speech_language", area="speech_language", now=at(90)
        )

    assert statuses(child)["speech_language"] == "raised"


@pytest.mark.parametrize("key", ["police", "school", "stranger", "social_care"])
def test_others_do_not_record_needs(key: str) -> None:
    child = makers.a_child()
    people.grant("swindon", child, key, "meeting")

    with pytest.raises(NotPermitted), acting("swindon", key) as actor:
        commands.record_need(actor=actor, child=child, area="learning", identified_on=TODAY, evidence="x", now=NOW)


def test_a_merely_presumed_need_leaves_no_line_in_the_chronology() -> None:
    child = makers.a_child()
    makers.a_screen(child)

    with acting("swindon", "practitioner"):
        assert list(Entry.objects.filter(child=child).values_list("text", flat=True)) == []


# Strategies


def test_a_strategy_is_never_edited_a_new_one_takes_its_place() -> None:
    child = makers.a_screened_child()
    with acting("swindon", "specialist") as actor:
        old = commands.write_strategy(actor=actor, child=child, kind="do", text="Use pictures.", now=NOW)
        new = commands.rewrite_strategy(
            actor=actor, strategy=old, kind="do", text="Draw it for her.", reason="She likes drawing", now=at(1)
        )
        old = Strategy.objects.get(pk=old.pk)

    assert (old.text, old.status, old.withdrawn_reason) == ("Use pictures.", "withdrawn", "She likes drawing")
    assert (new.text, new.status, new.replaces) == ("Draw it for her.", "current", old.ref)


def test_a_strategy_is_withdrawn_once_and_with_a_reason() -> None:
    child = makers.a_child()
    with acting("swindon", "practitioner") as actor:
        row = commands.write_strategy(actor=actor, child=child, kind="avoid", text="Loud rooms.", now=NOW)
        with pytest.raises(NotNow, match="Say why"):
            commands.withdraw_strategy(actor=actor, strategy=row, reason="", now=NOW)
        commands.withdraw_strategy(actor=actor, strategy=row, reason="He is fine with them now", now=NOW)
        with pytest.raises(NotNow, match="withdrawn already"):
            commands.withdraw_strategy(actor=actor, strategy=row, reason="Again", now=NOW)


def test_the_same_strategy_is_not_written_twice_nor_one_of_three_ideas() -> None:
    child = makers.a_child()
    with acting("swindon", "practitioner") as actor:
        commands.write_strategy(actor=actor, child=child, kind="do", text="Use short sentences.", now=NOW)
        with pytest.raises(NotNow, match="stands already"):
            commands.write_strategy(actor=actor, child=child, kind="do", text="use  short sentences.", now=NOW)
        with pytest.raises(NotNow, match="one idea"):
            commands.write_strategy(actor=actor, child=child, kind="do", text="One. Two. Three.", now=NOW)


@pytest.mark.parametrize("key", ["police", "school", "early_help", "stranger"])
def test_whoever_only_reads_does_not_write_strategies(key: str) -> None:
    child = makers.a_child()
    people.grant("swindon", child, key, "meeting")

    with pytest.raises(NotPermitted), acting("swindon", key) as actor:
        commands.write_strategy(actor=actor, child=child, kind="do", text="Use pictures.", now=NOW)


def test_nothing_crosses_the_wall_between_partnerships() -> None:
    child = makers.a_screened_child()
    support = makers.support_of(child)

    with acting("hampshire", "specialist") as actor:
        assert Support.objects.count() == Screen.objects.count() == Need.objects.count() == 0
        with pytest.raises((Child.DoesNotExist, NotPermitted)):
            commands.accept_support(actor=actor, support=support, now=NOW)

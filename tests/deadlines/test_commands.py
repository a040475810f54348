"""What is done with dates, by whom, and what it leaves."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from alongside.audit.models import Event
from alongside.children import access as child_access
from alongside.children.models import Child, Grant
from alongside.core import clocks
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.deadlines import commands, queries
from alongside.deadlines.models import Claim, Clock, Feed, TermDates
from alongside.partnerships import wall
from tests import people
from tests.deadlines import makers
from tests.deadlines.makers import REQUESTED
from tests.needs.makers import looking
from tests.people import NOW, TODAY, acting, membership_of, team_of

pytestmark = [pytest.mark.usefixtures("database")]

DAY = dt.timedelta(days=1)


def events(child: Child) -> list[str]:
    with wall.inside(child.partnership_id):
        found = Event.objects.filter(about__contains=[child.ref], action__startswith="deadlines.").order_by("id")
        return [event.action for event in found]


def knows(slug: str, key: str, child: Child) -> bool:
    with acting(slug, key) as actor:
        return child_access.visible_children(actor, NOW).filter(pk=child.pk).exists()


def test_a_clock_keeps_the_version_the_start_and_the_day_and_leaves_a_trace() -> None:
    child = makers.a_child()
    clock = makers.a_clock(child, started_on=dt.date(2025, 5, 21))

    assert (clock.rule_version, clock.due_on) == ("ehc_final_plan_20w@2014-09-01", dt.date(2025, 10, 8))
    assert (clock.strand, clock.status, clock.also_on) == ("education", "running", None)
    assert events(child) == ["deadlines.clock.started"]


def test_every_rule_that_can_run_for_a_child_does_and_counts_again_to_the_same_day() -> None:
    """What is kept is enough: counted again from the row alone, each comes to the day that was stored."""
    child = makers.a_child()
    makers.terms()
    wanted = [rule for rule in clocks.every() if rule.of_child]
    for rule in wanted:
        makers.a_clock(child, by="practitioner", owner="practitioner", rule=rule.code, started_on=TODAY)
    for clock in makers.of(child):
        with acting("swindon", "practitioner") as actor:
            school = queries.school_of(actor, clock.term_dates, clock.nation)
        context = clocks.Context(clock.nation, school)
        assert clocks.due_on(clock.of_rule, clock.started_on, context) == clock.due_on, clock.rule
        assert clocks.also_by(clock.of_rule, clock.started_on, context) == clock.also_on
        assert bool(clock.term_dates) == (clock.of_rule.counting.unit is clocks.Unit.SCHOOL_DAYS)
    assert len(makers.of(child)) == len(wanted)


def test_a_rule_not_in_force_not_of_a_child_or_running_already_is_not_begun() -> None:
    child = makers.a_child()
    makers.a_clock(child)
    with pytest.raises(NotNow, match="counted for this child already"):
        makers.a_clock(child)
    with pytest.raises(NotNow, match="was not in force on 1 January 2010"):
        makers.a_clock(child, started_on=dt.date(2010, 1, 1))
    with pytest.raises(NotNow, match="not about a child"):
        makers.a_clock(child, rule="sen2_census_day")
    with pytest.raises(NotNow, match="There is no rule"):
        makers.a_clock(child, rule="no_rule")
    assert len(makers.of(child)) == 1


@pytest.mark.parametrize(
    "key, reason, refusal",
    [
        ("colleague", "team", "You do not keep dates for this child"),
        ("school", "setting", "Your role reads dates and does not keep them"),
        ("police", "meeting", "Your role reads dates and does not keep them"),
    ],
)
def test_whoever_only_reads_begins_no_clock(key: str, reason: str, refusal: str) -> None:
    child = makers.a_child()
    people.grant("swindon", child, key, reason)
    with pytest.raises(NotPermitted, match=refusal):
        makers.a_clock(child, by=key)


def test_reading_for_a_meeting_is_no_way_to_stay() -> None:
    """A SEND officer writes education at a meeting; a clock would keep its owner seeing the child after it."""
    child = people.a_child("swindon")
    people.grant("swindon", child, "send_officer", "meeting")
    with pytest.raises(NotPermitted, match="You do not keep dates for this child"):
        makers.a_clock(child)
    people.grant("swindon", child, "send_officer", "action")
    with pytest.raises(NotPermitted, match="You do not keep dates for this child"):
        makers.a_clock(child)


def test_a_stranger_and_another_partnership_can_do_nothing() -> None:
    child = makers.a_child()
    clock = makers.a_clock(child)
    for slug, key in (("swindon", "stranger"), ("hampshire", "send_officer")):
        with acting(slug, key) as actor:
            for attempt in (
                lambda a: commands.meet_clock(actor=a, clock=clock, met_on=TODAY, now=NOW),
                lambda a: commands.end_clock(actor=a, clock=clock, reason="x", now=NOW),
                lambda a: commands.follow_clock(actor=a, clock=clock, when="detained", happened_on=TODAY, now=NOW),
                lambda a: commands.hand_over_clock(actor=a, clock=clock, team=team_of("swindon", "send"), now=NOW),
                lambda a: commands.reopen_clock(actor=a, clock=clock, reason="x", now=NOW),
                lambda a: commands.claim_exception(
                    actor=a, clock=clock, kind="away_four_weeks", from_on=TODAY, evidence="x", now=NOW
                ),
            ):
                with pytest.raises((NotPermitted, Clock.DoesNotExist, people.Team.DoesNotExist)), transaction.atomic():  # type: ignore[attr-defined]
                    attempt(actor)
    assert [one.status for one in makers.of(child)] == ["running"]


def test_the_owner_sees_the_child_until_the_date_is_kept() -> None:
    child = makers.a_child()
    clock = makers.a_clock(child, by="practitioner", owner="colleague")
    assert knows("swindon", "colleague", child)
    with acting("swindon", "colleague") as actor:
        commands.meet_clock(actor=actor, clock=clock, met_on=TODAY, now=NOW)
    assert not knows("swindon", "colleague", child)
    assert knows("swindon", "practitioner", child)


def test_beginning_a_clock_for_oneself_gives_no_grant() -> None:
    child = makers.a_child()
    clock = makers.a_clock(child)
    with wall.inside(child.partnership_id):
        assert not Grant.objects.filter(source=clock.ref).exists()


def test_a_date_is_handed_over_by_whoever_works_with_the_child_and_by_no_owner_alone() -> None:
    child = makers.a_child()
    clock = makers.a_clock(child, by="practitioner", owner="colleague")
    with (
        acting("swindon", "colleague") as actor,
        pytest.raises(NotPermitted, match="Only whoever works with"),
    ):
        commands.hand_over_clock(actor=actor, clock=clock, owner=membership_of("swindon", "stranger"), now=NOW)
    with acting("swindon", "team_manager") as actor:
        commands.hand_over_clock(actor=actor, clock=clock, team=team_of("swindon", "other_team"), now=NOW)
    assert knows("swindon", "stranger", child)
    assert not knows("swindon", "colleague", child)
    with acting("swindon", "team_manager") as actor, pytest.raises(NotNow, match="have this date already"):
        commands.hand_over_clock(actor=actor, clock=clock, team=team_of("swindon", "other_team"), now=NOW)


@pytest.mark.database_near
def test_a_date_has_one_owner_whose_role_can_take_it() -> None:
    child = makers.a_child()
    with pytest.raises(NotNow, match="role cannot take a date"):
        makers.a_clock(child, owner="board_member")
    with acting("swindon", "send_officer") as actor, pytest.raises(NotNow, match="Nothing waits on nobody"):
        commands.start_clock(actor=actor, child=child, rule="ehc_advice_6w", started_on=TODAY, now=NOW)
    clock = makers.a_clock(child)
    with wall.inside(child.partnership_id), pytest.raises(IntegrityError, match="deadlines_clock_one_owner"):
        Clock.objects.filter(pk=clock.pk).update(owner=None)


def test_a_date_is_kept_on_a_day_that_has_come_and_can_run_again_with_a_reason() -> None:
    child = makers.a_child()
    clock = makers.a_clock(child)
    with acting("swindon", "send_officer") as actor:
        for day, sentence in ((TODAY + DAY, "in the future"), (REQUESTED - DAY, "before it began")):
            with pytest.raises(NotNow, match=sentence):
                commands.meet_clock(actor=actor, clock=clock, met_on=day, now=NOW)
        commands.meet_clock(actor=actor, clock=clock, met_on=TODAY, now=NOW)
        with pytest.raises(NotNow, match="no longer waited for"):
            commands.meet_clock(actor=actor, clock=clock, met_on=TODAY, now=NOW)
        commands.reopen_clock(actor=actor, clock=clock, reason="It was another child's plan", now=NOW)
        with pytest.raises(NotNow, match="Only a date that was said to be kept"):
            commands.reopen_clock(actor=actor, clock=clock, reason="Again", now=NOW)
    (after,) = makers.of(child)
    assert (after.status, after.met_on, after.due_on) == ("running", None, clock.due_on)
    assert events(child) == ["deadlines.clock.started", "deadlines.clock.met", "deadlines.clock.reopened"]


def test_what_is_counted_back_from_a_meeting_may_be_done_before_it() -> None:
    child = makers.a_child()
    clock = makers.a_clock(child, rule="annual_review_reports_2w_before", started_on=TODAY + 30 * DAY)
    with acting("swindon", "send_officer") as actor:
        commands.meet_clock(actor=actor, clock=clock, met_on=TODAY, now=NOW)
    assert makers.of(child)[0].status == "met"


def test_two_people_who_act_on_one_version_do_not_undo_each_other() -> None:
    child = makers.a_child()
    clock = makers.a_clock(child)
    with acting("swindon", "send_officer") as actor:
        commands.hand_over_clock(
            actor=actor, clock=clock, owner=membership_of("swindon", "practitioner"), version=1, now=NOW
        )
        with pytest.raises(Changed):
            commands.meet_clock(actor=actor, clock=clock, met_on=TODAY, version=1, now=NOW)
        commands.meet_clock(actor=actor, clock=clock, met_on=TODAY, version=2, now=NOW)


def test_an_exception_stands_beside_the_date_and_never_moves_it() -> None:
    child = makers.a_child()
    clock = makers.a_clock(child)
    with acting("swindon", "send_officer") as actor:
        claim = commands.claim_exception(
            actor=actor,
            clock=clock,
            kind="school_closed",
            from_on=dt.date(2026, 7, 22),
            to_on=dt.date(2026, 9, 1),
            evidence="The school closed for six weeks; advice was asked on 20 July",
            now=NOW,
        )
        row = Clock.objects.select_related("child").get(pk=clock.pk)
        _, look = looking(actor, child)
        page = queries.clock_page(row, look, NOW)
    assert (row.due_on, row.started_on, row.version) == (clock.due_on, clock.started_on, clock.version)
    assert page.line.excused
    assert page.line.due_on == clock.due_on
    assert page.claims[0].stands
    with acting("swindon", "send_officer") as actor:
        claim = Claim.objects.select_related("clock").get(pk=claim.pk)
        commands.withdraw_claim(actor=actor, claim=claim, reason="The advice was not asked of that school", now=NOW)
        with pytest.raises(NotNow, match="withdrawn already"):
            commands.withdraw_claim(actor=actor, claim=claim, reason="Again", now=NOW)
    assert events(child) == ["deadlines.clock.started", "deadlines.claim.made", "deadlines.claim.withdrawn"]


@pytest.mark.parametrize(
    "kind, to_on, sentence",
    [
        ("missed_appointment", None, "no such exception"),
        ("away_four_weeks", TODAY - DAY, "last day is before the first"),
    ],
)
def test_an_exception_that_the_rule_does_not_have_is_not_claimed(kind: str, to_on: dt.date, sentence: str) -> None:
    clock = makers.a_clock(makers.a_child())
    with acting("swindon", "send_officer") as actor, pytest.raises(NotNow, match=sentence):
        commands.claim_exception(
            actor=actor, clock=clock, kind=kind, from_on=TODAY, to_on=to_on, evidence="A letter", now=NOW
        )


def test_detained_in_week_9_released_in_week_14_the_day_is_the_same_and_each_names_the_one_before() -> None:
    child = makers.a_child()
    first = makers.a_clock(child)
    with acting("swindon", "send_officer") as actor:
        (second,) = commands.follow_clock(actor=actor, clock=first, when="detained", happened_on=TODAY, now=NOW)
        later = NOW + 35 * DAY
        (third,) = commands.follow_clock(
            actor=actor, clock=second, when="released", happened_on=TODAY + 35 * DAY, now=later
        )
    assert [one.rule for one in (first, second, third)] == [
        "ehc_final_plan_20w",
        "ehc_detained_final_plan_20w",
        "ehc_final_plan_20w",
    ]
    assert first.due_on == second.due_on == third.due_on == REQUESTED + 140 * DAY
    rows = makers.of(child)
    assert [(one.status, one.follows_id) for one in rows] == [
        ("ended", None),
        ("ended", first.pk),
        ("running", second.pk),
    ]
    # A school reads the first, and may not read in it why another took its place.
    assert rows[0].ended_why == "Another date took its place on 20 November 2026"


def test_another_authority_starts_the_clock_afresh_and_a_concession_starts_three() -> None:
    child = makers.a_child()
    clock = makers.a_clock(child)
    with acting("swindon", "send_officer") as actor:
        (moved,) = commands.follow_clock(actor=actor, clock=clock, when="moved", happened_on=TODAY, now=NOW)
    assert moved.due_on == TODAY + 140 * DAY
    refusal = makers.a_clock(child, rule="ehc_decide_to_assess_6w")
    with acting("swindon", "send_officer") as actor:
        begun = commands.follow_clock(actor=actor, clock=refusal, when="conceded", happened_on=TODAY, now=NOW)
    assert [(one.rule, (one.due_on - TODAY).days) for one in begun] == [
        ("ehc_conceded_tell_2w", 14),
        ("ehc_conceded_refuse_to_issue_10w", 70),
        ("ehc_conceded_final_plan_14w", 98),
    ]
    assert {one.follows_id for one in begun} == {refusal.pk}


@pytest.mark.parametrize(
    "when, happened_on, sentence",
    [
        ("mediated", TODAY, "Nothing takes the place"),
        ("detained", TODAY + DAY, "in the future"),
        ("detained", REQUESTED - DAY, "before this date was begun"),
    ],
)
def test_nothing_follows_that_the_law_does_not_begin(when: str, happened_on: dt.date, sentence: str) -> None:
    child = makers.a_child()
    clock = makers.a_clock(child)
    with acting("swindon", "send_officer") as actor, pytest.raises(NotNow, match=sentence):
        commands.follow_clock(actor=actor, clock=clock, when=when, happened_on=happened_on, now=NOW)
    assert [one.status for one in makers.of(child)] == ["running"]


def test_term_dates_have_editions_and_a_date_keeps_the_one_it_was_counted_by() -> None:
    child = makers.a_child()
    makers.terms()
    clock = makers.a_clock(child, rule="exclusion_day6_education", started_on=dt.date(2026, 10, 19))
    assert clock.due_on == dt.date(2026, 11, 2)
    makers.terms(edition=1, last=21)
    later = makers.a_clock(child, rule="exclusion_day6_education", started_on=dt.date(2026, 10, 20))
    assert later.due_on == dt.date(2026, 11, 5)
    with acting("swindon", "administrator") as actor:
        found = commands.recount(actor=actor, now=NOW)
    assert (found.clocks, found.inputs, found.changed) == (2, 2, 0)
    assert makers.of(child)[0].due_on == dt.date(2026, 11, 2)
    with wall.inside(child.partnership_id):
        assert [row.edition for row in TermDates.objects.order_by("edition")] == [1, 2]


def test_term_dates_are_saved_by_those_who_keep_them_and_never_over_another_edition() -> None:
    with pytest.raises(NotPermitted, match="keep the term dates"):
        makers.terms(by="practitioner")
    makers.terms()
    with pytest.raises(Changed):
        makers.terms()
    with acting("swindon", "send_officer") as actor:
        for terms, sentence in (
            ([], "at least one term"),
            ([(dt.date(2027, 9, 1), dt.date(2027, 9, 2))], "lies between 1 September 2026"),
            ([(dt.date(2026, 9, 2), dt.date(2026, 9, 9)), (dt.date(2026, 9, 9), dt.date(2026, 9, 10))], "overlap"),
        ):
            with pytest.raises(NotNow, match=sentence):
                commands.save_term_dates(actor=actor, school_year=2026, terms=terms, source="x", edition=1, now=NOW)
    with acting("hampshire", "send_officer") as actor:
        assert queries.years(actor) == ()


def test_counting_again_mends_what_is_wrong_and_only_that() -> None:
    child, other = makers.a_child(), makers.a_child(given="Ana", family="Birch")
    clock = makers.a_clock(child)
    for number in range(5):
        makers.a_clock(other, started_on=REQUESTED + number * DAY)
    with wall.inside(child.partnership_id):
        Clock.objects.filter(pk=clock.pk).update(due_on=clock.due_on + DAY)
    with acting("swindon", "administrator") as actor:
        first, second = commands.recount(actor=actor, now=NOW), commands.recount(actor=actor, now=NOW)
    assert (first.clocks, first.inputs, first.changed) == (6, 5, 1)
    assert second.changed == 0
    assert makers.of(child)[0].due_on == clock.due_on


def test_a_link_shows_its_makers_work_until_it_is_revoked() -> None:
    with acting("swindon", "send_officer") as actor:
        first = commands.make_feed(actor=actor, now=NOW)
        second = commands.make_feed(actor=actor, now=NOW)
    with transaction.atomic():
        assert queries.actor_of_feed(first, NOW) is None
    with transaction.atomic():
        found = queries.actor_of_feed(second, NOW)
        assert found is not None
        assert found.membership_id == actor.membership_id
    with acting("swindon", "send_officer") as actor:
        commands.revoke_feed(actor=actor, now=NOW)
        with pytest.raises(NotNow, match="no calendar link"):
            commands.revoke_feed(actor=actor, now=NOW)
        assert second not in {feed.digest for feed in Feed.objects.all()}
    with transaction.atomic():
        assert queries.actor_of_feed(second, NOW) is None


def test_the_door_of_a_link_opens_that_row_alone() -> None:
    for slug in ("swindon", "hampshire"):
        with acting(slug, "send_officer") as actor:
            commands.make_feed(actor=actor, now=NOW)
    with transaction.atomic():
        wall.enter(None)
        assert Feed.objects.count() == 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM deadlines_clock")
            assert cursor.fetchone() == (0,)
        wall.enter(None, door="feed:" + "0" * 64)
        assert Feed.objects.count() == 0

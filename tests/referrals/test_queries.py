"""What the queue, a referral's page and *my work* say, and that they cost the same for one row as for ten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.audit import trail
from alongside.children import queries as child_queries
from alongside.core.actor import Actor
from alongside.referrals import access, commands, queries, rules
from alongside.referrals.models import Referral
from tests import people
from tests.people import NOW, TODAY, acting
from tests.referrals import makers

pytestmark = [pytest.mark.usefixtures("database")]


def cost(key: str, ask: Callable[[Actor], object]) -> int:
    with (
        acting("swindon", key) as actor,
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        ask(actor)
    return len(asked)


def shown(key: str, **narrow: object) -> queries.ReferralsPage:
    with acting("swindon", key) as actor:
        return trail.show(actor, queries.REFERRALS_LISTED, queries.referrals(actor, NOW, **narrow), now=NOW)  # type: ignore[arg-type]


def page_of(key: str, referral: Referral) -> queries.ReferralPage:
    with acting("swindon", key) as actor:
        found = access.referral_or_404(actor, referral.ref, NOW)
        return trail.show(actor, queries.REFERRAL_VIEWED, queries.referral_page(actor, found, NOW), now=NOW)


def test_the_queue_has_the_longest_waiting_first_with_its_age_and_what_is_due() -> None:
    makers.received(now=NOW)
    makers.received(now=NOW - dt.timedelta(days=7), given_name="Kit")

    rows = shown("front_door").rows

    assert [(row.working_days, row.due_on) for row in rows] == [(5, dt.date(2026, 11, 17)), (0, dt.date(2026, 11, 24))]


def test_the_queue_is_narrowed_and_paged() -> None:
    for _ in range(queries.PAGE + 1):
        makers.received(by="police")
    makers.received()

    assert len(shown("front_door", source="school").rows) == 1
    first, second = shown("front_door", source="police"), shown("front_door", source="police", number=2)
    assert (len(first.rows), first.more, len(second.rows), second.more) == (queries.PAGE, True, 1, False)
    assert shown("front_door", status="allocated").rows == ()


def test_a_referrer_sees_their_teams_referrals_and_not_what_the_family_answered() -> None:
    makers.answered(child_answer="no")

    rows = shown("school", status="all").rows

    assert [(row.status_title, row.due_on) for row in rows] == [("Closed", None)]
    assert shown("other_school", status="all").rows == ()


def test_the_referrer_gets_the_reply_and_nothing_of_the_record() -> None:
    made = makers.answered(carer_answer="no")

    page = page_of("school", made)

    assert page.front_door is None
    assert page.reply == rules.REPLIES["refused"]
    assert page.concern == makers.GIVEN["concern"]


def test_the_front_door_sees_rule_by_rule_and_what_can_be_done_next() -> None:
    desk = page_of("front_door", makers.received(grounds=[])).front_door

    assert desk is not None
    assert [(result.rule.code, result.is_met) for result in desk.ycp_rules] == [
        ("ycp_age", True),
        ("ycp_grounds", False),
    ]
    assert [(step.name, bool(step.verdict)) for step in desk.steps] == [
        ("match_to_child", True),
        ("decide_referral", True),
    ]
    assert desk.why_due is not None
    assert desk.why_due["rule"] == rules.DECIDE.rule


def test_the_next_step_after_acceptance_is_to_ask_and_allocation_says_why_not_yet() -> None:
    desk = page_of("front_door", makers.accepted()).front_door

    assert desk is not None
    assert [(step.name, bool(step.verdict)) for step in desk.steps] == [("record_agreement", True), ("allocate", False)]
    assert "starts with agreement" in desk.steps[1].verdict.reason


def test_work_names_what_waits_and_for_whom() -> None:
    makers.received()
    makers.accepted(given_name="Kit")
    makers.answered(given_name="Ola")
    makers.allocated(given_name="Una")

    def kinds(key: str) -> list[str]:
        with acting("swindon", key) as actor:
            return sorted(work.kind for work in queries.work_for(actor, NOW))

    front_door = ["referral_agreement", "referral_allocate", "referral_decide"]
    assert kinds("front_door") == kinds("team_manager") == front_door
    assert kinds("practitioner") == ["first_contact"]
    assert kinds("colleague") == kinds("school") == kinds("board_member") == []


def test_first_contact_is_due_five_working_days_after_allocation_and_goes_when_it_is_made() -> None:
    work = makers.allocated()

    with acting("swindon", "practitioner") as worker:
        waiting = queries.work_for(worker, NOW)
        commands.record_first_contact(actor=worker, involvement=work, on=TODAY, now=NOW)
        assert [item.due_on for item in waiting] == [dt.date(2026, 11, 27)]
        assert waiting[0].child_ref == work.child.ref
        assert queries.work_for(worker, NOW) == []


def test_workers_are_suggested_by_locality_and_load() -> None:
    makers.allocated(worker="practitioner")

    with acting("swindon", "front_door") as actor:
        place = people.locality_of("swindon")
        found = queries.workers(actor, stream="prevention", locality_id=place.pk, now=NOW)

    assert [(row.name, row.open_children) for row in found.rows] == [("Tom Wickham", 0), ("Asha Penrose", 1)]
    assert found.suggested == found.rows[0].key
    assert found.why == "Tom Wickham works in North swindon and has 0 open children, the fewest there."


def test_a_reader_without_justice_is_not_told_the_stream_that_gives_it_away() -> None:
    made = makers.accepted(stream="court_order", by="police")
    work = makers.allocate("swindon", made, worker="stranger", team="other_team")
    people.grant("swindon", work.child, "specialist", "specialist")

    def streams(key: str) -> list[tuple[str, str]]:
        with acting("swindon", key) as actor:
            standing, look = child_queries.look_at(actor, work.child, NOW)
            return [(row.stream, row.ref) for row in queries.involvements(work.child, standing, look)]

    assert streams("stranger") == [("Court order", work.ref)]
    assert streams("specialist") == [("Youth justice service", "")]


def test_involvements_insist_on_the_trace_of_a_look() -> None:
    work = makers.allocated()

    with acting("swindon", "practitioner") as actor:
        standing, _ = child_queries.look_at(actor, work.child, NOW)
        other = trail.look(actor, child_queries.CHILD_VIEWED, about=["C-000000"], now=NOW)
        with pytest.raises(trail.NoTrace):
            queries.involvements(work.child, standing, other)


def test_open_work_begins_where_it_began() -> None:
    work = makers.allocated()

    with acting("swindon", "practitioner") as actor:
        assert queries.involvement_refs(work.child) == (work.ref,)
        assert [(row.ref, row.opened_on) for row in queries.open_involvements_of(actor)] == [(work.ref, TODAY)]


def test_lists_and_work_cost_the_same_for_one_row_as_for_ten() -> None:
    def costs() -> dict[str, int]:
        return {
            "queue": cost("front_door", lambda actor: queries.referrals(actor, NOW)),
            "own": cost("school", lambda actor: queries.referrals(actor, NOW, status="all")),
            "work": cost("front_door", lambda actor: queries.work_for(actor, NOW)),
            "worker": cost("practitioner", lambda actor: queries.work_for(actor, NOW)),
            "workers": cost(
                "front_door", lambda actor: queries.workers(actor, stream="prevention", locality_id=None, now=NOW)
            ),
        }

    makers.received()
    makers.allocated()
    before = costs()
    for n in range(9):
        makers.received()
        makers.allocated(given_name=f"Child{n}")
    assert costs() == before
    assert before["queue"] == 3, "the grants of the reader, the standards, and the referrals"

"""The life of a case: its clocks begun, kept, continued and ended; who sees the child because of it; refusals."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError

from alongside.audit.models import Event
from alongside.children import access as child_access
from alongside.children.models import Child, Entry
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.deadlines.models import Clock
from alongside.ehcp import commands
from alongside.ehcp.models import Case
from alongside.partnerships import wall
from alongside.partnerships.models import Agency
from tests import people
from tests.ehcp import makers
from tests.ehcp.makers import REQUESTED, again, begun, clocks, matter_of, running, step, taken, weeks
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]

DAY = dt.timedelta(days=1)


def sees(key: str, child: Child, now: dt.datetime = NOW, slug: str = "swindon") -> bool:
    with acting(slug, key) as actor:
        return child_access.visible_children(actor, now).filter(pk=child.pk).exists()


def later(on: dt.date) -> dt.datetime:
    return dt.datetime.combine(on, dt.time(12), tzinfo=dt.UTC)


# Beginning


def test_youth_justice_brings_a_child_to_attention_and_three_clocks_begin() -> None:
    child = makers.a_child()
    assert not sees("send_officer", child)

    case = begun(child)

    assert case.team is not None
    assert (case.status, case.officer_id, case.team.name) == ("considering", None, "SEND casework")
    assert clocks(case) == {
        "ehc_decide_to_assess_6w": ("running", weeks(6)),
        "ehc_refuse_to_issue_16w": ("running", weeks(16)),
        "ehc_final_plan_20w": ("running", weeks(20)),
    }
    assert sees("send_officer", child)
    with acting("swindon", "send_officer") as actor:
        standing = child_access.standing(actor, child, NOW)
    assert standing.readable == {Strand.IDENTITY, Strand.EDUCATION, Strand.HEALTH, Strand.PLAN}
    with wall.inside(case.partnership_id):
        assert Entry.objects.filter(child=child, kind="ehc", strand="education").exists()
        assert Event.objects.filter(action="ehcp.case.begun").exists()


@pytest.mark.parametrize("key", ["stranger", "school", "police", "specialist", "send_officer"])
def test_others_begin_no_case(key: str) -> None:
    child = makers.a_child()

    with pytest.raises(NotPermitted):
        begun(child, by=key)


def test_a_request_is_made_by_the_family_or_the_school_only() -> None:
    child = makers.a_child()

    with pytest.raises(NotNow, match="attention"):
        begun(child, how="request", asked_by="youth_justice")
    assert begun(child, how="request", asked_by="parent").status == "considering"


def test_one_case_at_a_time_is_live_and_a_refused_one_does_not_stand_in_the_way() -> None:
    case = taken(begun(makers.a_child()))
    with pytest.raises(NotNow, match="already"):
        begun(case.child)

    step(case, "decide_not_to_assess", weeks(5), note="Needs are met.")
    second = begun(case.child, on=TODAY)

    assert second.status == "considering"
    with pytest.raises(NotNow, match="later request"):
        step(case, "concede_assessment")


def test_a_case_is_not_begun_in_the_future_nor_without_a_send_team() -> None:
    child = makers.a_child()
    with pytest.raises(NotNow, match="future"):
        begun(child, on=TODAY + DAY)

    with acting("swindon", "administrator"):
        Agency.objects.filter(kind="send_team").update(kind="other")
    with pytest.raises(NotNow, match="No SEND team"):
        begun(child)


# From the request to the final plan


def test_from_a_request_to_a_final_plan() -> None:
    case = taken(begun(makers.a_child()))
    step(case, "decide_to_assess", weeks(5.5))
    assert clocks(case)["ehc_decide_to_assess_6w"][0] == "met"

    step(case, "ask_for_advice", weeks(6), what="psychologist", whom="Dr Lowe")
    step(case, "ask_for_advice", weeks(6), what="health", whom="Dr Lowe")
    advice = matter_of(case, "advice")
    assert clocks(case)["ehc_advice_6w"] == ("running", weeks(12))
    step(case, "chase", weeks(8), matter=advice)
    assert matter_of(case, "advice").chased_on == weeks(8)
    step(case, "receive", weeks(9), matter=matter_of(case, "advice"))
    assert matter_of(case, "advice").settled_on == weeks(9)
    with wall.inside(case.partnership_id):
        kept = Clock.objects.filter(child=case.child, rule="ehc_advice_6w").values_list("status", flat=True)
        assert sorted(kept) == ["met", "running"], "each has its own clock"

    step(case, "decide_to_issue", weeks(9))
    assert clocks(case)["ehc_refuse_to_issue_16w"][0] == "ended"
    with acting("swindon", "send_officer") as actor:
        commands.write_plan_text(actor=actor, case=case, sections={"section_b": "Long sentences."}, version=0, now=NOW)
    now = later(weeks(14))
    step(case, "send_draft", weeks(11), now=now)
    assert makers.editions(case) == [("draft", "Long sentences.")]
    assert clocks(case)["ehc_comment_on_draft_15d"] == ("running", weeks(11) + 14 * DAY)
    step(case, "consult_setting", weeks(11), now=now, setting_name="Riverside Academy")
    assert clocks(case)["ehc_consult_setting_15d"] == ("running", weeks(11) + 15 * DAY)
    step(case, "answer_yes", weeks(12), now=now, matter=matter_of(case, "consultation"))

    with pytest.raises(NotNow, match="The family has until"):
        step(case, "send_final_plan", weeks(12), now=now)
    step(case, "record_comments", weeks(12), now=now, note="Wants smaller groups.")
    step(case, "send_final_plan", weeks(14), now=now, setting_name="Riverside Academy")

    row = again(case)
    assert (row.status, row.final_on, row.setting_name) == ("maintained", weeks(14), "Riverside Academy")
    assert clocks(case)["ehc_final_plan_20w"] == ("met", weeks(20))
    assert clocks(case)["annual_review_12m_complete"][0] == "running"
    assert makers.editions(case) == [("final", "Long sentences.")]
    assert running(case) == {"annual_review_12m_complete"}, "nobody waits for advice that comes too late to count"
    assert makers.codes(case)[:3] == ["begun_attention", "decide_to_assess", "ask_for_advice"]


def test_fifteen_days_without_comments_and_the_plan_can_be_final() -> None:
    case = taken(begun(makers.a_child(), on=TODAY - dt.timedelta(days=130)))
    step(case, "decide_to_assess", TODAY - dt.timedelta(days=100))
    step(case, "decide_to_issue", TODAY - dt.timedelta(days=40))
    step(case, "send_draft", TODAY - dt.timedelta(days=15))

    with pytest.raises(NotNow):
        step(case, "send_final_plan", TODAY - DAY)
    assert step(case, "send_final_plan", TODAY).status == "maintained"


def test_a_step_follows_from_the_state_or_not_at_all() -> None:
    case = taken(begun(makers.a_child()))

    for code in ("send_final_plan", "plan_review", "concede_assessment", "cease", "tell_of_assessment"):
        with pytest.raises(NotNow):
            step(case, code)
    with pytest.raises(NotNow, match="before it began"):
        step(case, "decide_to_assess", REQUESTED - DAY)
    with pytest.raises(NotNow, match="future"):
        step(case, "decide_to_assess", TODAY + DAY)
    assert makers.codes(case) == ["begun_attention"]


def test_two_people_do_not_move_a_case_at_once() -> None:
    case = taken(begun(makers.a_child()))
    seen = again(case).version
    step(case, "decide_to_assess", version=seen)

    with pytest.raises(Changed):
        step(case, "decide_to_issue", version=seen)


def test_only_the_send_team_moves_it() -> None:
    case = begun(makers.a_child())

    for key in ("practitioner", "team_manager"):
        with pytest.raises(NotPermitted, match="SEND team"):
            step(case, "decide_to_assess", by=key)
    with pytest.raises(NotPermitted):
        step(case, "decide_to_assess", by="stranger")


# Refusal, concession, order


def test_a_refusal_ends_the_other_limits_and_giving_way_begins_three_that_name_the_decision() -> None:
    case = taken(begun(makers.a_child()))
    step(case, "decide_not_to_assess", weeks(5), note="Needs are met.")
    assert running(case) == set()
    assert clocks(case)["ehc_decide_to_assess_6w"][0] == "met"
    assert sees("send_officer", case.child, NOW + dt.timedelta(days=90))
    assert not sees("send_officer", case.child, NOW + dt.timedelta(days=93))

    step(case, "concede_assessment", weeks(8))

    assert again(case).status == "assessing"
    assert running(case) == {
        "ehc_conceded_tell_2w",
        "ehc_conceded_refuse_to_issue_10w",
        "ehc_conceded_final_plan_14w",
    }
    with wall.inside(case.partnership_id):
        for clock in Clock.objects.filter(child=case.child, rule__startswith="ehc_conceded").select_related("follows"):
            assert clock.follows is not None
            assert (clock.follows.rule, clock.follows.status) == ("ehc_decide_to_assess_6w", "met")
            assert clock.started_on == weeks(8)
    step(case, "tell_of_assessment", weeks(9))
    assert "ehc_conceded_tell_2w" not in running(case)
    with pytest.raises(NotNow, match="done already"):
        step(case, "tell_of_assessment", weeks(9))
    assert sees("send_officer", case.child, NOW + dt.timedelta(days=93))


def test_the_tribunal_orders_a_plan() -> None:
    case = taken(begun(makers.a_child(), on=TODAY - dt.timedelta(days=120)))
    step(case, "decide_to_assess", TODAY - dt.timedelta(days=90))
    step(case, "decide_no_plan", TODAY - dt.timedelta(days=20), note="Support is enough.")
    assert running(case) == set()
    step(case, "open_dispute", TODAY - dt.timedelta(days=15), what="no_plan")
    dispute = matter_of(case, "dispute")
    step(case, "decline_mediation", TODAY - dt.timedelta(days=14), matter=dispute)
    assert running(case) == {"mediation_certificate_3wd"}
    step(case, "certify", TODAY - dt.timedelta(days=12), matter=dispute)
    assert running(case) == {"tribunal_appeal_1m_from_certificate"}
    step(case, "appeal", TODAY - dt.timedelta(days=10), matter=dispute)
    step(case, "order_plan", TODAY - dt.timedelta(days=1), matter=dispute)

    assert again(case).status == "drafting"
    assert matter_of(case, "dispute").status == "ordered"
    assert clocks(case)["ehc_order_make_plan_draft_5w"] == ("running", TODAY + dt.timedelta(days=34))
    assert clocks(case)["ehc_order_make_plan_final_11w"] == ("running", TODAY + dt.timedelta(days=76))


# Detention


def test_detained_in_week_9_and_released_in_week_14_the_twenty_weeks_stay() -> None:
    case = taken(begun(makers.a_child()))
    step(case, "decide_to_assess", weeks(5))
    step(case, "ask_for_advice", weeks(6), what="psychologist")
    due = clocks(case)["ehc_final_plan_20w"][1]

    with acting("swindon", "practitioner") as actor:
        commands.tell_of_detention(actor=actor, child=case.child, detained_on=weeks(9), now=NOW)
        again_told = commands.tell_of_detention(actor=actor, child=case.child, detained_on=weeks(9), now=NOW)
    assert again_told is not None
    assert again_told.is_detained
    assert running(case) == {
        "ehc_detained_refuse_to_issue_16w",
        "ehc_detained_final_plan_20w",
        "ehc_detained_advice_6w",
    }
    assert clocks(case)["ehc_detained_final_plan_20w"] == ("running", due)
    now = later(weeks(14))
    step(case, "ask_for_advice", weeks(9), what="health")
    assert matter_of(case, "advice").opened_on == weeks(9)
    step(case, "receive", weeks(9), matter=matter_of(case, "advice"))

    with acting("swindon", "practitioner") as actor:
        commands.tell_of_release(actor=actor, child=case.child, released_on=weeks(14), now=now)

    assert not again(case).is_detained
    assert clocks(case)["ehc_final_plan_20w"] == ("running", due)
    assert running(case) == {"ehc_refuse_to_issue_16w", "ehc_final_plan_20w", "ehc_advice_6w"}


def test_a_child_without_a_case_is_detained_without_one() -> None:
    child = makers.a_child()

    with acting("swindon", "practitioner") as actor:
        assert commands.tell_of_detention(actor=actor, child=child, detained_on=TODAY, now=NOW) is None


# Reviews, transfers, reassessment, amendment


def test_an_annual_review_decided_and_the_plan_amended() -> None:
    case = makers.a_plan(made_on=TODAY - dt.timedelta(days=330))
    meeting = TODAY - dt.timedelta(days=40)
    step(case, "plan_review", meeting - dt.timedelta(days=30), planned_on=meeting)
    review = matter_of(case, "review")
    assert clocks(case)["annual_review_notice_2w_before"] == ("running", meeting - dt.timedelta(days=14))
    step(case, "tell_invited", meeting - dt.timedelta(days=20), matter=review)
    step(case, "send_reports", meeting - dt.timedelta(days=15), matter=review)
    step(case, "hold_meeting", meeting, matter=review, note="I want to build things.")
    assert clocks(case)["annual_review_decision_4w"] == ("running", meeting + dt.timedelta(days=28))
    assert clocks(case)["annual_review_final_12w"] == ("running", meeting + dt.timedelta(days=84))
    step(case, "send_report", meeting + dt.timedelta(days=10), matter=review)
    notice = meeting + dt.timedelta(days=20)
    step(case, "decide_to_amend", notice, matter=review)

    assert clocks(case)["annual_review_final_8w_from_notice"] == ("running", notice + dt.timedelta(days=56))
    assert again(case).reviewed_on == notice
    assert running(case) == {
        "annual_review_12m_complete",
        "annual_review_comment_15d",
        "annual_review_final_8w_from_notice",
        "annual_review_final_12w",
    }
    with pytest.raises(NotNow, match="to comment"):
        step(case, "send_amended_plan", notice + 5 * DAY, matter=review)
    step(case, "send_amended_plan", TODAY, matter=review, setting_name="New College")
    assert running(case) == {"annual_review_12m_complete"}
    assert matter_of(case, "review").status == "amended"
    assert again(case).setting_name == "New College"


def test_a_review_after_which_the_plan_stays_begins_the_next_twelve_months() -> None:
    case = makers.a_plan()
    meeting = TODAY - dt.timedelta(days=20)
    step(case, "plan_review", meeting - dt.timedelta(days=30), planned_on=meeting)
    review = matter_of(case, "review")
    step(case, "hold_meeting", meeting, matter=review)
    step(case, "decide_to_keep", TODAY, matter=review)

    assert clocks(case)["annual_review_12m_complete"] == ("running", dt.date(2027, 11, 19))
    assert running(case) == {"annual_review_12m_complete", "annual_review_report_2w"}


def test_a_move_to_post_16_is_named_before_31_march() -> None:
    case = makers.a_plan()
    step(case, "plan_phase_transfer", what="phase_transfer_post16", planned_on=dt.date(2027, 9, 1))
    assert clocks(case)["phase_transfer_post16"] == ("running", dt.date(2027, 3, 30))

    step(case, "name_next_setting", TODAY, matter=matter_of(case, "phase_transfer"), setting_name="New College")

    assert clocks(case)["phase_transfer_post16"][0] == "met"
    assert again(case).setting_name == "New College"


def test_a_reassessment() -> None:
    case = makers.a_plan()
    step(case, "ask_for_reassessment", TODAY - dt.timedelta(days=10), what="parent")
    matter = matter_of(case, "reassessment")
    assert clocks(case)["ehc_reassess_answer_15d"] == ("running", TODAY + dt.timedelta(days=5))
    step(case, "agree", TODAY, matter=matter)
    assert clocks(case)["ehc_reassess_final_plan_14w"] == ("running", TODAY + dt.timedelta(days=98))
    step(case, "send_final_plan", TODAY, matter=matter)
    assert running(case) == {"annual_review_12m_complete"}


# Moves and ends


def test_a_plan_that_goes_to_another_authority_ends_here_and_the_team_sees_the_child_no_more() -> None:
    case = makers.a_plan()
    step(case, "learn_of_move", by="practitioner", whom="Wiltshire", planned_on=TODAY + DAY)
    assert running(case) == {"annual_review_12m_complete", "move_of_authority_transfer_15wd"}
    step(case, "hand_over", TODAY, matter=matter_of(case, "move"))

    row = again(case)
    assert (row.status, row.ended_on) == ("moved_away", TODAY)
    assert running(case) == set()
    assert not sees("send_officer", case.child)
    with pytest.raises((NotNow, NotPermitted)):
        step(case, "plan_review", planned_on=TODAY)


def test_a_plan_from_another_authority_is_recorded_by_the_send_team() -> None:
    child = makers.a_child()
    with pytest.raises(NotPermitted, match="SEND team"):
        begun(child, how="moved_in", asked_by="other")
    people.grant("swindon", child, "send_officer", "send")
    case = begun(child, by="send_officer", how="moved_in", asked_by="other")

    assert case.officer is not None
    assert running(case) == {"move_of_authority_tell_6w", "move_of_authority_review_3m"}
    step(case, "tell_of_transfer")
    assert running(case) == {"move_of_authority_review_3m"}


def _moved_in(reviewed_before: dt.date, on: dt.date) -> Case:
    child = makers.a_child()
    people.grant("swindon", child, "send_officer", "send")
    return begun(child, by="send_officer", how="moved_in", asked_by="other", on=on, reviewed_before=reviewed_before)


def _review_due(case: Case) -> tuple[str, dt.date, str]:
    """The one date by which the plan is reviewed: its rule, the day, and what it came after."""
    with acting("swindon", "send_officer") as actor:
        about = Clock.objects.filter(about=case.ref, status="running").exclude(rule="move_of_authority_tell_6w")
        clock = wall.own(about, actor).select_related("follows").get()
        return clock.rule, clock.due_on, clock.follows.rule if clock.follows else ""


@pytest.mark.parametrize(
    ("reviewed_before", "rule", "due"),
    [
        # Regulation 15(5): the later of twelve months since it was made or last reviewed, and three months since the
        # transfer, here on 1 September 2026.
        (dt.date(2026, 6, 15), "annual_review_12m_complete", dt.date(2027, 6, 14)),
        (dt.date(2025, 12, 2), "annual_review_12m_complete", dt.date(2026, 12, 1)),
        (dt.date(2025, 12, 1), "move_of_authority_review_3m", dt.date(2026, 12, 1)),
        (dt.date(2025, 9, 20), "move_of_authority_review_3m", dt.date(2026, 12, 1)),
        (dt.date(2024, 3, 4), "move_of_authority_review_3m", dt.date(2026, 12, 1)),
    ],
)
def test_a_plan_that_came_is_reviewed_by_the_later_of_the_two_days(
    reviewed_before: dt.date, rule: str, due: dt.date
) -> None:
    case = _moved_in(reviewed_before, dt.date(2026, 9, 1))
    before = "annual_review_12m_complete" if rule == "move_of_authority_review_3m" else ""
    assert _review_due(case) == (rule, due, before)
    assert case.reviewed_on == reviewed_before


def test_when_the_day_of_the_transfer_is_corrected_the_later_of_the_two_days_is_found_anew() -> None:
    case = _moved_in(dt.date(2025, 11, 20), dt.date(2026, 8, 10))
    assert _review_due(case) == ("annual_review_12m_complete", dt.date(2026, 11, 19), "")
    for day, rule, due in (
        (dt.date(2026, 9, 1), "move_of_authority_review_3m", dt.date(2026, 12, 1)),
        (dt.date(2026, 8, 12), "annual_review_12m_complete", dt.date(2026, 11, 19)),
    ):
        with acting("swindon", "send_officer") as actor:
            commands.correct_beginning(actor=actor, case=again(case), happened_on=day, reason="A slip.", now=NOW)
        assert _review_due(case)[:2] == (rule, due)
        assert again(case).reviewed_on == dt.date(2025, 11, 20)


def test_the_other_authority_reviewed_the_plan_before_it_came() -> None:
    with pytest.raises(NotNow, match="before it came"):
        _moved_in(dt.date(2026, 9, 2), dt.date(2026, 9, 1))


def _assessed_before(asked_before: dt.date, on: dt.date, **more: Any) -> Case:
    child = makers.a_child()
    people.grant("swindon", child, "send_officer", "send")
    more = {"authority_before": "Wiltshire Council"} | more
    return begun(child, by="send_officer", on=on, asked_before=asked_before, **more)


def _before_and_after(case: Case) -> dict[str, tuple[dt.date, dt.date, str]]:
    """The limits that run, by rule: since when, by when, and by when the one that each takes the place of was due."""
    with acting("swindon", "send_officer") as actor:
        about = Clock.objects.filter(about=case.ref, status="running")
        rows = wall.own(about, actor).select_related("follows")
        return {
            row.rule: (row.started_on, row.due_on, f"{row.follows.status} {row.follows.due_on}" if row.follows else "")
            for row in rows
        }


def test_the_limits_of_a_request_that_another_authority_had_begin_afresh_and_name_its_own() -> None:
    # 21 May 2025 and twenty weeks: 8 October 2025. Asked here on 1 September 2025: 19 January 2026.
    case = _assessed_before(dt.date(2025, 5, 21), dt.date(2025, 9, 1))
    found = _before_and_after(case)
    assert set(found) == {"ehc_decide_to_assess_6w", "ehc_refuse_to_issue_16w", "ehc_final_plan_20w"}
    assert found["ehc_final_plan_20w"] == (dt.date(2025, 9, 1), dt.date(2026, 1, 19), "ended 2025-10-08")
    assert found["ehc_decide_to_assess_6w"] == (dt.date(2025, 9, 1), dt.date(2025, 10, 13), "ended 2025-07-02")
    with acting("swindon", "send_officer") as actor:
        entry = Entry.objects.get(source=case.ref, text__contains="Wiltshire Council was assessing already")
        assert "Wednesday 21 May 2025" in entry.text or "21 May 2025" in entry.text
        with pytest.raises(NotNow, match="was asked on"):
            commands.correct_beginning(
                actor=actor, case=again(case), happened_on=dt.date(2025, 5, 21), reason="A slip.", now=NOW
            )
        commands.correct_beginning(
            actor=actor, case=again(case), happened_on=dt.date(2025, 9, 2), reason="A slip.", now=NOW
        )
    found = _before_and_after(case)
    assert found["ehc_final_plan_20w"][:2] == (dt.date(2025, 9, 2), dt.date(2026, 1, 20))


@pytest.mark.parametrize(
    ("before", "more", "why"),
    [
        (dt.date(2025, 9, 1), {}, "asked before this one"),
        (dt.date(2025, 5, 21), {"authority_before": " "}, "Name the authority"),
        (dt.date(2025, 5, 21), {"how": "has_plan"}, "say so of a request"),
        (dt.date(2001, 5, 21), {}, "was not born"),
    ],
)
def test_another_authority_that_cannot_have_been_assessing_is_refused(
    before: dt.date, more: dict[str, str], why: str
) -> None:
    with pytest.raises(NotNow, match=why):
        _assessed_before(before, dt.date(2025, 9, 1), **more)


def test_a_plan_stays_in_force_until_the_time_to_appeal_is_over() -> None:
    case = makers.a_plan()
    step(case, "consider_ceasing", TODAY, note="He works now.")
    step(case, "decide_to_cease", TODAY, what="4", note="He works now.")
    with pytest.raises(NotNow, match="may appeal until 20 January 2027"):
        step(case, "cease", TODAY)
    now = later(dt.date(2027, 1, 21))
    step(case, "open_dispute", dt.date(2027, 1, 5), what="to_cease", now=now)
    with pytest.raises(NotNow, match="appeal is open"):
        step(case, "cease", dt.date(2027, 1, 21), now=now)
    step(case, "drop", dt.date(2027, 1, 20), matter=matter_of(case, "dispute"), now=now)
    step(case, "cease", dt.date(2027, 1, 21), now=now)

    row = again(case)
    assert (row.status, row.cease_reason, row.ended_on) == ("ceased", "4", dt.date(2027, 1, 21))
    assert running(case) == set()


def test_a_request_that_is_withdrawn_waits_for_nothing() -> None:
    case = taken(begun(makers.a_child()))
    step(case, "withdraw_request", note="The family changed its mind.")

    assert running(case) == set()
    assert not sees("send_officer", case.child)


# Whose it is


def test_the_dates_go_with_the_officer() -> None:
    case = begun(makers.a_child())
    with wall.inside(case.partnership_id):
        assert set(Clock.objects.filter(child=case.child).values_list("team__name", flat=True)) == {"SEND casework"}

    taken(case)

    with wall.inside(case.partnership_id):
        names = set(Clock.objects.filter(child=case.child).values_list("owner__user__name", flat=True))
        assert names == {"Ruth Selwyn"}
    with pytest.raises(NotNow, match="already"):
        taken(case)


def test_a_case_is_handed_to_an_officer_and_to_nobody_else() -> None:
    case = taken(begun(makers.a_child()))

    with pytest.raises(NotNow, match="SEND officer"), acting("swindon", "send_officer") as actor:
        commands.hand_over_case(
            actor=actor, case=case, officer=people.membership_of("swindon", "practitioner"), now=NOW
        )


# The words of the plan


def test_what_was_sent_stays_as_it_was_sent() -> None:
    case = makers.a_plan()

    def write(text: str, version: int) -> int:
        with acting("swindon", "send_officer") as actor:
            return commands.write_plan_text(
                actor=actor, case=case, sections={"section_b": text}, version=version, now=NOW
            ).version

    version = write("First.", 0)
    with pytest.raises(Changed):
        write("Lost?", 0)
    version = write("Second.", version)
    step(case, "ask_for_reassessment", what="parent")
    step(case, "agree", matter=matter_of(case, "reassessment"))
    step(case, "send_final_plan", matter=matter_of(case, "reassessment"))
    assert makers.editions(case) == [("final", "Second.")]

    write("Third.", version + 1)

    assert makers.editions(case) == [("final", "Second."), ("writing", "Third.")]
    with pytest.raises(NotPermitted), acting("swindon", "practitioner") as actor:
        commands.write_plan_text(actor=actor, case=case, sections={"section_b": "X"}, version=5, now=NOW)


@pytest.mark.database_near
def test_the_database_refuses_a_second_live_case() -> None:
    row = again(begun(makers.a_child()))
    row.pk, row.ref = None, "EH-OTHER0"

    with pytest.raises(IntegrityError, match="ehcp_case_one_live"), acting("swindon", "practitioner"):
        row.save()

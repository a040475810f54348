"""The rules that are registered: each whole, each with its source, and those that must be there."""

from __future__ import annotations

import datetime as dt

import pytest

from alongside.core import clocks
from alongside.core.clocks import Follows, Status, Unit
from alongside.education import rules as education
from alongside.ehcp import rules as ehcp
from alongside.justice import rules as justice

RULES = (*ehcp.CLOCKS, *education.CLOCKS, *justice.CLOCKS)
REQUIRED = """
ehc_decide_to_assess_6w ehc_advice_6w ehc_refuse_to_issue_16w ehc_comment_on_draft_15d ehc_consult_setting_15d
ehc_final_plan_20w ehc_conceded_tell_2w ehc_conceded_refuse_to_issue_10w ehc_conceded_final_plan_14w
ehc_order_make_plan_draft_5w ehc_order_make_plan_final_11w annual_review_12m_complete annual_review_reports_2w_before
annual_review_report_2w annual_review_decision_4w annual_review_final_8w_from_notice annual_review_final_12w
phase_transfer_post16 phase_transfer_other tribunal_appeal_2m tribunal_appeal_1m_from_certificate
mediation_certificate_3wd move_of_authority_transfer_15wd custody_send_plan_5wd custody_monitoring_12m
exclusion_governors_15sd exclusion_review_application_15sd exclusion_day6_education
ehc_detained_decide_to_assess_6w ehc_detained_advice_6w ehc_detained_refuse_to_issue_16w
ehc_detained_comment_on_draft_15d ehc_detained_final_plan_20w
"""
LENGTHS = {"d": Unit.DAYS, "w": Unit.WEEKS, "m": Unit.MONTHS, "wd": Unit.WORKING_DAYS, "sd": Unit.SCHOOL_DAYS}


def test_every_rule_that_must_be_there_is() -> None:
    assert set(REQUIRED.split()) <= set(clocks.codes())
    assert {rule.code for rule in RULES} == set(clocks.codes())
    assert set(clocks.every()) == set(RULES)
    assert {rule for rules in clocks.by_heading().values() for rule in rules} == set(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.version)
def test_a_rule_is_whole(rule: clocks.Rule) -> None:
    assert rule.title
    assert rule.acts
    assert not rule.title.endswith(".")
    assert rule.source.url.startswith("https://")
    assert rule.source.title
    assert all(excuse.source for excuse in rule.excuses)
    assert all(note.endswith(".") for note in rule.notes)
    assert rule.doubt == "" or rule.doubt.endswith(".")
    assert rule.valid_from >= dt.date(1990, 1, 1)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.version)
def test_the_length_in_the_code_is_the_one_that_is_counted(rule: clocks.Rule) -> None:
    """A code that ends in 20w is counted as 20 weeks, whatever its words say."""
    for part in rule.code.split("_"):
        digits = part.rstrip("dmsw")
        if digits.isdecimal() and part != digits:
            assert (rule.counting.amount, rule.counting.unit) == (int(digits), LENGTHS[part[len(digits) :]])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.version)
def test_what_follows_is_a_rule_and_says_on_what_ground(rule: clocks.Rule) -> None:
    for then in rule.follow_ons:
        assert clocks.latest(then.code).code == then.code
        assert then.source


def test_detention_keeps_the_clock_and_another_authority_starts_it_afresh() -> None:
    """Detained in week 9, released in week 14: the day of the final plan is that of the request."""
    requested = dt.date(2025, 5, 21)
    plan = clocks.latest("ehc_final_plan_20w")
    (detained,) = (then for then in plan.follow_ons if then.when is Follows.DETAINED)
    (released,) = (then for then in clocks.latest(detained.code).follow_ons if then.when is Follows.RELEASED)
    assert detained.keeps_start
    assert released.keeps_start
    assert released.code == plan.code
    assert (
        clocks.due_on(clocks.latest(detained.code), requested) == clocks.due_on(plan, requested) == dt.date(2025, 10, 8)
    )
    moved = [then for code in (plan.code, detained.code) for then in clocks.latest(code).follow_ons]
    assert {(then.code, then.keeps_start) for then in moved if then.when is Follows.MOVED} == {(plan.code, False)}


def test_a_concession_starts_the_ten_and_the_fourteen_weeks() -> None:
    refusal = clocks.latest("ehc_decide_to_assess_6w")
    afresh = {then.code for then in refusal.follow_ons if then.when is Follows.CONCEDED and not then.keeps_start}
    assert afresh == {"ehc_conceded_tell_2w", "ehc_conceded_refuse_to_issue_10w", "ehc_conceded_final_plan_14w"}


def test_what_is_ours_says_so_and_the_five_days_of_custody_are_the_authoritys() -> None:
    tell = clocks.latest("custody_tell_authorities_same_day")
    assert tell.status is Status.OURS
    assert tell.acts == "The youth justice service"
    assert clocks.latest("custody_send_plan_5wd").acts == "The home local authority"
    assert clocks.latest("custody_send_plan_5wd").status is Status.UNCERTAIN


def test_the_closure_of_a_school_excuses_the_authority_and_not_those_asked_for_advice() -> None:
    of = {code: {excuse.code for excuse in clocks.latest(code).excuses} for code in clocks.codes()}
    for code in (
        "ehc_decide_to_assess_6w",
        "ehc_refuse_to_issue_16w",
        "ehc_final_plan_20w",
        "ehc_reassess_final_plan_14w",
    ):
        assert of[code] == {"school_closed", "early_years_closed", "personal_circumstances", "away_four_weeks"}
    assert "school_closed" not in of["ehc_advice_6w"]
    assert of["annual_review_12m_complete"] == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.version)
@pytest.mark.parametrize("start", ["1990-01-01", "2014-02-28", "2024-02-29", "2026-12-24", "2100-12-31"])
def test_every_rule_can_be_explained_from_any_day(rule: clocks.Rule, start: str) -> None:
    answer = clocks.explain(rule, dt.date.fromisoformat(start))
    assert answer.due == clocks.due_on(rule, answer.start)
    assert answer.counted
    assert all(
        (step[0].isupper() or step[0].isdigit()) and step.endswith(".") for step in (*answer.steps, *answer.warnings)
    )
    assert bool(rule.doubt) == (rule.doubt in answer.why.counting and rule.status is not Status.CONFIRMED)
    assert answer.also is None or answer.also > answer.due

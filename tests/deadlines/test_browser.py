"""Pages of deadlines in Chromium: axe finds nothing, and they fit a telephone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from alongside.deadlines import commands
from tests.deadlines import makers
from tests.panels.test_browser import check, sign_in
from tests.people import NOW, acting

pytestmark = [pytest.mark.usefixtures("database")]


def test_the_rules_are_clean_and_narrow(browser_page: Any) -> None:
    sign_in(browser_page, "send_officer")
    start = "start-day=21&start-month=5&start-year=2025"
    faults = [
        *check(browser_page, "/rules/", "rules"),
        *check(browser_page, "/rules/ehc_final_plan_20w/", "rule"),
        *check(browser_page, f"/rules/ehc_final_plan_20w/?{start}", "rule_tried"),
        *check(browser_page, f"/rules/exclusion_day6_education/?{start}", "rule_unsure"),
    ]

    assert faults == []


def test_the_pages_of_a_child_s_dates_are_clean_and_narrow(browser_page: Any) -> None:
    today = dt.datetime.now(dt.UTC).date()
    child = makers.a_child(given="Maximilian-Alexander", family="Featherstonehaugh-Cholmondeley")
    late = makers.a_clock(child, started_on=today - dt.timedelta(days=200))
    makers.a_clock(child, rule="phase_transfer_post16", started_on=dt.date(2027, 9, 1))
    makers.a_clock(
        child,
        by="practitioner",
        owner="practitioner",
        rule="custody_send_plan_5wd",
        started_on=today - dt.timedelta(days=3),
    )
    makers.a_clock(child, by="practitioner", owner="practitioner", rule="ehc_advice_6w", started_on=today)
    makers.terms()
    with acting("swindon", "send_officer") as actor:
        commands.claim_exception(
            actor=actor,
            clock=late,
            kind="school_closed",
            from_on=dt.date(2026, 7, 22),
            to_on=dt.date(2026, 9, 1),
            evidence="The school closed for six weeks from 22 July. Advice was asked of it on 20 July.",
            now=NOW,
        )
        detained = makers.a_clock(child, started_on=today - dt.timedelta(days=63), rule="ehc_decide_to_assess_6w")
        (follows,) = commands.follow_clock(
            actor=actor, clock=detained, when="detained", happened_on=today - dt.timedelta(days=7), now=NOW
        )
    at = f"/children/{child.ref}/dates/"
    sign_in(browser_page, "send_officer")
    pages = {
        "dates": at,
        "start": f"{at}start/",
        "clock": f"{at}{late.ref}/",
        "clock_follows": f"{at}{follows.ref}/",
        "claim": f"{at}{late.ref}/exception/",
        "follow": f"{at}{late.ref}/follow/",
        "child": f"/children/{child.ref}/",
        "terms": "/term-dates/",
        "terms_change": "/term-dates/2026/",
        "link": "/dates/calendar/",
        "home": "/",
    }
    faults = [fault for name, path in pages.items() for fault in check(browser_page, path, name)]
    sign_in(browser_page, "team_manager")
    faults += check(browser_page, "/dates/", "board")

    assert faults == []

"""Pages of deadlines in Chromium: axe finds nothing, and they fit a telephone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.panels.test_browser import check, sign_in

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

"""Pages of a child with two joined records in Chromium: axe finds nothing, and they fit a telephone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from alongside.children import commands
from tests.children.test_joined_pages import an_address, edited, joined
from tests.ehcp.makers import a_child, begun
from tests.justice.makers import a_detention
from tests.panels.test_browser import check, sign_in
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]

LONG: dict[str, Any] = {
    "given": "Maximilian-Alexander",
    "family": "Featherstonehaugh-Cholmondeley",
    "born_on": dt.date(2010, 2, 3),
}


def test_the_pages_of_two_records_are_clean_and_narrow(browser_page: Any) -> None:
    with time_machine.travel(NOW, tick=True):
        kept, other = a_child(**LONG), a_child(**{**LONG, "given": "Max"})
        edited(kept, "practitioner", pronouns="he/him", language="Polish", needs_interpreter=True)
        edited(other, "practitioner", pronouns="they/them", religion="none", strengths="Football.\nWaiting his turn.")
        an_address(other, "9 Safe House\nFeatherstonehaughshire", by="practitioner", postcode="SN1 1AA")
        an_address(
            kept, "9 Safe House", by="practitioner", named=["team_manager"], from_on=TODAY - dt.timedelta(days=9)
        )
        with acting("swindon", "practitioner") as actor:
            commands.record_care(
                actor=actor,
                child=other,
                care="child_in_need",
                legal="",
                from_on=TODAY,
                told_by="Social worker",
                now=NOW,
            )
        for child in (kept, other):
            begun(child)
        held = [a_detention(child) for child in (kept, other)]
        joined(kept, other)
        sign_in(browser_page, "practitioner")
        pages = {
            "identity": "identity/",
            "addresses": "addresses/",
            "ehc": "ehc/",
            "custody": f"custody/{held[0].ref}/",
        }
        faults = [
            fault
            for name, path in pages.items()
            for fault in check(browser_page, f"/children/{kept.ref}/{path}", f"joined_{name}")
        ]
        faults += check(browser_page, "/", "joined_work")
        sign_in(browser_page, "send_officer")
        faults += check(browser_page, "/", "joined_send_work")
    assert faults == []

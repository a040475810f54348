"""The pages of lists in Chromium: axe finds nothing, and with long names and nothing in them they fit a telephone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from alongside.exchange import commands
from tests.ehcp import makers as ehc
from tests.exchange.makers import csv_of, of, queued, read, row
from tests.journeys.hands import Hands
from tests.panels.test_browser import check, sign_in
from tests.people import NOW, acting

pytestmark = [pytest.mark.usefixtures("database")]

LONG = {"given": "Maximilian-Alexander", "family": "Featherstonehaughwolfeschlegelsteinhausenbergerdorffcholmonde"}


def test_the_pages_are_clean_and_narrow(browser_page: Any) -> None:
    with time_machine.travel(NOW, tick=True):
        sign_in(browser_page, "send_officer")
        faults = check(browser_page, "/ehc/sen2/", "sen2_empty")
        child = ehc.a_child(**LONG)
        plan = ehc.a_plan(given="Pia", family="Long")
        ehc.a_plan(given="Nobody", family="Listed")
        full = read(
            of(child, reference="S1"),
            row("S2", LONG["given"], LONG["family"], child.born_on + dt.timedelta(days=1)),
            of(plan.child, reference="S3", school="A school of another name", reviewed="01/02/2026"),
            row("S4", born="31/02/2013", reviewed="soon"),
        )
        moves = ehc.taken(ehc.begun(ehc.a_child(**{**LONG, "given": "Wolfeschlegelstein"})))
        ahead = read(
            of(moves.child, reference="S5", reviewed="", plan="12/11/2026"),
            of(plan.child, reference="S6", reviewed="12/11/2026"),
            by="send_officer",
        )
        empty = read(row("S9", given="Nobody", family="Here"), by="practitioner")
        waits = queued(row(), by="practitioner")
        with acting("swindon", "practitioner") as actor:
            fresh = commands.upload_list(actor=actor, content=csv_of(row()), now=NOW)
            mapped = commands.upload_list(actor=actor, content=csv_of(row()), now=NOW)
            mapped = commands.map_columns(actor=actor, ehc_list=mapped, columns=mapped.columns, now=NOW)
        sign_in(browser_page, "team_manager")
        at = "/ehc/lists/"
        faults += check(browser_page, at, "lists")
        faults += check(browser_page, f"{at}{full.ref}/", "list_full")
        sign_in(browser_page, "practitioner")
        for name, path in {
            "list_empty": f"{at}{empty.ref}/",
            "list_reading": f"{at}{waits.ref}/",
            "list_columns": f"{at}{fresh.ref}/columns/",
            "list_words": f"{at}{mapped.ref}/words/",
        }.items():
            faults += check(browser_page, path, name)

        sign_in(browser_page, "send_officer")
        faults += check(browser_page, "/ehc/sen2/", "sen2")
        faults += check(browser_page, f"{at}{ahead.ref}/", "list_ahead")
        hands = Hands(browser_page)
        hands.follow("Plan the annual review")
        faults += hands.faults + check(browser_page, browser_page.url, "list_ahead_step")
        assert hands.sees("12 November 2026 is filled in from the SEND team’s list")

    assert faults == []

"""The SEND team's list is ahead of a case: its officer takes the step from the line, and the faulty lines as a file."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
import time_machine

from tests.ehcp import makers as ehc
from tests.exchange.makers import of, read, row
from tests.journeys.hands import WAYS, by
from tests.people import NOW, TODAY


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("way", WAYS)
def test_a_case_is_moved_on_from_the_line_of_a_list(way: str, request: pytest.FixtureRequest) -> None:
    sent = TODAY - dt.timedelta(days=3)
    with time_machine.travel(NOW + dt.timedelta(minutes=5), tick=True):
        case = ehc.taken(ehc.begun(ehc.a_child()))
        for code, ago in (("decide_to_assess", 35), ("decide_to_issue", 30), ("send_draft", 25)):
            ehc.step(case, code, TODAY - dt.timedelta(days=ago))
        found = read(
            of(case.child, plan=sent.isoformat(), reviewed="", school="Kingsdown"),
            row("S2", given="Perran", born="31/02/2013"),
            by="send_officer",
        )
        hands = by(way, request)

        # The line says that there is a plan, and when; the form of the step stands there with that day.
        hands.sign_in("send_officer")
        hands.go("/ehc/")
        hands.follow("Compare with the SEND team’s list")
        hands.follow("20 November 2026")
        assert hands.sees("The list says: A plan is in force.")
        hands.follow("Send the final plan")
        assert hands.sees("17 November 2026 is filled in from the SEND team’s list")
        assert hands.sees("Send it within twenty weeks of the request")
        hands.choose("Another school or college")
        hands.fill("Name of the school or college", "Kingsdown")
        hands.press("Save")
        assert hands.sees("Plan in force")
        hands.go(f"/ehc/lists/{found.ref}/")
        assert hands.sees("The same now")

        # What cannot be used is a file: the number of the line, and what is wrong with it.
        text = hands.take("Take what is wrong as a file").decode("utf-8-sig")
        assert [line[0] for line in csv.reader(io.StringIO(text))] == ["Line in the file", "3"]

    assert ehc.again(case).final_on == sent
    assert not hands.faults, "\n".join(hands.faults)

"""Detained in week 9 of an EHC needs assessment, released in week 14: the 20-week date does not move.

Nobody in the SEND team does anything for it: the record of the detention puts the case under the rules for detained
children, and the record of the release takes it back.
"""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from tests.ehcp import makers as ehc
from tests.journeys.hands import WAYS, by
from tests.justice import makers
from tests.people import NOW, TODAY

DUE = "9 April 2027"
"""Twenty weeks after Friday 20 November 2026."""


def week(number: int, hour: int = 12) -> dt.datetime:
    return dt.datetime.combine(TODAY + dt.timedelta(weeks=number), dt.time(hour), tzinfo=dt.UTC)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("way", WAYS)
def test_the_twenty_weeks_stay_as_they_are(way: str, request: pytest.FixtureRequest) -> None:
    with time_machine.travel(NOW, tick=True) as moment:
        hands = by(way, request)
        child = makers.a_child()
        case = ehc.taken(ehc.begun(child, on=TODAY))
        page = f"/children/{child.ref}/ehc/"
        moment.move_to(week(5))
        ehc.step(case, "decide_to_assess", week(5).date(), now=week(5))

        # The court holds the child in the ninth week; the worker says so once, where custody is written down.
        moment.move_to(week(9))
        hands.sign_in("practitioner")
        hands.go(f"/children/{child.ref}/")
        hands.follow("The court holds this child")
        hands.choose("Remand to youth detention accommodation")
        hands.date("On which day?", week(9).date())
        hands.fill("At what time?", "10am")
        hands.select("Where is the child held?", "Wetherby")
        hands.fill("Home local authority", "Swindon")
        hands.choose("Yes", "Does its SEND team work in this partnership?")
        hands.choose("Not known yet")
        hands.press("Save, and start")

        # The officer finds the case under the other rules: the same date, with its reason, and fewer appeals.
        hands.sign_in("send_officer")
        hands.go(page)
        assert hands.sees("The rules for detained children hold")
        assert hands.sees(DUE)
        hands.follow("The final plan is sent")
        assert hands.sees("Detained Persons")
        assert hands.sees(DUE)
        hands.go(page)
        hands.open_details("What may be appealed, and what not")
        assert hands.sees("Not while detained")

        # Work goes on while the child is away, and counts.
        hands.press("Ask somebody for advice")
        hands.choose("Educational psychologist")
        hands.press("Save")
        assert hands.sees("Educational psychologist")

        # Home in week 14: written down where custody is, and the ordinary rules hold again.
        moment.move_to(week(14))
        hands.sign_in("practitioner")
        hands.go("/custody/")
        hands.follow(child.called)
        hands.press("Released, or ended")
        hands.choose("Released")
        hands.press("Save")
        hands.sign_in("send_officer")
        hands.go(page)
        assert not hands.sees("The rules for detained children hold")
        assert hands.sees(DUE)
        assert hands.sees("The child is released: the ordinary rules hold again.")
        hands.follow("The final plan is sent")
        assert hands.sees(DUE)
        assert not hands.sees("Detained Persons")

    status, due = ehc.clocks(case)["ehc_final_plan_20w"]
    assert (status, due) == ("running", TODAY + dt.timedelta(weeks=20))
    assert not hands.faults, "\n".join(hands.faults)

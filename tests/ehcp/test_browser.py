"""Pages of EHC cases in Chromium: axe finds nothing, they fit a telephone; and a journey from request to plan."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine

from alongside.children import queries as children
from alongside.deadlines import commands as deadlines
from alongside.deadlines.models import Clock
from alongside.ehcp import commands
from alongside.needs import commands as needs
from tests.ehcp import makers
from tests.ehcp.makers import begun, matter_of, step, step_of, taken
from tests.ehcp.test_detained import a_final_plan
from tests.journeys.hands import Hands
from tests.panels.test_browser import check, sign_in
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]

LONG = {"given": "Maximilian-Alexander", "family": "Featherstonehaugh-Cholmondeley"}


def at(day: dt.date, hour: int = 10) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC)


def test_the_pages_are_clean_and_narrow(browser_page: Any) -> None:
    with time_machine.travel(NOW, tick=True):
        late = taken(begun(makers.a_child(**LONG), on=TODAY - dt.timedelta(days=150)))
        step(late, "decide_to_assess", TODAY - dt.timedelta(days=110))
        step(late, "ask_for_advice", TODAY - dt.timedelta(days=109), what="psychologist", whom="Dr Lowe")
        step(late, "chase", TODAY - dt.timedelta(days=30), matter=matter_of(late, "advice"))
        step(late, "decide_to_issue", TODAY - dt.timedelta(days=20))
        with acting("swindon", "send_officer") as actor:
            commands.write_plan_text(
                actor=actor,
                case=late,
                sections={
                    "section_a": "Football.",
                    "section_b": "Loses the thread.",
                    "section_f": "One thing at a time.",
                },
                version=0,
                now=NOW,
            )
            clock = Clock.objects.select_related("child").get(child=late.child, rule="ehc_final_plan_20w")
            deadlines.claim_exception(
                actor=actor, clock=clock, kind="school_closed", from_on=TODAY, evidence="Closed all August", now=NOW
            )
        step(late, "send_draft", TODAY - dt.timedelta(days=8))
        step(
            late, "consult_setting", TODAY - dt.timedelta(days=8), setting_name="Fairmead School and Sixth Form College"
        )
        plan = makers.a_plan(given="Pia", family="Long")
        step(plan, "plan_review", TODAY - dt.timedelta(days=60), planned_on=TODAY - dt.timedelta(days=40))
        step(plan, "hold_meeting", TODAY - dt.timedelta(days=40), matter=matter_of(plan, "review"))
        step(plan, "open_dispute", TODAY - dt.timedelta(days=5), what="setting")
        step(plan, "tell_of_detention", TODAY, by="practitioner")
        none = makers.a_child(given="Nobody", family="Yet")
        fresh = begun(makers.a_child(given="Fresh", family="Case"))
        sign_in(browser_page, "send_officer")
        one, two, new = (f"/children/{case.child.ref}/ehc/" for case in (late, plan, fresh))
        pages = {
            "case_late": one,
            "case_plan": two,
            "case_new": new,
            "text": f"{one}{late.ref}/plan/",
            "write": f"{one}{late.ref}/plan/write/",
            "step": f"{one}{late.ref}/steps/consult_setting/",
            "step_dispute": f"{two}{plan.ref}/steps/decide_to_cease/",
            "matter": f"{two}matters/{matter_of(plan, 'review').ref}/steps/decide_to_amend/",
            "hand_over": f"{one}{late.ref}/hand-over/",
            "board": "/ehc/",
            "board_none": "/ehc/?due=soon&stage=to_cease",
        }
        detained = a_final_plan()
        there = f"/children/{detained.child.ref}/ehc/"
        pages |= {"detained": there, "sent_to": f"{there}{detained.ref}/plan/sent-to/"}
        faults = [fault for name, path in pages.items() for fault in check(browser_page, path, f"ehc_{name}")]
        sign_in(browser_page, "practitioner")
        for name, path in {
            "worker_case": one,
            "worker_none": f"/children/{none.ref}/ehc/",
            "begin": f"/children/{none.ref}/ehc/begin/",
            "worker_child": f"/children/{late.child.ref}/",
        }.items():
            faults += check(browser_page, path, f"ehc_{name}")

    assert faults == []


def test_from_a_request_to_a_final_plan_with_an_exception(browser_page: Any) -> None:
    """Youth justice brings a child to attention; twenty weeks later, and a week late, there is a plan."""
    hands = Hands(browser_page, examines=False)
    child = makers.a_child()
    page = f"/children/{child.ref}/ehc/"

    def on(week: float, key: str) -> dt.date:
        day = TODAY + dt.timedelta(days=round(7 * week))
        moments.travel(at(day))
        hands.sign_in(key)
        hands.go(page)
        return day

    with time_machine.travel(NOW, tick=True) as moment:
        moments = Moments(moment)
        on(0, "practitioner")
        hands.press("Begin an EHC case")
        hands.choose("I bring the child to the authority’s attention")
        hands.choose("Youth justice service")
        hands.press("Begin the case")
        assert hands.sees("Deciding whether to assess")
        assert hands.sees("9 April 2027"), "twenty weeks after 20 November 2026"

        on(1, "send_officer")
        hands.press("Take this case")
        assert hands.sees("Ruth Selwyn (you)")
        on(5, "send_officer")
        hands.press("Say that there will be an assessment")
        hands.press("Save")
        hands.press("Ask somebody for advice")
        hands.choose("Educational psychologist")
        hands.press("Save")
        on(12, "send_officer")
        assert hands.sees("Educational psychologist")
        hands.follow("Record that the advice came")
        hands.press("Save")
        hands.press("Say that there will be a plan")
        hands.press("Save")
        on(18.5, "send_officer")
        hands.press("Send the draft plan")
        hands.press("Save")
        hands.follow("The final plan is sent")
        hands.press("Claim an exception")
        hands.choose("Exceptional personal circumstances")
        hands.date("From", TODAY + dt.timedelta(days=120))
        hands.fill("What shows it?", "A death in the family.")
        hands.press("Claim the exception")
        on(21, "send_officer")
        assert hands.sees("Exception claimed")
        hands.press("Send the final plan")
        hands.press("Save")
        assert hands.sees("Plan in force")
        on(21.2, "practitioner")
        assert hands.sees("Say in your own plan how this changes what you do")

    assert hands.faults == []


def test_a_step_is_taken_back_by_its_own_page(browser_page: Any) -> None:
    hands = Hands(browser_page, examines=False)
    with time_machine.travel(NOW, tick=True):
        case = taken(begun(makers.a_child(**LONG)))
        step(case, "decide_to_assess", TODAY - dt.timedelta(days=30))
        step(case, "ask_for_advice", TODAY - dt.timedelta(days=29), what="psychologist", whom="Dr Lowe")
        step(case, "decide_to_issue", TODAY - dt.timedelta(days=20))
        page = f"/children/{case.child.ref}/ehc/"
        sign_in(browser_page, "send_officer")
        faults = []
        for name, code in {"resting": "decide_to_assess", "free": "decide_to_issue"}.items():
            path = f"{page}steps/{step_of(case, code).ref}/take-back/"
            faults += check(browser_page, path, f"ehc_take_back_{name}")
        hands.fill("Why was it entered in error?", "It was for the other child.")
        hands.press("Take it back")
        assert hands.sees("Assessment under way")
        assert hands.sees("It was for the other child.")
        faults += check(browser_page, page, "ehc_taken_back")

    assert faults == []


def test_the_day_on_which_it_began_is_corrected_by_its_own_page(browser_page: Any) -> None:
    hands = Hands(browser_page, examines=False)
    with time_machine.travel(NOW, tick=True):
        case = taken(begun(makers.a_child(**LONG)))
        page = f"/children/{case.child.ref}/ehc/"
        right = case.opened_on - dt.timedelta(days=3)
        sign_in(browser_page, "send_officer")
        faults = check(browser_page, f"{page}{case.ref}/began/", "ehc_correct_beginning")
        for name, value in (("Day", right.day), ("Month", right.month), ("Year", right.year)):
            hands.fill(name, str(value))
        hands.fill("Why was the other day wrong?", "The letter came in on the Friday.")
        hands.press("Correct the day")
        assert hands.sees("Corrected. The dates are counted from this day")
        faults += check(browser_page, page, "ehc_beginning_corrected")

    assert faults == []


class Moments:
    """Moves the clock of a journey on."""

    def __init__(self, moment: Any) -> None:
        self.moment = moment

    def travel(self, to: dt.datetime) -> None:
        self.moment.move_to(to)


def test_the_pages_of_a_request_are_clean_and_narrow(browser_page: Any) -> None:
    with time_machine.travel(NOW, tick=True):
        child = makers.a_child(**LONG)
        with acting("swindon", "practitioner") as actor:
            needs.write_strategy(actor=actor, child=child, kind="avoid", text="Two questions at once", now=NOW)
            _, look = children.look_at(actor, child, NOW)
            row = commands.start_request(actor=actor, child=child, look=look, now=NOW)
            long = "Unterstützungsbedarfsfeststellungsverfahrensverordnungsentwurf " * 6
            commands.write_request(actor=actor, request=row, parts={"part_why": long}, version=1, now=NOW)
        sign_in(browser_page, "practitioner")
        here = f"/children/{child.ref}/ehc/"
        pages = {"ehc": here, **{name: f"{here}requests/{row.ref}/{name}" for name in ("", "write/", "send/")}}
        faults = [
            fault
            for name, path in pages.items()
            for fault in check(browser_page, path, f"request_{name.strip('/') or 'paper'}")
        ]

    assert faults == []


def test_a_letter_is_written_read_over_and_sent_from_the_case(browser_page: Any) -> None:
    hands = Hands(browser_page, examines=False)
    with time_machine.travel(NOW, tick=True):
        case = taken(begun(makers.a_child(**LONG)))
        step(case, "decide_not_to_assess", TODAY - dt.timedelta(days=2), note="Needs are met.")
        page = f"/children/{case.child.ref}/ehc/"
        sign_in(browser_page, "send_officer")
        faults = check(browser_page, page, "ehc_letters_to_write")
        hands.press("Write it There will be no assessment, to The family")
        hands.fill("To whom does it go?", "Mrs A Featherstonehaugh\n1 Made Up Street\nSwindon")
        hands.press("Save and read it over")
        assert hands.sees("Something is still to be written")
        faults += check(browser_page, urlsplit(browser_page.url).path, "ehc_letter_to_send")
        faults += check(browser_page, page, "ehc_letter_being_written")

    assert faults == []

"""What the demonstration shows of the EHC tracker and of custody: every state, and late cases, in both areas."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest

from alongside.children.models import Disclosure
from alongside.deadlines.models import Clock
from alongside.ehcp import rules
from alongside.ehcp.models import Case, Letter, Step
from alongside.exchange.models import EhcList, ListLine
from alongside.justice import queries as justice
from alongside.justice import rules as justice_rules
from alongside.justice.models import Detention
from alongside.partnerships import wall
from alongside.partnerships.models import AreaPartnership
from tests.demonstrations import DATE


@pytest.fixture(params=["hampshire", "swindon"])
def area(request: pytest.FixtureRequest, demonstration_database: object) -> Iterator[AreaPartnership]:
    found = AreaPartnership.objects.get(slug=request.param)
    with wall.inside(found.pk):
        yield found


def test_every_state_of_the_tracker_is_there_and_several_cases_are_late(area: AreaPartnership) -> None:
    assert set(Case.objects.values_list("status", flat=True)) == {state.code for state in rules.CASE.states}
    clocks = Clock.objects.filter(rule__in=rules.tracked())
    late = clocks.filter(status="running", due_on__lt=DATE)
    assert late.values("child").distinct().count() >= 3
    states = Counter(clocks.values_list("status", flat=True))
    assert min(states[status] for status in ("running", "met", "ended")) >= 3, states
    assert Step.objects.filter(taken_back_at__isnull=False).exists()


def test_a_list_was_compared_and_waits_for_a_person(area: AreaPartnership) -> None:
    read = EhcList.objects.get()
    lines = Counter(ListLine.objects.filter(ehc_list=read).values_list("kind", "proposal"))
    assert lines == {("matched", "agrees"): 2, ("matched", "differs"): 1, ("possible", "differs"): 1} | {
        ("faulty", ""): 2,
        ("unknown", ""): 1,
    }
    assert read.total == sum(lines.values())


def test_a_child_is_detained_in_the_course_of_an_assessment(area: AreaPartnership) -> None:
    held = Detention.objects.filter(status="held").values("child")
    cases = Case.objects.filter(regime="detained", status="assessing", child__in=held)
    clocks = Clock.objects.filter(rule="ehc_detained_final_plan_20w", status="running")
    due = dict(clocks.values_list("child_id", "due_on"))
    assert any(due.get(case.child_id) == case.opened_on + dt.timedelta(weeks=20) for case in cases)


def test_the_partnership_set_a_standard_of_the_hand_over(area: AreaPartnership) -> None:
    kept = justice.standards(area.pk)
    changed = {code: kept.value(code, DATE) for code in justice_rules.STANDARDS}
    ours = {code: standard.default for code, standard in justice_rules.STANDARDS.items()}
    assert {code: value for code, value in changed.items() if value != ours[code]} == {"custody_education_agreed_4w": 6}


def test_letters_are_there_in_every_state_and_one_went_to_the_family_of_a_held_child(area: AreaPartnership) -> None:
    states = Counter(Letter.objects.values_list("status", flat=True))
    assert all(2 <= states[state] <= 3 for state in Letter.Status.values), states
    sent = Letter.objects.filter(status="sent")
    assert sent.filter(strand="plan", case__regime="detained").count() == 1
    assert set(sent.values_list("disclosure_ref", flat=True)) <= set(Disclosure.objects.values_list("ref", flat=True))
    assert not sent.filter(text__contains="[Write").exists()


def test_a_day_of_a_request_was_corrected_and_the_new_dates_name_the_old(area: AreaPartnership) -> None:
    days = Clock.objects.filter(rule="ehc_decide_to_assess_6w", follows__rule="ehc_decide_to_assess_6w")
    moved = days.values_list("started_on", "follows__started_on")
    assert any(new == old - dt.timedelta(days=2) for new, old in moved if old)

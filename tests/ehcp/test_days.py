"""The day on which a case began is corrected: its dates are counted again from the right day and name the old ones."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from alongside.audit.models import Event
from alongside.children.models import Entry
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.deadlines import commands as deadlines
from alongside.deadlines.models import Claim, Clock
from alongside.ehcp import commands
from alongside.ehcp.models import Case, Step
from alongside.partnerships import wall
from tests import people
from tests.ehcp import makers
from tests.ehcp.makers import REQUESTED, again, begun, running, step, step_of, taken, weeks
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]

RIGHT = REQUESTED - dt.timedelta(days=3)
WHY = "The letter came in on the Friday."


def corrected(case: Case, day: dt.date = RIGHT, *, by: str = "send_officer", version: int | None = None) -> Case:
    with acting("swindon", by) as actor:
        return commands.correct_beginning(actor=actor, case=case, happened_on=day, reason=WHY, version=version, now=NOW)


def of_rule(case: Case, rule: str) -> list[Clock]:
    """Clocks of the case by this rule, the oldest first."""
    with wall.inside(case.partnership_id):
        rows = Clock.objects.filter(child_id=case.child_id, about=case.ref, rule=rule)
        return list(rows.select_related("follows").order_by("pk"))


@pytest.mark.database_near
def test_dates_are_counted_from_the_right_day_and_name_the_old_ones() -> None:
    case = taken(begun(makers.a_child()))

    corrected(case)

    case = again(case)
    assert case.opened_on == RIGHT
    old, new = of_rule(case, "ehc_final_plan_20w")
    assert (old.status, old.started_on, old.due_on) == ("ended", REQUESTED, REQUESTED + dt.timedelta(weeks=20))
    assert (new.status, new.started_on, new.due_on) == ("running", RIGHT, RIGHT + dt.timedelta(weeks=20))
    assert (new.follows, new.follows_how, new.owner_id) == (old, "redated", case.officer_id)
    with wall.inside(case.partnership_id):
        assert Step.objects.get(case=case, code="begun_attention").happened_on == RIGHT
        line = Entry.objects.get(child=case.child, text__contains="first written down")
        assert line.happened_on == RIGHT
        event = Event.objects.get(action="ehcp.case.beginning_corrected")
        assert event.detail == {"from": REQUESTED.isoformat(), "to": RIGHT.isoformat()}


def test_a_decision_that_was_in_time_may_be_late_by_the_right_day_and_an_exception_stays_beside_it() -> None:
    case = taken(begun(makers.a_child()))
    (decide,) = of_rule(case, "ehc_decide_to_assess_6w")
    with acting("swindon", "send_officer") as actor:
        deadlines.claim_exception(
            actor=actor,
            clock=decide,
            kind=decide.of_rule.excuses[0].code,
            from_on=weeks(4),
            to_on=weeks(5),
            evidence="The school was shut.",
            now=NOW,
        )
    step(case, "decide_to_assess", weeks(6))

    corrected(case)

    old, new = of_rule(case, "ehc_decide_to_assess_6w")
    assert (old.status, old.met_on) == ("ended", None)
    assert (new.status, new.met_on, new.due_on) == ("met", weeks(6), RIGHT + dt.timedelta(weeks=6))
    assert new.met_on is not None
    assert new.met_on > new.due_on, "kept three days late, by the right day"
    with wall.inside(case.partnership_id):
        assert list(Claim.objects.order_by("pk").values_list("clock_id", "evidence")) == [
            (old.pk, "The school was shut."),
            (new.pk, "The school was shut."),
        ]
    assert again(case).status == "assessing"


def test_a_step_that_was_taken_since_can_still_be_taken_back() -> None:
    case = taken(begun(makers.a_child()))
    step(case, "decide_not_to_assess", weeks(5), note="Needs are met.")
    corrected(case)

    with acting("swindon", "send_officer") as actor:
        commands.take_back_step(actor=actor, step=step_of(case, "decide_not_to_assess"), reason="Not hers.", now=NOW)

    assert {"ehc_decide_to_assess_6w", "ehc_final_plan_20w"} <= running(case)
    newest = [of_rule(case, rule)[-1] for rule in ("ehc_decide_to_assess_6w", "ehc_final_plan_20w")]
    assert [(row.status, row.started_on) for row in newest] == [("running", RIGHT)] * 2


def test_while_the_child_is_held_the_date_goes_on_from_the_right_day() -> None:
    case = taken(begun(makers.a_child()))
    step(case, "tell_of_detention", weeks(5))

    corrected(case)

    (held,) = [row for row in of_rule(case, "ehc_detained_final_plan_20w") if row.status == "running"]
    assert (held.started_on, held.due_on) == (RIGHT, RIGHT + dt.timedelta(weeks=20))


def test_a_plan_that_stood_already_is_reviewed_a_year_after_its_right_day() -> None:
    case = makers.a_plan()
    day = case.opened_on + dt.timedelta(days=10)

    corrected(case, day)

    assert again(case).reviewed_on == day
    (newest,) = [row for row in of_rule(case, "annual_review_12m_complete") if row.status == "running"]
    assert newest.started_on == day


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (REQUESTED, "stands there already"),
        (TODAY + dt.timedelta(days=1), "in the future"),
        (weeks(5.5), "A step was taken before that day: There will be an EHC needs assessment"),
        (dt.date(1999, 1, 1), "not born then"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_says_why(day: dt.date, says: str) -> None:
    case = taken(begun(makers.a_child()))
    step(case, "decide_to_assess", weeks(5))

    with pytest.raises(NotNow, match=says):
        corrected(case, day)

    assert again(case).opened_on == REQUESTED


def test_it_does_not_reach_into_another_case_of_the_child() -> None:
    case = taken(begun(makers.a_child(), on=weeks(0)))
    step(case, "decide_not_to_assess", weeks(5), note="Needs are met.")
    second = taken(begun(case.child, on=weeks(7)))

    with pytest.raises(NotNow, match="Another case of this child went on until after that day"):
        corrected(second, weeks(4))


def test_who_does_not_keep_the_case_cannot_and_who_saw_another_version_sees_both() -> None:
    case = taken(begun(makers.a_child()))
    with pytest.raises(NotPermitted):
        corrected(case, by="practitioner")
    with pytest.raises(Changed):
        corrected(case, version=0)
    with pytest.raises(NotPermitted), acting("swindon", "send_officer") as actor:
        deadlines.redate_clock(
            actor=actor, clock=of_rule(case, "ehc_final_plan_20w")[0], started_on=RIGHT, reason=WHY, now=NOW
        )


def signed_in(key: str, slug: str = "swindon") -> Client:
    client = Client()
    people.sign_in(client, slug, key)
    return client


def test_the_page_corrects_the_day_and_the_date_says_which_one_it_replaced() -> None:
    case = taken(begun(makers.a_child()))
    place = {"child_ref": case.child.ref, "ref": case.ref}
    page, form = (
        reverse("ehcp:ehc", kwargs={"child_ref": case.child.ref}),
        reverse("ehcp:correct_beginning", kwargs=place),
    )
    client = signed_in("send_officer")
    assert form in client.get(page).content.decode()
    assert "Written down for" in client.get(form).content.decode()
    sent = {
        "form_key": str(uuid.uuid4()),
        "version": str(again(case).version),
        "happened_on-day": str(RIGHT.day),
        "happened_on-month": str(RIGHT.month),
        "happened_on-year": str(RIGHT.year),
    }
    assert client.post(form, sent).status_code == 422

    done = client.post(form, sent | {"form_key": str(uuid.uuid4()), "reason": WHY})

    assert done.status_code == 302, done.content.decode()
    new = of_rule(case, "ehc_final_plan_20w")[-1]
    why = client.get(reverse("deadlines:clock", kwargs={"child_ref": case.child.ref, "ref": new.ref})).content.decode()
    assert "The day from which it is counted was corrected" in why
    assert form not in signed_in("practitioner").get(page).content.decode()
    assert signed_in("practitioner").post(form, sent | {"reason": WHY}).status_code == 403
    for other in (signed_in("stranger"), signed_in("send_officer", "hampshire")):
        assert other.get(form).status_code == 404

"""What each reader is told of a plan, and what waits for whom."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.audit import trail
from alongside.children import queries as children
from alongside.children.models import Child
from alongside.core.strands import Strand
from alongside.core.work import Work
from alongside.plans import commands, queries
from alongside.plans.models import Plan
from alongside.referrals import commands as referrals
from alongside.referrals.rules import END_REASONS
from tests import people
from tests.people import NOW, TODAY, acting
from tests.plans import makers
from tests.plans.makers import REVIEW_ON, hours

pytestmark = [pytest.mark.usefixtures("database")]


def page_for(key: str, child: Child, *, now: dt.datetime = NOW) -> queries.PlanPage | None:
    with acting("swindon", key) as actor:
        standing, look = children.look_at(actor, child, now)
        return queries.current_plan(child, standing, look)


def work_of(key: str, now: dt.datetime, slug: str = "swindon") -> list[Work]:
    with acting(slug, key) as actor:
        return queries.work_for(actor, now)


def test_the_plan_leads_with_strengths_and_goals_in_own_words() -> None:
    child, _ = makers.open_work()
    makers.an_agreed_plan(child)

    page = page_for("practitioner", child)

    assert page is not None
    assert (page.strengths, page.goals[0].words) == ("Kind to little ones", "I want to play football on Saturdays")
    assert page.goals[0].steps[0].who == "Asha Penrose"
    assert page.goals[0].steps[0].is_mine
    assert (page.missing, page.review_on) == ((), REVIEW_ON)


def test_a_school_is_not_told_of_the_plan_and_the_police_in_a_meeting_are() -> None:
    child, _ = makers.open_work()
    makers.an_agreed_plan(child)
    people.grant("swindon", child, "police", "meeting")

    assert page_for("school", child) is None
    assert page_for("police", child) is not None


def test_no_plan_is_read_without_a_trace() -> None:
    child, _ = makers.open_work()
    other = people.a_child("swindon", given="Kit")
    makers.an_agreed_plan(child)

    with acting("swindon", "practitioner") as actor:
        standing, _look = children.look_at(actor, child, NOW)
        look_at_another = trail.look(actor, children.CHILD_VIEWED, about=[other.ref], now=NOW)
        with pytest.raises(trail.NoTrace):
            queries.current_plan(child, standing, look_at_another)
        with pytest.raises(trail.NoTrace):
            queries.contacts(child, standing, look_at_another)


def test_contacts_are_shown_by_strand() -> None:
    child, _ = makers.open_work()
    people.grant("swindon", child, "specialist", "specialist")
    people.grant("swindon", child, "police", "meeting")
    for key in ("practitioner", "specialist"):
        with acting("swindon", key) as actor:
            commands.record_contact(
                actor=actor,
                child=child,
                happened_on=TODAY,
                with_whom="child",
                how="home",
                kind="planned",
                attended="yes",
                text=f"Written by {key}",
                now=hours(2),
            )

    def texts(key: str) -> set[str]:
        with acting("swindon", key) as actor:
            standing, look = children.look_at(actor, child, hours(3))
            return {line.text for line in queries.contacts(child, standing, look)}

    assert texts("practitioner") == {"Written by practitioner", "Written by specialist"}
    assert texts("police") == {"Written by practitioner"}
    assert texts("school") == set()


def test_a_step_is_offered_to_those_who_will_see_it() -> None:
    child, _ = makers.open_work()
    people.grant("swindon", child, "specialist", "specialist")

    with acting("swindon", "practitioner") as actor:
        _, look = children.look_at(actor, child, hours(2))
        names = {row.name for row in children.readers(child, Strand.PLAN, look, hours(2))}

    # The allocated worker, the therapist, and the team with its manager; not the school, which never reads plans.
    assert names == {"Asha Penrose", "Nia Farrant", "Tom Wickham", "Grace Tolland"}


def test_the_childs_page_is_in_plain_words_and_long_sentences_are_warned_of() -> None:
    child, _ = makers.open_work()
    plan = makers.an_agreed_plan(child)
    long = "We will ring and then write and then ring again until somebody at the club gives you a place"
    with acting("swindon", "practitioner") as actor:
        commands.add_step(actor=actor, plan=plan, what=long, named="Mum", due_on=TODAY, now=hours(3))
        standing, look = children.look_at(actor, child, hours(3))
        page = queries.current_plan(child, standing, look)
        assert page is not None
        plain = queries.plain_plan(child, page, look)

    assert plain.want == ("I want to play football on Saturdays",)
    assert plain.adults_will_do[0].who == "Asha Penrose"
    assert len(plain.warnings) == 1
    assert "19 words" in plain.warnings[0]


def test_a_worker_is_told_to_write_a_plan_then_to_agree_it_then_to_review_it() -> None:
    child, _ = makers.open_work()
    (write,) = work_of("practitioner", hours(1))
    assert (write.what, write.due_on) == ("Write a plan with Zoë", dt.date(2026, 12, 11))
    assert (write.url, write.child_ref) == (f"/children/{child.ref}/plan/start/", child.ref)

    makers.a_whole_draft(child)
    assert [(work.kind, work.what) for work in work_of("practitioner", hours(2))] == [
        ("plan", "Agree the plan with Zoë"),
        ("step", "Ring the club and ask for a place"),
    ]

    with acting("swindon", "practitioner") as actor:
        plan = Plan.objects.get(child=child)
        commands.agree_plan(actor=actor, plan=plan, said="Fine", agreed_on=TODAY, now=hours(3))
    assert [work.kind for work in work_of("practitioner", hours(3))] == ["step"]
    due = [work for work in work_of("practitioner", NOW + dt.timedelta(days=70)) if work.kind == "review"]
    assert [(work.what, work.due_on) for work in due] == [("Review the plan with Zoë", REVIEW_ON)]


def test_work_waits_for_the_allocated_worker_and_for_nobody_else() -> None:
    child, _ = makers.open_work()
    makers.an_agreed_plan(child)

    for key in ("colleague", "team_manager", "school", "head_of_service"):
        assert work_of(key, NOW + dt.timedelta(days=70)) == []
    assert work_of("practitioner", NOW + dt.timedelta(days=70), "hampshire") == []


def test_a_plan_left_over_from_ended_work_asks_for_a_new_one_or_a_review() -> None:
    child, work = makers.open_work()
    plan = makers.an_agreed_plan(child)
    with acting("swindon", "team_manager") as manager:
        referrals.end_involvement(actor=manager, involvement=work, reason=next(iter(END_REASONS)), now=hours(3))
    later = NOW + dt.timedelta(days=20)
    _, again = makers.open_work(child=child, now=later)

    assert [item.what for item in work_of("practitioner", later)][:1] == ["Write a plan with Zoë"]
    page = page_for("practitioner", child, now=later)
    assert page is not None
    assert page.is_left_over

    with acting("swindon", "practitioner") as actor:
        commands.review_plan(
            actor=actor,
            plan=plan,
            held_on=later.date(),
            changed="Back again",
            next_review_on=dt.date(2027, 3, 1),
            now=later,
        )
        plan.refresh_from_db()
    assert plan.involvement == again.ref
    assert "Write a plan with Zoë" not in [item.what for item in work_of("practitioner", later)]


def test_a_promise_of_somebody_who_may_no_longer_see_the_child_is_not_shown_to_them() -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)
    people.grant("swindon", child, "specialist", "specialist", until_at=hours(10))
    with acting("swindon", "practitioner") as actor:
        commands.add_step(
            actor=actor,
            plan=plan,
            what="Make a picture timetable",
            membership=people.membership_of("swindon", "specialist"),
            due_on=TODAY,
            now=hours(2),
        )

    assert [work.what for work in work_of("specialist", hours(9))] == ["Make a picture timetable"]
    assert work_of("specialist", hours(10)) == []


def test_pages_and_work_cost_the_same_number_of_queries_for_one_and_for_ten() -> None:
    child, _ = makers.open_work()
    plan = makers.an_agreed_plan(child)

    def cost() -> tuple[int, int, int]:
        counts = []
        with acting("swindon", "practitioner") as actor:
            standing, look = children.look_at(actor, child, hours(5))
            for ask in (
                lambda: queries.current_plan(child, standing, look),
                lambda: queries.child_summary(child, standing, look, hours(5)),
                lambda: queries.work_for(actor, hours(5)),
            ):
                with CaptureQueriesContext(connection) as caught:
                    ask()
                counts.append(len(caught))
        return counts[0], counts[1], counts[2]

    first = cost()
    with acting("swindon", "practitioner") as actor:
        for number in range(9):
            goal = commands.add_goal(actor=actor, plan=plan, words=f"Goal {number}", now=hours(4))
            commands.add_step(
                actor=actor,
                plan=plan,
                goal=goal,
                what=f"Step {number}",
                membership=people.membership_of("swindon", "practitioner"),
                due_on=TODAY,
                now=hours(4),
            )
    for number in range(3):
        makers.open_work(given=f"Sam{number}", family="Elsewhere")

    assert cost() == first
    assert first[0] == 6, "the plan, its goals, steps and contacts, the open work, and what an EHC plan changes"


def test_the_childs_page_is_told_when_a_first_plan_is_due_and_why() -> None:
    child, _ = makers.open_work()
    with acting("swindon", "practitioner") as actor:
        standing, look = children.look_at(actor, child, hours(1))
        summary = queries.child_summary(child, standing, look, hours(1))

    assert summary is not None
    assert summary.due is not None
    assert (summary.due.due_on, summary.due.why.started_on) == (dt.date(2026, 12, 11), TODAY)
    assert (summary.may_write, summary.may_record_contact) == (True, True)


def test_the_childs_page_says_nothing_of_plans_to_a_school() -> None:
    child, _ = makers.open_work()
    makers.an_agreed_plan(child)
    with acting("swindon", "school") as actor:
        standing, look = children.look_at(actor, child, hours(1))

        assert queries.child_summary(child, standing, look, hours(1)) is None

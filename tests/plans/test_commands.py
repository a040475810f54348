"""What can be done with a plan, by whom and when."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections

from alongside.children.models import Entry, Voice
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.plans import commands
from alongside.plans.models import Contact, Goal, Plan, Review, Step
from alongside.referrals import commands as referrals
from alongside.referrals.rules import END_REASONS
from tests import people
from tests.people import NOW, TODAY, acting
from tests.plans import makers
from tests.plans.makers import REVIEW_ON, hours

pytestmark = [pytest.mark.usefixtures("database")]

CONTACT: dict[str, Any] = {
    "happened_on": TODAY,
    "with_whom": "child",
    "how": "school",
    "kind": "planned",
    "attended": "yes",
    "text": "We walked round the field and talked about football.",
}


def entries(child_id: int, kind: str) -> list[str]:
    with acting("swindon", "practitioner"):
        return list(Entry.objects.filter(child_id=child_id, kind=kind).values_list("text", flat=True))


def events(action: str) -> list[tuple[str, list[str]]]:
    with acting("swindon", "practitioner"), connection.cursor() as cursor:
        cursor.execute("SELECT verb, about FROM audit_event WHERE action = %s ORDER BY id", [action])
        return [(row[0], row[1]) for row in cursor.fetchall()]


# Beginning


def test_a_plan_begins_only_once_work_is_open() -> None:
    child = people.a_child("swindon")
    people.grant("swindon", child, "practitioner", "allocated")

    with pytest.raises(NotNow, match="No work is open"), acting("swindon", "practitioner") as actor:
        commands.start_plan(actor=actor, child=child, now=NOW)


@pytest.mark.parametrize("key", ["specialist", "police", "school", "head_of_service"])
def test_only_those_who_write_plans_write_one(key: str) -> None:
    child, _ = makers.open_work()
    people.grant("swindon", child, key, "meeting")

    with pytest.raises(NotPermitted), acting("swindon", key) as actor:
        commands.start_plan(actor=actor, child=child, now=hours(1))


def test_a_colleague_of_the_team_reads_and_does_not_write() -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)

    with pytest.raises(NotPermitted), acting("swindon", "colleague") as actor:
        commands.add_goal(actor=actor, plan=plan, words="I want", now=hours(2))


def test_another_partnership_finds_no_plan() -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)

    with pytest.raises(Plan.DoesNotExist), acting("hampshire", "practitioner") as actor:
        commands.add_goal(actor=actor, plan=plan, words="I want", now=hours(2))


def test_a_child_has_one_plan_at_a_time() -> None:
    child, _ = makers.open_work()
    makers.a_draft(child)

    with pytest.raises(NotNow, match="has a plan already"):
        makers.a_draft(child)


@pytest.mark.database_near
def test_people_who_begin_at_the_same_moment_make_one_plan() -> None:
    child, _ = makers.open_work()
    outcomes: list[str] = []
    gate = threading.Barrier(6)

    def begin() -> None:
        try:
            gate.wait()
            makers.a_draft(child)
            outcomes.append("made")
        except NotNow:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=begin) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["made", *["refused"] * 5]
    with acting("swindon", "practitioner"):
        assert Plan.objects.filter(child=child).count() == 1


def test_a_plan_left_over_from_work_that_ended_is_closed_when_a_new_one_begins() -> None:
    child, work = makers.open_work()
    old = makers.an_agreed_plan(child)
    with acting("swindon", "team_manager") as manager:
        referrals.end_involvement(actor=manager, involvement=work, reason=next(iter(END_REASONS)), now=hours(3))
    with pytest.raises(NotPermitted), acting("swindon", "practitioner") as actor:
        commands.edit_plan(actor=actor, plan=old, version=old.version, changes={"matters": "x"}, now=hours(4))
    later = NOW + dt.timedelta(days=20)
    makers.open_work(child=child, now=later)
    with acting("swindon", "practitioner") as actor:
        new = commands.start_plan(actor=actor, child=child, now=later)
        old.refresh_from_db()

    assert (old.status, new.status) == ("closed", "draft")


# Editing


def test_of_two_who_edit_the_second_sees_both_versions_and_nothing_is_lost() -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)
    with acting("swindon", "practitioner") as actor:
        commands.edit_plan(actor=actor, plan=plan, version=1, changes={"matters": "My nan and my dog"}, now=hours(2))

    with pytest.raises(Changed) as refused, acting("swindon", "team_manager") as manager:
        commands.edit_plan(actor=manager, plan=plan, version=1, changes={"matters": "Boxing"}, now=hours(3))

    assert refused.value.theirs == {"matters": "My nan and my dog"}
    assert refused.value.yours == {"matters": "Boxing"}
    with acting("swindon", "practitioner"):
        assert Plan.objects.get(pk=plan.pk).matters == "My nan and my dog"


def test_a_goal_that_somebody_adds_does_not_get_in_the_way_of_an_edit() -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)

    with acting("swindon", "practitioner") as actor:
        commands.add_goal(actor=actor, plan=plan, words="I want a job in a garage", now=hours(2))
        commands.edit_plan(actor=actor, plan=plan, version=plan.version, changes={"matters": "Cars"}, now=hours(2))


def test_a_goal_edited_twice_from_the_same_page_shows_both() -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)
    with acting("swindon", "practitioner") as actor:
        goal = commands.add_goal(actor=actor, plan=plan, words="I want a bike", now=hours(2))
        commands.edit_goal(
            actor=actor, goal=goal, version=1, words="A red bike", why="", status="working_on", now=hours(2)
        )

        with pytest.raises(Changed) as refused:
            commands.edit_goal(
                actor=actor, goal=goal, version=1, words="A bus pass", why="", status="reached", now=hours(3)
            )

    assert refused.value.theirs["words"] == "A red bike"


def test_a_reached_goal_stands_in_the_childs_story() -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)
    with acting("swindon", "practitioner") as actor:
        goal = commands.add_goal(actor=actor, plan=plan, words="I want a bike", now=hours(2))
        commands.edit_goal(actor=actor, goal=goal, version=1, words=goal.words, why="", status="reached", now=hours(3))

    assert entries(child.pk, "goal") == ["Reached a goal: “I want a bike”"]


# Steps


@pytest.mark.database_near
def test_a_step_is_never_nobodys() -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)

    with acting("swindon", "practitioner") as actor:
        with pytest.raises(NotNow, match="who will do this"):
            commands.add_step(actor=actor, plan=plan, what="Ring", named="  ", due_on=TODAY, now=hours(2))
        with pytest.raises(IntegrityError):
            Step.objects.create(
                partnership_id=actor.partnership_id, plan=plan, child=child, what="Ring", due_on=TODAY, named=""
            )


def test_a_step_may_be_promised_by_somebody_without_a_sign_in() -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)
    with acting("swindon", "practitioner") as actor:
        step = commands.add_step(actor=actor, plan=plan, what="Cook together", named="Mum", due_on=TODAY, now=hours(2))

    assert (step.named, step.membership_id) == ("Mum", None)


def test_whoever_promised_a_step_ticks_it_without_writing_the_plan() -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)
    people.grant("swindon", child, "specialist", "specialist")
    with acting("swindon", "practitioner") as actor:
        step = commands.add_step(
            actor=actor,
            plan=plan,
            what="Make a picture timetable",
            membership=people.membership_of("swindon", "specialist"),
            due_on=TODAY,
            now=hours(2),
        )
    people.grant("swindon", child, "camhs", "specialist")
    with pytest.raises(NotPermitted), acting("swindon", "camhs") as other:
        commands.tick_step(actor=other, step=step, status="done", now=hours(3))

    with acting("swindon", "specialist") as therapist:
        done = commands.tick_step(actor=therapist, step=step, status="done", now=hours(3))
        again = commands.tick_step(actor=therapist, step=step, status="done", now=hours(30))

    assert done.done_on == again.done_on == TODAY


def test_a_step_that_was_ticked_by_mistake_is_to_do_again() -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)
    with acting("swindon", "practitioner") as actor:
        step = commands.add_step(actor=actor, plan=plan, what="Ring", named="Mum", due_on=TODAY, now=hours(2))
        commands.tick_step(actor=actor, step=step, status="done", now=hours(3))
        with pytest.raises(NotNow):
            commands.tick_step(actor=actor, step=step, status="not_needed", now=hours(3))
        step = commands.tick_step(actor=actor, step=step, status="to_do", now=hours(3))

    assert (step.status, step.done_on) == ("to_do", None)


# Agreeing and reviewing


def test_a_plan_is_agreed_only_when_it_is_whole() -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)

    with pytest.raises(NotNow) as refused, acting("swindon", "practitioner") as actor:
        commands.agree_plan(actor=actor, plan=plan, said="Fine", agreed_on=TODAY, now=hours(2))

    assert refused.value.reason == "Add a goal in the child’s own words. Add a step that an adult will do."


def test_what_the_child_said_when_agreeing_is_kept_as_the_childs_voice() -> None:
    child, _ = makers.open_work()
    plan = makers.an_agreed_plan(child)

    with acting("swindon", "practitioner"):
        voice = Voice.objects.get(child=child, about=plan.ref)
    assert (voice.said, voice.told_back_on) == ("It is my plan now", TODAY)
    assert entries(child.pk, "plan") == ["Zoë agreed to the plan: “It is my plan now”"]


def test_a_plan_that_changed_asks_to_be_agreed_again_and_a_new_step_does_not() -> None:
    child, _ = makers.open_work()
    plan = makers.an_agreed_plan(child)
    with acting("swindon", "practitioner") as actor:
        commands.add_step(actor=actor, plan=plan, what="Ring", named="Mum", due_on=TODAY, now=hours(3))
        assert not Plan.objects.get(pk=plan.pk).is_changed_since_agreed

        with pytest.raises(NotNow, match="agreed already"):
            commands.agree_plan(actor=actor, plan=plan, said="Yes", agreed_on=TODAY, now=hours(3))
        commands.add_goal(actor=actor, plan=plan, words="I want my own key", now=hours(3))
        assert Plan.objects.get(pk=plan.pk).is_changed_since_agreed
        again = commands.agree_plan(actor=actor, plan=plan, said="Better", agreed_on=TODAY, now=hours(4))

    assert not again.is_changed_since_agreed
    assert "Zoë agreed to the plan again: “Better”" in entries(child.pk, "plan")


def test_nobody_agrees_to_what_was_not_on_their_page() -> None:
    child, _ = makers.open_work()
    plan = makers.a_whole_draft(child)
    with acting("swindon", "team_manager") as manager:
        commands.add_goal(actor=manager, plan=plan, words="He must stay in", now=hours(2))

    with pytest.raises(NotNow, match="Look at it again with the child"), acting("swindon", "practitioner") as actor:
        commands.agree_plan(actor=actor, plan=plan, said="Yes", agreed_on=TODAY, edition=plan.edition, now=hours(3))


def test_nothing_is_agreed_in_advance() -> None:
    child, _ = makers.open_work()
    plan = makers.a_whole_draft(child)

    with pytest.raises(NotNow, match="once the child has said so"), acting("swindon", "practitioner") as actor:
        commands.agree_plan(actor=actor, plan=plan, said="Yes", agreed_on=TODAY + dt.timedelta(days=1), now=hours(2))


@pytest.mark.database_near
def test_the_database_keeps_no_agreement_without_the_childs_words() -> None:
    child, _ = makers.open_work()
    plan = makers.a_whole_draft(child)

    with pytest.raises(IntegrityError), acting("swindon", "practitioner"):
        Plan.objects.filter(pk=plan.pk).update(status="agreed", agreed_on=TODAY)


def test_a_review_carries_on_to_a_next_one_and_tells_the_story() -> None:
    child, _ = makers.open_work()
    plan = makers.an_agreed_plan(child)
    later = NOW + dt.timedelta(days=80)
    with acting("swindon", "practitioner") as actor:
        with pytest.raises(NotNow, match="next review"):
            commands.review_plan(actor=actor, plan=plan, held_on=TODAY, changed="Plays weekly", now=later)
        commands.review_plan(
            actor=actor,
            plan=plan,
            held_on=TODAY + dt.timedelta(days=80),
            changed="He plays every week.",
            said="I like my coach",
            next_review_on=dt.date(2027, 5, 7),
            now=later,
        )
        row = Plan.objects.get(pk=plan.pk)

    assert (row.status, row.review_on) == ("reviewed", dt.date(2027, 5, 7))
    assert entries(child.pk, "review") == ["Plan reviewed. It carries on. He plays every week."]


def test_a_draft_is_not_reviewed() -> None:
    child, _ = makers.open_work()
    plan = makers.a_whole_draft(child)

    with pytest.raises(NotNow, match="Agree the plan"), acting("swindon", "practitioner") as actor:
        commands.review_plan(actor=actor, plan=plan, held_on=TODAY, changed="x", next_review_on=REVIEW_ON, now=hours(3))


def test_a_plan_that_ends_changes_no_more_and_makes_room_for_the_next() -> None:
    child, _ = makers.open_work()
    plan = makers.an_agreed_plan(child)
    with acting("swindon", "practitioner") as actor:
        commands.review_plan(
            actor=actor, plan=plan, held_on=TODAY, changed="All done", outcome=Review.Outcome.END, now=hours(3)
        )
        assert Plan.objects.get(pk=plan.pk).closed_on == TODAY
        with pytest.raises(NotNow, match="has ended"):
            commands.add_goal(actor=actor, plan=plan, words="More", now=hours(4))
        with pytest.raises(NotNow, match="has ended"):
            commands.tick_step(actor=actor, step=Step.objects.get(plan=plan), status="done", now=hours(4))

    assert makers.a_draft(child).pk != plan.pk


def test_a_review_date_lies_within_six_months() -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)

    with pytest.raises(NotNow, match="twice a year"), acting("swindon", "practitioner") as actor:
        commands.set_review(actor=actor, plan=plan, review_on=dt.date(2027, 11, 1), now=hours(2))


def test_giving_the_plan_to_the_child_is_a_disclosure_in_the_trail() -> None:
    child, _ = makers.open_work()
    plan = makers.an_agreed_plan(child)
    with acting("swindon", "practitioner") as actor:
        given = commands.give_plan(actor=actor, plan=plan, now=hours(3))

    assert given.given_on == TODAY
    assert events("plans.plan.given") == [("disclosure", [child.ref, plan.ref])]


# Contacts


def test_a_contact_stands_in_the_plan_strand_and_in_the_story() -> None:
    child, work = makers.open_work()
    with acting("swindon", "practitioner") as actor:
        contact = commands.record_contact(actor=actor, child=child, **CONTACT, said="I liked it", now=hours(2))
        voice = Voice.objects.get(about=contact.ref)

    assert (contact.strand, contact.involvement, voice.said) == ("plan", work.ref, "I liked it")
    assert entries(child.pk, "contact") == [
        (
            "Planned time together with the child, at school or college."
            " We walked round the field and talked about football."
        )
    ]


def test_the_first_contact_with_the_child_stops_its_clock_and_a_missed_one_does_not() -> None:
    child, work = makers.open_work()
    with acting("swindon", "practitioner") as actor:
        commands.record_contact(actor=actor, child=child, **{**CONTACT, "attended": "could_not"}, now=hours(2))
        work.refresh_from_db()
        assert work.first_contact_on is None
        commands.record_contact(actor=actor, child=child, **{**CONTACT, "with_whom": "school"}, now=hours(2))
        work.refresh_from_db()
        assert work.first_contact_on is None
        commands.record_contact(actor=actor, child=child, **CONTACT, now=hours(2))
        work.refresh_from_db()

    assert work.first_contact_on == TODAY


def test_a_contact_that_did_not_happen_says_so_without_blame() -> None:
    child, _ = makers.open_work()
    with acting("swindon", "practitioner") as actor:
        commands.record_contact(
            actor=actor, child=child, **{**CONTACT, "attended": "could_not", "text": "Bus strike."}, now=hours(2)
        )

    assert entries(child.pk, "contact")[0].endswith("They could not come. Bus strike.")


def test_a_clinicians_contact_stands_in_the_health_strand() -> None:
    child, _ = makers.open_work()
    people.grant("swindon", child, "specialist", "specialist")
    with acting("swindon", "specialist") as therapist:
        contact = commands.record_contact(actor=therapist, child=child, **CONTACT, now=hours(2))

    assert contact.strand == "health"


@pytest.mark.parametrize("key", ["school", "police", "send_officer", "stranger"])
def test_others_record_no_contacts(key: str) -> None:
    child, _ = makers.open_work()
    if key != "stranger":
        people.grant("swindon", child, key, "meeting")

    with pytest.raises(NotPermitted), acting("swindon", key) as actor:
        commands.record_contact(actor=actor, child=child, **CONTACT, now=hours(2))


def test_a_contact_is_not_recorded_before_it_happened() -> None:
    child, _ = makers.open_work()

    with pytest.raises(NotNow), acting("swindon", "practitioner") as actor:
        commands.record_contact(
            actor=actor, child=child, **{**CONTACT, "happened_on": TODAY + dt.timedelta(days=1)}, now=hours(2)
        )


def test_nothing_of_a_plan_refers_across_the_wall() -> None:
    child, _ = makers.open_work()
    makers.an_agreed_plan(child)

    with acting("hampshire", "practitioner"):
        assert [model.objects.count() for model in (Plan, Goal, Step, Contact, Review)] == [0] * 5

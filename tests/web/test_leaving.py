"""A worker leaves: all that they had is somebody else's, at once or bit by bit, and nothing is orphaned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError

from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children.models import Concern
from alongside.core.verdict import NotNow, NotPermitted
from alongside.core.work import OpenThing
from alongside.partnerships import commands as partnerships
from alongside.partnerships import queries as partnership_queries
from alongside.partnerships.models import Leaving
from alongside.plans import commands as plans
from alongside.plans.models import Plan
from alongside.referrals.models import Involvement
from alongside.web import commands, jobs, queries
from alongside.web.queries import persons as whose
from tests import people
from tests.children.makers import as_, counted, events, post
from tests.crawl import world as worlds
from tests.people import NOW, TODAY, acting
from tests.plans import makers

pytestmark = [pytest.mark.usefixtures("database")]

LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _day_of_the_tests() -> Iterator[None]:
    with time_machine.travel(LATER, tick=True):
        yield


def leaves(slug: str = "swindon", key: str = "practitioner", *, to_on: dt.date = TODAY) -> str:
    """Somebody's last day is recorded; gives the reference of their membership."""
    with acting(slug, "administrator") as actor:
        row = people.membership_of(slug, key)
        partnerships.end_membership(actor=actor, membership=row, to_on=to_on, now=NOW)
        return row.ref


def all_that(key: str, slug: str = "swindon", now: dt.datetime = LATER) -> queries.Held:
    with acting(slug, "team_manager") as actor:
        return queries.held(actor, people.membership_of(slug, key), now)


def hand_over(
    things: tuple[OpenThing, ...], *, of: str, to: str, by: str = "team_manager", now: dt.datetime = LATER
) -> int:
    with acting("swindon", by) as actor:
        return commands.hand_over(
            actor=actor,
            of=people.membership_of("swindon", of),
            keys=[queries.key_of(thing) for thing in things],
            to=people.membership_of("swindon", to),
            reason="Asha leaves us",
            now=now,
        )


def test_every_kind_of_open_thing_changes_hands_or_goes_with_the_child() -> None:
    worlds.build()
    with acting("swindon", "team_manager") as actor:
        kinds = {thing.kind for thing in queries.open_things(actor, worlds.MOMENT)}

    of_a_team = {"referral", "arrival", "look_back"}
    assert kinds <= set(commands.HANDS) | set(whose.WITH_THE_CHILD) | of_a_team
    assert set(commands.HANDS) == set(whose._KINDS), "Each kind has its words on the page"
    assert {"involvement", "concern", "step", "tell_back"} <= kinds


def test_all_that_a_worker_had_is_a_colleagues_and_nothing_waits_on_nobody() -> None:
    worlds.build()
    leaves(to_on=TODAY)
    before = all_that("practitioner", now=worlds.MOMENT)
    assert {"involvement", "concern", "step"} <= {thing.kind for thing in before.things}
    assert before.with_the_child

    count = hand_over(before.things, of="practitioner", to="colleague", now=worlds.MOMENT)

    assert count == len(before.things)
    assert all_that("practitioner", now=worlds.MOMENT).count == 0
    after = all_that("colleague", now=worlds.MOMENT)
    # Nobody is asked any longer to take over what has changed hands, and another goodbye is due.
    ends = {"transfer", "goodbye"}
    had = {thing.ref for thing in (*before.things, *before.with_the_child) if thing.kind not in ends}
    assert had <= {thing.ref for thing in (*after.things, *after.with_the_child)}
    with acting("swindon", "team_manager") as actor:
        gone = people.membership_of("swindon", "practitioner").pk
        assert gone not in {thing.membership_id for thing in queries.ownerless(actor, worlds.MOMENT)}
    (event,) = events("swindon", "web.work.handed_over")
    assert event.detail == {"things": count}


def test_the_new_worker_sees_the_child_and_the_leaver_no_longer() -> None:
    child, _ = makers.open_work()

    hand_over(all_that("practitioner").things, of="practitioner", to="colleague")

    with acting("swindon", "colleague") as actor:
        assert Involvement.objects.get(child=child).worker_id == actor.membership_id
        held = child_access.grants_of(actor, LATER).filter(child=child)
        assert "allocated" in held.values_list("reason", flat=True)
    with acting("swindon", "practitioner") as actor:
        held = child_access.grants_of(actor, LATER).filter(child=child)
        assert "allocated" not in held.values_list("reason", flat=True)


def test_a_step_is_seen_by_whoever_takes_it_until_it_is_done() -> None:
    child, _ = makers.open_work()
    plan = makers.an_agreed_plan(child)
    with acting("swindon", "practitioner") as actor:
        step = plans.add_step(
            actor=actor,
            plan=Plan.objects.select_related("child").get(pk=plan.pk),
            what="Ring the club",
            due_on=TODAY + dt.timedelta(days=7),
            membership=people.membership_of("swindon", "practitioner"),
            now=NOW,
        )
    (thing,) = [thing for thing in all_that("practitioner").things if thing.ref == step.ref]

    hand_over((thing,), of="practitioner", to="stranger")

    with acting("swindon", "stranger") as actor:
        assert child.ref in {work.child_ref for work in queries.work_for(actor, LATER) if work.kind == "step"}
        step.refresh_from_db()
        plans.tick_step(actor=actor, step=step, status="done", now=LATER)
        assert not child_access.visible_children(actor, LATER + dt.timedelta(minutes=1)).exists()


def test_a_concern_that_a_leaver_raised_is_finished_by_a_colleague() -> None:
    child = people.a_child("swindon")
    people.grant("swindon", child, "practitioner", "allocated")
    with acting("swindon", "practitioner") as actor:
        concern = children.raise_concern(actor=actor, child=child, what="A bruise", now=NOW)
    (thing,) = [thing for thing in all_that("practitioner").things if thing.kind == "concern"]

    hand_over((thing,), of="practitioner", to="stranger")

    with acting("swindon", "stranger") as actor:
        assert "concern" in {work.kind for work in queries.work_for(actor, LATER)}
        children.tell_social_care(actor=actor, concern=concern, told_whom="Duty desk", told_at=LATER, now=LATER)
        children.close_concern(actor=actor, concern=concern, outcome="Safe with an aunt", now=LATER)
        assert Concern.objects.get(pk=concern.pk).raised_by.ref == people.membership_of("swindon", "practitioner").ref
        assert not child_access.visible_children(actor, LATER + dt.timedelta(minutes=1)).exists()


def test_a_view_with_no_worker_is_told_back_by_whoever_takes_it() -> None:
    child = people.a_child("swindon")
    people.grant("swindon", child, "specialist", "specialist")
    with acting("swindon", "specialist") as actor:
        voice = children.record_voice(
            actor=actor, child=child, said="Too loud", gathered="Talking together", said_on=TODAY, now=NOW
        )
    leaves(key="specialist")
    with acting("swindon", "team_manager") as actor:
        # No manager of therapy works here: what its people leave comes to the managers of the front door.
        assert partnership_queries.sees_to(actor, people.membership_of("swindon", "specialist"), TODAY)
    (thing,) = all_that("specialist").things
    assert (thing.kind, thing.ref) == ("tell_back", voice.ref)

    hand_over((thing,), of="specialist", to="colleague")

    with acting("swindon", "colleague") as actor:
        assert "tell_back" in {work.kind for work in queries.work_for(actor, LATER)}
        children.tell_back(actor=actor, voice=voice, changed="A quiet room", told_back_on=TODAY, now=LATER)
        assert not child_access.visible_children(actor, LATER + dt.timedelta(minutes=1)).exists()


def test_somebody_of_no_fitting_team_is_refused_and_nothing_changes_hands() -> None:
    makers.open_work()
    before = all_that("practitioner")

    with pytest.raises(NotNow, match=r"does not work in|does not belong"):
        hand_over(before.things, of="practitioner", to="stranger")

    assert all_that("practitioner") == before


@pytest.mark.parametrize("by", ["colleague", "front_door", "head_of_service", "administrator"])
def test_only_a_manager_of_the_person_hands_over(by: str) -> None:
    makers.open_work()
    before = all_that("practitioner")

    with pytest.raises(NotPermitted):
        hand_over(before.things, of="practitioner", to="colleague", by=by)


def test_a_leaving_is_not_closed_while_anything_is_left() -> None:
    makers.open_work()
    ref = leaves(to_on=TODAY - dt.timedelta(days=1))
    manager = as_("swindon", "team_manager")
    assert "has left: close their work" in manager.get("/").content.decode()

    answer = post(manager, f"/people/{ref}/work/close/")
    assert answer.status_code == 409
    assert "still with this person" in answer.content.decode()

    hand_over(all_that("practitioner").things, of="practitioner", to="colleague")
    assert post(manager, f"/people/{ref}/work/close/").status_code == 302
    with acting("swindon", "team_manager"):
        assert Leaving.objects.get().status == "closed"
    assert "has left" not in manager.get("/").content.decode()


def test_access_ends_on_the_last_day_whatever_is_left() -> None:
    makers.open_work()
    leaves(to_on=TODAY - dt.timedelta(days=1))

    with pytest.raises(AssertionError, match="no membership"):
        people.actor("swindon", "practitioner")


def test_a_later_last_day_is_the_same_leaving() -> None:
    leaves(to_on=TODAY)
    leaves(to_on=TODAY + dt.timedelta(days=5))

    with acting("swindon", "team_manager"):
        assert Leaving.objects.get().last_on == TODAY + dt.timedelta(days=5)


def test_the_page_hands_over_what_is_ticked() -> None:
    child, _ = makers.open_work()
    with acting("swindon", "practitioner"):
        ref, to = (people.membership_of("swindon", key).ref for key in ("practitioner", "colleague"))
    manager = as_("swindon", "team_manager")
    page = manager.get(f"/people/{ref}/work/").content.decode()
    assert "What Asha Penrose has" in page
    assert "Zoë Ashdown" in page
    keys = [queries.key_of(thing) for thing in all_that("practitioner").things]

    empty = post(manager, f"/people/{ref}/work/", to=to, reason="She leaves")
    assert "Choose what is handed over" in empty.content.decode()
    answer = post(manager, f"/people/{ref}/work/", things_0=keys, to=to, reason="She leaves")

    assert answer.status_code == 302
    with acting("swindon", "colleague") as actor:
        assert Involvement.objects.get(child=child).worker_id == actor.membership_id


def test_who_may_look_at_what_a_person_has() -> None:
    makers.open_work()
    with acting("swindon", "practitioner"):
        ref = people.membership_of("swindon", "practitioner").ref

    assert as_("swindon", "practitioner").get(f"/people/{ref}/work/").status_code == 200
    assert post(as_("swindon", "practitioner"), f"/people/{ref}/work/").status_code == 403
    for key in ("colleague", "stranger", "school"):
        answer = as_("swindon", key).get(f"/people/{ref}/work/")
        assert (answer.status_code, "Only this person’s manager" in answer.content.decode()) == (403, True), key
    head = as_("swindon", "head_of_service").get(f"/people/{ref}/work/")
    assert head.status_code == 200
    assert "Ashdown" not in head.content.decode()
    assert as_("hampshire", "team_manager").get(f"/people/{ref}/work/").status_code == 404


def test_what_a_person_has_costs_the_same_for_one_and_for_ten() -> None:
    makers.open_work()
    with acting("swindon", "practitioner"):
        path = f"/people/{people.membership_of('swindon', 'practitioner').ref}/work/"
    client = as_("swindon", "team_manager")
    client.get(path)
    with counted() as one:
        client.get(path)
    for number in range(9):
        makers.open_work(given=f"Child{number}", family=f"Family{number}")
    with counted() as ten:
        client.get(path)

    assert len(ten) == len(one)


def test_the_night_tells_the_manager_and_the_hand_over_clears_it() -> None:
    makers.open_work()
    leaves(to_on=TODAY - dt.timedelta(days=1))
    assert jobs.keep_watch() > 0
    manager = as_("swindon", "team_manager")
    assert "on nobody" in manager.get("/").content.decode()
    with pytest.raises(CommandError):
        call_command("check_owners", "--partnership", "swindon")

    hand_over(all_that("practitioner").things, of="practitioner", to="colleague")

    assert jobs.keep_watch() == 0
    assert "on nobody" not in manager.get("/").content.decode()

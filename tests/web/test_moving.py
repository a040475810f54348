"""A child moves to another area: a copy crosses the wall by a command, and nothing looks through it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from alongside.children import commands as children
from alongside.children import queries as child_queries
from alongside.children.models import Child, Disclosure, Voice
from alongside.core.verdict import NotNow, NotPermitted
from alongside.needs import commands as needs
from alongside.needs.models import Strategy
from alongside.partnerships import wall
from alongside.referrals import commands as referrals
from alongside.referrals import jobs as referral_jobs
from alongside.referrals import rules
from alongside.referrals.models import Involvement, Move, MovedIn, Referral
from alongside.web import commands, queries
from tests import people
from tests.children.makers import as_, counted, date_parts, events, post
from tests.people import NOW, TODAY, acting
from tests.plans import makers

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.database_near]

LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _day_of_the_tests() -> Iterator[None]:
    with time_machine.travel(LATER, tick=True):
        yield


def a_child() -> Child:
    """A child with a plan, advice and own words, whose address and concern must stay at home."""
    child, _ = makers.open_work()
    makers.an_agreed_plan(child)
    with acting("swindon", "practitioner") as actor:
        needs.write_strategy(actor=actor, child=child, kind="do", text="Walk and talk.", now=NOW)
        children.record_voice(
            actor=actor, child=child, said="I want to keep football", gathered="Drawing", said_on=TODAY, now=NOW
        )
        children.raise_concern(actor=actor, child=child, what="SECRET bruise", now=NOW)
    return child


def sent(child: Child, *, by: str = "practitioner", gateway: str = "cda_s38", **given: Any) -> Move:
    with acting("swindon", by) as actor:
        row = Child.objects.get(pk=child.pk)
        _, look = child_queries.look_at(actor, row, LATER)
        ref = commands.move_child(
            actor=actor,
            child=row,
            look=look,
            **{
                "to": people.partnership("hampshire"),
                "kind": "transfer",
                "moves_on": TODAY + dt.timedelta(days=10),
                "why": "His mother has found a flat",
                "gateway": gateway,
                "told": "told",
                "told_on": TODAY,
                "now": LATER,
                **given,
            },
        )
        return Move.objects.get(ref=ref)


def came() -> MovedIn:
    with acting("hampshire", "front_door"):
        return MovedIn.objects.select_related("referral").get()


def answered(*, accepts: bool = True, answer: str = "") -> MovedIn:
    row = came()
    with acting("hampshire", "front_door") as actor:
        return referrals.answer_move(actor=actor, moved_in=row, accepts=accepts, answer=answer, now=LATER)


def test_a_copy_arrives_there_and_a_line_stands_in_the_ledger_here() -> None:
    child = a_child()
    move = sent(child)

    row = came()
    assert (row.from_slug, row.from_ref, row.status) == ("swindon", move.ref, "waiting")
    assert row.copy["strategies"] == [{"kind": "do", "text": "Walk and talk."}]
    assert "I want to keep football" in [line["said"] for line in row.copy["words"]]
    assert row.copy["plan"]["goals"]
    with acting("swindon", "practitioner") as actor:
        line = Disclosure.objects.get(ref=move.disclosure)
        assert (line.to_whom, line.gateway, line.outcome) == ("Hampshire Area Partnership", "cda_s38", "shared")
        # The context is ours again.
        assert actor.partnership_id == line.partnership_id
    assert events("hampshire", "referrals.move.arrived")
    assert events("swindon", "web.child.moved")


def test_what_is_alleged_or_feared_stays_at_home() -> None:
    sent(a_child())

    text = str(came().copy)
    assert "SECRET" not in text
    assert "postcode" not in text
    assert set(came().copy) <= {section.code for section in rules.SECTIONS}


def test_a_gateway_that_does_not_reach_health_lets_no_needs_travel() -> None:
    child = a_child()
    with acting("swindon", "practitioner") as actor:
        needs.record_need(
            actor=actor,
            child=child,
            area="speech_language",
            identified_on=TODAY,
            evidence="Report of the therapist",
            now=NOW,
        )
    with acting("swindon", "practitioner") as actor:
        row = Child.objects.get(pk=child.pk)
        standing, look = child_queries.look_at(actor, row, LATER)
        for gateway, travels in (("cda_s38", True), ("ca2004_s10", False)):
            codes = {section.code for section in rules.sections_under(gateway)}
            copy = queries.what_travels(row, standing, look, codes, LATER)
            assert ("needs" in copy) is travels, gateway


def test_consent_that_nobody_gave_sends_nothing() -> None:
    child = a_child()
    with pytest.raises(NotNow, match="Nobody has agreed"):
        sent(child, gateway="consent")
    with acting("hampshire", "front_door"):
        assert not MovedIn.objects.exists()
    with pytest.raises(NotNow, match="Nothing travels"):
        sent(child, gateway="ca1989_s47")


def test_only_who_answers_for_the_child_sends_and_only_once() -> None:
    child = a_child()
    with pytest.raises(NotPermitted, match="Only the allocated worker"):
        sent(child, by="colleague")
    sent(child)
    with pytest.raises(NotNow, match="under way"):
        sent(child)


def test_accepted_it_is_a_referral_there_and_our_work_ends_when_we_say_so() -> None:
    child = a_child()
    move = sent(child)
    row = answered(answer="We ring on Monday")

    assert row.referral is not None
    with acting("hampshire", "front_door"):
        referral = Referral.objects.get(pk=row.referral.pk)
        assert (referral.given_name, referral.status) == ("Zoë", "received")
    with acting("swindon", "practitioner") as actor:
        fresh = Move.objects.get(pk=move.pk)
        assert (fresh.status, fresh.answer) == ("accepted", "We ring on Monday")
        assert "move" in {work.kind for work in queries.work_for(actor, LATER)}
        referrals.close_move(actor=actor, move=fresh, ends_work=True, now=LATER)
        assert Involvement.objects.get(child=child).end_reason == "other_area"


def test_refused_nothing_is_kept_there_and_the_child_stays_with_us() -> None:
    child = a_child()
    move = sent(child)
    with pytest.raises(NotNow, match="why not"):
        answered(accepts=False)
    answered(accepts=False, answer="He lives in Dorset by now")

    assert came().copy == {}
    with acting("swindon", "practitioner") as actor:
        fresh = Move.objects.get(pk=move.pk)
        assert fresh.status == "refused"
        with pytest.raises(NotNow, match="once they have accepted"):
            referrals.close_move(actor=actor, move=fresh, ends_work=True, now=LATER)
        assert Involvement.objects.get(child=child).status == "open"


def test_the_worker_there_takes_over_what_helps_and_what_was_said() -> None:
    sent(a_child())
    row = answered()
    assert row.referral is not None
    with acting("hampshire", "front_door") as actor:
        referral = Referral.objects.get(pk=row.referral.pk)
        referrals.match_to_child(actor=actor, referral=referral, child=None, now=LATER)
        referral.refresh_from_db()
        referrals.decide_referral(
            actor=actor,
            referral=referral,
            outcome="accepted",
            stream="court_order",
            reason="Transfer",
            legal_basis="referral_order",
            legal_on=TODAY,
            now=LATER,
        )
        referral.refresh_from_db()
        referrals.allocate(
            actor=actor,
            referral=referral,
            membership=people.membership_of("hampshire", "stranger"),
            team=people.team_of("hampshire", "other_team"),
            now=LATER,
        )
    with acting("hampshire", "stranger") as actor:
        assert "moved_in" in {work.kind for work in queries.work_for(actor, LATER)}
        fresh = MovedIn.objects.get()
        referrals.take_over_move(actor=actor, moved_in=fresh, now=LATER)
        assert Strategy.objects.filter(text="Walk and talk.").exists()
        assert Voice.objects.filter(said="I want to keep football", told_back_on__isnull=False).exists()
        with pytest.raises(NotNow, match="taken over already"):
            referrals.take_over_move(actor=actor, moved_in=fresh, now=LATER)


def test_nothing_looks_through_the_wall() -> None:
    move = sent(a_child())
    ref = came().ref

    for key in ("front_door", "team_manager", "practitioner"):
        assert as_("hampshire", key).get(f"/moves/{move.ref}/").status_code == 404
        assert as_("swindon", key).get(f"/moved-in/{ref}/").status_code == 404
    assert as_("hampshire", "front_door").get(f"/moved-in/{ref}/").status_code == 200
    assert as_("hampshire", "stranger").get(f"/moved-in/{ref}/").status_code == 404
    with wall.inside(people.partnership("hampshire").pk):
        assert not Move.objects.exists()
    with wall.inside(people.partnership("swindon").pk):
        assert not MovedIn.objects.exists()


def test_the_pages_do_it() -> None:
    child = a_child()
    worker = as_("swindon", "practitioner")
    path = f"/children/{child.ref}/move/"
    assert "Travels: who the child is" in worker.get(path).content.decode()
    typed = {"to": "hampshire", "kind": "caretaking", "why": "With his father", "gateway": "cda_s38"}
    missing = post(worker, path, **typed, told="told", **date_parts("moves_on", TODAY))
    assert "Enter the day on which they were told" in missing.content.decode()
    answer = post(worker, path, **typed, told="told", **date_parts("moves_on", TODAY), **date_parts("told_on", TODAY))
    assert answer.status_code == 302
    page = worker.get(answer.headers["Location"]).content.decode()
    assert "Waiting for their answer" in page
    assert "not certain" in page
    door = as_("hampshire", "front_door")
    ref = came().ref
    assert "Walk and talk." in door.get(f"/moved-in/{ref}/").content.decode()
    assert post(door, f"/moved-in/{ref}/", accepts="yes").status_code == 302
    with acting("swindon", "practitioner"):
        move = Move.objects.get()
    assert "end our work" in worker.get(f"/moves/{move.ref}/").content.decode()
    assert post(worker, f"/moves/{move.ref}/close/", ends_work="yes").status_code == 302
    assert as_("swindon", "colleague").get(path).status_code in (200, 404)


def test_my_work_costs_the_same_for_one_move_and_for_three() -> None:
    def fill(number: int) -> None:
        child, _ = makers.open_work(given=f"Child{number}", family=f"Family{number}")
        sent(child)

    fill(0)
    client = as_("hampshire", "front_door")
    client.get("/")
    with counted() as one:
        client.get("/")
    fill(1)
    fill(2)
    with counted() as three:
        client.get("/")

    assert len(three) == len(one)


@pytest.mark.parametrize("way", ["declined", "under_ten"])
def test_what_came_is_emptied_with_the_referral_that_was_made_of_it(way: str) -> None:
    sent(a_child())
    row = answered()
    assert row.referral is not None
    if way == "under_ten":
        with acting("hampshire", "front_door"):
            Referral.objects.filter(pk=row.referral_id).update(born_on=TODAY - dt.timedelta(days=9 * 365))
            row.referral.refresh_from_db()
    with acting("hampshire", "front_door") as actor:
        referrals.decide_referral(
            actor=actor,
            referral=row.referral,
            outcome="signposted" if way == "under_ten" else "declined",
            reason="They stay where they are",
            reply="We rang the family",
            now=LATER,
        )
    if way == "declined":
        assert came().copy
        with time_machine.travel(LATER + dt.timedelta(days=rules.KEPT_DECLINED.days + 1), tick=True):
            assert referral_jobs.erase_not_taken_up() >= 1
    found = came()
    assert (found.copy, found.why, found.status) == ({}, "", "accepted")
    assert found.from_slug == "swindon"

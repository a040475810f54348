"""The decision: what a stream rests on, early help first, Turnaround's rules, and what the referrer is told."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from alongside.audit.models import Event
from alongside.children.models import Disclosure
from alongside.core.verdict import NotNow, NotPermitted
from alongside.referrals import commands, rules
from alongside.referrals.models import Arrival, Referral, Reply
from tests import people
from tests.people import NOW, acting
from tests.referrals import door_makers, makers
from tests.referrals.test_turnaround import FACTS

pytestmark = [pytest.mark.usefixtures("database")]


def decide(made: Referral, by: str = "front_door", **given: Any) -> Referral:
    values = {"outcome": "accepted", "stream": "prevention", "reason": "Because", "now": NOW, **given}
    if values["stream"] == "prevention" and values["outcome"] == "accepted":
        values.setdefault("youth_crime_prevention", bool(made.grounds))
    with acting("swindon", by) as actor:
        return commands.decide_referral(actor=actor, referral=made, **values)


@pytest.mark.parametrize("stream", [code for code, stream in rules.STREAMS.items() if stream.needs_basis])
def test_a_stream_that_nobody_chooses_names_what_it_rests_on_and_its_day(stream: str) -> None:
    made = makers.matched()
    basis = rules.STREAMS[stream].bases[0]
    for given in ({}, {"legal_basis": basis}, {"legal_on": NOW.date()}):
        with pytest.raises(NotNow, match="rests on a decision of a court"):
            decide(made, stream=stream, **given)
    with pytest.raises(NotNow, match="does not rest on that"):
        decide(made, stream=stream, legal_basis="youth_caution", legal_on=NOW.date())
    with pytest.raises(NotNow, match="in the future"):
        decide(made, stream=stream, legal_basis=basis, legal_on=NOW.date() + dt.timedelta(days=1))

    done = decide(made, stream=stream, legal_basis=basis, legal_on=NOW.date())
    assert (done.legal_basis, done.legal_on) == (basis, NOW.date())


def test_turnaround_is_offered_after_its_rules_were_gone_through() -> None:
    made = makers.matched()
    with pytest.raises(NotNow, match="Go through Turnaround"):
        decide(made, stream="turnaround")
    with acting("swindon", "front_door") as actor:
        with pytest.raises(NotNow, match="who said so"):
            commands.check_turnaround(actor=actor, referral=made, facts=FACTS, said_by=" ", now=NOW)
        commands.check_turnaround(actor=actor, referral=made, facts=FACTS, said_by="The school", now=NOW)

    assert decide(made, stream="turnaround").stream == "turnaround"


def test_only_a_manager_offers_turnaround_against_its_rules() -> None:
    from dataclasses import replace

    made = makers.matched()
    with acting("swindon", "front_door") as actor:
        facts = replace(FACTS, looked_after="yes")
        commands.check_turnaround(actor=actor, referral=made, facts=facts, said_by="Social care", now=NOW)
    with pytest.raises(NotPermitted):
        decide(made, stream="turnaround", otherwise_reason="All agree")
    with pytest.raises(NotNow, match="decide otherwise"):
        decide(made, by="team_manager", stream="turnaround")

    assert decide(made, by="team_manager", stream="turnaround", otherwise_reason="All agree").otherwise_reason


def _signed_in(key: str) -> Client:
    client = Client()
    people.sign_in(client, "swindon", key)
    return client


def _send(client: Client, path: str, **given: Any) -> Any:
    page = client.get(path).content.decode()
    return client.post(
        path, {**dict(re.findall(r'<input type="hidden" name="([^"]+)"[^>]*value="([^"]*)"', page)), **given}
    )


def test_the_rules_of_turnaround_are_explained_one_by_one_on_the_page() -> None:
    made = makers.matched()
    front_door = _signed_in("front_door")
    path = f"/referrals/{made.ref}/turnaround/"
    known = dict.fromkeys(("had_turnaround", "had_order", "looked_after", "protection_plan"), "no")
    given = {"event": "released", "event_on-day": "1", "event_on-month": "11", "event_on-year": "2026"}
    done = _send(front_door, path, **given, **known, early_help_lead="unknown", said_by="The constable")
    text = front_door.get(f"/referrals/{made.ref}/").content.decode()

    assert done.status_code == 302, done.content.decode()
    for words in ("Three months end on 1 February 2027", "Not verified after March 2026", "Not known", "The constable"):
        assert words in text
    assert _signed_in("school").get(path).status_code == 404
    assert "Three months" not in _signed_in("school").get(f"/referrals/{made.ref}/").content.decode()
    assert _signed_in("practitioner").get(path).status_code == 404


def test_early_help_is_looked_at_first() -> None:
    made = makers.matched()
    front_door = _signed_in("front_door")
    path = f"/referrals/{made.ref}/decide/"
    decision = {"outcome": "accepted", "stream": "prevention", "reason": "Help", "family_told": "told"}
    refused = _send(front_door, path, **decision)
    done = _send(front_door, path, **decision, early_help="not_enough", early_help_why="They asked twice")

    assert refused.status_code == 422
    assert "why early help is not enough" in refused.content.decode()
    assert done.status_code == 302
    text = front_door.get(f"/referrals/{made.ref}/").content.decode()
    assert "It would not be enough by itself. They asked twice" in text


def test_the_referrer_reads_what_they_may_know_by_their_kind() -> None:
    for key, words in (("school", "Keep doing what works at school"), ("police", "we do not report on it")):
        made = makers.matched(by=key)
        decide(made, reply="Ring Imran on Monday")
        text = _signed_in(key).get(f"/referrals/{made.ref}/").content.decode()
        assert words in text
        assert "Ring Imran on Monday" in text
        with acting("swindon", "governance_lead"):
            (event,) = Event.objects.filter(action="referrals.reply.sent", about__contains=[made.ref])
        assert (event.verb, event.detail["kind"]) == ("disclosure", key)
    stranger = _signed_in("other_school").get(f"/referrals/{made.ref}/")
    assert stranger.status_code == 404


@pytest.mark.parametrize("source", list(rules.SOURCES))
@pytest.mark.parametrize("outcome", ["accepted", "declined", "signposted"])
def test_no_reply_tells_whether_the_child_was_known_or_who_said_no(source: str, outcome: str) -> None:
    words = rules.words_of_reply(source, outcome).lower()

    assert words
    assert not any(telling in words for telling in ("known to us", "already", "refused", "said no", "offend"))


def test_what_came_by_a_link_is_answered_on_the_links_page() -> None:
    from tests.referrals import test_links

    test_links.send(source="health")
    path = test_links.address()
    test_links.use(path)
    with acting("swindon", "front_door") as actor:
        made = commands.take_in(actor=actor, arrival=Arrival.objects.get(), child=None, now=NOW)
    decide(made, reply="Ask for Asha", youth_crime_prevention=True)

    text = Client().get(path).content.decode()
    assert "We will offer support" in text
    assert "Ask for Asha" in text


def test_a_family_is_told_by_a_person_and_it_is_written_down_how() -> None:
    row = door_makers.taken_in()
    assert row.referral is not None
    front_door = _signed_in("front_door")
    path = f"/referrals/{row.referral.ref}/decide/"
    decision = {"outcome": "signposted", "reason": "Early help is near", "reply": "Early help, 01632 960999"}
    assert "How do you tell the family?" in front_door.get(path).content.decode()
    assert _send(front_door, path, **decision).status_code == 422
    assert _send(front_door, path, **decision, told_how="phone").status_code == 302
    with acting("swindon", "front_door"):
        sent = Reply.objects.get()
    assert (sent.kind, sent.told_how) == ("family", "phone")
    assert sent.text.startswith("Thank you for asking. Somebody else can help better")


def test_a_child_under_ten_leaves_nothing_in_a_reply() -> None:
    made = makers.received(born_on=makers.UNDER_TEN)
    decide(made, outcome="signposted", reply="Zoë needs help")
    with acting("swindon", "front_door"):
        assert "Zoë" not in Reply.objects.get().text


# The answer stands in the child's ledger


def _ledger(child_id: int) -> list[Disclosure]:
    with acting("swindon", "front_door"):
        return list(Disclosure.objects.filter(child_id=child_id))


def test_an_answer_to_a_school_stands_in_the_childs_ledger_once() -> None:
    made = makers.accepted()
    assert made.child_id is not None
    (line,) = _ledger(made.child_id)
    school = people.AGENCIES["school"][0]
    assert (line.to_whom, line.gateway, line.told) == (school, "ca2004_s10", "to_tell")
    assert line.about[1] == made.ref
    assert line.strands == ["plan"]


def test_an_answer_to_a_family_is_no_sharing() -> None:
    made = makers.accepted(source="family", by="front_door")
    assert made.child_id is not None
    assert _ledger(made.child_id) == []


def test_nobody_is_left_to_tell_a_family_with_whom_nobody_works() -> None:
    made = makers.matched()
    with acting("swindon", "front_door") as actor, pytest.raises(NotNow, match="Nobody of ours"):
        commands.decide_referral(
            actor=actor, referral=made, outcome="declined", reason="x", family_told="to_tell", now=NOW
        )
    made = makers.declined()
    assert made.child_id is not None
    assert [line.told for line in _ledger(made.child_id)] == ["not_told"]

"""What nobody took up is kept no longer than the rule says, and leaves a trace without content."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from alongside.audit.models import Event
from alongside.children.models import Child
from alongside.referrals import commands, jobs, rules
from alongside.referrals.models import Arrival, Referral, Reply
from tests import people
from tests.people import NOW, acting
from tests.referrals import door_makers as door
from tests.referrals import makers

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.database_near]

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _that_friday() -> Any:
    with time_machine.travel(NOW, tick=True):
        yield


def decided(made: Referral, outcome: str = "declined") -> Referral:
    with acting("swindon", "front_door") as actor:
        return commands.decide_referral(
            actor=actor, referral=made, outcome=outcome, reason="Zoë is fine", reply="Ring Zoë's aunt", now=NOW
        )


def erase(days: int) -> int:
    with time_machine.travel(NOW + days * DAY, tick=True):
        return jobs.erase_not_taken_up()


def test_a_declined_referral_is_erased_when_its_time_is_over_and_not_before() -> None:
    made = decided(makers.received(own_words="I like drawing"))
    days = rules.KEPT_DECLINED.days

    assert erase(days - 1) == 0
    assert (erase(days + 1), erase(days + 1)) == (1, 0)
    row = makers.again("swindon", made)
    kept = {str(getattr(row, field.attname)) for field in Referral._meta.concrete_fields}
    assert not any(word in text for text in kept for word in ("Zo", "Ashdown", "drawing", "aunt", "2013-02-03"))
    assert (row.status, row.source, row.received_on) == ("declined", "school", NOW.date())
    assert row.erased_at is not None
    with acting("swindon", "front_door"):
        assert not Reply.objects.exists()
    with acting("swindon", "governance_lead"):
        event = Event.objects.filter(action="referrals.retention.applied", about__contains=[made.ref]).get()
    assert (event.verb, event.user_ref) == ("erasure", "U-SYSTEM")
    assert "Zo" not in str(event.detail)


def test_a_record_that_was_made_for_it_alone_goes_with_it() -> None:
    made = decided(makers.matched(carer_name="Maria Ashdown"))
    erase(rules.KEPT_DECLINED.days + 1)

    assert makers.again("swindon", made).child_id is None
    with acting("swindon", "front_door"):
        assert not Child.objects.exists()


@pytest.mark.parametrize("used", ["concern", "referral"])
def test_a_record_with_which_anybody_works_stays(used: str) -> None:
    made = makers.matched()
    with acting("swindon", "front_door") as actor:
        child = makers.again("swindon", made).child
        assert child is not None
        if used == "concern":
            from alongside.children import commands as children

            children.raise_concern(actor=actor, child=child, what="A bruise", now=NOW)
    if used == "referral":
        makers.matched(child=child, given_name="Zoe")
    decided(made)
    assert erase(rules.KEPT_DECLINED.days + 1) == 1
    with acting("swindon", "front_door"):
        assert Child.objects.filter(pk=child.pk).exists()


def test_what_was_taken_up_or_still_waits_is_not_erased() -> None:
    waits, taken = makers.received(), makers.allocated(given_name="Kit")
    at_the_door = door.arrived(given_name="Una")

    assert erase(4000) == 0
    assert makers.again("swindon", waits).born_on is not None
    with acting("swindon", "front_door"):
        assert Referral.objects.get(pk=taken.referral_id).born_on is not None
    assert door.again("swindon", at_the_door.ref).born_on is not None


def test_what_was_answered_at_the_door_is_erased_sooner() -> None:
    row = door.arrived()
    with acting("swindon", "front_door") as actor:
        commands.answer_arrival(
            actor=actor, arrival=row, because="other_area", told_how="phone", reply="Ring them", note="N", now=NOW
        )
    days = rules.KEPT_AT_THE_DOOR.days
    before = erase(days - 1)
    assert (before, erase(days + 1), erase(days + 1)) == (0, 1, 0)

    gone = door.again("swindon", row.ref)
    kept = {str(getattr(gone, field.attname)) for field in Arrival._meta.concrete_fields}
    assert not any(word in text for text in kept for word in ("Zo", "Ashdown", "Maria", "07700", "Ring them", "SN1"))
    assert (gone.status, gone.not_for_us, gone.source) == ("not_for_us", "other_area", "family")


def test_what_came_to_the_door_goes_with_its_referral() -> None:
    row = door.taken_in()
    assert row.referral is not None
    decided(row.referral)
    assert erase(rules.KEPT_DECLINED.days + 1) == 1

    gone = door.again("swindon", row.ref)
    assert (gone.phone, gone.worry, gone.child_id, gone.status) == ("", "", None, "taken_in")
    with acting("swindon", "front_door"):
        assert not Child.objects.exists()


def test_the_page_of_what_was_erased_says_so() -> None:
    from django.test import Client

    made = decided(makers.received())
    client = Client()
    erase(rules.KEPT_DECLINED.days + 1)
    people.sign_in(client, "swindon", "school")
    page = client.get(f"/referrals/{made.ref}/")
    assert page.status_code == 200
    assert "Nothing about the child is kept" in page.content.decode()


@pytest.mark.parametrize("rule", rules.RETENTIONS, ids=lambda rule: rule.code)
def test_each_rule_says_why_since_when_and_that_it_is_ours(rule: rules.Retention) -> None:
    assert rule.why
    assert rule.source.startswith("Ours")
    assert rule.valid_from <= dt.date(2026, 11, 22)

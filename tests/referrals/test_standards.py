"""The standards of a partnership: our defaults until it sets its own, and from the day on which it does."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from alongside.core.verdict import NotNow, NotPermitted
from alongside.referrals import commands, queries, rules
from tests import people
from tests.people import NOW, acting
from tests.referrals import door_makers, makers

TODAY = NOW.date()


def test_a_change_holds_from_its_day_on() -> None:
    kept = rules.Standards.of(
        [rules.Change("decide", 5, TODAY), rules.Change("decide", 3, TODAY - dt.timedelta(days=10))]
    )

    assert kept.value("decide", TODAY - dt.timedelta(days=11)) == rules.DECIDE.working_days
    assert kept.value("decide", TODAY - dt.timedelta(days=1)) == 3
    assert kept.value("decide", TODAY) == 5
    assert kept.due_on(rules.DECIDE, TODAY) == dt.date(2026, 11, 27)
    assert "within 5 working days" in str(kept.why(rules.DECIDE, TODAY)["rule"])
    assert "Set by the partnership from 20 November 2026" in str(kept.why(rules.DECIDE, TODAY)["source"])


@pytest.mark.parametrize("clock", rules.CLOCKS, ids=lambda clock: clock.code)
def test_every_clock_may_be_set_and_says_its_number(clock: rules.Clock) -> None:
    kept = rules.Standards.of([rules.Change(clock.code, 1, TODAY)])

    assert re.search(r"within 1 working day\b", kept.clock(clock, TODAY).rule)
    assert kept.clock(clock, TODAY - dt.timedelta(days=1)) == clock


def set_to(by: str = "team_manager", slug: str = "swindon", now: dt.datetime = NOW, **values: int) -> int:
    with acting(slug, by) as actor:
        return commands.set_standards(actor=actor, values=values, now=now)


@pytest.mark.usefixtures("database")
def test_dates_that_have_begun_stay_and_new_ones_follow() -> None:
    before = makers.received()
    set_to(now=NOW + dt.timedelta(days=3), decide=10, answer=5)
    with time_machine.travel(NOW + dt.timedelta(days=3), tick=True):
        text = door_makers.ask().content.decode()
        with acting("swindon", "front_door") as actor:
            work = {item.kind: item.due_on for item in queries.work_for(actor, NOW + dt.timedelta(days=3))}

    assert before.received_on == TODAY
    assert work["referral_decide"] == dt.date(2026, 11, 24)
    assert work["arrival"] == dt.date(2026, 11, 30)
    assert "Monday 30 November 2026" in text


@pytest.mark.usefixtures("database")
def test_one_partnership_sets_its_own_and_not_anothers() -> None:
    set_to(decide=10)
    with acting("hampshire", "front_door") as actor:
        assert queries.standards(actor.partnership_id).value("decide", TODAY) == rules.DECIDE.working_days
        theirs = people.partnership("swindon").pk
        assert queries.standards(theirs) == rules.Standards()
    assert set_to(decide=10) == 0


@pytest.mark.usefixtures("database")
def test_only_a_manager_sets_them_and_within_what_makes_sense() -> None:
    with pytest.raises(NotPermitted):
        set_to(by="front_door", decide=3)
    with pytest.raises(NotNow, match="1 to 20"):
        set_to(decide=400)
    for key, status in (("team_manager", 200), ("head_of_service", 200), ("front_door", 403), ("school", 403)):
        client = Client()
        people.sign_in(client, "swindon", key)
        assert client.get("/standards/").status_code == status


@pytest.mark.usefixtures("database")
def test_the_page_shows_our_defaults_and_sets_a_number() -> None:
    client = Client()
    people.sign_in(client, "swindon", "team_manager")
    with time_machine.travel(NOW, tick=True):
        people.sign_in(client, "swindon", "team_manager")
        page = client.get("/standards/").content.decode()
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)"[^>]*value="([^"]*)"', page))
        given = {code: str(standard.default) for code, standard in rules.STANDARDS.items()}
        faulty = client.post("/standards/", {**hidden, **given, "decide": "soon"})
        done = client.post("/standards/", {**hidden, **given, "decide": "4"})
        after = client.get("/standards/").content.decode()

    assert "our default" in page
    assert faulty.status_code == 422
    assert done.status_code == 302
    assert "set 20 November 2026" in after

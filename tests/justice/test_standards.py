"""By when custody is handed over: our defaults until a partnership sets its own; what the law sets stays."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from alongside.audit.models import Event
from alongside.core import calendar, clocks
from alongside.core.verdict import NotNow, NotPermitted
from alongside.deadlines import commands as deadlines
from alongside.deadlines.models import Clock
from alongside.justice import commands, queries, rules
from alongside.partnerships import wall
from tests import people
from tests.justice import makers
from tests.people import NOW, TODAY, acting

ADDRESS = "/custody/standards/"


def set_to(by: str = "team_manager", slug: str = "swindon", now: dt.datetime = NOW, **values: int) -> int:
    with acting(slug, by) as actor:
        return commands.set_standards(actor=actor, values=values, now=now)


def test_every_hand_over_is_ours_to_set_or_says_who_fixes_it() -> None:
    fixed = {one.code for one in rules.FIXED}
    used = {thing.rule for thing in rules.HAND_OVERS.values()}
    assert (len(rules.HAND_OVERS), fixed | set(rules.STANDARDS), fixed & set(rules.STANDARDS)) == (22, used, set())
    assert {"custody_send_plan_5wd", "custody_monitoring_12m", "remand_visit_1w"} <= fixed
    assert {one.basis for one in rules.FIXED} == {"Set by law", "Set by guidance"}
    assert all(clocks.latest(code).status is clocks.Status.OURS for code in rules.STANDARDS)
    assert rules.STANDARDS["custody_tell_send_same_day"].default == 0


@pytest.mark.parametrize("code", list(rules.STANDARDS))
def test_a_number_of_their_own_is_a_version_that_counts_the_same_again(code: str) -> None:
    rule = clocks.latest(code)
    standard = rules.STANDARDS[code]
    assert rule.with_own(standard.default) is rule
    own = rule.with_own(standard.highest)
    assert own.version == f"{rule.version}={standard.highest}"
    assert clocks.version(own.version) == own
    assert (own.counting.amount, own.counting.unit.value) == (standard.highest, standard.unit)
    assert own.counting.backwards == rule.counting.backwards
    assert own.doubt.startswith("Set by the partnership.")
    least = rule.with_own(standard.lowest)
    assert clocks.due_on(least, TODAY) <= clocks.due_on(own, TODAY) or own.counting.backwards
    assert clocks.version(rule.version) is rule


@pytest.mark.parametrize("code", ["custody_send_plan_5wd", "ehc_final_plan_20w", "remand_visit_1w"])
def test_nobody_sets_what_the_law_says(code: str) -> None:
    with pytest.raises(ValueError, match="not ours"):
        clocks.latest(code).with_own(3)


def due(child_pk: int, slug: str = "swindon") -> dict[str, tuple[str, dt.date]]:
    with wall.inside(people.partnership(slug).pk):
        rows = Clock.objects.filter(child_id=child_pk, status="running")
        return {row.rule: (row.rule_version.partition("=")[2], row.due_on) for row in rows}


@pytest.mark.usefixtures("database")
def test_what_has_begun_keeps_its_date_and_what_begins_later_has_the_new_one() -> None:
    before = makers.a_detention()
    known = due(before.child_id)
    assert set_to(custody_tell_send_same_day=2, custody_tell_school_same_day=0) == 1
    assert due(before.child_id) == known

    after = makers.a_detention(makers.a_child(given="Ivo"))

    learnt = calendar.london_date(after.learnt_at)
    mine = due(after.child_id)
    assert mine["custody_tell_send_same_day"] == ("2", calendar.add_working_days(learnt, 2))
    assert mine["custody_tell_school_same_day"] == ("", learnt)
    with acting("swindon", "head_of_service") as actor:
        assert deadlines.recount(actor=actor, now=NOW).changed == 0
    assert due(after.child_id) == mine
    # Another area has our default.
    theirs = makers.a_detention(makers.a_child("hampshire"), "hampshire")
    assert due(theirs.child_id, "hampshire")["custody_tell_send_same_day"][0] == ""


@pytest.mark.usefixtures("database")
def test_only_a_manager_sets_them_within_what_makes_sense_and_never_the_law() -> None:
    with pytest.raises(NotPermitted):
        set_to(by="practitioner", custody_provision_10wd=3)
    with pytest.raises(NotNow, match="0 to 20"):
        set_to(custody_provision_10wd=21)
    with pytest.raises(NotNow, match="1 to 26"):
        set_to(custody_home_named_6w=0)
    with pytest.raises(NotNow, match="set by law or guidance"):
        set_to(custody_send_plan_5wd=9)
    assert set_to(custody_provision_10wd=5) == 1
    assert set_to(custody_provision_10wd=5) == 0
    with acting("hampshire", "team_manager") as actor:
        assert queries.standards(actor.partnership_id) == rules.Standards()
        assert queries.standards(people.partnership("swindon").pk) == rules.Standards()
    with wall.inside(people.partnership("swindon").pk):
        assert Event.objects.filter(action="justice.standards.set").count() == 2
    for key, status in (("team_manager", 200), ("head_of_service", 200), ("practitioner", 403), ("school", 403)):
        client = Client()
        people.sign_in(client, "swindon", key)
        assert client.get(ADDRESS).status_code == status


@pytest.mark.usefixtures("database")
def test_the_page_shows_what_is_ours_and_what_is_law_and_sets_a_number() -> None:
    client = Client()
    with time_machine.travel(NOW, tick=True):
        people.sign_in(client, "swindon", "team_manager")
        page = client.get(ADDRESS).content.decode()
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)"[^>]*value="([^"]*)"', page))
        given = {code: str(standard.default) for code, standard in rules.STANDARDS.items()}
        faulty = client.post(ADDRESS, {**hidden, **given, "custody_home_named_6w": "soon"})
        done = client.post(ADDRESS, {**hidden, **given, "custody_provision_10wd": "0"})
        after = client.get(ADDRESS).content.decode()
    assert "Set by guidance" in page
    assert "Set by law" in page
    assert page.count("our default") >= len(rules.STANDARDS)
    assert (faulty.status_code, done.status_code) == (422, 302)
    assert "enter a number from 1 to 26" in faulty.content.decode()
    assert "set 20 November 2026" in after

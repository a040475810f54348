"""A list from upload to confirmation: nothing lost, nothing told of a child whom one may not know of."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.audit.models import Event
from alongside.children.models import Child
from alongside.core.verdict import NotNow, NotPermitted
from alongside.ehcp.models import Case
from alongside.exchange import commands, jobs, queries
from alongside.exchange.models import EhcList, ListLine, ListLink
from alongside.partnerships import wall
from tests import people
from tests.ehcp import makers as ehc
from tests.exchange import makers
from tests.exchange.makers import csv_of, of, queued, read, report, row
from tests.people import NOW, acting

pytestmark = [pytest.mark.usefixtures("database")]


def unseen(**more: Any) -> Child:
    """A child who is known here, and not to the manager."""
    return people.a_child("swindon", **more)


def test_every_line_is_counted_once() -> None:
    mine = ehc.a_child(given="Ana", family="Birch")
    near = ehc.a_child(given="Alexander", family="Cole")
    unseen(given="Dee", family="Eames")
    found = read(
        of(mine, reference="S1"),
        row("S2", given="Alex", family="Cole"),
        row("S3", given="Dee", family="Eames"),
        row("S4", given="Nobody", family="Here"),
        row("S5", born="31/02/2013"),
    )

    page = report(found)
    assert found.status == "read"
    assert (found.total, found.done) == (5, 5)
    assert [line.child_ref for line in page.beginning] == [mine.ref]
    assert [line.child_ref for line in page.deciding] == [near.ref]
    assert [line.number for line in page.faulty] == [6]
    assert page.unknown == 2
    parts = page.counts | {"same": 0}
    assert sum(parts.values()) + page.unknown + page.left_out == page.total


def test_a_line_about_a_hidden_child_leaves_what_one_about_nobody_leaves() -> None:
    unseen(given="Dee", family="Eames")
    found = read(row("S3", given="Dee", family="Eames"), row("S4", given="Nobody", family="Here"))

    hidden, nobody = makers.lines(found)
    for name in ("kind", "child_id", "said", "score", "reasons", "words", "proposal", "faults", "is_changed"):
        assert getattr(hidden, name) == getattr(nobody, name), name
    assert hidden.said == {}
    assert report(found).unknown == 2


def test_of_a_child_whom_one_may_no_longer_know_of_nothing_is_shown() -> None:
    child = ehc.a_child(given="Ana", family="Birch")
    found = read(of(child))
    assert report(found).beginning

    with acting("swindon", "team_manager") as actor:
        from alongside.children import commands as children

        children.end_grants(actor=actor, source="R-TEST00", child=child, now=NOW)

    page = report(found, now=NOW + dt.timedelta(minutes=1))
    assert (page.beginning, page.unknown) == ((), 1)
    with acting("swindon", "team_manager") as actor:
        assert commands.apply_list(actor=actor, ehc_list=found, now=NOW + dt.timedelta(minutes=1)) == 0


def test_the_file_is_gone_once_it_is_read_and_after_a_day_if_it_is_not() -> None:
    found = read(row())
    waiting = None
    with acting("swindon", "team_manager") as actor:
        waiting = commands.upload_list(actor=actor, content=csv_of(row()), now=NOW)
    with wall.inside(found.partnership_id):
        assert EhcList.objects.get(pk=found.pk).content is None
        assert EhcList.objects.get(pk=waiting.pk).content

    with time_machine.travel(NOW + dt.timedelta(hours=23), tick=False):
        assert jobs.erase_lists() == 0
    with time_machine.travel(NOW + dt.timedelta(hours=25), tick=False):
        assert jobs.erase_lists() == 1
    with wall.inside(found.partnership_id):
        gone = EhcList.objects.get(pk=waiting.pk)
        assert (gone.status, gone.content) == ("failed", None)
        assert "not read within 24 hours" in gone.why_failed


def test_certain_cases_are_begun_by_the_trackers_own_command() -> None:
    children = [ehc.a_child(given=name, family="Birch") for name in ("Ana", "Ben", "Cai")]
    found = read(*(of(child, reference=f"S{place}") for place, child in enumerate(children)))
    # Somebody begins Cai's case meanwhile: the refusal is kept, and stops none of the others.
    ehc.begun(children[2])

    with acting("swindon", "team_manager") as actor:
        assert commands.apply_list(actor=actor, ehc_list=found, now=NOW) == 2
        assert commands.apply_list(actor=actor, ehc_list=found, now=NOW) == 0

    with wall.inside(found.partnership_id):
        case = Case.objects.get(child=children[0])
        assert (case.opened_how, case.opened_on, case.setting_name) == ("has_plan", dt.date(2026, 3, 4), "Kingsdown")
        assert Event.objects.filter(action="ehcp.case.begun").count() == 3
    assert ehc.running(case) == {"annual_review_12m_complete"}
    assert [line.outcome for line in report(found).begun] == [
        "done",
        "done",
        "There is a case for this child already. Go on with that one.",
    ]


def test_what_a_person_said_is_not_asked_again() -> None:
    alex = ehc.a_child(given="Alexander", family="Cole")
    zoe = ehc.a_child(given="Zachary", family="Ashdown")
    rows = (row("S1", given="Alex", family="Cole"), row("S2", given="Zak"))
    found = read(*rows)
    assert [line.number for line in report(found).deciding] == [2, 3]

    with acting("swindon", "team_manager") as actor:
        commands.decide_line(actor=actor, ehc_list=found, number=2, is_same=True, now=NOW)
        line = commands.decide_line(actor=actor, ehc_list=found, number=3, is_same=False, now=NOW)
        with pytest.raises(NotNow, match="no such line"):
            commands.decide_line(actor=actor, ehc_list=found, number=3, is_same=True, now=NOW)
        with pytest.raises(NotNow, match="already"):
            commands.decide_line(actor=actor, ehc_list=found, number=2, is_same=True, now=NOW)
    assert (line.kind, line.child_id, line.said) == ("unknown", None, {})

    # A week later the list spells the name otherwise: by its reference the child is known again.
    later = NOW + dt.timedelta(days=7)
    page = report(read(row("S1", given="Sasha", family="Cole"), rows[1], now=later), now=later)
    assert page.deciding == ()
    assert [line.child_ref for line in page.beginning] == [alex.ref]
    assert zoe.ref not in {one.child_ref for one in (*page.beginning, *page.differing)}


def test_the_next_week_shows_only_what_changed() -> None:
    plans = [ehc.a_plan(given=name, family="Birch") for name in ("Ana", "Ben")]
    people.grant("swindon", plans[0].child, "team_manager", "supervision")
    rows = [of(case.child, reference=f"S{place}", school="Fairmead") for place, case in enumerate(plans)]
    read(*rows)
    later = NOW + dt.timedelta(days=7)

    changed = of(plans[1].child, reference="S1", school="Elsewhere")
    found = read(rows[0], changed, now=later)

    page = report(found, now=later)
    assert [line.child_ref for line in page.differing] == [plans[1].child.ref]
    assert page.same == 1
    assert len(report(found, now=later, everything=True).differing) == 2
    # Of lists before the last two nothing is kept.
    read(*rows, now=later + dt.timedelta(days=7))
    with wall.inside(found.partnership_id):
        assert ListLine.objects.values("ehc_list").distinct().count() == 2


def test_children_with_a_live_case_who_are_not_on_the_list_are_named() -> None:
    plan = ehc.a_plan(given="Ana", family="Birch")
    page = report(read(row("S9", given="Nobody", family="Here")))

    assert page.missing == ((plan.child.ref, "Ana Birch"),)


def test_a_reading_that_was_broken_off_is_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alongside.exchange.rules.CHUNK", 2)
    found = queued(*(row(f"S{place}", given=f"Name{place}") for place in range(5)))
    whole = commands.match_lines
    calls = []

    def breaks(**more: Any) -> int:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("The power went.")
        return whole(**more)

    monkeypatch.setattr("alongside.exchange.jobs.commands.match_lines", breaks)
    with time_machine.travel(NOW, tick=True):
        with pytest.raises(RuntimeError):
            jobs.read_lists()
        with wall.inside(found.partnership_id):
            assert EhcList.objects.get(pk=found.pk).done == 2
        assert jobs.read_lists() == 1

    assert len(makers.lines(found)) == 5


def test_ten_lines_cost_as_many_queries_as_one() -> None:
    one = read(of(ehc.a_child(given="Ana", family="Birch")))
    with acting("swindon", "team_manager") as actor, CaptureQueriesContext(connection) as few:
        queries.report(actor, one, NOW)
    ten = read(*(of(ehc.a_child(given=f"N{n}", family="Cole"), reference=f"R{n}") for n in range(10)))
    with acting("swindon", "team_manager") as actor, CaptureQueriesContext(connection) as many:
        queries.report(actor, ten, NOW)

    assert len(few) == len(many)


# Who


def test_who_reconciles() -> None:
    for key in ("school", "police", "board_member"):
        with acting("swindon", key) as actor, pytest.raises(NotPermitted):
            commands.upload_list(actor=actor, content=csv_of(row()), now=NOW)


def test_a_list_is_its_readers_own() -> None:
    found = read(row())
    address = reverse("exchange:ehc_list", kwargs={"ref": found.ref})

    def status(key: str, slug: str = "swindon") -> int:
        client = Client()
        people.sign_in(client, slug, key)
        return client.get(address).status_code

    assert status("team_manager") == 200
    assert status("practitioner") == 403
    assert status("send_officer") == 404
    assert status("team_manager", "hampshire") == 404
    assert status("school") == 403


def test_columns_and_words_are_remembered_for_the_agency() -> None:
    read(row())
    with acting("swindon", "practitioner") as actor:
        found = commands.upload_list(actor=actor, content=csv_of(row()), now=NOW)
        assert found.columns["born_on"] == "DOB"
        assert found.statuses == makers.STATUSES
    with acting("hampshire", "team_manager") as actor:
        assert queries.remembered(actor) is None


def test_no_name_stands_in_the_trail() -> None:
    ehc.a_child(given="Ana", family="Birch")
    found = read(row("S1", given="Ana", family="Birch"))
    with wall.inside(found.partnership_id):
        events = Event.objects.filter(action__startswith="exchange.")
        assert {event.action for event in events} == {
            "exchange.list.uploaded",
            "exchange.list.mapped",
            "exchange.list.queued",
            "exchange.list.matched",
            "exchange.list.finished",
        }
        assert "Birch" not in " ".join(str(vars(event)) for event in events)
        assert not ListLink.objects.exists()

"""Quarters are closed once; what was counted then stays, whatever is written up or defined later."""

from __future__ import annotations

import dataclasses
import datetime as dt
from unittest import mock

import psycopg
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.audit.models import Event
from alongside.core.verdict import NotNow, NotPermitted
from alongside.measures import commands, jobs, queries, rules
from alongside.measures.definitions import DEFINITIONS
from alongside.measures.models import ClosedMeasure
from alongside.measures.rules import Quarter
from alongside.partnerships import commands as partnerships
from alongside.partnerships import wall
from tests import people
from tests.databases import Clone
from tests.people import acting
from tests.referrals import makers

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.database_near]

AUTUMN = Quarter(dt.date(2026, 10, 1), dt.date(2026, 12, 31))
EVE = dt.datetime(2027, 1, 10, 12, 0, tzinfo=dt.UTC)
DAY = dt.datetime(2027, 1, 11, 4, 0, tzinfo=dt.UTC)
"""The first day after ten days of grace."""


def close(slug: str = "swindon", now: dt.datetime = DAY) -> tuple[Quarter, ...]:
    return jobs.close_quarters_of(people.partnership(slug), now)


def read(slug: str = "swindon", *, is_suppressed: bool = False) -> dict[str, queries.Closed]:
    area = people.partnership(slug)
    with wall.inside(area.pk):
        return queries.closed(area.pk, [AUTUMN], is_suppressed=is_suppressed)[AUTUMN]


@pytest.fixture
def two_children(database: Clone) -> None:
    makers.allocated(given_name="Ana", family_name="Birch")
    makers.allocated(given_name="Ben", family_name="Cole", by="police")


@pytest.mark.usefixtures("two_children")
def test_a_quarter_is_closed_once_and_with_every_measure() -> None:
    assert close(now=EVE) == ()
    assert close() == (AUTUMN,)
    assert close() == ()

    found = read()
    assert set(found) == set(DEFINITIONS)
    assert found["open_children"].answer.total.value == 2
    assert {part.by: part.value for part in found["referrals_by_source"].answer.splits["source"]} == {
        "police": 1,
        "school": 1,
    }
    assert found["open_children"].closed_at == DAY
    assert found["open_children"].since == people.TODAY


@pytest.mark.usefixtures("two_children")
def test_what_is_kept_equals_what_is_counted() -> None:
    """Through the row and back, every number of every measure and split is the same."""
    close()
    area = people.partnership("swindon")
    with wall.inside(area.pk):
        counted = queries.counted(area.pk, AUTUMN, tuple(DEFINITIONS))

    assert {code: one.answer for code, one in read().items()} == counted


@pytest.mark.usefixtures("two_children")
def test_what_is_written_up_later_changes_no_closed_quarter() -> None:
    close()
    before = read()

    makers.allocated(given_name="Cai", family_name="Dunn")
    close(now=DAY + dt.timedelta(days=30))

    assert read() == before


@pytest.mark.usefixtures("two_children")
def test_the_application_cannot_change_or_remove_a_closed_quarter(database: Clone) -> None:
    close()
    area = people.partnership("swindon")
    for statement in ("UPDATE measures_closed_measure SET version = 9", "DELETE FROM measures_closed_measure"):
        with database.connect() as other:
            other.execute("SELECT set_config('alongside.partnership', %s, true)", [str(area.pk)])
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                other.execute(statement)


@pytest.mark.usefixtures("two_children")
def test_closing_leaves_a_trace_and_hampshire_sees_none_of_it() -> None:
    close()

    with acting("swindon", "governance_lead"):
        (event,) = Event.objects.filter(action="measures.quarter.closed")
        assert event.detail == {"quarter": "2026-10", "measures": len(DEFINITIONS)}
        assert event.user_name == "Alongside, by the clock"
    with acting("hampshire", "governance_lead"):
        assert not ClosedMeasure.objects.exists()


def test_a_partnership_without_records_has_nothing_to_close() -> None:
    assert close() == ()
    area = people.partnership("swindon")
    with wall.inside(area.pk), pytest.raises(NotNow, match="no record"):
        commands.close_quarter(actor=partnerships.founder(area), quarter=AUTUMN, now=DAY)


def test_nobody_closes_a_quarter_by_hand_or_too_early() -> None:
    with acting("swindon", "head_of_service") as head, pytest.raises(NotPermitted):
        commands.close_quarter(actor=head, quarter=AUTUMN, now=DAY)
    area = people.partnership("swindon")
    with wall.inside(area.pk), pytest.raises(NotNow, match="11 January 2027"):
        commands.close_quarter(actor=partnerships.founder(area), quarter=AUTUMN, now=EVE)


@pytest.mark.usefixtures("two_children")
def test_a_measure_defined_later_joins_a_quarter_and_gives_nothing_away() -> None:
    """Open children were published when prevention was not counted yet: what follows gives way to what was seen."""
    later = {code: one for code, one in DEFINITIONS.items() if code != "prevention_caseload"}
    with mock.patch("alongside.measures.queries.closed.DEFINITIONS", later):
        close()
    before = read(is_suppressed=True)
    assert "prevention_caseload" not in before

    assert close() == (AUTUMN,)

    after = read(is_suppressed=True)
    assert {code: one for code, one in after.items() if code in before} == before
    assert after["prevention_caseload"].answer.total.hidden


@pytest.mark.usefixtures("two_children")
def test_a_changed_definition_is_said_and_not_recounted() -> None:
    close()
    changed = {**DEFINITIONS, "open_children": dataclasses.replace(DEFINITIONS["open_children"], version=2)}
    with mock.patch("alongside.measures.queries.closed.DEFINITIONS", changed):
        found = read()

    assert found["open_children"].is_of_another_definition
    assert not found["screened_share"].is_of_another_definition


def test_the_clock_closes_every_partnership() -> None:
    makers.allocated(given_name="Ana", family_name="Birch")
    makers.allocated("hampshire", given_name="Ben", family_name="Cole")
    with time_machine.travel(DAY):
        assert jobs.close_quarters() == 2
        assert jobs.close_quarters() == 0


@pytest.mark.usefixtures("two_children")
def test_a_trend_is_one_query_however_many_quarters_there_are() -> None:
    close()
    area = people.partnership("swindon")
    with wall.inside(area.pk), CaptureQueriesContext(connection) as captured:
        queries.closed(area.pk, rules.closed_quarters(DAY.date()), is_suppressed=True)

    assert len(captured) == 1

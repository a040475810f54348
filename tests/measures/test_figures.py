"""Every measure agrees with a hand count on a small cohort that was made through commands."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from alongside.measures import queries
from alongside.measures.definitions import DEFINITIONS
from alongside.needs import commands as needs
from alongside.partnerships import wall
from tests import people
from tests.architecture import house
from tests.needs import makers as need_makers
from tests.panels import makers as panel_makers
from tests.people import NOW, TODAY, acting
from tests.referrals import makers

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.database_near]

FIRST = TODAY - dt.timedelta(days=30)


def ask(code: str, slug: str = "swindon", *, by: str = "", last: dt.date = TODAY) -> queries.Measured:
    area = people.partnership(slug)
    with wall.inside(area.pk):
        return queries.measure(code, partnership_id=area.pk, first=FIRST, last=last, by=by)


def by_part(measured: queries.Measured) -> dict[str, float | None]:
    return {part.by: part.value for part in measured.parts}


def test_open_children_and_where_they_came_from() -> None:
    makers.allocated(given_name="Ana", family_name="Birch")
    makers.allocated(given_name="Ben", family_name="Cole", by="police")
    makers.received(given_name="Cai", family_name="Dunn", by="early_help")

    assert ask("open_children").total.value == 2
    assert by_part(ask("open_children", by="stream")) == {"Prevention": 2}
    assert ask("prevention_caseload").total.value == 2
    assert by_part(ask("referrals_by_source", by="source")) == {"Early help": 1, "Police": 1, "School": 1}
    assert ask("open_children", "hampshire").total.value == 0
    assert ask("open_children", last=TODAY - dt.timedelta(days=1)).total.value == 0


def test_the_share_of_workload_has_its_numerator_and_denominator() -> None:
    makers.allocated(given_name="Ana", family_name="Birch")
    measured = ask("prevention_share_of_workload")

    assert (measured.total.numerator, measured.total.denominator, measured.total.value) == (1, 1, 1)
    assert ask("prevention_share_of_workload", "hampshire").total.value is None


def test_posts_are_counted_in_full_time_equivalents() -> None:
    assert ask("prevention_posts_fte").total.value == 3


def test_screens_count_children_and_days() -> None:
    involvement = makers.allocated(given_name="Ana", family_name="Birch")
    makers.allocated(given_name="Ben", family_name="Cole")
    assert ask("screened_share").total.value == 0
    done_at = NOW + dt.timedelta(days=4)
    with acting("swindon", "practitioner") as actor:
        from alongside.needs.models import Screen

        screen = Screen.objects.get(child_id=involvement.child_id)
        needs.record_screen(actor=actor, screen=screen, done_on=done_at.date(), raised=(), note="", now=done_at)

    last = TODAY + dt.timedelta(days=6)
    share, days = ask("screened_share", last=last), ask("days_to_screen", last=last)
    assert (share.total.numerator, share.total.denominator) == (1, 2)
    assert (days.total.median, days.total.n, days.total.waiting, days.total.longest) == (4, 1, 1, 6)


def test_those_who_still_wait_for_a_specialist_are_never_dropped() -> None:
    need_makers.a_screened_child()
    last = TODAY + dt.timedelta(days=9)

    measured = ask("days_need_to_first_support", by="specialism", last=last)

    (part,) = measured.parts
    assert part.by == "Speech and language therapy"
    assert (part.n, part.waiting, part.longest, part.value) == (0, 1, 9, None)


def test_panel_attendance_counts_the_seats_of_core_agencies() -> None:
    meeting = panel_makers.a_meeting("swindon")
    panel_makers.an_item("swindon", meeting, panel_makers.a_known_child("swindon"))
    panel_makers.started("swindon", meeting)
    last = panel_makers.MEETS_ON

    measured = ask("panel_attendance", by="agency", last=last)

    assert measured.total.numerator == len(panel_makers.CORE)
    assert measured.total.value is not None
    assert 0 < measured.total.value <= 1


@pytest.mark.parametrize("code", DEFINITIONS)
def test_row_security_alone_keeps_partnerships_apart(code: str) -> None:
    """Asked for another partnership's rows from within one's own, there is nothing to count."""
    makers.allocated(given_name="Ana", family_name="Birch")
    theirs, mine = people.partnership("swindon"), people.partnership("hampshire")
    with wall.inside(mine.pk):
        measured = queries.measure(code, partnership_id=theirs.pk, first=FIRST, last=TODAY)

    assert not measured.total.n


def test_the_compiled_sql_is_current(tmp_path: Path) -> None:
    call_command("compile_measures", folder=str(tmp_path), verbosity=0)
    committed = house.PACKAGE / "measures" / "sql" / "postgres"

    stale = {path.name for path in tmp_path.iterdir()} ^ {path.name for path in committed.iterdir()}
    stale |= {path.name for path in tmp_path.iterdir() if (committed / path.name).read_text() != path.read_text()}

    assert not stale, f"Run .venv/bin/alongside compile-measures: {sorted(stale)}"


def test_the_web_imports_no_ibis() -> None:
    code = (
        "import os, sys, django; os.environ['ALONGSIDE_MODE'] = 'test';"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'alongside.config.settings'; django.setup();"
        "import alongside.config.urls; sys.exit('ibis' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=house.ROOT, check=False).returncode == 0


def test_the_command_answers_in_the_agreed_keys(capsys: pytest.CaptureFixture[str]) -> None:
    makers.allocated(given_name="Ana", family_name="Birch")

    call_command("measure", "open_children", "--partnership", "swindon", "--by", "stream", "--json", "--to", str(TODAY))

    answer = json.loads(capsys.readouterr().out)
    assert {"code", "value", "unit", "numerator", "denominator", "median", "p90", "n", "from", "to", "by"} <= set(
        answer
    )
    assert (answer["value"], answer["by"][0]["stream"], answer["by"][0]["value"]) == (1, "Prevention", 1)


@pytest.mark.parametrize(
    "key,status",
    [("team_manager", 200), ("head_of_service", 200), ("board_member", 200), ("practitioner", 403), ("school", 403)],
)
def test_who_sees_the_managers_page(key: str, status: int) -> None:
    makers.allocated(given_name="Ana", family_name="Birch")
    client = Client()
    people.sign_in(client, "swindon", key)

    assert client.get("/measures/").status_code == status
    for code in DEFINITIONS:
        assert client.get(f"/measures/{code}/").status_code == status
        assert client.get(f"/measures/{code}/csv/").status_code == status


def test_a_board_member_sees_no_small_count() -> None:
    makers.allocated(given_name="Ana", family_name="Birch")
    client = Client()
    people.sign_in(client, "swindon", "board_member")

    # They see quarters that have ended.
    with time_machine.travel(dt.datetime(2027, 1, 5, 10, 0, tzinfo=dt.UTC)):
        people.sign_in(client, "swindon", "board_member")
        page = client.get("/measures/open_children/").content.decode()
        file = client.get("/measures/open_children/csv/").content.decode()

    assert "hidden" in page
    assert "All,hidden" in file

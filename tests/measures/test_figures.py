"""Every measure agrees with a hand count on a small cohort that was made through commands."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.children import commands as children
from alongside.measures import queries
from alongside.measures.definitions import DEFINITIONS
from alongside.needs import commands as needs
from alongside.needs.models import Screen
from alongside.partnerships import wall
from alongside.referrals import commands as referrals
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


def test_two_joined_records_are_one_child() -> None:
    """Three records with open work, two of which are of one child: two children, of whom one was screened and has a
    known need. Her screen is in one record, her need in the other."""
    one = makers.allocated(given_name="Ana", family_name="Birch")
    two = makers.allocated(given_name="Anna", family_name="Birch", worker="colleague")
    makers.allocated(given_name="Ben", family_name="Cole")
    with acting("swindon", "practitioner") as actor:
        screen = Screen.objects.get(child_id=one.child_id)
        needs.record_screen(actor=actor, screen=screen, done_on=TODAY, raised=(), note="", now=NOW)
    people.grant("swindon", two.child, "specialist", "specialist")
    with acting("swindon", "specialist") as actor:
        needs.record_need(
            actor=actor,
            child=two.child,
            area="speech_language",
            identified_on=TODAY,
            evidence="Assessed in full",
            now=NOW,
        )
    assert ask("open_children").total.value == 3
    with acting("swindon", "front_door") as actor:
        merge = children.propose_merge(actor=actor, kept=one.child, other=two.child, why="Rang her mother", now=NOW)
    with acting("swindon", "team_manager") as actor:
        children.decide_merge(actor=actor, merge=merge, is_one_child=True, why="The same", now=NOW)

    assert ask("open_children").total.value == 2
    assert ask("prevention_caseload").total.value == 2
    share = ask("screened_share").total
    assert (share.numerator, share.denominator) == (1, 2)
    assert ask("children_with_need").total.value == 1
    assert set(by_part(ask("caseload_per_worker", by="worker")).values()) == {1, 2}
    workload = ask("prevention_share_of_workload").total
    assert (workload.numerator, workload.denominator) == (3, 3)
    with acting("swindon", "front_door") as actor:
        children.part_records(actor=actor, merge=merge, why="Cousins", now=NOW)
    assert ask("open_children").total.value == 3


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


# The door, the wait, the need and the load, counted by hand


def test_what_became_of_referrals_and_who_asked() -> None:
    """Five referrals: three taken on (two of them of the police), one not for us, one still waits."""
    makers.allocated(given_name="Ana", family_name="Birch", by="police")
    makers.accepted(given_name="Ben", family_name="Cole", by="police")
    makers.accepted(given_name="Cai", family_name="Dunn")
    makers.declined(given_name="Dee", family_name="Eames")
    makers.received(given_name="Eli", family_name="Frost", by="early_help")

    share = ask("taken_on_share", by="source")
    assert (share.total.numerator, share.total.denominator) == (3, 4)
    assert {part.by: (part.numerator, part.denominator) for part in share.parts} == {"Police": (2, 2), "School": (1, 2)}
    assert by_part(ask("not_taken_on", by="outcome")) == {"Not for us": 1}
    assert by_part(ask("referrals_by_source", by="source")) == {"Early help": 1, "Police": 2, "School": 2}
    itself = ask("self_referral_share")
    assert (itself.total.numerator, itself.total.denominator, itself.total.value) == (0, 5, 0)


def test_a_decision_counts_on_its_own_day() -> None:
    makers.declined(given_name="Dee", family_name="Eames")

    assert ask("taken_on_share", last=TODAY - dt.timedelta(days=1)).total.denominator == 0


def test_days_to_the_first_contact_and_those_who_still_wait() -> None:
    """Ana is met on the fourth day, and keeps that day with another worker; Ben waits; Dee was not taken on."""
    met = makers.allocated(given_name="Ana", family_name="Birch")
    makers.accepted(given_name="Ben", family_name="Cole")
    makers.declined(given_name="Dee", family_name="Eames")
    day = NOW + dt.timedelta(days=4)
    with acting("swindon", "practitioner") as actor:
        referrals.record_first_contact(actor=actor, involvement=met, on=day.date(), now=day)
    with acting("swindon", "team_manager") as manager:
        referrals.transfer(
            actor=manager,
            involvement=met,
            membership=people.membership_of("swindon", "colleague"),
            team=people.team_of("swindon", "prevention"),
            reason="Asha has the most children",
            now=day,
        )

    measured = ask("days_to_first_contact", last=TODAY + dt.timedelta(days=10))

    assert (measured.total.median, measured.total.n) == (4, 1)
    assert (measured.total.waiting, measured.total.longest) == (1, 10)


def test_needs_are_counted_once_identified_and_each_child_once() -> None:
    """Ana has two known needs and Ben one; what Cai's screen raised is not known yet, and is not counted."""
    ana = makers.allocated(given_name="Ana", family_name="Birch").child
    ben = makers.allocated(given_name="Ben", family_name="Cole").child
    cai = makers.allocated(given_name="Cai", family_name="Dunn").child
    with acting("swindon", "practitioner") as actor:
        for child, areas in ((ana, ("speech_language", "sensory")), (ben, ("speech_language",))):
            for area in areas:
                needs.record_need(
                    actor=actor, child=child, area=area, identified_on=TODAY, evidence="Assessed at school", now=NOW
                )
        screen = Screen.objects.get(child_id=cai.pk)
        needs.record_screen(
            actor=actor, screen=screen, done_on=TODAY, raised=("speech_language",), note="Short answers", now=NOW
        )

    measured = ask("children_with_need", by="area")

    assert measured.total.value == 2
    assert by_part(measured) == {"Hearing and sight": 1, "Speech, language and communication": 2}
    assert ask("children_with_need", last=TODAY - dt.timedelta(days=1)).total.value == 0


def test_children_per_worker_is_children_over_the_workers_who_hold_them() -> None:
    for given, family in (("Ana", "Birch"), ("Ben", "Cole"), ("Cai", "Dunn")):
        makers.allocated(given_name=given, family_name=family)
    makers.allocated(given_name="Dee", family_name="Eames", worker="colleague")

    measured = ask("caseload_per_worker", by="worker")

    assert (measured.total.numerator, measured.total.denominator, measured.total.value) == (4, 2, 2)
    assert by_part(measured) == {"Asha Penrose": 3, "Tom Wickham": 1}


def test_a_child_without_a_locality_is_counted_as_missing_one() -> None:
    makers.allocated(given_name="Ana", family_name="Birch")
    lost = makers.allocated(given_name="Ben", family_name="Cole", locality=None).child
    area = people.partnership("swindon")
    with wall.inside(area.pk):
        found = queries.lacking("open_children", "locality", partnership_id=area.pk, first=FIRST, last=TODAY)

    assert found == [lost.pk]
    assert by_part(ask("open_children", by="locality")) == {"North swindon": 1, "Not recorded": 1}


def test_children_of_whom_nobody_asked_the_ethnicity_are_counted_as_such() -> None:
    makers.allocated(given_name="Ana", family_name="Birch")
    asked = makers.allocated(given_name="Ben", family_name="Cole").child
    from alongside.children.models import Child

    area = people.partnership("swindon")
    with wall.inside(area.pk):
        before = queries.lacking("open_children", "ethnicity", partnership_id=area.pk, first=FIRST, last=TODAY)
        # What is under test is the count: the act of asking has tests of its own.
        Child.objects.filter(pk=asked.pk).update(ethnic_group="A1")
        after = queries.lacking("open_children", "ethnicity", partnership_id=area.pk, first=FIRST, last=TODAY)

    assert set(before) - set(after) == {asked.pk}
    assert len(after) == 1


def test_many_measures_cost_one_query() -> None:
    area = people.partnership("swindon")
    with wall.inside(area.pk), CaptureQueriesContext(connection) as captured:
        queries.answers(queries.ON_PAGE, partnership_id=area.pk, first=FIRST, last=TODAY)

    assert len(captured) == 1

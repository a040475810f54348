"""A list that is ahead of the record: the step that follows, taken by the tracker alone; faulty lines as a file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.audit.models import Event
from alongside.ehcp.models import Case
from alongside.exchange import commands, jobs, queries
from alongside.exchange.models import EhcList
from alongside.partnerships import wall
from tests import people
from tests.ehcp import makers as ehc
from tests.exchange import makers
from tests.exchange.makers import STATUSES, of, read, report, row
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]

HEADS = (*makers.HEADS, "Decision date", "Draft date", "Cease date")


def a_list(*rows: makers.Row, by: str = "send_officer") -> EhcList:
    """A list with the days of the steps between a request and a plan, read as the officer."""
    with acting("swindon", by) as actor:
        found = commands.upload_list(actor=actor, content=makers.csv_of(*rows, heads=HEADS), now=NOW)
        found = commands.map_columns(actor=actor, ehc_list=found, columns=found.columns, now=NOW)
        assert {"decided_on", "draft_on", "ended_on"} <= set(found.columns)
        found = commands.queue_list(actor=actor, ehc_list=found, statuses=STATUSES, now=NOW)
    return _read(found)


def _read(found: EhcList) -> EhcList:
    with time_machine.travel(NOW, tick=True):
        jobs.read_lists()
    return found


def ahead(case: Case, *, by: str = "send_officer", **more: str) -> EhcList:
    """A list that says of the child of the case that there is a plan since last week."""
    days = {"decided": "", "draft": "", "plan": "", **more}
    line = of(case.child, status="Active plan", plan=days["plan"], reviewed="", school="", reference="S1")
    return a_list((*line, days["decided"], days["draft"], ""), by=by)


def the_line(found: EhcList, by: str = "send_officer") -> queries.Line:
    (line,) = report(found, by=by).differing
    return line


def test_the_list_is_followed_step_by_step_through_the_tracker(client: Client) -> None:
    case = ehc.taken(ehc.begun(ehc.a_child()))
    decided, draft, final = (TODAY - dt.timedelta(days=days) for days in (40, 30, 3))
    found = ahead(case, decided=decided.isoformat(), draft=draft.isoformat(), plan=final.isoformat())
    people.sign_in(client, "swindon", "send_officer")
    page = reverse("exchange:ehc_list", kwargs={"ref": found.ref})

    def go_on(title: str, day: dt.date | None) -> None:
        """Follow the link of the line; the form stands there with the day; save it."""
        text = client.get(page).content.decode()
        (link,) = re.findall(r'href="(/children/[^"]+/steps/[^"]+)"', text)
        assert title in text
        form = client.get(link.replace("&amp;", "&")).content.decode()
        assert title in form
        if day:
            assert f"on={day.isoformat()}" in link
            assert "is filled in from the SEND team" in form
            for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
                assert re.search(rf'name="happened_on-{part}"[^>]*value="{value}"', form), part
        else:
            assert "on=" not in link
        key = re.search(r'name="form_key" value="([^"]+)"', form)
        version = re.search(r'name="version" value="([^"]+)"', form)
        assert key
        assert version
        on = day or TODAY - dt.timedelta(days=35)
        answer = client.post(
            link,
            {
                "form_key": key[1],
                "version": version[1],
                "happened_on-day": on.day,
                "happened_on-month": on.month,
                "happened_on-year": on.year,
            },
        )
        assert answer.status_code == 302, answer.content.decode()[:2000]

    go_on("Say that there will be an assessment", decided)
    go_on("Say that there will be a plan", None)
    go_on("Send the draft plan", draft)
    go_on("Send the final plan", final)

    assert ehc.again(case).status == "maintained"
    assert ehc.codes(case)[-4:] == ["decide_to_assess", "decide_to_issue", "send_draft", "send_final_plan"]
    line = the_line(found)
    assert (line.is_same_now, line.next) == (True, None)
    assert "The same now" in client.get(page).content.decode()


def test_whoever_does_not_move_cases_reads_who_does(client: Client) -> None:
    case = ehc.begun(ehc.a_child())
    found = ahead(case, by="practitioner")
    line = the_line(found, by="practitioner")
    assert line.next is not None
    assert (line.next.title, line.next.is_mine) == ("Say that there will be an assessment", False)
    people.sign_in(client, "swindon", "practitioner")
    text = client.get(reverse("exchange:ehc_list", kwargs={"ref": found.ref})).content.decode()
    assert "the SEND team does this" in text
    assert "/steps/" not in text


def test_a_day_that_cannot_be_is_not_filled_in(client: Client) -> None:
    case = ehc.taken(ehc.begun(ehc.a_child()))
    address = reverse(
        "ehcp:take_step", kwargs={"child_ref": case.child.ref, "ref": case.ref, "step": "decide_to_assess"}
    )
    people.sign_in(client, "swindon", "send_officer")
    for on in ("soon", "2099-01-01", "2020-01-01", "<script>"):
        text = client.get(address, {"on": on}).content.decode()
        assert "is filled in from" not in text, on
    assert "is filled in from" in client.get(address, {"on": TODAY.isoformat()}).content.decode()


def test_ten_lines_that_are_ahead_cost_as_many_queries_as_one() -> None:
    names = ("Ada", "Beatrix", "Cleo", "Dorothea", "Eva", "Flora", "Gwen", "Hana", "Ines", "Juniper", "Kira")
    cases = [ehc.taken(ehc.begun(ehc.a_child(given=name, family=f"{name[::-1]}son".title()))) for name in names]
    lines = [
        (*of(case.child, status="Active plan", reviewed="", reference=f"R{n}"), "", "", "")
        for n, case in enumerate(cases)
    ]
    counts = []
    for some in (lines[:1], lines[1:]):
        found = a_list(*some)
        with acting("swindon", "send_officer") as actor, CaptureQueriesContext(connection) as asked:
            page = queries.report(actor, found, NOW)._value
        assert [bool(line.next) for line in page.differing] == [True] * len(some)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_every_faulty_line_is_in_the_file_with_its_reason_and_none_runs_as_a_formula(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alongside.exchange.rules.FAULTS_SHOWN", 2)
    found = read(
        row("S1", born="31/02/2013", reviewed="soon"),
        row("S2", status="=2+3"),
        row("S3", family=""),
        row("S4"),
    )
    people.sign_in(client, "swindon", "team_manager")
    page = client.get(reverse("exchange:ehc_list", kwargs={"ref": found.ref})).content.decode()
    assert "The file below has all 3" in page
    answer = client.get(reverse("exchange:take_faults", kwargs={"ref": found.ref}))
    assert answer["Content-Type"].startswith("text/csv")
    assert f'faulty-lines-{found.ref}.csv"' in answer["Content-Disposition"]
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head == list(queries.FAULTS_HEAD)
    assert [number for number, _ in rows] == ["2", "3", "4"]
    assert "“DOB” says “31/02/2013”" in rows[0][1]
    assert "“Last review” says “soon”" in rows[0][1]
    assert "holds a formula" in rows[1][1]
    assert "The name is not whole." in rows[2][1]
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in rows for cell in line)
    with wall.inside(found.partnership_id):
        event = Event.objects.get(action="exchange.faults.taken")
        assert event.about == [found.ref]


def test_whose_the_file_is() -> None:
    found = read(row("S1", born="31/02/2013"))
    waiting = makers.queued(row("S1"))

    def status(key: str, slug: str = "swindon", ref: str = found.ref) -> int:
        client = Client()
        people.sign_in(client, slug, key)
        return client.get(reverse("exchange:take_faults", kwargs={"ref": ref})).status_code

    assert status("team_manager") == 200
    assert status("practitioner") == 403
    assert status("send_officer") == 404
    assert status("team_manager", "hampshire") == 404
    assert status("school") == 403
    assert status("team_manager", ref=waiting.ref) == 302

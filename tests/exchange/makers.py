"""Lists as the SEND team's system exports them, and lists that were read, reached through commands and the job."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import time_machine

from alongside.children.models import Child
from alongside.exchange import commands, jobs, queries, rules
from alongside.exchange.models import EhcList, ListLine
from alongside.partnerships import wall
from tests.people import NOW, acting

HEADS = (
    "Person ID",
    "Forename",
    "Surname",
    "DOB",
    "EHCP Status",
    "Request date",
    "Final plan date",
    "Last review",
    "School",
)
STATUSES = {"Active plan": "maintained", "Under assessment": "assessing", "Ceased": "ended"}
"""As a person would say what the list's words mean."""

Row = Sequence[object]


def row(
    reference: str = "S1",
    given: str = "Zoë",
    family: str = "Ashdown",
    born: object = "03/02/2013",
    status: str = "Active plan",
    requested: object = "",
    plan: object = "",
    reviewed: object = "04/03/2026",
    school: str = "Kingsdown",
) -> Row:
    """A line of the list; by default it is about the child whom ``people.a_child`` makes, with a plan in force."""
    return (reference, given, family, born, status, requested, plan, reviewed, school)


def csv_of(*rows: Row, heads: Sequence[str] = HEADS) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    return out.getvalue().encode()


def xlsx_of(*rows: Row, heads: Sequence[str] = HEADS, above: Sequence[Row] = (), more: str = "") -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for one in (*above, heads, *rows):
        sheet.append(list(one))
    if more:
        book.create_sheet(more)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def queued(*rows: Row, slug: str = "swindon", by: str = "team_manager", now: dt.datetime = NOW) -> EhcList:
    """A list that waits to be read."""
    with acting(slug, by) as actor:
        found = commands.upload_list(actor=actor, content=csv_of(*rows), now=now)
        found = commands.map_columns(actor=actor, ehc_list=found, columns=found.columns, now=now)
        return commands.queue_list(actor=actor, ehc_list=found, statuses=STATUSES, now=now)


def read(*rows: Row, slug: str = "swindon", by: str = "team_manager", now: dt.datetime = NOW) -> EhcList:
    """A list that the worker has read."""
    found = queued(*rows, slug=slug, by=by, now=now)
    with time_machine.travel(now, tick=True):
        jobs.read_lists()
    with wall.inside(found.partnership_id):
        return EhcList.objects.get(pk=found.pk)


def report(
    found: EhcList,
    slug: str = "swindon",
    by: str = "team_manager",
    *,
    now: dt.datetime = NOW,
    everything: bool = False,
) -> queries.Report:
    with acting(slug, by) as actor:
        return queries.report(actor, found, now, everything=everything)._value


def lines(found: EhcList) -> list[ListLine]:
    with wall.inside(found.partnership_id):
        return list(ListLine.objects.filter(ehc_list=found).order_by("number"))


def sheet(*rows: Row) -> rules.Sheet:
    return rules.read_sheet(csv_of(*rows))


def of(child: Child, **more: Any) -> Row:
    """A line about a child, as the record has the names."""
    return row(
        given=child.given_name,
        family=child.family_name,
        born=child.born_on.isoformat(),
        **more,
    )

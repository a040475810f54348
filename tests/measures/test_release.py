"""A reader takes everything: the board's page, every measure by every split, every file of every quarter, and solves.

What the reader learns is parsed from what the application answers, and is put to the linear programme of
``attacker`` over every kind of child that there can be.
"""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import re
from collections import Counter
from collections.abc import Iterator
from unittest import mock

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from alongside.measures import commands, rules
from alongside.measures.rules import Quarter
from alongside.partnerships import commands as partnerships
from alongside.partnerships import wall
from tests import people
from tests.measures.attacker import Programme, total
from tests.measures.test_disclosure import KINDS, PLACES, STREAMS, Kind, a_world, answers_of, counts_in, everything
from tests.people import TODAY
from tests.referrals import makers

pytestmark = [pytest.mark.usefixtures("database")]

CLOSED = dt.datetime(2027, 7, 20, 10, 0, tzinfo=dt.UTC)
QUARTERS = rules.closed_quarters(CLOSED.date(), number=3)
STREAM_TITLES = {"Court order": "court_order", "Diversion": "diversion", "Prevention": "prevention"}
Learnt = dict[tuple[str, str, str], dict[str, float]]
"""By code, split and part: each number that was read."""


def worlds() -> dict[Quarter, Counter[Kind]]:
    """Three quarters; from each to the next one child more, the very difference that a reader looks for."""
    first = a_world(4)
    second, third = first.copy(), first.copy()
    second["East", "prevention", True, False] += 1
    third["East", "prevention", True, False] += 2
    third["North", "court_order", False, True] += 1
    return dict(zip(QUARTERS, (first, second, third), strict=True))


@pytest.fixture
def reader() -> Iterator[Client]:
    """A board member, after three quarters were closed."""
    makers.allocated(given_name="Ana", family_name="Birch")
    area = people.partnership("swindon")
    for quarter, children in worlds().items():
        answers = {answer.definition.code: answer for answer in answers_of(children)}
        with (
            mock.patch("alongside.measures.queries.to_close", return_value=tuple(answers)),
            mock.patch("alongside.measures.queries.counted", return_value=answers),
            wall.inside(area.pk),
        ):
            commands.close_quarter(actor=partnerships.founder(area), quarter=quarter, now=CLOSED)
    assert QUARTERS[0].first < TODAY + dt.timedelta(days=60)
    with time_machine.travel(CLOSED, tick=True):
        client = Client()
        people.sign_in(client, "swindon", "board_member")
        yield client


def learn_from_csv(text: str, learnt: Learnt) -> None:
    for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))):
        part = "" if row["Part"] == "All" else STREAM_TITLES.get(row["Part"], row["Part"])
        known = learnt.setdefault((row["Code"], row["Split"].lower(), part), {})
        for name in ("Value", "Numerator", "Denominator", "Counted"):
            if row[name] not in ("", "hidden"):
                assert known.setdefault(name, float(row[name])) == float(row[name])


def learn(client: Client, quarter: Quarter) -> Learnt:
    """All that can be read of a quarter anywhere."""
    learnt: Learnt = {}
    asked = {"quarter": quarter.code}
    page = client.get("/measures/board/", asked)
    assert quarter.title in page.content.decode()
    learn_from_csv(client.get("/measures/board/csv/", asked).content.decode(), learnt)
    for code in ("open_children", "screened_share", "children_with_need", "prevention_caseload"):
        for by in ("", *rules_splits(code)):
            shown = client.get(f"/measures/{code}/", {**asked, "by": by})
            file = client.get(f"/measures/{code}/csv/", {**asked, "by": by}).content.decode()
            learn_from_csv(file, learnt)
            same_on_page(shown.content.decode(), file, by)
    return learnt


def rules_splits(code: str) -> tuple[str, ...]:
    return ("locality",) if code == "prevention_caseload" else ("locality", "stream")


def same_on_page(page: str, file: str, by: str) -> None:
    """What is hidden in the file is hidden on the page, row by row."""
    rows = {}
    for row in re.findall(r"<tr class=\"govuk-table__row\" role=\"row\">(.*?)</tr>", page, re.S):
        cells = [
            html.unescape(re.sub(r"<[^>]*>", "", cell)).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)
        ]
        rows[cells[0]] = cells[1:]
    for row in csv.DictReader(io.StringIO(file.removeprefix("\ufeff"))):
        if by and row["Split"].lower() == by:
            assert (row["Value"] == "hidden") == ("hidden" in rows[row["Part"]]), (row, rows)


def attack_on(learnt: Learnt) -> Programme:
    programme = Programme()
    for kind in KINDS:
        programme.unknowns[kind] = len(programme.unknowns)
    for (code, split, part), known in learnt.items():
        for name, value in known.items():
            met = name == "Numerator" or (name == "Value" and code != "screened_share")
            if code == "screened_share" and name == "Value":
                continue
            holds = [kind for kind in KINDS if counts(kind, code, split, part, met=met)]
            programme.equation(total(holds), value)
    return programme


def counts(kind: Kind, code: str, split: str, part: str, *, met: bool) -> bool:
    """Whether a number counts this kind of child."""
    here = not split or kind[{"locality": 0, "stream": 1}[split]] == part
    also = {
        "open_children": True,
        "screened_share": kind[2] or not met,
        "children_with_need": kind[3],
        "prevention_caseload": kind[1] == "prevention",
    }[code]
    return here and also


def test_no_hidden_number_can_be_recovered_from_all_that_is_shown(reader: Client) -> None:
    tried = 0
    for quarter, children in worlds().items():
        learnt = learn(reader, quarter)
        attack = attack_on(learnt)
        for answer in answers_of(children):
            code = answer.definition.code
            for split, figure in everything(answer):
                assert (code, split, figure.by) in learnt, "the reader missed a figure"
                for holds, value in counts_in(answer, split, figure):
                    if rules.is_small(value):
                        tried += 1
                        least, most = attack.bounds(total(kind for kind in KINDS if holds(kind)))
                        assert least <= value <= most
                        assert most - least >= 1.999, f"{quarter.code} {code} {split} {figure.by}: {least} to {most}"
    assert tried > 20


def test_a_quarter_less_another_gives_no_child_away(reader: Client) -> None:
    """One child more in a place is seen in the difference of two totals; never where the place is hidden in one."""
    read = {quarter: learn(reader, quarter) for quarter in QUARTERS}
    for (quarter, children), (_, following) in zip(
        list(worlds().items())[:-1], list(worlds().items())[1:], strict=True
    ):
        after = QUARTERS[QUARTERS.index(quarter) + 1]
        for split, values in (("locality", PLACES), ("stream", STREAMS)):
            for value in values:
                place = 0 if split == "locality" else 1
                sizes = [sum(n for kind, n in each.items() if kind[place] == value) for each in (children, following)]
                for size, when in zip(sizes, (quarter, after), strict=True):
                    known = read[when].get(("open_children", split, value), {})
                    assert known.get("Value", size) == size
                    assert not (rules.is_small(size) and known)


def test_the_workbook_holds_what_the_file_holds_and_hides_what_it_hides(reader: Client) -> None:
    asked = {"quarter": QUARTERS[-1].code}
    book = load_workbook(io.BytesIO(reader.get("/measures/board/xlsx/", asked).content))
    text = reader.get("/measures/board/csv/", asked).content.decode()

    lines = [["" if cell is None else str(cell) for cell in row] for row in book["Figures"].iter_rows(values_only=True)]
    assert lines == list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert "hidden" in text
    assert book.sheetnames == ["Figures", "Trend", "Definitions", "About"]
    trend = {(row[0], row[2]): row[3] for row in book["Trend"].iter_rows(min_row=2, values_only=True)}
    totals = {quarter: sum(children.values()) for quarter, children in worlds().items()}
    for quarter, size in totals.items():
        assert trend["open_children", quarter.title] in (size, "hidden")

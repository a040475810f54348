"""Who sees which page of figures, what stands on it, and what a file of it leaves behind."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from alongside.audit.models import Event
from alongside.measures import jobs
from alongside.measures.definitions import DEFINITIONS
from tests import people
from tests.people import NOW, acting
from tests.referrals import makers

pytestmark = [pytest.mark.usefixtures("database")]

DAY = dt.datetime(2027, 1, 12, 10, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with time_machine.travel(DAY, tick=True):
        yield


def signed_in(key: str, slug: str = "swindon") -> Client:
    client = Client()
    people.sign_in(client, slug, key)
    return client


def some_children(number: int, slug: str = "swindon", **more: object) -> None:
    for place in range(number):
        makers.allocated(slug, given_name=f"Ana{place}", family_name="Birch", **more)  # type: ignore[arg-type]


def close(slug: str = "swindon") -> None:
    jobs.close_quarters_of(people.partnership(slug), DAY)


OWN, BOARD = ("/measures/", "/measures/csv/", "/measures/xlsx/"), ("/measures/board/", "/measures/board/csv/")
LACKING = "/measures/open_children/missing/locality/"


@pytest.mark.parametrize(
    "key,own,board",
    [
        ("team_manager", 200, 200),
        ("head_of_service", 200, 200),
        ("board_member", 403, 200),
        ("practitioner", 403, 403),
        ("school", 403, 403),
        ("assessor", 403, 403),
    ],
)
def test_who_sees_which_figures(key: str, own: int, board: int) -> None:
    some_children(1)
    close()
    client = signed_in(key)

    for address in (*OWN[1:], LACKING):
        assert client.get(address).status_code == own, address
    for address in BOARD:
        assert client.get(address).status_code == board, address
    for code in DEFINITIONS:
        assert client.get(f"/measures/{code}/").status_code == board, code
        assert client.get(f"/measures/{code}/csv/").status_code == board, code
    first = client.get("/measures/")
    assert first.status_code == (302 if (own, board) == (403, 200) else own)


def test_the_board_is_told_when_its_first_figures_come() -> None:
    page = signed_in("board_member", "hampshire").get("/measures/board/").content.decode()

    assert "No quarter is closed yet" in page
    assert signed_in("board_member", "hampshire").get("/measures/board/csv/").status_code == 404
    assert (
        "No quarter is closed yet"
        in signed_in("board_member", "hampshire").get("/measures/open_children/").content.decode()
    )


def test_the_board_sees_no_small_number_and_the_manager_does() -> None:
    some_children(2)
    close()

    board = signed_in("board_member").get("/measures/open_children/csv/").content.decode()
    manager = signed_in("team_manager").get("/measures/open_children/csv/").content.decode()

    assert "All,hidden," in board
    assert "All,2," in manager


def test_the_board_cannot_choose_days_of_its_own() -> None:
    """Two periods that differ by a day would tell what happened on it."""
    some_children(1)
    close()
    client = signed_in("board_member")
    asked = {"first-day": 1, "first-month": 10, "first-year": 2026, "last-day": 20, "last-month": 11, "last-year": 2026}

    usual = client.get("/measures/referrals_by_source/csv/").content
    assert client.get("/measures/referrals_by_source/csv/", asked).content == usual
    assert b"2026-10-01,2026-12-31" in usual


def test_figures_of_one_partnership_are_not_those_of_another() -> None:
    some_children(2)
    close()
    close("hampshire")

    text = signed_in("team_manager", "hampshire").get("/measures/open_children/csv/").content.decode()
    assert "All,0," in text
    assert "No quarter is closed yet" in signed_in("board_member", "hampshire").get("/measures/board/").content.decode()


def test_a_file_says_who_took_it_and_leaves_a_disclosure() -> None:
    some_children(1)
    close()
    book = load_workbook(io.BytesIO(signed_in("board_member").get("/measures/board/xlsx/").content))
    signed_in("head_of_service").get("/measures/csv/")

    about = {str(row[0]): row[1] for row in book["About"].iter_rows(min_row=2, values_only=True)}
    assert about["Taken by"] == "Edmund Vale, Management Board"
    assert about["Quarter"] == "October to December 2026"
    assert "1 to 5" in str(about["Hidden"])
    assert book["Definitions"].max_row == len(DEFINITIONS) + 1
    with acting("swindon", "governance_lead"):
        events = list(Event.objects.filter(action="measures.figures.exported").order_by("id").values("verb", "detail"))
    assert [event["verb"] for event in events] == ["disclosure", "disclosure"]
    assert events[0]["detail"] == {"kind": "xlsx", "page": "board", "quarter": "2026-10", "small_numbers": False}
    assert events[1]["detail"]["small_numbers"] is True


def test_a_name_that_begins_a_formula_runs_in_no_file() -> None:
    from alongside.partnerships import commands as partnerships

    area = people.partnership("swindon")
    with acting("swindon", "administrator") as administrator:
        place = partnerships.add_locality(actor=administrator, name="=HYPERLINK(1)", now=NOW)
    assert area.pk == place.partnership_id
    some_children(1, locality=place)
    client = signed_in("team_manager")

    assert ",'=HYPERLINK(1)," in client.get("/measures/csv/").content.decode()
    book = load_workbook(io.BytesIO(client.get("/measures/xlsx/").content))
    cells = [cell for row in book["Figures"].iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert cells
    assert all(cell.data_type == "s" and str(cell.value).startswith("'=") for cell in cells)


def test_who_has_no_locality_is_listed_for_those_who_may_see_them() -> None:
    """The manager of the team sees the child; the head of service, who sees no child, is told the number."""
    some_children(1)
    makers.allocated(given_name="Zed", family_name="Lostwithiel", locality=None)
    manager, head = signed_in("team_manager"), signed_in("head_of_service")

    assert "1 child has no locality recorded" in manager.get("/measures/open_children/").content.decode()
    assert "Lostwithiel" in manager.get(LACKING).content.decode()
    page = head.get(LACKING).content.decode()
    assert "Lostwithiel" not in page
    assert "You may see none of these children" in page
    assert manager.get("/measures/open_children/missing/shoe_size/").status_code == 404
    assert manager.get("/measures/shoe_size/missing/locality/").status_code == 404
    with acting("swindon", "governance_lead"):
        seen = Event.objects.filter(action="measures.children.lacking").order_by("id").values_list("about", flat=True)
        assert [len(about) for about in seen] == [1, 0]


@pytest.mark.parametrize("address", ["/measures/", "/measures/board/", "/measures/open_children/", LACKING])
def test_ten_children_cost_as_many_queries_as_one(address: str) -> None:
    client = signed_in("team_manager")
    counts = []
    for number in (1, 6):
        some_children(number, locality=None)
        close()
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_each_page_says_its_definition_and_draws_with_a_table() -> None:
    some_children(1)
    client = signed_in("team_manager")
    for code, definition in DEFINITIONS.items():
        page = client.get(f"/measures/{code}/").content.decode()
        for words in (definition.title, definition.numerator, definition.counts, definition.source):
            assert str(words).replace("'", "&#39;") in page, (code, words)


def test_the_boards_page_costs_two_statements_of_its_own() -> None:
    some_children(1)
    close()
    client = signed_in("board_member")
    client.get("/measures/board/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/measures/board/")

    own = [query["sql"] for query in captured if "measures_closed_measure" in query["sql"]]
    assert len(own) == 2
    assert not any("fact_" in query["sql"] for query in captured)

"""What figures give away to those from whom small counts are hidden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.core import cells
from alongside.measures import rules
from tests import people
from tests.people import NOW

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.database_near]


@pytest.fixture(autouse=True)
def _day_of_the_tests() -> Iterator[None]:
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=True):
        yield


def _page(key: str, last_day: int) -> str:
    client = Client()
    people.sign_in(client, "swindon", key)
    asked: dict[str, str | int] = {"first-day": 1, "first-month": 10, "first-year": 2025, "by": ""}
    asked |= {"last-day": last_day, "last-month": 8, "last-year": 2026}
    answer = client.get(reverse("measures:measure", kwargs={"code": "referrals_by_source"}), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_board_member_cannot_take_one_day_from_another() -> None:
    for day in (13, 14):
        page = _page("board_member", day)
        assert "from 1 October 2025 to 30 September 2026" in page

    assert "from 1 October 2025 to 13 August 2026" in _page("head_of_service", 13)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (dt.date(2026, 11, 19), dt.date(2026, 11, 20), (dt.date(2026, 7, 1), dt.date(2026, 9, 30))),
        (dt.date(2026, 2, 3), dt.date(2026, 2, 3), (dt.date(2026, 1, 1), dt.date(2026, 3, 31))),
        (dt.date(2026, 2, 3), dt.date(2030, 1, 1), (dt.date(2026, 1, 1), dt.date(2026, 9, 30))),
    ],
)
def test_periods_are_whole_quarters_that_have_ended(
    first: dt.date, last: dt.date, shown: tuple[dt.date, dt.date]
) -> None:
    assert rules.whole_quarters(first, last, dt.date(2026, 11, 20)) == shown


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_of_a_file_begins_a_formula(start: str) -> None:
    text = cells.csv_text(["Split"], [[f"{start}HYPERLINK(1)"]])
    assert f"\n{start}" not in text
    assert f'\n"{start}' not in text

"""What figures give away to those from whom small counts are hidden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from alongside.core import cells
from tests.people import NOW

pytestmark = [pytest.mark.usefixtures("database")]


@pytest.fixture(autouse=True)
def _day_of_the_tests() -> Iterator[None]:
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=True):
        yield


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_of_a_file_begins_a_formula(start: str) -> None:
    text = cells.csv_text(["Split"], [[f"{start}HYPERLINK(1)"]])
    assert f"\n{start}" not in text
    assert f'\n"{start}' not in text

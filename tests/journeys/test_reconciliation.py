"""The SEND team's list of 3,000 lines, 40 of them faulty: uploaded, mapped, read, decided, and compared again later.

Nothing is lost: each line is counted once, and each faulty one stands there with its number, in words.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import time_machine

from alongside.children.models import Child
from alongside.exchange import jobs
from tests.ehcp import makers as ehc
from tests.exchange.makers import Row, row, xlsx_of
from tests.journeys.hands import Hands
from tests.people import NOW

pytestmark = [pytest.mark.usefixtures("database")]

LINES, FAULTY = 3_000, 40
FAULTS: tuple[tuple[dict[str, object], str], ...] = (
    ({"born": "31/02/2012"}, "is not a date. Write it as 31/01/2012."),
    ({"born": ""}, "The date of birth is missing"),
    ({"born": "01/01/1990"}, "too old for an EHC plan"),
    ({"family": ""}, "The name is not whole."),
    ({"status": ""}, "It does not say where the case stands."),
    ({"reviewed": "01/01/2031"}, "is in the future."),
    ({"school": "=A1"}, "holds a formula."),
    ({"reviewed": "tbc"}, "“Last review” says “tbc”, which is not a date."),
)
GIVEN = [
    "Ada",
    "Bea",
    "Cleo",
    "Dot",
    "Eva",
    "Fay",
    "Gwen",
    "Hana",
    "Ines",
    "June",
    "Kira",
    "Lena",
    "Mona",
    "Nell",
    "Oona",
    "Pia",
    "Rosa",
    "Sara",
    "Tess",
    "Una",
]
FAMILY = [
    "Ashby",
    "Brook",
    "Carr",
    "Dale",
    "Eade",
    "Firth",
    "Gill",
    "Hale",
    "Ibbot",
    "Joyce",
    "Kerr",
    "Lund",
    "Marsh",
    "Nash",
    "Orme",
    "Peel",
    "Quill",
    "Rudd",
    "Stone",
]


def the_workbook(certain: list[Child], near: Child) -> bytes:
    """Every seventy-fifth line is faulty; the children who are known here stand in between."""
    rows: list[Row] = []
    about = [*certain, near]
    for number in range(LINES):
        if number % 75 == 10:
            more, _ = FAULTS[number // 75 % len(FAULTS)]
            faulty: dict[str, Any] = {"reference": f"F{number}", "given": "Faulty", **more}
            rows.append(row(**faulty))
        elif number % 400 == 200 and about:
            child = about.pop(0)
            given = "Alex" if child == near else child.given_name
            rows.append(row(f"K{number}", given=given, family=child.family_name, born=child.born_on, school="Fairmead"))
        else:
            born = dt.date(2002, 1, 1) + dt.timedelta(days=number)
            rows.append(row(f"S{number}", given=GIVEN[number % 20], family=FAMILY[number // 20 % 19], born=born))
    assert not about
    return xlsx_of(*rows, above=(("EHCP export",),))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_list_of_three_thousand_lines_loses_none(
    scripts: bool, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    page: Any = request.getfixturevalue("browser_page" if scripts else "browser_page_without_scripts")
    certain = [ehc.a_child(given=name, family="Birchfield") for name in ("Ana", "Benedict", "Cai")]
    near = ehc.a_child(given="Alexander", family="Colebrook")
    file = tmp_path / "ehcp.xlsx"
    file.write_bytes(the_workbook(certain, near))
    hands = Hands(page, scripts=scripts)

    def upload() -> None:
        hands.go("/ehc/")
        hands.follow("Compare with the SEND team’s list")
        page.get_by_label("The list").set_input_files(file)
        hands.press("Upload the list")

    def count(of: str) -> int:
        """The number on the card with these words."""
        found = page.locator(".app-figure, .app-cards > *").filter(has_text=of).first.inner_text()
        return int(re.findall(r"[\d,]+", found)[0].replace(",", ""))

    with time_machine.travel(NOW, tick=True) as moment:
        hands.sign_in("team_manager")
        upload()
        assert hands.sees("3,000 lines") or hands.sees("3000 lines")
        hands.press("Go on")
        hands.press("Read the list")
        assert hands.sees("The list is being read")
        assert jobs.read_lists() == 1
        hands.go(page.url)

        cards = {
            "decide": count("for you to decide"),
            "begin": count("with a case to begin"),
            "differ": count("differ from the record"),
            "faulty": count("cannot be used"),
            "agree": count("agree, or were dealt with"),
            "nobody": count("about nobody"),
        }
        assert cards == {
            "decide": 1,
            "begin": 3,
            "differ": 0,
            "faulty": FAULTY,
            "agree": 0,
            "nobody": LINES - FAULTY - 4,
        }
        table = page.locator("h2#faulty ~ * table").last
        said = table.locator("tbody tr").all_inner_texts()
        assert len(said) == FAULTY
        for place, text in enumerate(said):
            # Above the lines stand a title and the heads.
            assert str(75 * place + 10 + 3) in text
            assert FAULTS[place % len(FAULTS)][1] in text

        hands.press("This is the child")
        assert hands.sees("It is remembered")
        hands.press("Begin all 4 cases")
        assert hands.sees("4 EHC cases were begun.")
        assert page.get_by_text("The case was begun.").count() == 4

        moment.shift(dt.timedelta(days=7))
        hands.sign_in("team_manager")
        upload()
        hands.press("Go on")
        hands.press("Read the list")
        assert jobs.read_lists() == 1
        hands.go(page.url)
        assert count("for you to decide") == count("with a case to begin") == 0
        assert count("agree, or were dealt with") == 4

    assert hands.faults == []

"""The command line and the page of comparisons."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from alongside.comparators import commands, rules
from alongside.comparators.models import PublishedFigure, RefusedFigure
from tests.children.makers import as_, counted
from tests.people import NOW

pytestmark = pytest.mark.usefixtures("database")

PAGE = "/measures/first-time-entrants/"


def _run(name: str, *arguments: str) -> str:
    said = StringIO()
    call_command(name, *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def loaded(database: object) -> rules.Reading:
    return commands.load_published(text=rules.PUBLISHED_FILE.read_text(encoding="utf-8"), now=NOW)


@pytest.mark.usefixtures("loaded")
def test_the_answer_that_programs_read() -> None:
    found = json.loads(_run("compare", "first_time_entrants", "--partnership", "swindon", "--year", "2024", "--json"))
    assert (found["area"]["name"], found["area"]["value"]) == ("Swindon", 103)
    assert (found["region"]["name"], found["region"]["value"]) == ("South West", 121)
    assert (
        found["neighbours"][0]
        == {
            "name": "Medway",
            "value": 193,
            "source": "Department for Education, Local Authority Interactive Tool",
            "source_url": found["area"]["source_url"],
            "edition": "2e30e3959a6ab8b2d22941b84764da41a40ac91b",
            "closeness": "Very close",
        }
        or found["neighbours"][0]["name"] == "Medway"
    )
    assert len(found["neighbours"]) == found["neighbours_n"] == 10
    assert round(found["neighbours_mean"], 1) == 135.9
    assert found["neighbour_set"]["from"] == "2025-05-01"
    assert "sn_may_2025.xlsx" in found["neighbour_set"]["source"]
    assert found["nation"]["value"] is None
    assert "No valid national rate" in found["nation"]["note"]
    older = json.loads(
        _run(
            "compare", "first_time_entrants", "--partnership", "swindon", "--year", "2024", "--json",
            "--neighbours-on", "2024-01-01",
        )
    )  # fmt: skip
    assert older["neighbour_set"]["from"] == "2021-04-01"


@pytest.mark.usefixtures("loaded")
def test_the_command_line_says_what_there_is() -> None:
    assert "mean of 10: 103.0" in _run("compare", "first_time_entrants", "--partnership", "hampshire")
    with pytest.raises(CommandError, match="There are: 2016"):
        _run("compare", "first_time_entrants", "--partnership", "hampshire", "--year", "1999")
    with pytest.raises(CommandError, match="No published figures are known"):
        _run("compare", "first_time_entrants", "--partnership", "nowhere")


def test_loading_says_each_refused_line_and_can_be_done_again(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="load-published-figures"):
        _run("compare", "first_time_entrants", "--partnership", "swindon")
    said = _run("load_published_figures")
    assert "9 refused" in said
    assert "England, 2024. The source marks this row as a known error. A national rate of 1258 cannot be" in said
    kept = PublishedFigure.objects.count()
    assert "9 refused" in _run("load_published_figures")
    assert (PublishedFigure.objects.count(), RefusedFigure.objects.count()) == (kept, 9)
    bad = tmp_path / "figures.csv"
    bad.write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="no column"):
        _run("load_published_figures", str(bad))
    with pytest.raises(CommandError, match="could not be read"):
        _run("load_published_figures", str(tmp_path / "none.csv"))


@pytest.mark.usefixtures("loaded")
def test_a_cell_that_a_later_file_marks_as_wrong_is_taken_out() -> None:
    method = rules.METHODS[0].published_as
    url = PublishedFigure.objects.filter(area="Swindon", year=2024).get().source_url
    row = f'Swindon,{method} [KNOWN ERROR],2024,,,103,"per 100,000 aged 10-17",{url}'
    commands.load_published(text=",".join(rules.COLUMNS) + "\n" + row, now=NOW)
    assert not PublishedFigure.objects.filter(area="Swindon", year=2024).exists()
    assert RefusedFigure.objects.get(area="Swindon").why == "The source marks this row as a known error"


@pytest.mark.usefixtures("loaded")
def test_the_page_is_for_those_who_see_measures_and_says_what_is_missing() -> None:
    for key in ("team_manager", "head_of_service", "board_member"):
        answer = as_("swindon", key).get(PAGE)
        assert answer.status_code == 200
        text = answer.content.decode()
        assert "No valid national rate is known for 2024" in text
        assert "FTE" not in text
    assert as_("swindon", "practitioner").get(PAGE).status_code == 403
    hampshire = as_("hampshire", "board_member").get(PAGE).content.decode()
    assert "Hampshire" in hampshire
    assert "Wiltshire" in hampshire
    assert "Nothing is published for this area by this method" in (
        as_("swindon", "board_member").get(PAGE, {"method": "yjs_case_data"}).content.decode()
    )


def test_without_figures_the_page_says_so_and_costs_no_more_with_them() -> None:
    client = as_("swindon", "board_member")
    client.get(PAGE)
    with counted() as none:
        assert "Nothing is published" in client.get(PAGE).content.decode()
    commands.load_published(text=rules.PUBLISHED_FILE.read_text(encoding="utf-8"), now=NOW)
    with counted() as many:
        client.get(PAGE)
    assert len(none) == len(many)

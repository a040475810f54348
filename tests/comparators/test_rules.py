"""Published figures: cells reproduced exactly, known errors refused in words, methods and editions kept apart."""

from __future__ import annotations

import datetime as dt

import pytest

from alongside.comparators import rules

POLICE, CASE_DATA = rules.METHODS
TODAY = dt.date(2026, 11, 20)
READING = rules.read_published(rules.PUBLISHED_FILE.read_text(encoding="utf-8"))

# Rates per 100,000 aged 10 to 17 by year ending December, 2016 to 2024, as the Department for Education's Local
# Authority Interactive Tool (series FirstYJS) gives them; the means over neighbours were worked out by another program.
PUBLISHED = {
    "Swindon": (647, 628, 402, 223, 138, 153, 131, 77, 103),
    "Hampshire": (213, 231, 179, 192, 153, 153, 103, 94, 69),
    "South West": (346, 302, 248, 201, 156, 122, 128, 129, 121),
    "South East": (237, 217, 173, 172, 161, 136, 137, 139, 117),
}
MEANS = {
    "Swindon": (304.8, 252.6, 235.0, 177.0, 169.9, 144.4, 160.2, 146.3, 135.9),
    "Hampshire": (293.9, 249.1, 161.1, 146.1, 137.8, 106.3, 114.8, 115.1, 103.0),
}
WITH_VALUE = {
    "Swindon": (8, 8, 8, 8, 8, 10, 10, 10, 10),
    "Hampshire": (10, 10, 10, 10, 10, 9, 10, 10, 10),
}


def _compared(area: str, year: int, method: rules.Method = POLICE, set_on: dt.date = TODAY) -> rules.Comparison:
    return rules.compare(READING.kept, READING.refused, area=area, method=method, year=year, set_on=set_on)


@pytest.mark.parametrize("area", ["Swindon", "Hampshire"])
@pytest.mark.parametrize(("place", "year"), list(enumerate(range(2016, 2025))))
def test_published_cells_and_means_are_reproduced_exactly(area: str, place: int, year: int) -> None:
    found = _compared(area, year)
    assert found.area.rate == PUBLISHED[area][place]
    assert found.region.rate == PUBLISHED[rules.REGION_OF[area]][place]
    assert found.neighbours_mean is not None
    assert round(found.neighbours_mean, 1) == MEANS[area][place]
    assert len(found.with_value) == WITH_VALUE[area][place]


def test_every_row_that_its_file_marks_as_wrong_is_refused() -> None:
    marked = [row for row in READING.refused if "known error" in row.why]
    assert all("the nine regions lie between" in row.why for row in marked)
    assert {row.period for row in marked} == {str(year) for year in range(2016, 2025)}
    assert {row.area for row in marked} == {"England"}


def test_a_sum_of_regions_is_refused_though_nothing_marks_it() -> None:
    text = rules.PUBLISHED_FILE.read_text(encoding="utf-8")
    mark = " [KNOWN ERROR in source: sum of the nine regional rates - use only as a negative test]"
    reading = rules.read_published(text.replace(mark, ""))
    refused = {row.period: row for row in reading.refused if row.area == "England"}
    assert set(refused) == {str(year) for year in range(2016, 2025)}
    assert refused["2024"].why == "A national rate of 1258 cannot be: the nine regions lie between 98 and 181"
    assert not [row for row in reading.kept if row.area == "England" and row.rate > 1000]


def test_a_nation_within_its_regions_is_kept_and_shown_with_its_own_source() -> None:
    found = _compared("Hampshire", 2016)
    assert found.nation.rate == pytest.approx(332.0158)
    assert "Buckinghamshire" in found.nation.source
    assert found.nation_note == ""
    assert "Interactive Tool" in found.area.source
    assert found.area.edition == "2e30e3959a6ab8b2d22941b84764da41a40ac91b"


def test_where_no_valid_national_rate_exists_the_answer_says_so() -> None:
    found = _compared("Swindon", 2024)
    assert found.nation.rate is None
    assert found.nation_note.startswith("No valid national rate is known for 2024. One was published and refused:")


def test_two_methods_are_never_mixed() -> None:
    assert _compared("Hampshire", 2024).region.rate == 117
    by_case_data = _compared("Hampshire", 2024, CASE_DATA)
    assert by_case_data.region.rate == 140
    assert by_case_data.area.rate is None
    assert not by_case_data.with_value


def test_of_two_sources_for_one_cell_the_preferred_one_is_shown() -> None:
    both = {
        row.rate for row in READING.kept if row.area == "South East" and row.year == 2018 and row.method == POLICE.code
    }
    assert both == {173, 171.693}
    assert _compared("Hampshire", 2018).region.rate == 173


def test_neighbours_are_those_of_the_day() -> None:
    old, new = (rules.neighbours_on("Swindon", day) for day in (dt.date(2024, 6, 1), TODAY))
    assert old is not None
    assert new is not None
    assert (old.from_on, new.from_on) == (dt.date(2021, 4, 1), dt.date(2025, 5, 1))
    assert old.neighbours[0].name == "Kent"
    assert new.neighbours[0] == rules.Neighbour("Medway", "Very close")
    assert rules.neighbours_on("Swindon", dt.date(2020, 1, 1)) is None
    named = {one.name for found in rules.neighbour_sets() for one in found.neighbours}
    assert named <= {row.area for row in READING.kept}, "each neighbour is spelt as the figures spell it"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('Ayr,{m},2024,,,abc,"per 100,000 aged 10-17",https://x.example', "not a number"),
        ("Ayr,{m},2024,,,50,percent,https://x.example", "given percent"),
        ('Ayr,{m},2024,,,50,"per 100,000 aged 10-17",', "names no source"),
        (',{m},2024,,,50,"per 100,000 aged 10-17",https://x.example', "no area or no period"),
        ('Ayr,{m},2024,,,-1,"per 100,000 aged 10-17",https://x.example', "not between"),
    ],
)
def test_a_bad_row_is_refused_in_words_and_the_others_are_kept(row: str, why: str) -> None:
    good = f'Ayr,{POLICE.published_as},2023,,,50,"per 100,000 aged 10-17",https://x.example'
    text = "\n".join([",".join(rules.COLUMNS), row.format(m=POLICE.published_as), good])
    reading = rules.read_published(text)
    assert [one.period for one in reading.kept] == ["2023"]
    (refused,) = reading.refused
    assert why in refused.why
    assert refused.line == 2


def test_the_same_cell_twice_is_refused_when_the_rates_differ() -> None:
    line = 'Ayr,{m},2023,,,{rate},"per 100,000 aged 10-17",https://x.example'
    rows = [line.format(m=POLICE.published_as, rate=rate) for rate in (50, 50, 60)]
    reading = rules.read_published("\n".join([",".join(rules.COLUMNS), *rows]))
    assert [one.rate for one in reading.kept] == [50]
    assert [one.line for one in reading.refused] == [4]


def test_another_file_is_refused_with_what_it_lacks() -> None:
    with pytest.raises(rules.UnreadableFile, match="no column measure, period"):
        rules.read_published("area,rate\nAyr,5\n")

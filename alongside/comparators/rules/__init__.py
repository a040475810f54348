"""Published figures: which rows can be trusted, which are known to be wrong, and how an area is compared.

Two methods count first time entrants, and they do not agree (South East in 2024: 117 against 140 per 100,000): each
figure keeps the method by which it was counted, and figures of two methods are never compared.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from io import StringIO
from pathlib import Path

DATA = Path(__file__).with_name("data")
PUBLISHED_FILE = DATA / "first_time_entrants.csv"
NEIGHBOURS_FILE = DATA / "statistical_neighbours.csv"

FIRST_TIME_ENTRANTS = "first_time_entrants"
UNIT = "per 100,000 children aged 10 to 17"


@dataclass(frozen=True, slots=True)
class Method:
    """A way of counting, which figures keep."""

    code: str
    title: str
    counts: str
    published_as: str
    """How a file of published figures names the measure."""


METHODS = (
    Method(
        "police_national_computer",
        "Police national computer",
        "Children who live in the area and got their first caution or sentence, as the police record it.",
        "First time entrants aged 10-17 rate",
    ),
    Method(
        "yjs_case_data",
        "Case data of youth justice services",
        "Children whose earliest outcome above diversion is in the case data of the service.",
        "First time entrants (YJS case-data method)",
    ),
)
"""The first is the one that official statistics lead with, and the default."""

METHOD_OF = {method.published_as: method for method in METHODS}
BY_CODE = {method.code: method for method in METHODS}

REGIONS = (
    "East Midlands",
    "East of England",
    "London",
    "North East",
    "North West",
    "South East",
    "South West",
    "West Midlands",
    "Yorkshire and the Humber",
)
"""The nine regions of England."""

NATION = "England"

REGION_OF = {"Swindon": "South West", "Hampshire": "South East"}
"""Area to region, for the areas whose partnerships use Alongside. Source: Office for National Statistics."""

KNOWN_FAULTS = {
    "known error": "The source marks this row as a known error",
    "published percent is not": "The published rate does not follow from the published count",
    "does not reconcile": "The count does not agree with the rate that the same source publishes",
    "later revised": "A later edition of the same source changed this figure",
}
"""Words in the name of a measure by which a file says that its row is not to be used."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures were published. ``begins`` is how the address of a row's source begins."""

    begins: str
    title: str
    licence: str


SOURCES = (
    Source(
        "https://github.com/dfe-analytical-services/local-authority-interactive-tool/",
        "Department for Education, Local Authority Interactive Tool",
        "Open Government Licence v3.0",
    ),
    Source(
        "https://buckinghamshire.gov.uk/",
        "Buckinghamshire Council, joint strategic needs assessment: crime and safety",
        "Open Government Licence v3.0",
    ),
    Source("https://familyinfo.buckinghamshire.gov.uk/", "Buckinghamshire Youth Justice Plan 2025 to 2026", ""),
    Source("https://www.somersetintelligence.org.uk/", "Somerset Intelligence: youth offending", ""),
)
"""Sources that were read, the preferred one first: where two publish the same figure, the first is shown."""


@dataclass(frozen=True, slots=True)
class Published:
    """One published rate: who, when, how counted, and where it stands. ``rate`` is per 100,000 aged 10 to 17."""

    area: str
    method: str
    period: str
    year: int | None
    """The year whose end of December ends the period; None for another period, which is kept and not compared."""
    rate: float
    count: int | None
    population: int | None
    source_url: str
    edition: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not used, and why."""

    line: int
    area: str
    method: str
    period: str
    rate: float | None
    source_url: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a file found: rates to keep, rows refused with the reason, how many are of other measures."""

    kept: tuple[Published, ...]
    refused: tuple[Refused, ...]
    others: int


class UnreadableFile(ValueError):
    """The file is not one of published figures; the sentence says what is missing."""


COLUMNS = ("area", "measure", "period", "count", "population", "rate", "unit", "source_url")


def read_published(text: str) -> Reading:
    """Read a file of published figures: keep first time entrants' rates with source and edition, refuse known errors.

    Refused are: rows that the file itself marks as wrong; rows without area, period, source or a number; a national
    rate outside the range of the regions' rates of the same method and period, since a nation cannot be above or below
    all of its parts (one source publishes the sum of nine regional rates as England); a second row for the same area,
    method, period and source with another rate.

    Raises UnreadableFile when a column is missing.
    """
    reader = csv.DictReader(StringIO(text))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise UnreadableFile(f"The file has no column {', '.join(missing)}. It needs {', '.join(COLUMNS)}.")
    kept: list[tuple[int, Published]] = []
    refused: list[Refused] = []
    others = 0
    for line, row in enumerate(reader, start=2):
        name = row["measure"] or ""
        method = next((one for one in METHODS if name.startswith(one.published_as)), None)
        if method is None:
            others += 1
            continue
        found = _row(row, method)
        fault = next((why for mark, why in KNOWN_FAULTS.items() if mark in name.lower()), "")
        if isinstance(found, str) or fault:
            refused.append(_refused(line, row, method, fault or str(found)))
        else:
            kept.append((line, found))
    kept, doubled = _once(kept)
    kept, impossible = _within_regions(kept)
    every = sorted([*refused, *doubled, *impossible], key=lambda one: one.line)
    every = [_plainer(one, kept) for one in every]
    return Reading(tuple(row for _, row in kept), tuple(every), others)


def _row(row: Mapping[str, str], method: Method) -> Published | str:
    area, period, url = (row["area"] or "").strip(), (row["period"] or "").strip(), (row["source_url"] or "").strip()
    if not area or not period:
        return "The row names no area or no period"
    if not url:
        return "The row names no source"
    if not row["unit"].startswith("per 100,000"):
        return f"The rate is given {row['unit'] or 'in no unit'}, not per 100,000"
    try:
        rate = float(row["rate"])
        count, population = _whole(row["count"]), _whole(row["population"])
    except (TypeError, ValueError):
        return "The row has no rate, or one that is not a number"
    if not 0 <= rate < 100_000:
        return "The rate is not between 0 and 100,000"
    return Published(area, method.code, period, _year(period), rate, count, population, url, edition_of(url))


def _whole(text: str | None) -> int | None:
    return int(text) if text else None


def _year(period: str) -> int | None:
    """2024 of "2024" and of "Year ending December 2024": the calendar year in which the source counts."""
    found = re.fullmatch(r"(?:Year (?:ending|to) December )?(\d{4})", period)
    return int(found[1]) if found else None


def edition_of(url: str) -> str:
    """Which edition a source's address names: the commit of a repository; else empty, since a page names none."""
    found = re.search(r"/blob/([0-9a-f]{7,40})/", url)
    return found[1] if found else ""


def source_of(url: str) -> str:
    """The title of the source, or its address where it was not read before."""
    return next((source.title for source in SOURCES if url.startswith(source.begins)), url)


def rank_of(url: str) -> int:
    """The place of the source among those that are preferred."""
    return next((place for place, source in enumerate(SOURCES) if url.startswith(source.begins)), len(SOURCES))


def _refused(line: int, row: Mapping[str, str], method: Method, why: str) -> Refused:
    try:
        rate = float(row["rate"])
    except (TypeError, ValueError):
        rate = None
    return Refused(line, row["area"] or "", method.code, row["period"] or "", rate, row["source_url"] or "", why)


def _of(line: int, row: Published, why: str) -> Refused:
    return Refused(line, row.area, row.method, row.period, row.rate, row.source_url, why)


def _once(rows: list[tuple[int, Published]]) -> tuple[list[tuple[int, Published]], list[Refused]]:
    first: dict[tuple[str, str, str, str], Published] = {}
    kept, refused = [], []
    for line, row in rows:
        key = (row.area, row.method, row.period, row.source_url)
        if key not in first:
            first[key] = row
            kept.append((line, row))
        elif first[key].rate != row.rate:
            refused.append(_of(line, row, "The same source gives two rates for this area and period"))
    return kept, refused


def _within_regions(rows: list[tuple[int, Published]]) -> tuple[list[tuple[int, Published]], list[Refused]]:
    """A nation's rate is an average of its regions' rates, so that it lies between the lowest and the highest."""
    of_regions: dict[tuple[str, str], dict[str, float]] = {}
    for _, row in rows:
        if row.area in REGIONS:
            of_regions.setdefault((row.method, row.period), {}).setdefault(row.area, row.rate)
    kept, refused = [], []
    for line, row in rows:
        regions = of_regions.get((row.method, row.period), {})
        # From a few regions nothing follows for the nation: the others may lie above or below them.
        if row.area == NATION and len(regions) == len(REGIONS):
            low, high = min(regions.values()), max(regions.values())
            if not low <= row.rate <= high:
                why = f"A national rate of {row.rate:g} cannot be: the nine regions lie between {low:g} and {high:g}"
                refused.append(_of(line, row, why))
                continue
        kept.append((line, row))
    return kept, refused


def _plainer(refused: Refused, kept: Sequence[tuple[int, Published]]) -> Refused:
    """A national row that its file only marks as wrong, with what is wrong with it where the regions show it."""
    if refused.area != NATION or refused.rate is None or refused.why not in KNOWN_FAULTS.values():
        return refused
    key = (refused.method, refused.period)
    regions = {row.area: row.rate for _, row in kept if row.area in REGIONS and (row.method, row.period) == key}
    low, high = min(regions.values(), default=0), max(regions.values(), default=0)
    if len(regions) != len(REGIONS) or low <= refused.rate <= high:
        return refused
    return replace(
        refused,
        why=f"{refused.why}. A national rate of {refused.rate:g} cannot be: the nine regions lie between"
        f" {low:g} and {high:g}",
    )


# Statistical neighbours


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An area to compare with; ``closeness`` as the model says it, empty where it does not."""

    name: str
    closeness: str


@dataclass(frozen=True, slots=True)
class NeighbourSet:
    """The statistical neighbours of an area as one edition of the model gives them, the closest first."""

    area: str
    from_on: dt.date
    source: str
    neighbours: tuple[Neighbour, ...]


@lru_cache(maxsize=1)
def neighbour_sets() -> tuple[NeighbourSet, ...]:
    """Every set that is known, the oldest first."""
    found: dict[tuple[dt.date, str, str], list[tuple[int, Neighbour]]] = {}
    with NEIGHBOURS_FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (dt.date.fromisoformat(row["from"]), row["area"], row["source"])
            found.setdefault(key, []).append((int(row["place"]), Neighbour(row["neighbour"], row["closeness"])))
    return tuple(
        NeighbourSet(area, from_on, source, tuple(one for _, one in sorted(rows, key=lambda row: row[0])))
        for (from_on, area, source), rows in sorted(found.items())
    )


def neighbours_on(area: str, day: dt.date) -> NeighbourSet | None:
    """The set that was the latest on the day; None where there was none yet."""
    sets = [one for one in neighbour_sets() if one.area == area and one.from_on <= day]
    return sets[-1] if sets else None


# Comparing


@dataclass(frozen=True, slots=True)
class Value:
    """An area's rate in one year, None where none is published; with the source that gives it."""

    name: str
    rate: float | None
    source: str = ""
    source_url: str = ""
    edition: str = ""
    closeness: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An area beside its region, its statistical neighbours and the nation, in one year and by one method."""

    method: Method
    year: int
    area: Value
    region: Value
    neighbours: tuple[Value, ...]
    neighbour_set: NeighbourSet | None
    nation: Value
    nation_note: str
    """Why there is no national rate; empty where there is one."""

    @property
    def with_value(self) -> tuple[Value, ...]:
        """Neighbours for which a rate is published."""
        return tuple(one for one in self.neighbours if one.rate is not None)

    @property
    def neighbours_mean(self) -> float | None:
        """The plain mean over the neighbours with a value: not weighted by how many children live there."""
        rates = [one.rate for one in self.neighbours if one.rate is not None]
        return sum(rates) / len(rates) if rates else None


def compare(
    rows: Iterable[Published],
    refused: Iterable[Refused],
    *,
    area: str,
    method: Method,
    year: int,
    set_on: dt.date,
) -> Comparison:
    """Put an area beside those it is compared with. Rows of other methods and years are passed over."""
    best: dict[str, Published] = {}
    for row in rows:
        if row.method != method.code or row.year != year:
            continue
        if row.area not in best or rank_of(row.source_url) < rank_of(best[row.area].source_url):
            best[row.area] = row
    neighbour_set = neighbours_on(area, set_on)
    nation = _value(NATION, best)
    return Comparison(
        method=method,
        year=year,
        area=_value(area, best),
        region=_value(REGION_OF.get(area, ""), best),
        neighbours=tuple(
            _value(one.name, best, one.closeness) for one in (neighbour_set.neighbours if neighbour_set else ())
        ),
        neighbour_set=neighbour_set,
        nation=nation,
        nation_note="" if nation.rate is not None else _why_no_nation(list(refused), method, year),
    )


def _value(name: str, best: Mapping[str, Published], closeness: str = "") -> Value:
    row = best.get(name)
    if row is None:
        return Value(name, None, closeness=closeness)
    return Value(name, row.rate, source_of(row.source_url), row.source_url, row.edition, closeness)


def _why_no_nation(refused: Sequence[Refused], method: Method, year: int) -> str:
    mine = [row for row in refused if row.area == NATION and row.method == method.code and _year(row.period) == year]
    if mine:
        why = mine[0].why
        return f"No valid national rate is known for {year}. One was published and refused: {why[0].lower()}{why[1:]}."
    return f"No national rate by this method is known for {year}."

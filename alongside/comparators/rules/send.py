"""How quickly authorities act on EHC plans, as the Department for Education publishes it, and how ours differs.

Each of our measures names the published figure that comes nearest, and says in words where the two do not count the
same: a figure that is set beside another by a different definition misleads.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from alongside.comparators.rules import DATA, Refused, UnreadableFile

SEND_FILE = DATA / "send_timeliness.csv"
METHOD = "sen2"
PERCENT = "percent"
COLUMNS = ("area", "measure", "period", "value", "unit", "source_url")

_RELEASE = "https://explore-education-statistics.service.gov.uk/find-statistics/education-health-and-care-plans/"
SOURCE = "Department for Education, Education, health and care plans"
LICENCE = "Open Government Licence v3.0"

_EVERYBODY = (
    "Published figures are about every child of the authority and a calendar year; ours about the children who are"
    " known here."
)


@dataclass(frozen=True, slots=True)
class Compared:
    """Which published figure stands beside a measure of ours. ``published_as`` is empty where there is no valid one,
    and ``differs`` says then why; else it says how the two definitions differ."""

    measure: str
    published_as: str
    differs: str


COMPARED: Mapping[str, Compared] = {
    one.measure: one
    for one in (
        Compared(
            "ehc_plans_in_20_weeks",
            "New plans issued within 20 weeks, exception cases kept in",
            f"{_EVERYBODY} Plans that followed a Tribunal’s order may be in the published figure, and are not in ours.",
        ),
        Compared(
            "ehc_plans_in_20_weeks_no_exceptions",
            "New plans issued within 20 weeks, exception cases left out",
            f"{_EVERYBODY} An exception there is one mark in the SEN2 return; here it is one that was claimed with its"
            " evidence.",
        ),
        Compared(
            "ehc_decisions_in_6_weeks",
            "Decision whether to assess made within 6 weeks",
            f"{_EVERYBODY} The published figure goes by the day of the decision; ours by the day on which the family"
            " was told, which is what the regulation asks.",
        ),
        Compared(
            "ehc_review_decisions_in_4_weeks",
            "Annual review decision communicated within 4 weeks of the meeting",
            f"{_EVERYBODY} Ours counts a review that nobody has decided as missed. It is not known whether the"
            " published figure does.",
        ),
        Compared(
            "ehc_phase_transfers_in_time",
            "",
            "No valid published figure exists. The SEN2 return of 2026 counts plans that followed a phase transfer, but"
            " no share of those that were in time is published for England or for any authority.",
        ),
    )
}
"""Our measures by code, with what stands beside them."""

_OURS = {one.published_as: one.measure for one in COMPARED.values() if one.published_as}


@dataclass(frozen=True, slots=True)
class Timely:
    """One published share. ``percent`` is 0 to 100; ``edition`` the year in which the release appeared."""

    measure: str
    area: str
    period: str
    year: int
    percent: float
    source_url: str
    edition: str


@dataclass(frozen=True, slots=True)
class SendReading:
    """What reading a file found; a refused row's ``method`` is the measure that it would have been."""

    kept: tuple[Timely, ...]
    refused: tuple[Refused, ...]
    others: int


def is_send(text: str) -> bool:
    """Whether a file's head is that of figures on EHC plans."""
    return text.partition("\n")[0].strip().split(",") == list(COLUMNS)


def read_send(text: str) -> SendReading:
    """Read a file of published figures on EHC plans: shares that one of our measures is set beside.

    Refused are rows without area, period or source; a period that is no calendar year; a share that is no number from
    0 to 100; a year that its edition cannot know yet; a second share for the same area, measure and year. Counts, and
    figures that we set beside nothing, are passed over and numbered.

    Raises UnreadableFile when a column is missing.
    """
    reader = csv.DictReader(StringIO(text))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise UnreadableFile(f"The file has no column {', '.join(missing)}. It needs {', '.join(COLUMNS)}.")
    kept: dict[tuple[str, str, int, str], Timely] = {}
    refused: list[Refused] = []
    others = 0
    for line, row in enumerate(reader, start=2):
        measure = _OURS.get((row["measure"] or "").strip())
        if measure is None or row["unit"] != PERCENT:
            others += 1
            continue
        found = _timely(row, measure)
        if isinstance(found, Timely):
            key = (found.measure, found.area, found.year, found.source_url)
            if kept.setdefault(key, found).percent == found.percent:
                continue
            found = "The same source gives two shares for this area and year"
        refused.append(
            Refused(line, row["area"] or "", measure, row["period"] or "", None, row["source_url"] or "", found)
        )
    return SendReading(tuple(kept.values()), tuple(refused), others)


def _timely(row: Mapping[str, str], measure: str) -> Timely | str:
    area, period, url = ((row[name] or "").strip() for name in ("area", "period", "source_url"))
    if not area or not period:
        return "The row names no area or no period"
    if not url:
        return "The row names no source"
    if not re.fullmatch(r"\d{4}", period):
        return "The period is not a calendar year"
    try:
        percent = float(row["value"])
    except (TypeError, ValueError):
        return "The row has no share, or one that is not a number"
    if not 0 <= percent <= 100:
        return f"A share of {percent:g} percent cannot be"
    edition = release_of(url)
    if edition and int(period) >= int(edition):
        return f"An edition of {edition} cannot know the whole of {period}"
    return Timely(measure, area, period, int(period), percent, url, edition)


def release_of(url: str) -> str:
    """The year of the release that an address names; empty where it names none."""
    found = re.search(r"/(20\d{2})(?:-\d{2})?/?$", url)
    return found[1] if found else ""


def title_of(url: str) -> str:
    """The title of the source, or its address where it was not read before."""
    return SOURCE if url.startswith(_RELEASE) else url

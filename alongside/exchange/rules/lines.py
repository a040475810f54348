"""One line of a list: what it says, or what is wrong with it, in words, with the number of the line and what to do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alongside.core import calendar
from alongside.exchange.rules.columns import FIELDS, FIELDS_BY_CODE, heads_chosen
from alongside.exchange.rules.reading import Cell, Sheet

STATUSES = (
    ("considering", "Asked for: it is being decided whether to assess"),
    ("assessing", "Being assessed"),
    ("drafting", "A draft is being written, or is with the family"),
    ("maintained", "A plan is in force"),
    ("refused", "Refused: no assessment, or no plan"),
    ("ended", "Ended: ceased, withdrawn, or moved away"),
    ("ignore", "Leave these lines out"),
)
"""What a status of a list can mean here."""

OLDEST = 26
"""A plan ends before the young person is 26 at the latest (Children and Families Act 2014, section 46)."""

DAYS = tuple(column.code for column in FIELDS if column.is_date and column.code != "born_on")
"""Days of the case that a list can give."""

FAULTS_SHOWN = 500
"""Faulty lines on one page. Ours."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says of a child. Days that the list does not give are None."""

    number: int
    reference: str
    given: str
    family: str
    born_on: dt.date
    status: str
    requested_on: dt.date | None = None
    plan_on: dt.date | None = None
    reviewed_on: dt.date | None = None
    setting: str = ""
    decided_on: dt.date | None = None
    draft_on: dt.date | None = None
    ended_on: dt.date | None = None

    @property
    def key(self) -> str:
        """What tells the child from others from week to week: the list's reference, else name and date of birth."""
        return f"#{self.reference}" if self.reference else f"{self.family}|{self.given}|{self.born_on}".casefold()

    @property
    def values(self) -> str:
        """All that it says, to see whether that changed."""
        more = [self.decided_on, self.draft_on, self.ended_on]
        values = [
            self.given,
            self.family,
            self.born_on,
            self.status,
            self.requested_on,
            self.plan_on,
            self.reviewed_on,
            self.setting,
            # Lists that do not give these days say the same as before there was a place for them.
            *(more if any(more) else ()),
        ]
        return "|".join(str(value or "") for value in values)


@dataclass(frozen=True, slots=True)
class Faulty:
    """A line that cannot be used: its number in the file, and each fault as a sentence with what to do."""

    number: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What came of all lines: every line is in exactly one of the three."""

    lines: tuple[Said, ...]
    faulty: tuple[Faulty, ...]
    left_out: int


def said_again(number: int, kept: Mapping[str, str]) -> Said | None:
    """A line as it was kept (``kept_of``); None where it was kept before a line said where its case stands."""
    if not kept.get("status"):
        return None
    days = {code: dt.date.fromisoformat(kept[code]) for code in DAYS if kept.get(code)}
    return Said(
        number,
        kept.get("reference", ""),
        kept.get("given", ""),
        kept.get("family", ""),
        dt.date.fromisoformat(kept["born_on"]),
        kept["status"],
        setting=kept.get("setting", ""),
        **days,
    )


def kept_of(said: Said) -> dict[str, str]:
    """What of a line is kept where it may be about a child who is known here: texts, and days as ISO dates."""
    days = {code: day.isoformat() for code in DAYS if (day := getattr(said, code)) is not None}
    return {
        "given": said.given,
        "family": said.family,
        "born_on": said.born_on.isoformat(),
        "reference": said.reference,
        "setting": said.setting,
        "status": said.status,
        **days,
    }


def statuses_in(sheet: Sheet, columns: Mapping[str, str]) -> list[str]:
    """The words in the column of the status, each once, in their order; at most fifty."""
    place = heads_chosen(columns, sheet.heads).get("status")
    if place is None:
        return []
    found = dict.fromkeys(_text(row, place) for _, row in sheet.rows)
    return [word for word in found if word and not word.startswith("=")][:50]


def read_lines(sheet: Sheet, columns: Mapping[str, str], statuses: Mapping[str, str], today: dt.date) -> Read:
    """Every line of the list, read or faulty: none is lost."""
    places = heads_chosen(columns, sheet.heads)
    lines: list[Said] = []
    faulty: list[Faulty] = []
    left_out = 0
    seen: dict[str, int] = {}
    for number, row in sheet.rows:
        found = _line(number, row, places, sheet.heads, statuses, today)
        if found is None:
            left_out += 1
        elif isinstance(found, Faulty):
            faulty.append(found)
        elif found.key in seen:
            faulty.append(
                Faulty(
                    number,
                    (f"{_SAME} {seen[found.key]}. Keep the line that is right, and take the other out of the list.",),
                )
            )
        else:
            seen[found.key] = number
            lines.append(found)
    return Read(tuple(lines), tuple(faulty), left_out)


def _line(
    number: int,
    row: tuple[Cell, ...],
    places: Mapping[str, int],
    heads: tuple[str, ...],
    statuses: Mapping[str, str],
    today: dt.date,
) -> Said | Faulty | None:
    word = _text(row, places.get("status"))
    status = statuses.get(word, "")
    if status == "ignore":
        return None
    faults = list(_formulas(row, places, heads))
    if faults:
        return Faulty(number, tuple(faults))
    given, family = _names(row, places)
    days: dict[str, dt.date | None] = {}
    for code in ("born_on", *DAYS):
        days[code], fault = _day(row, places, heads, code)
        faults += [fault] if fault else []
    if not given or not family:
        faults.append("The name is not whole. Give the first and the last name.")
    born_on = days["born_on"]
    if born_on is None and not any("date of birth" in fault.casefold() for fault in faults):
        head = heads[places["born_on"]] if "born_on" in places else "Date of birth"
        if not any(f"“{head}”" in fault for fault in faults):
            faults.append(f"The date of birth is missing (column “{head}”). Fill it in.")
    if born_on is not None:
        faults += _about_age(born_on, today)
    faults += _about_days(days, born_on, today)
    if not word:
        faults.append("It does not say where the case stands. Fill in the status.")
    elif not status:
        faults.append(f"The status “{_short(word)}” has no meaning yet. Say what it means, or correct it.")
    if faults or born_on is None:
        return Faulty(number, tuple(faults))
    return Said(
        number,
        _text(row, places.get("reference")),
        given,
        family,
        born_on,
        status,
        days["requested_on"],
        days["plan_on"],
        days["reviewed_on"],
        _text(row, places.get("setting")),
        days["decided_on"],
        days["draft_on"],
        days["ended_on"],
    )


def _formulas(row: tuple[Cell, ...], places: Mapping[str, int], heads: tuple[str, ...]) -> Iterator[str]:
    for place in places.values():
        if _text(row, place).startswith("="):
            yield (
                f"Column “{heads[place]}” holds a formula. Copy the column, paste it as values, and upload it again."
            )


def _names(row: tuple[Cell, ...], places: Mapping[str, int]) -> tuple[str, str]:
    given, family = _text(row, places.get("given_name")), _text(row, places.get("family_name"))
    whole = _text(row, places.get("full_name"))
    if given or family or not whole:
        return given, family
    if "," in whole:
        family, _, given = (part.strip() for part in whole.partition(","))
        return given, family
    given, _, family = whole.rpartition(" ")
    return given.strip(), family.strip()


def _about_age(born_on: dt.date, today: dt.date) -> list[str]:
    if born_on > today:
        return [f"The date of birth, {calendar.spoken(born_on)}, is in the future. Correct it."]
    if calendar.age_on(born_on, today) >= OLDEST:
        return [f"Born on {calendar.spoken(born_on)}, this person is too old for an EHC plan. Check the date of birth."]
    return []


def _about_days(days: Mapping[str, dt.date | None], born_on: dt.date | None, today: dt.date) -> Iterator[str]:
    for code in DAYS:
        day = days[code]
        title = FIELDS_BY_CODE[code].title
        if day is None:
            continue
        if day > today:
            yield f"{title}, {calendar.spoken(day)}, is in the future. Give the day on which it happened, or none."
        elif born_on is not None and day < born_on:
            yield f"{title}, {calendar.spoken(day)}, is before the date of birth. Correct one of them."


def _day(
    row: tuple[Cell, ...], places: Mapping[str, int], heads: tuple[str, ...], code: str
) -> tuple[dt.date | None, str]:
    place = places.get(code)
    value = row[place] if place is not None and place < len(row) else None
    if value is None or isinstance(value, dt.date):
        return value, ""
    found = parse_day(value)
    if found is not None:
        return found, ""
    assert place is not None
    return None, f"Column “{heads[place]}” says “{_short(value)}”, which is not a date. Write it as 31/01/2012."


def parse_day(text: str) -> dt.date | None:
    """The day of "31/01/2012", "31-1-12", "31 January 2012", "31 Jan 2012" or "2012-01-31"; None for anything else.

    Days come before months, as people here write them. A time after the day is left out. Two digits of a year are of
    this century.
    """
    text = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$", "", text.strip())
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})", text):
        day, month, year = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{2}|\d{4})", text):
        month = _MONTH_OF.get(found[2].casefold(), 0)
        day, year = int(found[1]), int(found[3])
    else:
        return None
    try:
        return dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


_SAME = "It is about the same person as an earlier line, number"

_NAMES = [dt.date(2000, number, 1).strftime("%B").casefold() for number in range(1, 13)]
_MONTH_OF = {word: number for number, name in enumerate(_NAMES, start=1) for word in (name, name[:3])}


def _text(row: tuple[Cell, ...], place: int | None) -> str:
    value = row[place] if place is not None and place < len(row) else None
    return "" if value is None else str(value)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"

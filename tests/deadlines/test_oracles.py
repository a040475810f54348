"""Every date that others have counted: what we count must agree, or say where and why it does not."""

from __future__ import annotations

import calendar as months
import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from alongside.core import calendar, clocks, holidays
from alongside.education import rules as education
from alongside.ehcp import rules as ehcp

assert ehcp.CLOCKS
assert education.CLOCKS

FILE = Path(__file__).parent / "data" / "oracles.csv"
Row = dict[str, str]
DAY = dt.timedelta(days=1)
YEARS = range(2014, 2101)
ENGLAND = holidays.working_days()


def rows() -> list[Row]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def due(code: str, start: dt.date) -> dt.date:
    return clocks.due_on(clocks.latest(code), start)


def also(code: str, start: dt.date) -> dt.date | None:
    return clocks.also_by(clocks.latest(code), start)


def month(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a month: ``2024-02``."""
    year, number = map(int, text.split("-"))
    return dt.date(year, number, 1), dt.date(year, number, months.monthrange(year, number)[1])


def exact(row: Row) -> None:
    assert due(row["rule"], dt.date.fromisoformat(row["start"])) == dt.date.fromisoformat(row["expected_due"])


def conflict(row: Row) -> None:
    """One date of the Ombudsman is a day short of 16 weeks: ours is the full length, and the rule tells of it."""
    assert "CONFLICTING" in row["note"]
    ours = due(row["rule"], dt.date.fromisoformat(row["start"]))
    assert ours == dt.date.fromisoformat(row["expected_due"]) + DAY
    assert any("23-013-824" in note for note in clocks.latest(row["rule"]).notes)
    assert "23-013-824" in row["source_url"]


def four_weeks_apart(row: Row) -> None:
    start = clocks.start_for(clocks.latest("ehc_refuse_to_issue_16w"), dt.date.fromisoformat(row["start"]))
    assert start == dt.date(2023, 7, 12)
    assert due("ehc_final_plan_20w", start) == dt.date.fromisoformat(row["expected_due"])


def back(start: dt.date) -> Callable[[Row], None]:
    """Only the date is known: the way back gives the start, and the way there the date again."""

    def check(row: Row) -> None:
        expected = dt.date.fromisoformat(row["expected_due"])
        assert clocks.start_for(clocks.latest(row["rule"]), expected) == start
        assert due(row["rule"], start) == expected

    return check


def any_year(row: Row) -> None:
    for year in YEARS:
        start = dt.date.fromisoformat(row["start"].replace("XXXX", str(year)))
        assert due(row["rule"], start) == dt.date.fromisoformat(row["expected_due"].replace("XXXX", str(year)))


def ends_in_august(row: Row) -> None:
    """The Tribunal takes it on the first working day of September; the earlier day is kept as the target."""
    assert row["expected_due"] == "first working day of September"
    for year in YEARS:
        september = ENGLAND.next_on_or_after(dt.date(year, 9, 1))
        for day in (1, 15, 30):
            two, one = dt.date(year, 6, day), dt.date(year, 7, day)
            assert due("tribunal_appeal_2m", two) == dt.date(year, 8, day)
            assert due("tribunal_appeal_august", two) == september
            assert also("tribunal_appeal_2m", two) == also("tribunal_appeal_1m_from_certificate", one) == september


def before_a_date(row: Row) -> None:
    """The law says before: the day before is ours, and the day that others name stands beside it."""
    name = row["expected_due"].split()[0]
    for year in YEARS:
        named = dt.date.fromisoformat(f"{year}-{name}")
        start = dt.date(year, 9, 1)
        assert due(row["rule"], start) == named - DAY
        assert also(row["rule"], start) == named


def bracket(row: Row) -> None:
    """Only months are known: the whole bracket is what the source gives, or meets the month that it names."""
    first, last = (due(row["rule"], day) for day in month(row["start"]))
    if "/" in row["expected_due"]:
        assert (first, last) == tuple(dt.date.fromisoformat(text) for text in row["expected_due"].split("/"))
    else:
        begins, ends = month(row["expected_due"])
        assert first <= ends
        assert begins <= last


def weeks(count: int) -> Callable[[Row], None]:
    """So many weeks lie between a day of the one month and a day of the other."""

    def check(row: Row) -> None:
        (first, last), (begins, ends) = month(row["start"]), month(row["expected_due"])
        assert clocks.weeks_between(last, begins) <= count <= clocks.weeks_between(first, ends)

    return check


def late_november(row: Row) -> None:
    for day in range(21, 31):
        assert due(row["rule"], dt.date(2023, 11, day)) == dt.date(2024, 1, day)


def next_working_day(row: Row) -> None:
    for start in (dt.date(2026, 4, 2) + number * DAY for number in range(30)):
        found = due(row["rule"], start)
        assert found > start
        assert calendar.is_working_day(found)
        assert calendar.working_days_between(start, found) == 1


def sixth_school_day(_: Row) -> None:
    """Terms with a half-term holiday: five school days are missed, and education begins on the sixth."""
    terms = [(dt.date(2026, 9, 2), dt.date(2026, 10, 23)), (dt.date(2026, 11, 2), dt.date(2026, 12, 18))]
    context = clocks.Context(school=clocks.of_terms(terms, []))
    rule = clocks.latest("exclusion_day6_education")
    assert clocks.due_on(rule, dt.date(2026, 9, 7), context) == dt.date(2026, 9, 14)
    assert clocks.due_on(rule, dt.date(2026, 10, 21), context) == dt.date(2026, 11, 4)


def census(row: Row) -> None:
    assert due("sen2_census_day", dt.date(int(row["start"]), 6, 1)) == dt.date.fromisoformat(row["expected_due"])


CHECKS: dict[tuple[str, str], Callable[[Row], None]] = {
    ("ehc_refuse_to_issue_16w", "2023-05-18"): conflict,
    ("ehc_week16_to_week20", "2023-11-01"): four_weeks_apart,
    ("ehc_refuse_to_issue_16w", ""): back(dt.date(2023, 2, 8)),
    ("annual_review_12m_complete", ""): back(dt.date(2023, 11, 25)),
    ("tribunal_appeal_2m", "XXXX-10-01"): any_year,
    ("tribunal_appeal_1m_from_certificate", "XXXX-11-29"): any_year,
    ("tribunal_appeal_august", "ends in August"): ends_in_august,
    ("phase_transfer_other", "transfer in calendar year 2024 or 2025"): before_a_date,
    ("phase_transfer_post16", "transfer from school to post-16"): before_a_date,
    ("elapsed_weeks", "2024-11"): weeks(69),
    ("elapsed_weeks", "2023-07"): weeks(20 + 11),
    ("tribunal_appeal_2m", "2023-11-late"): late_november,
    ("request_received_email_after_5pm", "e-mail sent after 17:00 or on a non-working day"): next_working_day,
    ("request_received_first_class_post", "posted on day D"): next_working_day,
    ("exclusion_day6_education", "first day of exclusion = day 1"): sixth_school_day,
}
"""How a row is checked that is not simply a start and a date."""


def check_of(row: Row) -> Callable[[Row], None]:
    special = CHECKS.get((row["rule"], row["start"]))
    if special is not None:
        return special
    if row["rule"] == "sen2_census_day":
        return census
    return exact if len(row["start"]) == 10 else bracket


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['rule']}-{row['start'] or row['expected_due']}")
def test_our_date_is_the_one_that_others_counted(row: Row) -> None:
    assert row["source_url"].startswith("https://")
    check = check_of(row)
    assert (check is bracket or check.__qualname__.startswith("weeks")) == (
        "bracket" in row["note"] and check is not late_november
    )

    check(row)


def test_every_row_is_there_and_every_special_check_is_used() -> None:
    found = rows()
    assert len(found) == 31
    assert set(CHECKS) <= {(row["rule"], row["start"]) for row in found}

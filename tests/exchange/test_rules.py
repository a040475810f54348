"""Reading lists: every line is read or faulty, each fault in words, and nothing that is too large gets in."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import names
from alongside.ehcp.rules import life
from alongside.exchange import rules
from alongside.exchange.rules.lines import parse_day
from alongside.exchange.rules.matching import Known, Matcher
from tests.exchange.makers import HEADS, STATUSES, csv_of, row, sheet, xlsx_of

TODAY = dt.date(2026, 11, 20)
COLUMNS = rules.guess_columns(HEADS, {})


def read(*rows: Any) -> rules.Read:
    return rules.read_lines(sheet(*rows), COLUMNS, STATUSES, TODAY)


def faults_of(**more: Any) -> str:
    found = read(row(**more))
    assert not found.lines
    (faulty,) = found.faulty
    assert faulty.number == 2
    return " ".join(faulty.faults)


def test_columns_of_an_export_are_known_by_their_names() -> None:
    assert COLUMNS == {
        "reference": "Person ID",
        "given_name": "Forename",
        "family_name": "Surname",
        "born_on": "DOB",
        "status": "EHCP Status",
        "requested_on": "Request date",
        "plan_on": "Final plan date",
        "reviewed_on": "Last review",
        "setting": "School",
    }
    assert rules.missing_columns(COLUMNS) == []
    assert "date of birth" in " ".join(rules.missing_columns({"full_name": "Name", "status": "Status"}))
    assert "twice" in " ".join(rules.missing_columns({**COLUMNS, "setting": "Surname"}))


def test_what_was_said_of_columns_and_words_before_holds() -> None:
    assert rules.guess_columns(("Who", "DOB", "School"), {"full_name": "Who", "setting": "Gone"}) == {
        "full_name": "Who",
        "born_on": "DOB",
    }
    assert [rules.guess_status(word) for word in ("EHCP ceased", "Final EHCP", "Draft issued", "Refused", "???")] == [
        "ended",
        "maintained",
        "drafting",
        "refused",
        "",
    ]


@pytest.mark.parametrize(
    "more,words",
    [
        ({"born": "31/02/2013"}, "“DOB” says “31/02/2013”, which is not a date. Write it as 31/01/2012."),
        ({"born": ""}, "The date of birth is missing (column “DOB”). Fill it in."),
        ({"born": "01/01/2027"}, "in the future"),
        ({"born": "01/01/1999"}, "too old for an EHC plan"),
        ({"family": ""}, "The name is not whole. Give the first and the last name."),
        ({"status": ""}, "It does not say where the case stands."),
        ({"status": "Odd"}, "The status “Odd” has no meaning yet."),
        ({"reviewed": "soon"}, "“Last review” says “soon”, which is not a date."),
        ({"reviewed": "01/01/2027"}, "Day of the last review, 1 January 2027, is in the future."),
        ({"plan": "01/01/2012"}, "is before the date of birth"),
        ({"school": "=HYPERLINK(1)"}, "“School” holds a formula."),
    ],
)
def test_each_fault_is_said_in_words_with_what_to_do(more: dict[str, object], words: str) -> None:
    assert words in faults_of(**more)


def test_the_second_line_about_a_person_names_the_first() -> None:
    found = read(row("S1"), row("S2", given="Ben"), row("S1"))

    assert [line.number for line in found.lines] == [2, 3]
    assert found.faulty[0].number == 4
    assert "earlier line, number 2" in found.faulty[0].faults[0]


@given(st.lists(st.tuples(st.text(max_size=6), st.text(max_size=9), st.sampled_from(["", "Active plan", "Odd"]))))
def test_no_line_is_lost(found: list[tuple[str, str, str]]) -> None:
    """Whatever stands in them: each line is read, faulty, or left out, once."""
    rows = tuple(
        (number, ("R", name or None, "Birch", born or None, status or None, None, None, None, None))
        for number, (name, born, status) in enumerate(found, start=2)
    )
    came = rules.read_lines(rules.Sheet(HEADS, rows), COLUMNS, STATUSES, TODAY)

    numbers = [line.number for line in came.lines] + [line.number for line in came.faulty]
    assert sorted(numbers) == [number for number, _ in rows]
    assert all(line.faults and all(fault.endswith(".") for fault in line.faults) for line in came.faulty)


@pytest.mark.parametrize(
    "text,day",
    [
        ("3/2/2013", dt.date(2013, 2, 3)),
        ("03-02-13", dt.date(2013, 2, 3)),
        ("3 February 2013", dt.date(2013, 2, 3)),
        ("03-Feb-2013", dt.date(2013, 2, 3)),
        ("2013-02-03 00:00:00", dt.date(2013, 2, 3)),
        ("2013-02-30", None),
        ("2/13/2013", None),
        ("Feb", None),
    ],
)
def test_days_are_read_as_people_here_write_them(text: str, day: dt.date | None) -> None:
    assert parse_day(text) == day


def test_a_workbook_is_read_with_its_title_its_dates_and_a_word_on_other_sheets() -> None:
    content = xlsx_of(
        row(born=dt.datetime.combine(dt.date(2013, 2, 3), dt.time()), reviewed=dt.date(2026, 3, 4)),
        row("S2", school="=A1"),
        above=(("EHCP report", None), (None,)),
        more="Notes",
    )
    found = rules.read_sheet(content)
    came = rules.read_lines(found, COLUMNS, STATUSES, TODAY)

    assert found.heads == HEADS
    assert found.notes == ("Only the first sheet was read. Not read: Notes.",)
    (line,) = came.lines
    assert (line.number, line.born_on, line.reviewed_on) == (4, dt.date(2013, 2, 3), dt.date(2026, 3, 4))
    assert "formula" in came.faulty[0].faults[0]


def test_a_list_of_windows_with_semicolons_is_read() -> None:
    content = csv_of(row()).decode().replace(",", ";").encode("cp1252")

    assert rules.read_sheet(content).rows[0][1][1] == "Zoë"


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("xl/workbook.xml", "<workbook/>")
        folder.writestr("xl/worksheets/sheet1.xml", b"0" * (61 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    "content,words",
    [
        (b"", "empty"),
        (b"%PDF-1.7 x", "no CSV file"),
        (b"<html>", "no CSV file"),
        (b"a,b\n1,2\n", "names of columns"),
        (b"Forename,Surname,DOB\n", "no line beneath"),
        (b"\xd0\xcf\x11\xe0rest", "older Excel"),
        (b"PK\x03\x04 broken", "damaged"),
        (_bomb(), "unpacks to far more"),
        (b"x" * (rules.MOST_BYTES + 1), "larger than 5 MB"),
        (("Forename,Surname,DOB\n" + "a,b,c\n" * (rules.MOST_LINES + 1)).encode(), "longer than 20,000 lines"),
    ],
)
def test_what_is_no_list_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(rules.Unreadable, match=words):
        rules.read_sheet(content)


# Matching


def a_known(child_id: int, given: str, family: str = "Ashdown", born: dt.date = dt.date(2013, 2, 3)) -> Known:
    return Known(child_id, names.Named(given=given, family=family, born_on=born))


def matched(*known: Known, **more: str) -> rules.Matched | None:
    (line,) = read(row(**more)).lines
    return Matcher(known).match(line)


def test_the_same_name_and_day_is_certain_and_a_short_form_is_for_a_person() -> None:
    exact = matched(a_known(7, "Zoe"))
    assert exact is not None
    assert (exact.child_id, exact.is_certain) == (7, True)
    near = matched(a_known(7, "Zoë", born=dt.date(2013, 2, 4)))
    assert near is not None
    assert not near.is_certain
    assert matched(a_known(7, "Ahmed", "Khan", dt.date(2011, 1, 1))) is None


def test_of_two_who_fit_nearly_as_well_a_person_decides() -> None:
    found = matched(a_known(7, "Zoe"), a_known(8, "Zoë"))

    assert found is not None
    assert not found.is_certain
    assert "Somebody else fits nearly as well" in found.reasons


# What follows


HERE = rules.Here("maintained", dt.date(2025, 1, 6), None, dt.date(2026, 3, 4), "Kingsdown")


def proposal(here: rules.Here | None, **more: str) -> rules.Proposal:
    (line,) = read(row(**more)).lines
    return rules.propose(line, here)


def test_what_follows_from_a_line() -> None:
    begun = proposal(None)
    assert (begun.what, begun.on) == ("begin", dt.date(2026, 3, 4))
    assert proposal(None, reviewed="", plan="05/01/2026").on == dt.date(2026, 1, 5)
    assert "not when it was made" in proposal(None, reviewed="").words[0]
    assert "say who asked" in proposal(None, status="Under assessment").words[0]
    assert proposal(None, status="Ceased").what == "agrees"
    assert proposal(HERE).what == "agrees"
    assert "dates the plan" in proposal(HERE, reviewed="05/03/2026").words[0]
    assert "names Fairmead; here it is Kingsdown" in proposal(HERE, school="Fairmead").words[0]
    assert proposal(HERE, status="Ceased").words == ("The list says: Ended. Here: A plan is in force.",)


def a_line(status: str, **days: Any) -> rules.Said:
    return replace(rules.Said(2, "S1", "Zoë", "Ashdown", dt.date(2013, 2, 3), status), **days)


def standing(status: str, **more: Any) -> rules.Here:
    found = {"opened_on": dt.date(2026, 1, 5), "has_plan_since": None, "reviewed_on": None, "setting": "", **more}
    return rules.Here(status, **found)


DAY = dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    "ours,theirs,day,step",
    [
        ("considering", "assessing", "decided_on", "decide_to_assess"),
        ("considering", "drafting", "decided_on", "decide_to_assess"),
        ("considering", "maintained", "decided_on", "decide_to_assess"),
        ("considering", "refused", "decided_on", "decide_not_to_assess"),
        ("assessing", "drafting", "", "decide_to_issue"),
        ("assessing", "maintained", "", "decide_to_issue"),
        ("assessing", "refused", "", "decide_no_plan"),
        ("drafting", "drafting", "draft_on", "send_draft"),
        ("drafting", "maintained", "draft_on", "send_draft"),
        ("draft_sent", "maintained", "plan_on", "send_final_plan"),
        ("maintained", "ended", "", "consider_ceasing"),
        ("ceasing", "ended", "", "decide_to_cease"),
        ("to_cease", "ended", "ended_on", "cease"),
    ],
)
def test_a_list_that_is_ahead_names_the_trackers_next_step_and_its_day(
    ours: str, theirs: str, day: str, step: str
) -> None:
    days = dict.fromkeys(rules.DAYS, dt.date(2026, 5, 1)) | ({day: DAY} if day else {})
    move = rules.next_move(a_line(theirs, **days), standing(ours))
    assert move == rules.Move(step, DAY if day else None)
    found = life.CASE.step(step)
    assert found is not None
    assert found.follows_from(ours), "the tracker would refuse it"


@pytest.mark.parametrize("theirs", [code for code, _ in rules.STATUSES])
@pytest.mark.parametrize("ours", [state.code for state in life.CASE.states])
def test_whatever_is_offered_follows_from_where_the_case_stands(ours: str, theirs: str) -> None:
    move = rules.next_move(a_line(theirs, **dict.fromkeys(rules.DAYS, DAY)), standing(ours, reviewed_on=DAY))
    found = life.CASE.step(move.step) if move else None
    assert move is None or (found is not None and found.follows_from(ours))


def test_a_list_that_is_behind_or_unclear_moves_nothing() -> None:
    for ours, theirs in (
        ("assessing", "considering"),
        ("maintained", "drafting"),
        ("considering", "ended"),
        ("not_assessed", "assessing"),
        ("ceased", "maintained"),
    ):
        assert rules.next_move(a_line(theirs), standing(ours)) is None
    # A day before the case began is of another case.
    early = rules.next_move(a_line("maintained", plan_on=dt.date(2020, 1, 1)), standing("draft_sent"))
    assert early == rules.Move("send_final_plan", None)


def test_a_later_review_is_planned_then_held_and_what_was_decided_is_not_guessed() -> None:
    line, before = a_line("maintained", reviewed_on=DAY), dt.date(2025, 7, 1)
    assert rules.next_move(line, standing("maintained", reviewed_on=before)) == rules.Move("plan_review", DAY)
    planned = standing("maintained", reviewed_on=before, review_ref="M-1", review_stands="planned")
    assert rules.next_move(line, planned) == rules.Move("hold_meeting", DAY, of_review=True)
    held = standing("maintained", reviewed_on=before, review_ref="M-1", review_stands="held")
    assert rules.next_move(line, held) is None
    assert rules.next_move(line, standing("maintained", reviewed_on=DAY)) is None


def test_a_line_that_was_kept_says_the_same_again() -> None:
    line = a_line("maintained", decided_on=DAY, reviewed_on=DAY + dt.timedelta(days=1))
    assert rules.said_again(2, rules.kept_of(line)) == line
    assert rules.said_again(2, {"given": "Zoë", "family": "Ashdown", "born_on": "2013-02-03"}) is None
    # Of a list that gives none of the later days, the mark by which a change shows is what it always was.
    assert a_line("maintained").values == "Zoë|Ashdown|2013-02-03|maintained||||"
    assert line.values != a_line("maintained", reviewed_on=line.reviewed_on).values

"""Why a date is that date, in words."""

# ruff: noqa: E501 - sentences stand whole, as a reader sees them

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import clocks
from alongside.core.clocks import Basis, Excuse, Roll, Source, Status, words
from tests.core.clocks import makers

START = dt.date(2025, 5, 21)
TERMS = clocks.Context(
    school=clocks.of_terms(
        [(dt.date(2025, 4, 22), dt.date(2025, 5, 23)), (dt.date(2025, 6, 2), dt.date(2025, 7, 22))], []
    )
)


def told(wording: str, start: dt.date = START, context: clocks.Context = clocks.PLAIN, **more: object) -> str:
    return clocks.explain(makers.rule(wording, **more), start, context).words


def test_the_example_of_the_brief_word_for_word() -> None:
    said = told(
        "within 20 weeks of",
        source=Source("Regulations", "regulation 13(2)", "https://example.org"),
        notes=("School holidays do not stop this clock.",),
    )
    assert said == (
        "Requested on Wednesday 21 May 2025. Regulation 13(2) gives 20 weeks. The day of the request is not counted."
        " 140 days later is Wednesday 8 October 2025. School holidays do not stop this clock."
    )


@pytest.mark.parametrize(
    "wording, steps, counted",
    [
        (
            "at least 15 days, beginning with",
            (
                "Section 1 gives at least 15 days. The day of the request is the first day."
                " The 15th day is Wednesday 4 June 2025."
            ),
            "15 days, the day of the request being the first",
        ),
        (
            "within 15 days of",
            "Section 1 gives 15 days. The day of the request is not counted. 15 days later is Thursday 5 June 2025.",
            "15 days after the day of the request, which is not counted",
        ),
        (
            "within 1 month of",
            (
                "Section 1 gives 1 month. The day of the request is not counted."
                " The corresponding day 1 month later is Saturday 21 June 2025."
            ),
            "1 month to the corresponding date, the day of the request not counted",
        ),
        (
            "period of 12 months starting with",
            (
                "Section 1 gives 12 months. The day of the request is the first day."
                " 12 months on is Thursday 21 May 2026; the period ends the day before, on Wednesday 20 May 2026."
            ),
            "a period of 12 months, the day of the request being its first",
        ),
        (
            "at least 2 weeks before",
            (
                "Section 1 asks for it at least 2 weeks before. The day of the request is not counted."
                " 14 days before is Wednesday 7 May 2025."
            ),
            "2 weeks back from the day of the request, which is not counted",
        ),
        (
            "at least 5 months before",
            (
                "Section 1 asks for it at least 5 months before. The day of the request is not counted."
                " Counted back, 5 months before is Saturday 21 December 2024."
            ),
            "5 months back from the day of the request, which is not counted",
        ),
        (
            "within 5 working days of",
            (
                "Section 1 gives 5 working days. The day of the request is not counted. Saturdays and Sundays, and Spring bank"
                " holiday (26 May 2025), are not working days. The 5th working day is Thursday 29 May 2025."
            ),
            "5 working days, the day of the request not counted",
        ),
        (
            "within 2 working days beginning with",
            (
                "Section 1 gives 2 working days. The day of the request is the first day. Saturdays and Sundays are not"
                " working days. The 2nd working day is Thursday 22 May 2025."
            ),
            "2 working days, the day of the request being the first",
        ),
        (
            "on the 1st working day after",
            (
                "Section 1 says on the 1st working day after the request. The day of the request is not counted. Saturdays and"
                " Sundays are not working days. The 1st working day is Thursday 22 May 2025."
            ),
            "1 working day, the day of the request not counted",
        ),
        (
            "on the same day as",
            "Section 1 gives no time: it is done on the day itself.",
            "the same day",
        ),
        (
            "by 15 February in the calendar year of",
            "Section 1 says by Saturday 15 February 2025.",
            "a fixed date in the year",
        ),
        (
            "before 31 March in the calendar year of",
            (
                "Section 1 says before 31 March 2025. The last day before it is Sunday 30 March 2025. Guidance and the Ombudsman"
                " say by Monday 31 March 2025; the words of the law are kept as the target."
            ),
            "the last day before a fixed date in the year",
        ),
        (
            "on the third Thursday of January in the year of",
            (
                "Section 1 takes it on the third Thursday of January in the year of the request."
                " In 2025 that is Thursday 16 January 2025."
            ),
            "the weekday that is fixed in the year",
        ),
    ],
)
def test_each_wording_is_explained(wording: str, steps: str, counted: str) -> None:
    answer = clocks.explain(makers.rule(wording), START)
    assert answer.words == f"Requested on Wednesday 21 May 2025. {steps}"
    assert answer.counted == counted
    assert answer.warnings == ()


def test_school_days_are_explained_with_the_terms_of_the_area() -> None:
    answer = clocks.explain(makers.rule("on the 6th school day beginning with"), START, TERMS)
    assert answer.due == dt.date(2025, 6, 4)
    assert answer.words.endswith(
        "Weekends, bank holidays and days outside term are not school days. The 6th school day is Wednesday 4 June 2025."
    )
    assert answer.warnings == ()


def test_where_no_terms_are_known_it_says_so_and_which_way_it_errs() -> None:
    answer = clocks.explain(makers.rule("within 15 school days of"), dt.date(2025, 8, 28))
    assert answer.warnings == (
        (
            "No term dates are known for 2024/25 and 2025/26: every working day was taken for a school day, so the true date"
            " is this one or later."
        ),
    )
    century = clocks.explain(makers.rule("within 1 school day of"), dt.date(2099, 11, 3))
    assert "2099/00" in century.warnings[-1]


def test_months_without_the_day_end_with_the_month() -> None:
    assert told("within 1 month of", dt.date(2026, 1, 31)).endswith(
        "1 month later has no 31st, so it is the last day of the month, Saturday 28 February 2026."
    )
    assert told("period of 1 month starting with", dt.date(2026, 1, 31)).endswith(
        "1 month on there is no 31st, so the period ends with the month, on Saturday 28 February 2026."
    )


def test_an_appeal_tells_both_days() -> None:
    target = clocks.explain(makers.rule("within 2 months of", roll=Roll.TRIBUNAL), dt.date(2025, 6, 15))
    assert target.due == dt.date(2025, 8, 15)
    assert target.also == dt.date(2025, 9, 1)
    assert target.also_words == target.steps[-1]
    assert target.also_words == (
        "The Tribunal still takes an appeal on Monday 1 September 2025, since the time ends on a day that is not counted;"
        " the earlier day is kept as the target."
    )
    latest = clocks.explain(
        makers.rule("within 2 months of", roll=Roll.TRIBUNAL, takes_roll=True), dt.date(2025, 6, 15)
    )
    assert latest.due == dt.date(2025, 9, 1)
    assert latest.also is None
    assert latest.words.endswith(
        "The corresponding day 2 months later is Friday 15 August 2025."
        " The Tribunal still takes it on Monday 1 September 2025, the first working day that counts."
    )


def test_a_published_day_is_told_as_such() -> None:
    rule = makers.rule("on the third Thursday of January in the year of", exact=((2021, dt.date(2021, 1, 14)),))
    answer = clocks.explain(rule, dt.date(2021, 5, 1))
    assert answer.words == (
        "Requested on Saturday 1 May 2021. For 2021 another day than usual was published."
        " In 2021 that is Thursday 14 January 2021."
    )
    assert answer.counted == "the day that was published"


def test_holidays_on_the_way_are_named_in_order() -> None:
    assert (
        "Saturdays and Sundays, and Christmas Day (25 December 2026), Boxing Day (substitute day) (28 December 2026) and"
        " New Year's Day (1 January 2027), are not working days."
    ) in told("within 6 working days of", dt.date(2026, 12, 24))
    assert "Saturdays and Sundays are not working days." in told("within 2 working days of", dt.date(2026, 12, 21))
    # A holiday on the first day, and none on a weekend.
    assert "and Easter Monday (6 April 2026), are" in told("within 1 working day beginning with", dt.date(2026, 4, 6))
    assert "New Year" not in told("within 2 working days of", dt.date(2022, 1, 4))


@pytest.mark.parametrize(
    "place, begins",
    [
        ("rules 12(2) and 20", "Rules 12(2) and 20 give 2 weeks."),
        ("regulations 6 and 15", "Regulations 6 and 15 give 2 weeks."),
        ("paragraphs 1 to 3", "Paragraphs 1 to 3 give 2 weeks."),
        ("sections 1 and 2", "Sections 1 and 2 give 2 weeks."),
        ("rule 12", "Rule 12 gives 2 weeks."),
        ("", "Our setting gives 2 weeks."),
    ],
)
def test_the_place_takes_its_verb(place: str, begins: str) -> None:
    assert begins in told("within 2 weeks of", source=Source("An instrument", place, "https://example.org"))


def test_doubt_is_said_wherever_the_date_is() -> None:
    unsure = makers.rule("within 2 weeks of", status=Status.UNCERTAIN, doubt="The number was not read.")
    ours = makers.rule("within 2 weeks of", status=Status.OURS, basis=Basis.OURS, doubt="The law names no time.")
    assert clocks.explain(unsure, START).warnings == ("This rule is not certain: The number was not read.",)
    assert clocks.explain(ours, START).warnings == ("This is a setting of ours, not law: The law names no time.",)
    assert clocks.explain(unsure, START).why.counting.endswith("This rule is not certain: The number was not read.")
    assert clocks.explain(unsure, START).why.status == "uncertain"


def test_a_day_before_the_law_is_counted_and_said_to_be_so() -> None:
    rule = makers.rule("within 2 weeks of", valid_to=dt.date(2020, 1, 1))
    assert clocks.explain(rule, dt.date(2010, 1, 1)).warnings == (
        (
            "The rule was not in force on that day: it holds from 1 September 2014 to 1 January 2020."
            " The date is what it would have given."
        ),
    )
    assert clocks.explain(makers.rule("within 2 weeks of"), dt.date(2010, 1, 1)).warnings == (
        "The rule was not in force on that day: it holds from 1 September 2014. The date is what it would have given.",
    )


@pytest.mark.parametrize(
    "wording, start, more, year",
    [
        ("within 5 working days of", "2027-12-29", {}, 2028),
        ("within 5 school days of", "2027-12-29", {}, 2028),
        ("within 2 months of", "2027-12-29", {"roll": Roll.TRIBUNAL}, 2028),
        ("within 5 working days of", "2027-12-20", {}, 0),
        ("within 5 weeks of", "2027-12-29", {}, 0),
    ],
)
def test_a_date_on_holidays_to_come_says_so(wording: str, start: str, more: dict[str, Roll], year: int) -> None:
    answer = clocks.explain(makers.rule(wording, **more), dt.date.fromisoformat(start))
    warning = f"The bank holidays of {year} are not published here yet: those that the law fixes were taken."
    assert (warning in answer.warnings) == bool(year)


def test_the_component_and_programs_get_the_same() -> None:
    excuse = Excuse("away", "The child is away", "Section 2")
    rule = makers.rule("before 31 March in the calendar year of", excuses=(excuse,))
    answer = clocks.explain(rule, START)
    assert answer.why == words.Why(
        rule="Something is done: before 31 March in the calendar year of the request.",
        source="Act of Tests 2000, section 1",
        source_url="https://example.org/act",
        started_on=START,
        counting=answer.words,
        exceptions=("The child is away",),
        status="confirmed",
    )
    assert answer.as_json() == {
        "rule": "a_rule",
        "start": "2025-05-21",
        "due": "2025-03-30",
        "counted": "the last day before a fixed date in the year",
        "source": "Act of Tests 2000, section 1",
        "status": "confirmed",
        "steps": list(answer.steps),
        "version": "a_rule@2014-09-01",
        "title": "Something is done",
        "wording": "before 31 March in the calendar year of",
        "source_url": "https://example.org/act",
        "basis": "law",
        "doubt": "",
        "also_by": "2025-03-31",
        "also_by_means": answer.also_words,
        "excuses": ["The child is away"],
        "warnings": [],
    }
    plain = clocks.explain(makers.rule("within 2 weeks of"), START)
    assert plain.as_json()["also_by"] is None
    assert plain.why.exceptions == ("Nothing in the rule.",)


@given(st.integers(1, 400))
def test_an_ordinal_ends_as_it_is_said(number: int) -> None:
    said = words.ordinal(number)
    assert said.startswith(str(number))
    if 11 <= number % 100 <= 13:
        assert said.endswith("th")
    else:
        assert said[-2:] == {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@pytest.mark.parametrize(
    "number, said",
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (9, "9th"),
        (10, "10th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (20, "20th"),
        (21, "21st"),
        (22, "22nd"),
        (23, "23rd"),
        (50, "50th"),
        (101, "101st"),
        (111, "111th"),
    ],
)
def test_ordinals_one_by_one(number: int, said: str) -> None:
    assert words.ordinal(number) == said


# One by one: each was a small change of the code that no other test noticed

MANY = Source("Regulations of Tests 2000", "regulations 5 and 6", "https://example.org/act")


@pytest.mark.parametrize(
    "wording, sentence",
    [
        ("on the same day as", "Regulations 5 and 6 give no time: it is done on the day itself."),
        ("within 2 weeks of", "Regulations 5 and 6 give 2 weeks."),
        (
            "on the 6th school day beginning with",
            "Regulations 5 and 6 say on the 6th school day beginning with the request.",
        ),
        ("at least 2 weeks before", "Regulations 5 and 6 ask for it at least 2 weeks before."),
        (
            "on the third Thursday of January in the year of",
            "Regulations 5 and 6 take it on the third Thursday of January in the year of the request.",
        ),
        ("by 15 February in the calendar year of", "Regulations 5 and 6 say by Saturday 15 February 2025."),
        ("before 31 March in the calendar year of", "Regulations 5 and 6 say before 31 March 2025."),
    ],
)
def test_several_places_have_the_verb_of_several(wording: str, sentence: str) -> None:
    assert sentence in told(wording, source=MANY)


def test_a_number_past_a_hundred_ends_as_it_is_spoken() -> None:
    assert [words.ordinal(number) for number in (101, 111, 120, 121, 210)] == [
        "101st",
        "111th",
        "120th",
        "121st",
        "210th",
    ]

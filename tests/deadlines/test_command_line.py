"""``alongside why-date`` and ``alongside rules``."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from alongside.core import clocks
from tests.deadlines import makers


def said(name: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


def why(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said("why_date", *arguments, "--json"))
    return found


def test_a_date_is_told_in_words_with_its_source() -> None:
    told = said("why_date", "ehc_final_plan_20w", "--start", "2025-05-21")
    assert told.startswith("The final plan is sent: Wednesday 8 October 2025.\n  Requested on Wednesday 21 May 2025.\n")
    assert "Disability Regulations 2014, regulation 13(2) (confirmed)" in told
    assert told.count("Excuses a delay, and moves nothing") == 4


@pytest.mark.parametrize("code", [pytest.param(code, id=code) for code in clocks.codes()])
def test_every_rule_answers_a_program(code: str) -> None:
    answer = why(code, "--start", "2025-05-21")
    assert list(answer)[:7] == ["rule", "start", "due", "counted", "source", "status", "steps"]
    assert (answer["rule"], answer["start"]) == (code, "2025-05-21")


def test_a_moment_in_a_summer_night_counts_for_its_day_in_london() -> None:
    assert why("ehc_final_plan_20w", "--start", "2025-07-01T23:30:00Z")["start"] == "2025-07-02"


def test_terms_and_remarks_are_given_as_context() -> None:
    terms = ("--context", "term=2025-04-22..2025-05-23", "term=2025-06-02..2025-07-22")
    answer = why("exclusion_day6_education", "--start", "2025-05-21", *terms, "--context", "A permanent exclusion")
    assert (answer["due"], answer["context"]) == ("2025-06-04", ["A permanent exclusion"])


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (("no_rule", "--start", "2025-05-21"), "There is no rule no_rule."),
        (("ehc_final_plan_20w", "--start", "21 May"), "“21 May” is not a day."),
        (("ehc_final_plan_20w", "--start", "2025-05-21", "--context", "moon=full"), "There is no context moon."),
        (("custody_send_plan_5wd", "--start", "1980-01-01"), "Working days are known from 1 January 1989"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(arguments: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence.replace(".", r"\.")):
        said("why_date", *arguments)


def test_all_rules_are_listed() -> None:
    assert [rule["rule"] for rule in json.loads(said("rules", "--json"))] == list(clocks.codes())
    told = said("rules")
    assert "custody_send_plan_5wd  (uncertain)\n" in told
    assert "within 20 weeks of the request. Who must act: the local authority." in told


@pytest.mark.usefixtures("database")
def test_the_term_dates_of_an_area_are_counted_by() -> None:
    makers.terms()
    start = ("exclusion_day6_education", "--start", "2026-10-21")
    assert why(*start)["due"] == "2026-10-28"
    assert why(*start, "--area", "swindon")["due"] == "2026-11-04"
    with pytest.raises(CommandError, match="no area partnership atlantis"):
        why(*start, "--area", "atlantis")


@pytest.mark.usefixtures("database")
def test_dates_are_counted_again_from_the_command_line() -> None:
    makers.a_clock(makers.a_child())
    found = json.loads(said("recount_dates", "--json"))
    assert (found["swindon"]["clocks"], found["swindon"]["changed"]) == (1, 0)
    assert "swindon: 1 dates counted in" in said("recount_dates", "--partnership", "swindon")
    with pytest.raises(CommandError, match="no such area partnership"):
        said("recount_dates", "--partnership", "atlantis")

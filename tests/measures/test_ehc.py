"""Measures of EHC cases agree with a count by hand over cases that were taken through their steps."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from alongside.comparators import commands as comparators
from alongside.comparators import rules as comparator_rules
from alongside.comparators.rules import send
from alongside.deadlines import commands as deadlines
from alongside.deadlines.models import Claim, Clock
from alongside.ehcp.models import Case
from alongside.measures import jobs, queries
from alongside.partnerships import wall
from tests import people
from tests.ehcp import makers
from tests.ehcp.makers import begun, matter_of, step, taken
from tests.panels.test_browser import check, sign_in
from tests.people import NOW, acting
from tests.referrals import makers as makers_of_referrals

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.database_near]

DAY = dt.timedelta(days=1)
ASKED = dt.date(2026, 6, 8)
LIMIT = ASKED + dt.timedelta(weeks=20)
LATER = dt.datetime(2027, 1, 12, 10, 0, tzinfo=dt.UTC)
EVER = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def ask(
    code: str, first: dt.date = EVER[0], last: dt.date = EVER[1], slug: str = "swindon", by: str = ""
) -> queries.Measured:
    area = people.partnership(slug)
    with wall.inside(area.pk):
        return queries.measure(code, partnership_id=area.pk, first=first, last=last, by=by)


def met(code: str, first: dt.date = EVER[0], last: dt.date = EVER[1]) -> tuple[float | None, float | None]:
    total = ask(code, first, last).total
    return total.numerator, total.denominator


def asked(name: str, slug: str = "swindon") -> Case:
    """A case asked for on the day, with its officer."""
    return taken(begun(makers.a_child(slug, given=name), slug, on=ASKED), slug)


def finished(case: Case, on: dt.date, slug: str = "swindon") -> Case:
    """The plan was sent on the day."""
    for code, weeks in (("decide_to_assess", 5), ("decide_to_issue", 12), ("send_draft", 14)):
        step(makers.again(case), code, ASKED + dt.timedelta(weeks=weeks), slug)
    step(makers.again(case), "send_final_plan", on, slug, setting_name="Kingsdown")
    return makers.again(case)


def excused(case: Case) -> None:
    """An exception is claimed for the twenty weeks."""
    with acting("swindon", "send_officer") as actor:
        clock = Clock.objects.get(child_id=case.child_id, rule="ehc_final_plan_20w")
        deadlines.claim_exception(
            actor=actor,
            clock=clock,
            kind=clock.of_rule.excuses[0].code,
            from_on=ASKED + dt.timedelta(weeks=8),
            evidence="Letter from the school",
            now=NOW,
        )


@pytest.fixture
def four_plans(database: object) -> list[Case]:
    """Ana's plan came on the last day, Ben's a day late, Cai's a day late and excused; Dee waits."""
    cases = [asked(name) for name in ("Ana", "Ben", "Cai", "Dee")]
    excused(cases[2])
    for case, on in zip(cases, (LIMIT, LIMIT + DAY, LIMIT + DAY), strict=False):
        finished(case, on)
    return cases


@pytest.mark.usefixtures("four_plans")
def test_plans_within_twenty_weeks_with_and_without_exceptions() -> None:
    assert met("ehc_plans_in_20_weeks") == (1, 3)
    assert met("ehc_plans_in_20_weeks_no_exceptions") == (1, 2)
    assert met("ehc_plans_in_20_weeks", LIMIT, LIMIT) == (1, 1)
    assert met("ehc_plans_in_20_weeks", LIMIT + DAY, LIMIT + DAY) == (0, 2)
    assert met("ehc_plans_in_20_weeks", LIMIT + 2 * DAY, EVER[1]) == (0, 0)
    (part,) = ask("ehc_plans_in_20_weeks", by="locality").parts
    assert (part.by, part.numerator, part.denominator) == ("North swindon", 1, 3)


def test_an_exception_that_was_withdrawn_excuses_nothing() -> None:
    case = asked("Ana")
    excused(case)
    finished(case, LIMIT + DAY)
    assert met("ehc_plans_in_20_weeks_no_exceptions") == (0, 0)
    with acting("swindon", "send_officer") as actor:
        claim = Claim.objects.select_related("clock").get()
        deadlines.withdraw_claim(actor=actor, claim=claim, reason="The school was open", now=NOW)

    assert met("ehc_plans_in_20_weeks_no_exceptions") == (0, 1)


def test_a_child_detained_on_the_way_counts_once_and_keeps_the_exception() -> None:
    case = asked("Ana")
    excused(case)
    step(case, "tell_of_detention", ASKED + dt.timedelta(weeks=9), now=NOW)
    finished(case, LIMIT + DAY)

    assert met("ehc_plans_in_20_weeks") == (0, 1)
    assert met("ehc_plans_in_20_weeks_no_exceptions") == (0, 0)
    assert met("ehc_decisions_in_6_weeks") == (1, 1)


def test_a_plan_after_a_refusal_has_a_limit_of_its_own() -> None:
    case = asked("Ana")
    step(case, "decide_not_to_assess", ASKED + dt.timedelta(weeks=7), now=NOW, note="No need seen")
    step(makers.again(case), "concede_assessment", ASKED + dt.timedelta(weeks=10), now=NOW)

    assert met("ehc_decisions_in_6_weeks") == (0, 1)
    assert met("ehc_plans_in_20_weeks") == (0, 0)


def test_decisions_within_six_weeks_count_yes_and_no() -> None:
    limit = ASKED + dt.timedelta(weeks=6)
    ana, ben, cai = (asked(name) for name in ("Ana", "Ben", "Cai"))
    step(ana, "decide_to_assess", limit, now=NOW)
    step(ben, "decide_not_to_assess", limit + DAY, now=NOW, note="No need seen")

    assert met("ehc_decisions_in_6_weeks") == (1, 2)
    assert met("ehc_decisions_in_6_weeks", limit + DAY, EVER[1]) == (0, 1)
    step(cai, "withdraw_request", limit, now=NOW, note="The family changed its mind")
    assert met("ehc_decisions_in_6_weeks") == (1, 2)


def reviewed(name: str, decided: dt.date | None, *, held: dt.date = ASKED) -> Case:
    """A review with its meeting, decided on a day or not yet."""
    case = makers.a_plan(made_on=ASKED - dt.timedelta(days=300), given=name)
    step(case, "plan_review", ASKED - dt.timedelta(weeks=4), now=NOW, planned_on=held)
    step(case, "hold_meeting", held, now=NOW, matter=matter_of(case, "review"), note="She wants to stay")
    if decided:
        step(case, "decide_to_keep", decided, now=NOW, matter=matter_of(case, "review"))
    return case


def test_reviews_decided_within_four_weeks_and_those_that_nobody_decided() -> None:
    limit = ASKED + dt.timedelta(weeks=4)
    reviewed("Ana", limit)
    reviewed("Ben", limit + DAY)
    reviewed("Cai", None)

    assert met("ehc_review_decisions_in_4_weeks") == (1, 3)
    assert met("ehc_review_decisions_in_4_weeks", limit, limit) == (1, 3)
    assert met("ehc_review_decisions_in_4_weeks", limit + DAY, EVER[1]) == (0, 0)


def test_phase_transfers_in_time() -> None:
    """The last day is 30 March: Ana's setting is named on it, Ben's on the 31st, Cai's not, Dee does not move."""
    for name, day in (("Ana", dt.date(2026, 3, 30)), ("Ben", dt.date(2026, 3, 31)), ("Cai", None)):
        case = makers.a_plan(made_on=ASKED - dt.timedelta(days=300), given=name)
        step(
            case,
            "plan_phase_transfer",
            ASKED - dt.timedelta(weeks=20),
            now=NOW,
            what="phase_transfer_post16",
            planned_on=dt.date(2026, 9, 1),
        )
        if day:
            matter = matter_of(case, "phase_transfer")
            step(makers.again(case), "name_next_setting", day, now=NOW, matter=matter, setting_name="New College")
    case = makers.a_plan(made_on=ASKED - dt.timedelta(days=300), given="Dee")
    step(
        case,
        "plan_phase_transfer",
        ASKED - dt.timedelta(weeks=20),
        now=NOW,
        what="phase_transfer_post16",
        planned_on=dt.date(2026, 9, 1),
    )
    step(
        makers.again(case),
        "call_off",
        ASKED,
        now=NOW,
        matter=matter_of(case, "phase_transfer"),
        note="Stays another year",
    )

    assert met("ehc_phase_transfers_in_time") == (1, 3)


# Beside what is published


@pytest.fixture
def published(database: object) -> send.SendReading:
    return comparators.load_send(text=send.SEND_FILE.read_text(encoding="utf-8"), now=NOW)


def test_what_ships_is_read_whole(published: send.SendReading) -> None:
    """Eighteen shares of plans by each way of counting, six of decisions, three of reviews; the counts pass by."""
    assert len(published.kept) == 18 + 18 + 6 + 3
    assert published.refused == ()
    assert published.others == 18
    assert {row.edition for row in published.kept} == {"2025"}


@pytest.mark.usefixtures("published")
def test_the_command_sets_a_figure_beside_what_is_published(capsys: pytest.CaptureFixture[str]) -> None:
    def asked_of(code: str) -> dict[str, Any]:
        call_command("measure", code, "--partnership", "swindon", "--json")
        found: dict[str, Any] = json.loads(capsys.readouterr().out)["published"]
        return found

    plans = asked_of("ehc_plans_in_20_weeks_no_exceptions")
    assert plans["figures"][:3] == [
        {"area": "Swindon", "year": 2024, "value": 49.4, "unit": "percent"},
        {"area": "England", "year": 2024, "value": 46.4, "unit": "percent"},
        {"area": "Hampshire", "year": 2024, "value": 41.0, "unit": "percent"},
    ]
    assert plans["edition"] == "2025"
    assert "evidence" in str(plans["differs"])
    moves = asked_of("ehc_phase_transfers_in_time")
    assert moves["figures"] == []
    assert "No valid published figure exists" in str(moves["differs"])
    assert asked_of("open_children") is None


HEAD = ",".join(send.COLUMNS)
PLANS = '"New plans issued within 20 weeks, exception cases kept in"'


@pytest.mark.parametrize(
    "row,why",
    [
        (f"Swindon,{PLANS},2024,104,percent,https://x/2025", "cannot be"),
        (f"Swindon,{PLANS},2024,49.4,percent,", "no source"),
        (f",{PLANS},2024,49.4,percent,https://x/2025", "no area"),
        (f"Swindon,{PLANS},Spring 2024,49.4,percent,https://x/2025", "not a calendar year"),
        (f"Swindon,{PLANS},2025,49.4,percent,https://x/2025", "cannot know the whole of 2025"),
        (f"Swindon,{PLANS},2024,about half,percent,https://x/2025", "not a number"),
        (
            f"Swindon,{PLANS},2024,49,percent,https://x/2025\nSwindon,{PLANS},2024,50,percent,https://x/2025",
            "two shares",
        ),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_why(row: str, why: str) -> None:
    (refused,) = send.read_send(f"{HEAD}\n{row}\n").refused

    assert why in refused.why


def test_a_file_without_its_columns_is_refused() -> None:
    with pytest.raises(comparator_rules.UnreadableFile, match="unit, source_url"):
        send.read_send("area,measure,period,value\n")


@pytest.mark.usefixtures("published")
def test_a_row_that_is_refused_later_is_no_longer_shown() -> None:
    url = "https://explore-education-statistics.service.gov.uk/find-statistics/education-health-and-care-plans/2025"
    comparators.load_send(text=f"{HEAD}\nSwindon,{PLANS},2024,104,percent,{url}\n", now=NOW)

    page = shown("team_manager", "/measures/ehc_plans_in_20_weeks/")
    assert "not published" in page
    assert "edition of 2025" in page


def shown(key: str, address: str, slug: str = "swindon") -> str:
    client = Client()
    people.sign_in(client, slug, key)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.usefixtures("published", "four_plans")
def test_the_page_says_both_figures_and_how_they_differ() -> None:
    page = shown("team_manager", "/measures/ehc_phase_transfers_in_time/")
    assert "No valid published figure exists" in page

    page = shown("team_manager", "/measures/ehc_plans_in_20_weeks/")
    for words in ("Beside what is published", "49.4%", "45.9%", "Plans that followed a Tribunal’s order"):
        assert words in page, words
    overview = shown("team_manager", "/measures/")
    assert "EHC plans in time" in overview
    assert "none valid" in overview


@pytest.mark.usefixtures("four_plans")
def test_the_board_sees_no_plan_of_a_few() -> None:
    """Three plans are too few to show, on the page and in the file."""
    makers_of_referrals.allocated(given_name="Eli", family_name="Frost")
    with time_machine.travel(LATER, tick=True):
        jobs.close_quarters_of(people.partnership("swindon"), LATER)
        page = shown("board_member", "/measures/ehc_plans_in_20_weeks/")
        file = shown("board_member", "/measures/ehc_plans_in_20_weeks/csv/")

    assert "hidden" in page
    assert "All,hidden" in file


@pytest.mark.usefixtures("published", "four_plans")
def test_the_pages_are_clean_and_narrow(browser_page: Any) -> None:
    with time_machine.travel(NOW, tick=True):
        sign_in(browser_page, "team_manager")
        faults = [
            fault
            for path, name in (
                ("/measures/", "measures"),
                ("/measures/ehc_plans_in_20_weeks_no_exceptions/", "measure_plans"),
                ("/measures/ehc_phase_transfers_in_time/", "measure_moves"),
            )
            for fault in check(browser_page, path, name)
        ]

    assert faults == []

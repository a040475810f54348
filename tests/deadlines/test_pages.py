"""Pages of deadlines: for whom, and what they say."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.children.models import Child
from alongside.core import clocks, ical
from alongside.deadlines import commands
from alongside.deadlines.models import Claim, Clock, Watch
from alongside.partnerships import commands as partnerships
from alongside.partnerships import wall
from alongside.web import jobs
from tests import people
from tests.deadlines import makers
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]


def signed_in(key: str, slug: str = "swindon") -> Client:
    client = Client()
    people.sign_in(client, slug, key)
    return client


def parts(name: str, day: str) -> dict[str, str]:
    year, month, number = day.split("-")
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}


@pytest.mark.parametrize("key", ["send_officer", "school", "board_member", "assessor"])
def test_whoever_has_signed_in_reads_the_rules(key: str) -> None:
    page = signed_in(key).get(reverse("deadlines:rules")).content.decode()
    for code in clocks.codes():
        assert reverse("deadlines:rule", kwargs={"code": code}) in page
    assert page.count("Not certain") == sum(rule.status.value == "uncertain" for rule in clocks.every())


def test_nobody_reads_them_without_signing_in() -> None:
    assert Client().get(reverse("deadlines:rules")).status_code == 302


def test_staff_try_a_rule_and_read_why() -> None:
    client = signed_in("send_officer")
    address = reverse("deadlines:rule", kwargs={"code": "ehc_final_plan_20w"})
    assert "Wednesday 8 October 2025" not in client.get(address).content.decode()
    page = client.get(address, parts("start", "2025-05-21")).content.decode()
    assert "Wednesday 8 October 2025" in page
    assert "140 days later is Wednesday 8 October 2025." in page
    assert "School holidays do not stop this clock." in page


@pytest.mark.parametrize(
    "typed, sentence",
    [
        (parts("start", "2025-02-30"), "must be a real date"),
        (parts("start", "1989-12-31"), "Enter a day from 1990 to 2100"),
        ({"start-day": ""}, "Enter a day"),
    ],
)
def test_what_cannot_be_counted_is_said_on_the_form(typed: dict[str, str], sentence: str) -> None:
    address = reverse("deadlines:rule", kwargs={"code": "custody_send_plan_5wd"})
    response = signed_in("send_officer").get(address, typed)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_there_is_no_page_for_a_rule_that_is_not_there() -> None:
    assert signed_in("send_officer").get(reverse("deadlines:rule", kwargs={"code": "no_rule"})).status_code == 404


def test_the_rules_cost_no_query_of_their_own() -> None:
    client = signed_in("send_officer")
    client.get(reverse("web:home"))
    with CaptureQueriesContext(connection) as listed:
        client.get(reverse("deadlines:rules"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("deadlines:rule", kwargs={"code": "ehc_final_plan_20w"}))
    assert len(listed) == len(one)


# One child's dates


def post(client: Client, address: str, **typed: object) -> Any:
    return client.post(address, {"form_key": str(uuid.uuid4()), **typed})


def a_full_clock() -> tuple[Child, Clock, Claim]:
    child = makers.a_child()
    clock = makers.a_clock(child)
    with acting("swindon", "send_officer") as actor:
        claim = commands.claim_exception(
            actor=actor, clock=clock, kind="away_four_weeks", from_on=TODAY, evidence="In Leeds till May", now=NOW
        )
    return child, clock, claim


def pages_of(child: Child, clock: Clock, claim: Claim) -> dict[str, str]:
    views = "meet_clock reopen_clock end_clock follow_clock hand_over_clock claim_exception clock"
    found = {
        view: reverse(f"deadlines:{view}", kwargs={"child_ref": child.ref, "ref": clock.ref}) for view in views.split()
    }
    withdraw = {"child_ref": child.ref, "ref": clock.ref, "claim_ref": claim.ref}
    return {
        **found,
        "dates": reverse("deadlines:dates", kwargs={"child_ref": child.ref}),
        "start_clock": reverse("deadlines:start_clock", kwargs={"child_ref": child.ref}),
        "withdraw_claim": reverse("deadlines:withdraw_claim", kwargs=withdraw),
    }


def test_owner_reads_every_page_a_stranger_and_another_partnership_none() -> None:
    child, clock, claim = a_full_clock()
    owner, stranger, other = signed_in("send_officer"), signed_in("stranger"), signed_in("send_officer", "hampshire")
    for view, address in pages_of(child, clock, claim).items():
        assert owner.get(address).status_code == 200, view
        assert stranger.get(address).status_code == 404, view
        assert other.get(address).status_code == 404, view


def test_a_colleague_who_reads_education_reads_the_date_and_is_told_who_keeps_it() -> None:
    child, clock, claim = a_full_clock()
    people.grant("swindon", child, "colleague", "team")
    colleague, pages = signed_in("colleague"), pages_of(child, clock, claim)
    page = colleague.get(pages["clock"]).content.decode()
    assert "Ruth Selwyn" in page
    assert "In Leeds till May" in page
    assert "It was done" not in page
    assert "This date is kept by somebody else" in colleague.get(pages["meet_clock"]).content.decode()
    assert post(colleague, pages["meet_clock"], version="1", **parts("met_on", TODAY.isoformat())).status_code == 403
    assert [one.status for one in makers.of(child)] == ["running"]


def test_whoever_does_not_read_education_finds_no_date_and_no_page() -> None:
    child, clock, claim = a_full_clock()
    people.grant("swindon", child, "police", "meeting")
    police = signed_in("police")
    for view, address in pages_of(child, clock, claim).items():
        # The police read the justice strand, in which other dates stand: the list is there, and empty.
        assert police.get(address).status_code == (200 if view in ("dates", "start_clock") else 404), view
    assert "final plan" not in police.get(pages_of(child, clock, claim)["dates"]).content.decode()
    assert "final plan" not in police.get(reverse("web:child", kwargs={"child_ref": child.ref})).content.decode()


def test_a_date_is_begun_explained_and_kept_in_the_browser() -> None:
    child = makers.a_child()
    client = signed_in("send_officer")
    start = reverse("deadlines:start_clock", kwargs={"child_ref": child.ref})
    with acting("swindon", "send_officer") as actor:
        me = actor.membership_ref
    answer = post(client, start, rule="ehc_final_plan_20w", owner=me, **parts("started_on", "2025-05-21"))
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "Wednesday 8 October 2025" in page
    assert "The day of the request is not counted." in page
    assert "Nothing in the rule" not in page
    refused = post(client, start, rule="ehc_final_plan_20w", owner=me, **parts("started_on", "2025-05-21"))
    assert refused.status_code == 409
    assert "counted for this child already" in refused.content.decode()
    done = post(client, f"{answer.url}done/", version="1", **parts("met_on", "2025-10-01"))
    assert done.status_code == 302
    assert "done 1 October 2025" in client.get(answer.url).content.decode()


def test_both_days_are_shown_where_law_and_guidance_differ() -> None:
    child = makers.a_child()
    clock = makers.a_clock(child, rule="phase_transfer_post16", started_on=dt.date(2026, 9, 1))
    page = signed_in("send_officer").get(pages_of(child, clock, Claim(ref="CX-000000"))["clock"]).content.decode()
    assert "Monday 30 March 2026" in page
    assert "Beside it: Tuesday 31 March 2026" in page


def test_a_rule_without_exceptions_or_followers_has_no_page_for_them() -> None:
    child = makers.a_child()
    clock = makers.a_clock(child, rule="annual_review_report_2w")
    client, pages = signed_in("send_officer"), pages_of(child, clock, Claim(ref="CX-000000"))
    assert [client.get(pages[view]).status_code for view in ("claim_exception", "follow_clock", "withdraw_claim")] == [
        404,
        404,
        404,
    ]
    assert "The rule allows none." in client.get(pages["clock"]).content.decode()


def count(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_ten_dates_cost_as_many_queries_as_one() -> None:
    child = makers.a_child()
    makers.terms()
    client = signed_in("send_officer")
    makers.a_clock(child, rule="exclusion_governors_15sd", started_on=TODAY)
    makers.a_clock(child, started_on=TODAY - dt.timedelta(days=150))
    addresses = [
        reverse("deadlines:dates", kwargs={"child_ref": child.ref}),
        reverse("web:child", kwargs={"child_ref": child.ref}),
        reverse("deadlines:board"),
        reverse("web:home"),
    ]
    few = [count(client, address) for address in addresses]
    for number in range(9):
        clock = makers.a_clock(child, started_on=TODAY - dt.timedelta(days=140 - number))
        with acting("swindon", "send_officer") as actor:
            commands.claim_exception(
                actor=actor, clock=clock, kind="away_four_weeks", from_on=TODAY, evidence="Away", now=NOW
            )
    assert [count(client, address) for address in addresses] == few


# The board


def clock_now() -> dt.date:
    """The day on which pages are asked for: they go by the machine's clock."""
    return dt.datetime.now(dt.UTC).date()


def test_the_board_shows_a_manager_every_date_and_the_child_only_where_they_may_know() -> None:
    child, hidden = makers.a_child(), people.a_child("swindon", given="Quenya", family="Vale")
    people.grant("swindon", hidden, "send_officer", "send")
    late = clock_now() - dt.timedelta(days=200)
    makers.a_clock(child, started_on=late)
    makers.a_clock(hidden, started_on=late)
    manager = signed_in("team_manager").get(reverse("deadlines:board")).content.decode()
    assert "2 dates are late" in manager
    assert "Zoë" in manager
    assert "Quenya" not in manager
    assert "Not shown to you" in manager
    assert "Seen by the head of service" in manager
    head = signed_in("head_of_service").get(reverse("deadlines:board")).content.decode()
    assert "2 dates are late" in head
    assert "Zoë" not in head
    mine = signed_in("send_officer").get(reverse("deadlines:board")).content.decode()
    assert "Quenya" in mine
    assert "Nothing is late" in signed_in("practitioner").get(reverse("deadlines:board")).content.decode()
    assert "Nothing is late" in signed_in("team_manager", "hampshire").get(reverse("deadlines:board")).content.decode()
    assert signed_in("board_member").get(reverse("deadlines:board")).status_code == 404


def test_the_forecast_counts_by_officer_and_week() -> None:
    child = makers.a_child()
    monday = clock_now() + dt.timedelta(days=7 - clock_now().weekday())
    for days in (0, 6, 7):
        makers.a_clock(
            child,
            by="practitioner",
            owner="practitioner",
            rule="ehc_advice_6w",
            started_on=monday + dt.timedelta(days=days - 42),
        )
    makers.a_clock(child, rule="annual_review_12m_complete", started_on=clock_now())
    page = signed_in("team_manager").get(reverse("deadlines:board"))
    board = page.context["board"] if page.context else None
    text = page.content.decode()
    assert board is None or [row.owner for row in board.rows] == ["Asha Penrose", "Ruth Selwyn"]
    row = text[text.index('<th scope="row">Asha Penrose') :].split("</tr>")[0]
    cells = [part.split("<")[0] for part in row.split("<td")[1:]]
    assert [cell.rpartition(">")[2] for cell in cells][:4] == ["0", "0", "2", "1"]
    row = text[text.index('<th scope="row">Ruth Selwyn') :].split("</tr>")[0]
    assert [part.split("<")[0].rpartition(">")[2] for part in row.split("<td")[1:]][-2:] == ["1", "1"]


def test_a_date_stands_in_its_owners_work_and_in_the_teams() -> None:
    child = makers.a_child()
    makers.a_clock(child, by="practitioner", owner="practitioner", started_on=clock_now() - dt.timedelta(days=150))
    assert "The final plan is sent" in signed_in("practitioner").get(reverse("web:home")).content.decode()
    assert "The final plan is sent" not in signed_in("send_officer").get(reverse("web:home")).content.decode()
    assert "A date that the law sets" in signed_in("team_manager").get(reverse("web:team_work")).content.decode()


# Each night


def test_the_check_of_the_night_finds_what_waits_on_nobody_and_tells_the_managers() -> None:
    child = makers.a_child()
    makers.a_clock(child, by="practitioner", owner="colleague")
    assert jobs.keep_watch() == 0
    with acting("swindon", "administrator") as actor:
        yesterday = clock_now() - dt.timedelta(days=1)
        partnerships.end_membership(
            actor=actor, membership=people.membership_of("swindon", "colleague"), to_on=yesterday, now=NOW
        )
    assert jobs.keep_watch() >= 1
    with wall.inside(child.partnership_id):
        assert [watch.ownerless >= 1 for watch in Watch.objects.order_by("id")] == [False, True]
    home = signed_in("team_manager").get(reverse("web:home")).content.decode()
    assert "on nobody" in home
    assert "on nobody" in signed_in("team_manager").get(reverse("deadlines:board")).content.decode()
    assert "on nobody" not in signed_in("practitioner").get(reverse("web:home")).content.decode()
    assert "on nobody" not in signed_in("team_manager", "hampshire").get(reverse("web:home")).content.decode()


def test_every_date_is_counted_again_each_night() -> None:
    child = makers.a_child()
    clock = makers.a_clock(child)
    with wall.inside(child.partnership_id):
        Clock.objects.filter(pk=clock.pk).update(due_on=TODAY)
    assert jobs.recount_dates() == 1
    assert jobs.recount_dates() == 0
    assert makers.of(child)[0].due_on == clock.due_on


# Term dates


def test_term_dates_are_changed_in_the_browser_and_every_edition_stays() -> None:
    client = signed_in("send_officer")
    address = reverse("deadlines:save_term_dates", kwargs={"school_year": 2026})
    typed = {"terms": "2 September 2026 to 23 October 2026\n2/11/2026 to 18/12/2026", "closed": "27 Nov 2026"}
    assert post(client, address, version="1", source="https://example.org", **typed).status_code == 302
    again = post(client, address, version="1", source="https://example.org", **typed)
    assert again.status_code == 409
    assert "Somebody else changed these term dates" in again.content.decode()
    assert post(client, address, version="2", source="https://example.org/2", **typed).status_code == 302
    page = client.get(reverse("deadlines:term_dates")).content.decode()
    assert "Friday 18 December 2026" in page
    assert "edition 2" in page
    assert "edition 1" in page
    tried = reverse("deadlines:rule", kwargs={"code": "exclusion_day6_education"})
    assert "Wednesday 4 November 2026" in client.get(tried, parts("start", "2026-10-21")).content.decode()


@pytest.mark.parametrize(
    "terms, closed, sentence",
    [
        ("next week", "", "“next week” is not understood"),
        ("2 September 2026 to 23 October 2026", "soon", "“soon” is not understood"),
        ("2 September 2025 to 23 October 2025", "", "Every term lies between 1 September 2026"),
        ("23 October 2026 to 2 September 2026", "", "A term cannot end on"),
    ],
)
def test_term_dates_that_cannot_be_are_refused_in_a_sentence(terms: str, closed: str, sentence: str) -> None:
    address = reverse("deadlines:save_term_dates", kwargs={"school_year": 2026})
    answer = post(signed_in("send_officer"), address, version="1", source="x", terms=terms, closed=closed)
    assert answer.status_code in (409, 422)
    assert sentence in answer.content.decode()


def test_everybody_reads_term_dates_and_few_change_them() -> None:
    makers.terms()
    reader = signed_in("practitioner")
    assert "2026/27" in reader.get(reverse("deadlines:term_dates")).content.decode()
    address = reverse("deadlines:save_term_dates", kwargs={"school_year": 2026})
    assert "keep the term dates" in reader.get(address).content.decode()
    typed = {"terms": "2 September 2026 to 23 October 2026", "source": "x"}
    assert post(reader, address, version="2", **typed).status_code == 403
    assert reader.get(reverse("deadlines:save_term_dates", kwargs={"school_year": 1999})).status_code == 404


# The private calendar link


def test_a_calendar_program_reads_days_kinds_and_references_and_no_name() -> None:
    child = makers.a_child()
    clock = makers.a_clock(child, by="practitioner", owner="practitioner")
    client = signed_in("practitioner")
    assert post(client, reverse("deadlines:make_calendar_link")).status_code == 302
    page = client.get(reverse("deadlines:calendar_link")).content.decode()
    link = page[page.index("http://testserver/calendar/") :].split("<")[0]
    assert "http://testserver/calendar/" not in client.get(reverse("deadlines:calendar_link")).content.decode()
    answer = Client().get(link)
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"DTSTART;VALUE=DATE:{clock.due_on:%Y%m%d}" in text
    assert f"SUMMARY:Date that the law sets {child.ref}" in text
    for name in ("Zoë", "Ashdown", "Asha", "Penrose", "Ruth"):
        assert name not in text
    assert post(client, reverse("deadlines:revoke_calendar_link")).status_code == 302
    assert Client().get(link).status_code == 404
    assert Client().get(link[:-4] + "xxx/").status_code == 404


def test_a_leaver_s_link_shows_nothing() -> None:
    with acting("swindon", "colleague") as actor:
        secret = commands.make_feed(actor=actor, now=NOW)
    address = reverse("web:calendar_feed", kwargs={"secret": secret})
    assert Client().get(address).status_code == 200
    with acting("swindon", "administrator") as actor:
        partnerships.end_membership(
            actor=actor,
            membership=people.membership_of("swindon", "colleague"),
            to_on=clock_now() - dt.timedelta(days=1),
            now=NOW,
        )
    assert Client().get(address).status_code == 404


def test_a_long_line_is_folded_within_75_octets_and_marks_are_escaped() -> None:
    event = ical.Event("a@b", TODAY, "One; two, three\\four\nfive " + "é" * 60, "https://example.org/x")
    text = ical.written("Dates", [event], at=NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:One\\; two\\, three\\\\four\\nfive " + "é" * 60 in unfolded
    assert unfolded.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert unfolded.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")

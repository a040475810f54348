"""Pages of deadlines: for whom, and what they say."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.core import clocks
from tests import people

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.database_near]


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

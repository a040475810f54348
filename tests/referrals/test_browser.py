"""The front door's pages in Chromium: axe finds nothing, and they fit a telephone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from alongside.referrals.models import Referral
from tests import axe, people
from tests.browsers import through
from tests.people import acting
from tests.referrals import makers

pytestmark = [pytest.mark.usefixtures("database")]

PICTURES = os.environ.get("PICTURES", "")
"""A folder in which to leave pictures of the pages for somebody to look at; by default none are left."""


def sign_in(page: Any, key: str) -> None:
    client = Client()
    people.sign_in(client, "swindon", key)
    name = settings.SESSION_COOKIE_NAME
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": page.url}])


def check(page: Any, path: str, name: str) -> list[str]:
    """What axe finds on a page, and whether it needs sideways scrolling at 320 pixels."""
    if path:
        page.goto(path)
    faults = [f"{name}: {found}" for found in axe.violations(page)]
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}-1280.png", full_page=True)
    page.set_viewport_size({"width": 320, "height": 800})
    if page.evaluate("document.documentElement.scrollWidth") > 320:
        faults.append(f"{name}: wider than 320 pixels")
    if PICTURES:
        page.set_viewport_size({"width": 360, "height": 800})
        page.screenshot(path=Path(PICTURES) / f"{name}-360.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    return faults


def test_axe_finds_nothing_on_the_front_doors_pages(browser_page: Any) -> None:
    child = people.a_child("swindon", given="Zoe")
    people.grant("swindon", child, "school", "setting")
    received, matched = makers.received(), makers.matched(given_name="Kit", grounds=[])
    under_ten = makers.received(given_name="Una", born_on=makers.UNDER_TEN)
    accepted, agreed = makers.accepted(given_name="Ola"), makers.answered(given_name="Ines")
    work = makers.allocated(given_name="Bo")
    with acting("swindon", "front_door"):
        done = Referral.objects.get(pk=work.referral_id)

    def at(name: str, row: Any) -> str:
        return reverse(f"referrals:{name}", kwargs={"ref": row.ref})

    faults = []
    sign_in(browser_page, "school")
    faults += check(browser_page, "/refer/", "refer")
    through(browser_page.get_by_role("button", name="Continue"))
    faults += check(browser_page, "", "refer-errors")
    for label, text in {"First name": "Zoë", "Last name": "Ashdown", "Day": "3", "Month": "2", "Year": "2013"}.items():
        browser_page.get_by_label(label, exact=True).fill(text)
    through(browser_page.get_by_role("button", name="Continue"))
    faults += check(browser_page, "", "refer-2")
    through(browser_page.get_by_role("button", name="Send the referral"))
    faults += check(browser_page, "", "refer-2-errors")
    faults += check(browser_page, "/referrals/", "list-school")
    faults += check(browser_page, at("referral", received), "referral-school")
    sign_in(browser_page, "team_manager")
    faults += check(browser_page, "/referrals/?status=all", "list")
    faults += check(browser_page, at("referral", received), "referral")
    faults += check(browser_page, at("referral", done), "referral-allocated")
    faults += check(browser_page, at("match_to_child", received), "match")
    faults += check(browser_page, at("decide_referral", matched), "decide")
    faults += check(browser_page, at("decide_referral", under_ten), "under-ten")
    faults += check(browser_page, at("record_agreement", accepted), "agreement")
    faults += check(browser_page, at("allocate", accepted), "allocate-not-now")
    faults += check(browser_page, at("allocate", agreed), "allocate")
    faults += check(browser_page, at("transfer", work), "transfer")
    sign_in(browser_page, "practitioner")
    faults += check(browser_page, at("record_first_contact", work), "first-contact")
    faults += check(browser_page, at("end_involvement", work), "end")
    faults += check(browser_page, reverse("web:child", kwargs={"child_ref": work.child.ref}), "child")
    assert faults == []

"""What people type is text on every page: no script of theirs runs, and no page of ours breaks its own policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from alongside.children import commands as children
from alongside.core.strands import Strand
from alongside.panels import commands as panels
from alongside.plans import commands as plans
from alongside.referrals.models import Involvement
from tests import people
from tests.panels import makers as panel_makers
from tests.people import NOW, TODAY, acting, membership_of
from tests.referrals import makers

pytestmark = [pytest.mark.usefixtures("database")]

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "'\"><svg/onload=alert(3)>",
    "</textarea></title><script>alert(4)</script>",
    "<a href=javascript:alert(5)>x</a>",
    "{{7*7}}{% raw %}${alert(6)}",
    "<details open ontoggle=alert(7)>",
)
ALL = " ".join(PAYLOADS)


@pytest.fixture(autouse=True)
def _day_of_the_tests() -> Iterator[None]:
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=True):
        yield


def _typed_everywhere() -> tuple[Involvement, list[str]]:
    """A child of whom everything that people type is hostile; and the pages that show it to the worker."""
    typed = dict.fromkeys(
        ("family_name", "preferred_name", "concern", "strengths", "own_words", "carer_name", "carer_relation"), ALL
    )
    work = makers.allocated(**typed)
    child = work.child
    with acting("swindon", "practitioner") as worker:
        child.refresh_from_db()
        children.edit_child(
            actor=worker,
            child=child,
            version=child.version,
            changes=dict.fromkeys(("strengths", "own_words", "pronouns", "language", "former_names"), ALL),
            now=NOW,
        )
        children.record_entry(
            actor=worker, child=child, happened_on=TODAY, strand=Strand.PLAN, kind="note", text=ALL, now=NOW
        )
        children.record_voice(actor=worker, child=child, said=ALL, gathered=ALL, said_on=TODAY, changed=ALL, now=NOW)
        children.record_person(
            actor=worker,
            child=child,
            about=children.About(name=ALL, relation=ALL, phone=ALL, language=ALL, contact_note=ALL),
            now=NOW,
        )
        concern = children.raise_concern(actor=worker, child=child, what=ALL, told_whom=ALL, told_at=NOW, now=NOW)
        plan = plans.start_plan(actor=worker, child=child, strengths=ALL, matters=ALL, now=NOW)
        goal = plans.add_goal(actor=worker, plan=plan, words=ALL, why=ALL, now=NOW)
        plans.add_step(
            actor=worker,
            plan=plan,
            what=ALL,
            due_on=TODAY + dt.timedelta(days=7),
            membership=membership_of("swindon", "practitioner"),
            goal=goal,
            now=NOW,
        )
        plans.record_contact(
            actor=worker,
            child=child,
            happened_on=TODAY,
            with_whom="child",
            how="home",
            kind="planned",
            attended="yes",
            text=ALL,
            said=ALL,
            now=NOW,
        )
    meeting = panel_makers.a_meeting("swindon")
    with acting("swindon", "practitioner") as worker:
        item = panels.add_item(actor=worker, meeting=meeting, child=child, why_here=ALL, alleged=ALL, now=NOW)
    panel_makers.released("swindon", meeting)
    with acting("swindon", "police") as police:
        panels.contribute(actor=police, item=item, going_well=ALL, worries=ALL, would_help=ALL, now=NOW)
    record = f"/children/{child.ref}/"
    return work, [
        "/",
        record,
        reverse("children:edit_child", kwargs={"child_ref": child.ref, "topic": "me"}),
        reverse("children:why", kwargs={"child_ref": child.ref}),
        reverse("children:who_looked", kwargs={"child_ref": child.ref}),
        reverse("children:concern", kwargs={"ref": concern.ref}),
        reverse("needs:needs", kwargs={"child_ref": child.ref}),
        reverse("plans:plan", kwargs={"child_ref": child.ref}),
        reverse("plans:edit_plan", kwargs={"child_ref": child.ref}),
        reverse("plans:plan_for_child", kwargs={"child_ref": child.ref}),
        reverse("panels:item", kwargs={"ref": item.ref}),
        reverse("referrals:end_involvement", kwargs={"ref": work.ref}),
    ]


def test_nothing_that_people_type_runs_and_no_page_breaks_its_policy(browser_page: Any, live_server_url: str) -> None:
    _, pages = _typed_everywhere()
    client = Client()
    people.sign_in(client, "swindon", "practitioner")
    browser_page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": live_server_url,
            }
        ]
    )
    dialogs: list[str] = []
    complaints: list[str] = []

    def note(dialog: Any) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    browser_page.on("dialog", note)
    browser_page.on(
        "console",
        lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None,
    )

    for address in pages:
        answer = browser_page.goto(address)
        assert answer.status == 200, address
        assert "alert(" in browser_page.content() or address.endswith(("/why/", "/who-looked/", "/end/")), address
        assert browser_page.locator("svg[onload], img[onerror], details[ontoggle]").count() == 0, address
        assert browser_page.locator("a[href^='javascript:']").count() == 0, address

    assert dialogs == []
    assert complaints == []

"""Every page that the crawl declares, in a real browser: axe finds nothing, and nothing runs off a narrow screen.

The child has a surname of sixty letters, and everything that anybody wrote holds a word as long. A page is seen by the
first person who may open it, with the child's record full (A), with a referral that waits (Q), and in the partnership
where there is nothing yet; then again with every box of its form left empty. At 320 pixels a page must not scroll
sideways: that is also what 400% zoom makes of 1280 (WCAG 2.2, 1.4.10).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from tests import axe, browsers, people
from tests.crawl import walk
from tests.crawl import world as worlds
from tests.crawl.pages import PAGES
from tests.crawl.test_crawl import PERSON_OF, given_of, has, has_method
from tests.databases import Clone
from tests.journeys.hands import HARM, PICTURES

WIDE, NARROW = 1280, 320

LONG = "Featherstonehaughwolfeschlegelsteinhausenbergerdorffcholmonde"
assert len(LONG) > 60

FIRST = ("practitioner", "front_door", "team_manager", "specialist", "panel_chair", "panel_administrator", "school")
PEOPLE = (*FIRST, *sorted(set(PERSON_OF.values()) - set(FIRST)), "stranger", "")
"""In this order people are asked whether they may open a page; the last is nobody."""

ALSO = {
    "web:home": ("front_door", "team_manager", "specialist", "school", "board_member", "governance_lead"),
    "web:child": ("front_door", "specialist", "school", "police"),
    "panels:item": ("panel_chair", "police"),
}
"""Pages that differ from role to role: whose are looked at besides."""

HARMLESS = ("account", "mfa", "ui", "partnerships")
"""Subjects where nobody writes about a child."""

OF_THE_RECORD = (
    "children:ask_about_seal",
    "children:begin_copy",
    "children:decide_about_seal",
    "children:decide_merge",
    "children:leave_out",
    "children:part_records",
    "children:propose_merge",
    "children:return_copy",
    "children:seal_child",
)
"""Pages where what is written is about the record, and not about how the child is."""


@dataclass
class Browser:
    """A page of Chromium, and who may open what."""

    page: Any
    address: str
    world: worlds.World
    clients: dict[tuple[str, str], Client] = field(default_factory=dict)
    opened_by: dict[tuple[str, str], str] = field(default_factory=dict)
    """Who opened an address before: asked first when it is looked at again, as everybody else was asked already."""
    unopened: list[str] = field(default_factory=list)
    seen: int = 0

    def client(self, slug: str, key: str) -> Client:
        if (slug, key) not in self.clients:
            client = Client(raise_request_exception=False)
            if key:
                people.sign_in(client, slug, key)
            self.clients[slug, key] = client
        return self.clients[slug, key]

    def sign_in(self, slug: str, key: str) -> None:
        name = settings.SESSION_COOKIE_NAME
        self.page.context.clear_cookies()
        if key:
            value = self.client(slug, key).cookies[name].value
            self.page.context.add_cookies([{"name": name, "value": value, "url": self.address}])

    def states(self, view: str) -> Iterator[tuple[str, str, str]]:
        """Partnership, person and path of each state of a page that is worth a look."""
        page = PAGES[view]
        groups = [group for group in ("A", "Q") if has(page, self.world.refs[group])]
        for group in groups:
            path = walk.address_of(view, given_of(page, self.world.refs[group]))
            yield from self._openers("swindon", path, ALSO.get(view, ()))
        if not page.takes:
            path = walk.address_of(view, page.plain)
            yield from self._openers("swindon", path, ALSO.get(view, ()))
            if is_about_children(view):
                yield from self._openers("hampshire", path)

    def _openers(self, slug: str, path: str, also: tuple[str, ...] = ()) -> Iterator[tuple[str, str, str]]:
        before = self.opened_by.get((slug, path))
        asked = PEOPLE if before is None else (before, *PEOPLE)
        first = next((key for key in asked if self._opens(slug, key, path)), None)
        if first is not None:
            self.opened_by[slug, path] = first
            for key in (first, *(key for key in also if key != first and self._opens(slug, key, path))):
                yield slug, key, path

    def _opens(self, slug: str, key: str, path: str) -> bool:
        answer = self.client(slug, key).get(path)
        return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")

    def faults(self, what: str, *, may_write_of_harm: bool, widths: tuple[int, ...] = (WIDE, NARROW)) -> list[str]:
        """What is wrong with the page that is open. It is looked at first as wide as it was opened."""
        page, found = self.page, []
        for width in sorted((WIDE, NARROW), key=lambda width: width != page.viewport_size["width"]):
            if page.viewport_size["width"] != width:
                page.set_viewport_size({"width": width, "height": 900})
            if width in widths:
                rules = axe.NARROW if width == NARROW else ()
                found += [f"{what} at {width}: {fault}" for fault in axe.violations(page, rules)]
            if width == NARROW and (widest := page.evaluate(RUNS_OFF, NARROW)):
                found.append(f"{what} runs off at {width}: {widest}")
        if may_write_of_harm and page.evaluate(UNTOLD, HARM):
            found.append(f"{what}: one can write of harm here, and cannot say that a child is at risk now")
        self._picture(what)
        return found

    def _picture(self, what: str) -> None:
        if not PICTURES:
            return
        self.seen += 1
        name = f"{self.seen:03}-{what.replace('/', '_')}"[:90]
        for width in (1280, 360):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)

    def send_empty(self) -> bool:
        """Send the form of the page with nothing in it. Whether it comes back with what is missing."""
        if not self.page.evaluate("form => Boolean(document.querySelector(form))", FORM):
            return False
        with self.page.expect_navigation():
            self.page.evaluate(EMPTY)
        return bool(self.page.title().startswith("Error: "))


FORM = "main form[data-draft-url]"
EMPTY = f"""() => {{
  const form = document.querySelector("{FORM}");
  for (const box of form.elements) {{
    if (["radio", "checkbox"].includes(box.type)) box.checked = false;
    else if (box.tagName === "SELECT") box.selectedIndex = 0;
    else if (!["hidden", "submit", "button"].includes(box.type)) box.value = "";
  }}
  HTMLFormElement.prototype.submit.call(form);
}}"""
RUNS_OFF = """width => document.documentElement.scrollWidth > width && [
  `${document.documentElement.scrollWidth} pixels`,
  ...[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > width + 0.5)
    .filter(e => !e.closest(".app-scroll")).map(e => e.outerHTML.slice(0, 100)).slice(-2),
]"""
"""What runs off a page that scrolls sideways."""
UNTOLD = """harm => Boolean(document.querySelector("main textarea"))
  && !document.querySelector(harm) && !document.body.textContent.includes("999")"""


@pytest.fixture(scope="module")
def opened(shared_database: Clone, browser: Any) -> Iterator[Browser]:
    """One browser, one sign-in for each person, and one world for all pages."""
    with pytest.MonkeyPatch.context() as patch, time_machine.travel(worlds.MOMENT, tick=False):
        patch.setattr(worlds, "FAMILY", LONG)
        words = worlds.Tokens.__call__
        patch.setattr(worlds.Tokens, "__call__", lambda self, *given: f"{words(self, *given)} {LONG.lower()}")
        made = worlds.build()
        with browsers.served() as address:
            context = browser.new_context(base_url=address, locale="en-GB", timezone_id="Europe/London")
            context.set_default_timeout(10_000)
            yield Browser(context.new_page(), address, made)
            context.close()


@pytest.mark.browser
@pytest.mark.parametrize("view", [view for view in PAGES if has_method(view, "GET")])
def test_every_page(view: str, opened: Browser) -> None:
    faults: list[str] = []
    states = list(opened.states(view))
    for slug, key, path in states:
        opened.sign_in(slug, key)
        answer = opened.page.goto(path)
        assert answer.status == 200
        faults += opened.faults(f"{view} {slug} {key}", may_write_of_harm=is_about_children(view) and bool(key))
    opened.unopened += [view] if not states else []
    assert faults == []


@pytest.mark.browser
def test_most_pages_were_opened(opened: Browser) -> None:
    """A file, an answer to a letter, or a page after a password typed a moment ago is opened by nobody here."""
    declared = [view for view in PAGES if has_method(view, "GET")]
    assert len(opened.unopened) < len(declared) / 6, f"Nobody opens {', '.join(opened.unopened)}"


@pytest.mark.browser
@pytest.mark.parametrize("subject", sorted({view.partition(":")[0] for view in PAGES if ":" in view}))
def test_every_form_that_comes_back_with_what_is_missing(subject: str, opened: Browser) -> None:
    """After the pages, since a form in which nothing is needed is really sent."""
    faults: list[str] = []
    came_back = 0
    for view in PAGES:
        if not (view.startswith(f"{subject}:") and has_method(view, "GET") and has_method(view, "POST")):
            continue
        # Its first state; nobody is asked who else may open it.
        for slug, key, path in itertools.islice(opened.states(view), 1):
            opened.sign_in(slug, key)
            opened.page.goto(path)
            if opened.send_empty():
                came_back += 1
                faults += opened.faults(f"{view} left empty", may_write_of_harm=is_about_children(view), widths=(WIDE,))
    assert faults == []
    assert came_back or subject not in ("children", "needs", "panels", "plans", "referrals"), "No form came back"


def is_about_children(view: str) -> bool:
    """Whether somebody might write of harm there."""
    return view.split(":")[0].split("_")[0] not in HARMLESS and view not in OF_THE_RECORD

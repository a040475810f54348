"""Doing things in a browser as a person does: by what is written on the page, with a mouse or with a keyboard alone."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests import axe, people

PICTURES = os.environ.get("PICTURES", "")
"""A folder in which to leave pictures of the pages for somebody to look at; by default none are left."""

HARM = "main a[href$='/concern/'], main .app-do-now, main a[href='tel:999']"
"""The plain way to say that a child is at risk of harm now, the page on which one says it, or, for a family, whom to
ring."""

SAYS = """harm => [
  document.title,
  Boolean(document.querySelector("main textarea")) && !document.querySelector(harm),
]"""
"""The page's title, and whether one can write of harm there without a way to say that it is now. Asked at once: each
question to the browser takes long, and the driver's own words for finding things are carried to each new page."""

FOCUS = """e => {
  const at = document.activeElement;
  const outlined = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const shown = style => outlined(style) || style.boxShadow !== "none";
  // The ring around a radio button or a checkbox is drawn by its label.
  const ringed = [getComputedStyle(at), ...[...(at.labels ?? [])].map(label => getComputedStyle(label, "::before"))];
  const box = at.getClientRects()[0] ?? {width: 0};
  // Not wholly hidden is what WCAG 2.2, 2.4.11 asks: a browser scrolls to the caret, not to the middle of a box.
  const points = box.width ? [0.5, 0.15, 0.85].map(part => [box.x + box.width / 2, box.y + box.height * part]) : [];
  const mine = on => on && (at.contains(on) || on.contains(at) || [...(at.labels ?? [])].some(l => l.contains(on)));
  const seen = points.some(([x, y]) => mine(document.elementFromPoint(x, y)));
  const before = window.stop_before;
  const order = before && before.isConnected ? before.compareDocumentPosition(at) : Node.DOCUMENT_POSITION_FOLLOWING;
  window.stop_before = at;
  // A group of radio buttons has one place in the order: any of its buttons will do, arrows do the rest.
  const grouped = e.type === "radio" && at.type === "radio" && at.name === e.name;
  return {
    at: at === e ? "here" : grouped ? "group" : "elsewhere",
    fault: at === document.body || at.id === "main-content" ? ""
      : !ringed.some(shown) ? "has no ring" : !seen ? "is out of sight or covered" : "",
    again: !(order & Node.DOCUMENT_POSITION_FOLLOWING) && before !== at,
    what: at.outerHTML.slice(0, 120),
  };
}"""
"""Whether what has the focus is what is looked for, whether it can be seen, and whether the order began again."""


class Hands:
    """A person at a page. Every page on which they arrive is looked over, by axe too where ``examines``: by all of its
    rules, or by ``rules``."""

    def __init__(self, page: Any, *, scripts: bool = True, examines: bool = True, rules: tuple[str, ...] = ()) -> None:
        self.page = page
        self.rules = rules
        self.scripts = scripts
        self.examines = examines and scripts
        self.faults: list[str] = []
        self._seen = 0
        self._site = ""

    def sign_in(self, key: str, slug: str = "swindon") -> None:
        """Become another person, and begin at their work."""
        client = Client()
        people.sign_in(client, slug, key)
        name = settings.SESSION_COOKIE_NAME
        self.page.context.clear_cookies()
        if not self._site:
            self.page.goto("/sign-in/")
            self._site = "/".join(self.page.url.split("/")[:3])
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self._site}])
        self.go("/")

    def go(self, path: str) -> None:
        """Type an address that is known already."""
        self.page.goto(path)
        self.look()

    def status(self, path: str) -> int:
        """What the server answers to an address: 200, or 404 for what is not to be known."""
        return int(self.page.goto(path).status)

    def look(self) -> None:
        """Look the page over: what axe finds, and whether harm can be told wherever it can be written.

        axe needs scripts. Leaves a picture if one was asked for.
        """
        self._seen += 1
        title, untold = self.page.evaluate(SAYS, HARM)
        if untold:
            self.faults.append(f"{title}: one can write of harm here, and cannot say that a child is at risk now")
        if self.examines:
            self.faults += [f"{title}: {found}" for found in axe.violations(self.page, self.rules)]
        if PICTURES:
            name = re.sub(r"[^a-z0-9]+", "-", title.lower())[:50]
            self.page.screenshot(path=Path(PICTURES) / f"{self._seen:02}-{name}.png", full_page=True)

    # What a person does, by what stands on the page

    def _activate(self, target: Any) -> None:
        target.click()

    def _type(self, target: Any, text: str) -> None:
        target.fill(text)

    def _pick(self, target: Any, option: str) -> None:
        target.select_option(value=target.locator("option", has_text=option).first.get_attribute("value"))

    def _leave_by(self, target: Any) -> None:
        """Do what leads to another page, and arrive there."""
        self._reach(target)
        with self.page.expect_navigation():
            self._activate(target)
        self.look()

    def _reach(self, target: Any) -> None:
        """Come to it on the page. A mouse is everywhere at once."""

    def press(self, name: str) -> None:
        """Press a button, and arrive somewhere."""
        self._leave_by(self.page.get_by_role("button", name=name).first)

    def follow(self, name: str, *, exact: bool = False) -> None:
        """Follow a link."""
        self._leave_by(self.page.get_by_role("link", name=name, exact=exact).first)

    def take(self, name: str) -> bytes:
        """Follow a link to a file, and get what is in it. One stays on the page."""
        target = self.page.get_by_role("link", name=name).first
        self._reach(target)
        with self.page.expect_download() as coming:
            self._activate(target)
        return Path(coming.value.path()).read_bytes()

    def fill(self, label: str, text: str) -> None:
        """Type into the box with this label (its beginning is enough)."""
        self._type(self._labelled(label), text)

    def choose(self, option: str, question: str = "") -> None:
        """Choose a radio button or a checkbox, in the group of this question where the option stands in several."""
        self._activate(self._labelled(option, self._group(question) if question else self.page))

    def select(self, label: str, option: str) -> None:
        """Choose from a list."""
        self._pick(self._labelled(label), option)

    def is_chosen(self, option: str) -> bool:
        """Whether a radio button or a checkbox is chosen already."""
        return bool(self._labelled(option).is_checked())

    def _labelled(self, label: str, place: Any = None) -> Any:
        return (place or self.page).get_by_label(re.compile("^" + re.escape(label))).first

    def _group(self, question: str) -> Any:
        """The fields under a question (its beginning is enough)."""
        return self.page.get_by_role("group", name=re.compile("^" + re.escape(question))).first

    def date(self, question: str, day: dt.date) -> None:
        """Type a date into its three boxes."""
        group = self._group(question)
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self._type(group.get_by_label(part, exact=True), str(value))

    def open_details(self, summary: str) -> None:
        """Open what is folded away, wherever it stands under these words."""
        for found in self.page.locator("main summary", has_text=summary).all():
            self._activate(found)

    def sees(self, text: str) -> bool:
        """Whether the words stand on the page."""
        return text in self.page.locator("body").inner_text()


class Keyboard(Hands):
    """The same without a mouse: tab to it, then type, press space or return. Wherever the focus is, it must be seen."""

    def _skip_to_main(self) -> None:
        """The first stop on a page leads past its head."""
        self.page.keyboard.press("Tab")
        if self.page.evaluate("document.activeElement.innerText") != "Skip to main content":
            self.faults.append(f"{self.page.title()}: the first stop is not the link to the main content")
        self.page.keyboard.press("Enter")
        if not self.page.evaluate("document.activeElement.id === 'main-content'"):
            self.faults.append(f"{self.page.title()}: the link to the main content does not lead there")

    def _reach(self, target: Any) -> None:
        target.wait_for()
        handle = target.element_handle()
        if handle.evaluate("e => document.activeElement === document.body && !location.hash && !!e.closest('main')"):
            self._skip_to_main()
        # Twice round the page: there is no place where the keyboard stays caught.
        rounds = 0
        while rounds < 2:
            found = self._stop(handle)
            if found["at"] == "here":
                return
            if found["at"] == "group":
                self._arrow_to(handle)
                return
            self.page.keyboard.press("Tab")
            rounds += found["again"]
        raise AssertionError(f"The keyboard does not reach {target}")

    def _stop(self, handle: Any) -> dict[str, Any]:
        found: dict[str, Any] = handle.evaluate(FOCUS)
        if found["fault"]:
            self.faults.append(f"{self.page.title()}: the focus {found['fault']}: {found['what']}")
        return found

    def _arrow_to(self, handle: Any) -> None:
        for _ in range(40):
            if self._stop(handle)["at"] == "here":
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("Arrows do not reach the option")

    def _activate(self, target: Any) -> None:
        self._reach(target)
        kind = target.evaluate("e => e.tagName === 'INPUT' ? e.type : e.tagName")
        if kind == "radio" and target.is_checked():
            return
        self.page.keyboard.press("Space" if kind in ("radio", "checkbox", "SUMMARY") else "Enter")

    def _type(self, target: Any, text: str) -> None:
        self._reach(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def _pick(self, target: Any, option: str) -> None:
        """Type the option's beginning, as one does in a list."""
        self._reach(target)
        for _ in range(3):
            self.page.keyboard.type(option)
            if target.evaluate("e => e.selectedOptions[0].text").startswith(option):
                return
            # Keys that come slowly begin a new search in the list.
            self.page.wait_for_timeout(1200)
        raise AssertionError(f"The list does not come to {option}")


WAYS = ("mouse", "keyboard", "phone", "without scripts")
"""In which a journey is gone."""


def by(way: str, request: pytest.FixtureRequest) -> Hands:
    """Somebody who goes a journey in one of the ways. axe looks at each page on the mouse's; on a telephone, where the
    same elements stand, at what depends on their place and size."""
    if way == "without scripts":
        return Hands(request.getfixturevalue("browser_page_without_scripts"), scripts=False)
    page = request.getfixturevalue("browser_page")
    if way == "keyboard":
        return Keyboard(page, examines=False)
    if way == "phone":
        page.set_viewport_size({"width": 360, "height": 740})
        return Hands(page, rules=axe.NARROW)
    return Hands(page)

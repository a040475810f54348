"""Doing things in a browser as a person does: by what is written on the page, with a mouse or with a keyboard alone."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client

from alongside.config import env
from tests import people

AXE = (env.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
PICTURES = os.environ.get("PICTURES", "")
"""A folder in which to leave pictures of the pages for somebody to look at; by default none are left."""


class Hands:
    """A person at a page. Every page on which they arrive is looked over by axe."""

    def __init__(self, page: Any, *, scripts: bool = True) -> None:
        self.page = page
        self.scripts = scripts
        self.faults: list[str] = []
        self._seen = 0

    def sign_in(self, key: str, slug: str = "swindon") -> None:
        """Become another person, and begin at their work."""
        client = Client()
        people.sign_in(client, slug, key)
        name = settings.SESSION_COOKIE_NAME
        self.page.context.clear_cookies()
        self.page.goto("/sign-in/")
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.page.url}])
        self.go("/")

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def look(self) -> None:
        """Have axe look over the page (it needs scripts), and leave a picture if one was asked for."""
        self._seen += 1
        title = self.page.title()
        if self.scripts:
            self.page.evaluate(AXE)
            for violation in self.page.evaluate("axe.run()")["violations"]:
                self.faults.append(f"{title}: {violation['id']} {[node['target'] for node in violation['nodes']]}")
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

    def press(self, name: str) -> None:
        """Press a button, and arrive somewhere."""
        self._activate(self.page.get_by_role("button", name=name).first)
        self.page.wait_for_load_state()
        self.look()

    def follow(self, name: str) -> None:
        """Follow a link."""
        self._activate(self.page.get_by_role("link", name=name).first)
        self.page.wait_for_load_state()
        self.look()

    def fill(self, label: str, text: str) -> None:
        """Type into the box with this label (its beginning is enough)."""
        self._type(self.page.get_by_label(re.compile("^" + re.escape(label))).first, text)

    def choose(self, option: str, question: str = "") -> None:
        """Choose a radio button or a checkbox, in the group of this question where the option stands in several."""
        place = self._group(question) if question else self.page
        self._activate(place.get_by_label(re.compile("^" + re.escape(option))).first)

    def select(self, label: str, option: str) -> None:
        """Choose from a list."""
        self._pick(self.page.get_by_label(re.compile("^" + re.escape(label))).first, option)

    def _group(self, question: str) -> Any:
        """The fields under a question (its beginning is enough)."""
        return self.page.get_by_role("group", name=re.compile("^" + re.escape(question))).first

    def date(self, question: str, day: dt.date) -> None:
        """Type a date into its three boxes."""
        group = self._group(question)
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self._type(group.get_by_label(part, exact=True), str(value))

    def open_details(self, summary: str) -> None:
        """Open what is folded away."""
        self._activate(self.page.locator("summary", has_text=summary).first)

    def sees(self, text: str) -> bool:
        """Whether the words stand on the page."""
        return text in self.page.locator("body").inner_text()

    def address(self) -> str:
        """The path of the page."""
        return str(self.page.url).split("/", 3)[3].join(["/", ""])


class Keyboard(Hands):
    """The same without a mouse: tab to it, then type, press space or return."""

    def _reach(self, target: Any) -> None:
        target.wait_for()
        handle = target.element_handle()
        for _ in range(400):
            if handle.evaluate("e => document.activeElement === e"):
                return
            # A group of radio buttons has one place in the order: any of its buttons will do, arrows do the rest.
            if handle.evaluate("e => e.type === 'radio' && document.activeElement?.name === e.name"):
                self._arrow_to(handle)
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard does not reach {target}")

    def _arrow_to(self, handle: Any) -> None:
        for _ in range(40):
            if handle.evaluate("e => document.activeElement === e"):
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
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)

    def _pick(self, target: Any, option: str) -> None:
        self._reach(target)
        self.page.keyboard.type(option)

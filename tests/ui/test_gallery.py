"""Every component in every state in a real browser: axe finds nothing, it reflows, it prints, it needs no scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from alongside.ui import assets
from tests import axe, browsers


@pytest.fixture(scope="module")
def live_server_url() -> Iterator[str]:
    """The gallery alone, with the security policy of every page: this floor needs neither people nor a database."""
    assets.build()
    middleware = ["whitenoise.middleware.WhiteNoiseMiddleware", "csp.middleware.CSPMiddleware"]
    with override_settings(ROOT_URLCONF="alongside.ui.urls", MIDDLEWARE=middleware), browsers.served() as address:
        yield address


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_axe_finds_nothing_and_nothing_runs_off_the_page(browser_page: Any, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 900})
    refused: list[str] = []
    browser_page.on("console", lambda message: refused.append(message.text))
    browser_page.goto("/gallery/")
    browser_page.wait_for_selector("body.js-enabled")
    assert axe.violations(browser_page) == []
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width
    assert refused == []


def test_axe_finds_nothing_once_everything_is_open(browser_page: Any) -> None:
    browser_page.goto("/gallery/")
    browser_page.wait_for_selector("body.js-enabled")
    browser_page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    browser_page.check("#id_empty-reach-3")
    assert axe.violations(browser_page) == []


def test_all_is_there_without_scripts(browser_page_without_scripts: Any) -> None:
    page = browser_page_without_scripts
    page.goto("/gallery/")
    for selector in ("#this-week", "#next-week", "#id_empty-other_way", "table.app-table", "form[data-draft-url]"):
        assert page.is_visible(selector), selector


@pytest.mark.parametrize("scheme", ["active", "none"])
def test_forced_colours_lose_nothing(browser_page: Any, scheme: str) -> None:
    browser_page.emulate_media(forced_colors=scheme)
    browser_page.goto("/gallery/")
    assert browser_page.is_visible(".app-due__left--late")
    assert browser_page.inner_text(".app-due__left--late").endswith("late")


def test_print_has_neither_navigation_nor_buttons_but_the_reference(browser_page: Any) -> None:
    browser_page.emulate_media(media="print")
    browser_page.goto("/gallery/")
    for selector in (".app-nav", ".govuk-button", ".app-bar__who", ".govuk-back-link"):
        assert not browser_page.locator(selector).first.is_visible(), selector
    assert browser_page.is_visible(".app-footer__print")
    # A table's foot is repeated on every page.
    assert (
        browser_page.evaluate("getComputedStyle(document.querySelector('.app-footer')).display") == "table-footer-group"
    )
    assert browser_page.pdf(format="A4").startswith(b"%PDF")


def test_the_draft_is_kept_some_seconds_after_typing(browser_page: Any) -> None:
    browser_page.clock.install()
    browser_page.goto("/gallery/")
    browser_page.wait_for_selector("body.js-enabled")
    sent: list[str] = []

    def keep(route: Any) -> None:
        sent.append(route.request.post_data or "")
        route.fulfill(status=200, body="")

    browser_page.evaluate("document.querySelector('form[data-draft-url]').dataset.draftUrl = '/kept-here/'")
    browser_page.route("**/kept-here/", keep)
    browser_page.fill("#id_empty-first_name", "Kofi")
    browser_page.clock.run_for(4000)
    assert sent == []
    with browser_page.expect_response("**/kept-here/"):
        browser_page.clock.run_for(2000)
    assert "empty-first_name=Kofi" in sent[0]
    browser_page.wait_for_function(
        "document.querySelector('[data-draft-status]').textContent.startsWith('Draft kept at')"
    )


def test_a_form_is_sent_once_however_often_it_is_pressed(browser_page: Any) -> None:
    browser_page.goto("/gallery/")
    browser_page.wait_for_selector("body.js-enabled")
    seen = browser_page.evaluate(
        """() => {
            const form = document.querySelector("form[data-draft-url]");
            let count = 0;
            form.addEventListener("submit", () => setTimeout(() => 0));
            window.addEventListener("submit", (e) => { if (!e.defaultPrevented) count += 1; e.preventDefault(); });
            for (let i = 0; i < 5; i += 1) form.requestSubmit();
            return count;
        }"""
    )
    assert seen == 1


def limit_idle_time(page: Any) -> None:
    """Give the gallery what a signed-in page has: a limit of 30 minutes. The way out stays on the page, since the
    test clock does not survive leaving it."""

    def with_limit(route: Any) -> None:
        answer = route.fetch()
        body = answer.text().replace("<body ", '<body data-idle-minutes="30" data-signed-out="#signed-out" ', 1)
        route.fulfill(response=answer, body=body)

    page.route("**/gallery/", with_limit)


def test_axe_finds_nothing_in_the_idle_warning(browser_page: Any) -> None:
    # Not under the test clock of the next test: axe waits by the browser's own timers.
    limit_idle_time(browser_page)
    browser_page.goto("/gallery/")
    browser_page.wait_for_selector("body.js-enabled")
    browser_page.evaluate("document.querySelector('dialog').showModal()")
    assert axe.violations(browser_page) == []


def test_the_idle_warning_comes_five_minutes_before_and_staying_puts_it_off(browser_page: Any) -> None:
    page = browser_page
    page.clock.install()
    limit_idle_time(page)
    page.goto("/gallery/")
    page.wait_for_selector("body.js-enabled")
    page.clock.run_for(24 * 60_000)
    assert not page.is_visible("dialog")
    page.clock.run_for(61_000)
    assert page.is_visible("dialog")
    assert page.inner_text("[data-idle-when]") == "in 5 minutes"
    page.click("[data-idle-stay]")
    assert not page.is_visible("dialog")
    page.clock.run_for(31 * 60_000)
    assert page.url.endswith("/gallery/#signed-out")

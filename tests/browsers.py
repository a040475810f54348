"""A real Chromium for tests, and the web server it visits."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from typing import Any

#: Off: everything by which a browser would talk to anybody but the page under test.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # A page lives for a second: to compile its scripts for speed takes longer than it saves.
    "--js-flags=--no-turbofan --no-maglev",
]


class NoBrowser(Exception):
    """There is no Chromium; the message says what to install."""


def chromium() -> str:
    """The path of Chromium: ``$CHROMIUM``, else the one on PATH, else Debian's, installed now if we are root.

    :raises NoBrowser: when there is none.
    """
    found = _found()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *command], check=False, capture_output=True, env=os.environ | quiet)
        found = _found()
    if found is None:
        raise NoBrowser(
            "Tests in a browser need Chromium: install it (on Debian: apt-get install chromium), "
            "or give its path in CHROMIUM."
        )
    return found


def _found() -> str | None:
    given = os.environ.get("CHROMIUM")
    if given:
        return given if os.access(given, os.X_OK) else None
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Serve the application on a free port of this machine, in threads of this process. Gives its address."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def through(target: Any) -> None:
    """Click on what leads to another page, and arrive there.

    A click by itself returns while the old page still stands: what is looked at next would be that one, or the next
    one half built.
    """
    with target.page.expect_navigation():
        target.click()

"""The application under gunicorn as it is served in life, and clients that ask at the same moment."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import socket
import subprocess
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from alongside.config import env, supervisor
from tests import people
from tests.databases import Clone


@contextlib.contextmanager
def gunicorn(clone: Clone, *, workers: int = 2, threads: int = 8) -> Iterator[int]:
    """Serve a database on a free port of this machine by the command that serves it in life. Gives the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        supervisor.web_command(port),
        cwd=env.BASE_DIR,
        env=os.environ
        | {
            "PORT": str(port),
            "DATABASE_URL": clone.address().url(),
            "ALONGSIDE_WORKERS": str(workers),
            "ALONGSIDE_THREADS": str(threads),
        },
        stdin=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError("gunicorn did not start; what it said stands above")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    location: str
    text: str


class Client:
    """One tab of a person's browser; each request has a connection of its own."""

    def __init__(self, port: int, session: str, csrf: str = "", hat: str = "") -> None:
        self._port = port
        self._session = f"alongside-session-{port}={session}"
        self._csrf_name = f"alongside-csrf-{port}"
        self.csrf = csrf
        self.hat = hat

    def get(self, path: str) -> Reply:
        """GET the path."""
        return self._ask("GET", path, "")

    def post(self, path: str, fields: Sequence[tuple[str, str]]) -> Reply:
        """POST the fields with the token against forged posts and the hat of the page."""
        carried = [("csrfmiddlewaretoken", self.csrf), ("hat", self.hat)]
        return self._ask("POST", path, urlencode([*fields, *carried]))

    def _ask(self, method: str, path: str, body: str) -> Reply:
        headers = {"Cookie": f"{self._session}; {self._csrf_name}={self.csrf}", "Connection": "close"}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)) as connection:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            if cookie.startswith(f"{self._csrf_name}="):
                self.csrf = cookie.partition("=")[2].partition(";")[0]
        if found := re.search(r'name="hat" value="([^"]+)"', text):
            self.hat = found.group(1)
        return Reply(response.status, response.headers.get("Location", ""), text)


class Jar:
    """What ``people.sign_in`` asks of a client: a place for the cookie."""

    def __init__(self) -> None:
        self.cookies: dict[str, Any] = {}
        self.defaults: dict[str, Any] = {}


def session_of(slug: str, key: str) -> str:
    """The session of somebody who has signed in."""
    jar = Jar()
    people.sign_in(jar, slug, key)
    return str(next(iter(jar.cookies.values())))


_FIELDS = re.compile(r'<(?:input|textarea)[^>]*\bname="([^"]+)"[^>]*>')
_VALUE = re.compile(r'\bvalue="([^"]*)"')


def hidden(page: str, name: str) -> str:
    """The value of an input of the page."""
    for found in _FIELDS.finditer(page):
        if found.group(1) == name:
            value = _VALUE.search(found.group(0))
            return value.group(1) if value else ""
    raise AssertionError(f"The page has no input {name}")


def key() -> str:
    """A one-time form key."""
    return str(uuid.uuid4())


def at_once(jobs: Sequence[Callable[[], Reply]]) -> list[Reply]:
    """Run them all at the same moment, one thread each."""
    replies: list[Reply | None] = [None] * len(jobs)
    start = threading.Barrier(len(jobs))

    def run(place: int, job: Callable[[], Reply]) -> None:
        start.wait()
        replies[place] = job()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert None not in replies, "A request got no answer; its error stands above"
    return [reply for reply in replies if reply is not None]

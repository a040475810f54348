"""What the page tests of children share."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.audit.models import Event
from alongside.partnerships import wall
from tests import people


def as_(slug: str, key: str) -> Client:
    """A test client signed in as this person."""
    client = Client()
    people.sign_in(client, slug, key)
    return client


def post(client: Client, path: str, **typed: Any) -> Any:
    """Send a form with a one-time key of its own."""
    return client.post(path, {"form_key": str(uuid.uuid4()), **typed})


def date_parts(name: str, day: Any) -> dict[str, str]:
    """A date as its three inputs."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def events(slug: str, action: str) -> list[Event]:
    """Events of this action in the partnership's trail, oldest first."""
    with wall.inside(people.partnership(slug).pk):
        return list(Event.objects.filter(action=action).order_by("id"))


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements of a page, there after the block: each request empties the log that Django keeps."""
    statements: list[str] = []
    connections["default"].ensure_connection()
    with CaptureQueriesContext(connection) as captured:
        yield statements
    statements.extend(query["sql"] for query in captured.captured_queries)


def sign_in_browser(page: Any, slug: str, key: str) -> None:
    """Give a browser's page the session of this person."""
    name = settings.SESSION_COOKIE_NAME
    value = as_(slug, key).cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}])

"""Walks the resolver and asks for pages as a person, each request undone afterwards."""

from __future__ import annotations

import functools
import inspect
import io
import re
import traceback
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pypdf
from django.core.handlers.base import BaseHandler
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from alongside.core.actor import Actor
from alongside.core.refs import ALPHABET
from alongside.partnerships import wall
from tests import people
from tests.crawl.world import FAMILY, GIVEN


def addresses() -> list[tuple[str, tuple[str, ...]]]:
    """Every named address of the application: the name of its view with its namespace, and what its path takes."""
    return sorted(set(_patterns(get_resolver().url_patterns, "")))


def _patterns(patterns: list[Any], space: str, taken: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    for found in patterns:
        takes = (*taken, *_takes(found))
        if isinstance(found, URLResolver):
            inside = f"{space}{found.namespace}:" if found.namespace else space
            yield from _patterns(found.url_patterns, inside, takes)
        elif isinstance(found, URLPattern):
            # Without a name nothing could ask for it here, and it would stay out of the crawl unseen.
            yield f"{space}{found.name or f'(no name: {found.pattern})'}", takes


def _takes(found: URLPattern | URLResolver) -> tuple[str, ...]:
    return tuple(found.pattern.regex.groupindex)


@functools.cache
def methods() -> dict[str, frozenset[str]]:
    """View to the methods that it answers with anything but 405, as its ``require_http_methods`` says."""
    return dict(_methods(get_resolver().url_patterns, ""))


def _methods(patterns: list[Any], space: str) -> Iterator[tuple[str, frozenset[str]]]:
    for found in patterns:
        if isinstance(found, URLResolver):
            yield from _methods(found.url_patterns, f"{space}{found.namespace}:" if found.namespace else space)
            continue
        view, allowed = found.callback, frozenset({"GET", "POST"})
        while view is not None:
            inside = inspect.getclosurevars(view).nonlocals if inspect.isfunction(view) else {}
            allowed &= frozenset(inside.get("request_method_list", allowed))
            view = getattr(view, "__wrapped__", None)
        yield f"{space}{found.name}", allowed


@functools.cache
def is_public(view: str) -> bool:
    """Whether the page is shown without signing in: nobody is known there of whom a trace could tell."""
    return bool(getattr(_views()[view], "is_public", False))


@functools.cache
def _views() -> dict[str, Any]:
    return dict(_callbacks(get_resolver().url_patterns, ""))


def _callbacks(patterns: list[Any], space: str) -> Iterator[tuple[str, Any]]:
    for found in patterns:
        if isinstance(found, URLResolver):
            yield from _callbacks(found.url_patterns, f"{space}{found.namespace}:" if found.namespace else space)
        else:
            yield f"{space}{found.name}", found.callback


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person got."""

    method: str
    path: str
    status: int
    location: str
    content_type: str
    text: str
    fault: str
    traced: tuple[str, tuple[str, ...]] | None
    """View and references of the newest refusal in the trail, when this request left one."""


_REFUSAL = (
    "SELECT id, detail->>'page', about FROM audit_event WHERE action = 'audit.access.refused' ORDER BY id DESC LIMIT 1"
)


class Walker:
    """One person (or nobody) who asks. What a request writes is seen in the trail and then rolled back."""

    def __init__(self, slug: str = "", key: str = "") -> None:
        self.slug, self.key = slug, key
        self.actor: Actor | None = None
        self._factory = RequestFactory()
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._last_refusal = 0
        if key:
            self.actor = people.sign_in(self._factory, slug, key)
            # The first request of a session notes the time in it, and is kept: later ones then write no session.
            self._handler.get_response(self._factory.get("/sign-in/"))
            with wall.inside(self.actor.partnership_id):
                self._newest_refusal()

    def __str__(self) -> str:
        return f"{self.key} of {self.slug}" if self.key else "nobody signed in"

    def ask(self, method: str, path: str) -> Answer:
        """GET the path, or POST nothing to it. The token against forged posts is left out; it has its own tests."""
        request = self._factory.get(path) if method == "GET" else self._factory.post(path, {})
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        faults: list[str] = []

        def note(**_: Any) -> None:
            faults.append(traceback.format_exc(limit=-4))

        got_request_exception.connect(note)
        try:
            with transaction.atomic():
                response = self._handler.get_response(request)
                refused = self.actor is not None and response.status_code in (403, 404)
                # The context of the request is still in force here.
                traced = self._newest_refusal() if refused else None
                transaction.set_rollback(True)
        finally:
            got_request_exception.disconnect(note)
        assert isinstance(response, HttpResponse)  # Nothing streams: the middleware refuses it.
        kind = response.headers.get("Content-Type", "")
        return Answer(
            method,
            path,
            response.status_code,
            response.headers.get("Location", ""),
            kind,
            _text(kind, response.content),
            "".join(faults),
            traced,
        )

    def _newest_refusal(self) -> tuple[str, tuple[str, ...]] | None:
        """The trace of the newest refusal that was not there before. Numbers only grow, also where rows are undone."""
        with connection.cursor() as cursor:
            cursor.execute(_REFUSAL)
            row = cursor.fetchone()
        if row is None or row[0] <= self._last_refusal:
            return None
        self._last_refusal = row[0]
        return row[1], tuple(row[2])


def _text(kind: str, content: bytes) -> str:
    """What a person reads in the answer; a PDF's text without the layout."""
    if kind.startswith("application/pdf"):
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return content.decode("utf-8", errors="replace")


_CANARY = re.compile(r"CANARY-([A-Z])-([A-Z]+)-\d+X")


def canaries(text: str) -> set[tuple[str, str, str]]:
    """(group, strand, token) of every token in the text."""
    return {(found.group(1), found.group(2).lower(), found.group(0)) for found in _CANARY.finditer(text)}


_NAMES = re.compile(f"{GIVEN}|{FAMILY}|CANARY", re.IGNORECASE)
# What a narrow screen writes before a cell (data-head) is words and no address.
_LINKS = re.compile(r"""\b(?:href|action|formaction|src|data-(?!head=)[\w-]+)=["']([^"']*)["']""")


def named_addresses(answer: Answer) -> set[str]:
    """Addresses in which a child's name stands: the one asked for, the one sent to, and all links of the page."""
    found = {answer.path, answer.location, *_LINKS.findall(answer.text)}
    return {address for address in found if _NAMES.search(unquote(address))}


_VARYING = (
    re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*'),
    re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
)


def comparable(answer: Answer, given: dict[str, str]) -> tuple[object, ...]:
    """Status, address and bytes without the one-time tokens and without the references that were asked for."""
    text, location = answer.text, answer.location
    for name, value in given.items():
        text, location = text.replace(value, name), location.replace(value, name)
    for varying in _VARYING:
        text = varying.sub(r"\1" if varying.groups else "", text)
    return answer.status, location, answer.content_type, text, bool(answer.traced)


def unknown(ref: str, keyword: str = "") -> str:
    """A reference of the same kind and length that points at nothing, another one for each keyword of an address:
    in the answer each is told from the others."""
    kind, _, rest = ref.partition("-")
    number = zlib.crc32(f"{kind} {keyword}".encode())
    return f"{kind}-{'0' * (len(rest) - 2)}{ALPHABET[number >> 5 & 31]}{ALPHABET[number & 31]}"


def address_of(view: str, given: dict[str, str]) -> str:
    """The path of a view."""
    return reverse(view, kwargs=given or None)

"""The templates' own environment, for tests that draw a macro or a piece of a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.test import RequestFactory
from jinja2 import Environment


def environment() -> Environment:
    """The environment that pages are drawn with."""
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    found: Environment = engine.env
    return found


def drawn(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    """A piece of a template with the macros at hand."""
    head = "".join(
        f'{{% import "components/{name}.html" as {name} %}}' for name in ("govuk", "moj", "forms", "own", "layout")
    )
    return environment().from_string(head + source).render(request=request or RequestFactory().get("/"), **context)

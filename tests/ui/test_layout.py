"""The page around every page."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from jinja2 import UndefinedError

from alongside.ui.gallery import SampleForm
from tests.ui.drawing import environment

PAGE = (
    '{% extends "base.html" %}{% block title %}My <em>work</em>{% endblock %}{% block main %}<h1>x</h1>{% endblock %}'
)


def page(source: str = PAGE, **context: Any) -> str:
    return str(environment().from_string(source).render(request=RequestFactory().get("/"), **context))


def test_the_title_names_the_page_and_then_the_product() -> None:
    assert "<title>My work – Alongside</title>" in page()


def test_the_title_begins_with_error_when_the_form_has_errors() -> None:
    assert "<title>Error: My work – Alongside</title>" in page(form=SampleForm({}))
    assert "<title>My work – Alongside</title>" in page(form=SampleForm())


def test_nothing_inline_that_the_security_policy_would_refuse() -> None:
    html = page(form=SampleForm({}))
    assert "<script>" not in html
    assert " style=" not in html
    assert " onclick=" not in html


def test_the_header_says_who_acts_for_whom_and_signs_out_by_post() -> None:
    html = page(
        area_partnership="Saltmarsh",
        acting_for="Wharf Road Academy",
        acting_as="school lead",
        signed_in_as="Ama Boateng",
        sign_out_url="/sign-out/",
        navigation=[{"text": "My work", "href": "/", "active": True, "count": 4}],
    )
    assert "Wharf Road Academy" in html
    assert "as school lead" in html
    assert '<form method="post" action="/sign-out/"' in html
    assert 'aria-current="page">My work' in html


def test_the_demonstration_is_marked_and_nothing_else_is() -> None:
    assert "Invented people" in page(demonstration=True)
    assert "Invented people" not in page(demonstration=False)
    assert "Invented people" not in page()


def test_a_name_that_the_view_forgot_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        page('{% extends "base.html" %}{% block title %}x{% endblock %}{% block main %}{{ forgotten }}{% endblock %}')


def test_the_page_that_is_not_found_is_the_same_bytes_for_every_address() -> None:
    first = render_to_string("errors/404.html", {}, RequestFactory().get("/children/C-1/"))
    second = render_to_string("errors/404.html", {}, RequestFactory().get("/children/C-2/plan/?x=1"))
    assert first == second
    assert "C-1" not in first


@pytest.mark.parametrize("name", ["403", "404", "429", "500", "form_expired"])
def test_each_error_page_says_how_to_mend_it(name: str) -> None:
    html = render_to_string(f"errors/{name}.html", {})
    assert html.count("<h1") == 1
    assert html.count("govuk-body") >= 2


def test_a_refusal_is_shown_with_its_sentence() -> None:
    assert "Only a manager may do this." in render_to_string(
        "errors/403.html", {"reason": "Only a manager may do this."}
    )

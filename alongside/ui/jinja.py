"""The Jinja2 environment of every page: strict, escaping, with the words and helpers that templates use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.core.paginator import Page
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils import timezone
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from alongside.ui import charts, words
from alongside.ui.address import url


class Part(dict[str, Any]):
    """Options of a component's part (label, hint, item): what is not given reads as None."""

    def __missing__(self, key: str) -> None:
        return None


def part(value: object) -> Part | None:
    """What a macro was given for a part: nothing, a text, or a mapping of options; as a `Part` or None."""
    if value is None or value is False or value == "":
        return None
    if isinstance(value, Part):
        return value
    if isinstance(value, Mapping):
        return Part(value)
    return Part(text=value)


def attrs(attributes: Mapping[str, object] | None) -> Markup:
    """HTML attributes, each with a space before it. True gives the bare name; None and False leave it out."""
    if not attributes:
        return Markup("")
    found = [
        Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, value)
        for name, value in attributes.items()
        if value is not None and value is not False
    ]
    return Markup("").join(found)


def csrf_field(request: HttpRequest) -> Markup:
    """The hidden fields without which a POST is refused: the token, and the hat under which the page was made."""
    token = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(get_token(request))
    actor = getattr(request, "actor", None)
    if actor is None:
        return token
    return token + Markup('<input type="hidden" name="hat" value="{}">').format(actor.membership_ref)


def conditional_names(form: Any) -> frozenset[str]:
    """Names of the fields that are drawn under an option of another field."""
    return frozenset(name for field in form.fields.values() for name in getattr(field, "conditional", {}).values())


def marked_parts(items: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a date's inputs say themselves which of them is wrong; otherwise an error marks all."""
    return any(item.get("error") or "govuk-input--error" in (item.get("classes") or "") for item in items if item)


def described(by: str | None, id_: str, hint: object, error: object) -> str:
    """The ids that describe an input: those given, then its hint's and its error's."""
    ids = [by or "", f"{id_}-hint" if hint else "", f"{id_}-error" if error else ""]
    return " ".join(part_id for part_id in ids if part_id)


def column_names(head: Iterable[object]) -> list[str]:
    """What each column of a table is called."""
    return [str((part(given) or Part()).get("text") or "") for given in head]


def maybe(thing: object, name: str) -> Any:
    """A part of a mapping or an object, or None where it has no such part."""
    if isinstance(thing, Mapping):
        return thing.get(name)
    return getattr(thing, name, None)


def texts(value: object) -> list[object]:
    """One text or several, as a list; nothing for None and for empty ones."""
    if value is None or value == "":
        return []
    return [value] if isinstance(value, str) else [text for text in cast(Iterable[object], value) if text]


def with_query(request: HttpRequest, changes: Mapping[str, object]) -> str:
    """This page's query string with some parameters changed, or left out (None)."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


def page_links(page: Page[Any], request: HttpRequest, name: str = "page") -> list[dict[str, object]]:
    """The first, the last and the nearest pages, with an ellipsis for each gap, as `govuk.pagination` takes them."""
    last = page.paginator.num_pages
    shown = sorted({1, last} | {n for n in range(page.number - 1, page.number + 2) if 1 <= n <= last})
    links: list[dict[str, object]] = []
    before = 0
    for number in shown:
        if number - before > 1:
            links.append({"ellipsis": True})
        links.append({"number": number, "current": number == page.number, "href": with_query(request, {name: number})})
        before = number
    return links


class _Template(Template):
    """A template whose imports are the same on each page: all globals are the environment's, which Jinja would find out
    by comparing some fifty names for each import of each page."""

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module(None)


def environment(**options: Any) -> Environment:
    """Make the environment that the setting TEMPLATES names. Raises on any undefined name, so that no
    page silently lacks what it should say."""
    options = {name: value for name, value in options.items() if name not in ("undefined", "autoescape")}
    env = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, **options)
    env.template_class = _Template
    env.globals.update(
        part=part,
        nothing=Part(),
        attrs=attrs,
        url=url,
        static=static,
        csrf_field=csrf_field,
        now=timezone.now,
        today=timezone.localdate,
        plural=words.plural,
        conditional_names=conditional_names,
        marked_parts=marked_parts,
        column_names=column_names,
        described=described,
        maybe=maybe,
        texts=texts,
        with_query=with_query,
        page_links=page_links,
        bar_scale=charts.bar_scale,
        share_of=charts.share_of,
        chart_value=charts.chart_value,
        chart_rows=charts.chart_rows,
        joined_rows=charts.joined_rows,
        line_top=charts.line_top,
        line_geometry=charts.line,
        describe_line=charts.describe_line,
        strip_top=charts.strip_top,
        strip_geometry=charts.strip,
        waiting_rows=charts.waiting_rows,
        spark=charts.spark,
        describe_spark=charts.describe_spark,
        dots=charts.dots,
        ceiling=charts.ceiling,
    )
    env.filters.update(
        date=words.date_words,
        date_short=words.date_short,
        weekday_date=words.weekday_date,
        time=words.time_words,
        datetime=words.datetime_words,
        age=words.age,
        days_until=words.days_until,
        due_words=words.due_words,
        plural=words.plural,
        percent=words.percent,
        lines=words.lines,
    )
    return env

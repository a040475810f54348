"""The Jinja2 environment of every page: strict, escaping, with the words and helpers that templates use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from alongside.ui import charts, words


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


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a named view: `url("children:record", reference=child.reference)`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def csrf_input(request: HttpRequest) -> Markup:
    """The hidden field without which a POST is refused."""
    return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(get_token(request))


def conditional_names(form: Any) -> frozenset[str]:
    """Names of the fields that are drawn under an option of another field."""
    return frozenset(name for field in form.fields.values() for name in getattr(field, "conditional", {}).values())


def environment(**options: Any) -> Environment:
    """Make the environment that the setting TEMPLATES names. Raises on any undefined name, so that no
    page silently lacks what it should say."""
    options = {name: value for name, value in options.items() if name not in ("undefined", "autoescape")}
    env = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, **options)
    env.globals.update(
        part=part,
        attrs=attrs,
        url=url,
        static=static,
        csrf_input=csrf_input,
        now=timezone.now,
        today=timezone.localdate,
        plural=words.plural,
        conditional_names=conditional_names,
        bar_geometry=charts.bars,
        line_geometry=charts.line,
        strip_geometry=charts.strip,
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

"""Addresses of views: ``url("web:child", child_ref=child.ref)``.

A list of work has a hundred of them. Django finds each anew among all patterns; here the address of a view is found
once, with gaps, and then only filled.
"""

from __future__ import annotations

import functools
import re

from django.conf import settings
from django.urls import NoReverseMatch, reverse

_PLAIN = re.compile(r"[A-Za-z0-9_-]+\Z")
"""What stands in an address as it is. References are of this kind; anything else takes Django's own way."""


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a named view. Raises NoReverseMatch where there is none."""
    if args:
        return reverse(name, args=args)
    gaps = _with_gaps(settings.ROOT_URLCONF, name, tuple(kwargs))
    if gaps is not None and all(isinstance(value, str) and _PLAIN.match(value) for value in kwargs.values()):
        return gaps % kwargs
    return reverse(name, kwargs=kwargs or None)


@functools.lru_cache(maxsize=2000)
def _with_gaps(urlconf: str, name: str, keys: tuple[str, ...]) -> str | None:
    """The address with ``%(key)s`` in place of each value; None for a view that does not take any text."""
    marks = {key: f"zz{number}zz" for number, key in enumerate(keys)}
    try:
        found = reverse(name, urlconf=urlconf, kwargs=marks or None)
    except NoReverseMatch:
        return None
    found = found.replace("%", "%%")
    for key, mark in marks.items():
        if found.count(mark) != 1:
            return None
        found = found.replace(mark, f"%({key})s")
    return found

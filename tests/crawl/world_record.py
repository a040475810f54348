"""What the crawl's children have in their record beside what was written down: files, entries of several children."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core.strands import Strand
from alongside.documents import files
from tests.people import NOW, TODAY, acting

_HOUR = dt.timedelta(hours=1)

Tokens = Callable[[str, str], str]


def document(token: Tokens, found: dict[str, str], child: Child, *, worker: str) -> None:
    """A file in the strand of plans."""
    with acting("swindon", worker) as actor:
        row = children.record_document(
            actor=actor,
            child=child,
            paper=files.paper(f"{token('plan', 'name of a file')}.txt", token("plan", "what a file says").encode()),
            title=token("plan", "title of a document"),
            strand=Strand.PLAN,
            kind="report",
            dated_on=TODAY,
            now=NOW + _HOUR,
        )
    found["document"] = row.ref

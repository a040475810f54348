"""What the crawl's children have in their record beside what was written down: files, entries of several children."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from alongside.children import commands as children
from alongside.children.models import Child, Entry
from alongside.core.strands import Strand
from alongside.documents import files
from tests import people
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


def own_entry(token: Tokens, found: dict[str, str], child: Child, *, worker: str) -> None:
    """A line that a person wrote, and one that was withdrawn: struck out for those who answer for the child."""
    with acting("swindon", worker) as actor:
        lines = [
            children.record_entry(
                actor=actor,
                child=child,
                happened_on=TODAY,
                strand=Strand.PLAN,
                kind="note",
                text=token("plan", text),
                now=NOW + _HOUR,
            )
            for text in ("a line of one's own", "a line that is withdrawn")
        ]
        reason = token("plan", "why a line is withdrawn")
        children.withdraw_entry(actor=actor, entry=lines[1], reason=reason, now=NOW + _HOUR)
    found["own_entry"] = lines[0].ref


def several(token: Tokens, found: dict[str, str], child: Child, *, worker: str) -> None:
    """An entry with another child of the same worker, and what is this child's own."""
    other = people.a_child("swindon", given="Kit", family="Loxwood")
    people.grant("swindon", other, worker, "allocated")
    with acting("swindon", worker) as actor:
        found["several"] = children.record_entry_for_several(
            actor=actor,
            children=[child, other],
            happened_on=TODAY,
            strand=Strand.PLAN,
            kind="meeting",
            text=token("plan", "what is of several children"),
            own={child.ref: token("plan", "what is one child's own"), other.ref: "He made the tea."},
            now=NOW + _HOUR,
        )
        lines = Entry.objects.filter(child=child, source=found["several"])
        found["several_line"] = lines.order_by("id").values_list("ref", flat=True)[0]


def doubles(token: Tokens, found: dict[str, str], child: Child) -> None:
    """Two more records of the same name and day: one is proposed to be joined, one nobody has compared."""
    with acting("swindon", "front_door") as actor:
        proposed, double = (
            children.record_child(
                actor=actor,
                given_name=child.given_name,
                family_name=child.family_name,
                born_on=child.born_on,
                locality=None,
                source="R-TEST00",
                now=NOW + _HOUR,
            )
            for _ in range(2)
        )
        merge = children.propose_merge(
            actor=actor,
            kept=child,
            other=proposed,
            why=token("identity", "why records are joined"),
            now=NOW + _HOUR,
        )
    found |= {"merge": merge.ref, "double": double.ref}

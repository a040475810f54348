"""Where what a line of the chronology tells of stands: the page that opens for whoever reads the line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from alongside.children.access import Standing
from alongside.core.actor import Actor
from alongside.core.refs import Kind
from alongside.core.strands import Strand


@dataclass(frozen=True, slots=True)
class Opens:
    """The page on which something stands: its name, which is all that is known of it here, what its address takes, and
    which part of the record its readers read. A line may be of another part than what it tells of. ``at`` is where on
    the page it stands, if not under its own reference. ``of_line``: the page takes the reference of the line instead,
    since that of the work would say more than its reader may know."""

    name: str
    takes_child: bool = True
    takes_ref: bool = True
    reads: Strand | None = None
    at: str = ""
    of_line: bool = False


OPENS: dict[str, Opens] = {
    "D": Opens("children:document"),
    # Its own reference would tell the reader of one record that there are others.
    "SV": Opens("children:entry", of_line=True),
    "V": Opens("children:voices", takes_ref=False),
    "DS": Opens("children:shared"),
    "CT": Opens("plans:plan", takes_ref=False, reads=Strand.PLAN),
    "P": Opens("plans:plan", takes_ref=False, reads=Strand.PLAN),
    "RV": Opens("plans:plan", takes_ref=False, reads=Strand.PLAN),
    "O": Opens("plans:plan", takes_ref=False, reads=Strand.PLAN),
    "ST": Opens("plans:plan", takes_ref=False, reads=Strand.PLAN),
    "N": Opens("needs:needs", takes_ref=False),
    "Z": Opens("needs:needs", takes_ref=False),
    "X": Opens("needs:support"),
    "Q": Opens("needs:screen", reads=Strand.HEALTH),
    "EH": Opens("ehcp:ehc", takes_ref=False, reads=Strand.EDUCATION),
    "ER": Opens("ehcp:request_paper", reads=Strand.PLAN),
    "J": Opens("web:child", takes_ref=False, reads=Strand.PLAN, at="involvements"),
    "OC": Opens("web:child", takes_ref=False, reads=Strand.JUSTICE, at="outcomes"),
    "DT": Opens("justice:detention", reads=Strand.PLAN),
    "MI": Opens("referrals:moved_in", takes_child=False, reads=Strand.PLAN),
}
"""Where what a line tells of stands, by the letters of its reference. Whoever reads the line, and that part of the
record, may open it."""

Door = Callable[[Actor, list[str], dt.datetime], dict[str, str]]
"""Of these references, those whose page the actor may open, with its address. One query, however many."""

_DOORS: dict[str, Door] = {}


def open_by(kind: Kind, door: Door) -> None:
    """Have a subject say itself who may open what it keeps, where reading the line is not enough. Said once, when the
    subject is made known."""
    _DOORS[kind.value] = door


def doors_to(actor: Actor, found: Iterable[str], now: dt.datetime) -> dict[str, str]:
    """Addresses of what these references point at, as far as its own subject lets the actor in. A query for each kind
    of work that has such a door, and none where there is no line of it."""
    addresses: dict[str, str] = {}
    by_kind: dict[str, list[str]] = {}
    for ref in sorted(found):
        by_kind.setdefault(ref.partition("-")[0], []).append(ref)
    for letters, some in by_kind.items():
        if letters in _DOORS:
            addresses |= _DOORS[letters](actor, some, now)
    return addresses


WITHDRAWN_AT = {
    "D": "children:withdraw_document",
    "SV": "children:withdraw_entry_for_several",
    "CT": "plans:withdraw_contact",
}
"""Where what a line tells of is withdrawn, where that has a page of its own."""


def address_of(child_ref: str, ref: str, standing: Standing, *, line: str) -> str:
    """The address of what this reference points at, told of by the line of that reference; empty where there is nothing
    that the reader may open."""
    page = OPENS.get(ref.partition("-")[0])
    if page is None or (page.reads is not None and not standing.reads(page.reads)):
        return ""
    takes = {"child_ref": child_ref} if page.takes_child else {}
    if page.takes_ref:
        return reverse(page.name, kwargs=takes | {"ref": line if page.of_line else ref})
    return f"{reverse(page.name, kwargs=takes)}#{page.at or ref}"


def withdrawn_at(child_ref: str, ref: str, tells_of: str) -> str:
    """Where the line, or what it tells of, is withdrawn."""
    its_own = WITHDRAWN_AT.get(tells_of.partition("-")[0])
    if its_own is not None:
        return reverse(its_own, kwargs={"child_ref": child_ref, "ref": tells_of})
    name = "children:withdraw_voice" if ref.startswith("V-") else "children:withdraw_entry"
    return reverse(name, kwargs={"child_ref": child_ref, "ref": ref})

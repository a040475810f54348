"""Withdrawing what was written down wrongly: it stays, struck out, with who and why."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import access
from alongside.children.models import Child, Entry, Voice
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import wall

WITH_A_PAGE_OF_ITS_OWN = {"D": "document", "CT": "contact", "SV": "entry for several children"}
"""What a line may tell of that is withdrawn itself, by the letters of its reference: the line goes with it."""

OF_ROW = ["withdrawn_at", "withdrawn_by", "withdrawn_why"]


@trail.command("children.entry.withdrawn")
def withdraw_entry(*, actor: Actor, entry: Entry, reason: str, now: dt.datetime) -> Entry:
    """Withdraw a line of the chronology. What it tells of, where that has a page of its own, is withdrawn there."""
    row = wall.own(Entry.objects.all(), actor).select_for_update(of=("self",)).select_related("child").get(pk=entry.pk)
    access.may_withdraw(access.standing(actor, row.child, now), row.strand).or_raise()
    what = WITH_A_PAGE_OF_ITS_OWN.get(row.source.partition("-")[0])
    if what is not None:
        raise NotNow(f"This line tells of a {what}. Withdraw the {what}, and the line goes with it.")
    _strike(row, actor, _reason(reason), now)
    row.save(update_fields=OF_ROW)
    trail.record(actor, "children.entry.withdrawn", about=[row.child.ref, row.ref], now=now, reason=reason)
    return row


@trail.command("children.voice.withdrawn")
def withdraw_voice(*, actor: Actor, voice: Voice, reason: str, now: dt.datetime) -> Voice:
    """Withdraw what was wrongly written down as the child's words. Nobody waits to be told back of it any more."""
    row = wall.own(Voice.objects.all(), actor).select_for_update(of=("self",)).select_related("child").get(pk=voice.pk)
    access.may_tell_back(actor, row, access.standing(actor, row.child, now)).or_raise()
    _strike(row, actor, _reason(reason), now)
    row.save(update_fields=OF_ROW)
    trail.record(actor, "children.voice.withdrawn", about=[row.child.ref, row.ref], now=now, reason=reason)
    return row


@trail.command("children.entry.struck_out")
def strike_out(*, actor: Actor, child: Child, source: str, reason: str, now: dt.datetime) -> int:
    """Withdraw the lines, and the child's words, that were written down for what is withdrawn. Gives how many. Part of
    the command that withdraws it, which has decided that this may be done."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("Lines are struck out with what they tell of.")
    values = {"withdrawn_at": now, "withdrawn_by": actor.name, "withdrawn_why": _reason(reason)}
    of = {"child": child, "withdrawn_at__isnull": True}
    lines = wall.own(Entry.objects.all(), actor).filter(source=source, **of).update(**values)
    words = wall.own(Voice.objects.all(), actor).filter(about=source, **of).update(**values)
    trail.record(
        actor, "children.entry.struck_out", about=[child.ref, source], now=now, detail={"lines": lines, "words": words}
    )
    return lines + words


def _strike(row: Entry | Voice, actor: Actor, reason: str, now: dt.datetime) -> None:
    if row.withdrawn_at is not None:
        raise NotNow("This has been withdrawn already.")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = now, actor.name, reason


def _reason(typed: str) -> str:
    if len(typed.strip()) < 3:
        raise NotNow("Say in a few words why it is withdrawn.")
    return typed.strip()

"""Offering a screen, recording what it found, and handing on what it raised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.needs import access, rules
from alongside.needs.commands.needs import locked_child, point_to, presume
from alongside.needs.commands.strategies import write_strategy
from alongside.needs.commands.supports import ask_for_support
from alongside.needs.models import Screen, Strategy
from alongside.partnerships import prepared


@trail.command("needs.screen.offered", trail.Verb.COLLECTION)
def offer_screen(
    *,
    actor: Actor,
    child: Child,
    tool: str = "universal",
    source: str,
    due_on: dt.date | None = None,
    now: dt.datetime,
) -> Screen:
    """Offer a child a screen. The first one (tier 1) also notes what we presume until we know better.

    A screen of the same tool that is offered already is kept, not doubled. Raises NotNow when a fuller tool is asked
    for and nothing has pointed to it.
    """
    child = locked_child(child)
    access.may_offer_screen(actor, child_access.standing(actor, child, now)).or_raise()
    today = calendar.london_date(now)
    chosen = next((known for known in rules.tools_on(today) if known.code == tool), None)
    if chosen is None:
        raise NotNow("This tool is not in use. Choose another.")
    why_not = rules.may_go_further(chosen, pointed_to=access.pointed_to(actor, child))
    if why_not:
        raise NotNow(why_not)
    screen = next(iter(_on_offer(child.partnership_id, child.pk, tool)), None)
    if screen is None:
        screen = Screen.objects.create(
            partnership_id=child.partnership_id,
            child=child,
            tool=chosen.code,
            tool_version=chosen.version,
            tier=chosen.tier,
            source=source,
            offered_on=today,
            due_on=due_on or rules.screen_due_on(today),
            offered_by_id=actor.membership_id,
        )
    if chosen.tier == 1:
        presume(child, today)
    trail.record(
        actor, "needs.screen.offered", about=[child.ref, screen.ref, source], now=now, detail={"tool": chosen.code}
    )
    return screen


@trail.command("needs.screen.recorded", trail.Verb.COLLECTION)
def record_screen(
    *,
    actor: Actor,
    screen: Screen,
    done_on: dt.date,
    scores: Mapping[str, int] | None = None,
    raised: Iterable[str] = (),
    note: str = "",
    named: str = "",
    helps: str = "",
    avoid: str = "",
    now: dt.datetime,
) -> Screen:
    """Record the result of a screen. What it raises goes to the specialist who answers it, at the same moment.

    ``scores`` are by code of the tool's scales; a score in a highest band raises its areas by itself. ``helps`` and
    ``avoid`` are what the child said helps and does not: they become strategies, so that nobody types them twice.
    """
    row, child = _locked(actor, screen, now)
    tool = rules.TOOLS[row.tool]
    _insist_on_day(row, done_on, calendar.london_date(now))
    if tool.is_named_by_hand and not named.strip():
        raise NotNow("Enter the name of the tool, and its version.")
    try:
        found = rules.scored(tool, scores or {})
    except ValueError as fault:
        raise NotNow(str(fault)) from None
    wanted = {*raised, *rules.raised_by_scores(tool, found)}
    areas = [area.code for area in rules.NEED_AREAS if area.code in wanted]
    if tool.areas and not set(areas) <= set(tool.areas):
        raise NotNow(f"{tool.title} does not speak of all these areas. Record the others as a need.")
    row.status, row.done_on, row.done_by_id = Screen.Status.DONE, done_on, actor.membership_id
    row.settled_at, row.scores, row.raised, row.note, row.named = now, [asdict(s) for s in found], areas, note, named
    row.save(update_fields=["status", "done_on", "done_by", "settled_at", "scores", "raised", "note", "named"])
    for area in areas:
        point_to(child, area, evidence=row.ref, now=now)
        ask_for_support(
            actor=actor,
            child=child,
            specialism=rules.AREAS_BY_CODE[area].specialism,
            area=area,
            why=note,
            source=row.ref,
            now=now,
        )
    for kind, text in ((Strategy.Kind.DO, helps), (Strategy.Kind.AVOID, avoid)):
        if text.strip():
            write_strategy(actor=actor, child=child, kind=kind, text=text, now=now)
    children.record_entry(
        actor=actor,
        child=child,
        happened_on=done_on,
        strand=Strand.HEALTH,
        kind="screen",
        text=f"{named or tool.title}. {_in_words(areas)}",
        source=row.ref,
        now=now,
    )
    # How many areas were raised, not which: the trail outlives the record and is read by more people.
    trail.record(
        actor,
        "needs.screen.recorded",
        about=[child.ref, row.ref],
        now=now,
        detail={"tool": row.tool, "raised": len(areas)},
    )
    return row


@trail.command("needs.screen.declined")
def decline_screen(*, actor: Actor, screen: Screen, status: str, note: str, now: dt.datetime) -> Screen:
    """Record that there is no result: the child said no (``declined``), or it is known already (``not_needed``).

    It is never held against the child, and what we presume stays presumed.
    """
    row, child = _locked(actor, screen, now)
    if status not in (Screen.Status.DECLINED, Screen.Status.NOT_NEEDED):
        raise NotNow("Say whether the child said no, or the screen is not needed.")
    if not note.strip():
        raise NotNow("Say in a few words why there is no screen.")
    row.status, row.note, row.settled_at = status, note, now
    row.save(update_fields=["status", "note", "settled_at"])
    children.record_entry(
        actor=actor,
        child=child,
        happened_on=calendar.london_date(now),
        strand=Strand.HEALTH,
        kind="screen",
        text=f"{rules.TOOLS[row.tool].title}: {Screen.Status(status).label.lower()}.",
        source=row.ref,
        now=now,
    )
    trail.record(actor, "needs.screen.declined", about=[child.ref, row.ref], now=now, detail={"status": status})
    return row


@trail.command("needs.screen.not_waited_for")
def stop_waiting_for_screens(*, actor: Actor, child: Child, source: str, now: dt.datetime) -> None:
    """Wait no longer for screens that were offered and not done: nobody works with the child any more.

    Part of the command that ends the last of the work, which has decided who may do that.
    """
    rows = Screen.objects.select_for_update().filter(
        partnership_id=child.partnership_id, child_id=child.pk, status=Screen.Status.OFFERED
    )
    refs = [row.ref for row in rows.order_by("pk")]
    rows.update(status=Screen.Status.NOT_NEEDED, note="The work ended before it was done.", settled_at=now)
    trail.record(actor, "needs.screen.not_waited_for", about=[child.ref, *refs, source], now=now)


@prepared.question
def _on_offer(partnership_id: int, child_id: int, tool: str) -> QuerySet[Screen]:
    rows = Screen.objects.filter(partnership_id=partnership_id, child_id=child_id, tool=tool)
    return rows.filter(status=Screen.Status.OFFERED).order_by("pk")[:1]


def _locked(actor: Actor, screen: Screen, now: dt.datetime) -> tuple[Screen, Child]:
    child = locked_child(screen.child)
    row = prepared.locked(actor.partnership_id, Screen, screen.pk)
    access.may_record_screen(actor, child_access.standing(actor, child, now)).or_raise()
    if row.status != Screen.Status.OFFERED:
        raise NotNow("This screen has been recorded already. Offer a new one if something changed.")
    return row, child


def _insist_on_day(row: Screen, done_on: dt.date, today: dt.date) -> None:
    if done_on > today:
        raise NotNow("The day of the screen cannot be in the future.")
    # A fuller screen may have been done elsewhere before we asked; the first one is ours.
    if row.tier == 1 and done_on < row.offered_on:
        raise NotNow(f"This screen was offered on {calendar.spoken(row.offered_on)}. It cannot be done before that.")


def _in_words(areas: list[str]) -> str:
    if not areas:
        return "It raised nothing to look into."
    titles = [rules.AREAS_BY_CODE[area].title for area in areas]
    return f"To look into: {'; '.join(titles)}."

"""The pack as data for the typesetter: the same one pages, already narrowed to what this reader may see."""

from __future__ import annotations

import datetime as dt

from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.documents.typeset import ChildPage, Fact, Member, PanelPack, Section
from alongside.panels import rules
from alongside.panels.models import Meeting
from alongside.panels.queries.meetings import SeatLine
from alongside.panels.queries.one_page import OnePage


def pack_as_data(
    actor: Actor, meeting: Meeting, seats: tuple[SeatLine, ...], pages: tuple[OnePage, ...], today: dt.date
) -> PanelPack:
    """What ``documents.typeset`` takes for the document ``panel_pack``: copy of one reader."""
    return {
        "title": f"{meeting.series.name}: pack",
        "panel": meeting.series.name,
        "meeting_on": meeting.meets_on,
        "place": meeting.place,
        "members": [
            {"name": meeting.chair.user.name, "agency": meeting.chair.agency.name, "role": "Chair"},
            *(_member(seat) for seat in seats),
        ],
        "agenda": [{"what": page.header.first_called, "who": page.presenter} for page in pages],
        "children": [_child(page) for page in pages],
        "marking": "Official: sensitive. Destroy after the meeting.",
        "read_by": f"{actor.name}, {actor.agency_name}",
        "made_on": today,
    }


def _member(seat: SeatLine) -> Member:
    role = "For one child" if not seat.is_core else "Needed to decide" if seat.is_required else "Core"
    return {"name": seat.person or "To be named", "agency": seat.agency, "role": role}


def _child(page: OnePage) -> ChildPage:
    header = page.header
    return {
        "name": header.called,
        "reference": header.ref,
        "age": f"{header.age} years old",
        "sections": [section for section in _sections(page) if len(section) > 1],
    }


def _sections(page: OnePage) -> list[Section]:
    header = page.header
    sections: list[Section] = []
    if header.strengths:
        sections.append({"title": "What I am good at", "lines": header.strengths.splitlines()})
    for said in (header.own_words, *(voice.said for voice in page.voices)):
        if said:
            sections.append({"title": "In my own words", "quote": said})
            break
    if page.strategies:
        lines = [("Do: " if row.kind == "do" else "Avoid: ") + row.text for row in page.strategies]
        sections.append({"title": "How to work with me", "lines": lines})
    if page.plan and page.plan.goals:
        sections.append({"title": "What I want", "lines": [goal.words for goal in page.plan.goals if goal.is_open]})
    if page.alongside:
        people: list[Fact] = [{"label": row.name, "value": f"{row.agency}: {row.why}"} for row in page.alongside]
        sections.append({"title": "Who works alongside", "facts": people})
    if page.why_here:
        sections.append({"title": "What the panel can help with", "lines": page.why_here.splitlines()})
    for referrer in page.referrers:
        title = f"What {referrer.agency} said, {calendar.spoken(referrer.on)}"
        sections.append({"title": title, "lines": referrer.concern.splitlines()})
    for row in page.contributions:
        answers: list[Fact] = [
            {"label": question, "value": getattr(row, name)}
            for name, question in rules.QUESTIONS.items()
            if getattr(row, name)
        ]
        sections.append({"title": f"{row.agency}: {row.by}", "facts": answers})
    if page.alleged:
        sections.append({"title": "What is alleged", "lines": page.alleged.splitlines()})
    return sections

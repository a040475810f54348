"""A child whose page has something in each of its parts, and people with work: made through commands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.children import commands as children
from alongside.children.models import Child, Concern, Voice
from alongside.core.strands import Strand
from alongside.needs import commands as needs
from tests import people
from tests.people import NOW, TODAY, acting
from tests.plans import makers as plans


@dataclass(frozen=True, slots=True)
class Story:
    """What the browser visits."""

    child: Child
    concern: Concern
    voice: Voice


def a_story() -> Story:
    """Two children of one worker: one with a plan, strategies and a chronology, one with an open concern."""
    child, _ = plans.open_work(now=NOW - dt.timedelta(days=21))
    other, _ = plans.open_work(given="Alexander", family="Okonkwo-Reid")
    plans.an_agreed_plan(child)
    with acting("swindon", "practitioner") as actor:
        child.refresh_from_db()
        children.edit_child(
            actor=actor,
            child=child,
            version=child.version,
            changes={
                "preferred_name": "Zo",
                "pronouns": "she/her",
                "strengths": "Draws comics\nLooks after her little brother\nHonest when it matters",
                "own_words": "I want people to ask me before they decide things.",
            },
            now=NOW,
        )
        for kind, text in [
            ("do", "Walk and talk. Sitting at a table makes her go quiet."),
            ("do", "Say what happens next, one thing at a time."),
            ("avoid", "Asking two questions at once."),
        ]:
            needs.write_strategy(actor=actor, child=child, kind=kind, text=text, now=NOW)
        voice = children.record_voice(
            actor=actor,
            child=child,
            said="I like it when we walk and talk, not sit at a table.",
            gathered="Talking together",
            said_on=TODAY - dt.timedelta(days=16),
            now=NOW,
        )
        for days, kind, text, strand in [
            (2, "good_news", "Zo finished her first comic and showed it to the head teacher.", Strand.PLAN),
            (4, "call", "Rang home. Her mother says mornings are calmer.", Strand.PLAN),
            (9, "note", "Moved to the smaller maths group.", Strand.EDUCATION),
        ]:
            children.record_entry(
                actor=actor,
                child=child,
                happened_on=TODAY - dt.timedelta(days=days),
                strand=strand,
                kind=kind,
                text=text,
                now=NOW,
            )
        children.record_person(
            actor=actor,
            child=child,
            about=children.About(name="Helen Ashdown", relation="mother", phone="07700 900123", responsibility="yes"),
            now=NOW,
        )
        concern = children.raise_concern(
            actor=actor, child=other, what="Came in with a bruise and did not want to say how.", now=NOW
        )
    with acting("swindon", "stranger") as actor:
        children.break_glass(actor=actor, ref=child.ref, reason="At the station, and upset", now=NOW)
    people.grant("swindon", child, "team_manager", "supervision")
    return Story(child, concern, voice)

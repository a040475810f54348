"""Children in the states that tests of needs begin from, all reached through commands."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.audit import trail
from alongside.children import queries as child_queries
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.needs import commands
from alongside.needs.models import Screen, Support
from alongside.partnerships import wall
from alongside.partnerships.models import Team
from tests import people
from tests.people import NOW, TODAY, acting

SPOKEN = "Gives very short answers and loses the thread."


def a_child(slug: str = "swindon", **more: Any) -> Child:
    """A child who is allocated to the practitioner and supervised by the team manager."""
    child = people.a_child(slug, **more)
    people.grant(slug, child, "practitioner", "allocated")
    people.grant(slug, child, "team_manager", "supervision")
    return child


def a_screen(child: Child, slug: str = "swindon", *, tool: str = "universal", now: dt.datetime = NOW) -> Screen:
    """A screen that is offered to the child."""
    with acting(slug, "practitioner") as actor:
        return commands.offer_screen(actor=actor, child=child, tool=tool, source="J-TEST00", now=now)


def a_screened_child(
    slug: str = "swindon", *, raised: tuple[str, ...] = ("speech_language",), now: dt.datetime = NOW, **more: Any
) -> Child:
    """A child whose first screen raised these areas."""
    child = a_child(slug, **more)
    screen = a_screen(child, slug, now=now)
    with acting(slug, "practitioner") as actor:
        commands.record_screen(actor=actor, screen=screen, done_on=now.date(), raised=raised, note=SPOKEN, now=now)
    return child


def support_of(child: Child, specialism: str = "speech_language") -> Support:
    """The child's newest support of this kind. Enters a transaction of its own."""
    with wall.inside(child.partnership_id):
        return (
            Support.objects.select_related("child", "need", "team", "accepted_by__user", "raised_by__user")
            .filter(child=child, specialism=specialism)
            .order_by("-id")[:1]
            .get()
        )


def without_a_team(slug: str = "hampshire", key: str = "salt") -> None:
    """Make the partnership one that has no team of this kind, as Hampshire has no speech and language therapist."""
    with acting(slug, "administrator"):
        Team.objects.filter(pk=people.team_of(slug, key).pk).update(duty=Team.Duty.PARTNER, specialism="")


def at(days: int, hours: int = 0) -> dt.datetime:
    """A moment some days after the world was made."""
    return NOW + dt.timedelta(days=days, hours=hours)


def looking(actor: Actor, child: Child, now: dt.datetime = NOW) -> tuple[Standing, trail.Look]:
    """The standing and the trace of a look, as a view begins."""
    return child_queries.look_at(actor, child, now)


def show_in_meeting(slug: str, child: Child, key: str) -> None:
    """The person sits in a meeting about the child."""
    people.grant(slug, child, key, "meeting")


def show_at_school(slug: str, child: Child) -> None:
    """The child learns at the school."""
    people.grant(slug, child, "school", "setting", strands=(Strand.IDENTITY, Strand.EDUCATION))


__all__ = ["NOW", "SPOKEN", "TODAY", "a_child", "a_screen", "a_screened_child", "at", "looking", "support_of"]

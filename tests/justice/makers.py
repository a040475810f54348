"""Children who are held, all reached through commands."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.children.models import Child, Disclosure
from alongside.core.strands import Strand
from alongside.justice import commands
from alongside.justice.commands import Place
from alongside.justice.models import Detention, HandOver
from alongside.partnerships import wall
from tests import people
from tests.people import NOW, TODAY, acting

HELD_AT = NOW - dt.timedelta(hours=20)
"""The afternoon before."""

WETHERBY = Place("wetherby")


def a_child(slug: str = "swindon", **more: Any) -> Child:
    """A child who is allocated to the practitioner, supervised by the manager, and learns at the school."""
    child = people.a_child(slug, **{"born_on": dt.date(2010, 2, 3), **more})
    people.grant(slug, child, "practitioner", "allocated")
    people.grant(slug, child, "team_manager", "supervision")
    people.grant(slug, child, "school", "setting", strands=(Strand.IDENTITY, Strand.EDUCATION))
    return child


def a_detention(
    child: Child | None = None,
    slug: str = "swindon",
    *,
    by: str = "practitioner",
    kind: str = "remand_detention",
    detained_at: dt.datetime = HELD_AT,
    learnt_at: dt.datetime | None = None,
    now: dt.datetime = NOW,
    **more: Any,
) -> Detention:
    """A child who is held since yesterday, of which we learnt this morning."""
    child = child or a_child(slug)
    given: dict[str, Any] = {"place": WETHERBY, "home_authority": "Swindon", "home_is_here": True, **more}
    with acting(slug, by) as actor:
        return commands.enter_detention(
            actor=actor,
            child=child,
            kind=kind,
            detained_at=detained_at,
            learnt_at=learnt_at or now,
            now=now,
            **given,
        )


def tell(
    detention: Detention,
    *codes: str,
    slug: str = "swindon",
    by: str = "practitioner",
    told_at: dt.datetime | None = None,
    now: dt.datetime = NOW,
) -> None:
    """These people were told."""
    with acting(slug, by) as actor:
        commands.tell_people(
            actor=actor,
            detention=detention,
            people=dict.fromkeys(codes, ""),
            told_at=told_at or now,
            how="spoken",
            family=Disclosure.Told.TOLD,
            now=now,
        )


def found(detention: Detention) -> Detention:
    """The detention as it stands now."""
    with wall.inside(detention.partnership_id):
        return Detention.objects.select_related("child__school").get(pk=detention.pk)


def of(detention: Detention) -> dict[str, HandOver]:
    """Its hand-overs by code, the newest of each."""
    with wall.inside(detention.partnership_id):
        rows = HandOver.objects.filter(detention=detention).order_by("id")
        return {
            row.code: row
            for row in rows.select_related(
                "clock__owner__user", "clock__team", "disclosure", "detention__child", "child", "stay"
            )
        }


def waiting(detention: Detention) -> set[str]:
    """Codes of what waits."""
    with wall.inside(detention.partnership_id):
        rows = HandOver.objects.filter(detention=detention, status="waiting")
        return set(rows.values_list("code", flat=True))


__all__ = ["HELD_AT", "NOW", "TODAY", "WETHERBY", "a_child", "a_detention", "found", "of", "tell", "waiting"]

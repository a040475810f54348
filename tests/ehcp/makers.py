"""Children with EHC cases in the states that tests begin from, all reached through commands."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.children.models import Child
from alongside.deadlines.models import Clock
from alongside.ehcp import commands
from alongside.ehcp.commands import Said
from alongside.ehcp.models import Case, Edition, Matter, Step
from alongside.partnerships import wall
from tests import people
from tests.people import NOW, TODAY, acting

REQUESTED = TODAY - dt.timedelta(days=63)
"""Nine weeks ago."""


def a_child(slug: str = "swindon", **more: Any) -> Child:
    """A child who is allocated to the practitioner and supervised by the manager; the SEND team knows nothing yet."""
    child = people.a_child(slug, **more)
    people.grant(slug, child, "practitioner", "allocated")
    people.grant(slug, child, "team_manager", "supervision")
    return child


def begun(
    child: Child,
    slug: str = "swindon",
    *,
    by: str = "practitioner",
    how: str = "attention",
    asked_by: str = "youth_justice",
    on: dt.date = REQUESTED,
    now: dt.datetime = NOW,
    **more: Any,
) -> Case:
    """A case that the worker began, with no officer yet."""
    with acting(slug, by) as actor:
        return commands.begin_case(
            actor=actor, child=child, how=how, asked_by=asked_by, happened_on=on, now=now, **more
        )


def taken(case: Case, slug: str = "swindon", *, now: dt.datetime = NOW) -> Case:
    """The SEND officer has it."""
    with acting(slug, "send_officer") as actor:
        return commands.take_case(actor=actor, case=case, now=now)


def step(
    case: Case,
    code: str,
    on: dt.date = TODAY,
    slug: str = "swindon",
    *,
    by: str = "send_officer",
    matter: Matter | None = None,
    now: dt.datetime = NOW,
    version: int | None = None,
    **said: Any,
) -> Case:
    """Take a step as the SEND officer would."""
    with acting(slug, by) as actor:
        return commands.take_step(
            actor=actor,
            case=case,
            matter=matter,
            step=code,
            happened_on=on,
            said=Said(**said),
            version=version,
            now=now,
        )


def weeks(number: float) -> dt.date:
    """So many weeks after the request."""
    return REQUESTED + dt.timedelta(days=round(7 * number))


def a_plan(slug: str = "swindon", *, made_on: dt.date = TODAY - dt.timedelta(days=300), **more: Any) -> Case:
    """A child with a plan in force, whose officer is the SEND officer."""
    child = a_child(slug, **more)
    return taken(begun(child, slug, how="has_plan", asked_by="parent", on=made_on), slug)


def again(case: Case) -> Case:
    """The case as it stands now."""
    with wall.inside(case.partnership_id):
        return Case.objects.select_related("child", "officer__user", "team").get(pk=case.pk)


def clocks(case: Case) -> dict[str, tuple[str, dt.date]]:
    """Rule to status and due date, of the newest clock of each rule of the child."""
    with wall.inside(case.partnership_id):
        rows = Clock.objects.filter(child_id=case.child_id).order_by("id")
        return {row.rule: (row.status, row.due_on) for row in rows}


def running(case: Case) -> set[str]:
    """Rules of the clocks that run for the child."""
    with wall.inside(case.partnership_id):
        return set(Clock.objects.filter(child_id=case.child_id, status="running").values_list("rule", flat=True))


def matter_of(case: Case, kind: str) -> Matter:
    """The newest matter of this kind."""
    with wall.inside(case.partnership_id):
        return Matter.objects.select_related("child", "case").filter(case=case, kind=kind).latest("id")


def step_of(case: Case, code: str) -> Step:
    """The newest step of this code that was taken."""
    with wall.inside(case.partnership_id):
        return Step.objects.select_related("case", "child").filter(case=case, code=code).latest("id")


def codes(case: Case) -> list[str]:
    """Steps that were taken, in their order."""
    with wall.inside(case.partnership_id):
        return list(Step.objects.filter(case=case).order_by("id").values_list("code", flat=True))


def editions(case: Case) -> list[tuple[str, str]]:
    """Status and section B of each edition."""
    with wall.inside(case.partnership_id):
        return list(Edition.objects.filter(case=case).order_by("number").values_list("status", "section_b"))

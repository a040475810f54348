"""Prepared questions: one SQL text for all values of a shape, never an answer kept, and no decision by a value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from alongside.children import access
from alongside.children.models import Child, Grant
from alongside.core.actor import Actor
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import Agency, Team
from tests import people
from tests.people import NOW, acting

pytestmark = pytest.mark.usefixtures("database")


def built(build: Callable[..., Any]) -> tuple[Any, list[int]]:
    """A prepared question, and how often it was built."""
    times: list[int] = []

    def counted(*args: Any, **kwargs: Any) -> Any:
        times.append(1)
        return build(*args, **kwargs)

    return prepared.question(counted), times


def agencies(actor: Actor, refs: list[str]) -> QuerySet[Agency]:
    return wall.own(Agency.objects.all(), actor).filter(prepared.any_of("ref", refs)).order_by("ref")


def test_it_answers_as_the_queryset_does_each_time_for_the_values_of_that_time() -> None:
    ask, times = built(agencies)

    for place in ("swindon", "hampshire"):
        with acting(place, "practitioner") as actor:
            refs = list(wall.own(Agency.objects.all(), actor).values_list("ref", flat=True))
            for wanted in (refs, refs[:1], []):
                assert ask(actor, wanted) == list(agencies(actor, wanted))

    assert len(times) == 1


def test_it_is_built_again_for_another_role_and_for_another_thing_by_name() -> None:
    def some(actor: Actor, *, limit: int) -> QuerySet[Agency]:
        return wall.own(Agency.objects.all(), actor).order_by("ref")[:limit]

    ask, times = built(some)
    for role in ("practitioner", "team_manager", "practitioner"):
        with acting("swindon", role) as actor:
            assert [len(ask(actor, limit=limit)) for limit in (1, 2, 1)] == [1, 2, 1]

    assert len(times) == 4


def test_the_text_of_the_statement_is_the_same_however_many_values_there_are() -> None:
    ask, _ = built(agencies)
    with acting("swindon", "practitioner") as actor, CaptureQueriesContext(connection) as captured:
        ask(actor, ["G-1"])
        ask(actor, ["G-1", "G-2", "G-3"])

    first, second = (query["sql"] for query in captured.captured_queries)
    assert first.replace("'{G-1}'", "") == second.replace("'{G-1,G-2,G-3}'", "")


def test_it_gives_objects_with_what_belongs_to_them() -> None:
    ask, _ = built(lambda actor: wall.own(Team.objects.all(), actor).select_related("agency").order_by("ref"))
    with acting("swindon", "practitioner") as actor:
        teams = ask(actor)
        with CaptureQueriesContext(connection) as captured:
            assert all(team.agency.partnership_id == actor.partnership_id for team in teams)

    assert teams
    assert not captured.captured_queries


def test_it_gives_values_alone() -> None:
    flat, _ = built(lambda actor: wall.own(Team.objects.all(), actor).order_by("ref").values_list("ref", flat=True))
    pairs, _ = built(lambda actor: wall.own(Team.objects.all(), actor).order_by("ref").values_list("ref", "name"))
    with acting("swindon", "practitioner") as actor:
        rows = list(wall.own(Team.objects.all(), actor).order_by("ref"))
        assert flat(actor) == [row.ref for row in rows]
        assert pairs(actor) == [(row.ref, row.name) for row in rows]


def test_a_question_without_an_answer_asks_nothing() -> None:
    ask, _ = built(lambda actor: Team.objects.none())
    with acting("swindon", "practitioner") as actor, CaptureQueriesContext(connection) as captured:
        assert ask(actor) == []

    assert not captured.captured_queries


@pytest.mark.parametrize(
    "decides",
    [
        lambda actor, limit: Team.objects.filter(name="x") if actor.team_ids else Team.objects.all(),
        lambda actor, limit: Team.objects.all() if actor.specialism == "speech_language" else Team.objects.none(),
        lambda actor, limit: Team.objects.filter(id__in=list(actor.team_ids)),
        lambda actor, limit: Team.objects.all() if limit > 3 else Team.objects.none(),
        lambda actor, limit: Team.objects.all()[:limit],
        lambda actor, limit: Team.objects.filter(name=f"Team of {actor.name}"),
    ],
)
def test_a_question_that_decides_by_a_value_is_refused(decides: Callable[..., Any]) -> None:
    with acting("swindon", "practitioner") as actor, pytest.raises(TypeError):
        prepared.question(decides)(actor, 5)


def test_nothing_equals_none() -> None:
    ask, _ = built(lambda actor, locality_id: wall.own(Team.objects.all(), actor).filter(locality_id=locality_id))
    with acting("swindon", "practitioner") as actor, pytest.raises(TypeError, match="None"):
        ask(actor, None)


def test_a_grant_that_ends_is_gone_at_the_next_question() -> None:
    child = people.a_child("swindon")
    people.grant("swindon", child, "practitioner", "allocated")
    ask: Callable[[Actor, dt.datetime], list[Child]] = prepared.question(access.visible_children)

    with acting("swindon", "practitioner") as actor:
        assert ask(actor, NOW) == [child]
        Grant.objects.filter(child=child).update(until_at=NOW + dt.timedelta(seconds=1))
        assert ask(actor, NOW) == [child]
        assert ask(actor, NOW + dt.timedelta(seconds=1)) == []


def test_the_crawl_without_the_filter_asks_questions_without_the_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    ask, times = built(agencies)
    with acting("swindon", "practitioner") as actor:
        ask(actor, [])
        with monkeypatch.context() as patch, CaptureQueriesContext(connection) as captured:
            patch.setattr(wall, "own", lambda rows, actor: rows)
            ask(actor, [])

    assert len(times) == 2
    assert 'partnership_id" = ' not in captured.captured_queries[0]["sql"]

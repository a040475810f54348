"""A thousand identical posts make one record; of a thousand edits at the same moment none is lost silently."""

from __future__ import annotations

import datetime as dt
import html
from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest

from alongside.children.models import Child, Voice
from tests import people
from tests.children.makers import events
from tests.databases import Clone
from tests.hard import serving
from tests.hard.serving import Client

pytestmark = pytest.mark.database_near

SLUG = "swindon"
POSTS, CLIENTS = 1000, 40
EDITS, WRITERS = 1000, 40


@pytest.fixture
def child(database: Clone) -> Child:
    """A child to whom the practitioner is allocated."""
    made = people.a_child(SLUG)
    people.grant(SLUG, made, "practitioner", "allocated")
    return made


@pytest.fixture
def clients(database: Clone, child: Child) -> Iterator[list[Client]]:
    """Many tabs of one person's session."""
    session = serving.session_of(SLUG, "practitioner")
    with serving.gunicorn(database) as port:
        first = Client(port, session)
        # The first page sets the cookie of the token; the other tabs of the browser share it.
        assert first.get(f"/children/{child.ref}/identity/me/").status == 200
        yield [first, *(Client(port, session, first.csrf, first.hat) for _ in range(max(CLIENTS, WRITERS) - 1))]


def test_a_thousand_identical_posts_make_one_record(child: Child, clients: list[Client]) -> None:
    path = f"/children/{child.ref}/said/"
    page = clients[0].get(path)
    fields = [
        ("form_key", serving.hidden(page.text, "form_key")),
        ("said", "I want to keep my dog"),
        ("gathered", "Talking together"),
        ("strand", "identity"),
        *_date("said_on", people.TODAY),
    ]
    replies = []
    for _ in range(POSTS // CLIENTS):
        replies += serving.at_once([partial(tab.post, path, fields) for tab in clients[:CLIENTS]])

    assert len(replies) == POSTS
    assert Counter((reply.status, reply.location) for reply in replies) == {
        (302, f"/children/{child.ref}/#said"): POSTS
    }
    with people.acting(SLUG, "practitioner"):
        assert Voice.objects.filter(child=child).count() == 1
    assert len(events(SLUG, "children.voice.recorded")) == 1


def test_of_a_thousand_edits_at_once_one_wins_each_round_and_every_other_is_shown_both_versions(
    child: Child, clients: list[Client]
) -> None:
    path = f"/children/{child.ref}/identity/me/"
    won: list[str] = []
    for number in range(EDITS // WRITERS):
        version = serving.hidden(clients[0].get(path).text, "version")
        wishes = [f"Edit {number:02} of tab {tab:02}" for tab in range(WRITERS)]
        replies = serving.at_once(
            [partial(tab.post, path, _edit(child, version, wish)) for tab, wish in zip(clients, wishes, strict=False)]
        )
        assert Counter(reply.status for reply in replies) == {302: 1, 409: WRITERS - 1}
        winner = next(wish for wish, reply in zip(wishes, replies, strict=True) if reply.status == 302)
        for wish, reply in zip(wishes, replies, strict=True):
            if reply.status == 409:
                text = html.unescape(reply.text)
                assert wish in text, "The loser's own words are gone from the page"
                assert winner in text, "The loser is not shown what was saved"
        with people.acting(SLUG, "practitioner"):
            stored = Child.objects.get(pk=child.pk)
        assert (stored.own_words, stored.version) == (winner, int(version) + 1)
        won.append(winner)

    assert len(won) == len(set(won)) == EDITS // WRITERS
    assert len(events(SLUG, "children.child.edited")) == len(won)


def _edit(child: Child, version: str, words: str) -> list[tuple[str, str]]:
    return [
        ("form_key", serving.key()),
        ("version", version),
        ("given_name", child.given_name),
        ("family_name", child.family_name),
        ("preferred_name", ""),
        ("language", "English"),
        ("needs_interpreter", "no"),
        ("own_words", words),
        *_date("born_on", child.born_on),
    ]


def _date(name: str, day: dt.date) -> list[tuple[str, str]]:
    return [(f"{name}-day", str(day.day)), (f"{name}-month", str(day.month)), (f"{name}-year", str(day.year))]

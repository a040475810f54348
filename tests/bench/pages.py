"""The pages that are measured, who asks for them, and how many statements each costs. Needs Django to be set up."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
import urllib.parse
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.accounts.models import User
from alongside.measures import jobs
from alongside.partnerships import wall
from alongside.partnerships.models import AreaPartnership
from tests.bench import world
from tests.bench.visitors import Ask

CSRF = "0123456789abcdefghijklmnopqrstuv"
"""A token of our own: cookie and form must agree, which is all that is asked of them."""
PEOPLE = 12
"""How many people of a role take turns."""

BOARDS = 4
"""In how many areas quarters are closed."""

_TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@dataclass(frozen=True, slots=True)
class Page:
    """A page, the requests for it, and requests that differ in how many rows they show."""

    name: str
    wanted: list[Ask]
    by_rows: dict[str, Ask] = field(default_factory=dict)

    def asks(self) -> Iterator[Ask]:
        """Requests without end, in an order of chance that is the same each time."""
        order = random.Random(7).sample(self.wanted, len(self.wanted))
        return itertools.cycle(order)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in, with the children whom they work with (references and names)."""

    area: int
    cookie: str
    hat: str
    children: tuple[tuple[str, str, str], ...] = ()


def bare() -> Page:
    """The full middleware, one indexed query, a small template; by somebody who is signed in."""
    people = _people("practitioner")
    return Page("bare page", [Ask(f"/bare/{number % 2 + 1}/", person.cookie) for number, person in enumerate(people)])


def pages() -> list[Page]:
    """All that is measured."""
    practitioners, beginner = _people("practitioner"), _people("beginner", limit=1)[0]
    doors, managers = _people("front_door"), _people("team_manager")
    large = _people("practitioner", area=world.LARGEST)
    first = practitioners[0]
    boards = _people("board_member", limit=BOARDS)
    _close_quarters(boards)
    return [
        Page(
            "bare page without a session",
            [Ask("/bare/1/"), Ask("/bare/2/")],
        ),
        Page(
            "my work",
            [Ask("/", person.cookie) for person in practitioners],
            {"1 child": Ask("/", beginner.cookie), "20 children": Ask("/", first.cookie)},
        ),
        Page(
            "child",
            [Ask(f"/children/{ref}/", person.cookie) for person in practitioners for ref, _, _ in person.children],
            {
                "the only child": Ask(f"/children/{beginner.children[0][0]}/", beginner.cookie),
                "1 of 20 children": Ask(f"/children/{first.children[1][0]}/", first.cookie),
            },
        ),
        Page(
            "search",
            [_search(person, number) for person in practitioners for number in range(len(person.children))],
            {"1 child": _search(beginner, 0), "20 children": _search(first, 0)},
        ),
        Page(
            "search in the largest area",
            [_search(person, number) for person in large for number in range(len(person.children))],
        ),
        Page("list: referrals that wait", [Ask("/referrals/", person.cookie) for person in doors]),
        Page("list: my team's work", [Ask("/team/", person.cookie) for person in managers]),
        Page("board", [Ask("/measures/board/", person.cookie) for person in boards]),
    ]


def _close_quarters(boards: list[Person]) -> None:
    """What the board sees is counted by the job of the night, for the areas whose boards are visited."""
    now = dt.datetime.now(dt.UTC)
    for person in boards:
        jobs.close_quarters_of(AreaPartnership.objects.get(pk=person.area), now)


def _search(person: Person, number: int) -> Ask:
    """A name as somebody types it: every third time with a letter left out."""
    _, given, family = person.children[number]
    if number % 3 == 2 and len(family) > 4:
        family = family[:3] + family[4:]
    typed = {
        "csrfmiddlewaretoken": CSRF,
        "hat": person.hat,
        "given_name": given,
        "family_name": family,
        "reference": "",
    }
    typed |= dict.fromkeys(("born_on-day", "born_on-month", "born_on-year"), "")
    return Ask("/search/", person.cookie, urllib.parse.urlencode(typed))


def _people(kind: str, area: int = world.ORDINARY, limit: int = PEOPLE) -> list[Person]:
    """People of a kind, signed in: of this area and, for roles that have few people there, of those after it."""
    if area == world.ORDINARY:
        found = User.objects.filter(email__startswith=f"{kind}-").exclude(
            email__endswith=f"@area-{world.LARGEST}.example"
        )
    else:
        found = User.objects.filter(email__startswith=f"{kind}-", email__endswith=f"@area-{area}.example")
    users = list(found.order_by("id")[:limit])
    with transaction.atomic():
        return [_signed_in(user) for user in users]


def _signed_in(user: User) -> Person:
    area = int(user.email.partition("@area-")[2].partition(".")[0])
    wall.enter(area, user.pk)
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store["partnership_id"], store["membership_id"] = area, user.pk
    store.create()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.ref, c.given_name, c.family_name FROM children_grant g JOIN children_child c ON c.id = g.child_id"
            " WHERE g.membership_id = %s AND g.until_at IS NULL ORDER BY c.id",
            [user.pk],
        )
        children = tuple(cursor.fetchall())
        cursor.execute("SELECT ref FROM partnerships_membership WHERE id = %s", [user.pk])
        (hat,) = cursor.fetchone()
    cookie = f"{settings.SESSION_COOKIE_NAME}={store.session_key}; {settings.CSRF_COOKIE_NAME}={CSRF}"
    return Person(area, cookie, hat, children)


def statements(page: Page) -> dict[str, Any]:
    """SQL statements of one request, those of the transaction apart; and by how many rows the page shows.

    A question that is only asked when there is something to ask of makes a page with more rows cost a statement more.
    What must not be is a statement that comes again and again as rows are added: those are ``repeated``.
    """
    ask = page.wanted[0]
    all_of = _captured(ask)
    own = [text for text in all_of if not text.startswith(_TRANSACTION)]
    shapes = {rows: Counter(map(_shape, _captured(other))) for rows, other in page.by_rows.items()}
    few, many, *_ = *shapes.values(), Counter[str](), Counter[str]()
    return {
        "statements": len(own),
        "transaction": len(all_of) - len(own),
        "by_rows": {rows: shape.total() for rows, shape in shapes.items()},
        "repeated": [text for text, number in many.items() if number > max(few[text], 1)],
    }


def _shape(text: str) -> str:
    """A statement without its values."""
    return re.sub(r"'[^']*'|\b\d+\b", "?", text)


def _captured(ask: Ask) -> list[str]:
    client = Client(headers={"cookie": ask.cookie} if ask.cookie else {})
    call: Callable[[], object] = lambda: _send(client, ask)  # noqa: E731
    call()
    with CaptureQueriesContext(connection) as captured:
        call()
    return [str(query["sql"]) for query in captured.captured_queries]


def _send(client: Client, ask: Ask) -> object:
    more = {"HTTP_COOKIE": ask.cookie, "HTTP_HOST": "127.0.0.1"}
    if ask.form is None:
        answer = client.get(ask.path, secure=True, **more)  # type: ignore[arg-type]
    else:
        kind = "application/x-www-form-urlencoded"
        answer = client.post(ask.path, ask.form, content_type=kind, secure=True, **more)  # type: ignore[arg-type]
    if answer.status_code != 200:
        raise RuntimeError(f"{ask.path} answered {answer.status_code}")
    return answer

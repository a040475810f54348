"""How the months before the demonstration are lived through: stories that wait for their next moment, in order of time.

A story is a generator. It yields the moment at which it goes on and is given that moment back; whatever would lie
after the demonstration's first day does not happen, and so every child stands where life has taken them by then.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import TypeVar

from django.db import connection, transaction
from django.utils import timezone

from alongside.children import access as child_access
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.partnerships import commands as partnerships
from alongside.partnerships import queries, wall
from alongside.partnerships.models import Agency, AreaPartnership, Locality, Membership, Team
from alongside.web.demonstration.children import Children, Deck
from alongside.web.demonstration.places import Place

Story = Generator[dt.datetime, dt.datetime, None]
Say = Callable[[str], None]
T = TypeVar("T")


@dataclass
class Area:
    """An area partnership while it is lived in: its people as actors, its children, and what is to happen next."""

    place: Place
    partnership: AreaPartnership
    random: Random
    since: dt.datetime
    until: dt.datetime
    now: dt.datetime
    localities: dict[str, Locality]
    agencies: dict[str, Agency]
    teams: dict[str, Team]
    members: dict[str, Membership]
    children: Children
    open_with: Counter[str] = field(default_factory=Counter)
    """Open children by the worker's key."""
    _acts: str | None = None
    """Who acts in the running transaction."""
    _actors: dict[str, Actor] = field(default_factory=dict)
    _decks: dict[str, Deck[object]] = field(default_factory=dict)
    _heap: list[tuple[dt.datetime, int, Story]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    @contextmanager
    def acting(self, key: str) -> Iterator[Actor]:
        """This person acts from here on in the running transaction."""
        member = self.members[key]
        if self._acts != key:
            # The context holds until the transaction ends.
            wall.enter(self.partnership.pk, member.user_id)
            self._acts = key
        actor = self._actors.get(key)
        if actor is None:
            found = queries.actor_for(
                user_id=member.user_id,
                membership_id=member.pk,
                partnership_id=self.partnership.pk,
                today=calendar.london_date(self.until),
            )
            assert found is not None, f"{key} works for nobody"
            actor = self._actors[key] = found
        yield actor

    def comes_for(self, agency: str) -> str:
        """Who comes to panels for an agency: the first of its people."""
        return next(person.key for person in self.place.all_people() if person.agency == agency)

    def nobody_acts(self) -> None:
        """The context of the transaction is somebody else's: whoever acts next enters anew."""
        self._acts = None

    def deal(self, name: str, cards: Sequence[T]) -> T:
        """One of the cards, none twice before all were dealt. ``name`` tells decks apart."""
        if name not in self._decks:
            self._decks[name] = Deck(cards, self.random)
        return self._decks[name].deal()  # type: ignore[return-value]

    def chance(self, share: float) -> bool:
        """Whether something happens that happens to this share."""
        return self.random.random() < share

    # Time

    def progress(self, now: dt.datetime) -> float:
        """How far the partnership has come: 0 when it began, 1 on the demonstration's day."""
        return (now - self.since) / (self.until - self.since)

    def later(self, now: dt.datetime, least: int, most: int) -> dt.datetime:
        """A moment in office hours, so many working days later (0: later the same day, or else the next)."""
        days = self.random.randint(least, most)
        day = calendar.london_date(now)
        day = calendar.add_working_days(day, days) if days else calendar.next_working_day(day)
        found = self.moment(day)
        while found <= now:
            day = calendar.add_working_days(day, 1)
            found = self.moment(day)
        return found

    def moment(self, day: dt.date, hour: int | None = None, minute: int | None = None) -> dt.datetime:
        """A moment of a day, at a time or some time in office hours."""
        at = dt.time(
            self.random.randint(9, 16) if hour is None else hour,
            self.random.randrange(0, 60, 5) if minute is None else minute,
        )
        return dt.datetime.combine(day, at, calendar.LONDON).astimezone(dt.UTC)

    def days_ago(self, days: float) -> dt.datetime:
        """A moment in office hours so many days before the end, moved to a working day before if need be."""
        day = calendar.london_date(self.until) - dt.timedelta(days=days)
        while not calendar.is_working_day(day):
            day -= dt.timedelta(days=1)
        return self.moment(day)

    # Stories

    def begin(self, story: Story) -> None:
        """Let a story begin: it runs to its first moment at once, and on from there when its time has come."""
        with suppress(StopIteration):
            self._wait(story, next(story))

    def _wait(self, story: Story, moment: dt.datetime) -> None:
        # Nobody goes back in time: what was meant for an hour that has passed happens now.
        moment = max(moment, self.now)
        if moment < self.until:
            heapq.heappush(self._heap, (moment, next(self._numbers), story))

    def live(self, say: Say) -> None:
        """Let everything happen that happens before the end, each step in a transaction of its own.

        A step is kept whole or not at all, and nothing in it is refused: the savepoints of the commands in it, which
        are a third of all statements, are left out.
        """
        with _without_savepoints(), clock(lambda: self.now):
            self._live(say)

    def _live(self, say: Say) -> None:
        first = self._heap[0][0]
        whole = self.until - first
        told = -1
        while self._heap:
            moment, _, story = heapq.heappop(self._heap)
            self.now = moment
            share = int(10 * ((moment - first) / whole))
            if share > told:
                told = share
                say(f"{self.place.name}: {calendar.spoken(calendar.london_date(moment))} ({share * 10}%)")
            # Whoever acts first enters the partnership; until then no row can be seen.
            self._acts = None
            with transaction.atomic(), child_access.remembering(with_standings=True):
                try:
                    following = story.send(moment)
                except StopIteration:
                    continue
            self._wait(story, following)


@contextmanager
def clock(now: Callable[[], dt.datetime]) -> Iterator[None]:
    """What rows say of when they were made is when it happened, not when the demonstration was loaded."""
    kept = timezone.now
    timezone.now = now
    try:
        yield
    finally:
        timezone.now = kept


@contextmanager
def _without_savepoints() -> Iterator[None]:
    features = connection.features
    kept = features.uses_savepoints
    features.uses_savepoints = False
    try:
        yield
    finally:
        features.uses_savepoints = kept


def found(place: Place, *, random: Random, until: dt.datetime, since: dt.datetime) -> Area:
    """Make the partnership with its agencies, teams, people and posts, as of the day on which it began here."""
    from_on = calendar.london_date(since) - dt.timedelta(days=200)
    made, founder = partnerships.found_partnership(slug=place.slug, name=place.name, is_demonstration=True, now=since)
    localities = {
        key: partnerships.add_locality(actor=founder, name=name, postcodes=postcodes, now=since)
        for key, (name, postcodes) in place.localities.items()
    }
    agencies = {
        key: partnerships.add_agency(actor=founder, name=name, kind=kind, phone=phone, now=since)
        for key, (name, kind, phone) in place.all_agencies().items()
    }
    teams = {
        key: partnerships.add_team(
            actor=founder,
            agency=agencies[team.agency],
            name=team.name,
            duty=team.duty,
            specialism=team.specialism,
            locality=localities.get(team.locality),
            now=since,
        )
        for key, team in place.all_teams().items()
    }
    members = {}
    for number, person in enumerate(place.all_people()):
        members[person.key] = partnerships.add_person(
            actor=founder,
            name=person.name,
            email=place.email(person),
            phone=f"01632 {960_100 + number % 900}",
            agency=agencies[person.agency],
            role=person.role,
            teams=[teams[team] for team in person.teams],
            specialism=person.specialism,
            locality=localities.get(person.locality),
            from_on=from_on,
            now=since,
        )
    for post in place.posts:
        partnerships.add_post(
            actor=founder,
            team=teams[post.team],
            title=post.title,
            full_time_equivalent=post.full_time_equivalent,
            specialism=teams[post.team].specialism,
            held_by=members.get(post.held_by),
            from_on=from_on,
            now=since,
        )
    for agency, purpose, key, deputy in place.contacts:
        partnerships.name_contact(
            actor=founder,
            agency=agencies[agency],
            purpose=purpose,
            membership=members[key],
            deputy=members.get(deputy),
            now=since,
        )
    return Area(
        place=place,
        partnership=made,
        random=random,
        since=since,
        until=until,
        now=since,
        localities=localities,
        agencies=agencies,
        teams=teams,
        members=members,
        children=Children(random),
    )

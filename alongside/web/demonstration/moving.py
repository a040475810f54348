"""Children who move from one area to the other: a copy that was accepted, one that waits, and one that was refused."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from alongside.accounts.roles import RoleCode
from alongside.children import queries as children
from alongside.core import calendar, refs
from alongside.core.actor import Actor
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import AreaPartnership, Membership
from alongside.referrals import commands as referrals
from alongside.referrals import queries as referral_queries
from alongside.web import commands
from alongside.web.demonstration.life import clock

DAY = dt.timedelta(days=1)

SETTLED = 40
"""Days of work after which a child has a plan that can travel."""


@dataclass(frozen=True, slots=True)
class Moving:
    """A child who moves: from where to where, how many working days ago the copy was sent, and what was answered."""

    home: str
    there: str
    kind: str
    days_ago: int
    why: str
    accepts: bool | None = None
    """None while the other area has not answered."""
    answer: str = ""


MOVES = (
    Moving(
        home="swindon",
        there="hampshire",
        kind="transfer",
        days_ago=3,
        why="The family has found a flat near the aunt. School begins there after half term.",
        accepts=True,
    ),
    Moving(
        home="swindon",
        there="hampshire",
        kind="caretaking",
        days_ago=1,
        why="Stays with grandparents for some months. Home is still here, and so is the school place.",
    ),
    Moving(
        home="hampshire",
        there="swindon",
        kind="transfer",
        days_ago=4,
        why="A house was offered to the family, and they mean to take it.",
        accepts=False,
        answer="The tenancy fell through: the family stays where they are. Send it again if that changes.",
    ),
)


def between_areas(date: dt.date, seed: int) -> None:
    """Let them move, once both partnerships have been lived in until the day. Nothing where one of them is missing."""
    areas = {area.slug: area for area in partnerships.areas(None)}
    drawn = refs.scattered(int.from_bytes(hashlib.sha256(f"{seed} moves".encode()).digest()[:4]))
    taken: set[str] = set()
    with refs.drawn_from(drawn):
        for move in MOVES:
            if {move.home, move.there} <= areas.keys():
                _let_move(move, areas[move.home], areas[move.there], date, taken)


def _let_move(move: Moving, home: AreaPartnership, there: AreaPartnership, date: dt.date, taken: set[str]) -> None:
    at = _at(date, move.days_ago, 11)
    with _on(at), wall.inside(home.pk):
        work = referral_queries.settled_work(home.pk, opened_before=date - SETTLED * DAY, besides=taken)
        if work is None:
            return
        taken.add(work.ref)
        with _acting(home, work.worker, date) as actor:
            _, look = children.look_at(actor, work.child, at)
            commands.move_child(
                actor=actor,
                child=work.child,
                look=look,
                to=there,
                kind=move.kind,
                moves_on=calendar.next_working_day(date + 14 * DAY),
                why=move.why,
                gateway="cda_s38",
                told="told",
                told_on=calendar.london_date(at),
                now=at,
            )
    if move.accepts is None:
        return
    at = _at(date, move.days_ago - 1, 10)
    with _on(at), wall.inside(there.pk):
        door = Membership.objects.filter(role=RoleCode.FRONT_DOOR).select_related("user").order_by("ref")[0]
        came = referral_queries.latest_copy(there.pk)
        with _acting(there, door, date) as actor:
            referrals.answer_move(actor=actor, moved_in=came, accepts=move.accepts, answer=move.answer, now=at)


def _at(date: dt.date, days_ago: int, hour: int) -> dt.datetime:
    day = date
    for _ in range(days_ago):
        day -= DAY
        while not calendar.is_working_day(day):
            day -= DAY
    return dt.datetime.combine(day, dt.time(hour, 30), calendar.LONDON).astimezone(dt.UTC)


@contextmanager
def _on(moment: dt.datetime) -> Iterator[None]:
    with transaction.atomic(), clock(lambda: moment):
        yield


@contextmanager
def _acting(area: AreaPartnership, member: Membership, date: dt.date) -> Iterator[Actor]:
    wall.enter(area.pk, member.user_id)
    actor = partnerships.actor_for(user_id=member.user_id, membership_id=member.pk, partnership_id=area.pk, today=date)
    assert actor is not None, f"{member.ref} works for nobody"
    yield actor

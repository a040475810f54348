"""The demonstration: two area partnerships with invented people, lived through month by month by way of commands.

``load`` makes it. What happens is decided by a seed, the days by one date; nothing is written but by the commands that
people use, each under the name of the person who would do it, so that the trail is as real as the work.
"""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from random import Random

from django.db import connection

from alongside.core import calendar, refs
from alongside.measures import jobs as measures_jobs
from alongside.measures import rules as measures
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.web.demonstration import (
    custody,
    door,
    ehc,
    families,
    handing_over,
    life,
    looking_back,
    meetings,
    moving,
    papers,
    priorities,
    sharing,
    today,
    tracker,
)
from alongside.web.demonstration.cases import Case, a_case
from alongside.web.demonstration.front_door import referred
from alongside.web.demonstration.hampshire import HAMPSHIRE
from alongside.web.demonstration.life import Say
from alongside.web.demonstration.places import Place
from alongside.web.demonstration.swindon import SWINDON

PLACES = (HAMPSHIRE, SWINDON)

_LANES = {HAMPSHIRE.slug: (1, 2, 2), SWINDON.slug: (1, 2)}
"""Shares of the children by lane, for those who could live in any. The first lane has the panels as well."""

DAYS = 170
"""Whose work goes on began within this: their lives are told in full."""

DAYS_BEFORE = 830
"""How long the partnerships have worked with Alongside: the quarter that runs and eight whole ones before it."""

PANEL_DAYS = 59
"""For how long the joint panels have met every week."""

FIRST_DAY = dt.date(2024, 4, 8)
"""Nothing happens before: the panels' options and the first screen are rules of this spring."""

EARLIEST = FIRST_DAY + dt.timedelta(days=DAYS + 90)
"""The earliest date of a demonstration with a past to show."""

SCALES = {"full": 1.0, "small": 0.15}


class Halted(Exception):
    """One of the partnerships could not be made; what went wrong has been printed."""


def load(*, date: dt.date, seed: int, scale: str, say: Say) -> None:
    """Make both partnerships, with everything that happened until the evening before the date.

    At full scale they are made side by side, in processes of their own: a machine has two cores, or four.

    :raises Halted: when a partnership could not be made.
    """
    if scale == "full":
        lanes = [
            lane for place in PLACES for lane in found(place, date=date, seed=seed, share=1.0, lanes=_LANES[place.slug])
        ]
        _side_by_side([partial(lane.live, say) for lane in lanes])
        moving.between_areas(date, seed)
        _side_by_side([partial(_close_quarters, place, date) for place in PLACES])
    else:
        for place in PLACES:
            live(place, date=date, seed=seed, share=SCALES[scale], say=say)
        moving.between_areas(date, seed)
        for place in PLACES:
            _close_quarters(place, date)


def _close_quarters(place: Place, date: dt.date) -> None:
    """Close each quarter on the night on which the clock would have closed it."""
    area = next(area for area in partnerships.areas(None) if area.slug == place.slug)
    for quarter in measures.closed_quarters(date):
        night = calendar.start_of_day(quarter.closes_on()) + dt.timedelta(hours=3, minutes=40)
        measures_jobs.close_quarters_of(area, night)


def live(place: Place, *, date: dt.date, seed: int, share: float, say: Say) -> None:
    """Make one partnership and live through its months."""
    for lane in found(place, date=date, seed=seed, share=share, lanes=(1,)):
        lane.live(say)


def _side_by_side(runs: Sequence[Callable[[], None]]) -> None:
    """Run each in a process of its own, all but the first in another than this one."""
    # A connection is not shared with another process: each opens its own.
    connection.close()
    processes = [multiprocessing.get_context("fork").Process(target=run) for run in runs[1:]]
    for process in processes:
        process.start()
    try:
        runs[0]()
    except BaseException:
        for process in processes:
            process.terminate()
        raise
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise Halted


@dataclass
class Lane:
    """Children of a partnership whose months are lived through together. The panels meet in the first lane."""

    area: life.Area
    cases: list[Case]
    number: int
    seed: int
    refs: Iterator[int]
    """What the references made in it are drawn from."""

    def live(self, say: Say) -> None:
        """Let it all happen."""
        # Rows live for a moment each: collecting them by the hundred thousand is soon enough.
        gc.set_threshold(100_000, 20, 20)
        area = self.area
        area.random.seed(f"{self.seed} {area.place.name} {self.number}")
        for case in self.cases:
            area.begin(referred(case, case.received_at))
        if self.number == 0:
            for story in (
                *_panels(area, self.cases),
                *today.stories(area, self.cases),
                *door.nights(area),
                *families.stories(area, self.cases),
                *sharing.stories(area, self.cases),
                *papers.stories(area, self.cases),
                *ehc.stories(area, self.cases),
                *tracker.stories(area, self.cases),
                *custody.stories(area, self.cases),
                *looking_back.stories(area, self.cases),
                *handing_over.stories(area, self.cases),
                *priorities.stories(area),
            ):
                area.begin(story)
        with refs.drawn_from(self.refs):
            area.live(say if self.number == 0 else lambda text: None)


def found(place: Place, *, date: dt.date, seed: int, share: float, lanes: Sequence[int]) -> list[Lane]:
    """Make the partnership on the day on which it began, and the children who will be referred to it."""
    # Nothing is kept secret by it: the same seed must give the same lives.
    random = Random(f"{seed} {place.name}")  # noqa: S311
    until = calendar.start_of_day(date).astimezone(dt.UTC)
    before = min(DAYS_BEFORE, (date - FIRST_DAY).days)
    since = until - dt.timedelta(days=before + 2)
    count = len(lanes)
    drawn = [refs.scattered(_number(seed, place), lane=lane, lanes=count + 1) for lane in range(count + 1)]
    with wall.inside(None), life.clock(lambda: since), refs.drawn_from(drawn.pop()):
        area = life.found(place, random=random, until=until, since=since)
    cases: list[list[Case]] = [[] for _ in lanes]
    anywhere = cycle([lane for lane, share in enumerate(lanes) for _ in range(share)])
    for stream, fate, days_ago, ends_after in _arrivals(place, random, share, before):
        case = a_case(
            area,
            received_at=area.days_ago(days_ago),
            stream=stream,
            fate=fate,
            ends_after=ends_after,
            is_brief=days_ago > DAYS,
        )
        # Since the panels meet, out-of-court matters go there, and prevention where agencies should decide together.
        case.by_panel = (
            days_ago < PANEL_DAYS
            and fate in ("works", "ends")
            and (stream == "diversion" or (stream == "prevention" and area.chance(0.35)))
        )
        cases[0 if case.by_panel else next(anywhere)].append(case)
    return [Lane(area, mine, number, seed, drawn[number]) for number, mine in enumerate(cases)]


def _number(seed: int, place: Place) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed} {place.slug}".encode()).digest()[:4])


def _panels(area: life.Area, cases: list[Case]) -> Iterator[life.Story]:
    on = calendar.london_date(area.until)
    for one in area.place.panels:
        rhythm = meetings.Rhythm(
            kind=one.kind,
            name=one.name,
            weekday=one.weekday,
            place=one.place,
            first=calendar.next_working_day(max(on - dt.timedelta(days=one.days), calendar.london_date(area.since))),
            often_from=on - dt.timedelta(days=PANEL_DAYS - 10),
            core=one.core,
            required=one.required,
            case_by_case=one.case_by_case,
            at_first=one.at_first,
            every=one.every,
            streams=one.streams,
            items=one.items,
        )
        yield meetings.kept(area, cases, rhythm)


def _arrivals(place: Place, random: Random, share: float, before: int) -> list[tuple[str, str, float, int]]:
    """(stream, fate, days before the end, days of work) of every child, in no order."""
    numbers = place.numbers
    found: list[tuple[str, str, float, int]] = []

    def some(number: int) -> int:
        return max(1, round(number * share))

    for stream, number in numbers.open.items():
        # Spread so that the caseload grows quickly at first and then stays level, as people end and others begin.
        found += [(stream, "works", 26 + (DAYS - 30) * random.random() ** 1.1, 0) for _ in range(some(number))]
    for stream, number in numbers.ended.items():
        for _ in range(some(number)):
            days_ago = random.uniform(110, 166)
            found.append((stream, "ends", days_ago, random.randint(55, int(days_ago) - 35)))
    quarters = (before - DAYS) / 91
    for stream, number in numbers.before.items():
        for _ in range(max(2, round(number * quarters * share))):
            # A little more each quarter.
            days_ago = DAYS + 4 + (before - DAYS - 10) * random.random() ** 1.15
            found.append((stream, "ends", days_ago, random.randint(100, min(300, int(days_ago) - 40))))
    for fate, number in (
        ("declined", numbers.declined),
        ("signposted", numbers.signposted),
        ("under_ten", numbers.under_ten),
        ("refused", numbers.refused),
    ):
        found += [("prevention", fate, random.uniform(4, 164), 0) for _ in range(some(number))]
        found += [("prevention", fate, random.uniform(164, before - 4), 0) for _ in range(max(2, some(number)))]
    for number in range(max(6, some(numbers.new))):
        stream = random.choice(("prevention", "prevention", "prevention", "diversion", "turnaround"))
        found.append((stream, "works", 0.3 + 14 * number / max(6, some(numbers.new)), 0))
    return found

"""A child of the demonstration: how the child comes, and how far the story has got."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alongside.children import access as child_access
from alongside.children.models import Child
from alongside.core import calendar
from alongside.web.demonstration import accounts
from alongside.web.demonstration.children import Invented
from alongside.web.demonstration.life import Area

if TYPE_CHECKING:
    pass

JUSTICE = ("diversion", "court_order", "remand", "custody", "resettlement")
"""Streams in which police or a court refer, and something is alleged."""

SELF_ASKED = accounts.SELF_ASKED
"""Words of children who ask for themselves."""

SOURCES = (("school", 46), ("social_care", 16), ("police", 20), ("early_help", 8), ("family", 7), ("health", 3))


@dataclass
class Case:
    """One child's life with the partnership, as far as it has got."""

    area: Area
    received_at: dt.datetime
    who: Invented
    stream: str
    fate: str
    """``works``, ``ends``, ``declined``, ``signposted``, ``under_ten`` or ``refused``."""
    source: str
    ground: str
    concern: str
    locality: str
    school: str
    ends_after: int = 0
    """Calendar days of work, where it ends."""
    by_panel: bool = False
    is_rich: bool = True
    """Whether the work is told in full; court orders are told in short until their own pages exist."""
    child: Child | None = None
    worker: str = ""
    team: str = ""
    decided_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    """When the work ends, where it does, since it began."""
    agendas: set[str] = field(default_factory=set)
    """Kinds of panels that have spoken of the child."""
    is_of_a_family: bool = False
    """Joined with a brother or sister who is known here."""
    is_brief: bool = False
    """Long ago: what counts is told, and not each visit."""
    is_heard: bool = True
    """The child has said something since the child was last told what came of it."""
    said: set[str] = field(default_factory=set)
    """Strategies that are written for the child: none twice."""

    @property
    def found(self) -> Child:
        """The child's record, once there is one."""
        assert self.child is not None
        return self.child

    def not_yet_said(self, name: str, cards: Sequence[str]) -> str:
        """A strategy that nobody has written for this child yet; empty where there is none left."""
        for _ in cards:
            text = self.area.deal(name, cards)
            if text not in self.said:
                self.said.add(text)
                return text
        return ""


def a_case(
    area: Area,
    *,
    received_at: dt.datetime,
    stream: str,
    fate: str,
    ends_after: int = 0,
    is_brief: bool = False,
    source: str = "",
) -> Case:
    """A child whom somebody refers on that day."""
    random = area.random
    # Families were told of the front door one after another: the share of those who ask for themselves has grown.
    asked = {"family": 2 + 8 * area.progress(received_at)}
    on = calendar.london_date(received_at)
    if source:
        pass
    elif stream in ("court_order", "remand", "custody", "resettlement"):
        source = "other"
    elif stream == "diversion":
        source = "police"
    else:
        source = random.choices([code for code, _ in SOURCES], [asked.get(code, share) for code, share in SOURCES])[0]
    ground, concern = area.deal(f"concerns {source}", accounts.CONCERNS[source])
    # Nobody turns 18 before the end: what happens then belongs to pages that are still to come.
    oldest = 16 if received_at < area.until - dt.timedelta(days=30) else 17
    ages = (8, 9) if fate == "under_ten" else (13 if stream in JUSTICE else 10, oldest)
    who = area.children.another(on=on, lowest=ages[0], highest=ages[1])
    locality = random.choice(list(area.localities))
    schools = [school for school in area.place.schools if school.locality == locality and school.kind == "school"]
    older = [school for school in area.place.schools if school.kind == "post_16"]
    age = calendar.age_on(who.born_on, on)
    chosen = random.choice(older if age >= 16 and older and random.random() < 0.5 else schools)
    school = "" if stream == "custody" or (source != "school" and random.random() < 0.08) else chosen.key
    return Case(
        area=area,
        received_at=received_at,
        who=who,
        stream=stream,
        fate=fate,
        source=source,
        ground=ground,
        concern=concern,
        locality=locality,
        school=school,
        ends_after=ends_after,
        is_rich=source != "other" and not is_brief,
        is_brief=is_brief,
    )


def is_open(case: Case) -> bool:
    """Whether the work goes on."""
    return case.fate != "ended"


def record_of(case: Case, key: str, now: dt.datetime) -> Child:
    """The child's record as it stands, opened by this person."""
    with case.area.acting(key) as actor:
        return child_access.child_or_404(actor, case.found.ref, now)

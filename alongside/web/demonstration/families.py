"""Who belongs to a child: parents and who decides, grandparents, brothers and sisters, a coach who matters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from alongside.children import commands as children
from alongside.children import queries as child_queries
from alongside.web.demonstration.life import Area, Story

if TYPE_CHECKING:
    from alongside.web.demonstration.cases import Case

OTHERS: tuple[tuple[str, str, str], ...] = (
    ("grandmother", "Nan", "Jean Maureen Sheila Pat Lynn Carol"),
    ("grandfather", "Grandad", "Ken Roy Derek Alan Barry"),
    ("aunt_uncle", "Uncle", "Darren Wayne Jason Craig"),
    ("mentor", "Boxing coach", "Errol Tony Mick"),
    ("mentor", "Youth club leader", "Shaz Dom Lorraine"),
    ("friend", "Best friend’s mum", "Donna Trish Mandy"),
    ("sister", "Older sister", "Chelsea Jade Amy"),
    ("brother", "Older brother", "Ryan Lee Dean"),
)

SIBLINGS = 6
"""Pairs of children of an area who are known here and of one family."""


def written_down(case: Case, now: dt.datetime) -> Story:
    """The worker writes down with the child who is who, some weeks in."""
    area, who = case.area, case.who
    now = yield area.later(now, 6, 20)
    if case.fate == "ended":
        return
    with area.acting(case.worker) as actor:
        standing, look = child_queries.look_at(actor, case.found, now)
        for line in child_queries.people(case.found, standing, look, now):
            if line.kin in ("mother", "father"):
                person = child_queries.person_or_404(case.found, standing, line.ref, look)
                children.edit_person(
                    actor=actor,
                    person=person,
                    version=person.version,
                    changes={
                        "responsibility": "yes",
                        "responsibility_basis": "birth" if who.carer_relation == "Mother" else "registered",
                        "lives_with": "yes",
                        "safe_to_contact": "yes",
                    },
                    now=now,
                )
        if who.carer_relation == "Mother" and area.chance(0.6):
            lives = area.random.choice(("no", "some", "no"))
            children.record_person(
                actor=actor,
                child=case.found,
                about=children.About(
                    name=f"{area.deal('fathers', _FATHERS.split())} {who.family}",
                    kin="father",
                    relation="Father",
                    responsibility=area.random.choice(("yes", "yes", "")),
                    responsibility_basis="registered",
                    lives_with=lives,
                    safe_to_contact=area.random.choices(("yes", "ask", "no"), (6, 3, 1))[0],
                ),
                now=now,
            )
        for _ in range(area.random.choice((0, 1, 1, 2))):
            kin, relation, names = area.deal("others", OTHERS)
            children.record_person(
                actor=actor,
                child=case.found,
                about=children.About(
                    name=f"{area.deal(relation, names.split())} {area.deal('families', _FAMILIES.split())}",
                    kin=kin,
                    relation=relation,
                    phone=area.children.phone() if area.chance(0.5) else "",
                    safe_to_contact="yes" if area.chance(0.7) else "",
                ),
                now=now,
            )


_FAMILIES = (
    "Ashby Bright Coker Dale Eames Frome Garner Hewitt Ives Joyce Kemp Lacey Mott Neale Orton Perrin Quick Rowe Sadler"
    " Tull Usher Venn Wardle Yapp"
)
_FATHERS = "Andy Ben Craig Ian Mark Neil Paul Rob Steve Gareth"


def stories(area: Area, cases: list[Case]) -> Iterator[Story]:
    """Brothers and sisters who are both known here, joined by a manager who answers for both."""
    for number in range(SIBLINGS):
        yield _joined(area, cases, days_ago=9 + 6 * number)


def _joined(area: Area, cases: list[Case], *, days_ago: int) -> Story:
    now = yield area.days_ago(days_ago)
    free = [
        case
        for case in cases
        if case.worker and case.child and case.fate == "works" and case.is_rich and not case.is_of_a_family
    ]
    for first in area.random.sample(free, len(free)):
        # One worker for both, as families ask; and years apart as brothers and sisters are.
        second = next(
            (
                case
                for case in free
                if case is not first
                and case.worker == first.worker
                and 300 < abs((case.who.born_on - first.who.born_on).days) < 2200
                and case.who.ethnicity == first.who.ethnicity
            ),
            None,
        )
        if second is None:
            continue
        first.is_of_a_family = second.is_of_a_family = True
        kin = {"he/him": ("brother", "Half-brother"), "she/her": ("sister", "Half-sister")}.get(
            second.who.pronouns, ("sibling", "Half-sibling")
        )
        with area.acting(first.worker) as actor:
            person = children.record_person(
                actor=actor,
                child=first.found,
                about=children.About(
                    name=f"{second.who.called} {second.who.family}",
                    kin="half_sibling",
                    relation=kin[1],
                    born_on=second.who.born_on,
                    lives_with="some",
                    safe_to_contact="yes",
                ),
                now=now,
            )
            children.join_family(actor=actor, person=person, other=second.found, now=now)
        return

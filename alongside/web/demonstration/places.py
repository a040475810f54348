"""What an area partnership of the demonstration is made of: localities, agencies, teams, people and posts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class School:
    """A school, college or other setting, and the person who refers and contributes for it."""

    key: str
    name: str
    locality: str
    person: str
    kind: str = "school"


@dataclass(frozen=True, slots=True)
class TeamOf:
    """A team: whose, what it is called, what it does."""

    agency: str
    name: str
    duty: str
    specialism: str = ""
    locality: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """An invented colleague."""

    key: str
    name: str
    role: str
    agency: str
    teams: tuple[str, ...]
    specialism: str = ""
    locality: str = ""


@dataclass(frozen=True, slots=True)
class PostOf:
    """A post in full-time equivalents; vacant where nobody holds it."""

    team: str
    title: str
    full_time_equivalent: Decimal
    held_by: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many children, by what becomes of them. The prevention caseload is what has not ended by the end."""

    open: Mapping[str, int]
    """Stream to children whose work goes on."""
    ended: Mapping[str, int]
    """Stream to children whose work has ended."""
    declined: int
    signposted: int
    under_ten: int
    refused: int
    new: int
    """Referrals of the last days, wherever the front door has got to with them."""
    before: Mapping[str, int]
    """Stream to children a quarter whose work began and ended in the years before."""


@dataclass(frozen=True, slots=True)
class PanelOf:
    """A panel of the area: for how many days it has met, how often, and who sits on it."""

    kind: str
    name: str
    weekday: int
    place: str
    days: int
    core: tuple[str, ...]
    required: tuple[str, ...]
    case_by_case: tuple[str, ...] = ()
    at_first: int = 5
    """Weeks between its meetings until the last months."""
    every: int = 1
    """Weeks between its meetings since then."""
    streams: tuple[str, ...] = ()
    items: tuple[int, int] = (3, 4)


@dataclass(frozen=True, slots=True)
class Place:
    """An area partnership before anything has happened in it."""

    slug: str
    name: str
    localities: Mapping[str, tuple[str, str]]
    agencies: Mapping[str, tuple[str, str, str]]
    schools: tuple[School, ...]
    teams: Mapping[str, TeamOf]
    people: tuple[Person, ...]
    posts: tuple[PostOf, ...]
    contacts: tuple[tuple[str, str, str, str], ...]
    numbers: Numbers
    waits: Mapping[str, tuple[int, int, int, int]]
    """Specialism to working days: until accepted (least, most), then until the first support (least, most)."""
    panels: tuple[PanelOf, ...]

    def all_agencies(self) -> dict[str, tuple[str, str, str]]:
        """Agencies with the schools among them."""
        schools = {
            school.key: (school.name, school.kind, f"01632 960{700 + number:03d}")
            for number, school in enumerate(self.schools)
        }
        return {**self.agencies, **schools}

    def all_teams(self) -> dict[str, TeamOf]:
        """Teams, and the pastoral team of each school."""
        return {
            **self.teams,
            **{
                school.key: TeamOf(school.key, f"Pastoral team, {school.name}", "partner", "", school.locality)
                for school in self.schools
            },
        }

    def all_people(self) -> tuple[Person, ...]:
        """Everybody, those of the schools last."""
        return (
            *self.people,
            *(
                Person(f"{school.key}_person", school.person, "school", school.key, (school.key,), "", school.locality)
                for school in self.schools
            ),
        )

    def email(self, person: Person) -> str:
        """An address that can reach nobody: the top-level domain is reserved for examples (RFC 2606)."""
        plain = unicodedata.normalize("NFKD", person.name).encode("ascii", "ignore").decode()
        local = ".".join(plain.lower().replace("'", "").split())
        return f"{local}@{self.slug}.example"

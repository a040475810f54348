"""Where children are held, as dated data: the place, its kind, and the authority in whose area it stands (the host).

Which places there were is confirmed by the sources named; the authority of each is our reading of where it stands. A
place that is not in the list is typed, with its authority.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of relevant youth accommodation (Children and Families Act 2014 s.70), and what is none."""

    YOI = "yoi"
    STC = "stc"
    HOME = "home"
    SCHOOL = "school"
    OTHER = "other"

    @property
    def words(self) -> str:
        """In words, as pages say it."""
        return _KINDS[self]


_KINDS = {
    Kind.YOI: "Young offender institution",
    Kind.STC: "Secure training centre",
    Kind.HOME: "Secure children’s home",
    Kind.SCHOOL: "Secure school",
    Kind.OTHER: "Another place",
}


@dataclass(frozen=True, slots=True)
class Establishment:
    """A place from a day until a day (both inclusive; None: open), as far as our sources tell."""

    code: str
    name: str
    kind: Kind
    host: str
    source: str
    until_on: dt.date | None = None
    from_on: dt.date | None = None
    in_england: bool = True

    def open_on(self, day: dt.date) -> bool:
        """Whether children were held there on the day."""
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day <= self.until_on)

    @property
    def title(self) -> str:
        """Name and kind: "Wetherby, young offender institution"."""
        return f"{self.name}, {self.kind.words[0].lower()}{self.kind.words[1:]}"


_NEWS = "https://www.cypnow.co.uk/content/professional/youth-secure-estate (2024)"
_INQUIRY = (
    "https://www.iicsa.org.uk/publications/investigation/custodial/part-b-context/b2-custodial-institutions (2018)"
)
_REGISTER = "https://wikimili.com/en/Secure_Children's_Home (register of July 2024)"

ESTABLISHMENTS: tuple[Establishment, ...] = (
    Establishment("feltham", "Feltham A", Kind.YOI, "Hounslow", _NEWS),
    Establishment("parc", "Parc", Kind.YOI, "Bridgend", _NEWS, in_england=False),
    Establishment("werrington", "Werrington", Kind.YOI, "Staffordshire", _NEWS),
    Establishment("wetherby", "Wetherby", Kind.YOI, "Leeds", _NEWS),
    # It closed to children in 2024; the day was not seen, so that the end of the year stands.
    Establishment("cookham_wood", "Cookham Wood", Kind.YOI, "Medway", _INQUIRY, until_on=dt.date(2024, 12, 31)),
    Establishment("oakhill", "Oakhill", Kind.STC, "Milton Keynes", _NEWS),
    Establishment("oasis_restore", "Oasis Restore", Kind.SCHOOL, "Medway", _NEWS, from_on=dt.date(2024, 8, 1)),
    Establishment("adel_beck", "Adel Beck", Kind.HOME, "Leeds", _REGISTER),
    Establishment("aldine_house", "Aldine House", Kind.HOME, "Sheffield", _REGISTER),
    Establishment("aycliffe", "Aycliffe", Kind.HOME, "Durham", _REGISTER),
    Establishment("barton_moss", "Barton Moss", Kind.HOME, "Salford", _REGISTER),
    Establishment("clayfields", "Clayfields House", Kind.HOME, "Nottinghamshire", _REGISTER),
    Establishment("hillside", "Hillside", Kind.HOME, "Neath Port Talbot", _REGISTER, in_england=False),
)

BY_CODE = {place.code: place for place in ESTABLISHMENTS}

ANOTHER = "another"
"""The code of a place that is typed."""


def places_on(day: dt.date) -> tuple[Establishment, ...]:
    """Places that can be chosen for a child who is held there on the day."""
    return tuple(place for place in ESTABLISHMENTS if place.open_on(day))

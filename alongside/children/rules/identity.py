"""Who a child is, in national codes: numbers that check themselves, ethnic groups, religion and care status.

Codes are data with a source and the day from which they held. What could not be verified says so.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

# Numbers


def tidy_number(typed: str) -> str:
    """A number as it is kept: no spaces or hyphens, letters large."""
    return re.sub(r"[\s-]", "", typed).upper()


def is_nhs_number(number: str) -> bool:
    """Whether ten digits are an NHS number by their check digit: modulus 11 with weights 10 to 2.

    Source: NHS Data Model and Dictionary, NHS NUMBER. A remainder that asks for 10 belongs to no number.
    """
    if not re.fullmatch(r"[0-9]{10}", number) or len(set(number)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False))
    check = (11 - total % 11) % 11
    return check != 10 and check == int(number[9])


def spaced_nhs_number(number: str) -> str:
    """The number as people read it out: 943 476 5919."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if len(number) == 10 else number


_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The 23 check letters, 0 to 22: I, O and S are left out."""


def is_upn(number: str) -> bool:
    """Whether thirteen characters are a unique pupil number by their check letter: modulus 23 with weights 2 to 13.

    Source: Government Data Standards Catalogue, Unique Pupil Number 2.0. The last character of a temporary number is
    a letter, which counts as its place among the check letters.
    """
    if not re.fullmatch(rf"[{_UPN_LETTERS}][0-9]{{11}}[0-9{_UPN_LETTERS}]", number):
        return False
    values = [int(c) if c.isdigit() else _UPN_LETTERS.index(c) for c in number[1:]]
    total = sum(value * weight for weight, value in enumerate(values, start=2))
    return _UPN_LETTERS[total % 23] == number[0]


# Ethnicity


@dataclass(frozen=True, slots=True)
class EthnicGroup:
    """A group of the self-defined classification, with the group of the youth justice returns that it falls into."""

    code: str
    title: str
    group: str
    since: dt.date


_CENSUS_2011 = dt.date(2011, 3, 27)
_CENSUS_2021 = dt.date(2021, 3, 21)

ETHNICITY_SOURCE = (
    "Census groups of England and Wales 2011 (18 and not stated), with Roma of Census 2021; groups of the youth"
    " justice key performance indicators. The code W4 for Roma, and Chinese under Asian in those returns, are not"
    " verified."
)

NOT_OBTAINABLE = "Information not obtainable"

_GROUPS = (
    EthnicGroup("W1", "English, Welsh, Scottish, Northern Irish or British", "White", _CENSUS_2011),
    EthnicGroup("W2", "Irish", "White", _CENSUS_2011),
    EthnicGroup("W3", "Gypsy or Irish Traveller", "White", _CENSUS_2011),
    EthnicGroup("W4", "Roma", "White", _CENSUS_2021),
    EthnicGroup("W9", "Any other White background", "White", _CENSUS_2011),
    EthnicGroup("M1", "White and Black Caribbean", "Mixed", _CENSUS_2011),
    EthnicGroup("M2", "White and Black African", "Mixed", _CENSUS_2011),
    EthnicGroup("M3", "White and Asian", "Mixed", _CENSUS_2011),
    EthnicGroup("M9", "Any other Mixed or multiple background", "Mixed", _CENSUS_2011),
    EthnicGroup("A1", "Indian", "Asian or Asian British", _CENSUS_2011),
    EthnicGroup("A2", "Pakistani", "Asian or Asian British", _CENSUS_2011),
    EthnicGroup("A3", "Bangladeshi", "Asian or Asian British", _CENSUS_2011),
    EthnicGroup("A4", "Chinese", "Asian or Asian British", _CENSUS_2011),
    EthnicGroup("A9", "Any other Asian background", "Asian or Asian British", _CENSUS_2011),
    EthnicGroup("B1", "Caribbean", "Black or Black British", _CENSUS_2011),
    EthnicGroup("B2", "African", "Black or Black British", _CENSUS_2011),
    EthnicGroup("B9", "Any other Black background", "Black or Black British", _CENSUS_2011),
    EthnicGroup("O2", "Arab", "Other Ethnic Group", _CENSUS_2011),
    EthnicGroup("O9", "Any other ethnic group", "Other Ethnic Group", _CENSUS_2011),
    EthnicGroup("NS", "Prefers not to say", NOT_OBTAINABLE, _CENSUS_2011),
)

ETHNIC_GROUPS: dict[str, EthnicGroup] = {group.code: group for group in _GROUPS}
"""Code to group. An empty code says that nobody has asked: that is missing data, "prefers not to say" is an answer."""

RELIGIONS = {
    "none": "No religion",
    "christian": "Christian",
    "buddhist": "Buddhist",
    "hindu": "Hindu",
    "jewish": "Jewish",
    "muslim": "Muslim",
    "sikh": "Sikh",
    "other": "Another religion",
    "not_said": "Prefers not to say",
}
"""Religions as Census 2021 asked for them in England and Wales. Empty says that nobody has asked."""


# Care status


@dataclass(frozen=True, slots=True)
class CareStatus:
    """What children's social care does for the child, with its law."""

    code: str
    title: str
    source: str


CARE_STATUSES: dict[str, CareStatus] = {
    status.code: status
    for status in (
        CareStatus("none", "Not known to children's social care", ""),
        CareStatus("early_help", "Early help plan", "Working Together to Safeguard Children 2023"),
        CareStatus("child_in_need", "Child in need", "Children Act 1989 s.17"),
        CareStatus("child_protection", "Child protection plan", "Children Act 1989 s.47; Working Together 2023"),
        CareStatus("looked_after", "Looked after", "Children Act 1989 s.22"),
        CareStatus("care_leaver", "Care leaver", "Children Act 1989 s.23A to s.23E and s.24"),
    )
}

LEGAL_STATUSES = {
    "C1": "Interim care order",
    "C2": "Care order",
    "E1": "Placement order",
    "V2": "Accommodated by agreement (section 20)",
    "V3": "Short breaks, a series by agreement",
    "V4": "Short break by agreement",
    "L1": "Under police protection",
    "L2": "Emergency protection order",
    "L3": "Child assessment order",
    "J1": "Remanded to local authority accommodation or youth detention accommodation",
    "J2": "In local authority accommodation under PACE",
    "J3": "Youth rehabilitation order with a residence or fostering requirement",
}
"""Legal status of a looked after child: codes of the return of children looked after in England (SSDA903)."""

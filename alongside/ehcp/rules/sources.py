"""Where the rules of time for EHC plans stand."""

from __future__ import annotations

import datetime as dt

from alongside.core.clocks import Excuse, Source

SEND_BEGAN = dt.date(2014, 9, 1)
"""The Children and Families Act 2014, Part 3, and the SEND Regulations 2014 came into force."""

CONCESSIONS_BEGAN = dt.date(2015, 3, 23)
"""Regulation 45(3) and (3A) as SI 2015/359 made them; the text before it was superseded on this day."""

DETAINED_BEGAN = dt.date(2015, 4, 1)
"""The SEND (Detained Persons) Regulations 2015 came into force."""

_REGULATIONS = "Special Educational Needs and Disability Regulations 2014"
_DETAINED = "Special Educational Needs and Disability (Detained Persons) Regulations 2015"
_LEGISLATION = "https://www.legislation.gov.uk"


def regulation(number: str, *, made: bool = False) -> Source:
    """A regulation of SI 2014/1530: "13(2)"."""
    page = number.partition("(")[0].partition(" ")[0]
    return Source(
        _REGULATIONS,
        f"regulation{'s' if ' and ' in number else ''} {number}",
        f"{_LEGISLATION}/uksi/2014/1530/regulation/{page}{'/made' if made else ''}",
    )


def detained(number: str) -> Source:
    """A regulation of SI 2015/62: "13(2)"."""
    page = number.partition("(")[0].partition(" ")[0]
    return Source(_DETAINED, f"regulation {number}", f"{_LEGISLATION}/uksi/2015/62/regulation/{page}")


def act(section: str) -> Source:
    """A section of the Children and Families Act 2014: "44(1)"."""
    page = section.partition("(")[0].partition(" ")[0]
    return Source(
        "Children and Families Act 2014",
        f"section{'s' if ' and ' in section else ''} {section}",
        f"{_LEGISLATION}/ukpga/2014/6/section/{page}",
    )


def code(paragraphs: str, url: str = "") -> Source:
    """The SEND Code of Practice: 0 to 25 years (January 2015)."""
    return Source(
        "SEND Code of Practice: 0 to 25 years, January 2015",
        f"paragraphs {paragraphs}" if "-" in paragraphs or " to " in paragraphs else f"paragraph {paragraphs}",
        url or "https://www.gov.uk/government/publications/send-code-of-practice-0-to-25",
    )


SCHOOL_CLOSED = Excuse(
    "school_closed",
    "Advice was asked of a school or college from one week before it closed for four weeks or more to one week before"
    " it opened again, and keeping to the time is impractical because of it",
    "SEND Regulations 2014, regulations 5(4)(a), 10(4)(a), 13(3), 27(3)",
)
EARLY_YEARS_CLOSED = Excuse(
    "early_years_closed",
    "The same for an early years provider that closed for four weeks or more",
    "SEND Regulations 2014, regulations 5(4)(b), 10(4)(b), 13(3), 27(3)",
)
PERSONAL = Excuse(
    "personal_circumstances",
    "Exceptional personal circumstances affect the child, the parent or the young person",
    "SEND Regulations 2014, regulations 5(4)(c), 10(4)(c), 13(3), 27(3)",
)
AWAY = Excuse(
    "away_four_weeks",
    "The child or the parent is away from the area for four weeks or more",
    "SEND Regulations 2014, regulations 5(4)(d), 10(4)(d), 13(3), 27(3)",
)
MISSED_APPOINTMENT = Excuse(
    "missed_appointment",
    "The child missed an examination or test of the body that was asked for advice",
    "SEND Regulations 2014, regulation 8(2) as read by an authority; its text was not checked",
)
FOUR = (SCHOOL_CLOSED, EARLY_YEARS_CLOSED, PERSONAL, AWAY)
"""The four exceptions of regulation 10(4), used again by 5(4), 13(3) and 27(3)."""

OF_PARTNERS = (PERSONAL, AWAY, MISSED_APPOINTMENT)
"""What excuses those who are asked for advice: no closure of a school does (Swindon's published reading)."""

OF_DETAINED = (SCHOOL_CLOSED, EARLY_YEARS_CLOSED, PERSONAL)
"""Regulation 10(4)(a) to (c) of the Detained Persons Regulations; the third was cut short where it was read."""

NO_HOLIDAY = "School holidays do not stop this clock."
AUTHORITY = "The local authority"
FAMILY = "The child's parent or the young person"

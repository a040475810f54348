"""A request for an EHC needs assessment as a paper: its parts, who can ask, and what the family says of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.core import calendar
from alongside.core.clocks import Source
from alongside.core.strands import Strand
from alongside.ehcp.rules import sources as src
from alongside.ehcp.rules.life.openings import ASKED_BY, may_request


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the paper, with the strand of the record from which it is filled. ``column`` is where its words stand.

    ``is_gathered``: the record fills it first. Others are written by whoever asks.
    """

    code: str
    strand: Strand
    title: str
    hint: str
    is_gathered: bool = True

    @property
    def column(self) -> str:
        return f"part_{self.code}"


PARTS = (
    Part(
        "why",
        Strand.EDUCATION,
        "Why an assessment is needed",
        "What makes you think that there are special educational needs, and that it may take an EHC plan to meet them."
        " The law asks no more than this. Say nothing of what is alleged.",
        is_gathered=False,
    ),
    Part("strengths", Strand.IDENTITY, "Strengths and what matters", "What the child is good at, and likes."),
    Part("views", Strand.IDENTITY, "What the child says", "In their own words, with the day on which they said it."),
    Part(
        "family",
        Strand.EDUCATION,
        "What the family says",
        "What the parent or carer thinks and hopes for, in their words.",
        is_gathered=False,
    ),
    Part("education", Strand.EDUCATION, "Education so far", "Schools, changes, time out of school, what was tried."),
    Part("needs", Strand.HEALTH, "What screens raised, and needs that are known", "What was found, by whom, and when."),
    Part("ways", Strand.IDENTITY, "What helps, and what does not", "Communication strategies that work."),
    Part("support", Strand.HEALTH, "Support that was tried", "What was given, since when, and what came of it."),
    Part("plan", Strand.PLAN, "The plan that we work to", "What the child wants, and what adults do about it."),
)
"""In the order of the paper: why, then the child first."""

BY_CODE = {part.code: part for part in PARTS}

TEST = src.act("36(8)")
"""When an authority must assess: there are or may be needs, and it may be necessary to meet them by a plan."""

ATTENTION = src.code("9.9")
"""Of bringing a child to attention: with the knowledge and, where possible, the agreement of the parent or the young
person."""

ATTENTION_DOUBT = "The paragraph of the Code is uncertain: its text was not read again. Check it there."
"""What the page says of it."""

YOUNG_PERSON = Source(
    "Children and Families Act 2014 and Education Act 1996",
    "sections 83(2) and 8",
    "https://www.legislation.gov.uk/ukpga/2014/6/section/83",
)
"""A young person is over compulsory school age; that ends with the last Friday in June of the school year of 16."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The law under which a request is made, by whether the child is detained on its day.

    ``asks``: what the authority decides, as a sentence with ``{name}``. ``follows``: what the law has it do next.
    """

    test: Source
    who_asks: Source
    attention: Source
    others: tuple[Source, ...] = ()
    asks: str
    who: str
    follows: tuple[str, ...]
    gateway: str


_TOLD = "SEND Regulations 2014, regulation 5(1)"
_TOLD_DETAINED = "SEND (Detained Persons) Regulations 2015, regulation 5(1)"

ORDINARY = Basis(
    test=TEST,
    who_asks=src.act("36(1)"),
    attention=src.act("24(1) and 36"),
    asks="The authority decides whether {name} has or may have special educational needs, and whether it may take an"
    " EHC plan to meet them.",
    who="A parent, a young person, or a school or college makes a request. Anybody else, youth justice too, brings the"
    " child to the authority’s attention. The same limits begin.",
    follows=(f"The authority tells the family whether it will assess, within 6 weeks ({_TOLD}).",),
    gateway="cfa2014_s28",
)
"""Children and Families Act 2014, section 36."""

DETAINED = Basis(
    test=src.act("71(3)"),
    who_asks=src.act("71(2)"),
    attention=src.act("71(4)"),
    others=(src.act("70(1)"), src.act("70(6)")),
    asks="The home authority decides whether {name} may need an EHC plan on release.",
    who="While a child is held, a parent makes a request, or the young person, or the person in charge of where the"
    " child is held. Anybody else, a school and youth justice too, brings the child to the home authority’s attention."
    " The same limits begin.",
    follows=(
        "Before it decides, the home authority asks the family and the person in charge of the place (section 71(5)).",
        f"It tells them whether it will assess, within 6 weeks ({_TOLD_DETAINED}).",
        "The assessment is of what the needs will be on release (section 70(5)).",
    ),
    gateway="cfa2014_detained",
)
"""Sections 70 and 71, in place of section 36, while the child is detained in relevant youth accommodation. Who the home
authority is stands in section 70(6), which points to the Education Act 1996."""


PLAINLY = "This request is made under section 36 of the Children and Families Act 2014."
"""What the paper says of its law for a child who is not held."""


def basis(*, held: bool) -> Basis:
    """The law of a request on a day on which the child is held, or is not."""
    return DETAINED if held else ORDINARY


def why_this_law(
    name: str, day: dt.date, *, since: dt.date | None, place: str, home: str, is_past: bool = False
) -> str:
    """Why a request is made under one law and not the other, as a sentence or two. ``day`` is that of the request."""
    verb = "was" if is_past else "is"
    if since is None:
        return (
            f"{name} {verb} not held on {calendar.spoken(day)}, so section 36 of the Children and Families Act 2014"
            f" {'held' if is_past else 'holds'}."
        )
    where = f" at {place}" if place else ""
    return (
        f"{name} {verb} held{where} on {calendar.spoken(day)}, since {calendar.spoken(since)}. So sections 70 and 71 of"
        f" the Children and Families Act 2014 {'held' if is_past else 'hold'}, in place of section 36, and the request"
        f" {'went' if is_past else 'goes'} to the home authority: {home}."
    )


def addressee(home: str) -> str:
    """To whom a request goes: for a detained child to the home authority, named by ``home``."""
    return f"SEND team, {home}, the home authority" if home else "The SEND team"


AGREED, KNOWS, NOT_TOLD = "agreed", "knows", "not_told"

AGREEMENTS = (
    (AGREED, "Yes, and they agree"),
    (KNOWS, "Yes, and they do not agree, or are not sure"),
    (NOT_TOLD, "No, and there is a reason"),
)
"""Whether the parent or the young person knows of the request."""


def last_school_day(born_on: dt.date) -> dt.date:
    """The day on which compulsory school age ends: the last Friday in June of the school year in which they turn 16,
    a school year beginning on 1 September (Education Act 1996, section 8(3), as fixed by SI 1997/1970)."""
    turns_16_in = born_on.year + 16
    year = turns_16_in if born_on.month < 9 else turns_16_in + 1
    end = dt.date(year, 6, 30)
    return end - dt.timedelta(days=(end.weekday() - 4) % 7)


def is_young_person(born_on: dt.date, on: dt.date) -> bool:
    """Whether they are over compulsory school age on a day: from then on it is theirs to ask and to agree."""
    return on > last_school_day(born_on)


def who_may_ask(*, young: bool, held: bool = False) -> tuple[tuple[str, str], ...]:
    """Who can stand as the one who asks, by code. A parent asks for a young person only in their place; the
    person in charge of the accommodation only while the child is held."""
    instead = {"parent": "Parent, for a young person who cannot decide this themselves (Mental Capacity Act 2005)"}
    return tuple(
        (code, instead.get(code, title) if young else title)
        for code, title in ASKED_BY
        if (young or code != "young_person") and (held or code != "in_charge")
    )


def way_of(asked_by: str, *, held: bool = False) -> str:
    """The opening of a case that belongs to who asked: a request, or bringing the child to attention."""
    return "request" if asked_by in may_request(held=held) else "attention"


def whose_agreement(*, young: bool) -> str:
    """Whose agreement the law looks for, in words."""
    return "the young person" if young else "the parent or carer"


def why_not(*, asked_by: str, agreement: str, why_not_told: str, young: bool, held: bool = False) -> str:
    """Why a request cannot be sent as it is; empty if it can."""
    if asked_by not in {code for code, _ in who_may_ask(young=young, held=held)}:
        if asked_by == "in_charge":
            return "It is not written down that the child is held. Choose who asks."
        return (
            "A child of school age does not make the request. A parent does, or the school; or you bring the child to"
            " attention."
        )
    if asked_by in ("parent", "young_person") and agreement != AGREED:
        return (
            "It is the family’s own request, so they agree to it. Ask them, or bring the child to attention yourself."
        )
    if agreement == NOT_TOLD and not why_not_told.strip():
        return f"Say why {whose_agreement(young=young)} was not told. The Code of Practice expects that they know."
    return ""

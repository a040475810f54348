"""The streams in which work is done with a child: what each is, what it needs to open, and what it counts as."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Basis:
    """What a stream that nobody chooses rests on: a court's or the police's decision, with the law it is made under.

    ``is_confirmed`` is whether we have read the provision for this edition; the others are from the Acts as they are
    commonly cited, and say so on the page.
    """

    code: str
    title: str
    source: str
    is_confirmed: bool = False


_SENTENCING = "Sentencing Act 2020"
_YOT = "Crime and Disorder Act 1998"

BASES: dict[str, Basis] = {
    basis.code: basis
    for basis in (
        Basis("referral_order", "Referral order", f"{_SENTENCING}, sections 83 to 108"),
        Basis("reparation_order", "Reparation order", f"{_SENTENCING}, sections 109 to 116"),
        Basis("yro", "Youth rehabilitation order", f"{_SENTENCING}, part 9, chapter 1 (section 173 on)", True),
        Basis("other_order", "Another order of a court", "Named in the reason of the decision"),
        Basis("remand_bail", "Bail with supervision and support", f"{_YOT}, section 38(4)(c)"),
        Basis("remand_la", "Remand to local authority accommodation", "LASPO Act 2012, sections 91 and 92"),
        Basis("remand_yda", "Remand to youth detention accommodation", "LASPO Act 2012, sections 91 and 102"),
        Basis("dto", "Detention and training order", f"{_SENTENCING}, section 233"),
        Basis("section_250", "Detention under section 250", f"{_SENTENCING}, section 250"),
        Basis("section_254", "Extended sentence of detention", f"{_SENTENCING}, section 254"),
        Basis("section_259", "Detention at His Majesty’s pleasure", f"{_SENTENCING}, section 259"),
        Basis("dto_supervision", "Supervision after a detention and training order", f"{_SENTENCING}, section 242"),
        Basis("licence", "Licence after detention", "Criminal Justice Act 2003, part 12, chapter 6"),
        Basis("community_resolution", "Community resolution (outcome 8)", "Police outcome, no statute", True),
        Basis("outcome_22", "Outcome 22", "Police outcome, usable since April 2019, no admission needed", True),
        Basis("youth_caution", "Youth caution", f"{_YOT}, section 66ZA"),
        Basis("conditional_caution", "Youth conditional caution", f"{_YOT}, sections 66A and 66B", True),
    )
}


@dataclass(frozen=True, slots=True)
class Stream:
    """A kind of work with a child.

    ``needs_agreement`` is whether child and parent choose freely; ``is_justice`` is whether its name alone tells that
    something was alleged, so that only readers of the justice strand are told it; ``duties`` are the duties of the
    teams that do it, the usual one first. ``counts_as`` is ``prevention`` or ``diversion`` for work before, or in place
    of, a court's order, and empty otherwise (which streams that are is ours). ``bases`` are what it may rest on: one
    must be named, with its day, where nobody chooses; elsewhere it may be.
    """

    code: str
    title: str
    needs_agreement: bool
    is_justice: bool
    duties: tuple[str, ...]
    what: str = ""
    counts_as: str = ""
    bases: tuple[str, ...] = ()
    source: str = "Ours, by the practice of youth justice services"
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    @property
    def needs_basis(self) -> bool:
        """Whether it opens by a decision that must be named, and not by agreement."""
        return not self.needs_agreement

    @property
    def opens_with(self) -> str:
        """What it needs to open, in words."""
        if self.needs_agreement:
            return "The child’s and the parent’s or carer’s yes"
        return "A court’s decision: which, and on which day"


_OUT_OF_COURT = ("community_resolution", "outcome_22", "youth_caution", "conditional_caution")

STREAMS: dict[str, Stream] = {
    stream.code: stream
    for stream in (
        Stream(
            "prevention",
            "Prevention",
            True,
            False,
            ("prevention",),
            "Help before anything is alleged, on the concern of whoever asks.",
            "prevention",
        ),
        Stream(
            "turnaround",
            "Turnaround",
            True,
            False,
            ("prevention", "diversion"),
            "Whole-family support after a first brush with antisocial behaviour or the police.",
            "prevention",
            source="Turnaround programme of the Ministry of Justice. Not verified after March 2026",
            valid_from=dt.date(2022, 12, 1),
        ),
        Stream(
            "diversion",
            "Diversion",
            True,
            True,
            ("diversion", "prevention", "statutory"),
            "Work in place of a prosecution, after a decision of the police and the joint panel.",
            "diversion",
            _OUT_OF_COURT,
        ),
        Stream(
            "court_order",
            "Court order",
            False,
            True,
            ("statutory",),
            "Work under an order that a court made.",
            bases=("referral_order", "reparation_order", "yro", "other_order"),
        ),
        Stream(
            "remand",
            "Remand",
            False,
            True,
            ("statutory",),
            "Work while a court has not decided yet.",
            bases=("remand_bail", "remand_la", "remand_yda"),
        ),
        Stream(
            "custody",
            "Custody",
            False,
            True,
            ("statutory",),
            "Work while the child is detained.",
            bases=("dto", "section_250", "section_254", "section_259", "remand_yda"),
        ),
        Stream(
            "resettlement",
            "Resettlement",
            False,
            True,
            ("statutory",),
            "Work with a child who comes home from custody.",
            bases=("dto_supervision", "licence"),
        ),
        Stream(
            "voluntary",
            "Voluntary support",
            True,
            False,
            ("prevention", "statutory", "diversion"),
            "Work that goes on by choice after an order or an outcome has ended.",
            "prevention",
        ),
    )
}
"""Streams of an involvement. A child may have one open involvement in each."""

SHOWN_WITHOUT_JUSTICE = "Youth justice service"
"""What a reader without the justice strand is told in place of a stream that would give away what was alleged."""


# Who is best placed: a person decides, and looks at early help first

EARLY_HELP: dict[str, str] = {
    "not_enough": "It would not be enough by itself",
    "together": "Early help works with the family already, and we join in",
    "not_wanted": "The family does not want it",
    "not_there": "There is none for what this child needs",
}
"""Why early help alone is not the answer, where support is offered by us. Ours."""

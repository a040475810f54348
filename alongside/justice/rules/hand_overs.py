"""What a detention starts, in both directions: who must do what, told to whom, by which rule of time, under which law.

The list is ours; what is law in it is said by the rule of time that each names.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from alongside.core import calendar
from alongside.core.strands import Strand


class Regime(StrEnum):
    """What a kind of detention sets going. Only relevant youth accommodation switches to the detained regime."""

    DETAINED = "detained"
    LOOKED_AFTER = "looked_after"


@dataclass(frozen=True, slots=True)
class Kind:
    """How somebody came to be held, and what that sets going."""

    code: str
    title: str
    regime: Regime
    law: str
    note: str


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "remand_detention",
            "Remand to youth detention accommodation",
            Regime.DETAINED,
            "Legal Aid, Sentencing and Punishment of Offenders Act 2012 s.91(4)",
            "A child on this remand is looked after by the designated authority too, which can change who the home"
            " authority is. Ask its social care who the social worker is.",
        ),
        Kind(
            "remand_authority",
            "Remand to local authority accommodation",
            Regime.LOOKED_AFTER,
            "Legal Aid, Sentencing and Punishment of Offenders Act 2012 s.91(3)",
            "The child is looked after by the designated authority and not detained: an EHC plan goes on as before.",
        ),
        Kind(
            "sentence",
            "Custodial sentence, or recall to custody",
            Regime.DETAINED,
            "Sentencing Act 2020 Part 10",
            "",
        ),
    )
}


class Way(StrEnum):
    """The direction of a hand-over: into custody, or back from it."""

    IN = "in"
    OUT = "out"


class Owner(StrEnum):
    """Whose work it is: the allocated worker, the SEND team, or children's social care."""

    WORKER = "worker"
    SEND = "send"
    SOCIAL_CARE = "social_care"


class From(StrEnum):
    """The day from which it is counted."""

    LEARNT = "learnt"
    TOLD = "told"
    EIGHTEEN = "eighteen"
    EXPECTED = "expected"
    RELEASED = "released"
    MONITORED = "monitored"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """One thing to do. ``shares`` is what leaves the partnership's hands, empty where nothing does.

    ``by_place`` begins again when the child is moved; ``needs_plan`` begins only for a child with an EHC plan, and
    ``asks_plan`` only while nobody knows; ``receipt``: the other side confirms that it has what was sent.
    """

    code: str
    title: str
    way: Way
    owner: Owner
    counted_from: From
    rule: str
    regimes: frozenset[Regime] = frozenset({Regime.DETAINED})
    shares: str = ""
    to_whom: str = ""
    strands: tuple[Strand, ...] = ()
    gateway: str = ""
    purpose: str = ""
    by_place: bool = False
    needs_plan: bool = False
    asks_plan: bool = False
    receipt: bool = False

    @property
    def is_tell(self) -> bool:
        """Whether it is done by telling somebody, which stands in the sharing ledger."""
        return bool(self.shares)


_BOTH = frozenset(Regime)
_AWAY = frozenset({Regime.LOOKED_AFTER})
_WHERE = "Where {name} is, since when, and who works with {name}"
_LEARN = "So that {name} gets the right help to learn while away, and comes back to it."

HAND_OVERS: dict[str, HandOver] = {
    thing.code: thing
    for thing in (
        HandOver(
            code="tell_home",
            title="Tell the home authority",
            way=Way.IN,
            owner=Owner.WORKER,
            counted_from=From.LEARNT,
            rule="custody_tell_authorities_same_day",
            regimes=_BOTH,
            shares=_WHERE,
            to_whom="Home authority: {home}",
            strands=(Strand.IDENTITY, Strand.PLAN),
            gateway="cda_s38",
            purpose="The law asks us to tell the authority that is responsible for {name}.",
            by_place=True,
        ),
        HandOver(
            code="tell_host",
            title="Tell the host authority",
            way=Way.IN,
            owner=Owner.WORKER,
            counted_from=From.LEARNT,
            rule="custody_tell_authorities_same_day",
            shares=_WHERE,
            to_whom="Host authority: {host}",
            strands=(Strand.IDENTITY, Strand.PLAN),
            gateway="cfa2014_detained",
            purpose="The law asks us to tell the authority in whose area {name} is held.",
            by_place=True,
        ),
        HandOver(
            code="tell_send",
            title="Tell the SEND team",
            way=Way.IN,
            owner=Owner.WORKER,
            counted_from=From.LEARNT,
            rule="custody_tell_send_same_day",
            shares=_WHERE + ", and what helps {name} to learn",
            to_whom="SEND team: {home}",
            strands=(Strand.IDENTITY, Strand.EDUCATION, Strand.PLAN),
            gateway="cfa2014_detained",
            purpose=_LEARN,
            by_place=True,
        ),
        HandOver(
            code="tell_virtual_school",
            title="Tell the virtual school",
            way=Way.IN,
            owner=Owner.WORKER,
            counted_from=From.LEARNT,
            rule="custody_tell_virtual_school_same_day",
            regimes=_BOTH,
            shares=_WHERE,
            to_whom="Virtual school: {home}",
            strands=(Strand.IDENTITY, Strand.EDUCATION, Strand.PLAN),
            gateway="ca2004_s10",
            purpose=_LEARN,
        ),
        HandOver(
            code="tell_school",
            title="Tell the school: away, keep the place, whom to ring",
            way=Way.IN,
            owner=Owner.WORKER,
            counted_from=From.LEARNT,
            rule="custody_tell_school_same_day",
            regimes=_BOTH,
            shares="That {name} is away for now, please to keep the place, and whom to ring: {worker}",
            to_whom="{school}",
            # Not where, and not why: nothing of it comes from any other part of the record.
            strands=(Strand.IDENTITY,),
            gateway="ca2004_s10",
            purpose="So that {name} keeps the place at school.",
        ),
        HandOver(
            code="say_plan",
            title="Say whether the child has an EHC plan",
            way=Way.IN,
            owner=Owner.SEND,
            counted_from=From.TOLD,
            rule="custody_say_plan_5wd",
            asks_plan=True,
        ),
        HandOver(
            code="send_plan",
            title="Send the EHC plan to where the child is held, to youth justice and to health",
            way=Way.IN,
            owner=Owner.SEND,
            counted_from=From.TOLD,
            rule="custody_send_plan_5wd",
            shares="The EHC plan",
            to_whom="Person in charge at {place}, the youth justice service, and the health commissioner",
            strands=(Strand.EDUCATION,),
            gateway="cfa2014_detained",
            purpose=_LEARN,
            by_place=True,
            needs_plan=True,
            receipt=True,
        ),
        HandOver(
            code="provision",
            title="Arrange what the plan gives, or as close to it as can be done",
            way=Way.IN,
            owner=Owner.SEND,
            counted_from=From.TOLD,
            rule="custody_provision_10wd",
            by_place=True,
            needs_plan=True,
        ),
        HandOver(
            code="monitor",
            title="Hold a monitoring meeting on the plan",
            way=Way.IN,
            owner=Owner.SEND,
            counted_from=From.MONITORED,
            rule="custody_monitoring_12m",
            needs_plan=True,
        ),
        HandOver(
            code="eighteen",
            title="Plan what happens at 18",
            way=Way.IN,
            owner=Owner.WORKER,
            counted_from=From.EIGHTEEN,
            rule="custody_eighteen_3m_before",
        ),
        HandOver(
            code="social_worker_visits",
            title="A social worker visits",
            way=Way.IN,
            owner=Owner.SOCIAL_CARE,
            counted_from=From.LEARNT,
            rule="remand_visit_1w",
            regimes=_AWAY,
        ),
        HandOver(
            code="placement_plan",
            title="Write the placement plan",
            way=Way.IN,
            owner=Owner.SOCIAL_CARE,
            counted_from=From.LEARNT,
            rule="remand_placement_plan_5wd",
            regimes=_AWAY,
        ),
        HandOver(
            code="education_plan",
            title="Write the personal education plan",
            way=Way.IN,
            owner=Owner.SOCIAL_CARE,
            counted_from=From.LEARNT,
            rule="remand_education_plan_10wd",
            regimes=_AWAY,
        ),
        HandOver(
            code="first_review",
            title="Hold the first review of a looked after child",
            way=Way.IN,
            owner=Owner.SOCIAL_CARE,
            counted_from=From.LEARNT,
            rule="remand_first_review_20wd",
            regimes=_AWAY,
        ),
        HandOver(
            code="resettlement_meeting",
            title="Hold a resettlement meeting",
            way=Way.OUT,
            owner=Owner.WORKER,
            counted_from=From.EXPECTED,
            rule="custody_resettlement_meeting_12w",
        ),
        HandOver(
            code="home_named",
            title="Agree where the child will live",
            way=Way.OUT,
            owner=Owner.WORKER,
            counted_from=From.EXPECTED,
            rule="custody_home_named_6w",
        ),
        HandOver(
            code="education_agreed",
            title="Agree the place to learn after release",
            way=Way.OUT,
            owner=Owner.WORKER,
            counted_from=From.EXPECTED,
            rule="custody_education_agreed_4w",
        ),
        HandOver(
            code="health_handed_over",
            title="See that health at home has what health inside knows",
            way=Way.OUT,
            owner=Owner.WORKER,
            counted_from=From.EXPECTED,
            rule="custody_health_handed_over_2w",
        ),
        HandOver(
            code="tell_release",
            title="Tell home, host and where the child will live, and the SEND team",
            way=Way.OUT,
            owner=Owner.WORKER,
            counted_from=From.RELEASED,
            rule="custody_tell_release_same_day",
            shares="That {name} has come home, and where {name} lives and learns",
            to_whom="Home authority: {home}, its SEND team, and the host authority: {host}",
            strands=(Strand.IDENTITY, Strand.EDUCATION, Strand.PLAN),
            gateway="cfa2014_detained",
            purpose="So that the plan for learning begins again at once.",
        ),
        HandOver(
            code="tell_school_back",
            title="Tell the school that the child is back",
            way=Way.OUT,
            owner=Owner.WORKER,
            counted_from=From.RELEASED,
            rule="custody_tell_school_back_same_day",
            regimes=_BOTH,
            shares="That {name} is back, and whom to ring: {worker}",
            to_whom="{school}",
            strands=(Strand.IDENTITY,),
            gateway="ca2004_s10",
            purpose="So that {name} is expected at school.",
        ),
        HandOver(
            code="education_offer",
            title="See that the child has begun, or has a day to begin, at the place to learn",
            way=Way.OUT,
            owner=Owner.WORKER,
            counted_from=From.RELEASED,
            rule="custody_education_offer_5wd",
            regimes=_BOTH,
        ),
        HandOver(
            code="review_plan",
            title="Review the EHC plan",
            way=Way.OUT,
            owner=Owner.SEND,
            counted_from=From.RELEASED,
            rule="custody_review_after_release_4w",
            needs_plan=True,
        ),
    )
}
"""Code to what a detention starts, in the order of the page."""


def begins(moment: From, regime: Regime, *, plan: str, is_move: bool = False) -> tuple[HandOver, ...]:
    """What begins at a moment of a detention, by what is known of a plan (a code of PLANS).

    On a move only what belongs to the place begins again.
    """
    return tuple(
        thing
        for thing in HAND_OVERS.values()
        if thing.counted_from is moment
        and regime in thing.regimes
        and (not thing.needs_plan or plan == "plan")
        and (not thing.asks_plan or plan == "unknown")
        and (thing.by_place or not is_move)
    )


PLANS = {
    "unknown": "Not known yet",
    "none": "No EHC plan",
    "assessing": "Being assessed for one",
    "plan": "Has an EHC plan",
}
"""What is known of an EHC plan. The SEND team answers once it has been told."""

ENDINGS = {
    "released": "Released",
    "to_authority": "To local authority accommodation",
    "adult": "Moved to the adult estate",
    "detained": "Detained: remanded to custody or sentenced",
}
"""How a detention ends. At a move to the adult estate the duties of the EHC plan end; nobody is handed back."""


HANDED_BACK = frozenset({"released", "to_authority"})
"""Endings after which the child is handed back."""

_LOWEST_AGE = {"remand_detention": 12, "remand_authority": 10, "sentence": 10}
"""Youngest age, in years: a child of 10 or 11 who is refused bail is remanded to local authority accommodation (Legal
Aid, Sentencing and Punishment of Offenders Act 2012 ss.91, 98 to 101)."""

_LIMIT_AGE = 19
"""From this age nobody is detained in relevant youth accommodation in the sense of the SEND duties (in years)."""

EIGHTEEN_SOON_MONTHS = 12
"""From how many months before the 18th birthday it is planned for. Ours: a plan made earlier is made twice."""


def is_possible(kind: str, age: int) -> bool:
    """Whether somebody of this age, in whole years, can be held in this way."""
    return _LOWEST_AGE[kind] <= age < _LIMIT_AGE


def is_soon(birthday: dt.date, today: dt.date) -> bool:
    """Whether the 18th birthday is near enough to be planned for."""
    return birthday <= calendar.add_months(today, EIGHTEEN_SOON_MONTHS)


def eighteen_on(born_on: dt.date) -> dt.date:
    """The 18th birthday."""
    return calendar.attains_on(born_on, 18)


def hours_between(first: dt.datetime, then: dt.datetime) -> int:
    """Whole hours from one moment to another, never below 0: the wait from detention to "SEND team told"."""
    return max(int((then - first).total_seconds() // 3600), 0)

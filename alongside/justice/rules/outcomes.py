"""What a police force or a court decides, as a dated table. Diversion is never a first entry into the justice system.

A first time entry is the earliest outcome of the groups below diversion. Groups follow the Youth Justice Board's own
(QS2-fte_redshift.sql: pre-court, first-tier, community, custody).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from alongside.core import calendar


class Group(StrEnum):
    """How far into the justice system an outcome leads."""

    DIVERSION = "diversion"
    PRE_COURT = "pre_court"
    FIRST_TIER = "first_tier"
    COMMUNITY = "community"
    CUSTODY = "custody"

    @property
    def words(self) -> str:
        """In words, as pages say it."""
        return _GROUPS[self]


_GROUPS = {
    Group.DIVERSION: "Diversion",
    Group.PRE_COURT: "Youth caution",
    Group.FIRST_TIER: "First tier of the court",
    Group.COMMUNITY: "Sentence in the community",
    Group.CUSTODY: "Custody",
}


@dataclass(frozen=True, slots=True)
class OutcomeKind:
    """One kind of outcome, from a day until a day (both inclusive; None: open, or not known).

    ``is_certain`` is whether its days and its group were seen in the source; otherwise they are our reading.
    """

    code: str
    title: str
    group: Group
    source: str
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    is_certain: bool = True

    @property
    def is_entry(self) -> bool:
        """Whether it can be a first time entry."""
        return self.group is not Group.DIVERSION

    def holds_on(self, day: dt.date) -> bool:
        """Whether it could be given on the day."""
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day <= self.until_on)


_NPCC = "https://yjlc.uk/resources/legal-updates/npcc-guidance-outcome-22-alternative-out-court-disposal"
_22 = "https://yjlc.uk/resources/legal-updates/deferred-prosecution-outcome-22"
_23 = (
    "https://justiceinnovation.org/articles/"
    "beyond-admission-could-outcome-22-23-become-england-and-wales-version-no-contest"
)
_YJB = "https://github.com/ministryofjustice/modernisation-platform-environments"
_LASPO = "http://www.legislation.gov.uk/ukpga/2012/10/part/3/chapter/7"
_CODE = "https://www.legislation.gov.uk/ukpga/2020/17"

OUTCOME_KINDS: dict[str, OutcomeKind] = {
    kind.code: kind
    for kind in (
        OutcomeKind("outcome_8", "Community resolution (Outcome 8)", Group.DIVERSION, _NPCC),
        OutcomeKind("outcome_20", "No further action: another body acts (Outcome 20)", Group.DIVERSION, _YJB),
        OutcomeKind("outcome_21", "No further action: not in the public interest (Outcome 21)", Group.DIVERSION, _YJB),
        OutcomeKind(
            "outcome_22",
            "Diversion or education, no admission needed (Outcome 22)",
            Group.DIVERSION,
            _22,
            from_on=dt.date(2019, 4, 1),
        ),
        # It is known to be new in February 2026; the day was not seen, so that the first of the month stands.
        OutcomeKind(
            "outcome_23",
            "Deferred prosecution of a child (Outcome 23)",
            Group.DIVERSION,
            _23,
            from_on=dt.date(2026, 2, 1),
            is_certain=False,
        ),
        OutcomeKind(
            "youth_caution", "Youth caution", Group.PRE_COURT, _LASPO, from_on=dt.date(2013, 4, 8), is_certain=False
        ),
        OutcomeKind(
            "youth_conditional_caution",
            "Youth conditional caution",
            Group.PRE_COURT,
            _LASPO,
            from_on=dt.date(2013, 4, 8),
            is_certain=False,
        ),
        OutcomeKind("discharge", "Absolute or conditional discharge", Group.FIRST_TIER, _CODE, is_certain=False),
        OutcomeKind("fine", "Fine, or compensation alone", Group.FIRST_TIER, _CODE, is_certain=False),
        OutcomeKind("referral_order", "Referral order", Group.FIRST_TIER, _CODE, is_certain=False),
        OutcomeKind("reparation_order", "Reparation order", Group.FIRST_TIER, _CODE, is_certain=False),
        OutcomeKind("youth_rehabilitation_order", "Youth rehabilitation order", Group.COMMUNITY, _CODE),
        OutcomeKind("custodial_sentence", "Custodial sentence", Group.CUSTODY, _CODE),
    )
}
"""Code to kind, in the order of the page: the least intrusive first."""


@dataclass(frozen=True, slots=True)
class Given:
    """An outcome that a child was given: what a first entry is read from."""

    ref: str
    code: str
    given_on: dt.date


def first_entry(outcomes: Iterable[Given], born_on: dt.date) -> Given | None:
    """The child's first entry: the earliest outcome that is no diversion, at an age of 10 to 17 on its day.

    The published case-data method takes the age at the arrest and at the first hearing; we hold neither, and take it on
    the day of the outcome. Of several on one day the first in the table stands.
    """
    order = list(OUTCOME_KINDS)
    entries = [
        one
        for one in outcomes
        if OUTCOME_KINDS[one.code].is_entry and calendar.is_aged_between(born_on, one.given_on, lowest=10, highest=17)
    ]
    return min(entries, key=lambda one: (one.given_on, order.index(one.code), one.ref), default=None)


@dataclass(frozen=True, slots=True)
class FindingKind:
    """What a look-back can find. The list is ours."""

    code: str
    title: str
    is_good: bool = False


FINDINGS: dict[str, FindingKind] = {
    kind.code: kind
    for kind in (
        FindingKind("known_before", "An agency knew of a need, and nothing followed"),
        FindingKind("need_missed", "A need was found only afterwards"),
        FindingKind("not_shared", "What one agency knew did not reach the others"),
        FindingKind("help_late", "Help was offered, and came late"),
        FindingKind("help_not_taken", "Help was offered, in a way that the child or family did not take up"),
        FindingKind("school_lost", "The child had lost school before"),
        FindingKind("exploited", "Somebody exploited the child"),
        FindingKind("workers_changed", "Workers or places changed too often"),
        FindingKind("diversion_missed", "A less intrusive way was possible, and not used"),
        FindingKind("went_well", "Something helped, and should be done for others", is_good=True),
        FindingKind("nothing_more", "Nothing was found that we should have done otherwise", is_good=True),
    )
}
"""Code to kind. Ours, made so that findings of a year can be counted together."""

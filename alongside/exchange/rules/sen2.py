"""The SEN2 person-level return: modules and items as XML, and what is wrong with it, in words.

Modules and items follow the guides of 2025 and 2026 as readers of the return know them. What was not read in the
guide or the specification itself is marked uncertain in ``UNCERTAIN``, and the page says so: the numbers of the
Department's own validation rules are not known here, so that these messages do not carry them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from alongside.core import calendar, clocks

FIRST_YEAR = 2026
"""The collection whose items are written here: later ones may add some."""

AUTHORITIES = {"Swindon": "866", "Hampshire": "850"}
"""Numbers of local authorities (Department for Education), for the areas whose partnerships use Alongside."""

NOT_HELD = (
    ("Sex", "is not recorded here"),
    ("UniqueLearnerNumber", "is not recorded here"),
    ("URN, UKPRN and SENSetting", "are not recorded here: a setting is held by its name"),
    ("EntryDate and LeavingDate", "are not recorded here: since when a child is at a setting, no step says"),
    ("SENunitIndicator and ResourcedProvisionIndicator", "are not recorded here"),
    ("SENtype", "is not held in SEN2’s types: a need that is known here is no diagnosis"),
    ("PlanRes, PlanWPB, RES, WPB, PB, OA and DP", "are not recorded here"),
    ("TransferLA", "is not recorded here: of a plan from another authority no step says which one it was"),
    ("Exported", "is for plans that came from another system"),
    ("DMO, DCO and DSCO", "are names of senior officers, which the authority adds"),
)
"""Items that are left out, and why: the SEND team's own system adds them."""

ETHNICITY = {
    "W1": "WBRI",
    "W2": "WIRI",
    "W4": "WROM",
    "W9": "WOTH",
    "M1": "MWBC",
    "M2": "MWBA",
    "M3": "MWAS",
    "M9": "MOTH",
    "A1": "AIND",
    "A2": "APKN",
    "A3": "ABAN",
    "A4": "CHNE",
    "A9": "AOTH",
    "B1": "BCRB",
    "B2": "BAFR",
    "B9": "BOTH",
    "O2": "OOTH",
    "O9": "OOTH",
    "NS": "REFU",
}
"""The group recorded here to the Department's main code (codes for its pupil collections, gov.uk). "Gypsy or Irish
Traveller" of the census is two of the Department's codes and in neither; Arab has no main code of its own."""

TWO_CODES = "W3"
"""The group for which the Department has two codes: somebody asks the family."""

UNCERTAIN = (
    "The names of the elements around each module (such as Requests and NamedPlan) were not read in the specification.",
    "The letters of outcomes (Y, N, W) and of review outcomes (M, A, C) were not read in the guide.",
    "ReviewDraft (new in 2026) was taken for the day of the notice with the changes to the plan after a review.",
    "The authorities’ numbers (866, 850), the code UN1, and a setting given by its name only were not read either.",
)
"""What somebody must check against the specification of the year before the file is sent."""

REQUEST_SOURCE = {
    "parent": "1",
    "young_person": "1",
    "school": "2",
    "health": "3",
    "social_care": "4",
    "youth_justice": "5",
    "other": "5",
}
"""Who asked, in the codes of 2026. There is none for youth justice: it is 5, other."""

REVIEW_OUTCOME = {"kept": "M", "amending": "A", "amended": "A", "ending": "C"}


def census_day(year: int) -> dt.date:
    """The day on which the return of a year describes the plans that are kept: the third Thursday of January."""
    day = dt.date(year, 1, 1)
    return clocks.due_on(clocks.nearest("sen2_census_day", day), day)


def coming_year(today: dt.date) -> int:
    """The return that is being got ready: of the next census, or until the end of March the one of this year."""
    return today.year if today.month <= 3 else today.year + 1


def reported(year: int) -> tuple[dt.date, dt.date]:
    """The calendar year whose events the return of a year reports: the one before."""
    return dt.date(year - 1, 1, 1), dt.date(year - 1, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOf:
    """One EHC case of a child, by the days on which things happened; None is not (yet)."""

    ref: str
    is_request: bool
    """Whether it began here with a request; else there was a plan already."""
    opened_on: dt.date
    asked_by: str
    was_detained: bool
    """Whether the child was held in relevant youth accommodation on the day of the request."""
    outcome: str = ""
    outcome_on: dt.date | None = None
    request_mediation: bool = False
    request_tribunal: bool = False
    assessed: str = ""
    assessed_on: dt.date | None = None
    assessment_mediation: bool = False
    assessment_tribunal: bool = False
    other_mediation: bool = False
    other_tribunal: bool = False
    is_excepted: bool = False
    plan_on: dt.date | None = None
    ceased_on: dt.date | None = None
    cease_reason: str = ""
    is_active: bool = False
    """Whether a plan is kept on the day of the census."""
    review_meeting_on: dt.date | None = None
    review_outcome: str = ""
    review_decided_on: dt.date | None = None
    review_draft_on: dt.date | None = None
    """When the family got the changes that were proposed after the review."""
    phase_due_on: dt.date | None = None
    phase_final_on: dt.date | None = None
    setting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOf:
    """A child of the return, with the cases that belong into it."""

    ref: str
    given: str
    family: str
    born_on: dt.date
    upn: str
    is_upn: bool
    postcode: str
    ethnic_group: str = ""
    """Code of ``children.rules.ETHNIC_GROUPS``; empty where nobody has asked."""
    cases: tuple[CaseOf, ...]


@dataclass(frozen=True, slots=True)
class Return:
    """A return of one year."""

    year: int
    authority: str
    number: str
    persons: tuple[PersonOf, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong: with which child (by reference; empty is the whole file), which item, and what to do."""

    child_ref: str
    name: str
    item: str
    words: str
    must: bool
    """Whether the file cannot be right with it; else somebody should look."""


def to_xml(found: Return, made_at: dt.datetime) -> bytes:
    """The return as XML, UTF-8. Items that are not known are left out, and ``messages`` names them."""
    root = ET.Element("Message")
    header = ET.SubElement(root, "Header")
    collection = ET.SubElement(header, "CollectionDetails")
    _items(collection, Collection="SEN2", Year=str(found.year), ReferenceDate=census_day(found.year).isoformat())
    source = ET.SubElement(header, "Source")
    _items(
        source,
        SourceLevel="L",
        LEA=found.number,
        SoftwareCode="Alongside",
        Release="1",
        SerialNo="1",
        DateTime=f"{made_at:%Y-%m-%dT%H:%M:%S}",
    )
    persons = ET.SubElement(root, "Persons")
    for person in found.persons:
        element = ET.SubElement(persons, "Person")
        _items(
            element,
            Surname=person.family,
            Forename=person.given,
            PersonBirthDate=person.born_on.isoformat(),
            Ethnicity=ETHNICITY.get(person.ethnic_group, ""),
            PostCode=person.postcode,
            UPN=person.upn if person.is_upn else "",
            UPNunknown="" if person.is_upn else "UN1",
        )
        for case in person.cases:
            _case(element, case)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _case(person: ET.Element, case: CaseOf) -> None:
    request = ET.SubElement(person, "Requests")
    if case.is_request:
        _items(
            request,
            ReceivedDate=case.opened_on.isoformat(),
            RequestSource=REQUEST_SOURCE.get(case.asked_by, ""),
            RYA=_flag(case.was_detained),
            RequestOutcomeDate=_day(case.outcome_on),
            RequestOutcome=case.outcome,
            RequestMediation=_flag(case.request_mediation),
            RequestTribunal=_flag(case.request_tribunal),
        )
    if case.assessed or case.plan_on:
        assessment = ET.SubElement(request, "Assessment")
        _items(
            assessment,
            AssessmentOutcome=case.assessed,
            AssessmentOutcomeDate=_day(case.assessed_on),
            AssessmentMediation=_flag(case.assessment_mediation),
            AssessmentTribunal=_flag(case.assessment_tribunal),
            OtherMediation=_flag(case.other_mediation),
            OtherTribunal=_flag(case.other_tribunal),
            Week20=_flag(case.is_excepted) if case.plan_on else "",
        )
        if case.plan_on:
            plan = ET.SubElement(assessment, "NamedPlan")
            _items(plan, StartDate=_day(case.plan_on), CeaseDate=_day(case.ceased_on), CeaseReason=case.cease_reason)
            if case.setting:
                _items(ET.SubElement(plan, "PlanDetail"), SENSettingOther=case.setting, PlacementRank="1")
    if case.is_active:
        active = ET.SubElement(request, "ActivePlans")
        _items(
            active,
            ReviewMeeting=_day(case.review_meeting_on),
            ReviewOutcome=case.review_outcome,
            ReviewDraft=_day(case.review_draft_on),
            PhaseTransferDueDate=_day(case.phase_due_on),
            PhaseTransferFinalDate=_day(case.phase_final_on),
            LastReview=_day(case.review_decided_on),
        )
        if case.setting:
            _items(ET.SubElement(active, "PlacementDetail"), SENSettingOther=case.setting, PlacementRank="1")


def _items(parent: ET.Element, **items: str) -> None:
    for name, value in items.items():
        if value:
            # XML has no sign for most control characters, and a reader would refuse the whole file for one.
            text = "".join(sign for sign in value if sign.isprintable())
            ET.SubElement(parent, name).text = text


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _day(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()


def messages(found: Return) -> tuple[Message, ...]:
    """All that is wrong or lacks, in words, the children in their order."""
    whole = () if found.number else (_LEA,)
    return (*whole, *(message for person in found.persons for message in _of_person(person, found.year)))


_LEA = Message("", "", "LEA", "The number of the local authority is not known for this area. Write it in.", must=True)


def _of_person(person: PersonOf, year: int) -> Iterator[Message]:
    def says(item: str, words: str, *, must: bool = True) -> Message:
        return Message(person.ref, f"{person.given} {person.family}", item, words, must)

    if person.upn and not person.is_upn:
        yield says("UPN", "The unique pupil number is not one: its letter does not fit its digits. Correct it.")
    elif not person.upn:
        yield says("UPN", "The unique pupil number is missing. Write it in; without it the file says why.", must=False)
    if not person.postcode:
        yield says("PostCode", "No postcode of where the child lives may be sent. Write the address in.", must=False)
    if not person.ethnic_group:
        yield says("Ethnicity", "Nobody has asked which ethnic group it is. Ask, and write the answer in.", must=False)
    elif person.ethnic_group == TWO_CODES:
        yield says(
            "Ethnicity",
            "“Gypsy or Irish Traveller” is two codes of the Department’s: Gypsy or Roma (WROM), and Traveller of Irish"
            " heritage (WIRT). Ask the family which, and write the code into the file.",
            must=False,
        )
    age = calendar.age_on(person.born_on, census_day(year))
    if age >= 26:
        yield says(
            "PersonBirthDate", f"On census day the age is {age}. No plan lasts so long: check the date of birth."
        )
    for case in person.cases:
        yield from (says(item, words, must=must) for item, words, must in _of_case(case, year))


def _of_case(case: CaseOf, year: int) -> Iterator[tuple[str, str, bool]]:
    last = reported(year)[1]
    if case.is_request and case.asked_by not in REQUEST_SOURCE:
        yield "RequestSource", "It is not recorded who asked. Write it in.", True
    if case.is_request and not case.outcome and case.opened_on + dt.timedelta(weeks=6) < last:
        yield (
            "RequestOutcome",
            f"Asked for on {calendar.spoken(case.opened_on)}, and no decision is recorded. Record it, or say why not.",
            True,
        )
    if case.assessed and case.outcome == "N":
        yield "AssessmentOutcome", "An assessment was refused and then concluded. Check its steps.", False
    pairs = (
        ("RequestOutcomeDate", "The decision whether to assess", case.outcome_on, case.opened_on, "the request"),
        (
            "AssessmentOutcomeDate",
            "The decision on a plan",
            case.assessed_on,
            case.outcome_on,
            "the decision to assess",
        ),
        ("StartDate", "The final plan", case.plan_on, case.assessed_on, "the decision on a plan"),
        ("CeaseDate", "The end of the plan", case.ceased_on, case.plan_on, "the final plan"),
    )
    for item, title, day, before, what in pairs:
        if day is not None and before is not None and day < before:
            yield item, f"{title} ({calendar.spoken(day)}) is before {what}. Correct one of them.", True
    if case.ceased_on and not case.cease_reason:
        yield "CeaseReason", "The plan ended, and no reason is recorded. Record it.", True
    if case.is_active and not case.setting:
        yield (
            "SENSetting",
            "The plan is kept, and names no school or college. Write it in, or say where the child is.",
            True,
        )
    if case.is_active and case.review_decided_on is None and case.plan_on is None:
        yield "LastReview", "It is not recorded when the plan was made or last reviewed. Record it.", True
    if case.review_outcome == "A" and case.review_draft_on is None:
        yield "ReviewDraft", "The plan changes after a review, and no notice of the changes is recorded.", False
    if case.review_draft_on and case.review_meeting_on and case.review_draft_on < case.review_meeting_on:
        yield (
            "ReviewDraft",
            f"The notice of the changes, {calendar.spoken(case.review_draft_on)}, is before the meeting. Correct one.",
            True,
        )
    if case.review_meeting_on and not case.review_outcome:
        yield "ReviewOutcome", "A review meeting was held, and no decision is recorded. Record it.", False

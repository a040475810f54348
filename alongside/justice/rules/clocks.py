"""The rules of time of youth justice itself: who is told of a detention by when, and what is ready before a release.

They stand in the plan, which a school does not read: a school is told that the child is away, and not where.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.core import clocks
from alongside.core.clocks import Basis, Rule, Source, Status
from alongside.core.strands import Strand

_WORKER = "The youth justice service"
_AUTHORITY = "The home local authority"
_DESIGNATED = "The designated local authority"

_TOLD = Source(
    "Crime and Disorder Act 1998",
    "section 39A",
    "https://www.legislation.gov.uk/ukpga/2009/22/notes/division/5/2/5/4",
)
_STANDARDS = Source(
    "Standards for children in the youth justice system 2019",
    "standards 4 and 5",
    "https://www.gov.uk/government/publications/national-standards-for-youth-justice-services/"
    "standards-for-children-in-the-youth-justice-system-accessible-version",
)
"""What is ours serves these: secure settings, and transition and resettlement. They name outcomes and no days."""

_CARE = Source(
    "Care Planning, Placement and Case Review (England) Regulations 2010",
    "",
    "https://www.legislation.gov.uk/uksi/2010/959/contents",
)


def _ours(code: str, title: str, wording: str, event: str, happened: str, acts: str, doubt: str, **more: Any) -> Rule:
    return Rule(
        code=code,
        title=title,
        event=event,
        happened=happened,
        wording=wording,
        source=more.pop("source", _STANDARDS),
        acts=acts,
        basis=Basis.OURS,
        status=Status.OURS,
        doubt=doubt,
        strand=Strand.PLAN,
        valid_from=more.pop("valid_from", dt.date(2010, 4, 1)),
        **more,
    )


def _care(code: str, title: str, wording: str, place: str, doubt: str) -> Rule:
    return Rule(
        code=code,
        title=title,
        event="the remand",
        happened="Remanded on",
        wording=wording,
        source=Source(_CARE.title, place, _CARE.url),
        acts=_DESIGNATED,
        told=(_WORKER,),
        status=Status.UNCERTAIN,
        doubt=doubt,
        strand=Strand.PLAN,
        valid_from=dt.date(2012, 12, 3),
    )


_LEARNT = ("youth justice learning of it", "The youth justice service learnt of it on")
_OUT = ("the release", "Released on")
_BEFORE = ("the day on which release is expected", "Release is expected on")

IN = (
    _ours(
        "custody_tell_authorities_same_day",
        "The home and the host authority are told that the child is detained, moved or released",
        "on the same day as",
        *_LEARNT,
        _WORKER,
        "The Act sets the duty and no number of days. The same day is our default.",
        source=_TOLD,
        told=(
            "The home local authority",
            "The host local authority",
            "On release, the authority where the child will live",
        ),
        notes=("The five working days that are often named are the authority's for sending the plan, and not these.",),
    ),
    _ours(
        "custody_tell_send_same_day",
        "The SEND team is told where the child is",
        "on the same day as",
        *_LEARNT,
        _WORKER,
        "The duty is to tell the authority. That its SEND team hears on the same day is our default.",
        source=_TOLD,
        told=("The SEND team of the home authority",),
    ),
    _ours(
        "custody_tell_virtual_school_same_day",
        "The virtual school is told where the child is",
        "on the same day as",
        *_LEARNT,
        _WORKER,
        "No law sets a day. The same day is our default.",
        told=("The virtual school of the home authority",),
    ),
    _ours(
        "custody_tell_school_same_day",
        "The school is told that the child is away, to keep the place, and whom to ring",
        "on the same day as",
        *_LEARNT,
        _WORKER,
        "No law sets a day. The same day is our default, so that the place is not given away.",
        told=("The school or college",),
        notes=("Nothing is said of where the child is, nor why. A child on remand stays on the roll.",),
    ),
    _ours(
        "custody_say_plan_5wd",
        "The SEND team says whether the child has an EHC plan",
        "within 5 working days of",
        "learning of the detention",
        "The authority learnt of it on",
        _AUTHORITY,
        "Some areas agree five days in a local protocol; no law was found that sets them.",
        source=Source("Local protocols", "", "https://docsbay.net/b-nes-young-people-with-send-in-custody"),
        told=(_WORKER,),
        valid_from=dt.date(2015, 4, 1),
    ),
    _ours(
        "custody_provision_10wd",
        "What the plan gives is arranged where the child is held",
        "within 10 working days of",
        "learning of the detention",
        "The authority learnt of it on",
        _AUTHORITY,
        "The duty lasts as long as the detention (Children and Families Act 2014 s.74) and names no day. Ten working"
        " days are our default.",
        source=Source(
            "Children and Families Act 2014", "section 74", "https://www.legislation.gov.uk/ukpga/2014/6/section/74"
        ),
        told=(_WORKER, "The person in charge of where the child is held"),
        valid_from=dt.date(2015, 4, 1),
    ),
    _ours(
        "custody_eighteen_3m_before",
        "What happens at 18 is planned: a move to the adult estate ends the duties of the EHC plan",
        "at least 3 months before",
        "the 18th birthday",
        "18 years old on",
        _WORKER,
        "No law sets a day. Three months are our default.",
        notes=(
            "On a move to the adult estate the place of detention passes on what it knows of special needs.",
            "The plan can be taken up again if the young person is back in education before 25.",
        ),
    ),
)

OUT = (
    _ours(
        "custody_resettlement_meeting_12w",
        "A resettlement meeting plans the way home with the child",
        "at least 12 weeks before",
        *_BEFORE,
        _WORKER,
        "Practice asks that it begins early and names no day. Twelve weeks are our default; for a short time inside,"
        " hold it at once.",
    ),
    _ours(
        "custody_home_named_6w",
        "Where the child will live is agreed",
        "at least 6 weeks before",
        *_BEFORE,
        _WORKER,
        "No law sets a day. Six weeks are our default, so that school and health can follow the address.",
    ),
    _ours(
        "custody_education_agreed_4w",
        "A place to learn after release is agreed",
        "at least 4 weeks before",
        *_BEFORE,
        _WORKER,
        "The duty to plan education for release names no day (Education Act 1996 s.562B). Four weeks are our default.",
    ),
    _ours(
        "custody_health_handed_over_2w",
        "Health at home has what health inside knows",
        "at least 2 weeks before",
        *_BEFORE,
        _WORKER,
        "No law sets a day. Two weeks are our default.",
    ),
    _ours(
        "custody_tell_release_same_day",
        "The home and the host authority, and where the child will live, are told of the release",
        "on the same day as",
        *_OUT,
        _WORKER,
        "The Act sets the duty and no number of days. The same day is our default.",
        source=_TOLD,
        told=("The home local authority", "The host local authority", "The authority where the child will live"),
    ),
    _ours(
        "custody_review_after_release_4w",
        "The EHC plan is reviewed after release",
        "within 4 weeks of",
        *_OUT,
        _AUTHORITY,
        "The law says “as soon as reasonably practicable” and no number of days. Four weeks are our default.",
        source=Source(
            "Children and Families Act 2014", "section 48", "https://www.legislation.gov.uk/ukpga/2014/6/section/48"
        ),
        told=("The child and the family", _WORKER),
        valid_from=dt.date(2015, 4, 1),
    ),
    _ours(
        "custody_education_offer_5wd",
        "The child has begun, or has a day to begin, at the place to learn",
        "within 5 working days of",
        *_OUT,
        _WORKER,
        "No law sets a day. Five working days are our default: each week out of school makes the next one harder.",
    ),
    _ours(
        "custody_tell_school_back_same_day",
        "The school is told that the child is back",
        "on the same day as",
        *_OUT,
        _WORKER,
        "No law sets a day. The same day is our default.",
        told=("The school or college",),
    ),
)

_UNSEEN = (
    "The days are those of the regulations for looked after children. What they say of a child on remand in particular"
    " was not seen."
)

LOOKED_AFTER = (
    _care("remand_visit_1w", "A social worker visits the child", "within 1 week of", "regulation 28(2)(a)", _UNSEEN),
    _care(
        "remand_placement_plan_5wd",
        "There is a placement plan",
        "within 5 working days of",
        "regulation 9(2)",
        _UNSEEN,
    ),
    _care(
        "remand_education_plan_10wd",
        "There is a personal education plan, as part of the care plan",
        "within 10 working days of",
        "regulations 4 and 5",
        _UNSEEN,
    ),
    _care(
        "remand_first_review_20wd",
        "The first review of a looked after child is held",
        "within 20 working days of",
        "regulation 33(1)",
        _UNSEEN,
    ),
)

LOOK_BACK = (
    _ours(
        "justice_look_back_3m",
        "Every first entry and every custody of a year is looked back on",
        "within 3 months of",
        "the end of the year in which it was",
        "The year ended on",
        _WORKER,
        "No law asks for it. Three months are our default, so that what is found can change the next year’s plan.",
        source=Source(
            "Crime and Disorder Act 1998",
            "section 40: the yearly youth justice plan, which it feeds",
            "https://www.legislation.gov.uk/ukpga/1998/37/section/40",
        ),
        of_child=False,
        valid_from=dt.date(2000, 4, 1),
    ),
)


def look_back_due_on(happened_on: dt.date) -> dt.date:
    """The day by which a first entry or a custody is looked back on: counted from the end of its year."""
    return clocks.due_on(LOOK_BACK[0], dt.date(happened_on.year, 12, 31))


def why_look_back_due(happened_on: dt.date) -> clocks.Why:
    """Why it is that day."""
    return clocks.explain(LOOK_BACK[0], dt.date(happened_on.year, 12, 31)).why


CLOCKS = (
    *clocks.register("Custody", *IN, *OUT),
    *clocks.register("Looking back", *LOOK_BACK),
    *clocks.register("Remand to local authority accommodation", *LOOKED_AFTER),
)
"""Every rule of time that belongs to youth justice."""

"""The rules of time for exclusions, the roll and attendance. Pure data, no Django."""

from __future__ import annotations

import datetime as dt

from alongside.core import clocks
from alongside.core.clocks import Basis, Rule, Source, Status

_EXCLUSIONS = "School Discipline (Pupil Exclusions and Reviews) (England) Regulations 2012"
_LEGISLATION = "https://www.legislation.gov.uk"
_REGISTER = "School Attendance (Pupil Registration) (England) Regulations 2024"

EXCLUSIONS_BEGAN = dt.date(2012, 9, 1)
ROLL_BEGAN = dt.date(2024, 8, 19)
"""The 2024 regulations on the roll came into force."""

CLOCKS = clocks.register(
    "Exclusion, the roll and attendance",
    Rule(
        code="exclusion_governors_15sd",
        title="The governors consider the exclusion",
        event="the notice to the governors",
        happened="The governors were told on",
        wording="within 15 school days of",
        source=Source(
            _EXCLUSIONS,
            "regulations 6, 15 and 24",
            "https://hub4leaders.co.uk/learning-hub/resources/the-governing-boards-role-in-exclusions/the-governing-boards-role-in-exclusions/",
        ),
        acts="The governing board",
        told=(
            "The parents or the pupil",
            "The local authority",
            "The social worker and the virtual school head, if any",
        ),
        notes=(
            "For a permanent exclusion, more than 15 days in a term, or where a public examination would be missed.",
            "If an examination would be missed, before it where that can be done.",
        ),
        valid_from=EXCLUSIONS_BEGAN,
    ),
    Rule(
        code="exclusion_governors_50sd",
        title="The governors consider a suspension of 6 to 15 days in a term, if the parents ask for it",
        event="the notice to the governors",
        happened="The governors were told on",
        wording="within 50 school days of",
        source=Source(
            _EXCLUSIONS,
            "regulations 6, 15 and 24",
            "https://www.stockport.gov.uk/exclusion-from-school/review-procedures",
        ),
        acts="The governing board",
        told=("The parents or the pupil",),
        valid_from=EXCLUSIONS_BEGAN,
    ),
    Rule(
        code="exclusion_review_application_15sd",
        title="The parents apply for a review by an independent panel, with a SEN expert if they wish",
        event="the governors' notice",
        happened="The governors gave notice on",
        wording="within 15 school days after",
        source=Source(_EXCLUSIONS, "Schedule 1, paragraph 2", f"{_LEGISLATION}/uksi/2012/1033/schedules/made"),
        acts="The parents, or the pupil of 18 or over",
        told=("The local authority or the academy trust",),
        notes=("What is sent by post counts as given on the second working day after posting.",),
        valid_from=EXCLUSIONS_BEGAN,
    ),
    Rule(
        code="exclusion_review_meets_15sd",
        title="The independent review panel meets",
        event="the application",
        happened="Applied for on",
        wording="on the 15th school day after",
        source=Source(_EXCLUSIONS, "Schedule 1, paragraph 1", f"{_LEGISLATION}/uksi/2012/1033/schedules/made"),
        acts="The local authority or the academy trust",
        told=("The parents or the pupil", "The head teacher", "The governing board"),
        notes=("It meets on this day at the latest.",),
        valid_from=EXCLUSIONS_BEGAN,
    ),
    Rule(
        code="exclusion_day6_education",
        title="Full-time education begins for the excluded pupil",
        event="the exclusion",
        happened="The first day of the exclusion was",
        wording="on the 6th school day beginning with",
        source=Source(
            "Education (Provision of Full-Time Education for Excluded Pupils) (England) Regulations 2007, as amended by"
            " SI 2014/3216",
            "regulation 3 of the regulations of 2007",
            f"{_LEGISLATION}/uksi/2014/3216/made",
        ),
        acts="The school for a suspension; the home local authority for a permanent exclusion",
        told=("The parents or the pupil",),
        notes=(
            "Suspensions that follow each other without a gap count as one run.",
            "For a looked-after child aim for the first day.",
        ),
        valid_from=dt.date(2007, 9, 1),
    ),
    Rule(
        code="roll_new_pupil_5d",
        title="The school tells the authority of a new pupil on the roll",
        event="the entry",
        happened="Entered on",
        wording="within 5 days of",
        source=Source(_REGISTER, "regulation 13(1)", f"{_LEGISLATION}/uksi/2024/208/regulation/13/made"),
        acts="The school",
        told=("The local authority",),
        notes=("Not for the normal intake of the year.",),
        valid_from=ROLL_BEGAN,
    ),
    Rule(
        code="absence_unauthorised_10sd",
        title="The school tells the authority of ten school days of absence without leave",
        event="the absence",
        happened="The first day of the absence was",
        wording="on the 10th school day beginning with",
        source=Source(
            _REGISTER,
            "regulation 13",
            "https://thegrid.org.uk/admissions-attendance-travel-to-school/attendance/10-day-absence",
        ),
        acts="The school",
        told=("The local authority",),
        valid_from=ROLL_BEGAN,
    ),
    Rule(
        code="absence_sickness_15sd",
        title="The school tells the authority of a pupil who is ill for 15 school days",
        event="the absence",
        happened="The first day of the absence was",
        wording="on the 15th school day beginning with",
        source=Source(_REGISTER, "regulation 13", "https://edyourself.org/technical-changes-cme-guidance-2024/"),
        acts="The school",
        told=("The local authority",),
        notes=(
            "Also where so long an absence is expected.",
            "It prompts education under section 19 of the Education Act 1996.",
        ),
        valid_from=ROLL_BEGAN,
    ),
    Rule(
        code="attendance_order_notice_15d",
        title="The parent has had time to answer a notice before a school attendance order",
        event="service of the notice",
        happened="Served on",
        wording="not less than 15 days, beginning with",
        source=Source("Education Act 1996", "section 437(2)", f"{_LEGISLATION}/ukpga/1996/56/section/437"),
        acts="The parent",
        told=("The local authority",),
        valid_from=dt.date(1996, 11, 1),
    ),
    Rule(
        code="exclusion_emergency_review",
        title="An emergency review of the EHC plan is held when exclusion threatens",
        event="learning of the risk",
        happened="The risk was known on",
        wording="within 10 school days of",
        source=Source(
            "Setting of this partnership; the guidance on exclusions asks for an early review and names no day",
            "",
            "https://www.gov.uk/government/publications/school-exclusion",
        ),
        acts="The local authority with the school",
        told=("The family",),
        basis=Basis.OURS,
        status=Status.OURS,
        doubt="The guidance names no number of days. Ten school days are our default.",
        valid_from=dt.date(2015, 1, 1),
    ),
)
"""Every rule of time that belongs to schools."""

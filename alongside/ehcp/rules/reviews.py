"""Annual reviews and transfers between phases of education."""

from __future__ import annotations

import datetime as dt

from alongside.core.clocks import Basis, FollowOn, Follows, Rule, Source, Status
from alongside.core.strands import Strand
from alongside.ehcp.rules import sources as src

_DEVON = Source(
    "SEND Regulations 2014, regulations 20(10) and 22, as read in R (L, M and P) v Devon County Council [2022] EWHC 493"
    " (Admin)",
    "the judgment",
    "https://www.ipsea.org.uk/r-l-m-and-p-v-devon-county-council-2022-ewhc-493-admin",
)

REVIEWS = (
    Rule(
        code="annual_review_12m_complete",
        title="The review is complete: the authority has sent its decision",
        event="making or last reviewing the plan",
        happened="Made or last reviewed on",
        wording="period of 12 months starting with",
        source=src.act("44(1)"),
        acts=src.AUTHORITY,
        told=(src.FAMILY,),
        notes=("Hold the meeting at least four weeks before: complete means the decision, not the meeting.",),
        follow_ons=(
            FollowOn(
                Follows.MOVED,
                "move_of_authority_review_3m",
                keeps_start=False,
                source="SEND Regulations 2014, regulation 15(5): where three months since the transfer end later",
            ),
        ),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="annual_review_notice_2w_before",
        title="Everybody is told of the review meeting",
        event="the meeting",
        happened="The meeting is on",
        wording="at least 2 weeks before",
        source=src.regulation("20(3)"),
        acts="The school, or the authority where there is none",
        told=("All who are invited",),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="annual_review_reports_2w_before",
        title="The reports are sent to all who were invited to the review",
        event="the meeting",
        happened="The meeting is on",
        wording="at least 2 weeks before",
        source=src.regulation("20(4)"),
        acts="The school, or the authority where there is none",
        told=("All who are invited",),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="annual_review_report_2w",
        title="The report of the review meeting is sent",
        event="the meeting",
        happened="The meeting was on",
        wording="within 2 weeks of",
        source=src.regulation("20(7)"),
        acts="The school, or the authority where there is none",
        told=("All who were invited", src.AUTHORITY),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="annual_review_decision_4w",
        title="The family is told whether the plan stays, changes or ends, with any changes proposed",
        event="the meeting",
        happened="The meeting was on",
        wording="within 4 weeks of",
        source=src.regulation("20(10)"),
        acts=src.AUTHORITY,
        told=(src.FAMILY, "The school or college"),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="annual_review_comment_15d",
        title="The family has had time to comment on the changes proposed",
        event="service of the notice",
        happened="The notice was served on",
        wording="at least 15 days, beginning with",
        source=src.regulation("22(2)(c)"),
        acts=src.FAMILY,
        told=(src.AUTHORITY,),
        notes=("These are calendar days. The authority may give longer, and not less.",),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="annual_review_final_8w_from_notice",
        title="The amended final plan is sent, or it is said that nothing changes after all",
        event="the notice",
        happened="The notice was sent on",
        wording="within 8 weeks of",
        source=src.regulation("22(3)"),
        acts=src.AUTHORITY,
        told=(src.FAMILY, "The school or college that is named", "The health commissioning body"),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="annual_review_final_12w",
        title="The amended final plan is sent at the latest",
        event="the meeting",
        happened="The meeting was on",
        wording="within 12 weeks of",
        source=_DEVON,
        acts=src.AUTHORITY,
        told=(src.FAMILY, "The school or college that is named", "The health commissioning body"),
        notes=("Four weeks for the decision and eight from it for the plan.",),
        valid_from=src.SEND_BEGAN,
    ),
)

TRANSFERS = (
    Rule(
        code="phase_transfer_post16",
        title="Before a move from school to post-16 the plan is reviewed and names the next setting",
        event="the move",
        happened="The move is on",
        wording="before 31 March in the calendar year of",
        source=src.regulation("18(1)(a)"),
        acts=src.AUTHORITY,
        told=(src.FAMILY, "The next school or college"),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="phase_transfer_other",
        title="Before any other move between phases the plan is reviewed and names the next setting",
        event="the move",
        happened="The move is on",
        wording="before 15 February in the calendar year of",
        source=src.regulation("18(1)(b)"),
        acts=src.AUTHORITY,
        told=(src.FAMILY, "The next school or college"),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="phase_transfer_between_post16_5m",
        title="Before a move from one post-16 institution to another at any other time the plan names it",
        event="the move",
        happened="The move is on",
        wording="at least 5 months before",
        source=src.regulation("18(2)"),
        acts=src.AUTHORITY,
        told=("The young person", "The next college"),
        valid_from=src.SEND_BEGAN,
    ),
)

CUSTODY = (
    Rule(
        code="custody_send_plan_5wd",
        title="The home authority sends the EHC plan to where the child is held, to youth justice and to health",
        event="learning of the detention",
        happened="The authority learnt of it on",
        wording="within 5 working days of",
        source=src.code(
            "10.131", "https://www.gateshead.gov.uk/article/32592/If-a-young-person-with-an-EHCP-is-detained-in-custody"
        ),
        acts="The home local authority",
        told=(
            "The person in charge of where the child is held",
            "The youth justice service",
            "The health commissioner for detained persons",
        ),
        notes=("Keep the receipt. A transfer to another establishment starts it again.",),
        # Not in education: a school is told that the child is away, and not where.
        strand=Strand.PLAN,
        status=Status.UNCERTAIN,
        doubt="The five working days are confirmed. Whether regulation 17 of the Detained Persons Regulations or the"
        " Code of Practice sets them was not seen.",
        valid_from=src.DETAINED_BEGAN,
    ),
    Rule(
        code="custody_monitoring_12m",
        title="A monitoring meeting on the detained child's plan is held",
        event="the last review or monitoring meeting",
        happened="Last reviewed or monitored on",
        wording="within 12 months of",
        source=src.code("10.137 to 10.140"),
        acts="The home local authority",
        told=("The appropriate person", "The person in charge of where the child is held"),
        notes=("It is not a statutory review.",),
        strand=Strand.PLAN,
        basis=Basis.GUIDANCE,
        status=Status.UNCERTAIN,
        doubt="Authorities follow it; the paragraph numbers were not checked.",
        valid_from=dt.date(2015, 4, 1),
    ),
)

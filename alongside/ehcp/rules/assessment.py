"""From a request to a final plan, in the ordinary regime and for a detained child."""

from __future__ import annotations

import datetime as dt

from alongside.core.clocks import Basis, FollowOn, Follows, Rule, Source, Status
from alongside.core.strands import Strand
from alongside.ehcp.rules import sources as src

_DETENTION = "SEND (Detained Persons) Regulations 2015, regulation 15(4) and (5)"
_RELEASE = "SEND (Detained Persons) Regulations 2015, regulation 15(1) and (2)"
_TRANSFER = "SEND Regulations 2014, regulations 5, 10 and 13: the new authority becomes responsible"


def _ordinary(code: str) -> tuple[FollowOn, ...]:
    """What comes after a clock of the ordinary regime: detention keeps its start; another authority starts afresh."""
    twin = code.replace("ehc_", "ehc_detained_", 1)
    return (
        FollowOn(Follows.DETAINED, twin, keeps_start=True, source=_DETENTION),
        FollowOn(Follows.MOVED, code, keeps_start=False, source=_TRANSFER),
    )


def _in_detention(code: str) -> tuple[FollowOn, ...]:
    """On release with the same authority the clock counts on from its first day; with another it starts afresh."""
    twin = code.replace("ehc_detained_", "ehc_", 1)
    return (
        FollowOn(Follows.RELEASED, twin, keeps_start=True, source=_RELEASE),
        FollowOn(Follows.MOVED, twin, keeps_start=False, source=_TRANSFER),
    )


_CONCEDED = "SEND Regulations 2014, regulation 45(3) and (3A)"
_ORDER = "SEND Regulations 2014, regulation 44(2)(b)"
_ORDERED_PLAN = "SEND Regulations 2014, regulation 44(2)(c)"

ORDINARY = (
    Rule(
        code="ehc_decide_to_assess_6w",
        title="The family is told whether there will be an EHC needs assessment",
        event="the request",
        happened="Requested on",
        wording="within 6 weeks of",
        source=src.regulation("5(1)"),
        acts=src.AUTHORITY,
        told=(src.FAMILY, "Those who were told of the request"),
        excuses=src.FOUR,
        notes=(src.NO_HOLIDAY,),
        follow_ons=(
            *_ordinary("ehc_decide_to_assess_6w"),
            FollowOn(Follows.CONCEDED, "ehc_conceded_tell_2w", keeps_start=False, source=_CONCEDED),
            FollowOn(Follows.CONCEDED, "ehc_conceded_refuse_to_issue_10w", keeps_start=False, source=_CONCEDED),
            FollowOn(Follows.CONCEDED, "ehc_conceded_final_plan_14w", keeps_start=False, source=_CONCEDED),
            FollowOn(Follows.ORDERED, "ehc_order_tell_2w", keeps_start=False, source=_ORDER),
            FollowOn(Follows.ORDERED, "ehc_order_refuse_to_issue_10w", keeps_start=False, source=_ORDER),
            FollowOn(Follows.ORDERED, "ehc_order_final_plan_14w", keeps_start=False, source=_ORDER),
        ),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="ehc_advice_6w",
        title="Those who were asked give their advice",
        event="the request for advice",
        happened="Asked for advice on",
        wording="within 6 weeks of",
        source=src.regulation("8(1)"),
        acts="Each body or person that was asked",
        told=(src.AUTHORITY,),
        excuses=src.OF_PARTNERS,
        notes=("A closed school does not excuse those who are asked for advice.",),
        follow_ons=(FollowOn(Follows.DETAINED, "ehc_detained_advice_6w", keeps_start=True, source=_DETENTION),),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="ehc_refuse_to_issue_16w",
        title="If there will be no plan, the family is told so",
        event="the request",
        happened="Requested on",
        wording="within 16 weeks of",
        source=src.regulation("10(1)"),
        acts=src.AUTHORITY,
        told=(src.FAMILY, "The head or principal"),
        excuses=src.FOUR,
        notes=(
            src.NO_HOLIDAY,
            "One decision of the Ombudsman (23-013-824) counts a day less: do not plan for the last day.",
        ),
        follow_ons=(
            *_ordinary("ehc_refuse_to_issue_16w"),
            FollowOn(Follows.ORDERED, "ehc_order_make_plan_draft_5w", keeps_start=False, source=_ORDERED_PLAN),
            FollowOn(Follows.ORDERED, "ehc_order_make_plan_final_11w", keeps_start=False, source=_ORDERED_PLAN),
        ),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="ehc_comment_on_draft_15d",
        title="The family has had time to comment on the draft plan and to ask for a school",
        event="service of the draft",
        happened="Draft served on",
        wording="at least 15 days, beginning with",
        source=src.regulation("13(1)"),
        acts=src.FAMILY,
        told=(src.AUTHORITY,),
        notes=("These are calendar days. The authority may give longer, and not less.",),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="ehc_consult_setting_15d",
        title="The school or college answers the consultation",
        event="the consultation",
        happened="Consulted on",
        wording="within 15 days of",
        source=src.code(
            "9.83", "https://www.essexsendiass.co.uk/parents-and-carers/annual-reviews/phase-transfer-annual-review/"
        ),
        acts="The school or college",
        told=(src.AUTHORITY,),
        basis=Basis.GUIDANCE,
        status=Status.UNCERTAIN,
        doubt="The 15 calendar days are guidance that authorities follow; the paragraph number was not checked.",
        valid_from=dt.date(2015, 1, 1),
    ),
    Rule(
        code="ehc_final_plan_20w",
        title="The final plan is sent",
        event="the request",
        happened="Requested on",
        wording="within 20 weeks of",
        source=src.regulation("13(2)"),
        acts=src.AUTHORITY,
        told=(src.FAMILY, "The school or college that is named", "The health commissioning body"),
        excuses=src.FOUR,
        notes=(src.NO_HOLIDAY,),
        follow_ons=_ordinary("ehc_final_plan_20w"),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="ehc_reassess_answer_15d",
        title="A request for a reassessment is answered",
        event="the request",
        happened="Requested on",
        wording="within 15 days of",
        source=src.regulation("25(1)"),
        acts=src.AUTHORITY,
        told=(src.FAMILY,),
        notes=("It may be refused where the last assessment was less than six months ago (regulation 24).",),
        status=Status.UNCERTAIN,
        doubt="The 15 days and regulation 24 were not read in the text of the regulations.",
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="ehc_reassess_final_plan_14w",
        title="After a reassessment the final plan is sent",
        event="the notice",
        happened="The family was told of the reassessment on",
        wording="within 14 weeks of",
        source=src.regulation("27(2)", made=True),
        acts=src.AUTHORITY,
        told=(src.FAMILY, "The school or college that is named", "The health commissioning body"),
        excuses=src.FOUR,
        notes=(src.NO_HOLIDAY,),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="move_of_authority_transfer_15wd",
        title="The plan is handed to the new authority",
        event="learning of the move",
        happened="The old authority learnt of the move on",
        wording="within 15 working days beginning with",
        source=src.regulation("15(2)", made=True),
        acts="The authority that the child leaves",
        told=("The new local authority",),
        notes=(
            "This holds where the old authority did not know 15 working days before the move.",
            "Where it did, the plan is handed over on the day of the move.",
            "A charity reads it as the day on which the new authority learnt; the text says the old one.",
        ),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="move_of_authority_tell_6w",
        title="The new authority says that the plan is theirs now, whether it will assess, and when it will review",
        event="the transfer",
        happened="Transferred on",
        wording="within 6 weeks of",
        source=src.regulation("15(4)", made=True),
        acts="The new local authority",
        told=(src.FAMILY,),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="move_of_authority_review_3m",
        title="The new authority reviews the plan, if twelve months since it was made or last reviewed end sooner",
        event="the transfer",
        happened="Transferred on",
        wording="within 3 months of",
        source=src.regulation("15(5)", made=True),
        acts="The new local authority",
        told=(src.FAMILY,),
        notes=("The later of this day and the end of the twelve months counts.",),
        status=Status.UNCERTAIN,
        doubt="The text of regulation 15(5)(b) was cut short where it was read.",
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="request_received_email_after_5pm",
        of_child=False,
        title="A request by e-mail after 5pm, or on a day that is not worked, counts as received",
        event="the e-mail",
        happened="Sent on",
        wording="on the 1st working day after",
        source=Source(
            "IPSEA, letter to an authority that does not answer in time",
            "IPSEA's page",
            "https://www.ipsea.org.uk/letter-when-the-la-does-not-respond-to-a-request-for-assessment-within-the-time-limit",
        ),
        acts=src.AUTHORITY,
        basis=Basis.GUIDANCE,
        status=Status.UNCERTAIN,
        doubt="This is a charity's guidance, and no statute says when an e-mail counts as received.",
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="request_received_first_class_post",
        of_child=False,
        title="A request by first class post counts as received",
        event="posting",
        happened="Posted on",
        wording="on the 1st working day after",
        source=Source(
            "IPSEA, letter to an authority that does not answer in time",
            "IPSEA's page",
            "https://www.ipsea.org.uk/letter-when-the-la-does-not-respond-to-a-request-for-assessment-within-the-time-limit",
        ),
        acts=src.AUTHORITY,
        basis=Basis.GUIDANCE,
        status=Status.UNCERTAIN,
        doubt="This is a charity's guidance; reviews of exclusions have a rule of their own.",
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="sen2_census_day",
        of_child=False,
        title="SEN2 census day, on which the return describes the plans that are kept",
        event="the return",
        happened="Asked for the year of",
        wording="on the third Thursday of January in the year of",
        source=Source(
            "Special educational needs person-level survey, guide of the year",
            "the guide",
            "https://www.gov.uk/guidance/special-educational-needs-survey",
        ),
        acts=src.AUTHORITY,
        told=("The Department for Education",),
        exact=((2021, dt.date(2021, 1, 14)),),
        basis=Basis.GUIDANCE,
        valid_from=dt.date(2015, 1, 1),
    ),
)


def _detained(
    code: str, title: str, wording: str, regulation: str, *, happened: str = "Requested on", event: str = "the request"
) -> Rule:
    return Rule(
        code=code,
        title=f"{title} (the child is detained)",
        event=event,
        happened=happened,
        wording=wording,
        source=src.detained(regulation),
        acts="The home local authority",
        told=("The appropriate person", "The person in charge of where the child is held"),
        excuses=src.OF_DETAINED,
        notes=(
            "Work done before the detention counts, and so does its first day.",
            src.NO_HOLIDAY,
        ),
        follow_ons=_in_detention(code),
        valid_from=src.DETAINED_BEGAN,
        strand=Strand.PLAN,
    )


# That a child is held stands in the plan: a school reads education, and is told only that the child is away.
DETAINED = (
    _detained(
        "ehc_detained_decide_to_assess_6w",
        "It is said whether there will be an assessment",
        "within 6 weeks of",
        "5(1)",
    ),
    Rule(
        code="ehc_detained_not_needed_on_release_6w",
        title="It is said that no plan would be needed on release (the child is detained)",
        event="the request",
        happened="Requested on",
        wording="within 6 weeks of",
        source=src.detained("4(1)"),
        acts="The home local authority",
        told=("The appropriate person", "The person in charge of where the child is held"),
        notes=(src.NO_HOLIDAY,),
        valid_from=src.DETAINED_BEGAN,
        strand=Strand.PLAN,
    ),
    Rule(
        code="ehc_detained_advice_6w",
        title="Those who were asked give their advice (the child is detained)",
        event="the request for advice",
        happened="Asked for advice on",
        wording="within 6 weeks of",
        source=src.detained("8"),
        acts="Each body or person that was asked",
        told=("The home local authority",),
        follow_ons=(FollowOn(Follows.RELEASED, "ehc_advice_6w", keeps_start=True, source=_RELEASE),),
        status=Status.UNCERTAIN,
        doubt="Only the heading of regulation 8 was seen, and not its text.",
        valid_from=src.DETAINED_BEGAN,
        strand=Strand.PLAN,
    ),
    _detained(
        "ehc_detained_refuse_to_issue_16w",
        "If there will be no plan, it is said",
        "within 16 weeks of",
        "10(1)",
    ),
    Rule(
        code="ehc_detained_comment_on_draft_15d",
        title="There has been time to comment on the draft plan (the child is detained)",
        event="service of the draft",
        happened="Draft served on",
        wording="at least 15 days, beginning with",
        source=src.detained("13(1)"),
        acts="The appropriate person",
        told=("The home local authority",),
        notes=("These are calendar days. The authority may give longer, and not less.",),
        valid_from=src.DETAINED_BEGAN,
        strand=Strand.PLAN,
    ),
    Rule(
        code="ehc_detained_final_plan_20w",
        title="The final plan is sent (the child is detained)",
        event="the request",
        happened="Requested on",
        wording="within 20 weeks of",
        source=src.detained("13(2)"),
        acts="The home local authority",
        told=(
            "The appropriate person",
            "The person in charge of where the child is held",
            "The youth justice service",
            "The school or college that is named",
            "The home health commissioning body",
            "The health commissioner for detained persons",
        ),
        excuses=src.OF_DETAINED,
        notes=("Work done before the detention counts, and so does its first day.", src.NO_HOLIDAY),
        follow_ons=_in_detention("ehc_detained_final_plan_20w"),
        valid_from=src.DETAINED_BEGAN,
        strand=Strand.PLAN,
    ),
)

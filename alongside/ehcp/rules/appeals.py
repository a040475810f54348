"""After a refusal: agreement after all, orders of the Tribunal, mediation, and the time to appeal."""

from __future__ import annotations

import datetime as dt

from alongside.core.clocks import FollowOn, Follows, Roll, Rule, Source, Status
from alongside.ehcp.rules import sources as src

_TRIBUNAL_RULES = "Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber) Rules 2008"
_TRIBUNAL_URL = "https://www.legislation.gov.uk/uksi/2008/2699/article/20"
_AUGUST_BEGAN = dt.date(2020, 7, 21)
"""Rule 12(3)(a) as the Tribunal Procedure (Amendment) Rules 2020 left it."""

_APPEAL = Source(_TRIBUNAL_RULES, "rule 20(1)(c)", _TRIBUNAL_URL)
_LATER_OF_TWO = "Two months from the decision and one month from the certificate: the later of the two counts."


def _after(
    code: str, title: str, weeks: int, place: str, *, concession: bool, follow_ons: tuple[FollowOn, ...] = ()
) -> Rule:
    """A clock that starts afresh with a concession or an order; the one that ran before is closed."""
    return Rule(
        code=code,
        title=title,
        event="the concession" if concession else "the order",
        happened="Conceded on" if concession else "Ordered on",
        wording=f"within {weeks} weeks of",
        source=src.regulation(place),
        acts=src.AUTHORITY,
        told=(src.FAMILY,),
        notes=(src.NO_HOLIDAY,),
        follow_ons=follow_ons,
        valid_from=src.CONCESSIONS_BEGAN if concession else src.SEND_BEGAN,
    )


CONCEDED = (
    _after(
        "ehc_conceded_tell_2w",
        "The family is told that there will be an assessment after all",
        2,
        "45(3)",
        concession=True,
    ),
    _after(
        "ehc_conceded_refuse_to_issue_10w",
        "After a conceded appeal: if there will be no plan, the family is told so",
        10,
        "45(3A)(a)",
        concession=True,
    ),
    _after(
        "ehc_conceded_final_plan_14w",
        "After a conceded appeal the final plan is sent",
        14,
        "45(3A)(b)",
        concession=True,
    ),
    _after(
        "ehc_conceded_amend_5w",
        "After a conceded appeal about contents the amended plan is issued",
        5,
        "45(4)",
        concession=True,
    ),
)

ORDERED = (
    _after(
        "ehc_order_tell_2w",
        "After an order to assess the family is told that it will be done",
        2,
        "44(2)(b)",
        concession=False,
    ),
    _after(
        "ehc_order_refuse_to_issue_10w",
        "After an order to assess: if there will be no plan, the family is told so",
        10,
        "44(2)(b)(i)",
        concession=False,
    ),
    _after(
        "ehc_order_final_plan_14w",
        "After an order to assess the final plan is sent",
        14,
        "44(2)(b)(ii)",
        concession=False,
    ),
    _after(
        "ehc_order_make_plan_draft_5w",
        "After an order to make a plan the draft is issued",
        5,
        "44(2)(c)(i)",
        concession=False,
    ),
    _after(
        "ehc_order_make_plan_final_11w",
        "After an order to make a plan the final plan is sent",
        11,
        "44(2)(c)(ii)",
        concession=False,
    ),
    _after(
        "ehc_order_amend_5w",
        "After an order about contents the amended plan is issued",
        5,
        "44(2)(e)",
        concession=False,
    ),
    Rule(
        code="ehc_order_name_setting_2w",
        title="After an order about the school alone the plan names it",
        event="the order",
        happened="Ordered on",
        wording="within 2 weeks of",
        source=src.regulation("44(2)(f)"),
        acts=src.AUTHORITY,
        told=(src.FAMILY,),
        notes=("Five weeks where the order is about contents too.",),
        status=Status.UNCERTAIN,
        doubt="The two weeks are confirmed; the letter of the paragraph was not checked.",
        valid_from=src.SEND_BEGAN,
    ),
)

MEDIATION = (
    Rule(
        code="mediation_contact_adviser_2m",
        title="The family contacts a mediation adviser",
        event="the notice of the decision",
        happened="The notice was sent on",
        wording="within 2 months of",
        source=src.regulation("33"),
        acts=src.FAMILY,
        notes=("None is needed for an appeal about the school alone.",),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="mediation_certificate_3wd",
        title="The mediation adviser gives the certificate",
        event="the family's answer",
        happened="The family said that it does not want mediation on",
        wording="within 3 working days of",
        source=src.regulation("34"),
        acts="The mediation adviser",
        told=(src.FAMILY,),
        follow_ons=(
            FollowOn(
                Follows.MEDIATED,
                "tribunal_appeal_1m_from_certificate",
                keeps_start=False,
                source=f"{_TRIBUNAL_RULES}, rule 20(1)(c)",
            ),
        ),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="mediation_tell_health_3wd",
        title="The authority tells the health bodies what the mediation is about",
        event="the family's notice",
        happened="The family told the authority on",
        wording="within 3 working days of",
        source=src.regulation("35"),
        acts=src.AUTHORITY,
        told=("The health commissioning bodies",),
        status=Status.UNCERTAIN,
        doubt="The three working days are confirmed; whether regulation 35 or 36 sets them was not checked.",
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="mediation_arrange_30d",
        title="The mediation is held",
        event="the family's request",
        happened="The family said that it wants mediation on",
        wording="within 30 days of",
        source=src.regulation("36"),
        acts="The authority or the health commissioning body",
        told=(src.FAMILY,),
        notes=("If it is not held in time, a certificate follows within 3 working days.",),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="mediation_certificate_after_3wd",
        title="The certificate is given after mediation",
        event="the end of the mediation",
        happened="The mediation ended on",
        wording="within 3 working days of",
        source=src.regulation("39"),
        acts="The mediation adviser",
        told=(src.FAMILY,),
        status=Status.UNCERTAIN,
        doubt="The three working days are confirmed; the number of the regulation was not checked.",
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="mediation_agreement_2w",
        title="What was agreed in mediation, on what could not be appealed, is done",
        event="the agreement",
        happened="Agreed on",
        wording="within 2 weeks of",
        source=src.regulation("42(3)"),
        acts=src.AUTHORITY,
        told=(src.FAMILY,),
        notes=(
            "Unless another day is agreed in writing.",
            "What could be appealed is done as if the Tribunal had ordered it.",
        ),
        valid_from=src.SEND_BEGAN,
    ),
    Rule(
        code="mediation_health_tells_1w",
        title="The health commissioning body tells the authority what was agreed",
        event="the agreement",
        happened="Agreed on",
        wording="within 1 week of",
        source=src.regulation("42(4)"),
        acts="The health commissioning body",
        told=(src.AUTHORITY,),
        valid_from=src.SEND_BEGAN,
    ),
)

APPEALS = (
    Rule(
        code="tribunal_appeal_2m",
        title="The family appeals to the Tribunal",
        event="the decision",
        happened="The decision was sent on",
        wording="within 2 months of",
        source=_APPEAL,
        acts=src.FAMILY,
        told=("The First-tier Tribunal (Special Educational Needs and Disability)",),
        notes=(_LATER_OF_TWO,),
        roll=Roll.TRIBUNAL,
        valid_from=_AUGUST_BEGAN,
    ),
    Rule(
        code="tribunal_appeal_1m_from_certificate",
        title="The family appeals to the Tribunal after the mediation certificate",
        event="the certificate",
        happened="The certificate was given on",
        wording="within 1 month of",
        source=_APPEAL,
        acts=src.FAMILY,
        told=("The First-tier Tribunal (Special Educational Needs and Disability)",),
        notes=(_LATER_OF_TWO,),
        roll=Roll.TRIBUNAL,
        valid_from=_AUGUST_BEGAN,
    ),
    Rule(
        code="tribunal_appeal_august",
        title="The last day on which the Tribunal takes an appeal, August, Christmas and days off counted in",
        event="the decision",
        happened="The decision was sent on",
        wording="within 2 months of",
        source=Source(
            _TRIBUNAL_RULES,
            "rules 12(2), 12(3)(a) and 20(1)(c)",
            "https://www.mentalhealthlaw.co.uk/Text:Tribunal_rule_12",
        ),
        acts=src.FAMILY,
        told=("The First-tier Tribunal (Special Educational Needs and Disability)",),
        notes=("Keep to the earlier day where you can.",),
        roll=Roll.TRIBUNAL,
        takes_roll=True,
        valid_from=_AUGUST_BEGAN,
    ),
)

"""The case itself: from a request, or from being brought to attention, to the end of the plan."""

from __future__ import annotations

from alongside.core.clocks import Follows
from alongside.ehcp.rules import sources as src
from alongside.ehcp.rules.life.parts import Machine, State, Step, states

REQUEST_CLOCKS = ("ehc_decide_to_assess_6w", "ehc_refuse_to_issue_16w", "ehc_final_plan_20w")
"""What begins with a request, or when a child is brought to the authority's attention."""

ASSESSMENT_CLOCKS = (
    *REQUEST_CLOCKS,
    "ehc_conceded_tell_2w",
    "ehc_conceded_refuse_to_issue_10w",
    "ehc_conceded_final_plan_14w",
    "ehc_order_tell_2w",
    "ehc_order_refuse_to_issue_10w",
    "ehc_order_final_plan_14w",
    "ehc_order_make_plan_draft_5w",
    "ehc_order_make_plan_final_11w",
    "ehc_comment_on_draft_15d",
)
"""Every limit between a request and a final plan that is about the case as a whole."""

_FINAL = (
    "ehc_final_plan_20w",
    "ehc_conceded_final_plan_14w",
    "ehc_order_final_plan_14w",
    "ehc_order_make_plan_final_11w",
)
_NO_PLAN = ("ehc_refuse_to_issue_16w", "ehc_conceded_refuse_to_issue_10w", "ehc_order_refuse_to_issue_10w")
_TOLD = ("ehc_decide_to_assess_6w", "ehc_conceded_tell_2w", "ehc_order_tell_2w")

STATES = (
    State(
        "considering",
        "Deciding whether to assess",
        "Tell the family within six weeks whether there will be an EHC needs assessment, and tell everybody who was"
        " told"
        " of the request. Ask the family first what they think.",
        src.regulation("5(1)"),
        "Send what the record holds on how the child learns, talks and copes: screens, what helps, time out of school.",
    ),
    State(
        "not_assessed",
        "There will be no assessment",
        "The family was told why, and that it may go to mediation or appeal. If the authority agrees after all, or the"
        " Tribunal orders it, new limits of two, ten and fourteen weeks begin.",
        src.regulation("5(3)"),
        "Ask the family whether they understood the letter, and who can help them with an appeal. Keep SEN support"
        " going.",
        is_open=False,
    ),
    State(
        "assessing",
        "Assessment under way",
        "Ask for advice from each person that regulation 6 names; they have six weeks. If there will be no plan, say so"
        " within sixteen weeks of the request.",
        src.regulation("6(1)"),
        "If you are asked for advice, give it within six weeks. Make sure that the child’s own views are in it.",
    ),
    State(
        "no_plan",
        "There will be no plan",
        "The family was told why, and that it may go to mediation or appeal. The Tribunal may order a plan: a draft in"
        " five weeks, and the final plan in eleven.",
        src.regulation("10(1)"),
        "Ask school for a meeting on SEN support with what the assessment found. The advice belongs to the family too.",
        is_open=False,
    ),
    State(
        "drafting",
        "Draft being written",
        "No day is set for the draft. It must leave at least fifteen days for the family, and time to consult settings,"
        " before the final plan is due.",
        src.regulation("13(1)"),
        "Tell the officer what you do with the child, so that the plan and your work say the same.",
    ),
    State(
        "draft_sent",
        "Draft with the family",
        "The family has at least fifteen days, the day of service counted in, to comment, to ask for a school and to"
        " ask"
        " for a meeting. Consult the school or college before it is named.",
        src.regulation("13(1)"),
        "Go through the draft with the child and the family. Ask what is missing.",
    ),
    State(
        "maintained",
        "Plan in force",
        "The plan must be put into effect, and reviewed within twelve months of when it was made or last reviewed.",
        src.act("42 and 44(1)"),
        "Read how to work with the child. Say in your own plan how this changes what you do, and come to the review.",
    ),
    State(
        "ceasing",
        "Deciding whether the plan ends",
        "Tell the family and the setting, consult them, and then decide. The plan stays in force until the time to"
        " appeal is over, or the appeal has ended.",
        src.regulation("31"),
        "Ask the child what they want to learn next. Not being in education is a reason for a review, not for an end.",
    ),
    State(
        "to_cease",
        "Will end when the time to appeal is over",
        "The plan stays in force until two months after the notice, or one month after a mediation certificate if that"
        " is later, and while there is an appeal.",
        src.act("45(4)"),
        "Make sure that the family knows that it may appeal, and by when.",
    ),
    State("ceased", "Plan ended", is_open=False),
    State("withdrawn", "Request withdrawn", is_open=False),
    State(
        "moved_away",
        "Another authority keeps the plan",
        is_open=False,
        worker="Find out who the new officer is, and whether the new authority will assess again.",
    ),
)

_RUNNING = states("considering", "assessing", "drafting", "draft_sent")

STEPS = (
    Step(
        code="decide_to_assess",
        title="Say that there will be an assessment",
        done="There will be an EHC needs assessment.",
        law="Tell the family, and everybody who was told of the request, as soon as it is decided and within six"
        " weeks.",
        source=src.regulation("5(1)"),
        before=states("considering"),
        after="assessing",
        day="When was the family told?",
        meets=_TOLD,
        told=(src.FAMILY, "The school or college", "Health and social care"),
        is_main=True,
    ),
    Step(
        code="decide_not_to_assess",
        title="Say that there will be no assessment",
        done="There will be no EHC needs assessment.",
        law="Tell the family within six weeks, with the reasons, its right to appeal, and where to find mediation and"
        " support.",
        source=src.regulation("5(3)"),
        before=states("considering"),
        after="not_assessed",
        day="When was the family told?",
        asks=("reason",),
        meets=_TOLD,
        ends=ASSESSMENT_CLOCKS,
        told=(src.FAMILY, "The school or college", "Health and social care"),
        is_main=True,
    ),
    Step(
        code="concede_assessment",
        title="Agree to assess after all",
        done="The authority agreed to assess after all.",
        law="Where the authority gives way before the appeal is heard: tell the family within two weeks; if there will"
        " then be no plan, say so within ten; else send the final plan within fourteen.",
        source=src.regulation("45(3)"),
        before=states("not_assessed"),
        after="assessing",
        day="When did the authority give way?",
        follows=Follows.CONCEDED,
        of=("ehc_decide_to_assess_6w",),
        is_main=True,
    ),
    Step(
        code="tell_of_assessment",
        title="Tell the family that the assessment begins",
        done="The family was told that the assessment begins.",
        law="Within two weeks of the order or of giving way.",
        source=src.regulation("44(2)(b)"),
        before=states("assessing"),
        day="When was the family told?",
        meets=_TOLD,
        needs=("ehc_conceded_tell_2w", "ehc_order_tell_2w"),
        is_main=True,
    ),
    Step(
        code="ask_for_advice",
        title="Ask somebody for advice",
        done="Advice was asked for.",
        law="Ask the family; the school or college; health; an educational psychologist; social care; from Year 9 on"
        " somebody who knows of preparing for adulthood; and whoever the family reasonably asks for.",
        source=src.regulation("6(1)"),
        before=states("considering", "assessing", "drafting"),
        day="When were they asked?",
        asks=("adviser", "whom"),
        starts=("ehc_advice_6w",),
        opens="advice",
        is_main=True,
    ),
    Step(
        code="decide_to_issue",
        title="Say that there will be a plan",
        done="There will be an EHC plan.",
        law="Where the assessment shows that a plan is necessary, the authority makes one. Write the draft next.",
        source=src.act("37(1)"),
        before=states("assessing"),
        after="drafting",
        day="When was it decided?",
        ends=_NO_PLAN,
        is_main=True,
    ),
    Step(
        code="decide_no_plan",
        title="Say that there will be no plan",
        done="There will be no EHC plan.",
        law="Tell the family within sixteen weeks of the request, with the reasons and its right to appeal.",
        source=src.regulation("10(1)"),
        before=states("assessing"),
        after="no_plan",
        day="When was the family told?",
        asks=("reason",),
        meets=_NO_PLAN,
        ends=ASSESSMENT_CLOCKS,
        told=(src.FAMILY, "The head or principal"),
        is_main=True,
    ),
    Step(
        code="send_draft",
        title="Send the draft plan",
        done="The draft plan was sent to the family.",
        law="The family has at least fifteen days to comment, the day on which the draft is served counted in. The"
        " draft"
        " names no school.",
        source=src.regulation("13(1)"),
        before=states("drafting", "draft_sent"),
        after="draft_sent",
        day="On which day was it served on the family?",
        starts=("ehc_comment_on_draft_15d",),
        meets=("ehc_order_make_plan_draft_5w",),
        ends=(*_NO_PLAN, "ehc_comment_on_draft_15d"),
        writes="draft",
        told=(src.FAMILY,),
        is_main=True,
    ),
    Step(
        code="record_comments",
        title="Record what the family said of the draft",
        done="The family commented on the draft.",
        law="The family may comment, ask for a school or college, and ask for a meeting.",
        source=src.regulation("13(1)"),
        before=states("draft_sent"),
        day="When did the comments come?",
        asks=("comments",),
        meets=("ehc_comment_on_draft_15d",),
        is_main=True,
    ),
    Step(
        code="consult_setting",
        title="Consult a school or college",
        done="A school or college was consulted.",
        law="Consult the school or college before it is named. It should answer within fifteen days.",
        source=src.act("39 and 40"),
        before=states("drafting", "draft_sent", "maintained"),
        day="When was it consulted?",
        asks=("setting",),
        starts=("ehc_consult_setting_15d",),
        opens="consultation",
        is_main=True,
    ),
    Step(
        code="send_final_plan",
        title="Send the final plan",
        done="The final EHC plan was sent.",
        law="Send it within twenty weeks of the request to the family, the school or college that is named, and the"
        " health commissioning body.",
        source=src.regulation("13(2)"),
        before=states("drafting", "draft_sent"),
        after="maintained",
        day="When was it sent?",
        asks=("named_setting",),
        starts=("annual_review_12m_complete",),
        meets=_FINAL,
        ends=ASSESSMENT_CLOCKS,
        waits_for="ehc_comment_on_draft_15d",
        writes="final",
        told=(src.FAMILY, "The school or college that is named", "The health commissioning body"),
        is_main=True,
    ),
    Step(
        code="withdraw_request",
        title="Record that the request was withdrawn",
        done="The request was withdrawn.",
        law="Only whoever asked can withdraw the request. A child who was brought to attention must still be"
        " considered.",
        source=src.act("36"),
        before=_RUNNING,
        after="withdrawn",
        day="When was it withdrawn?",
        asks=("reason",),
        ends=ASSESSMENT_CLOCKS,
    ),
    Step(
        code="plan_review",
        title="Plan the annual review",
        done="A review meeting was planned.",
        law="Everybody is told, and has the reports, at least two weeks before the meeting. Hold it at least four weeks"
        " before the twelve months end.",
        source=src.regulation("20(3)"),
        before=states("maintained", "ceasing"),
        day="When was it planned?",
        asks=("meeting_on",),
        starts=("annual_review_notice_2w_before", "annual_review_reports_2w_before"),
        from_planned=True,
        opens="review",
        is_main=True,
    ),
    Step(
        code="tell_of_transfer",
        title="Tell the family what the new authority will do",
        done="The family was told that the plan is this authority’s now, and when it will be reviewed.",
        law="Within six weeks of the transfer: that the plan was transferred, whether there will be an assessment, and"
        " when the plan will be reviewed.",
        source=src.regulation("15(4)"),
        before=states("maintained"),
        day="When was the family told?",
        meets=("move_of_authority_tell_6w",),
        needs=("move_of_authority_tell_6w",),
        is_main=True,
    ),
    Step(
        code="plan_phase_transfer",
        title="Plan a move to the next phase",
        done="A move to the next phase of education is planned.",
        law="Review the plan and name the next setting before 31 March for a move to post-16, and before 15 February"
        " for"
        " any other move between phases.",
        source=src.regulation("18(1)"),
        before=states("maintained"),
        day="When was it planned?",
        asks=("phase", "move_on"),
        from_planned=True,
        opens="phase_transfer",
    ),
    Step(
        code="propose_amendment",
        title="Propose changes without a review",
        done="Changes to the plan were proposed.",
        law="Send the family the plan with the changes and the evidence. It has at least fifteen days to comment; the"
        " amended plan follows within eight weeks.",
        source=src.regulation("28"),
        before=states("maintained"),
        day="When was the notice sent?",
        asks=("reason",),
        starts=("annual_review_comment_15d", "annual_review_final_8w_from_notice"),
        opens="amendment",
    ),
    Step(
        code="ask_for_reassessment",
        title="Record that a reassessment was asked for",
        done="A reassessment was asked for.",
        law="The request is answered within fifteen days. It may be refused where the last assessment was less than six"
        " months ago.",
        source=src.regulation("24 and 25(1)"),
        before=states("maintained"),
        day="When did the request come?",
        asks=("asked_by",),
        starts=("ehc_reassess_answer_15d",),
        opens="reassessment",
    ),
    Step(
        code="open_dispute",
        title="Record mediation or an appeal",
        done="The family disagrees with a decision.",
        law="The family contacts a mediation adviser within two months of the decision, and appeals within two"
        " months of"
        " it or one month of the certificate, whichever is later.",
        source=src.regulation("33"),
        before=states("not_assessed", "no_plan", "maintained", "ceasing", "to_cease"),
        day="When did the family say so?",
        asks=("decision",),
        opens="dispute",
    ),
    Step(
        code="consider_ceasing",
        title="Begin to decide whether the plan ends",
        done="It is being decided whether the plan ends.",
        law="Tell the family and the setting that it is considered, and consult them. Under 18 a plan ends only"
        " where it"
        " is no longer necessary; at 18 or over find out first whether the young person wants to return to learning.",
        source=src.regulation("31"),
        before=states("maintained"),
        after="ceasing",
        day="When were they told?",
        asks=("reason",),
        told=(src.FAMILY, "The school or college that is named"),
    ),
    Step(
        code="keep_plan",
        title="Say that the plan stays",
        done="The plan stays.",
        law="Tell whoever was consulted.",
        source=src.regulation("31"),
        before=states("ceasing", "to_cease"),
        after="maintained",
        day="When was it decided?",
        asks=("reason",),
        is_main=True,
    ),
    Step(
        code="decide_to_cease",
        title="Say that the plan will end",
        done="It was decided that the plan ends.",
        law="Tell the family and the setting, with the right to appeal. The plan stays in force until the time to"
        " appeal"
        " is over.",
        source=src.act("45"),
        before=states("ceasing"),
        after="to_cease",
        day="When was the family told?",
        asks=("cease_reason", "reason"),
        told=(src.FAMILY, "The school or college that is named"),
        is_main=True,
    ),
    Step(
        code="cease",
        title="End the plan",
        done="The plan ended.",
        law="It can end once the time to appeal is over and no appeal runs.",
        source=src.act("45(4)"),
        before=states("to_cease"),
        after="ceased",
        day="On which day did it end?",
        ends=("annual_review_12m_complete",),
        window=("tribunal_appeal_2m", "decide_to_cease"),
        is_main=True,
    ),
    Step(
        code="learn_of_move",
        title="Record that the family moves to another area",
        done="The family moves to another area.",
        law="Hand the plan over on the day of the move or, where the authority learnt of it less than fifteen working"
        " days before, within fifteen working days that begin with the day on which it learnt.",
        source=src.regulation("15(2)"),
        before=states("considering", "assessing", "drafting", "draft_sent", "maintained"),
        day="When did the authority learn of it?",
        asks=("authority", "move_on"),
        starts=("move_of_authority_transfer_15wd",),
        opens="move",
    ),
    Step(
        code="tell_of_detention",
        title="Record that the child is detained",
        done="The child is detained: the rules for detained children hold.",
        law="The clock counts on from its first day, and work done so far counts. The plan must be kept, and arranged"
        " for as far as can be, while the child is detained.",
        source=src.detained("15(4)"),
        before=states("considering", "assessing", "drafting", "draft_sent", "maintained", "not_assessed", "no_plan"),
        day="On which day was the child detained?",
        follows=Follows.DETAINED,
    ),
    Step(
        code="tell_of_release",
        title="Record that the child is released",
        done="The child is released: the ordinary rules hold again.",
        law="With the same authority the clock continues from its first day. With another it restarts there: record"
        " that instead. The plan is maintained again, and reviewed as soon as reasonably practicable.",
        source=src.detained("15(1)"),
        before=states("considering", "assessing", "drafting", "draft_sent", "maintained", "not_assessed", "no_plan"),
        day="On which day was the child released?",
        follows=Follows.RELEASED,
    ),
    Step(
        code="tell_of_release_elsewhere",
        title="Record that the child is released, and another authority is responsible now",
        done="The child is released, and another authority is responsible now.",
        law="The clock restarts with the other authority, on the day on which it hears of the child: the rule by which"
        " it continues is for the same authority alone. The case ends here. Tell the other authority, and send it what"
        " is known. A plan that is in force is handed over instead: record the release, then the move.",
        source=src.detained("15(1)"),
        before=states("considering", "assessing", "drafting", "draft_sent"),
        after="moved_away",
        day="On which day was the child released?",
        asks=("authority",),
        ends=ASSESSMENT_CLOCKS,
        of_detained=True,
        told=("The authority that is responsible now", src.FAMILY),
    ),
)

CASE = Machine("case", "EHC case", STATES, STEPS)
"""The life of a case."""

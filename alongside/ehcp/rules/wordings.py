"""The letters that the law asks for at the steps of an EHC case, in our words until a partnership has its own. Rows.

Between curly brackets stand fields, which are filled in from the case; between square brackets what only the writer
knows. Read in the text of the law as it stands on legislation.gov.uk: Children and Families Act 2014 s.36; SEND
Regulations 2014, regulations 5, 10, 22, 27 and 31. Regulations 4, 13, 14, 20, 25 and 28 are cited as other rules of
ours cite them.
"""

from __future__ import annotations

from dataclasses import dataclass

from alongside.core.clocks import Source
from alongside.ehcp.rules import sources as src

FAMILY, SETTING, HEALTH = "family", "setting", "health"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that belongs to a step (``case.send_draft``, ``review.decide_to_keep``), the law that asks for it, and
    our words. ``decisions`` are codes of what the family may appeal against when it has it."""

    code: str
    step: str
    to: str
    title: str
    source: Source
    subject: str
    text: str
    decisions: tuple[str, ...] = ()


def _text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


_ASK = "Please ring {officer} on {phone} if anything is not clear."
_ADVICE = (
    "The information and advice service for families in our area is free and on nobody’s side but yours. [Write the"
    " name and number of the advice service here.]"
)
_REASONS = ("Our reasons are:", "[Write the reasons here.]")
_MEDIATION = (
    "This is the mediation adviser, before an appeal: [Write the mediation adviser’s name, telephone number and email"
    " here.] If you want mediation, tell us too, and say what it should be about."
)
_INDEPENDENT = (
    "You can also ask for disagreement resolution, with no appeal: somebody who belongs to neither side helps to settle"
    " it. [Write the name and number of the disagreement resolution service here.]"
)
_APPEAL = ("{appeal}", _MEDIATION, _INDEPENDENT, _ADVICE)
_APPEAL_OF_PLAN = (
    "{appeal}",
    f"{_MEDIATION} If health care is missing from the plan, say which you would like in it.",
    *_APPEAL[2:],
)
"""What a notice of a decision has in it (regulations 5(3) and 32); 32(e)(iii) asks for more where there is a plan."""

_BEGUN = _text(
    "On {day} we were asked to look at what help {first_name} needs to learn.",
    "We now decide whether to carry out an EHC needs assessment. We tell you by {next_date}.",
    "We would like to hear what you and {first_name} think. You can write to us or ring.",
    _ADVICE,
    _ASK,
)
_CHANGES = _text(
    "On {day} we decided to change {first_name}’s EHC plan. With this letter are the plan and the changes that we mean"
    " to make.",
    "You have at least 15 days to tell us what you think. You may ask for a meeting, and for a school or college to be"
    " named.",
    _ADVICE,
    _ASK,
)
_AMENDED = _text(
    "With this letter is {first_name}’s EHC plan with the changes. It was sent on {day}.",
    *_APPEAL_OF_PLAN,
    _ASK,
)

_AGAIN = _text(
    "We assessed {first_name} again. With this letter is the EHC plan, sent on {day}.",
    *_APPEAL_OF_PLAN,
    _ASK,
)
_UNCHANGED = _text(
    "We had meant to change {first_name}’s EHC plan. On {day} we decided to leave it as it is.",
    *_REASONS,
    *_APPEAL,
    _ASK,
)
_ENDING = _text(
    "We think that {first_name} may no longer need an EHC plan. We have not decided.",
    *_REASONS,
    "Please tell us what you and {first_name} think. Nothing changes until we have decided and told you.",
    _ADVICE,
    _ASK,
)
_ENDING_SETTING = _text(
    "We think that {child} may no longer need an EHC plan. We have not decided.",
    "Please tell us what you see from day to day, and what would be missing without it.",
    _ASK,
)


def _told(code: str, step: str, title: str, source: Source, subject: str, *words: str) -> tuple[Letter, Letter]:
    """The same letter to the school or college, and to health: those whom the regulation names beside the family."""

    def one(to: str) -> Letter:
        text = _text(*words, _ASK)
        return Letter(code=f"{code}_{to}", step=step, to=to, title=title, source=source, subject=subject, text=text)

    return one(SETTING), one(HEALTH)


_ASKED_US = (
    (
        "On {day} we were asked to look at what help {child} needs to learn. We consider whether to carry out an EHC"
        " needs assessment."
    ),
    "Tell us what you know that may help us to decide. We tell you what we decided.",
)

LETTERS = (
    Letter(
        code="asked_family",
        step="case.begun_request",
        to=FAMILY,
        title="An assessment was asked for",
        source=src.act("36(4) and (7)"),
        subject="An EHC needs assessment of {child}",
        text=_BEGUN,
    ),
    Letter(
        code="attention_family",
        step="case.begun_attention",
        to=FAMILY,
        title="Somebody brought the child to our attention",
        source=src.act("36(4) and (7)"),
        subject="An EHC needs assessment of {child}",
        text=_BEGUN,
    ),
    *_told(
        "asked",
        "case.begun_request",
        "An assessment was asked for",
        src.regulation("4(2)"),
        "An EHC needs assessment of {child}",
        *_ASKED_US,
    ),
    *_told(
        "attention",
        "case.begun_attention",
        "Somebody brought the child to our attention",
        src.regulation("4(2)"),
        "An EHC needs assessment of {child}",
        *_ASKED_US,
    ),
    Letter(
        code="assess_family",
        step="case.decide_to_assess",
        to=FAMILY,
        title="There will be an assessment",
        source=src.regulation("5(1)"),
        subject="We will find out what help {first_name} needs to learn",
        text=_text(
            "On {day} we decided to carry out an EHC needs assessment of {child}.",
            "We now ask people who know {first_name} for advice. Tell us what you and {first_name} think, and whom else"
            " we should ask.",
            "The next date that the law sets is {next_date}.",
            _ADVICE,
            _ASK,
        ),
    ),
    Letter(
        code="assess_setting",
        step="case.decide_to_assess",
        to=SETTING,
        title="There will be an assessment",
        source=src.regulation("5(2) and 6(1)"),
        subject="An EHC needs assessment of {child}",
        text=_text(
            "On {day} we decided to carry out an EHC needs assessment of {child}.",
            "We ask you for advice on {first_name}’s education: the needs, the help, and what it should lead to. The"
            " law gives you six weeks from the day on which you were asked.",
            _ASK,
        ),
    ),
    Letter(
        code="assess_health",
        step="case.decide_to_assess",
        to=HEALTH,
        title="There will be an assessment",
        source=src.regulation("5(2) and 6(1)"),
        subject="An EHC needs assessment of {child}",
        text=_text(
            "On {day} we decided to carry out an EHC needs assessment of {child}.",
            "We ask you for advice on {first_name}’s health: the needs, the care, and what it should lead to. The law"
            " gives you six weeks from the day on which you were asked.",
            _ASK,
        ),
    ),
    Letter(
        code="not_assess_family",
        step="case.decide_not_to_assess",
        to=FAMILY,
        title="There will be no assessment",
        source=src.regulation("5(3)"),
        subject="Our decision about an assessment of {child}",
        text=_text(
            "On {day} we decided not to carry out an EHC needs assessment of {child}.",
            *_REASONS,
            *_APPEAL,
            _ASK,
        ),
        decisions=("not_to_assess",),
    ),
    *_told(
        "not_assess",
        "case.decide_not_to_assess",
        "There will be no assessment",
        src.regulation("5(2)"),
        "Our decision about an assessment of {child}",
        "On {day} we decided not to carry out an EHC needs assessment of {child}. The family has our reasons.",
    ),
    Letter(
        code="no_plan_family",
        step="case.decide_no_plan",
        to=FAMILY,
        title="There will be no plan",
        source=src.regulation("10(1)"),
        subject="Our decision after the assessment of {child}",
        text=_text(
            "On {day} we decided that {first_name} does not need an EHC plan.",
            *_REASONS,
            *_APPEAL,
            _ASK,
        ),
        decisions=("no_plan",),
    ),
    *_told(
        "no_plan",
        "case.decide_no_plan",
        "There will be no plan",
        src.regulation("10(2)"),
        "Our decision after the assessment of {child}",
        "On {day} we decided that {child} does not need an EHC plan. The family has our reasons.",
    ),
    Letter(
        code="draft_family",
        step="case.send_draft",
        to=FAMILY,
        title="The draft plan",
        source=src.regulation("13(1)"),
        subject="{first_name}’s draft plan",
        text=_text(
            "With this letter is the draft of {first_name}’s EHC plan.",
            "You have at least 15 days, counted with the day on which you got it, to tell us what you and {first_name}"
            " think. You may ask for a meeting, and for a school or college to be named.",
            _ADVICE,
            _ASK,
        ),
    ),
    Letter(
        code="consult_setting",
        step="case.consult_setting",
        to=SETTING,
        title="Could you meet the needs?",
        source=src.act("39(2)"),
        subject="Could you meet the needs of {child}?",
        text=_text(
            "We consider naming your school or college in the EHC plan of {child}. The draft plan is with this letter.",
            "Please answer within 15 days. If you could not meet the needs, please say why.",
            _ASK,
        ),
    ),
    Letter(
        code="final_family",
        step="case.send_final_plan",
        to=FAMILY,
        title="The final plan",
        source=src.regulation("13(2) and 14(2)"),
        subject="{first_name}’s EHC plan",
        text=_text(
            "With this letter is {first_name}’s EHC plan. It was made final on {day}.",
            "We look at the plan with you again within a year.",
            *_APPEAL_OF_PLAN,
            _ASK,
        ),
        decisions=("setting", "contents"),
    ),
    Letter(
        code="final_setting",
        step="case.send_final_plan",
        to=SETTING,
        title="The final plan",
        source=src.regulation("13(2)"),
        subject="The EHC plan of {child}",
        text=_text(
            "With this letter is the EHC plan of {child}, made final on {day}. It names {setting}.",
            "A school or college that a plan names takes the child in, and gives the help that the plan says.",
            _ASK,
        ),
    ),
    Letter(
        code="final_health",
        step="case.send_final_plan",
        to=HEALTH,
        title="The final plan",
        source=src.regulation("13(2)"),
        subject="The EHC plan of {child}",
        text=_text(
            "With this letter is the EHC plan of {child}, made final on {day}.",
            "Please arrange the health care that section G of the plan says.",
            _ASK,
        ),
    ),
    Letter(
        code="kept_family",
        step="review.decide_to_keep",
        to=FAMILY,
        title="The plan stays as it is",
        source=src.regulation("20(10)"),
        subject="After the review of {first_name}’s plan",
        text=_text(
            "After the review meeting we decided on {day} to keep {first_name}’s EHC plan as it is.",
            *_REASONS,
            *_APPEAL,
            _ASK,
        ),
        decisions=("not_to_amend",),
    ),
    Letter(
        code="changes_family",
        step="review.decide_to_amend",
        to=FAMILY,
        title="The plan will be changed",
        source=src.regulation("22(2)"),
        subject="Changes to {first_name}’s plan",
        text=_CHANGES,
    ),
    Letter(
        code="end_family",
        step="review.decide_to_end",
        to=FAMILY,
        title="We think of ending the plan",
        source=src.regulation("31(1)"),
        subject="The future of {first_name}’s plan",
        text=_ENDING,
    ),
    Letter(
        code="amended_family",
        step="review.send_amended_plan",
        to=FAMILY,
        title="The changed plan",
        source=src.regulation("22(3)"),
        subject="{first_name}’s plan with the changes",
        text=_AMENDED,
        decisions=("setting", "contents"),
    ),
    *_told(
        "amended",
        "review.send_amended_plan",
        "The changed plan",
        src.regulation("22(3)"),
        "The EHC plan of {child} with the changes",
        "With this letter is the EHC plan of {child} with the changes, sent on {day}. It names {setting}.",
    ),
    Letter(
        code="unchanged_family",
        step="review.leave_unchanged",
        to=FAMILY,
        title="The plan is not changed after all",
        source=src.regulation("22(4)"),
        subject="{first_name}’s plan stays as it is",
        text=_UNCHANGED,
        decisions=("not_to_amend",),
    ),
    Letter(
        code="proposed_family",
        step="case.propose_amendment",
        to=FAMILY,
        title="The plan will be changed",
        source=src.regulation("28"),
        subject="Changes to {first_name}’s plan",
        text=_CHANGES,
    ),
    Letter(
        code="proposal_sent_family",
        step="amendment.send_amended_plan",
        to=FAMILY,
        title="The changed plan",
        source=src.regulation("22(3)"),
        subject="{first_name}’s plan with the changes",
        text=_AMENDED,
        decisions=("setting", "contents"),
    ),
    *_told(
        "proposal_sent",
        "amendment.send_amended_plan",
        "The changed plan",
        src.regulation("22(3)"),
        "The EHC plan of {child} with the changes",
        "With this letter is the EHC plan of {child} with the changes, sent on {day}. It names {setting}.",
    ),
    Letter(
        code="proposal_left_family",
        step="amendment.leave_unchanged",
        to=FAMILY,
        title="The plan is not changed after all",
        source=src.regulation("22(4)"),
        subject="{first_name}’s plan stays as it is",
        text=_UNCHANGED,
        decisions=("not_to_amend",),
    ),
    Letter(
        code="ending_family",
        step="case.consider_ceasing",
        to=FAMILY,
        title="We think of ending the plan",
        source=src.regulation("31(1)"),
        subject="The future of {first_name}’s plan",
        text=_ENDING,
    ),
    Letter(
        code="ending_setting",
        step="case.consider_ceasing",
        to=SETTING,
        title="We think of ending the plan",
        source=src.regulation("31(1)"),
        subject="The future of the EHC plan of {child}",
        text=_ENDING_SETTING,
    ),
    Letter(
        code="end_setting",
        step="review.decide_to_end",
        to=SETTING,
        title="We think of ending the plan",
        source=src.regulation("31(1)"),
        subject="The future of the EHC plan of {child}",
        text=_ENDING_SETTING,
    ),
    Letter(
        code="cease_family",
        step="case.decide_to_cease",
        to=FAMILY,
        title="The plan will end",
        source=src.regulation("31(2)"),
        subject="Our decision about {first_name}’s plan",
        text=_text(
            "On {day} we decided to end {first_name}’s EHC plan.",
            *_REASONS,
            "The plan stays in force until the time to appeal is over, and while an appeal goes on.",
            *_APPEAL,
            _ASK,
        ),
        decisions=("to_cease",),
    ),
    *_told(
        "cease",
        "case.decide_to_cease",
        "The plan will end",
        src.regulation("31(2)"),
        "Our decision about the EHC plan of {child}",
        "On {day} we decided to end the EHC plan of {child}. It stays in force until the time to appeal is over, and"
        " while an appeal goes on.",
    ),
    Letter(
        code="again_family",
        step="reassessment.send_final_plan",
        to=FAMILY,
        title="The plan after another assessment",
        source=src.regulation("27(2)"),
        subject="{first_name}’s EHC plan",
        text=_AGAIN,
        decisions=("setting", "contents"),
    ),
    *_told(
        "again",
        "reassessment.send_final_plan",
        "The plan after another assessment",
        src.regulation("27(2)"),
        "The EHC plan of {child}",
        "With this letter is the EHC plan of {child} after another assessment, sent on {day}. It names {setting}.",
    ),
    Letter(
        code="not_again_family",
        step="reassessment.refuse",
        to=FAMILY,
        title="There will be no new assessment",
        source=src.regulation("25(1)"),
        subject="Our decision about another assessment of {child}",
        text=_text("On {day} we decided not to assess {first_name} again.", *_REASONS, *_APPEAL, _ASK),
        decisions=("not_to_reassess",),
    ),
)
"""Our words, of which a partnership makes its own. A gap in square brackets is for the writer of each letter."""

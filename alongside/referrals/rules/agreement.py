"""What voluntary work needs first."""

from __future__ import annotations

ANSWERS: dict[str, str] = {"yes": "Yes", "not_yet": "Not yet", "no": "No"}
CARER_ANSWERS: dict[str, str] = {**ANSWERS, "not_needed": "Not asked, for a reason given below"}
HOW_TOLD: dict[str, str] = {
    "home": "At home",
    "school": "At school or college",
    "office": "At our office",
    "phone": "By telephone",
    "video": "By video call",
    "elsewhere": "Somewhere else that the child chose",
}


def outcome_of(child_answer: str, carer_answer: str) -> str:
    """``agreed`` when both needed answers are yes, ``refused`` when one is no, else ``agreement_asked``.

    A parent's or carer's answer is not needed where it was not asked for a reason (it would put the child at risk, or
    the child is old and mature enough to decide alone: Gillick v West Norfolk and Wisbech AHA [1986] AC 112).
    """
    answers = {child_answer} | ({carer_answer} - {"not_needed"})
    if "no" in answers:
        return "refused"
    return "agreed" if answers == {"yes"} else "agreement_asked"

"""An EHC case with everything: each text with a token of the strand to which it belongs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from alongside.children import queries as children
from alongside.children.models import Child
from alongside.ehcp import commands as ehcp
from alongside.ehcp.commands import Said
from alongside.ehcp.models import Matter, Recipient, Step
from alongside.ehcp.rules import SECTIONS
from alongside.ehcp.rules.requests import PARTS
from alongside.plans import commands as plans
from alongside.plans.models import Plan
from tests.people import NOW, TODAY, acting

_MOMENT = NOW + dt.timedelta(hours=2)


def build(token: Callable[[str, str], str], found: dict[str, str], child: Child, *, worker: str) -> None:
    """The worker brings the child to attention; the SEND officer takes it from advice to a final plan and
    plans its review; the worker says how the plan changes the work."""
    with acting("swindon", worker) as actor:
        _, look = children.look_at(actor, child, _MOMENT)
        asked_for = ehcp.start_request(actor=actor, child=child, look=look, now=_MOMENT)
        ehcp.write_request(
            actor=actor,
            request=asked_for,
            parts={part.column: token(part.strand.value, f"a request: {part.title}") for part in PARTS},
            version=1,
            now=_MOMENT,
        )
        case = ehcp.begin_case(
            actor=actor,
            child=child,
            how="attention",
            asked_by="youth_justice",
            happened_on=TODAY - dt.timedelta(days=50),
            setting_name=token("education", "the setting of an EHC case"),
            note=token("education", "a note with an EHC case"),
            now=_MOMENT,
        )
    with acting("swindon", "send_officer") as actor:
        case = ehcp.take_case(actor=actor, case=case, now=_MOMENT)

        def step(code: str, said: Said | None = None) -> None:
            ehcp.take_step(actor=actor, case=case, step=code, happened_on=TODAY, said=said, now=_MOMENT)

        step("decide_to_assess")
        step(
            "ask_for_advice",
            Said(
                what="psychologist",
                whom=token("education", "who was asked for advice"),
                note=token("education", "a note with advice"),
            ),
        )
        step("decide_to_issue")
        step("consult_setting", Said(setting_name=token("education", "a setting that was consulted")))
        ehcp.write_plan_text(
            actor=actor,
            case=case,
            sections={
                each.code: token(each.strand.value, f"section {each.letter} of an EHC plan") for each in SECTIONS
            },
            version=0,
            now=_MOMENT,
        )
        step("send_draft")
        _, look = children.look_at(actor, child, _MOMENT)
        sent = Step.objects.get(case=case, code="send_draft")
        letter = ehcp.begin_letter(actor=actor, step=sent, code="draft_family", look=look, now=_MOMENT)
        ehcp.write_letter(
            actor=actor,
            letter=letter,
            # To whom it went stands in the sharing ledger, which has readers of its own.
            addressed_to="The family",
            subject=token("education", "what a letter is about"),
            text=token("education", "a letter to the family"),
            version=1,
            now=_MOMENT,
        )
        step("record_comments", Said(note=token("education", "what the family said of a draft")))
        step("tell_of_detention", Said(note=token("plan", "a note with a detention in an EHC case")))
        step("send_final_plan", Said(setting_name=token("education", "the setting that a plan names")))
        step("plan_review", Said(planned_on=TODAY + dt.timedelta(days=30)))
        recipients = list(Recipient.objects.filter(case=case).order_by("id"))
        ehcp.send_plan_on(
            actor=actor,
            case=case,
            # Who got it stands in the sharing ledger, which has readers of its own.
            people={recipients[1].ref: ""},
            sent_on=TODAY,
            how="secure_email",
            family="told",
            now=_MOMENT,
        )
        ehcp.stand_down_recipient(
            actor=actor,
            recipient=recipients[0],
            reason=token("plan", "why a final plan is not needed"),
            now=_MOMENT,
        )
        matter = Matter.objects.get(case=case, kind="review")
        asked = Step.objects.get(case=case, code="plan_review")
    with acting("swindon", worker) as actor:
        plans.write_ehc_changes(
            actor=actor,
            plan=Plan.objects.get(child=child),
            changes=token("education", "how an EHC plan changes our work"),
            now=_MOMENT,
        )
    found |= {"ehc_case": case.ref, "ehc_matter": matter.ref, "ehc_step": asked.ref, "ehc_request": asked_for.ref}
    found |= {"ehc_letter": letter.ref, "ehc_draft_sent": sent.ref}
    found |= {"ehc_recipient": recipients[1].ref, "ehc_recipient_waiting": recipients[2].ref}

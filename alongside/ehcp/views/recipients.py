"""To whom the final plan of a detained child goes: that it was sent, that it arrived, that it is not needed."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from alongside.accounts.http import Request
from alongside.core.verdict import not_now
from alongside.ehcp import access, commands, forms, queries
from alongside.ehcp.models import Recipient
from alongside.ehcp.views.case import Opened, form_about, opened


@require_http_methods(["GET", "POST"])
def send_plan_on(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Write down to whom the final plan was sent, several at once."""
    at = opened(request, child_ref)
    case = queries.case_or_404(at.child, at.standing, ref, at.look)
    if not access.sees_detention(at.standing):
        raise Http404
    rows = [row for row in queries.recipients_of_child(at.child, at.standing, at.look) if row.case_id == case.pk]
    waiting = [row for row in rows if row.status == Recipient.Status.WAITING]

    def save(typed: forms.SendPlanOn) -> str:
        commands.send_plan_on(
            actor=request.actor,
            case=case,
            people=typed.people(),
            sent_on=typed.cleaned_data["sent_on"],
            how=typed.cleaned_data["how"],
            family=typed.cleaned_data["family"],
            family_not_told_why=typed.cleaned_data["family_why"],
            now=request.now,
        )
        return at.url

    return form_about(
        request,
        at,
        access.may_send_plan_on(request.actor, at.standing, waiting),
        forms.SendPlanOn,
        "ehcp/send_plan_on.html",
        save,
        initial={"sent_on": request.today},
        form_arguments={"child": at.child, "waiting": [(row.ref, row.of_rule.title) for row in waiting]},
        done="It stands in what was shared, with the law.",
    )


@require_http_methods(["GET", "POST"])
def record_plan_receipt(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Write down that it arrived."""
    at, row = _recipient(request, child_ref, ref)
    verdict = access.may_keep_case(request.actor, at.standing)
    if verdict and row.disclosure is None:
        verdict = not_now("It has to be sent before anybody can have received it.")

    def save(typed: forms.PlanReceipt) -> str:
        commands.record_plan_receipt(actor=request.actor, recipient=row, now=request.now, **typed.cleaned_data)
        return at.url

    return form_about(
        request,
        at,
        verdict,
        forms.PlanReceipt,
        "ehcp/record_plan_receipt.html",
        save,
        context={"line": queries.line_of(row)},
        initial={"received_on": request.today},
        done="The receipt is kept.",
    )


@require_http_methods(["GET", "POST"])
def stand_down_recipient(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Say why somebody does not need it."""
    at, row = _recipient(request, child_ref, ref)
    verdict = access.may_keep_case(request.actor, at.standing)
    if verdict and row.status != Recipient.Status.WAITING:
        verdict = not_now("Nobody waits for this any more.")

    def save(typed: forms.NotNeeded) -> str:
        commands.stand_down_recipient(actor=request.actor, recipient=row, now=request.now, **typed.cleaned_data)
        return at.url

    return form_about(
        request,
        at,
        verdict,
        forms.NotNeeded,
        "ehcp/stand_down_recipient.html",
        save,
        context={"line": queries.line_of(row)},
        done="Nobody waits for it. Your reason stays in sight.",
    )


def _recipient(request: Request, child_ref: str, ref: str) -> tuple[Opened, Recipient]:
    at = opened(request, child_ref)
    return at, queries.recipient_or_404(at.child, at.standing, ref, at.look)

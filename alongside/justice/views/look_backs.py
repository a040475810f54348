"""Outcomes, and the list of look-backs. One look back draws on subjects above, and stands in ``web``."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request
from alongside.audit import trail
from alongside.core.strands import Strand
from alongside.justice import access, commands, forms, queries
from alongside.justice.views.opening import child_form, opened
from alongside.ui.address import url


@require_GET
def look_backs(request: Request) -> HttpResponse:
    """Which first entries and custodies wait to be looked back on, and what was found lately."""
    access.may_see_look_backs(request.actor).or_raise()
    rows = queries.look_backs(request.actor, request.now)
    found = trail.show(request.actor, queries.LOOK_BACKS_VIEWED, rows, now=request.now)
    return render(request, "justice/look_backs.html", {"found": found, "today": request.today})


@require_http_methods(["GET", "POST"])
def record_outcome(request: Request, child_ref: str) -> HttpResponse:
    """Write down what a police force or a court decided."""
    at = opened(request, child_ref, strand=Strand.JUSTICE)

    def save(form: forms.RecordOutcome) -> str:
        commands.record_outcome(actor=request.actor, child=at.child, now=request.now, **form.cleaned_data)
        return url("web:child", child_ref=child_ref)

    return child_form(
        request,
        at,
        access.may_record_outcome(request.actor, at.standing),
        forms.RecordOutcome,
        "justice/record_outcome.html",
        save,
        back_url=url("web:child", child_ref=child_ref),
        initial={"given_on": request.today},
        done="It is written down.",
    )


@require_http_methods(["GET", "POST"])
def withdraw_outcome(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """It was wrong, or changed on appeal."""
    at = opened(request, child_ref, strand=Strand.JUSTICE)
    row = access.outcome_or_404(request.actor, at.child, ref, request.now)

    def save(form: forms.Reason) -> str:
        commands.withdraw_outcome(actor=request.actor, outcome=row, reason=form.cleaned_data["reason"], now=request.now)
        return url("web:child", child_ref=child_ref)

    return child_form(
        request,
        at,
        access.may_record_outcome(request.actor, at.standing),
        forms.Reason,
        "justice/withdraw_outcome.html",
        save,
        back_url=url("web:child", child_ref=child_ref),
        done="It no longer counts, and stays in the record with the reason.",
    )

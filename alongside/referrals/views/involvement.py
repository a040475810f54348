"""Who works with the child: first contact, another worker, the end."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.children import queries as children
from alongside.core import calendar
from alongside.core.verdict import Verdict
from alongside.referrals import access, commands, forms, queries
from alongside.referrals.models import Involvement


def with_child(request: Request, row: Involvement) -> dict[str, Any]:
    """What a page about a spell of work shows: the child first. Leaves the trace of the look."""
    standing, look = children.look_at(request.actor, row.child, request.now)
    return {
        "child": children.header(row.child, standing, look, calendar.london_date(request.now)),
        "involvement": queries.involvement(row, standing, look),
        "today": calendar.london_date(request.now),
    }


def ended(request: Request, row: Involvement, verdict: Verdict) -> HttpResponse | None:
    """The same for a spell of work as ``_closed`` for a referral."""
    if verdict:
        return None
    if request.method == "POST":
        verdict.or_raise()
    return render(request, "referrals/not_for_you.html", {**with_child(request, row), "reason": verdict.reason})


@require_http_methods(["GET", "POST"])
def record_first_contact(request: Request, ref: str) -> HttpResponse:
    """When the worker first met or spoke to the child."""
    row = access.involvement_or_404(request.actor, ref, request.now)
    if closed := ended(request, row, access.may_record_first_contact(request.actor, row, request.now)):
        return closed

    def save(form: forms.RecordFirstContact) -> str:
        commands.record_first_contact(actor=request.actor, involvement=row, on=form.cleaned_data["on"], now=request.now)
        return reverse("web:child", kwargs={"child_ref": row.child.ref})

    return form_page(
        request,
        forms.RecordFirstContact,
        "referrals/record_first_contact.html",
        save,
        context=with_child(request, row),
        initial={"on": calendar.london_date(request.now)},
        done="Recorded first contact.",
    )


@require_http_methods(["GET", "POST"])
def transfer(request: Request, ref: str) -> HttpResponse:
    """Another worker for the child, with a reason."""
    actor, now = request.actor, request.now
    row = access.involvement_or_404(actor, ref, now)
    if closed := ended(request, row, access.may_transfer(actor, row, now)):
        return closed
    workers = queries.workers(
        actor,
        stream=row.stream,
        locality_id=row.child.locality_id,
        now=now,
        leave_out=row.worker.ref,
        child=row.child,
    )

    def save(form: forms.Transfer) -> str:
        commands.transfer(actor=actor, involvement=row, now=now, **form.values())
        return after(request, row)

    return form_page(
        request,
        forms.Transfer,
        "referrals/transfer.html",
        save,
        context={**with_child(request, row), "workers": workers},
        form_arguments={"workers": workers},
        done="Recorded the new worker.",
    )


@require_http_methods(["GET", "POST"])
def end_involvement(request: Request, ref: str) -> HttpResponse:
    """The end of a spell of work, with its reason."""
    row = access.involvement_or_404(request.actor, ref, request.now)
    if closed := ended(request, row, access.may_end(request.actor, row, request.now)):
        return closed

    def save(form: forms.EndInvolvement) -> str:
        commands.end_involvement(actor=request.actor, involvement=row, now=request.now, **form.cleaned_data)
        return after(request, row)

    return form_page(
        request,
        forms.EndInvolvement,
        "referrals/end_involvement.html",
        save,
        context=with_child(request, row),
        initial={"on": calendar.london_date(request.now)},
        done="Recorded the end of this work.",
    )


def after(request: Request, row: Involvement) -> str:
    """The child's page, or *my work* for whoever may no longer see the child."""
    if access.visible_involvements(request.actor, request.now).filter(pk=row.pk).exists():
        return reverse("web:child", kwargs={"child_ref": row.child.ref})
    return reverse("web:home")

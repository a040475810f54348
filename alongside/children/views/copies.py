"""Copies of who looked and what was shared: prepared by one person, released by another."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act, form_page
from alongside.accounts.permissions import Permission
from alongside.children import access, commands, forms, queries
from alongside.children.models import SubjectAccess
from alongside.children.views.record import insist_on_post
from alongside.core import calendar
from alongside.core.verdict import YES, Verdict, no, not_now
from alongside.documents.typeset import typeset


@require_GET
def copies(request: Request) -> HttpResponse:
    """Who asked for a copy, by when it is due, and where it stands."""
    _may_see(request).or_raise()
    return render(
        request,
        "children/copies.html",
        {"requests": queries.requests(request.actor), "prepares": request.actor.may(Permission.SEE_WHO_LOOKED)},
    )


@require_http_methods(["GET", "POST"])
def begin_copy(request: Request) -> HttpResponse:
    """Somebody asked who looked at a record and what was shared."""
    verdict = YES if request.actor.may(Permission.SEE_WHO_LOOKED) else no(_ASK)
    verdict.or_raise()

    def save(form: forms.BeginCopy) -> str:
        typed = form.cleaned_data
        row = commands.begin_subject_access(
            actor=request.actor,
            child_ref=typed["reference"],
            asked_by=typed["asked_by"],
            asked_on=typed["asked_on"],
            identity_on=typed["identity_on"],
            may_act=typed["may_act"],
            now=request.now,
        )
        return reverse("children:copy", kwargs={"ref": row.ref})

    return form_page(request, forms.BeginCopy, "children/begin_copy.html", save, initial={"asked_on": request.today})


@require_GET
def copy(request: Request, ref: str) -> HttpResponse:
    """The copy as it stands, with what is left out and why, and what to do next."""
    _may_see(request).or_raise()
    row = queries.request_or_404(request.actor, ref)
    return render(
        request,
        "children/copy.html",
        {
            "row": row,
            "status": SubjectAccess.Status(row.status).label,
            "asked_by": SubjectAccess.By(row.asked_by).label,
            "copy": queries.copy_of(request.actor, row, request.now),
            "prepares": row.status == "preparing" and row.prepared_by_id == request.actor.membership_id,
            "releases": access.may_release(request.actor, row) if row.status == "to_release" else None,
        },
    )


@require_http_methods(["GET", "POST"])
def leave_out(request: Request, ref: str) -> HttpResponse:
    """Go through the copy line by line, say what is left out, and hand it to a second person."""
    _may_see(request).or_raise()
    row = queries.request_or_404(request.actor, ref)
    verdict = _prepares(request, row)
    insist_on_post(request, verdict)
    found = queries.copy_of(request.actor, row, request.now)
    lines = [
        (line.key, f"{_days(line)}: {line.who}", f"{line.what} {line.why}".strip())
        for line in (*found.looks, *found.shared)
    ]

    def save(form: forms.LeaveOut) -> str:
        typed = form.cleaned_data
        commands.leave_out(
            actor=request.actor, request=row, lines=typed["lines"], reason=typed["reason"], now=request.now
        )
        return reverse("children:copy", kwargs={"ref": ref})

    return form_page(
        request,
        forms.LeaveOut,
        "children/leave_out.html",
        save,
        context={"row": row, "verdict": verdict, "copy": found},
        initial={"lines": [entry.partition(":")[0] for entry in row.left_out]},
        form_arguments={"lines": lines},
        done="The copy waits for a second person to read and release it.",
    )


@require_POST
def release_copy(request: Request, ref: str) -> HttpResponse:
    """A second person lets the copy go."""
    _may_see(request).or_raise()
    row = queries.request_or_404(request.actor, ref)

    def run() -> str:
        commands.release_copy(actor=request.actor, request=row, now=request.now)
        return reverse("children:copy", kwargs={"ref": ref})

    return act(request, run, done="The copy is released. Print it or hand it over.")


@require_http_methods(["GET", "POST"])
def return_copy(request: Request, ref: str) -> HttpResponse:
    """A second person sends the copy back, or whoever prepares it refuses it."""
    _may_see(request).or_raise()
    row = queries.request_or_404(request.actor, ref)
    is_refusal = row.status == SubjectAccess.Status.PREPARING
    verdict = _prepares(request, row) if is_refusal else access.may_release(request.actor, row)
    insist_on_post(request, verdict)

    def save(form: forms.SayWhy) -> str:
        command = commands.refuse_copy if is_refusal else commands.return_copy
        command(actor=request.actor, request=row, why=form.cleaned_data["why"], now=request.now)
        return reverse("children:copy", kwargs={"ref": ref})

    return form_page(
        request,
        forms.SayWhy,
        "children/return_copy.html",
        save,
        context={"row": row, "verdict": verdict, "is_refusal": is_refusal},
    )


@require_GET
def copy_on_paper(request: Request, ref: str) -> HttpResponse:
    """The released copy as PDF, in plain words; what is left out is not in the file."""
    _may_see(request).or_raise()
    row = queries.request_or_404(request.actor, ref)
    if row.status != SubjectAccess.Status.RELEASED:
        not_now("This copy is not released. A second person reads it first.").or_raise()
    found = queries.copy_of(request.actor, row, request.now)
    pdf = typeset(
        "who_looked",
        {
            "title": "Who looked and what was shared",
            "reference": row.child_ref,
            "up_to": calendar.london_date(row.up_to),
            "looks": [
                {"when": _days(line), "who": line.who, "what": line.what, "why": line.why, "times": line.times}
                for line in found.looks
                if not line.left_out
            ],
            "shared": [
                {"when": _days(line), "who": line.who, "what": line.what, "why": line.why}
                for line in found.shared
                if not line.left_out
            ],
            "left_out": found.left_out,
            "grounds": sorted({line.left_out for line in (*found.looks, *found.shared) if line.left_out}),
            "is_cut": found.is_cut,
            "made_on": request.today,
        },
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="who-looked-{row.ref}.pdf"'
    return response


_ASK = "Only the information governance lead prepares copies. Pass the request on the same day: the clock is running."


def _may_see(request: Request) -> Verdict:
    return YES if queries.may_ask_for_copies(request.actor) else no(_ASK)


def _prepares(request: Request, row: SubjectAccess) -> Verdict:
    if row.status != SubjectAccess.Status.PREPARING:
        return not_now("This copy is no longer being prepared.")
    if row.prepared_by_id != request.actor.membership_id:
        return no("Whoever began this copy prepares it.")
    return YES


def _days(line: queries.CopyLine) -> str:
    if line.on == line.until:
        return calendar.spoken(line.on)
    return f"{calendar.spoken(line.on)} to {calendar.spoken(line.until)}"

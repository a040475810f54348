"""Opening a record in an emergency, and the review by somebody else."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access, commands, forms, queries
from alongside.children.views.record import insist_on_post
from alongside.core.verdict import no


@require_http_methods(["GET", "POST"])
def break_glass(request: Request) -> HttpResponse:
    """Open one record for four hours, with a reason. The answer is the same whether there is such a record or not."""
    verdict = access.may_open_in_emergency(request.actor)
    insist_on_post(request, verdict)

    def save(form: forms.BreakGlass) -> str:
        reference = form.cleaned_data["reference"]
        commands.break_glass(actor=request.actor, ref=reference, reason=form.cleaned_data["reason"], now=request.now)
        return reverse("children:emergency_opened", kwargs={"child_ref": reference})

    return form_page(
        request,
        forms.BreakGlass,
        "children/break_glass.html",
        save,
        context={"verdict": verdict},
    )


@require_GET
def emergency_opened(request: Request, child_ref: str) -> HttpResponse:
    """What happens after an emergency opening; says nothing about whether the record exists."""
    access.may_open_in_emergency(request.actor).or_raise()
    return render(request, "children/emergency_opened.html", {"reference": child_ref})


@require_GET
def emergency_openings(request: Request) -> HttpResponse:
    """Emergency openings: those that wait for a review first."""
    if not request.actor.may(Permission.REVIEW_BREAK_GLASS):
        no("Only a manager or the information governance lead reviews emergency openings.").or_raise()
    openings = trail.show(request.actor, queries.OPENINGS_VIEWED, queries.openings(request.actor), now=request.now)
    return render(request, "children/emergency_openings.html", {"openings": openings})


@require_http_methods(["GET", "POST"])
def review_opening(request: Request, ref: str) -> HttpResponse:
    """Review an emergency opening. Never one's own."""
    found = queries.opening_or_404(request.actor, ref)
    opening = queries.opening_page(request.actor, found, request.now)
    verdict = access.may_review(request.actor, found)
    insist_on_post(request, verdict)

    def save(form: forms.ReviewOpening) -> str:
        commands.review_opening(
            actor=request.actor,
            opening=found,
            is_justified=form.cleaned_data["is_justified"],
            note=form.cleaned_data["note"],
            now=request.now,
        )
        return reverse("children:emergency_openings")

    return form_page(
        request,
        forms.ReviewOpening,
        "children/review_opening.html",
        save,
        context={
            "opening": opening,
            "verdict": verdict,
            "may_see_who_looked": request.actor.may(Permission.SEE_WHO_LOOKED),
        },
        done="The review is recorded.",
    )

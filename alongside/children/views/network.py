"""Everybody who works with the child, as a page and as a contact sheet on paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.children import access, commands, forms, queries
from alongside.children.views.record import insist_on_post, opened
from alongside.core.strands import Strand


@require_GET
def network(request: Request, child_ref: str) -> HttpResponse:
    """Who works with the child: name, role, agency, phone, why, since when."""
    child, standing, look = opened(request, child_ref)
    others = queries.joined_records(child, standing, look, request.now)
    context = {
        "child": child,
        "contacts": queries.network(child, standing, look, request.now, others=others),
        "writes": standing.writes(Strand.IDENTITY),
    }
    return render(request, "children/network.html", context)


@require_http_methods(["GET", "POST"])
def record_professional(request: Request, child_ref: str) -> HttpResponse:
    """Write down somebody of another service."""
    child, _, _ = opened(request, child_ref)
    verdict = access.may_write(request.actor, child, Strand.IDENTITY, request.now)
    insist_on_post(request, verdict)

    def save(form: forms.RecordProfessional) -> str:
        commands.record_professional(actor=request.actor, child=child, now=request.now, **form.cleaned_data)
        return _network(child_ref)

    return form_page(
        request,
        forms.RecordProfessional,
        "children/record_professional.html",
        save,
        context={"child": child, "verdict": verdict, "back_url": _network(child_ref)},
    )


@require_http_methods(["GET", "POST"])
def end_professional(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """They do not work with the child any more."""
    child, _, look = opened(request, child_ref)
    professional = queries.professional_or_404(child, ref, look)
    verdict = access.may_write(request.actor, child, Strand.IDENTITY, request.now)
    insist_on_post(request, verdict)

    def save(form: forms.EndProfessional) -> str:
        commands.end_professional(actor=request.actor, professional=professional, now=request.now, **form.cleaned_data)
        return _network(child_ref)

    return form_page(
        request,
        forms.EndProfessional,
        "children/end_professional.html",
        save,
        context={"child": child, "professional": professional, "verdict": verdict, "back_url": _network(child_ref)},
        initial={"to_on": request.today},
    )


def _network(child_ref: str) -> str:
    return reverse("children:network", kwargs={"child_ref": child_ref})

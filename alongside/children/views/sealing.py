"""Sealing a record, and what two people decide about a seal. These pages name records by reference only."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import commands, forms, queries
from alongside.children.views.record import insist_on_post
from alongside.core.verdict import YES, no
from alongside.partnerships import queries as partnerships


@require_GET
def sealed_records(request: Request) -> HttpResponse:
    """Every sealed record by its reference, who knows of it, and what is asked about it."""
    found = trail.show(request.actor, queries.SEALS_VIEWED, queries.seals(request.actor), now=request.now)
    return render(request, "children/sealed_records.html", {"records": found})


@require_http_methods(["GET", "POST"])
def seal_child(request: Request) -> HttpResponse:
    """Seal a record by its reference, so that only the people named know of it."""
    verdict = (
        YES if request.actor.may(Permission.SEAL_CHILD) else no("Only the information governance lead seals a record.")
    )
    insist_on_post(request, verdict)

    def save(form: forms.SealChild) -> str:
        commands.seal_child(
            actor=request.actor,
            ref=form.cleaned_data["reference"],
            readers=[partnerships.membership_or_404(request.actor, ref) for ref in form.cleaned_data["readers"]],
            reason=form.cleaned_data["reason"],
            now=request.now,
        )
        return reverse("children:sealed_records")

    return form_page(
        request,
        forms.SealChild,
        "children/seal_child.html",
        save,
        context={"verdict": verdict},
        form_arguments={"actor": request.actor},
        done="The record is sealed.",
    )


@require_http_methods(["GET", "POST"])
def ask_about_seal(request: Request, child_ref: str) -> HttpResponse:
    """Ask that a sealed record be opened again, or that one more person may know of it."""
    actor = request.actor
    record = queries.sealed_or_404(actor, child_ref, request.now)

    def save(form: forms.AskAboutSeal) -> str:
        typed = form.cleaned_data
        ask = commands.ask_about_seal(
            actor=actor,
            ref=child_ref,
            wish=typed["wish"],
            reader=partnerships.membership_or_404(actor, typed["reader"]) if typed["reader"] else None,
            reason=typed["reason"],
            now=request.now,
        )
        return reverse("children:decide_about_seal", kwargs={"ref": ask.ref})

    return form_page(
        request,
        forms.AskAboutSeal,
        "children/ask_about_seal.html",
        save,
        context={"record": record, "keeps_seals": actor.may(Permission.SEAL_CHILD)},
        form_arguments={"actor": actor},
        done="Asked. Somebody else decides.",
    )


@require_http_methods(["GET", "POST"])
def decide_about_seal(request: Request, ref: str) -> HttpResponse:
    """What is asked about a seal: a second person agrees or refuses; whoever asked may withdraw it."""
    found = queries.seal_ask_or_404(request.actor, ref)
    asked = queries.seal_ask_page(request.actor, found, request.now)
    if not asked.is_own:
        insist_on_post(request, asked.may_decide)

    def save(form: forms.DecideAboutSeal) -> str:
        commands.decide_about_seal(
            actor=request.actor,
            ask=found,
            is_agreed=form.cleaned_data["is_agreed"],
            note=form.cleaned_data["note"],
            now=request.now,
        )
        return reverse("children:sealed_records" if request.actor.may(Permission.SEAL_CHILD) else "web:home")

    return form_page(
        request,
        forms.DecideAboutSeal,
        "children/decide_about_seal.html",
        save,
        context={"asked": asked, "keeps_seals": request.actor.may(Permission.SEAL_CHILD)},
        form_arguments={"is_own": asked.is_own},
        done="Recorded.",
    )

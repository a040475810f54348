"""Offering a screen, recording its result, and reading it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request
from alongside.core.verdict import Verdict, not_now
from alongside.needs import access, commands, forms, queries, rules
from alongside.needs.models import Screen
from alongside.needs.views.opening import Opened, child_form, opened


@require_http_methods(["GET", "POST"])
def offer_screen(request: Request, child_ref: str) -> HttpResponse:
    """Offer a screen: the first one, or a fuller one for what was raised."""
    at = opened(request, child_ref)

    def save(form: forms.OfferScreen) -> str:
        row = commands.offer_screen(
            actor=request.actor,
            child=at.child,
            tool=form.cleaned_data["tool"],
            source=at.child.ref,
            now=request.now,
        )
        return at.url("screen", row.ref)

    return child_form(
        request,
        at,
        access.may_offer_screen(request.actor, at.standing),
        forms.OfferScreen,
        "needs/offer_screen.html",
        save,
        back_url=at.needs_url,
        form_arguments={"tools": queries.tools_to_offer(at.child, at.look, at.today)},
        done="Offered.",
    )


@require_GET
def screen(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """The result of a screen, or what is still to do."""
    at = opened(request, child_ref)
    row = queries.screen_or_404(at.child, at.standing, ref, at.look)
    return render(
        request,
        "needs/screen.html",
        {
            **at.context,
            "screen": queries.screen_page(row),
            "may_record": access.may_record_screen(request.actor, at.standing),
        },
    )


@require_http_methods(["GET", "POST"])
def record_screen(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Record what a screen found. What it raises goes to the service that answers it."""
    at = opened(request, child_ref)
    row = queries.screen_or_404(at.child, at.standing, ref, at.look)
    tool = rules.TOOLS[row.tool]

    def save(form: forms.RecordScreen) -> str:
        commands.record_screen(actor=request.actor, screen=row, now=request.now, **form.values())
        return at.url("screen", row.ref)

    return child_form(
        request,
        at,
        _may_record(request, at, row),
        forms.RecordScreen,
        "needs/record_screen.html",
        save,
        back_url=at.url("screen", row.ref),
        context={"screen": queries.screen_page(row), "tool": tool},
        initial={"done_on": at.today},
        form_arguments={"tool": tool},
        done="Recorded. What it raised is with the services that answer it.",
    )


@require_http_methods(["GET", "POST"])
def decline_screen(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Record that there is no result, and why."""
    at = opened(request, child_ref)
    row = queries.screen_or_404(at.child, at.standing, ref, at.look)

    def save(form: forms.DeclineScreen) -> str:
        commands.decline_screen(
            actor=request.actor,
            screen=row,
            status=form.cleaned_data["status"],
            note=form.cleaned_data["note"],
            now=request.now,
        )
        return at.url("screen", row.ref)

    return child_form(
        request,
        at,
        _may_record(request, at, row),
        forms.DeclineScreen,
        "needs/decline_screen.html",
        save,
        back_url=at.url("screen", row.ref),
        context={"screen": queries.screen_page(row)},
        done="Recorded.",
    )


def _may_record(request: Request, at: Opened, row: Screen) -> Verdict:
    """The person may, and the screen still waits for its result.

    A post is judged by the command alone, so that the same post sent twice shows the one record that it made.
    """
    verdict = access.may_record_screen(request.actor, at.standing)
    if verdict and request.method == "GET" and row.status != Screen.Status.OFFERED:
        return not_now("This screen has been recorded already. Offer a new one if something changed.")
    return verdict

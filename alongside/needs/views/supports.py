"""Who waits for specialist support, and each hand-off of one child's support."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act
from alongside.audit import trail
from alongside.core import calendar
from alongside.core.verdict import Verdict
from alongside.needs import access, commands, forms, queries, rules
from alongside.needs.models import Support
from alongside.needs.views.opening import Opened, child_form, opened
from alongside.ui.forms import Form

F = TypeVar("F", bound=Form)

DAYS = ("started_on", "ended_on")
"""Days that are most often today: their forms begin with it."""


@require_GET
def support_queue(request: Request) -> HttpResponse:
    """Who waits for support and since when, the longest wait first."""
    actor, now = request.actor, request.now
    access.may_see_queue(actor).or_raise()
    narrow = forms.Narrow(request.GET, actor=actor)
    wanted = narrow.values()
    found = queries.support_queue(actor, now, number=request.GET.get("page", 1), **wanted)
    return render(
        request,
        "needs/support_queue.html",
        {
            "queue": trail.show(actor, queries.QUEUE_VIEWED, found, now=now),
            "narrow": narrow,
            "is_narrowed": any(wanted.values()),
            "target": rules.FIRST_SUPPORT_DAYS,
            "today": calendar.london_date(now),
        },
    )


@require_http_methods(["GET", "POST"])
def ask_for_support(request: Request, child_ref: str) -> HttpResponse:
    """Ask a specialist service for support."""
    at = opened(request, child_ref)

    def save(form: forms.AskForSupport) -> str:
        row = commands.ask_for_support(actor=request.actor, child=at.child, now=request.now, **form.values())
        return at.url("support", row.ref)

    return child_form(
        request,
        at,
        access.may_ask_for_support(request.actor, at.standing),
        forms.AskForSupport,
        "needs/ask_for_support.html",
        save,
        back_url=at.needs_url,
        done="Asked for. The service has it in its queue now.",
    )


@require_GET
def support(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Where the support stands, and the next hand-off one click away. Opened by the team, it counts as seen."""
    at = opened(request, child_ref)
    row = queries.support_or_404(at.child, at.standing, ref, at.look)
    if row.status == Support.Status.RECEIVED and access.is_of_team(request.actor, row):
        commands.see_support(actor=request.actor, support=row, now=request.now)
        row = queries.support_or_404(at.child, at.standing, ref, at.look)
    return render(
        request,
        "needs/support.html",
        {
            **at.context,
            "support": queries.support_page(row, at.today),
            "strategies": queries.strategies(at.child, at.look),
            "may_give": access.may_give_support(request.actor, row),
            "may_settle": access.may_settle_support(request.actor, at.standing, row),
            "may_place": access.may_place_support(request.actor, at.standing),
            "may_write_strategy": access.may_write_strategy(request.actor, at.standing),
            "is_another": row.accepted_by_id not in (None, request.actor.membership_id),
            "form_key": str(uuid.uuid4()),
        },
    )


@require_POST
def accept_support(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """A specialist of the team takes it on."""
    at, row = _opened(request, child_ref, ref)

    def run() -> str:
        commands.accept_support(actor=request.actor, support=row, now=request.now)
        return at.url("support", row.ref)

    return act(request, run, done="Accepted. Offer the child a first time.")


@require_POST
def take_over_support(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Another specialist of the team takes it over."""
    at, row = _opened(request, child_ref, ref)

    def run() -> str:
        commands.take_over_support(actor=request.actor, support=row, now=request.now)
        return at.url("support", row.ref)

    return act(request, run, done="It is yours now.")


@require_http_methods(["GET", "POST"])
def decline_support(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """The team says no. Then it no longer sees the child, so that the way back is to the queue."""

    def save(row: Support, form: forms.DeclineSupport) -> None:
        reason = form.cleaned_data["reason"]
        commands.decline_support(actor=request.actor, support=row, reason=reason, now=request.now)

    return _hand_off(request, child_ref, ref, forms.DeclineSupport, save, leaves=True, done="The worker knows now.")


@require_http_methods(["GET", "POST"])
def offer_support(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Offer the child a first time."""

    def save(row: Support, form: forms.OfferSupport) -> None:
        on = form.cleaned_data["offered_for_on"]
        commands.offer_support(actor=request.actor, support=row, offered_for_on=on, now=request.now)

    return _hand_off(request, child_ref, ref, forms.OfferSupport, save, done="Recorded.")


@require_http_methods(["GET", "POST"])
def start_support(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Record the first support: the child's wait is over."""

    def save(row: Support, form: forms.StartSupport) -> None:
        on = form.cleaned_data["started_on"]
        commands.start_support(actor=request.actor, support=row, started_on=on, now=request.now)

    return _hand_off(request, child_ref, ref, forms.StartSupport, save, done="Recorded. The wait is over.")


@require_http_methods(["GET", "POST"])
def end_support(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """End it with its outcome. Then a specialist no longer sees the child, so that the way back is to the queue."""

    def save(row: Support, form: forms.EndSupport) -> None:
        typed = form.cleaned_data
        commands.end_support(
            actor=request.actor,
            support=row,
            ended_on=typed["ended_on"],
            outcome=typed["outcome"],
            note=typed["note"],
            now=request.now,
        )

    return _hand_off(
        request,
        child_ref,
        ref,
        forms.EndSupport,
        save,
        leaves=True,
        arguments=lambda row: {"has_begun": row.started_on is not None},
        done="Ended.",
    )


@require_http_methods(["GET", "POST"])
def place_support(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Give support that nobody has to a team."""

    def save(row: Support, form: forms.PlaceSupport) -> None:
        commands.place_support(actor=request.actor, support=row, team=form.chosen, now=request.now)

    return _hand_off(
        request,
        child_ref,
        ref,
        forms.PlaceSupport,
        save,
        arguments=lambda row: {"actor": request.actor, "specialism": row.specialism},
        done="It is in the team’s queue now.",
    )


def _opened(request: Request, child_ref: str, ref: str) -> tuple[Opened, Support]:
    at = opened(request, child_ref)
    return at, queries.support_or_404(at.child, at.standing, ref, at.look)


def _hand_off(
    request: Request,
    child_ref: str,
    ref: str,
    form_class: type[F],
    save: Callable[[Support, F], None],
    *,
    leaves: bool = False,
    arguments: Callable[[Support], dict[str, Any]] | None = None,
    done: str,
) -> HttpResponse:
    """One hand-off: its form, its command, and back to the support, or to the queue when it ``leaves`` the reader."""
    at, row = _opened(request, child_ref, ref)
    name = request.resolver_match.url_name if request.resolver_match else ""
    verdicts: dict[str | None, Verdict] = {
        "place_support": access.may_place_support(request.actor, at.standing),
        "end_support": access.may_settle_support(request.actor, at.standing, row),
    }
    verdict = verdicts.get(name, access.may_give_support(request.actor, row))
    is_leaving = leaves and access.is_of_team(request.actor, row)

    def run(form: F) -> str:
        save(row, form)
        return reverse("needs:support_queue") if is_leaving else at.url("support", row.ref)

    return child_form(
        request,
        at,
        verdict,
        form_class,
        f"needs/{name}.html",
        run,
        back_url=at.url("support", row.ref),
        context={"support": queries.support_page(row, at.today)},
        initial=dict.fromkeys(DAYS, at.today),
        form_arguments=arguments(row) if arguments else {},
        done=done,
    )

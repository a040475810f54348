"""Writing what helps, saying it differently, and withdrawing it."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from alongside.accounts.http import Request
from alongside.core.verdict import Verdict, not_now
from alongside.needs import access, commands, forms, queries
from alongside.needs.models import Strategy
from alongside.needs.views.opening import Opened, child_form, opened


@require_http_methods(["GET", "POST"])
def write_strategy(request: Request, child_ref: str) -> HttpResponse:
    """Write one thing to do or to avoid with the child."""
    at = opened(request, child_ref)

    def save(form: forms.WriteStrategy) -> str:
        commands.write_strategy(
            actor=request.actor,
            child=at.child,
            kind=form.cleaned_data["kind"],
            text=form.cleaned_data["text"],
            now=request.now,
        )
        return at.needs_url

    return child_form(
        request,
        at,
        access.may_write_strategy(request.actor, at.standing),
        forms.WriteStrategy,
        "needs/write_strategy.html",
        save,
        back_url=at.needs_url,
        context={"strategies": queries.strategies(at.child, at.look)},
        initial={"kind": Strategy.Kind.DO.value},
        done="Written. Everyone who works with the child sees it now.",
    )


@require_http_methods(["GET", "POST"])
def rewrite_strategy(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Say it differently: the old one is withdrawn, the new one takes its place."""
    at = opened(request, child_ref)
    row = queries.strategy_or_404(at.child, ref, at.look)

    def save(form: forms.RewriteStrategy) -> str:
        commands.rewrite_strategy(
            actor=request.actor,
            strategy=row,
            kind=form.cleaned_data["kind"],
            text=form.cleaned_data["text"],
            reason=form.cleaned_data["reason"],
            now=request.now,
        )
        return at.needs_url

    return child_form(
        request,
        at,
        _may_change(request, at, row),
        forms.RewriteStrategy,
        "needs/rewrite_strategy.html",
        save,
        back_url=at.needs_url,
        context={"strategy": row},
        initial={"kind": row.kind, "text": row.text},
        done="Changed. The earlier one stays in the record as withdrawn.",
    )


@require_http_methods(["GET", "POST"])
def withdraw_strategy(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Withdraw a strategy with a reason."""
    at = opened(request, child_ref)
    row = queries.strategy_or_404(at.child, ref, at.look)

    def save(form: forms.WithdrawStrategy) -> str:
        commands.withdraw_strategy(
            actor=request.actor, strategy=row, reason=form.cleaned_data["reason"], now=request.now
        )
        return at.needs_url

    return child_form(
        request,
        at,
        _may_change(request, at, row),
        forms.WithdrawStrategy,
        "needs/withdraw_strategy.html",
        save,
        back_url=at.needs_url,
        context={"strategy": row},
        done="Withdrawn.",
    )


def _may_change(request: Request, at: Opened, row: Strategy) -> Verdict:
    """The person may, and the strategy still holds. A post is judged by the command, so that it can be sent twice."""
    verdict = access.may_write_strategy(request.actor, at.standing)
    if verdict and request.method == "GET" and row.status != Strategy.Status.CURRENT:
        return not_now("This strategy has been withdrawn already. Write a new one if it holds again.")
    return verdict

"""Doing what a detention started: telling people, and what is done rather than told."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from alongside.accounts.http import Request
from alongside.core.verdict import Verdict, not_now
from alongside.justice import access, commands, forms, queries
from alongside.justice.models import Detention, HandOver
from alongside.justice.views.opening import Opened, child_form, opened_detention, opened_hand_over


@require_http_methods(["GET", "POST"])
def tell_people(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Write down who was told, several at once."""
    at, row = opened_detention(request, child_ref, ref)
    waiting = queries.to_tell(row, at.standing, at.look)
    verdict = access.may_tell(waiting)
    return _tell(request, at, row, waiting, verdict, chosen=[])


@require_http_methods(["GET", "POST"])
def hand_over(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """One thing to do: its date with the reason, and the form by which it is done."""
    at, row = opened_hand_over(request, child_ref, ref)
    verdict = access.may_do_now(request.actor, at.standing, row)
    if row.of_rule.is_tell:
        waiting = tuple(line for line in queries.to_tell(row.detention, at.standing, at.look) if line.ref == ref)
        return _tell(request, at, row.detention, waiting, verdict, chosen=[row.code], one=row)
    if row.of_rule.asks_plan:
        return _answer(request, at, row, verdict)
    return _do(request, at, row, verdict)


def _tell(
    request: Request,
    at: Opened,
    row: Detention,
    waiting: tuple[queries.ToTell, ...],
    verdict: Verdict,
    *,
    chosen: list[str],
    one: HandOver | None = None,
) -> HttpResponse:
    def save(form: forms.Tell) -> str:
        commands.tell_people(
            actor=request.actor,
            detention=row,
            people=form.people(),
            told_at=form.moment("told", request.now),
            how=form.cleaned_data["how"],
            family=form.cleaned_data["family"],
            family_not_told_why=form.cleaned_data["family_why"],
            now=request.now,
        )
        return at.url("detention", row.ref)

    return child_form(
        request,
        at,
        verdict,
        forms.Tell,
        "justice/tell_people.html",
        save,
        back_url=at.url("detention", row.ref),
        context={"line": _line(at, one) if one else None, "waiting": waiting},
        initial={"whom": list(chosen), "told_on": request.today},
        form_arguments={"child": at.child, "waiting": [(each.code, each.title, each.what) for each in waiting]},
        done="It stands in what was shared, with the law.",
    )


def _answer(request: Request, at: Opened, row: HandOver, verdict: Verdict) -> HttpResponse:
    def save(form: forms.AnswerAboutPlan) -> str:
        typed = form.cleaned_data
        commands.answer_about_plan(
            actor=request.actor,
            hand_over=row,
            ehc_plan=typed["ehc_plan"],
            plan_reviewed_on=typed["plan_reviewed_on"] if typed["ehc_plan"] == "plan" else None,
            now=request.now,
        )
        return at.url("detention", row.detention.ref)

    return child_form(
        request,
        at,
        verdict,
        forms.AnswerAboutPlan,
        "justice/hand_over.html",
        save,
        back_url=at.url("detention", row.detention.ref),
        context={"line": _line(at, row)},
        done="Thank you. What follows from it has begun.",
    )


def _do(request: Request, at: Opened, row: HandOver, verdict: Verdict) -> HttpResponse:
    def save(form: forms.DoHandOver) -> str:
        commands.do_hand_over(actor=request.actor, hand_over=row, now=request.now, **form.cleaned_data)
        return at.url("detention", row.detention.ref)

    return child_form(
        request,
        at,
        verdict,
        forms.DoHandOver,
        "justice/hand_over.html",
        save,
        back_url=at.url("detention", row.detention.ref),
        context={"line": _line(at, row)},
        initial={"done_on": request.today},
        done="Done. The day is kept.",
    )


@require_http_methods(["GET", "POST"])
def record_receipt(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Write down that it arrived."""
    at, row = opened_hand_over(request, child_ref, ref)
    verdict = access.may_enter_detention(request.actor, at.standing)
    if verdict and not row.of_rule.receipt:
        verdict = not_now("Nobody confirms this one.")
    if verdict and row.disclosure is None:
        verdict = not_now("It has to be sent before anybody can have received it.")

    def save(form: forms.Receipt) -> str:
        commands.record_receipt(
            actor=request.actor, hand_over=row, received_on=form.cleaned_data["received_on"], now=request.now
        )
        return at.url("detention", row.detention.ref)

    return child_form(
        request,
        at,
        verdict,
        forms.Receipt,
        "justice/record_receipt.html",
        save,
        back_url=at.url("detention", row.detention.ref),
        context={"line": _line(at, row)},
        initial={"received_on": request.today},
        done="The receipt is kept.",
    )


@require_http_methods(["GET", "POST"])
def stand_down_hand_over(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Say that it is not needed for this child."""
    at, row = opened_hand_over(request, child_ref, ref)
    verdict = access.may_enter_detention(request.actor, at.standing)
    if verdict and row.status != HandOver.Status.WAITING:
        verdict = not_now("This is done already, or no longer needed.")

    def save(form: forms.Reason) -> str:
        commands.stand_down_hand_over(
            actor=request.actor, hand_over=row, reason=form.cleaned_data["reason"], now=request.now
        )
        return at.url("detention", row.detention.ref)

    return child_form(
        request,
        at,
        verdict,
        forms.Reason,
        "justice/stand_down_hand_over.html",
        save,
        back_url=at.url("detention", row.detention.ref),
        context={"line": _line(at, row)},
        done="It is not waited for any more.",
    )


def _line(at: Opened, row: HandOver) -> queries.Line:
    return queries.line(row, at.standing, at.look)

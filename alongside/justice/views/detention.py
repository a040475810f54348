"""Who is held; one detention; entering it, a move, the release."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, posted_version
from alongside.audit import trail
from alongside.justice import access, commands, forms, queries
from alongside.justice.views.opening import child_form, opened, opened_detention
from alongside.ui.address import url


@require_GET
def custody(request: Request) -> HttpResponse:
    """Every child who is held, with both directions of the hand-over and the wait for the SEND team."""
    access.may_see_custody(request.actor).or_raise()
    rows = queries.custody(request.actor, request.now)
    board = trail.show(request.actor, queries.CUSTODY_VIEWED, rows, now=request.now)
    return render(
        request,
        "justice/custody.html",
        {
            "board": board,
            "today": request.today,
            "looks_back": bool(access.may_see_look_backs(request.actor)),
            "sets_standards": bool(access.may_set_standards(request.actor)),
        },
    )


@require_GET
def detention(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """One detention: where, since when, and all that it started."""
    at, row = opened_detention(request, child_ref, ref)
    page = queries.detention_page(row, at.standing, at.look, request.now)
    elsewhere = queries.held_elsewhere(at.child, at.standing, at.look, request.now)
    return render(request, "justice/detention.html", {**at.context, "page": page, "elsewhere": elsewhere})


@require_http_methods(["GET", "POST"])
def enter_detention(request: Request, child_ref: str) -> HttpResponse:
    """Write down that the child is held."""
    at = opened(request, child_ref)

    def save(form: forms.EnterDetention) -> str:
        typed = form.cleaned_data
        row = commands.enter_detention(
            actor=request.actor,
            child=at.child,
            kind=typed["kind"],
            detained_at=form.moment("detained", request.now),
            learnt_at=form.moment("learnt", request.now),
            place=form.where(),
            home_authority=typed["home_authority"],
            home_is_here=typed["home_is_here"],
            ehc_plan=typed["ehc_plan"],
            plan_reviewed_on=typed["plan_reviewed_on"],
            release_expected_on=typed["release_expected_on"],
            now=request.now,
        )
        return at.url("detention", row.ref)

    return child_form(
        request,
        at,
        access.may_enter_detention(request.actor, at.standing),
        forms.EnterDetention,
        "justice/enter_detention.html",
        save,
        back_url=url("web:child", child_ref=child_ref),
        initial={
            "detained_on": request.today,
            "learnt_on": request.today,
            "home_authority": at.child.home_authority,
        },
        done="It is written down. What must be done now stands below, each with its day.",
    )


@require_http_methods(["GET", "POST"])
def move_detained(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Write down a move to another place."""
    at, row = opened_detention(request, child_ref, ref)

    def save(form: forms.MoveDetained) -> str:
        typed = form.cleaned_data
        commands.move_detained(
            actor=request.actor,
            detention=row,
            place=form.where(),
            moved_on=typed["moved_on"],
            learnt_on=typed["learnt_on"],
            now=request.now,
        )
        return at.url("detention", ref)

    return child_form(
        request,
        at,
        access.may_change_detention(request.actor, at.standing, row),
        forms.MoveDetained,
        "justice/move_detained.html",
        save,
        back_url=at.url("detention", ref),
        initial={"moved_on": request.today, "learnt_on": request.today},
        done="The move is written down. Both authorities and the SEND team are to be told again.",
    )


@require_http_methods(["GET", "POST"])
def expect_release(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Write down on which day release is expected."""
    at, row = opened_detention(request, child_ref, ref)

    def save(form: forms.ExpectRelease) -> str:
        commands.expect_release(
            actor=request.actor,
            detention=row,
            expected_on=form.cleaned_data["expected_on"],
            version=posted_version(request),
            now=request.now,
        )
        return at.url("detention", ref)

    return child_form(
        request,
        at,
        access.may_change_detention(request.actor, at.standing, row),
        forms.ExpectRelease,
        "justice/expect_release.html",
        save,
        back_url=at.url("detention", ref),
        initial={"expected_on": row.release_expected_on},
        version=row.version,
        done="What must be ready before the release is counted back from this day.",
    )


@require_http_methods(["GET", "POST"])
def end_detention(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Write down how it ended."""
    at, row = opened_detention(request, child_ref, ref)

    def save(form: forms.EndDetention) -> str:
        commands.end_detention(actor=request.actor, detention=row, now=request.now, **form.cleaned_data)
        return at.url("detention", ref)

    return child_form(
        request,
        at,
        access.may_change_detention(request.actor, at.standing, row),
        forms.EndDetention,
        "justice/end_detention.html",
        save,
        back_url=at.url("detention", ref),
        initial={"ended_on": request.today},
        done="It is written down. What the way back needs stands below.",
    )


@require_http_methods(["GET", "POST"])
def withdraw_detention(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """It was entered in error."""
    at, row = opened_detention(request, child_ref, ref)

    def save(form: forms.Reason) -> str:
        commands.withdraw_detention(
            actor=request.actor, detention=row, reason=form.cleaned_data["reason"], now=request.now
        )
        return at.url("detention", ref)

    return child_form(
        request,
        at,
        access.may_change_detention(request.actor, at.standing, row),
        forms.Reason,
        "justice/withdraw_detention.html",
        save,
        back_url=at.url("detention", ref),
        done="Nothing of it is waited for any more.",
    )

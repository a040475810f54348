"""A child who moves: what was sent to another area, and what came from one."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act, form_page
from alongside.audit import trail
from alongside.children import queries as children
from alongside.core import calendar
from alongside.referrals import access, commands, forms, queries, rules


@require_GET
def move(request: Request, ref: str) -> HttpResponse:
    """What was sent, what they answered, and what is to be done now."""
    found = access.move_or_404(request.actor, ref, request.now)
    standing, look = children.look_at(request.actor, found.child, request.now)
    titles = {section.code: section.title for section in rules.SECTIONS}
    return render(
        request,
        "referrals/move.html",
        {
            "child": children.header(found.child, standing, look, calendar.london_date(request.now)),
            "move": found,
            "kind": rules.MOVE_KINDS[found.kind],
            "sections": [titles[code] for code in found.sections],
            "source": rules.MOVE_SOURCE,
            "hand_over_by": rules.hand_over_by(found.moves_on),
            "verdict": access.may_close_move(request.actor, found, request.now),
        },
    )


@require_POST
def close_move(request: Request, ref: str) -> HttpResponse:
    """They took over and our work ends, or it goes on here."""
    found = access.move_or_404(request.actor, ref, request.now)
    ends_work = request.POST.get("ends_work") == "yes"

    def run() -> str:
        commands.close_move(actor=request.actor, move=found, ends_work=ends_work, now=request.now)
        return reverse("web:home")

    return act(request, run, done="Our work has ended." if ends_work else "Closed.")


@require_http_methods(["GET", "POST"])
def moved_in(request: Request, ref: str) -> HttpResponse:
    """What another area sent: the front door accepts or refuses it, and the worker takes it over."""
    actor, now = request.actor, request.now
    found = access.moved_in_or_404(actor, ref, now)
    verdict = access.may_answer_move(actor, found)
    if request.method == "POST":
        verdict.or_raise()
    child_ref = found.referral.child.ref if found.referral and found.referral.child else ""
    about = [part for part in (found.ref, child_ref) if part]
    trail.look(actor, queries.MOVED_IN_VIEWED, about=about, now=now, basis="a child who moves here")

    def save(form: forms.AnswerMove) -> str:
        row = commands.answer_move(actor=actor, moved_in=found, now=now, **form.cleaned_data)
        if row.referral is not None:
            return reverse("referrals:referral", kwargs={"ref": row.referral.ref})
        return reverse("web:home")

    return form_page(
        request,
        forms.AnswerMove,
        "referrals/moved_in.html",
        save,
        context={
            "moved_in": found,
            "copy": found.copy,
            "born_on": dt.date.fromisoformat(found.copy["identity"]["born_on"]) if found.copy else None,
            "kind": (rules.MOVE_KINDS[found.kind][0], rules.MOVE_ASKED[found.kind]),
            "source": rules.MOVE_SOURCE,
            "verdict": verdict,
            "may_take_over": bool(access.may_take_over_move(actor, found, now)),
            "child_ref": child_ref,
        },
        done="Answered. The other area reads it now.",
    )


@require_POST
def take_over_move(request: Request, ref: str) -> HttpResponse:
    """The worker takes what came along into the child's record."""
    found = access.moved_in_or_404(request.actor, ref, request.now)

    def run() -> str:
        commands.take_over_move(actor=request.actor, moved_in=found, now=request.now)
        return reverse("referrals:moved_in", kwargs={"ref": found.ref})

    return act(request, run, done="Taken over. It stands in the child’s record now.")

"""What is new at the door: the list, one of them, taking it in, and answering that it is not for us."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.audit import trail
from alongside.children import queries as children
from alongside.core import calendar
from alongside.core.verdict import NotNow, Verdict
from alongside.referrals import access, commands, forms, queries
from alongside.referrals.models import Arrival


@require_http_methods(["GET"])
def door(request: Request) -> HttpResponse:
    """What waits at the door, the longest first, and what was answered lately."""
    access.triages(request.actor).or_raise()
    rows = queries.door(request.actor, request.now)
    page = trail.show(request.actor, queries.ARRIVALS_LISTED, rows, now=request.now)
    return render(request, "referrals/door.html", {"page": page, "today": calendar.london_date(request.now)})


@require_http_methods(["GET"])
def arrival(request: Request, ref: str) -> HttpResponse:
    """What somebody outside sent, in their words, and how to reach them safely."""
    row = access.arrival_or_404(request.actor, ref, request.now)
    return render(request, "referrals/arrival.html", _shown(request, row))


def _shown(request: Request, row: Arrival) -> dict[str, Any]:
    page = queries.arrival_page(request.actor, row, request.now)
    seen = trail.show(request.actor, queries.ARRIVAL_VIEWED, page, now=request.now)
    return {"page": seen, "today": calendar.london_date(request.now)}


def _closed(request: Request, row: Arrival, verdict: Verdict) -> HttpResponse | None:
    if verdict:
        return None
    if request.method == "POST":
        verdict.or_raise()
    return render(request, "referrals/arrival.html", {**_shown(request, row), "reason": verdict.reason})


@require_http_methods(["GET", "POST"])
def take_in(request: Request, ref: str) -> HttpResponse:
    """Whose it is: a known child's, or a new record. Then it is a referral."""
    actor, now = request.actor, request.now
    row = access.arrival_or_404(actor, ref, now)
    if closed := _closed(request, row, access.may_take_in(actor, row)):
        return closed
    asked = queries.arrived(row)
    records = trail.show(
        actor, children.RECORDS_MATCHED, children.match_records(actor, asked, now).also([ref]), now=now
    )
    place = queries.locality_of(actor, row)

    def save(form: forms.TakeIn) -> str:
        chosen = form.cleaned_data["child"]
        child = None if chosen == forms.NEW_RECORD else children.matching(actor, asked, chosen)
        if child is None and chosen != forms.NEW_RECORD:
            raise NotNow("The records have changed in the meantime. Look at this page again and choose.")
        made = commands.take_in(actor=actor, arrival=row, child=child, now=now, **form.where())
        return reverse("referrals:referral", kwargs={"ref": made.ref})

    return form_page(
        request,
        forms.TakeIn,
        "referrals/take_in.html",
        save,
        context={**_shown(request, row), "found": records, "same": queries.may_be_the_same(actor, row, now)},
        initial={"locality": place.ref if place else "", "school": row.school.ref if row.school else ""},
        form_arguments={"found": records, "actor": actor},
        done="Taken in. This is a referral now: decide what happens next.",
    )


@require_http_methods(["GET", "POST"])
def answer_arrival(request: Request, ref: str) -> HttpResponse:
    """It is not for us: why, and what they were told."""
    actor = request.actor
    row = access.arrival_or_404(actor, ref, request.now)
    if closed := _closed(request, row, access.may_answer(actor, row)):
        return closed

    def save(form: forms.AnswerArrival) -> str:
        commands.answer_arrival(actor=actor, arrival=row, now=request.now, **form.cleaned_data)
        return reverse("referrals:door")

    page = _shown(request, row)
    return form_page(
        request,
        forms.AnswerArrival,
        "referrals/answer_arrival.html",
        save,
        context=page,
        initial={"because": "under_10"} if page["page"].is_under_ten else {},
        done="Answered. What they wrote is erased when its time is over.",
    )

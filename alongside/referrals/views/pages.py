"""What the pages about one referral share."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.accounts.http import Request
from alongside.audit import trail
from alongside.core import calendar
from alongside.core.verdict import Verdict
from alongside.referrals import queries
from alongside.referrals.models import Referral


def page_of(referral: Referral) -> str:
    """The address of the referral's page."""
    return reverse("referrals:referral", kwargs={"ref": referral.ref})


def shown(request: Request, found: Referral) -> dict[str, Any]:
    """The referral as its pages show it. Leaves the trace of the look."""
    page = queries.referral_page(request.actor, found, request.now)
    seen = trail.show(request.actor, queries.REFERRAL_VIEWED, page, now=request.now)
    return {"page": seen, "today": calendar.london_date(request.now)}


def closed_page(request: Request, found: Referral, verdict: Verdict) -> HttpResponse | None:
    """Instead of a form whose act is not to be done: its page with the reason (a post is refused with it)."""
    if verdict:
        return None
    if request.method == "POST":
        verdict.or_raise()
    return render(request, "referrals/not_now.html", {**shown(request, found), "reason": verdict.reason})

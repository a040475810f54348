"""The board of dates, term dates, and the private calendar link."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act, form_page, posted_version
from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.core import calendar, clocks
from alongside.deadlines import access, commands, forms, queries

_LINK = "deadlines_calendar_link"
"""Where the session holds the new link until it is shown once."""


@require_GET
def board(request: Request) -> HttpResponse:
    """What is late, what is near, and what comes in the next weeks, by officer."""
    if not (request.actor.may(Permission.SEE_TEAM_WORK) or request.actor.may(Permission.DO_ACTION)):
        raise Http404
    rows = queries.board(request.actor, request.now)
    found = trail.show(request.actor, queries.DATES_VIEWED, rows, now=request.now)
    return render(request, "deadlines/board.html", {"board": found, "today": request.today})


@require_GET
def term_dates(request: Request) -> HttpResponse:
    """When schools meet, by school year, with every edition."""
    this_year = clocks.school_year(request.today)
    years = queries.years(request.actor, history=True)
    current = {year.school_year: year for year in reversed(years)}
    page = {
        "years": tuple(sorted(current.values(), key=lambda year: -year.school_year)),
        "history": years,
        "missing": [year for year in (this_year, this_year + 1) if year not in current],
        "verdict": access.may_keep_term_dates(request.actor),
    }
    return render(request, "deadlines/term_dates.html", page)


@require_http_methods(["GET", "POST"])
def save_term_dates(request: Request, school_year: int) -> HttpResponse:
    """Change the term dates of a school year."""
    if not 2014 <= school_year <= clocks.school_year(request.today) + 3:
        raise Http404
    now = next((year for year in queries.years(request.actor) if year.school_year == school_year), None)
    edition = now.edition if now else 0

    def save(form: forms.TermDatesForm) -> str:
        commands.save_term_dates(
            actor=request.actor,
            school_year=school_year,
            edition=posted_version(request) - 1,
            now=request.now,
            **form.cleaned_data,
        )
        return reverse("deadlines:term_dates")

    return form_page(
        request,
        forms.TermDatesForm,
        "deadlines/save_term_dates.html",
        save,
        context={
            "school_year": school_year,
            "verdict": access.may_keep_term_dates(request.actor),
            "year": now,
        },
        initial={
            "terms": "\n".join(f"{calendar.spoken(a)} to {calendar.spoken(b)}" for a, b in now.terms) if now else "",
            "closed": "\n".join(calendar.spoken(day) for day in now.closed) if now else "",
            "source": now.source if now else "",
        },
        version=edition + 1,
        done="The term dates are saved. Dates that were counted before keep what they were counted by.",
    )


@require_GET
def calendar_link(request: Request) -> HttpResponse:
    """My private calendar link: what it shows, and how to make or revoke it. The link itself is shown once."""
    link = request.session.pop(_LINK, None)
    page = {"link": link, "feed": access.own_feed(request.actor), "form_key": uuid.uuid4()}
    return render(request, "deadlines/calendar_link.html", page)


@require_POST
def make_calendar_link(request: Request) -> HttpResponse:
    """Make the link, in the place of the one before."""

    def run() -> str:
        secret = commands.make_feed(actor=request.actor, now=request.now)
        path = reverse("web:calendar_feed", kwargs={"secret": secret})
        request.session[_LINK] = request.build_absolute_uri(path)
        return reverse("deadlines:calendar_link")

    return act(request, run)


@require_POST
def revoke_calendar_link(request: Request) -> HttpResponse:
    """Revoke the link."""

    def run() -> str:
        commands.revoke_feed(actor=request.actor, now=request.now)
        return reverse("deadlines:calendar_link")

    return act(request, run, done="The link shows nothing any more.")

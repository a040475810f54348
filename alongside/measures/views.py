"""The manager's page, one measure, and its file."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.accounts.http import Request
from alongside.audit import trail
from alongside.core import calendar, cells
from alongside.measures import access, forms, queries, rules
from alongside.measures.definitions import DEFINITIONS


@require_GET
def overview(request: Request) -> HttpResponse:
    """How the service stands: today, and over this quarter and the one before it."""
    access.may_see_measures(request.actor).or_raise()
    last = calendar.london_date(request.now)
    first = rules.quarter(rules.quarter(last)[0] - dt.timedelta(days=1))[0]
    if not access.sees_small_counts(request.actor):
        first, last = rules.whole_quarters(first, last, last)
    page = queries.managers_page(request.actor, first=first, last=last)
    return render(request, "measures/overview.html", {"page": page})


@require_GET
def measure(request: Request, code: str) -> HttpResponse:
    """One measure with its definition, over a period, by a split."""
    form, measured = _asked(request, code)
    return render(
        request, "measures/measure.html", {"form": form, "measured": measured, "definition": DEFINITIONS[code]}
    )


@require_GET
def export_measure(request: Request, code: str) -> HttpResponse:
    """What is on the measure's page, as a file. Taking figures away leaves a trace."""
    _, measured = _asked(request, code)
    trail.look(
        request.actor, queries.MEASURE_EXPORTED, about=[], now=request.now, detail={"code": code, "by": measured.by}
    )
    text = cells.csv_text(queries.HEAD, queries.table(measured))
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{code}.csv"'
    return answer


def _asked(request: Request, code: str) -> tuple[forms.Period, queries.Measured]:
    access.may_see_measures(request.actor).or_raise()
    if code not in DEFINITIONS:
        raise Http404
    definition = DEFINITIONS[code]
    last = calendar.london_date(request.now)
    splits = definition.splits if access.sees_small_counts(request.actor) else definition.published_splits
    first, by = rules.quarter(last)[0], splits[0]
    if request.GET:
        form = forms.Period(request.GET, splits=splits, today=last)
        if form.is_valid():
            first, last, by = form.cleaned_data["first"], form.cleaned_data["last"], form.cleaned_data["by"]
    else:
        form = forms.Period(initial={"first": first, "last": last, "by": by}, splits=splits, today=last)
    if not access.sees_small_counts(request.actor):
        first, last = rules.whole_quarters(first, last, calendar.london_date(request.now))
    measured = queries.measure(
        code,
        partnership_id=request.actor.partnership_id,
        first=first,
        last=last,
        by=by,
        is_suppressed=not access.sees_small_counts(request.actor),
    )
    return form, measured

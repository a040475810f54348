"""The manager's page, the board's page, one measure, their files, and of whom something is not recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from alongside.accounts.http import Request
from alongside.audit import trail
from alongside.comparators import queries as comparators
from alongside.comparators.queries import Beside
from alongside.core import cells
from alongside.measures import access, forms, queries, rules
from alongside.measures.definitions import DEFINITIONS
from alongside.measures.queries import Page, Sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# The manager's page


@require_GET
def overview(request: Request) -> HttpResponse:
    """How the service stands: today, and over this quarter and the one before it."""
    access.may_see_measures(request.actor).or_raise()
    if not access.sees_small_counts(request.actor):
        return HttpResponseRedirect(reverse("measures:board"))
    page = _overview(request)
    return render(request, "measures/overview.html", {"page": page, "published": _beside(request, page.sheets)})


@require_GET
def export_overview(request: Request, kind: str) -> HttpResponse:
    """What is on the manager's page, as a file."""
    access.may_see_small_counts(request.actor).or_raise()
    return _file(request, _overview(request), kind, "how-we-stand", detail={"page": "overview"})


def _overview(request: Request) -> Page:
    last = request.today
    first = rules.quarter_of(last).before.first
    return queries.managers_page(request.actor, first=first, last=last)


# The board's page


@require_GET
def board(request: Request) -> HttpResponse:
    """What the board sees: a closed quarter in aggregates, without any number that could point at a child."""
    access.may_see_measures(request.actor).or_raise()
    page = queries.board_page(request.actor, today=request.today, wanted=request.GET.get("quarter", ""))
    form = None if page is None else _choice(request, page, None)
    next_close = rules.quarter_of(request.today).before.closes_on()
    if next_close <= request.today:
        next_close = rules.quarter_of(request.today).closes_on()
    published = {} if page is None else _beside(request, page.sheets)
    return render(
        request,
        "measures/board.html",
        {
            "page": page,
            "form": form,
            "closes_on": next_close,
            "published": published,
            "others": queries.on_board(request.actor, request.today),
        },
    )


@require_GET
def export_board(request: Request, kind: str) -> HttpResponse:
    """What is on the board's page, as a file: the same figures, with the same hidden."""
    access.may_see_measures(request.actor).or_raise()
    page = queries.board_page(request.actor, today=request.today, wanted=request.GET.get("quarter", ""))
    if page is None or page.quarter is None:
        raise Http404
    name = f"board-{page.quarter.code}"
    return _file(request, page, kind, name, detail={"page": "board", "quarter": page.quarter.code})


# One measure


@dataclass(frozen=True, slots=True)
class _Asked:
    """A measure as it was asked for: the page and its one sheet (None before any quarter is closed), and the form."""

    form: forms.Period | forms.QuarterChoice | None
    page: Page | None
    sheet: Sheet | None
    by: str


@require_GET
def measure(request: Request, code: str) -> HttpResponse:
    """One measure with its definition, over a period, by a split; for the board, of a closed quarter."""
    asked = _asked(request, code)
    return render(
        request,
        "measures/measure.html",
        {
            "form": asked.form,
            "page": asked.page,
            "sheet": asked.sheet,
            "by": asked.by,
            "definition": DEFINITIONS[code],
            "titles": forms.SPLIT_TITLES,
            "published": _beside(request, [code]).get(code),
        },
    )


@require_GET
def export_measure(request: Request, code: str, kind: str) -> HttpResponse:
    """What is on the measure's page, as a file. Taking figures away leaves a trace."""
    asked = _asked(request, code)
    if asked.page is None:
        raise Http404
    return _file(request, asked.page, kind, code, detail={"code": code, "by": asked.by})


@require_GET
def lacking(request: Request, code: str, what: str) -> HttpResponse:
    """The children of whom something is not recorded: those whom the reader may see, and the number of all."""
    access.may_see_small_counts(request.actor).or_raise()
    first, last = _period(request, code)
    try:
        found = queries.lacking_page(request.actor, code, what, first=first, last=last, now=request.now)
    except KeyError:
        raise Http404 from None
    page = trail.show(request.actor, queries.CHILDREN_LACKING, found, now=request.now)
    return render(request, "measures/lacking.html", {"page": page})


def _asked(request: Request, code: str) -> _Asked:
    access.may_see_measures(request.actor).or_raise()
    if code not in DEFINITIONS:
        raise Http404
    definition = DEFINITIONS[code]
    if not access.sees_small_counts(request.actor):
        by = request.GET.get("by", definition.published_splits[0])
        by = by if by in definition.published_splits else ""
        wanted = request.GET.get("quarter", "")
        found = queries.one_released(request.actor, code, today=request.today, by=by, wanted=wanted)
        if found is None:
            return _Asked(None, None, None, by)
        page, sheet = found
        return _Asked(_choice(request, page, definition.published_splits, by), page, sheet, by)
    first, last, by = *_period(request, code), definition.splits[0]
    form = forms.Period(
        request.GET or None,
        initial={"first": first, "last": last, "by": by},
        splits=definition.splits,
        today=request.today,
    )
    if request.GET and form.is_valid():
        by = form.cleaned_data["by"]
    sheet = queries.one_measure(request.actor, code, first=first, last=last, by=by, today=request.today)
    page = Page(first, last, None, (), None, None, is_suppressed=False, sheets={code: sheet})
    return _Asked(form, page, sheet, by)


def _beside(request: Request, codes: Iterable[str]) -> dict[str, Beside]:
    """What is published beside these measures."""
    return comparators.beside(codes, request.actor.partnership_slug)


def _period(request: Request, code: str) -> tuple[dt.date, dt.date]:
    """The days that were asked for; this quarter until today where none, or no days, were."""
    if code in DEFINITIONS and request.GET:
        form = forms.Period(request.GET, splits=DEFINITIONS[code].splits, today=request.today)
        if form.is_valid():
            return form.cleaned_data["first"], form.cleaned_data["last"]
    return rules.quarter_of(request.today).first, request.today


def _choice(request: Request, page: Page, splits: Sequence[str] | None, by: str = "") -> forms.QuarterChoice:
    chosen = page.quarter.code if page.quarter else ""
    return forms.QuarterChoice(
        initial={"quarter": chosen, "by": by}, quarters=page.quarters, splits=splits, today=request.today
    )


def _file(request: Request, page: Page, kind: str, name: str, *, detail: dict[str, object]) -> HttpResponse:
    """The page as a file of this kind. Taking figures away is a disclosure, and leaves its trace."""
    trail.look(
        request.actor,
        queries.MEASURE_EXPORTED,
        about=[],
        now=request.now,
        detail={**detail, "kind": kind, "small_numbers": not page.is_suppressed},
    )
    actor = request.actor
    made_by = f"{actor.name}, {actor.agency_name}"
    if kind == "xlsx":
        tables = queries.tables(page, partnership=actor.partnership_name, made_by=made_by, now=request.now)
        answer = HttpResponse(cells.workbook(tables), content_type=XLSX)
    else:
        text = cells.csv_text(queries.HEAD, queries.figures(page.sheets.values()))
        answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer

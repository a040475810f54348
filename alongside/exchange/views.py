"""Lists of EHC plans: upload one, say what it means, watch it being read, and confirm what came of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act, form_page
from alongside.audit import trail
from alongside.core import cells
from alongside.core.verdict import NotNow
from alongside.exchange import access, commands, forms, queries, rules
from alongside.exchange.models import EhcList


def _year(request: Request) -> int:
    """The return that is asked for; else the next, or the one of this year until the end of March."""
    asked = request.GET.get("year", "")
    coming = rules.sen2.coming_year(request.today)
    return int(asked) if asked in {str(coming), str(coming - 1)} else coming


@require_GET
def sen2(request: Request) -> HttpResponse:
    """What the SEN2 return of a year would hold, what is wrong with it, and the file."""
    access.may_take_sen2(request.actor).or_raise()
    year, coming = _year(request), rules.sen2.coming_year(request.today)
    found = queries.sen2_return(request.actor, year, request.now)
    shown = trail.show(request.actor, queries.SEN2_VIEWED, found, now=request.now)
    first, last = rules.sen2.reported(year)
    return render(
        request,
        "exchange/sen2.html",
        {
            "found": shown,
            "faults": rules.sen2.messages(shown),
            "census_on": rules.sen2.census_day(year),
            "first": first,
            "last": last,
            "not_held": rules.sen2.NOT_HELD,
            "uncertain": rules.sen2.UNCERTAIN,
            "other_year": coming - 1 if year == coming else coming,
        },
    )


@require_GET
def take_sen2(request: Request, year: int) -> HttpResponse:
    """The SEN2 return as XML. Taking it away is a disclosure, and leaves its trace."""
    access.may_take_sen2(request.actor).or_raise()
    if not rules.sen2.FIRST_YEAR <= year <= rules.sen2.coming_year(request.today):
        raise Http404
    found = queries.sen2_return(request.actor, year, request.now)
    shown = trail.show(request.actor, queries.SEN2_TAKEN, found, now=request.now)
    answer = HttpResponse(rules.sen2.to_xml(shown, request.now), content_type="application/xml")
    answer.headers["Content-Disposition"] = f'attachment; filename="sen2-{year}.xml"'
    return answer


def _to(name: str, row: EhcList) -> str:
    return reverse(f"exchange:{name}", kwargs={"ref": row.ref})


@require_http_methods(["GET", "POST"])
def lists(request: Request) -> HttpResponse:
    """Upload a list, and see those that I uploaded."""
    access.may_reconcile(request.actor).or_raise()

    def save(form: forms.UploadList) -> str:
        paper = form.cleaned_data["paper"]
        if paper.size > rules.MOST_BYTES:
            raise NotNow("The file is larger than 5 MB. Export the columns you need, and no others.")
        row = commands.upload_list(actor=request.actor, content=paper.read(), now=request.now)
        return _to("map_columns", row)

    return form_page(
        request,
        forms.UploadList,
        "exchange/lists.html",
        save,
        context={"uploads": queries.uploads(request.actor), "may_take_sen2": access.may_take_sen2(request.actor)},
    )


@require_http_methods(["GET", "POST"])
def map_columns(request: Request, ref: str) -> HttpResponse:
    """Say which column of the list means what."""
    row = access.list_or_404(request.actor, ref)
    if row.status not in (EhcList.Status.UPLOADED, EhcList.Status.MAPPED):
        return HttpResponseRedirect(_to("ehc_list", row))

    def save(form: forms.MapColumns) -> str:
        commands.map_columns(actor=request.actor, ehc_list=row, columns=form.columns(), now=request.now)
        return _to("say_statuses", row)

    return form_page(
        request,
        forms.MapColumns,
        "exchange/map_columns.html",
        save,
        context={"ehc_list": row, "is_remembered": queries.remembered(request.actor) is not None},
        initial=row.columns,
        form_arguments={"heads": row.heads},
    )


@require_http_methods(["GET", "POST"])
def say_statuses(request: Request, ref: str) -> HttpResponse:
    """Say what the list's words mean, and have it read."""
    row = access.list_or_404(request.actor, ref)
    if row.status != EhcList.Status.MAPPED:
        return HttpResponseRedirect(_to("ehc_list", row))
    try:
        words = rules.statuses_in(queries.sheet_of(request.actor, row), row.columns)
    except rules.Unreadable as fault:
        messages.error(request, str(fault))
        return HttpResponseRedirect(reverse("exchange:lists"))

    def save(form: forms.SayStatuses) -> str:
        commands.queue_list(actor=request.actor, ehc_list=row, statuses=form.statuses(), now=request.now)
        return _to("ehc_list", row)

    return form_page(
        request,
        forms.SayStatuses,
        "exchange/say_statuses.html",
        save,
        context={"ehc_list": row, "words": words},
        initial=forms.SayStatuses.first(words, row.statuses),
        form_arguments={"words": words},
    )


@require_GET
def ehc_list(request: Request, ref: str) -> HttpResponse:
    """How far the reading is; then what came of each line."""
    row = access.list_or_404(request.actor, ref)
    if row.status in (EhcList.Status.UPLOADED, EhcList.Status.MAPPED):
        step = "map_columns" if row.status == EhcList.Status.UPLOADED else "say_statuses"
        return HttpResponseRedirect(_to(step, row))
    if row.status != EhcList.Status.READ:
        return render(request, "exchange/reading.html", {"ehc_list": row})
    everything = request.GET.get("all") == "1"
    found = queries.report(request.actor, row, request.now, everything=everything)
    page = trail.show(request.actor, queries.LIST_VIEWED, found, now=request.now)
    return render(
        request,
        "exchange/ehc_list.html",
        {"page": page, "ehc_list": row, "everything": everything, "form_key": str(uuid.uuid4())},
    )


@require_GET
def take_faults(request: Request, ref: str) -> HttpResponse:
    """The faulty lines as a file: each with its number and what is wrong with it, to be put right beside the list."""
    row = access.list_or_404(request.actor, ref)
    if row.status != EhcList.Status.READ:
        return HttpResponseRedirect(_to("ehc_list", row))
    found = queries.faults(request.actor, row, request.now)
    shown = trail.show(request.actor, queries.FAULTS_TAKEN, found, now=request.now)
    text = cells.csv_text(queries.FAULTS_HEAD, [(one.number, " ".join(one.faults)) for one in shown])
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="faulty-lines-{row.ref}.csv"'
    return answer


@require_POST
def decide_line(request: Request, ref: str, number: int) -> HttpResponse:
    """Say whether a line is about this child."""
    row = access.list_or_404(request.actor, ref)
    is_same = request.POST.get("is_same") == "yes"

    def run() -> str:
        commands.decide_line(actor=request.actor, ehc_list=row, number=number, is_same=is_same, now=request.now)
        return f"{_to('ehc_list', row)}#to-decide"

    done = "It is remembered, and will not be asked again." if is_same else "Nothing of that line is kept."
    return act(request, run, done=f"Line {number}: {done}")


@require_POST
def apply_list(request: Request, ref: str) -> HttpResponse:
    """Begin the cases of which the list is certain: all, or one line."""
    row = access.list_or_404(request.actor, ref)
    number = request.POST.get("number", "")
    numbers = [int(number)] if number.isdecimal() else None

    def run() -> str:
        begun = commands.apply_list(actor=request.actor, ehc_list=row, numbers=numbers, now=request.now)
        word = "1 EHC case was begun." if begun == 1 else f"{begun} EHC cases were begun."
        messages.success(request, f"{word} What could not be done says why.")
        return f"{_to('ehc_list', row)}#begun"

    return act(request, run)

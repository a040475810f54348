"""The rules of time: all of them, and one to try."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.accounts.http import Request
from alongside.core import clocks
from alongside.deadlines import forms, queries


@require_GET
def rules(request: Request) -> HttpResponse:
    """Every rule of time, under headings. Law is public: whoever has signed in may read it."""
    return render(request, "deadlines/rules.html", {"headings": clocks.by_heading()})


@require_GET
def rule(request: Request, code: str) -> HttpResponse:
    """One rule, and the date that it gives from a start. By GET: nothing about a child stands in it."""
    if code not in clocks.codes():
        raise Http404
    found, answer = clocks.latest(code), None
    form = forms.TryRule(request.GET or None, today=request.today, rule=found)
    if request.GET and form.is_valid():
        start = form.cleaned_data["start"]
        found = clocks.nearest(code, start)
        answer = clocks.explain(found, start, clocks.Context(school=queries.school_now(request.actor).days))
    status = 422 if request.GET and answer is None else 200
    follows = [(then, clocks.latest(then.code).title) for then in found.follow_ons]
    page = {"rule": found, "form": form, "answer": answer, "follows": follows}
    return render(request, "deadlines/rule.html", page, status=status)

"""How the area compares."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.accounts.http import Request
from alongside.comparators import access, forms, queries, rules


@require_GET
def first_time_entrants(request: Request) -> HttpResponse:
    """First time entrants: the area beside its region, its statistical neighbours and the nation, over the years."""
    access.may_see_comparison(request.actor).or_raise()
    area = queries.area_of(request.actor.partnership_slug)
    form = forms.Compare(request.GET, area=area, today=request.today)
    form.is_valid()
    method = form.method_of()
    series = queries.first_time_entrants(area, method, set_on=form.set_on(request.today))
    return render(
        request,
        "comparators/first_time_entrants.html",
        {"form": form, "series": series, "method": method, "unit": rules.UNIT, "others": len(rules.METHODS) > 1},
    )

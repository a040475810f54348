"""The denominator: a page with the full middleware, one indexed query and a small template. Never in the product."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from alongside.accounts.http import public
from alongside.config import urls
from alongside.partnerships.models import AreaPartnership


@public
def bare(request: HttpRequest, number: int) -> HttpResponse:
    """An area partnership by its primary key."""
    found = AreaPartnership.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return render(request, "bench/bare.html", {"found": found})


handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
urlpatterns = [path("bare/<int:number>/", bare, name="bare"), *urls.urlpatterns]

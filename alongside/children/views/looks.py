"""Who looked at a record, and why somebody can see it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request
from alongside.accounts.permissions import Permission
from alongside.children import access, forms, queries
from alongside.core import calendar, refs
from alongside.core.verdict import no


@require_GET
def who_looked(request: Request, child_ref: str) -> HttpResponse:
    """Who looked at this record, in words.

    Whoever keeps information governance asks by reference and opens nothing; the answer for a reference without events
    is an empty list. Others ask about a child whom they may see.
    """
    actor, now = request.actor, request.now
    child = access.visible_children(actor, now).filter(ref=child_ref).first()
    if child is None and (not actor.may(Permission.SEE_WHO_LOOKED) or not refs.is_ref(child_ref)):
        raise Http404
    access.may_see_who_looked(actor, access.standing(actor, child, now) if child else None).or_raise()
    looks = queries.who_looked(actor, child_ref, number=_number(request), now=now)
    return render(request, "children/who_looked.html", {"child": child, "reference": child_ref, "looks": looks})


@require_http_methods(["GET", "POST"])
def find_who_looked(request: Request) -> HttpResponse:
    """Ask by reference who looked at a record, without opening it."""
    if not request.actor.may(Permission.SEE_WHO_LOOKED):
        no(
            "Only the information governance lead asks by reference. For a child whom you work with, open their page."
        ).or_raise()
    form = forms.FindWhoLooked(request.POST or None, today=calendar.london_date(request.now))
    if request.method == "POST" and form.is_valid():
        return HttpResponseRedirect(
            reverse("children:who_looked", kwargs={"child_ref": form.cleaned_data["reference"]})
        )
    return render(request, "children/find_who_looked.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
def why(request: Request, child_ref: str) -> HttpResponse:
    """Why can I see this? Each grant: its reason, its parts of the record, from when until when, and its work."""
    child = access.child_or_404(request.actor, child_ref, request.now)
    standing, look = queries.look_at(request.actor, child, request.now)
    context = {"child": child, "rights": queries.rights(child, standing, look), "standing": standing}
    return render(request, "children/why.html", context)


def _number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return int(typed) if typed.isdecimal() and len(typed) < 6 else 1

"""Who looked at a record, and why somebody can see it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.accounts.permissions import Permission
from alongside.children import access, commands, forms, queries
from alongside.children.views.record import insist_on_post, opened
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
    standing = access.standing(actor, child, now) if child else None
    access.may_see_who_looked(actor, standing).or_raise()
    looks = queries.who_looked(actor, child_ref, number=_number(request), now=now)
    may_give = standing is not None and bool(access.may_give_who_looked(standing))
    context = {"child": child, "reference": child_ref, "looks": looks, "may_give": may_give}
    return render(request, "children/who_looked.html", context)


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
def who_looked_on_paper(request: Request, child_ref: str) -> HttpResponse:
    """Who looked, to print for the child or the family: plain words, large letters, by agency and role."""
    child, standing, _ = opened(request, child_ref)
    verdict = access.may_give_who_looked(standing)
    verdict.or_raise()
    named = queries.names_on_paper(request.actor, request.today).names_people
    paper = queries.who_looked_in_plain_words(request.actor, child, with_names=named, now=request.now)
    context = {
        "child": child,
        "paper": paper,
        "with_names": named,
        "may_set": bool(access.may_set_names_on_paper(request.actor)),
        "until_on": request.today,
    }
    return render(request, "children/who_looked_on_paper.html", context)


@require_http_methods(["GET", "POST"])
def set_names_on_paper(request: Request) -> HttpResponse:
    """Whether the paper on who looked names people: what holds, and choosing it."""
    access.may_set_names_on_paper(request.actor).or_raise()
    standard = queries.names_on_paper(request.actor, request.today)

    def save(form: forms.SetNamesOnPaper) -> str:
        commands.set_names_on_paper(actor=request.actor, now=request.now, **form.cleaned_data)
        return reverse("children:set_names_on_paper")

    return form_page(
        request,
        forms.SetNamesOnPaper,
        "children/set_names_on_paper.html",
        save,
        context={"standard": standard},
        initial={"names_people": standard.names_people},
        done="Saved. It holds for papers from today.",
    )


@require_http_methods(["GET", "POST"])
def give_who_looked(request: Request, child_ref: str) -> HttpResponse:
    """Write down that the child or family was given the paper."""
    child, standing, _ = opened(request, child_ref)
    verdict = access.may_give_who_looked(standing)
    insist_on_post(request, verdict)

    def save(form: forms.GiveWhoLooked) -> str:
        row = commands.give_who_looked(actor=request.actor, child=child, now=request.now, **form.cleaned_data)
        return reverse("children:shared", kwargs={"child_ref": child_ref, "ref": row.ref})

    return form_page(
        request,
        forms.GiveWhoLooked,
        "children/give_who_looked.html",
        save,
        context={
            "child": child,
            "verdict": verdict,
            "back_url": reverse("children:who_looked_on_paper", kwargs={"child_ref": child_ref})
            if verdict
            else reverse("web:child", kwargs={"child_ref": child_ref}),
        },
        initial={"given_on": request.today},
        done="Written down. It stands in the sharing ledger.",
    )


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

"""What a session keeps: drafts, the form that was held over a time-out, and staying signed in."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts import commands, queries
from alongside.accounts.http import Request, any_hat, hat_of_form, public


@hat_of_form
@require_POST
def keep_draft(request: Request) -> HttpResponse:
    """Keep what is being typed on a page of ours. Answers 204: nothing to show."""
    page = request.GET.get("page", "")
    try:
        resolve(page)
    except Resolver404:
        raise Http404 from None
    answers = cast("dict[str, list[str]]", dict(request.POST.lists()))
    commands.keep_draft(actor=request.actor, path=page, answers=answers, now=request.now)
    return HttpResponse(status=204)


@require_POST
def drop_draft(request: Request) -> HttpResponse:
    """Throw a draft away and show the page as it is without it."""
    page = request.GET.get("page", "/")
    try:
        resolve(page)
    except Resolver404:
        raise Http404 from None
    commands.drop_draft(actor=request.actor, path=page)
    return HttpResponseRedirect(page)


@any_hat
@require_POST
def stay_signed_in(request: Request) -> HttpResponse:
    """The person is still there: the idle limit starts again."""
    request.session["seen_at"] = int(request.now.timestamp())
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
def held_post(request: Request) -> HttpResponse:
    """What was sent after a time-out or under another hat: look at it, then send it, or throw it away."""
    held = queries.held_post(request.actor, request.now)
    if held is None:
        return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    if request.method == "POST":
        commands.drop_held_post(actor=request.actor, held_id=held.pk)
        return HttpResponseRedirect(held.path)
    answers = [
        (name, value)
        for name, values in cast("dict[str, list[str]]", held.answers).items()
        for value in values
        if name not in ("csrfmiddlewaretoken", "hat")
    ]
    shown = [(name, value) for name, value in answers if value and name not in ("form_key", "version")]
    return render(request, "accounts/held_post.html", {"held": held, "answers": answers, "shown": shown})


@public
@require_GET
def signed_out(request: HttpRequest) -> HttpResponse:
    """You were signed out, and nothing was lost. Signing in leads back to the page where one was."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return render(request, "accounts/signed_out.html", {"next": wanted if is_ours else ""})

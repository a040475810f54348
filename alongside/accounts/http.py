"""What a request carries, and the one way in which a form page works.

A page with a form calls ``form_page``. It keeps drafts, sends each form once, shows a refusal on the form, and both
versions when somebody else saved first. What the page does is one function that calls one command.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from alongside.accounts import commands
from alongside.accounts.models import User
from alongside.core.actor import Actor
from alongside.core.verdict import Changed, NotPermitted, Refusal
from alongside.ui.forms import Form

View = TypeVar("View", bound=Callable[..., HttpResponse])
F = TypeVar("F", bound=Form)


class Request(HttpRequest):
    """A request of a signed-in person who acts for an agency."""

    actor: Actor
    """Missing (None) only on pages marked ``public`` or ``without_hat``."""
    now: dt.datetime
    today: dt.date
    """The day in London."""
    user: User


def public(view: View) -> View:
    """Mark a page that is shown without signing in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def without_hat(view: View) -> View:
    """Mark a page for somebody who has signed in and does not act for an agency yet."""
    view.is_without_hat = True  # type: ignore[attr-defined]
    return view


def any_hat(view: View) -> View:
    """Mark a page to which it makes no difference for which agency somebody acts: staying signed in."""
    view.takes_any_hat = True  # type: ignore[attr-defined]
    return view


def hat_of_form(view: View) -> View:
    """Mark a page that acts under the hat for which its form was made, whatever the session acts for by now: drafts."""
    view.takes_hat_of_form = True  # type: ignore[attr-defined]
    return view


def form_page(
    request: Request,
    form_class: type[F],
    template: str,
    save: Callable[[F], str],
    *,
    context: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    version: int | None = None,
    form_arguments: Mapping[str, Any] | None = None,
    done: str = "",
) -> HttpResponse:
    """Show a form, and on a valid post call ``save``, which runs one command and returns the address to go to.

    ``done`` is the message on the next page. A Refusal raised by ``save`` undoes it and stands on the form.
    """
    arguments = {"today": request.today, **(form_arguments or {})}
    page: dict[str, Any] = {
        **(context or {}),
        "version": version,
        "conflict": None,
        "is_restored": False,
        "draft_url": f"{reverse('accounts:keep_draft')}?{urlencode({'page': request.path})}",
    }
    if request.method != "POST":
        form, answers = _fresh(request, form_class, initial, arguments)
        page["is_restored"] = answers is not None
        if answers is not None and version is not None:
            # The draft speaks of the version that its writer saw: what has been saved since must show as a conflict.
            page["version"] = _version(str(answers.get("version", "")))
        return render(request, template, {**page, "form": form, "form_key": str(uuid.uuid4())})

    bound = form_class(request.POST, request.FILES, **arguments)
    key = _key(request.POST)
    status = 422
    # A form that comes back for another mistake still speaks of the version that its writer saw.
    page["version"] = version if version is None else posted_version(request)
    if bound.is_valid():
        try:
            with transaction.atomic():
                earlier = commands.claim_form_key(actor=request.actor, key=key, now=request.now)
                if earlier is not None:
                    commands.drop_sent(actor=request.actor, path=request.path, key=key)
                    return HttpResponseRedirect(earlier or request.path)
                address = save(bound)
                commands.settle_form_key(actor=request.actor, key=key, address=address)
        except Changed as refusal:
            bound.add_error(None, refusal.reason)
            page["conflict"] = refusal
            page["version"] = version
            status = 409
        except Refusal as refusal:
            bound.add_error(None, refusal.reason)
            status = 403 if isinstance(refusal, NotPermitted) else 409
        else:
            commands.drop_sent(actor=request.actor, path=request.path, key=key)
            if done:
                messages.success(request, done)
            return HttpResponseRedirect(address)
    return render(request, template, {**page, "form": bound, "form_key": str(key)}, status=status)


def posted_version(request: HttpRequest) -> int:
    """The version of the record that the writer of this form saw; 0 when it carries none, which never fits."""
    return _version(request.POST.get("version", ""))


def _version(typed: str) -> int:
    return int(typed) if typed.isdecimal() else 0


def act(request: Request, run: Callable[[], str], *, done: str = "") -> HttpResponse:
    """A button without a form: run the command once per form key, then go to the address that it returns."""
    key = _key(request.POST)
    with transaction.atomic():
        earlier = commands.claim_form_key(actor=request.actor, key=key, now=request.now)
        if earlier is None:
            address = run()
            commands.settle_form_key(actor=request.actor, key=key, address=address)
        commands.drop_sent(actor=request.actor, path=request.path, key=key)
        if earlier is not None:
            return HttpResponseRedirect(earlier or "/")
    if done:
        messages.success(request, done)
    return HttpResponseRedirect(address)


def _fresh(
    request: Request, form_class: type[F], initial: Mapping[str, Any] | None, arguments: Mapping[str, Any]
) -> tuple[F, QueryDict | None]:
    """The form as it is first shown: what somebody typed here before and did not send, else the initial values."""
    answers = commands.draft(actor=request.actor, path=request.path, now=request.now)
    if answers is None:
        return form_class(initial=dict(initial or {}), **arguments), None
    typed = QueryDict(mutable=True)
    for name, values in answers.items():
        typed.setlist(name, [str(value) for value in cast("list[object]", values)])
    form = form_class(typed, **arguments)
    # Bound, so that it shows what was typed, and not judged: nobody has sent it yet.
    form._errors = ErrorDict()  # type: ignore[attr-defined]
    return form, typed


def _key(typed: QueryDict) -> uuid.UUID:
    """The one-time key of a post. A post without one (an old page, a script) gets its own, and is sent once."""
    try:
        return uuid.UUID(typed.get("form_key", ""))
    except ValueError:
        return uuid.uuid4()

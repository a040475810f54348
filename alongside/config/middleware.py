"""One request, from the outside in: a transaction with its context, then the actor, then the view as a savepoint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse

from alongside.accounts import commands as accounts
from alongside.audit import trail
from alongside.children import access as children
from alongside.core import calendar, refs
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall

GetResponse = Callable[[HttpRequest], HttpResponse]


class TransactionMiddleware:
    """Open the transaction of the request and set the row-security context to nobody.

    The view is a savepoint inside it (ATOMIC_REQUESTS): what a failing view did is undone, and the trace of a refusal,
    which is written after the savepoint, stays. The response leaves after the commit, so what it says is true.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            wall.enter(None)
            response = self.get_response(request)
            if response.streaming:
                raise RuntimeError("A streamed body would be read outside the wall: build it, then send it")
            return response


def _can_be_held(path: str) -> bool:
    """Whether a post to this page may wait for its sender: what is typed on pages of the sign-in are secrets, and what
    a page sends by itself (drafts, staying signed in) nobody misses."""
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return not view.__module__.startswith(("allauth.", "alongside.accounts."))


HAT_HEADER = "X-Alongside-Hat"
"""The hat of a post that has no form (a script of ours); a form carries it as the field ``hat``."""


def _own_hat(actor: Actor, ref: str, today: dt.date) -> partnerships.Hat | None:
    """The person's own role of this reference, in any partnership, if they still hold it."""
    return next((hat for hat in partnerships.hats_of(actor.user_id, today) if hat.membership_ref == ref), None)


class ActorMiddleware:
    """Put who acts, and when, on the request; end idle sessions; trace refusals."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = dt.datetime.now(dt.UTC)  # type: ignore[attr-defined]
        request.today = calendar.london_date(request.now)  # type: ignore[attr-defined]
        request.actor = None  # type: ignore[attr-defined]
        if request.session.get("_auth_user_id") is not None:
            self._keep_time(request)
        if request.user.is_authenticated:
            request.actor = self._actor(request)  # type: ignore[attr-defined]
        with children.remembering(with_standings=request.method in ("GET", "HEAD")):
            response = self.get_response(request)
        if response.status_code in (403, 404):
            self._trace(request)
        if request.user.is_authenticated:
            # Back after signing out, or on a shared machine, must not show a page from the browser's memory.
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Nobody without a sign-in, and nobody who acts for no agency, past the pages marked for them."""
        if getattr(view, "is_public", False) or view.__module__.startswith("allauth."):
            return None
        if not request.user.is_authenticated:
            return self._to_sign_in(request)
        if request.actor is None and not getattr(view, "is_without_hat", False):  # type: ignore[attr-defined]
            address = reverse("partnerships:choose_agency")
            return HttpResponseRedirect(
                f"{address}?{urlencode({'next': request.path})}" if request.method == "GET" else address
            )
        if request.method == "POST" and not getattr(view, "is_without_hat", False):
            return self._hat_must_fit(request, view)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal that no form showed: its sentence on a page, with the status that says whose matter it is."""
        if isinstance(exception, NotPermitted):
            return render(request, "errors/403.html", {"reason": exception.reason}, status=403)
        if isinstance(exception, NotNow):
            return render(request, "errors/409.html", {"reason": exception.reason}, status=409)
        return None

    def _hat_must_fit(self, request: HttpRequest, view: Callable[..., HttpResponse]) -> HttpResponse | None:
        """Nobody sends as one agency what they wrote for another: a tab may be older than the last change of hats.

        Each form carries the membership for which its page was made (``ui.jinja.csrf_field``). It needs no signature:
        whatever it says, a post is only ever done under the session's own hat, and only where the two are the same.
        """
        actor: Actor = request.actor  # type: ignore[attr-defined]
        carried = request.POST.get("hat") or request.headers.get(HAT_HEADER, "")
        if carried == actor.membership_ref or getattr(view, "takes_any_hat", False):
            return None
        hat = _own_hat(actor, carried, request.today)  # type: ignore[attr-defined]
        if hat is not None and getattr(view, "takes_hat_of_form", False):
            wall.enter(hat.partnership_id, actor.user_id)
            writer = partnerships.actor_for(
                user_id=actor.user_id,
                membership_id=hat.membership_id,
                partnership_id=hat.partnership_id,
                today=request.today,  # type: ignore[attr-defined]
            )
            if writer is not None:
                request.actor = writer  # type: ignore[attr-defined]
                return None
            wall.enter(actor.partnership_id, actor.user_id)
            hat = None
        return self._other_hat(request, actor, hat, is_old=not carried)

    @staticmethod
    def _other_hat(request: HttpRequest, actor: Actor, hat: partnerships.Hat | None, *, is_old: bool) -> HttpResponse:
        """Say that nothing was sent and why, and keep what was typed for the hat it was typed under."""
        partnership_id, membership_id = actor.partnership_id, actor.membership_id
        if hat is not None:
            partnership_id, membership_id = hat.partnership_id, hat.membership_id
        is_kept = (hat is not None or is_old) and _can_be_held(request.path)
        if is_kept:
            wall.enter(partnership_id, actor.user_id)
            accounts.hold_post(
                partnership_id=partnership_id,
                user_id=actor.user_id,
                membership_id=membership_id,
                path=request.path,
                answers=dict(request.POST.lists()),
                now=request.now,  # type: ignore[attr-defined]
            )
            wall.enter(actor.partnership_id, actor.user_id)
        typed = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if value and name not in (*accounts.NOT_ANSWERS, "version")
        ]
        page = {"hat": hat, "is_old": is_old, "is_kept": is_kept, "typed": typed, "has_files": bool(request.FILES)}
        return render(request, "errors/other_hat.html", page, status=409)

    @staticmethod
    def _keep_time(request: HttpRequest) -> None:
        """End the session after the idle or the absolute limit; a form that came too late is held for its sender."""
        now: dt.datetime = request.now  # type: ignore[attr-defined]
        moment = int(now.timestamp())
        seen = request.session.get("seen_at", moment)
        since = request.session.setdefault("signed_in_at", moment)
        if moment - seen > settings.SESSION_IDLE_SECONDS or moment - since > settings.SESSION_ABSOLUTE_SECONDS:
            if request.method == "POST" and request.session.get("membership_id") and _can_be_held(request.path):
                partnership_id, user_id = request.session["partnership_id"], int(request.session["_auth_user_id"])
                membership_id = request.session["membership_id"]
                wall.enter(partnership_id, user_id)
                # The tab may be older than the last change of hats: what was typed waits under its own.
                for hat in partnerships.hats_of(user_id, calendar.london_date(now)):
                    if hat.membership_ref == request.POST.get("hat"):
                        partnership_id, membership_id = hat.partnership_id, hat.membership_id
                wall.enter(partnership_id, user_id)
                accounts.hold_post(
                    partnership_id=partnership_id,
                    user_id=user_id,
                    membership_id=membership_id,
                    path=request.path,
                    answers=dict(request.POST.lists()),
                    now=now,
                )
                wall.enter(None)
            logout(request)
        elif moment - seen >= 60 or "seen_at" not in request.session:
            # Once a minute is exact enough for a limit of thirty, and saves a write on each page.
            request.session["seen_at"] = moment

    @staticmethod
    def _actor(request: HttpRequest) -> Actor | None:
        """The actor of the session's membership, looked up at each request: a leaver loses access at the next one."""
        user_id = int(request.session["_auth_user_id"])
        partnership_id, membership_id = request.session.get("partnership_id"), request.session.get("membership_id")
        if not partnership_id or not membership_id:
            wall.enter(None, user_id)
            return None
        wall.enter(partnership_id, user_id)
        actor = partnerships.actor_for(
            user_id=user_id,
            membership_id=membership_id,
            partnership_id=partnership_id,
            today=request.today,  # type: ignore[attr-defined]
        )
        if actor is None:
            del request.session["partnership_id"], request.session["membership_id"]
            wall.enter(None, user_id)
        return actor

    @staticmethod
    def _to_sign_in(request: HttpRequest) -> HttpResponse:
        address = reverse("account_login")
        # Only a page can be returned to; the address of a post that was held is offered after signing in.
        if request.method == "GET" and request.path != "/":
            address += "?" + urlencode({"next": request.path})
        return HttpResponseRedirect(address)

    @staticmethod
    def _trace(request: HttpRequest) -> None:
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        match = request.resolver_match
        if actor is None or match is None:
            return
        about = [value for value in match.kwargs.values() if isinstance(value, str) and refs.is_ref(value)]
        trail.refused(actor, about=about, now=request.now, what=match.view_name)  # type: ignore[attr-defined]

"""The public door: a family asks for help without an account. The same pages, words and length for everybody.

Nobody is signed in here, not even whoever is: the pages know nothing of a session, set no cookie and let nothing be
kept on the device. A post carries no token against forged posts, since there is nothing that a forger could use: there
is no session to ride on, and whoever could make somebody's browser post could post the same themselves.
"""

from __future__ import annotations

import uuid
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from alongside.accounts.http import Request, public
from alongside.core.verdict import Refusal
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import AreaPartnership
from alongside.referrals import access, commands, forms, rules

KEY_HOURS = 48
"""How long a page that was opened may be sent: a phone may be put away overnight. Ours."""

_SALT = "referrals.public_door"


def _area(request: Request, slug: str, key: str = "") -> AreaPartnership:
    """The area of the address; from here on this request is somebody's outside, whoever they are signed in as."""
    area = next(iter(partnerships.areas(slug)), None)
    if area is None:
        raise Http404
    request.actor = None  # type: ignore[assignment]
    wall.enter(None, door=rules.public_door(area.pk, key))
    return area


def _shown(request: Request, area: AreaPartnership, template: str, status: int = 200, **more: Any) -> HttpResponse:
    """A page that nobody's device keeps."""
    context = {
        "area": area,
        "answer_days": rules.ANSWER.working_days,
        "answer_by": rules.ANSWER.due_on(request.today),
        **more,
    }
    response = render(request, f"referrals/{template}", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@public
@csrf_exempt
@require_http_methods(["GET"])
def ask_for_help(request: Request, area: str) -> HttpResponse:
    """What this is, what happens, and two ways in."""
    return _shown(request, _area(request, area), "ask_for_help.html")


@public
@csrf_exempt
@require_http_methods(["GET", "POST"])
def ask_for_myself(request: Request, area: str) -> HttpResponse:
    """A child or young person asks for themselves."""
    return _ask(request, area, forms.AskForMyself, "self", "ask_for_myself.html")


@public
@csrf_exempt
@require_http_methods(["GET", "POST"])
def ask_for_my_child(request: Request, area: str) -> HttpResponse:
    """A parent or carer asks for their child."""
    return _ask(request, area, forms.AskForMyChild, "carer", "ask_for_my_child.html")


def _ask(request: Request, slug: str, form_class: type[forms.AskForHelp], sender: str, template: str) -> HttpResponse:
    """Show the form; on a valid post write it down, and answer on the spot: no address with a reference in it stays in
    the history of a telephone that others use."""
    found = _area(request, slug)
    if request.method != "POST":
        return _shown(request, found, template, form=form_class(initial={"form_key": _new_key()}, today=request.today))
    form = form_class(request.POST, today=request.today)
    key = _key(request.POST.get("form_key", ""))
    if not _within(request, "tried", rules.TRIED_AN_HOUR):
        return _too_many(request, found, template, form)
    if key is None:
        form.add_error(None, "This page was open for too long. Nothing is lost: press the button again.")
    if not form.is_valid() or key is None:
        _renew(form, key)
        return _shown(request, found, template, status=422, form=form)
    if not _within(request, "sent", rules.SENT_AN_HOUR):
        return _too_many(request, found, template, form)
    wall.enter(None, door=rules.public_door(found.pk, str(key)))
    try:
        ref = commands.receive_arrival(
            actor=access.outside(found.pk, found.slug, found.name),
            key=key,
            sender=sender,
            given=form.given(),
            now=request.now,
        )
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return _shown(request, found, template, status=422, form=form)
    return _shown(request, found, "asked_for_help.html", ref=ref, sender=sender)


@public
@csrf_exempt
@require_http_methods(["GET", "POST"])
def stop_asking(request: Request, area: str) -> HttpResponse:
    """Withdraw what was asked. The answer is the same whether anything fits what was typed or not."""
    found = _area(request, area)
    form = forms.StopAsking(request.POST if request.method == "POST" else None, today=request.today)
    if request.method != "POST":
        return _shown(request, found, "stop_asking.html", form=form)
    if not _within(request, "stopped", rules.SENT_AN_HOUR):
        return _too_many(request, found, "stop_asking.html", form)
    if not form.is_valid():
        return _shown(request, found, "stop_asking.html", status=422, form=form)
    commands.ask_to_withdraw(
        actor=access.outside(found.pk, found.slug, found.name),
        ref=form.cleaned_data["reference"],
        born_on=form.cleaned_data["born_on"],
        now=request.now,
    )
    return _shown(request, found, "stopped_asking.html")


# One form, one row


def _new_key() -> str:
    return signing.dumps(str(uuid.uuid4()), salt=_SALT)


def _key(given: str) -> uuid.UUID | None:
    """The key of a page that we made, and not too long ago; else None."""
    try:
        return uuid.UUID(signing.loads(given, salt=_SALT, max_age=KEY_HOURS * 3600))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def _renew(form: forms.AskForHelp, key: uuid.UUID | None) -> None:
    """Give a page that comes back a key of ours, where its own was none."""
    if key is None:
        data = form.data.copy()  # type: ignore[attr-defined]
        data["form_key"] = _new_key()
        form.data = data


# How much one address may send


def _within(request: Request, what: str, limit: int) -> bool:
    address = get_adapter(request).get_client_ip(request)
    key = rules.address_key(settings.SECRET_KEY, what, address)
    return commands.count_at_door(key=key, limit=limit, now=request.now)


def _too_many(request: Request, area: AreaPartnership, template: str, form: Any) -> HttpResponse:
    """Nothing typed is lost: it stands on the page, to be sent later."""
    form.add_error(None, "A lot has been sent from this internet connection. Nothing is lost: try again in an hour.")
    response = _shown(request, area, template, status=429, form=form)
    response["Retry-After"] = str(rules.HOUR_SECONDS)
    return response

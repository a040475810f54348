"""The public door: a family asks for help without an account. The same pages, words and length for everybody.

Nobody is signed in here, not even whoever is: the pages know nothing of a session.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from alongside.accounts.http import Request, public
from alongside.core.verdict import Refusal
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import AreaPartnership
from alongside.referrals import access, commands, forms, queries, rules
from alongside.referrals.views.outside import TOO_MANY, key_of, new_key, page_for_outside, renew, too_many, within


def _area(request: Request, slug: str) -> AreaPartnership:
    """The area of the address; from here on this request is somebody's outside, whoever they are signed in as."""
    area = next(iter(partnerships.areas(slug)), None)
    if area is None:
        raise Http404
    request.actor = None  # type: ignore[assignment]
    wall.enter(None, door=rules.public_door(area.pk))
    return area


def _shown(request: Request, area: AreaPartnership, template: str, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "area": area,
        "answer_by": queries.standards(area.pk).due_on(rules.ANSWER, request.today),
        "contact": queries.public_contact(area.pk, request.today),
        **more,
    }
    return page_for_outside(request, template, context, status)


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
        return _shown(request, found, template, form=form_class(initial={"form_key": new_key()}, today=request.today))
    form = form_class(request.POST, today=request.today)
    key = key_of(request.POST.get("form_key", ""))
    if key is None:
        renew(form)
    is_within = within(request, "tried", rules.TRIED_AN_HOUR)
    if is_within and (not form.is_valid() or key is None):
        return _shown(request, found, template, status=422, form=form)
    if not is_within or not within(request, "sent", rules.SENT_AN_HOUR):
        form.add_error(None, TOO_MANY)
        return too_many(_shown(request, found, template, form=form))
    assert key is not None, "seen above"
    wall.enter(None, door=rules.public_door(found.pk, str(key)))
    try:
        ref = commands.receive_arrival(
            actor=access.outside(found), key=key, sender=sender, given=form.given(), now=request.now
        )
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return _shown(request, found, template, status=422, form=form)
    return _shown(
        request, found, "asked_for_help.html", ref=ref, sender=sender, reads_here="page" in form.cleaned_data["ways"]
    )


@public
@csrf_exempt
@require_http_methods(["GET", "POST"])
def stop_asking(request: Request, area: str) -> HttpResponse:
    """Withdraw what was asked. The answer is the same whether anything fits what was typed or not."""
    found = _area(request, area)
    form = forms.StopAsking(request.POST if request.method == "POST" else None, today=request.today)
    if request.method != "POST":
        return _shown(request, found, "stop_asking.html", form=form)
    if not within(request, "stopped", rules.SENT_AN_HOUR):
        form.add_error(None, TOO_MANY)
        return too_many(_shown(request, found, "stop_asking.html", form=form))
    if not form.is_valid():
        return _shown(request, found, "stop_asking.html", status=422, form=form)
    commands.ask_to_withdraw(
        actor=access.outside(found),
        ref=form.cleaned_data["reference"],
        born_on=form.cleaned_data["born_on"],
        now=request.now,
    )
    return _shown(request, found, "stopped_asking.html")


@public
@csrf_exempt
@require_http_methods(["GET", "POST"])
def read_answer(request: Request, area: str) -> HttpResponse:
    """Read how far it is, and the answer, where whoever asked chose to look here. The page is as long to come and says
    the same whether nothing fits or nothing was to be read here."""
    found = _area(request, area)
    form = forms.ReadAnswer(request.POST if request.method == "POST" else None, today=request.today)
    if request.method != "POST":
        return _shown(request, found, "read_answer.html", form=form)
    if not within(request, "read", rules.SENT_AN_HOUR):
        form.add_error(None, TOO_MANY)
        return too_many(_shown(request, found, "read_answer.html", form=form))
    if not form.is_valid():
        return _shown(request, found, "read_answer.html", status=422, form=form)
    ref, born_on = form.cleaned_data["reference"], form.cleaned_data["born_on"]
    kept = queries.standards(found.pk)
    wall.enter(None, door=rules.reading_door(found.pk, ref, born_on))
    answer = queries.answer_outside(access.outside(found), ref, born_on, kept, request.now)
    wall.enter(None, door=rules.public_door(found.pk))
    return _shown(request, found, "answer_read.html", answer=answer)
